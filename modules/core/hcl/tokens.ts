/**
 * The tokens of HCL, as far as its layout needs them (HCL native syntax specification, "Lexical Elements"). A template's
 * parts are tokens of the same list: `"a${b}"` is OQuote, QuotedLit, TemplateInterp, Ident, TemplateSeqEnd, CQuote.
 */
export type TokenType =
  | "Ident"
  | "Number"
  | "OQuote"
  | "CQuote"
  | "QuotedLit"
  | "OHeredoc"
  | "CHeredoc"
  | "StringLit"
  | "TemplateInterp"
  | "TemplateControl"
  | "TemplateSeqEnd"
  | "OBrace"
  | "CBrace"
  | "OBrack"
  | "CBrack"
  | "OParen"
  | "CParen"
  | "Comma"
  | "Dot"
  | "Colon"
  | "DoubleColon"
  | "Question"
  | "Ellipsis"
  | "Equal"
  | "FatArrow"
  | "Bang"
  | "Minus"
  | "Operator"
  | "Comment"
  | "Newline";

/** A piece of the source. A template's literal text is kept as it was written, its escapes with it. */
export interface Token {
  readonly type: TokenType;
  readonly text: string;
}

/** A text that is not HCL. `offset` counts characters of the text that was read. */
export class HclSyntaxError extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
    this.name = "HclSyntaxError";
  }
}

