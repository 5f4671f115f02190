import { numberOf } from "../../protocol/numbers";
import { DynamicValue, LargeNumber, type Value, type ValueType } from "../../protocol/values";

/** The least value of a type. */
const least = (type: ValueType): Value => {
  if (type === "string") return "";
  if (type === "number") return 0;
  if (type === "bool") return false;
  if (type === "dynamic") return null;
  switch (type[0]) {
    case "list":
    case "set":
      return [];
    case "map":
      return {};
    case "tuple":
      return type[1].map(least);
    case "object":
      return Object.fromEntries(Object.keys(type[1]).map((name) => [name, null]));
  }
};

const isObject = (value: Value): value is Readonly<Record<string, Value>> =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof LargeNumber) &&
  !(value instanceof DynamicValue);

const listOf = (value: Value): readonly Value[] => (Array.isArray(value) ? (value as readonly Value[]) : [value]);

/** A value brought into the form of a type: a text that is a number as a number, one value as a list of one; else the least. */
export const conform = (type: ValueType, value: Value): Value => {
  if (value === null) return null;
  if (type === "string") return typeof value === "object" || typeof value === "symbol" ? "" : String(value);
  if (type === "number") return conformNumber(value);
  if (type === "bool") return typeof value === "boolean" ? value : value === "true";
  if (type === "dynamic") return conformDynamic(value);
  switch (type[0]) {
    case "list":
    case "set":
      return listOf(value).map((one) => conform(type[1], one));
    case "tuple":
      return Array.isArray(value) && value.length === type[1].length
        ? type[1].map((one, index) => conform(one, (value as readonly Value[])[index] ?? null))
        : least(type);
    case "map":
      return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, conform(type[1], one)])) : {};
    case "object":
      return isObject(value)
        ? Object.fromEntries(Object.entries(type[1]).map(([name, one]) => [name, conform(one, value[name] ?? null)]))
        : least(type);
  }
};

const conformNumber = (value: Value): Value => {
  if (typeof value === "number" || typeof value === "bigint" || value instanceof LargeNumber) return value;
  return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? numberOf(value) : 0;
};

const conformDynamic = (value: Value): Value => {
  if (value instanceof DynamicValue) return value;
  if (typeof value === "string") return new DynamicValue("string", value);
  if (typeof value === "number") return new DynamicValue("number", value);
  return typeof value === "boolean" ? new DynamicValue("bool", value) : null;
};
