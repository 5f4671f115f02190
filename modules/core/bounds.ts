/**
 * A condition in Terraform's language that is true where `pattern` matches `value`. Terraform's expressions are RE2's, which
 * knows no lookaround: a negative lookahead at the beginning becomes a condition of its own.
 *
 * @throws TypeError for any other lookaround, for a back reference, and for flags: they have no counterpart.
 */
export const regexCondition = (pattern: RegExp, value: string): string => {
  const conditions: string[] = [];
  let source = pattern.source;
  while (source.startsWith("^(?!")) {
    const end = closing(source, 1);
    conditions.push(`!can(regex(${quoted(`^(?:${source.slice(4, end)})`)}, ${value}))`);
    source = `^${source.slice(end + 1)}`;
  }
  if (
    /\(\?[=!<]|\\[1-9]|\\k</.test(source) ||
    conditions.some((one) => /\(\?[=!<]/.test(one.slice(12))) ||
    pattern.flags.replace("u", "") !== ""
  ) {
    throw new TypeError(
      `the pattern ${String(pattern)} has no counterpart in Terraform: write it without lookaround, back references and flags`,
    );
  }
  return [...conditions, `can(regex(${quoted(source)}, ${value}))`].join(" && ");
};

/** The place of the bracket that closes the one at `open`. */
const closing = (source: string, open: number): number => {
  let depth = 0;
  let inClass = false;
  for (let at = open; at < source.length; at += 1) {
    const char = source[at];
    if (char === "\\") at += 1;
    else if (char === "[") inClass = true;
    else if (char === "]") inClass = false;
    else if (!inClass && char === "(") depth += 1;
    else if (!inClass && char === ")") {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  throw new TypeError(`the pattern ${source} has a bracket without an end`);
};

/** A pattern as a text of Terraform: a slash needs no backslash there, and `${` and `%{` would begin a sequence. */
const quoted = (source: string): string => JSON.stringify(source.replace(/\\\//g, "/")).replace(/([$%])\{/g, "$1$1{");
