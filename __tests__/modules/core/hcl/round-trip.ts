import { parse } from "@cdktf/hcl2json";
import { jsonDocument } from "../../../../modules/core/json";
import { isReference, onlyArgument, onlyExpression, partsOf } from "../../../../modules/core/hcl/templates";
import { tokensOf } from "../../../../modules/core/hcl/tokens";

type Json = Readonly<Record<string, unknown>>;

/** HCL as JSON again. */
export const parsedBack = async (hcl: string): Promise<unknown> => withDocuments(await parse("main.tf", hcl));

/** A configuration with the documents that stand in calls of `jsonencode` as texts, which mean the same. */
export const withDocuments = async (parsed: unknown): Promise<unknown> => {
  const calls = new Map<string, string>();
  visit(parsed, (text) => {
    const argument = encoded(text);
    if (argument !== undefined && !calls.has(text)) calls.set(text, argument);
  });
  const found = [...calls];
  if (found.length === 0) return parsed;
  const documents = (await parse("documents.tf", found.map(([, argument], index) => `d${String(index)} = ${argument}\n`).join(""))) as Json;
  // A document may stand in a document.
  const inner = await Promise.all(found.map((_call, index) => withDocuments(documents[`d${String(index)}`])));
  const byCall = new Map(found.map(([text], index) => [text, templateOf(withoutTostring(inner[index]))]));
  return changed(parsed, (text) => byCall.get(text) ?? text);
};

/** The text of a document, with its sequences as they are: what is escaped is the text around them. */
const templateOf = (document: unknown): string => {
  const sequences: string[] = [];
  const marked = changed(document, (text) =>
    partsOf(text)
      .map((part) => ("text" in part ? part.text : `\ue000${String(sequences.push(part.sequence) - 1)}\ue000`))
      .join(""),
  );
  return jsonDocument(marked).replace(/\ue000(\d+)\ue000/g, (_found, index: string) => sequences[Number(index)] ?? "");
};

const encoded = (text: string): string | undefined => {
  const expression = text.startsWith("${jsonencode(") ? onlyExpression(text) : undefined;
  return expression === undefined ? undefined : onlyArgument(expression, "jsonencode");
};

/** `tostring` stands around what is text in JSON, where a sequence alone keeps its type. */
const withoutTostring = (document: unknown): unknown =>
  changed(document, (text) => {
    const expression = text.startsWith("${tostring(") ? onlyExpression(text) : undefined;
    const argument = expression === undefined ? undefined : onlyArgument(expression, "tostring");
    return argument === undefined ? text : `\${${argument}}`;
  });

const visit = (value: unknown, see: (text: string) => void): void => {
  if (typeof value === "string") see(value);
  else if (value !== null && typeof value === "object") Object.values(value).forEach((inner) => visit(inner, see));
};

const changed = (value: unknown, change: (text: string) => string): unknown => {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => changed(item, change));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, changed(inner, change)]));
};

/** Arguments whose texts are references in JSON, without the sign of a sequence. */
const bare = new Set([
  "provider",
  "providers",
  "depends_on",
  "ignore_changes",
  "replace_triggered_by",
  "configuration_aliases",
  "type",
  "from",
  "to",
  "when",
  "on_failure",
  "iterator",
]);

/**
 * The one form of a configuration, whichever way it was written: comments are left out, a list of one object is that object,
 * a list of no blocks is nothing, expressions have their words in a line, references have no sign.
 */
export const normalized = (value: unknown, name = ""): unknown => {
  if (typeof value === "string") return normalText(bare.has(name) ? (onlyExpression(value) ?? value) : value, bare.has(name));
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) {
    const [first, ...more] = value as readonly unknown[];
    if (more.length === 0 && first !== null && typeof first === "object") return normalized(first, name);
    return value.map((item) => normalized(item, name));
  }
  const entries = Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
    if (key === "//" || (Array.isArray(inner) && inner.length === 0)) return [];
    return [[key, normalized(inner, bare.has(name) ? name : key)]];
  });
  return Object.fromEntries(entries);
};

const normalText = (text: string, isExpression: boolean): string => {
  // An argument of another block may have one of these names, and hold any text.
  if (isExpression) return isReference(text) || text.includes("(") ? text.replace(/\s/g, "") : text;
  if (!/[$%]\{/.test(text)) return text;
  return partsOf(text)
    .map((part) => ("text" in part ? part.text : words(part.sequence.slice(0, 2) + inner(part.sequence) + "}")))
    .join("");
};

const inner = (sequence: string): string => sequence.slice(2, -1);

const words = (text: string): string => {
  const start = /^[$%]\{/.test(text) ? 2 : 0;
  const body = start === 0 ? text : text.slice(2, -1);
  const found = tokensOf(body).flatMap(({ type, text: word }) => (type === "Newline" ? [] : [word]));
  const wrapped = found[0] === "(" && found.at(-1) === ")" && start === 2 && body.includes("\n");
  return `${text.slice(0, start)}${(wrapped ? found.slice(1, -1) : found).join(" ")}${start === 2 ? "}" : ""}`;
};
