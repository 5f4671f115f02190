import { DynamicValue, LargeNumber, type ObjectValue, type Value } from "../../protocol/values";

/** The text of an argument; `undefined` where it is not set, or is no text. */
export const textOf = (config: ObjectValue, name: string): string | undefined => {
  const value = config[name];
  return typeof value === "string" ? value : undefined;
};

/** The text of an argument that a provider takes as not set where it is empty. */
export const givenText = (config: ObjectValue, name: string): string | undefined => {
  const text = textOf(config, name);
  return text === "" ? undefined : text;
};

/** The elements of a list, a set or repeated blocks; none where it is not set. */
export const listOf = (config: ObjectValue, name: string): readonly Value[] => {
  const value = config[name];
  return isList(value) ? value : [];
};

/** The texts of a list or a set of them; elements that are null are empty texts, as in providers made with the plugin SDK. */
export const textsOf = (config: ObjectValue, name: string): readonly string[] =>
  listOf(config, name).map((item) => (typeof item === "string" ? item : ""));

/** The nested blocks of a name. A block that can stand only once comes as one element. */
export const blocksOf = (config: ObjectValue, name: string): readonly ObjectValue[] => {
  const value = config[name] ?? null;
  return isList(value) ? value.filter(isObject) : isObject(value) ? [value] : [];
};

/** A map of texts, such as tags; empty where it is not set. */
export const mapOf = (config: ObjectValue, name: string): Readonly<Record<string, string>> => {
  const value = config[name];
  if (!isObject(value)) return {};
  return Object.fromEntries(Object.entries(value).flatMap(([key, item]) => (typeof item === "string" ? [[key, item] as const] : [])));
};

/** Whether a value is a list, a set or a tuple. */
export const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value);

/** Whether a value is a map, an object or a block. */
export const isObject = (value: Value | undefined): value is ObjectValue =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof LargeNumber) &&
  !(value instanceof DynamicValue);

/** A text, a number or a flag as text; nothing else has one. */
export const textFrom = (value: Value): string =>
  value === null || typeof value === "object" || typeof value === "symbol" ? "" : String(value);