const word = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
/** What an identifier may begin with; of a letter beyond the basic plane, its first half. */
const isLetter = /[A-Za-z_]|\P{ASCII}/u;
const isDigit = /[0-9]/;
const number = /[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
/** Text of a template in which nothing begins or ends. */
const plainText = /[^"\\\n$%]+/y;
const space = /[ \t\r]+/y;
const lineComment = /(?:#|\/\/)[^\n]*/y;
const blockComment = /\/\*[\s\S]*?\*\//y;
const heredocStart = /<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;

/** Longest first. */
const symbols: readonly (readonly [string, TokenType])[] = [
  ["...", "Ellipsis"],
  ["::", "DoubleColon"],
  ["=>", "FatArrow"],
  ["==", "Operator"],
  ["!=", "Operator"],
  ["<=", "Operator"],
  [">=", "Operator"],
  ["&&", "Operator"],
  ["||", "Operator"],
  ["=", "Equal"],
  ["!", "Bang"],
  ["-", "Minus"],
  ["+", "Operator"],
  ["*", "Operator"],
  ["/", "Operator"],
  ["%", "Operator"],
  ["<", "Operator"],
  [">", "Operator"],
  ["(", "OParen"],
  [")", "CParen"],
  ["[", "OBrack"],
  ["]", "CBrack"],
  [",", "Comma"],
  [".", "Dot"],
  [":", "Colon"],
  ["?", "Question"],
];

/** Reads one text. The methods move {@link Lexer.end} behind what they have read. */
class Lexer {
  readonly tokens: Token[] = [];

  constructor(
    private readonly text: string,
    private at: number,
  ) {}

  /** Where reading has come to. */
  get end(): number {
    return this.at;
  }

  /** Reads expressions and bodies: to the end, or with `inTemplate` to the brace that ends the sequence. */
  normal(inTemplate: boolean): void {
    let depth = 0;
    while (this.at < this.text.length) {
      const char = this.text[this.at];
      if (char === "\n") this.take("Newline", 1);
      else if (char === " " || char === "\t" || char === "\r") this.match(space);
      else if (char === '"') this.quoted();
      else if (char === "{") {
        depth += 1;
        this.take("OBrace", 1);
      } else if (char === "}") {
        if (depth === 0 && inTemplate) {
          this.take("TemplateSeqEnd", 1);
          return;
        }
        depth -= 1;
        this.take("CBrace", 1);
      } else if (inTemplate && depth === 0 && this.text.startsWith("~}", this.at)) {
        this.take("TemplateSeqEnd", 2);
        return;
      } else this.word();
    }
    if (inTemplate) throw new HclSyntaxError("the template sequence has no end", this.at);
  }

  /** Reads the inner text of a template to its end: in quotes to the closing quote, in a heredoc to its last line. */
  private quoted(): void {
    this.take("OQuote", 1);
    let from = this.at;
    const literal = () => {
      if (this.at > from) this.tokens.push({ type: "QuotedLit", text: this.text.slice(from, this.at) });
    };
    while (this.at < this.text.length) {
      const char = this.text[this.at];
      if (char === '"') {
        literal();
        this.take("CQuote", 1);
        return;
      }
      if (char === "\n") break;
      if (char === "\\") this.at += 2;
      else if (this.match(plainText) !== undefined) continue;
      else if (!this.sequence(literal)) this.at += 1;
      else from = this.at;
    }
    throw new HclSyntaxError("the quoted text has no end", from);
  }

  private heredoc(marker: string): void {
    const end = new RegExp(`^[ \\t]*${marker}(?=\\r?\\n|$)`, "u");
    let from = this.at;
    const literal = () => {
      if (this.at > from) this.tokens.push({ type: "StringLit", text: this.text.slice(from, this.at) });
    };
    let lineStart = true;
    while (this.at < this.text.length) {
      if (lineStart) {
        const newline = this.text.indexOf("\n", this.at);
        const closing = end.exec(this.text.slice(this.at, newline < 0 ? undefined : newline + 1));
        if (closing !== null) {
          literal();
          this.take("CHeredoc", closing[0].length);
          return;
        }
      }
      lineStart = this.text[this.at] === "\n";
      if (!this.sequence(literal)) this.at += 1;
      else from = this.at;
    }
    throw new HclSyntaxError(`the heredoc has no end '${marker}'`, from);
  }

  /** At `${` or `%{`: reads the sequence and says true. An escaped one (`$${`, `%%{`) is passed over, and is none. */
  private sequence(literal: () => void): boolean {
    const two = this.text.slice(this.at, this.at + 2);
    if ((two === "$$" || two === "%%") && this.text[this.at + 2] === "{") {
      this.at += 2;
      return false;
    }
    if (two !== "${" && two !== "%{") return false;
    literal();
    const length = this.text[this.at + 2] === "~" ? 3 : 2;
    this.take(two === "${" ? "TemplateInterp" : "TemplateControl", length);
    this.normal(true);
    return true;
  }

  private word(): void {
    const char = this.text.charAt(this.at);
    const [pattern, type] = isLetter.test(char) ? ([word, "Ident"] as const) : isDigit.test(char) ? ([number, "Number"] as const) : [];
    const plain = pattern && this.match(pattern);
    if (plain !== undefined) {
      this.tokens.push({ type: type ?? "Ident", text: plain[0] });
      return;
    }
    const heredoc = char === "<" ? this.match(heredocStart) : undefined;
    if (heredoc !== undefined) {
      this.tokens.push({ type: "OHeredoc", text: heredoc[0] });
      this.heredoc(heredoc[2] ?? "");
      return;
    }
    const comment = char === "#" || char === "/" ? (this.match(lineComment) ?? this.match(blockComment)) : undefined;
    if (comment !== undefined) {
      this.tokens.push({ type: "Comment", text: comment[0] });
      return;
    }
    const symbol = symbols.find(([text]) => this.text.startsWith(text, this.at));
    if (symbol === undefined) throw new HclSyntaxError(`the character ${JSON.stringify(this.text[this.at])} has no meaning here`, this.at);
    this.take(symbol[1], symbol[0].length);
  }

  private match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) return undefined;
    this.at += found[0].length;
    return found;
  }

  private take(type: TokenType, length: number): void {
    this.tokens.push({ type, text: this.text.slice(this.at, this.at + length) });
    this.at += length;
  }
}

/** The tokens of a file, a body or an expression. Throws {@link HclSyntaxError} where the text is none. */
export const tokensOf = (text: string): readonly Token[] => {
  const lexer = new Lexer(text, 0);
  lexer.normal(false);
  return lexer.tokens;
};

/** The tokens of the template sequence whose inner text begins at `start`, and the place behind its closing brace. */
export const sequenceAt = (text: string, start: number): { readonly tokens: readonly Token[]; readonly end: number } => {
  const lexer = new Lexer(text, start);
  lexer.normal(true);
  return { tokens: lexer.tokens.slice(0, -1), end: lexer.end };
};

/** How many brackets a token opens (1) or closes (-1). */
export const bracketChange = (token: Token): number => {
  switch (token.type) {
    case "OBrace":
    case "OBrack":
    case "OParen":
    case "TemplateInterp":
    case "TemplateControl":
      return 1;
    case "CBrace":
    case "CBrack":
    case "CParen":
    case "TemplateSeqEnd":
      return -1;
    default:
      return 0;
  }
};
