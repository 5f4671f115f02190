/**
 * A regular expression in Go's syntax as one of JavaScript's; nothing where it can't be read.
 *
 * Providers quote their patterns in messages, some of them with Go's escapes, and cut what follows: both are undone.
 */
export const goPattern = (pattern: string): RegExp | undefined => {
  const before = known.get(pattern);
  if (before !== undefined) return before ?? undefined;
  const found = compile(unquoted(pattern));
  known.set(pattern, found ?? null);
  return found;
};

const known = new Map<string, RegExp | null>();

/** Where every backslash stands twice, the pattern was printed as a Go string; a quotation mark after it ends it. */
const unquoted = (pattern: string): string => {
  const whole = pattern.replace(/"\)?: .*$/s, "");
  const isQuoted = whole.includes("\\\\") && !/(^|[^\\])(\\\\)*\\([^\\"]|$)/.test(whole);
  return isQuoted ? whole.replace(/\\(["\\])/g, "$1") : whole;
};

const classes: Readonly<Record<string, string>> = {
  alnum: "0-9A-Za-z",
  alpha: "A-Za-z",
  blank: "\\t ",
  digit: "0-9",
  lower: "a-z",
  punct: "!-\\/:-@\\[-`{-~",
  space: "\\s",
  upper: "A-Z",
  word: "\\w",
  xdigit: "0-9A-Fa-f",
};

const compile = (pattern: string): RegExp | undefined => {
  const [, letters = "", rest = ""] = /^(?:\(\?([ims]+)\))?(.*)$/s.exec(pattern) ?? [];
  const source = rest
    .replace(/\[:(\w+):\]/g, (all: string, name: string) => classes[name] ?? all)
    .replaceAll("\\A", "^")
    .replaceAll("\\z", "$")
    .replaceAll("(?P<", "(?<")
    .replace(/\\p([A-Z])/g, "\\p{$1}")
    .replace(/\\x\{([0-9A-Fa-f]+)\}/g, "\\u{$1}");
  const isUnicode = /\\[pu]\{/.test(source);
  try {
    return new RegExp(isUnicode ? strict(source) : source, letters + (isUnicode ? "u" : ""));
  } catch {
    return undefined;
  }
};

/** JavaScript escapes nothing needlessly where it knows Unicode's classes. */
const strict = (source: string): string => source.replace(/\\([^\w^$\\.*+?()[\]{}|/-])/g, "$1").replace(/\\_/g, "_");
