import { numberOf } from "./numbers";
import { isRecord, misfit } from "./shape";
import { DynamicValue, LargeNumber, unknown, type Value, type ValueType } from "./values";

/**
 * Reads a value from the JSON form that states have: `raw` is parsed JSON. Missing attributes become `null`, and what the
 * type doesn't know is dropped, as when a state of an earlier schema is read. Numbers may be texts, and texts and
 * booleans are taken for each other as Terraform does, for states hold what a schema once said.
 *
 * @throws Error where it is not a value of this type, with the place in it.
 */
export const fromJson = (type: ValueType, raw: unknown): Value => read(type, raw, "");

const read = (type: ValueType, raw: unknown, place: string): Value => {
  if (raw === null || raw === undefined) return null;
  if (typeof type === "string") return readSimple(type, raw, place);
  switch (type[0]) {
    case "list":
    case "set":
      if (!Array.isArray(raw)) break;
      return raw.map((item, index) => read(type[1], item, `${place}[${String(index)}]`));
    case "tuple":
      if (!Array.isArray(raw) || raw.length !== type[1].length) break;
      return type[1].map((one, index) => read(one, raw[index], `${place}[${String(index)}]`));
    case "map":
      if (!isRecord(raw)) break;
      return Object.fromEntries(Object.entries(raw).map(([key, item]) => [key, read(type[1], item, `${place}[${JSON.stringify(key)}]`)]));
    case "object":
      if (!isRecord(raw)) break;
      return Object.fromEntries(
        Object.entries(type[1]).map(([name, one]) => [name, read(one, Object.hasOwn(raw, name) ? raw[name] : null, `${place}.${name}`)]),
      );
  }
  throw misfit(type, raw, place);
};

const readSimple = (type: string, raw: unknown, place: string): Value => {
  switch (type) {
    case "string":
      if (typeof raw === "string") return raw;
      if (typeof raw === "number" || typeof raw === "boolean") return String(raw);
      break;
    case "bool":
      if (typeof raw === "boolean") return raw;
      if (raw === "true" || raw === "false") return raw === "true";
      break;
    case "number":
      if (typeof raw === "number" || typeof raw === "string") return numberOf(String(raw));
      break;
    case "dynamic":
      if (!isRecord(raw) || !Object.hasOwn(raw, "type") || !Object.hasOwn(raw, "value")) break;
      return new DynamicValue(raw["type"] as ValueType, read(raw["type"] as ValueType, raw["value"], place));
  }
  throw misfit(type as ValueType, raw, place);
};

/**
 * Writes a value in the form that {@link fromJson} reads. Numbers that JSON's readers would round are written as texts.
 *
 * @throws Error where a value is unknown: JSON has no form for it.
 */
export const toJson = (value: Value): unknown => {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (value === unknown) throw new Error("an unknown value has no JSON form");
  if (typeof value === "number") return Number.isInteger(value) && !Number.isSafeInteger(value) ? String(BigInt(value)) : value;
  if (typeof value === "bigint") return String(value);
  if (value instanceof LargeNumber) return value.digits;
  if (value instanceof DynamicValue) return { type: value.type, value: toJson(value.value) };
  if (Array.isArray(value)) return (value as readonly Value[]).map(toJson);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]));
};

const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** As many digits as a double always holds. */
const safeDigits = 15;

/** Parses JSON; numbers with more digits than a double holds stay texts, which {@link fromJson} takes for numbers. */
export const parseJson = (text: string): unknown =>
  JSON.parse(text.replace(tokens, (token) => (token.startsWith('"') || token.length <= safeDigits ? token : `"${token}"`)));
