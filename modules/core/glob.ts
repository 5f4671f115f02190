/** A test for names: `*` stands for any characters, `?` for one; everything else for itself. */
export const globTest = (glob: string): ((name: string) => boolean) => {
  const pattern = glob
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  const expression = new RegExp(`^${pattern}$`);
  return (name) => expression.test(name);
};
