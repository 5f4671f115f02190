import { decode as unpack, encode as pack, ExtData, ExtensionCodec } from "@msgpack/msgpack";
import { canonicalNumber, inexactDecimals, is64, numberOf } from "./numbers";
import { attributeTypes, misfit, sortedEntries, stranger } from "./shape";
import { DynamicValue, LargeNumber, unknown, type Value, type ValueType } from "./values";

export { fromJson, parseJson, toJson } from "./json";
export { typeOfBlock } from "./types";

/** Terraform's marks for values that are not known yet: bare, and with what is known of them, which is not read here. */
const unknownMark = 0;
const refinedUnknownMark = 12;

/** Before each key of what was unpacked, so that no key means anything to JavaScript. */
const keyPrefix = ".";

const extensionCodec = new ExtensionCodec();
for (const type of [unknownMark, refinedUnknownMark]) extensionCodec.register({ type, encode: () => null, decode: () => unknown });

const utf8 = new TextDecoder();
const keyDecoder = {
  canBeCached: () => true,
  decode: (bytes: Uint8Array, offset: number, length: number) => keyPrefix + utf8.decode(bytes.subarray(offset, offset + length)),
};

/**
 * Reads a value from Terraform's MessagePack form.
 *
 * @throws Error where the bytes are not a value of this type, with the place in it.
 */
export const decode = (type: ValueType, bytes: Uint8Array): Value =>
  read(type, unpack(bytes, { extensionCodec, keyDecoder, useBigInt64: true }), "");

const read = (type: ValueType, raw: unknown, place: string): Value => {
  if (raw === null || raw === unknown) return raw;
  if (typeof type === "string") return readSimple(type, raw, place);
  switch (type[0]) {
    case "list":
    case "set":
      return itemsOf(type, raw, place).map((item, index) => read(type[1], item, `${place}[${String(index)}]`));
    case "tuple": {
      const items = itemsOf(type, raw, place);
      if (items.length !== type[1].length) throw misfit(type, raw, place);
      return type[1].map((one, index) => read(one, items[index], `${place}[${String(index)}]`));
    }
    case "map":
      return Object.fromEntries(
        entriesOf(type, raw, place).map(([key, item]) => [key, read(type[1], item, `${place}[${JSON.stringify(key)}]`)]),
      );
    case "object": {
      const given = new Map(entriesOf(type, raw, place));
      const names = Object.entries(type[1]);
      const extra = [...given.keys()].find((name) => !Object.hasOwn(type[1], name));
      if (extra !== undefined) throw stranger(extra, place);
      return Object.fromEntries(names.map(([name, one]) => [name, read(one, given.get(name) ?? null, `${place}.${name}`)]));
    }
  }
};

const readSimple = (type: string, raw: unknown, place: string): Value => {
  if (type === "dynamic") return readDynamic(raw, place);
  if (type === "number") {
    if (typeof raw === "string") return numberOf(raw);
    if (typeof raw === "number" || typeof raw === "bigint") return canonicalNumber(raw);
  } else if (type === "string" ? typeof raw === "string" : typeof raw === "boolean") return raw as string | boolean;
  throw misfit(type as ValueType, raw, place);
};

const readDynamic = (raw: unknown, place: string): Value => {
  if (!Array.isArray(raw) || raw.length !== 2) throw misfit("dynamic", raw, place);
  const [told, value] = raw as readonly unknown[];
  const text = told instanceof Uint8Array ? utf8.decode(told) : told;
  if (typeof text !== "string") throw misfit("dynamic", raw, place);
  const type = JSON.parse(text) as ValueType;
  return new DynamicValue(type, read(type, value, place));
};

const itemsOf = (type: ValueType, raw: unknown, place: string): readonly unknown[] => {
  if (Array.isArray(raw)) return raw;
  throw misfit(type, raw, place);
};

const entriesOf = (type: ValueType, raw: unknown, place: string): readonly (readonly [string, unknown])[] => {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw) || raw instanceof Uint8Array) throw misfit(type, raw, place);
  return Object.entries(raw).map(([key, item]) => [key.slice(keyPrefix.length), item]);
};

/**
 * Writes a value in Terraform's MessagePack form. An attribute that an object lacks is written as `null`.
 *
 * @throws Error where the value doesn't have this type, with the place in it.
 */
export const encode = (type: ValueType, value: Value): Uint8Array => pack(write(type, value, ""), { useBigInt64: true, maxDepth: 1000 });

const unknownBytes = new ExtData(unknownMark, Uint8Array.of(0));

const write = (type: ValueType, value: Value, place: string): unknown => {
  if (value === null) return null;
  if (value === unknown) return unknownBytes;
  if (typeof type === "string") return writeSimple(type, value, place);
  switch (type[0]) {
    case "list":
    case "set":
      if (!Array.isArray(value)) break;
      return (value as readonly Value[]).map((item, index) => write(type[1], item, `${place}[${String(index)}]`));
    case "tuple": {
      if (!Array.isArray(value) || value.length !== type[1].length) break;
      const items = value as readonly Value[];
      return type[1].map((one, index) => write(one, items[index] ?? null, `${place}[${String(index)}]`));
    }
    case "map":
      return Object.fromEntries(
        sortedEntries(type, value, place).map(([key, item]) => [key, write(type[1], item, `${place}[${JSON.stringify(key)}]`)]),
      );
    case "object": {
      const given = new Map(sortedEntries(type, value, place));
      const extra = [...given.keys()].find((name) => !Object.hasOwn(type[1], name));
      if (extra !== undefined) throw stranger(extra, place);
      return Object.fromEntries(attributeTypes(type).map(([name, one]) => [name, write(one, given.get(name) ?? null, `${place}.${name}`)]));
    }
  }
  throw misfit(type, value, place);
};

const writeSimple = (type: string, value: Exclude<Value, null | typeof unknown>, place: string): unknown => {
  if (type === "dynamic") {
    if (!(value instanceof DynamicValue)) throw misfit("dynamic", value, place);
    return [new TextEncoder().encode(JSON.stringify(value.type)), write(value.type, value.value, place)];
  }
  if (type === "number") {
    if (value instanceof LargeNumber) return value.digits;
    if (typeof value === "bigint") return is64(value) ? value : String(value);
    if (typeof value === "number" && !Number.isNaN(value)) return writeDouble(value);
  } else if (typeof value === (type === "string" ? "string" : "boolean")) return value;
  throw misfit(type as ValueType, value, place);
};

const writeDouble = (value: number): unknown => {
  if (Number.isInteger(value) && Math.abs(value) >= 2 ** 31) {
    const exact = BigInt(value);
    return is64(exact) ? exact : value;
  }
  return inexactDecimals(value) ?? value;
};
