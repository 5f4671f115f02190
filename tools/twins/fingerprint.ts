import { DynamicValue, LargeNumber, unknown, type Value } from "../protocol/values";

/** A text that is the same for the same value, and differs where values differ. The order of attributes does not count. */
export const fingerprint = (value: Value): string => {
  if (value === null) return "null";
  if (value === unknown) return "?";
  if (typeof value === "bigint") return String(value);
  if (value instanceof LargeNumber) return value.digits;
  if (value instanceof DynamicValue) return `${JSON.stringify(value.type)}:${fingerprint(value.value)}`;
  if (isList(value)) return `[${value.map(fingerprint).join(",")}]`;
  if (typeof value === "object") {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([name, one]) => `${JSON.stringify(name)}:${fingerprint(one)}`).join(",")}}`;
  }
  return JSON.stringify(value);
};

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
