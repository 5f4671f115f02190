import { bracketChange, tokensOf, type Token, type TokenType } from "./tokens";

/**
 * The canonical layout of HCL, that of `terraform fmt` (hashicorp/hcl, hclwrite/format.go: spaces between tokens, two
 * spaces a bracket, the equals signs of neighbouring lines in one column). It moves spaces only: no token is changed.
 */
export const layOut = (text: string): string => {
  const lines = linesOf(tokensOf(text));
  indent(lines);
  alignAssignments(lines);
  alignComments(lines);
  return lines.map(print).join("");
};

interface Placed {
  readonly token: Token;
  spaces: number;
}

/** A line, or several where one token (a heredoc's text, a comment) has line feeds in it. */
interface Line {
  lead: Placed[];
  /** From the equals sign on, where the whole value stands on this line. */
  assign: Placed[];
  comment: Placed[];
}

const linesOf = (tokens: readonly Token[]): Line[] => {
  const lines: Line[] = [];
  let current: Placed[] = [];
  const close = () => {
    if (current.length > 0) lines.push(cells(current));
    current = [];
  };
  for (const token of tokens) {
    current.push({ token, spaces: 0 });
    if (token.type === "Newline") close();
  }
  close();
  for (const line of lines) {
    setSpaces(line.lead);
    setSpaces(line.assign);
    const equal = line.assign[0];
    if (equal !== undefined) equal.spaces = 1;
  }
  return lines;
};

/** Parts one line into its three cells. The line feed goes with the last. */
const cells = (line: Placed[]): Line => {
  const newline = line.at(-1)?.token.type === "Newline" ? line.slice(-1) : [];
  let lead = newline.length > 0 ? line.slice(0, -1) : line;
  let comment: Placed[] = [];
  if (lead.length > 1 && isLineComment(lead.at(-1)?.token)) {
    comment = lead.slice(-1);
    lead = lead.slice(0, -1);
  }
  const equal = lead.findIndex(({ token }, index) => index > 0 && token.type === "Equal");
  const whole = equal > 0 && lead.slice(equal).reduce((net, { token }) => net + bracketChange(token), 0) === 0;
  const assign = whole ? lead.slice(equal) : [];
  if (whole) lead = lead.slice(0, equal);
  const last = comment.length > 0 ? comment : assign.length > 0 ? assign : lead;
  last.push(...newline);
  return { lead, assign, comment };
};

const isLineComment = (token: Token | undefined): boolean => token?.type === "Comment" && !token.text.startsWith("/*");

const setSpaces = (cell: readonly Placed[]): void => {
  for (const [index, { token }] of cell.entries()) {
    const after = cell[index + 1];
    if (after !== undefined) after.spaces = spaceBetween(token, cell[index - 1]?.token.type, after.token) ? 1 : 0;
  }
};

const templateText = new Set<TokenType>(["QuotedLit", "StringLit"]);
/** What a minus sign follows where it negates; elsewhere it takes away. */
const beforeNegation = new Set<TokenType | undefined>([
  undefined,
  "OParen",
  "OBrace",
  "OBrack",
  "Equal",
  "Colon",
  "Comma",
  "Question",
  "Operator",
  "Minus",
  "Bang",
]);

/** Whether a space stands between two tokens of a line; `before` is the token before the first. */
const spaceBetween = (subject: Token, before: TokenType | undefined, after: Token): boolean => {
  const [from, to] = [subject.type, after.type];
  if (to === "Newline") return false;
  if (from === "Ident" && to === "OParen") return false;
  if ((from === "Ident" && to === "DoubleColon") || (from === "DoubleColon" && to === "Ident")) return false;
  if (from === "Dot" || to === "Dot") return false;
  if (to === "Comma" || to === "Ellipsis") return false;
  if (from === "Comma") return true;
  if (templateText.has(from) || from === "OQuote" || from === "OHeredoc") return false;
  if (templateText.has(to) || to === "CQuote" || to === "CHeredoc") return false;
  if (from === "Ident" && subject.text === "in" && before === "Ident") return true;
  if (to === "OBrack" && (from === "Ident" || from === "Number" || bracketChange(subject) < 0)) return false;
  if (from === "Bang") return false;
  if (from === "Minus") return !beforeNegation.has(before);
  if (from === "OBrace" || to === "CBrace") return !(from === "OBrace" && to === "CBrace");
  if ((from === "TemplateInterp" || from === "TemplateControl") && to === "OBrace") return true;
  if (from === "CBrace" && to === "TemplateSeqEnd") return true;
  if (from === "TemplateSeqEnd" && (to === "TemplateInterp" || to === "TemplateControl")) return false;
  if (bracketChange(subject) > 0) return false;
  return bracketChange(after) >= 0;
};

/** Two spaces for each line that opens brackets and has not been closed, however many it opens. */
const indent = (lines: readonly Line[]): void => {
  const open: number[] = [];
  for (const line of lines) {
    const first = line.lead[0];
    if (first === undefined || first.token.type === "Newline") continue;
    let net = 0;
    for (const { token } of [...line.lead, ...line.assign]) {
      // What follows the opening line of a heredoc is text, and keeps its place.
      if (token.type === "OHeredoc") break;
      net += bracketChange(token);
    }
    if (net > 0) {
      first.spaces = 2 * open.length;
      open.push(net);
      continue;
    }
    let closed = -net;
    while (closed > 0 && open.length > 0) {
      const newest = open.pop() ?? 0;
      if (newest > closed) open.push(newest - closed);
      closed = Math.max(0, closed - newest);
    }
    first.spaces = 2 * open.length;
  }
};

/** Gives all lines of a run the column that the widest of them needs, in the cell that `cellOf` names. */
const alignRuns = (lines: readonly Line[], cellOf: (line: Line) => readonly Placed[], widthBefore: (line: Line) => number): void => {
  let run: Line[] = [];
  const close = () => {
    const widest = Math.max(0, ...run.map(widthBefore));
    for (const line of run) {
      const first = cellOf(line)[0];
      if (first !== undefined) first.spaces = widest - widthBefore(line) + 1;
    }
    run = [];
  };
  for (const line of lines) {
    if (cellOf(line).length > 0) run.push(line);
    else close();
  }
  close();
};

const alignAssignments = (lines: readonly Line[]): void => {
  alignRuns(
    lines,
    (line) => line.assign,
    (line) => width(line.lead),
  );
};

const alignComments = (lines: readonly Line[]): void => {
  alignRuns(
    lines,
    (line) => line.comment,
    (line) => width(line.lead) + width(line.assign),
  );
};

// Where one grapheme ends and the next begins is Unicode's word, the same in every language.
// eslint-disable-next-line no-restricted-globals
const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
const columns = (text: string): number => (/^[\x20-\x7e]*$/.test(text) ? text.length : [...segmenter.segment(text)].length);
const width = (cell: readonly Placed[]): number => cell.reduce((sum, { token, spaces }) => sum + spaces + columns(token.text), 0);

const print = ({ lead, assign, comment }: Line): string =>
  [...lead, ...assign, ...comment].map(({ token, spaces }) => " ".repeat(spaces) + token.text).join("");
