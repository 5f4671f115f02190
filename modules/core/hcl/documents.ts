import { jsonDocument } from "../json";
import { onlyArgument, onlyExpression, partsOf } from "./templates";
import { HclSyntaxError } from "./tokens";

/** Members of documents whose order is a convention that people read by; all others are alphabetical. */
const readingOrder = [
  ["Version", "Id", "Statement"],
  ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"],
];

/** Stands for a sequence while the text around it is read as JSON. */
const mark = "\ue000";

/**
 * The JSON document that a template holds, where `jsonencode` of it gives the same text: keys in order, no spaces, escapes as
 * Terraform writes them. A sequence may stand inside a string of the document; one that stands for a whole value must be a
 * call of `jsonencode` itself. Anything else is undefined: then the text stays text.
 *
 * One thing differs, on purpose: a value that holds quotes, backslashes, `<`, `>` or `&` is escaped by `jsonencode`, where
 * the template would have broken the document, or have left the character as it is.
 */
export const documentOf = (template: string, givesText: (expression: string) => boolean): unknown => {
  if (!/^(?:\{"|\[)[^]*[\]}]$/.test(template) || template.includes(mark)) return undefined;
  // A directive may reach from one string of the document into another; what a strip marker takes away depends on escapes.
  if (/%\{|\$\{~|~\}/.test(template)) return undefined;
  const sequences: string[] = [];
  let text: string;
  try {
    text = partsOf(template)
      .map((part) => ("text" in part ? part.text : `${mark}${String(sequences.push(part.sequence) - 1)}${mark}`))
      .join("");
  } catch (error) {
    if (error instanceof HclSyntaxError) return undefined;
    throw error;
  }
  const inner = jsonencoded(sequences);
  const whole = new RegExp(`(?<=[:,[])${mark}([0-9]+)${mark}(?=[,}\\]])`, "g");
  // Inside a string the same characters could stand by chance; then the text that comes out differs, and nothing is done.
  const quoted = text.replace(whole, (_found, index: string) => `"${mark}${mark}${index}${mark}"`);
  let document: unknown;
  try {
    document = JSON.parse(quoted);
  } catch {
    return undefined;
  }
  const restored = restore(document, sequences, inner, givesText);
  return jsonDocument(document) === quoted && restored !== impossible ? restored : undefined;
};

const wholeMark = new RegExp(`^${mark}${mark}([0-9]+)${mark}$`);
const anyMark = new RegExp(`${mark}([0-9]+)${mark}`, "g");

const impossible = Symbol("no document");

/** For each sequence that is one call of `jsonencode`, its argument. */
const jsonencoded = (sequences: readonly string[]): readonly (string | undefined)[] =>
  sequences.map((sequence) => {
    const expression = onlyExpression(sequence);
    return expression === undefined ? undefined : onlyArgument(expression, "jsonencode");
  });

/** The document with its sequences in their places again. */
const restore = (
  value: unknown,
  sequences: readonly string[],
  inner: readonly (string | undefined)[],
  givesText: (expression: string) => boolean,
): unknown => {
  if (typeof value === "string") {
    // Backspace and form feed are written in two ways, by the version of Terraform.
    if (/[\b\f]/.test(value)) return impossible;
    if (!value.includes(mark)) return value;
    const whole = wholeMark.exec(value);
    if (whole !== null) {
      const argument = inner[Number(whole[1])];
      return argument === undefined ? impossible : `\${${argument}}`;
    }
    const found = value.replace(anyMark, (_found, index: string) => sequences[Number(index)] ?? "");
    const only = sequences.includes(found) ? onlyExpression(found) : undefined;
    return only === undefined || givesText(only) ? found : `\${tostring(${only})}`;
  }
  // jsonencode writes no powers of ten.
  if (typeof value === "number") return String(value).includes("e") ? impossible : value;
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => restore(item, sequences, inner, givesText));
    return items.includes(impossible) ? impossible : items;
  }
  const order = readingOrder.find((words) => Object.keys(value).every((key) => words.includes(key))) ?? [];
  const entries = Object.entries(value)
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([key, item]): [string, unknown] => [key.includes(mark) ? "" : key, restore(item, sequences, inner, givesText)]);
  if (entries.some(([key, item]) => item === impossible || key === "")) return impossible;
  return Object.fromEntries(entries);
};
