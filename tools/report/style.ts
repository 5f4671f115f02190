/** The page's style. */
export const style = `body{font-family:system-ui}`;
