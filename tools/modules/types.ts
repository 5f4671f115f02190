import { listType, mapType, type ObjectField, type VariableType } from "../../modules/core/variable-types";
import type { DeclaredMember, DeclaredTypes } from "./reader";

const plain: Readonly<Record<string, VariableType>> = { string: "string", number: "number", boolean: "bool" };
/** Words out of a closed list, written out or taken from a list of them. */
const words = /^(?:"[^"]*"(?: \| "[^"]*")*|\(typeof \w+\)\[number\]|keyof typeof \w+)$/;
const list = /^readonly (.+)\[\]$/;
const pair = /^readonly \[(\w+)(?:, \1)*\]$/;
const record = /^Readonly<Record<string, (.+)>>$/;

/**
 * The type of a variable for a type of TypeScript as it is written; names are looked up in the files of the construct.
 *
 * Undefined where Terraform has none, or the name isn't found there.
 */
export const typeFrom = (text: string, types: DeclaredTypes): VariableType | undefined => {
  if (Object.hasOwn(plain, text)) return plain[text];
  if (words.test(text)) return "string";
  const item = (list.exec(text) ?? pair.exec(text))?.[1];
  if (item !== undefined) return within(typeFrom(item, types), listType);
  const member = record.exec(text)?.[1];
  if (member !== undefined) return within(typeFrom(member, types), mapType);
  if (!Object.hasOwn(types, text)) return undefined;
  const declared = types[text];
  return typeof declared === "string" ? typeFrom(declared, types) : within(declared, (fields) => objectType(fields, types));
};

const within = <T, R>(inner: T | undefined, make: (inner: T) => R): R | undefined => (inner === undefined ? undefined : make(inner));

const objectType = (members: readonly DeclaredMember[], types: DeclaredTypes): VariableType | undefined => {
  const fields = members.map((member) => [member.name, fieldOf(member, types)] as const);
  return fields.every((entry): entry is readonly [string, ObjectField] => entry[1] !== undefined)
    ? { kind: "object", fields: Object.fromEntries(fields) }
    : undefined;
};

const fieldOf = (member: DeclaredMember, types: DeclaredTypes): ObjectField | undefined => {
  const type = typeFrom(member.type, types);
  const fallback = member.optional ? literalDefault(member.default) : undefined;
  return type === undefined
    ? undefined
    : { type, doc: member.doc, optional: member.optional, ...(fallback === undefined ? {} : { default: fallback }) };
};

/** The value of a default that is a literal, `undefined` for one in words. */
export const literalDefault = (text: string | undefined): unknown => {
  try {
    return text === undefined ? undefined : (JSON.parse(/^[\d_]+$/.test(text) ? text.replaceAll("_", "") : text) as unknown);
  } catch {
    return undefined;
  }
};

/** What the fields of a variable are, one after another, for its description. */
export const fieldTexts = (type: VariableType): readonly string[] => {
  if (typeof type === "string") return [];
  if (type.kind !== "object") return fieldTexts(type.of);
  return Object.entries(type.fields).flatMap(([name, field]) => [
    `\`${name}\`: ${field.doc}${field.optional ? ` Optional${field.default === undefined ? "" : `, ${JSON.stringify(field.default)} by default`}.` : ""}`,
    ...fieldTexts(field.type),
  ]);
};

/** The names of the fields, at any depth. */
export const fieldNames = (type: VariableType): readonly string[] => {
  if (typeof type === "string") return [];
  if (type.kind !== "object") return fieldNames(type.of);
  return Object.entries(type.fields).flatMap(([name, field]) => [name, ...fieldNames(field.type)]);
};
