import { bracketChange, HclSyntaxError, sequenceAt, tokensOf, type Token } from "./tokens";

/**
 * The two ways in which Terraform's JSON writes text. In an expression a string is a template: `${…}` and `%{…}` are
 * sequences, `$${` and `%%{` are escaped, and a backslash is a backslash (HCL JSON syntax, "Expressions"). In some places,
 * which Terraform reads without any values at hand (a variable's default, a description, a backend), it is just text.
 */
export type Part = { readonly text: string } | { readonly sequence: string; readonly tokens: readonly Token[] };

/** A template as Terraform reads it: a byte order mark at its beginning is no text. */
export const withoutMark = (template: string): string => (template.startsWith("\ufeff") ? template.slice(1) : template);

/** Terraform takes what follows such a character in JSON for text, sequences too, though not always. */
const loneReturn = /\r(?!\n)/;

/** The parts of a template, in order. Throws {@link HclSyntaxError} where a sequence has no end or is no expression. */
export const partsOf = (template: string): readonly Part[] => {
  const parts: Part[] = [];
  let from = 0;
  let at = 0;
  const literal = () => {
    if (at > from) parts.push({ text: template.slice(from, at) });
  };
  while (at < template.length) {
    const two = template.slice(at, at + 2);
    if ((two === "$$" || two === "%%") && template[at + 2] === "{") at += 3;
    else if (two === "${" || two === "%{") {
      literal();
      const start = at;
      const { tokens, end } = sequenceAt(template, at + (template[at + 2] === "~" ? 3 : 2));
      parts.push({ sequence: template.slice(start, end), tokens });
      at = end;
      from = end;
    } else at += 1;
  }
  literal();
  const lone = loneReturn.exec(template);
  if (lone !== null && /[$%]\{/.test(template)) {
    throw new HclSyntaxError("a carriage return without a line feed can't stand beside sequences", lone.index);
  }
  return parts;
};

const namedEscapes: Readonly<Record<string, string>> = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
/** Characters that a reader of the file could not see, or that Terraform would not take as they are. */
const unreadable = /[\\"\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

const escapeCharacter = (char: string): string => {
  const code = char.codePointAt(0) ?? 0;
  // Half of a surrogate pair is no character; Terraform's reader of JSON puts the replacement character there.
  if (code >= 0xd800 && code <= 0xdfff) return "\\ufffd";
  return namedEscapes[char] ?? (code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`);
};

/** Literal text inside quotes. What `${` and `%{` mean there is left to the caller. */
const escapeText = (text: string): string => text.replace(unreadable, escapeCharacter);

/** Text that holds no sequences, in quotes: `a${b}` becomes `"a$${b}"`. */
export const quoteText = (text: string): string =>
  // A sign before an escaped one would be read with it, so it is written as a number.
  `"${escapeText(text).replace(/(\$+|%+)\{/g, (_found, signs: string) => {
    const [sign = "", number = ""] = signs.startsWith("$") ? ["$", "\\u0024"] : ["%", "\\u0025"];
    return `${number.repeat(signs.length - 1)}${sign}${sign}{`;
  })}"`;

/**
 * The same parts without strip markers (`~`) beside text of several lines. Terraform takes away spaces up to the end of a
 * line in JSON and in heredocs, and in quotes, where line feeds are escaped, the spaces of all lines.
 */
const withoutStripping = (parts: readonly Part[]): readonly Part[] => {
  const strips = (part: Part | undefined, mark: RegExp): boolean => part !== undefined && "sequence" in part && mark.test(part.sequence);
  const isLong = (part: Part | undefined): boolean => part !== undefined && "text" in part && part.text.includes("\n");
  return parts.map((part, index) => {
    const [before, after] = [parts[index - 1], parts[index + 1]];
    if ("sequence" in part) {
      const start = isLong(before) ? part.sequence.replace(/^([$%]\{)~/, "$1") : part.sequence;
      return { ...part, sequence: isLong(after) ? start.replace(/~\}$/, "}") : start };
    }
    if (!isLong(part)) return part;
    const lines = part.text.split(/(?<=\n)/);
    if (strips(before, /~\}$/)) lines[0] = (lines[0] ?? "").replace(/^\p{White_Space}+/u, "");
    if (strips(after, /^..~/)) lines.push((lines.pop() ?? "").replace(/\p{White_Space}+$/u, ""));
    return { text: lines.join("") };
  });
};

/** A template's text in quotes, its sequences as they are. */
export const quoteTemplate = (template: string): string =>
  `"${withoutStripping(partsOf(template))
    .map((part) => ("text" in part ? escapeText(part.text) : part.sequence))
    .join("")}"`;

/** The expression that a template consists of, where it is one interpolation and nothing else. */
export const onlyExpression = (template: string): string | undefined => {
  if (!template.startsWith("${") || !template.endsWith("}")) return undefined;
  const [part, more] = partsOf(template);
  if (part === undefined || more !== undefined || "text" in part) return undefined;
  const inner = part.sequence.slice(2, -1).replace(/^~/, "").replace(/~$/, "").trim();
  const nested = isOneString(part.tokens) ? onlyExpression(inner.slice(1, -1)) : undefined;
  return nested ?? asValue(inner, part.tokens);
};

/** An expression as it can stand behind an equals sign: in brackets where a line feed would end it. */
export const asValue = (expression: string, tokens: readonly Token[] = tokensOf(expression)): string =>
  endsEarly(tokens) ? `(\n${expression}\n)` : expression;

/** Whether an expression is a text in quotes, which begins with its first token and ends with its last. */
const isOneString = (tokens: readonly Token[]): boolean => {
  let depth = 0;
  return tokens.every(({ type }, index) => {
    if (type === "OQuote") depth += 1;
    if (type === "CQuote") depth -= 1;
    return depth > 0 || (type === "CQuote" && index === tokens.length - 1);
  });
};

/** Whether a line feed outside all brackets would end the expression if it stood as an argument's value. */
const endsEarly = (tokens: readonly Token[]): boolean => {
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    depth += bracketChange(token);
    const inside = index > 0 && index < tokens.length - 1;
    if (token.type === "Newline" && depth === 0 && inside) return true;
    if (token.type === "Comment" && depth === 0) return true;
  }
  return false;
};

const reference = /^[\p{ID_Start}_][\p{ID_Continue}-]*(?:\.[\p{ID_Continue}-]+|\[(?:[0-9]+|"(?:[^"\\$%]|\\.)*")\]|\.\*|\[\*\])*$/u;

/** Whether a text is a reference such as `aws_vpc.main`, `module.a["b"].c` or `aws.west`. */
export const isReference = (text: string): boolean => reference.test(text);

/** Whether a text is an expression by its tokens: brackets in pairs, and at least one token. */
export const isExpression = (text: string): boolean => {
  try {
    const tokens = tokensOf(text);
    return tokens.length > 0 && tokens.reduce((net, token) => net + bracketChange(token), 0) === 0;
  } catch (error) {
    if (error instanceof HclSyntaxError) return false;
    throw error;
  }
};

/** The argument of an expression that is one call of `name` with one argument. */
export const onlyArgument = (expression: string, name: string): string | undefined => {
  const tokens = tokensOf(expression);
  if (tokens[0]?.text !== name || tokens[1]?.type !== "OParen" || !expression.startsWith(`${name}(`)) return undefined;
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    depth += bracketChange(token);
    if (depth === 1 && (token.type === "Comma" || token.type === "Ellipsis")) return undefined;
    if (depth === 0 && index > 0 && index < tokens.length - 1) return undefined;
  }
  return expression.slice(name.length + 1, -1);
};

const name = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;
/** Terraform knows letters of an older Unicode; in quotes all are right. */
const plainKey = /^[A-Za-z_][A-Za-z0-9_-]*$/;
/** Words that mean something else at the place of an object's key. */
const keyWords = new Set(["for", "null", "true", "false"]);

/** An object's key: bare where it can be, else a template in quotes. */
export const objectKey = (key: string, literal: boolean): string => {
  if (plainKey.test(key) && !keyWords.has(key)) return key;
  return literal ? quoteText(key) : quoteTemplate(withoutMark(key));
};

/** Whether a word can be the name of an argument or a block. */
export const isName = (word: string): boolean => name.test(word);
