/** Words of messages for letters, and what of a regular expression's class they mean. The longer of two comes first. */
const words: readonly (readonly [RegExp, string])[] = [
  [/lower-?case alphanumerics?|lower-?case letters and numbers/, "a-z0-9"],
  [/upper and lowercase alphanumeric|alphanumerics?/, "A-Za-z0-9"],
  [
    /lower\/upper case letters|upper- and lower-case letters|upper-?case (letters )?(and|,) lower-?case letters|letters \(upper-?case and lower-?case\)/,
    "A-Za-z",
  ],
  [/lower-?case (alphabetic|letters)|lower-case letters/, "a-z"],
  [/upper-?case letters/, "A-Z"],
  [/ascii letters|letters|alphabetic|alphas/, "A-Za-z"],
  [/numbers|digits|numeric/, "0-9"],
  [/hyphens?|dash(es)?/, "\\-"],
  [/underscores?/, "_"],
  [/periods?|dots?/, "."],
  [/white ?space/, "\\s"],
  [/spaces?/, " "],
  [/(forward[- ]?)?slash(es)?/, "/"],
  [/hash signs|octothorp|number signs?/, "#"],
  [/colons?/, ":"],
  [/commas?/, ","],
  [/at signs?|@ symbols?/, "@"],
  [/plus( signs?)?/, "+"],
  [/equals?( signs?)?/, "="],
  [/dollar signs?/, "$"],
  [/exclamation (points?|marks?)/, "!"],
  [/ampersands?/, "&"],
  [/single-?quotes?/, "'"],
  [/double-?quotes?/, '"'],
];

/** Words around those for letters. A message with any other word is not understood, and refuses nothing. */
const fillers =
  /\b(must|may|can|should|could|only|contain(ing)?|consists?|includes?|including|comprised|of|and|or|the|a|an|be|by|is|are|it|one|more|up|to|at least|with|in|allowed|permitted|valid|following|special|characters?|character|symbols?|from|any|either|name|names|cluster|also|but|not|between|exactly|maximum|max|length|no|than|you|value)\b/g;

/** The message without its frame: what is said of a text. */
const saying = (message: string): string => {
  const [, inBrackets] = /^(?:invalid value for \S+|Maximum) \((.*)\)$/s.exec(message) ?? [];
  return (inBrackets ?? message)
    .replace(/^Invalid Attribute Value(?: Match)? \| Attribute \S+ /, "")
    .replace(/, got: .*$/s, "")
    .replace(/ in (parameter group )?"[^"]*"/, "")
    .replace(/^"[^"]*"(?: \("[^"]*"\))?:?/, "")
    .replace(/: "[^"]*"$/, "")
    .replace(/^isn't a valid log group name \((.*)\)/, "$1");
};

/** Whether a message tells which letters a text may be made of. */
const tellsLetters =
  /only|contain|consist|include|comprised|allowed|permitted|must be( one or more)? (lowercase )?(alphanumeric|letters)|characters|be up to/i;

/** A pattern of all texts that a message allows, where the message tells no more than the letters that they may be made of. */
export const lettersOf = (message: string): RegExp | undefined => {
  const told = saying(message)
    .replace(/,(?=\s)|[.:]$|(?<=characters):/g, " ")
    .trim();
  const bracket = /(?:must (?:only )?(?:match|contain)|of only|characters) \[((?:[^\]\\]|\\.)+)\]\.?$/.exec(told)?.[1];
  if (bracket !== undefined) return classPattern(bracket, told);
  if (!tellsLetters.test(told) || /must not|excluding|such as|e\.g\.|any of the following|regex|'ROOT'/i.test(told)) return undefined;
  let rest = told
    .toLowerCase()
    .replace(/(start|begin) with '[^']+'/, " ")
    .replace(
      /(,? ?(and )?(must |it must |should )?(start|begin)s?( and end)? with an? (lower-?case |upper-?case )?(alphanumeric|alphabetic|letter)( characters?| \(a-z\))?)/g,
      " ",
    )
    .replace(/(up to|maximum of|no more than|max length of|not more than|be not be more than|between \d+ and|at least) \d+/g, " ")
    .replace(/\b(a-z|a-za-z0-9|0-9)\b/g, " ");
  let letters = /\b[aA]-[zZ]\b|0-9/.test(told) ? rangesIn(told) : "";
  for (const [word, meaning] of words) {
    const whole = new RegExp(`(?<![a-z])(?:${word.source})(?![a-z])`, "g");
    if (!whole.test(rest)) continue;
    letters += meaning;
    rest = rest.replace(whole, " ");
  }
  const left = rest.replace(fillers, " ");
  if (/[a-z0-9]/.test(left) || !/[a-z]/i.test(letters.replaceAll("\\s", ""))) return undefined;
  return classPattern(letters + signsIn(told), told);
};

const rangesIn = (told: string): string => [...told.matchAll(/A-Z|a-z|0-9/g)].map(([range]) => range).join("");

/** Signs that a message shows as themselves. Brackets around a word are none, unless they stand in a row of signs. */
const signsIn = (told: string): string => {
  const row = /[^A-Za-z0-9\s'"]{3,}/.exec(told)?.[0] ?? "";
  const signs = told.replace(/'\/[a-z/]+'|'[a-z]+\/'/g, "").replace(/[A-Za-z0-9\s'"()[\]]/g, "") + row + (told.includes("' '") ? " " : "");
  return [...new Set(signs)].map((sign) => `\\${sign}`).join("");
};

const classPattern = (letters: string, told: string): RegExp | undefined => {
  const last = /(start|begin)s? and end with an alphanumeric/i.test(told) ? "(?<=[A-Za-z0-9])" : "";
  const [, most] = /(?:up to|maximum of|no more than|max length of|not more than|be not be more than) (\d+)/i.exec(told) ?? [];
  try {
    return new RegExp(`^${firstOf(told)}[${letters}]${most === undefined ? "*" : `{0,${most}}`}${last}$`);
  } catch {
    return undefined;
  }
};

const firstOf = (told: string): string => {
  const [, prefix] = /(?:start|begin) with '([^']+)'/.exec(told) ?? [];
  if (prefix !== undefined) return `(?=${prefix.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")})`;
  const [, what = ""] =
    /(?:start|begin)s?(?: and end)? with an? ((?:lower-?case |upper-?case )?(?:alphanumeric|alphabetic|letter))/i.exec(told) ?? [];
  const isLower = /lower/i.test(what);
  if (/alphanumeric/i.test(what)) return isLower ? "(?=[a-z0-9])" : "(?=[A-Za-z0-9])";
  return what === "" ? "" : isLower ? "(?=[a-z])" : "(?=[A-Za-z])";
};
