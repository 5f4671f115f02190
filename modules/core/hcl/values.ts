import { documentOf } from "./documents";
import { objectKey, onlyExpression, partsOf, quoteTemplate, quoteText, withoutMark } from "./templates";

/** How Terraform reads a value's strings. */
export interface ReadAs {
  /** As plain text; otherwise as templates (see templates.ts). */
  readonly literal: boolean;
  /** Whether an expression's value is known to be text, and no number, truth value or collection. */
  readonly givesText: (expression: string) => boolean;
}

/** As wide as a list may be to stand on one line, without its argument's name. */
const lineWidth = 80;

/**
 * A value of Terraform's JSON as an expression of HCL, on several lines where it is large. The layout (spaces, columns) is
 * left to layOut.
 */
export const expressionOf = (value: unknown, read: ReadAs): string => {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") return numberText(value);
  if (typeof value === "string") return stringText(value, read);
  if (Array.isArray(value)) return listText(value, read);
  if (typeof value === "object") return objectText(value as Readonly<Record<string, unknown>>, read);
  throw new TypeError(`${typeof value} is no value of JSON`);
};

const numberText = (value: number): string => {
  if (!Number.isFinite(value)) throw new TypeError(`${String(value)} is no number of JSON`);
  return Object.is(value, -0) ? "0" : String(value);
};

const stringText = (value: string, read: ReadAs): string => {
  if (read.literal) return quoteText(value);
  const template = withoutMark(value);
  return onlyExpression(template) ?? documentText(template, read) ?? heredocText(template) ?? quoteTemplate(template);
};

const documentText = (value: string, read: ReadAs): string | undefined => {
  const document = documentOf(value, read.givesText);
  return document === undefined ? undefined : `jsonencode(${expressionOf(document, read)})`;
};

const listText = (list: readonly unknown[], read: ReadAs): string => {
  if (list.length === 0) return "[]";
  // In a list a text stands in quotes: a heredoc's last line must stand alone, and the comma would have to follow it.
  const items = list.map((item) => (typeof item === "string" ? itemText(item, read) : expressionOf(item, read)));
  const line = `[${items.join(", ")}]`;
  const scalar = list.every((item) => item === null || typeof item !== "object");
  return scalar && !line.includes("\n") && line.length <= lineWidth ? line : `[\n${items.map((item) => `${item},\n`).join("")}]`;
};

const itemText = (item: string, read: ReadAs): string => {
  if (read.literal) return quoteText(item);
  const template = withoutMark(item);
  return onlyExpression(template) ?? documentText(template, read) ?? quoteTemplate(template);
};

const objectText = (object: Readonly<Record<string, unknown>>, read: ReadAs): string => {
  const entries = Object.entries(object);
  if (entries.length === 0) return "{}";
  return `{\n${entries.map(([key, value]) => `${objectKey(key, read.literal)} = ${expressionOf(value, read)}\n`).join("")}}`;
};

/**
 * A text of several lines as a heredoc, where that keeps the value: it ends with a line feed, and a line of it begins at
 * its margin, so that `<<-` takes away what the indentation added and no more.
 */
const heredocText = (value: string): string | undefined => {
  if (!/\n[^]*\n$/.test(value) || /[^\P{C}\n]|[\p{Zl}\p{Zp}]/u.test(value)) return undefined;
  const lines = value.slice(0, -1).split("\n");
  if (lines.some((line) => /^\s/u.test(line) && line.trim() === "")) return undefined;
  if (!lines.some((line) => /^\S/u.test(line)) || lines.some((line) => line.trim() === "EOT")) {
    return undefined;
  }
  // A sequence of several lines would bring lines of its own, which are not text.
  if (partsOf(value).some((part) => "sequence" in part && part.sequence.includes("\n"))) return undefined;
  return `<<-EOT\n${lines.map((line) => `${line}\n`).join("")}EOT`;
};
