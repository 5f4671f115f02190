/** Says what is wrong with a text, without naming where it stands; nothing where it is right. */
export type TextCheck = (text: string) => string | undefined;
