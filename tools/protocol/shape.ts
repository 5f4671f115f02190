import { DynamicValue, LargeNumber, type Value, type ValueType } from "./values";

/** What is thrown where a value and its type do not fit. The value is not told: it may be secret. */
export const misfit = (type: ValueType, value: unknown, place: string): Error => {
  const wanted = typeof type === "string" ? type : type[0];
  return new Error(`${placeName(place)}: expected ${wanted}, got ${kindOf(value)}`);
};

/** What is thrown where an object has an attribute that its type doesn't know. */
export const stranger = (name: string, place: string): Error => new Error(`${placeName(place)}: there is no attribute '${name}'`);

const placeName = (place: string): string => (place === "" ? "the value" : place.replace(/^\./, ""));

const kindOf = (value: unknown): string => {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return `a list of ${String(value.length)}`;
  if (value instanceof LargeNumber) return "number";
  if (value instanceof DynamicValue) return "dynamic";
  return typeof value;
};

/** Whether a value is a map or an object. */
export const isRecord = (value: unknown): value is Readonly<Record<string, Value>> =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof LargeNumber) &&
  !(value instanceof DynamicValue);

/** The entries of a map or object, in the order of their keys. */
export const sortedEntries = (type: ValueType, value: unknown, place: string): readonly (readonly [string, Value])[] => {
  if (!isRecord(value)) throw misfit(type, value, place);
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
};

const sortedTypes = new WeakMap<object, readonly (readonly [string, ValueType])[]>();

/** The attributes of an object type, in the order of their names. Kept for each type. */
export const attributeTypes = (type: Extract<ValueType, readonly ["object", ...unknown[]]>): readonly (readonly [string, ValueType])[] => {
  const before = sortedTypes.get(type);
  if (before !== undefined) return before;
  const sorted = Object.entries(type[1]).sort(([a], [b]) => (a < b ? -1 : 1));
  sortedTypes.set(type, sorted);
  return sorted;
};
