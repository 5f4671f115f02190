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
const quoted = (source: string): string => JSON.stringify(inRe2(source)).replace(/([$%])\{/g, "$1$1{");

/** Blanks and ends of lines, of which RE2's own classes have only those of ASCII. */
const ends = "\\n\\r\\x{2028}\\x{2029}";
const blanks = "\\t-\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}";

/** The same pattern in the words of RE2. */
const inRe2 = (source: string): string => {
  let inClass = false;
  return source.replace(/\\.|[[\].]/g, (part) => {
    if (part === "[") inClass = true;
    if (part === "]") inClass = false;
    if (part === "\\/") return "/";
    if (part === "\\s") return inClass ? blanks : `[${blanks}]`;
    if (part === "\\S" && !inClass) return `[^${blanks}]`;
    if (part === "." && !inClass) return `[^${ends}]`;
    return part;
  });
};

/** Whether a text that matches may hold characters of which one is more than one in Terraform's or JavaScript's count. */
const isWide = ({ source }: RegExp): boolean =>
  /\[\^|\\[SDW]|(?<!\\)\./.test(source.replace(/(?<!\\)\[(?!\^)(?:\\[^SDW]|[^\]\\])*\]/g, ""));

/** A condition in Terraform's language that is true where `value` has `min` to `max` characters as Unicode counts them. */
export const lengthCondition = (pattern: RegExp, value: string, min: number, max: number): string => {
  // length() counts what a reader takes for one character, which may be several.
  const length = isWide(pattern) ? `length(regexall("(?s).", ${value}))` : `length(${value})`;
  return min === max ? `${length} == ${String(max)}` : `${length} >= ${String(min)} && ${length} <= ${String(max)}`;
};
