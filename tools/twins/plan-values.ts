import type { Attribute, Block, NestedBlock } from "../catalogue/facts";
import { numberOf } from "../protocol/numbers";
import { isRecord } from "../protocol/shape";
import { typeOfAttribute } from "../protocol/types";
import { DynamicValue, LargeNumber, unknown, type ObjectValue, type Value, type ValueType } from "../protocol/values";

/** Whether two values of a type are the same. The order of a set means nothing, and how a number is held neither. */
export const sameValue = (type: ValueType, a: Value, b: Value): boolean => {
  if (a === b) return true;
  if (a === null || b === null || a === unknown || b === unknown) return false;
  if (a instanceof DynamicValue || b instanceof DynamicValue) {
    if (!(a instanceof DynamicValue) || !(b instanceof DynamicValue)) return false;
    return JSON.stringify(a.type) === JSON.stringify(b.type) && sameValue(a.type, a.value, b.value);
  }
  if (typeof type === "string") return type === "number" && digitsOf(a) === digitsOf(b);
  switch (type[0]) {
    case "list":
      return sameLists(type[1], elementsOf(a), elementsOf(b));
    case "set":
      return sameSets(type[1], elementsOf(a), elementsOf(b));
    case "tuple":
      return type[1].every((one, index) => sameValue(one, elementsOf(a)[index] ?? null, elementsOf(b)[index] ?? null));
    case "map": {
      const [names, others] = [Object.keys(recordOf(a) ?? {}), Object.keys(recordOf(b) ?? {})];
      return (
        names.length === others.length &&
        names.every((name) => others.includes(name) && sameValue(type[1], partOf(a, name), partOf(b, name)))
      );
    }
    case "object":
      return Object.entries(type[1]).every(([name, one]) => sameValue(one, partOf(a, name), partOf(b, name)));
  }
};

const sameLists = (type: ValueType, a: readonly Value[], b: readonly Value[]): boolean =>
  a.length === b.length && a.every((one, index) => sameValue(type, one, b[index] ?? null));

const sameSets = (type: ValueType, a: readonly Value[], b: readonly Value[]): boolean => {
  const left = [...b];
  return (
    a.length === b.length &&
    a.every((one) => {
      const index = left.findIndex((other) => sameValue(type, one, other));
      if (index >= 0) left.splice(index, 1);
      return index >= 0;
    })
  );
};

const digitsOf = (value: Value): string => {
  if (value instanceof LargeNumber) return value.digits;
  return typeof value === "number" || typeof value === "bigint" ? String(value) : "";
};

/** The elements of a list, set or tuple that is known; of anything else none. */
export const elementsOf = (value: Value | undefined): readonly Value[] => (Array.isArray(value) ? (value as readonly Value[]) : []);

/** The objects among the elements of a list or set. */
export const objectsIn = (value: Value | undefined): readonly ObjectValue[] => elementsOf(value).filter(isRecord);

/** A value as an object or map, or nothing where it isn't one or isn't known. */
export const recordOf = (value: Value | undefined): ObjectValue | undefined => (isRecord(value) ? value : undefined);

/** An attribute of an object, an element of a map: `null` where there is none. */
export const partOf = (value: Value | undefined, name: string): Value => {
  const record = recordOf(value);
  return record !== undefined && Object.hasOwn(record, name) ? (record[name] ?? null) : null;
};

/** Whether nothing in a value is unknown. */
export const isWhollyKnown = (value: Value): boolean => {
  if (value === unknown) return false;
  if (value instanceof DynamicValue) return isWhollyKnown(value.value);
  if (Array.isArray(value)) return elementsOf(value).every(isWhollyKnown);
  return recordOf(value) === undefined || Object.values(recordOf(value) ?? {}).every(isWhollyKnown);
};

/** Whether it is what an SDK of old can't tell from nothing: an empty text, zero, false, an empty collection. */
export const isZero = (value: Value): boolean =>
  value === "" ||
  value === 0 ||
  value === false ||
  (Array.isArray(value) && value.length === 0) ||
  (recordOf(value) !== undefined && Object.keys(recordOf(value) ?? {}).length === 0);

/** The value that a fact tells. What it leaves out of an object is unknown where the provider computes it. */
export const valueOfFact = (attribute: Attribute, fact: unknown): Value => {
  const nested = attribute.nested_type;
  if (fact === null || fact === undefined) return null;
  if (nested === undefined) return typedFact(typeOfAttribute(attribute), fact);
  const object = (one: unknown): ObjectValue =>
    mapRecord(nested.attributes, (inner, name) => {
      const given = isPlain(one) && Object.hasOwn(one, name) ? one[name] : undefined;
      return given === undefined ? (inner.computed === true ? unknown : null) : valueOfFact(inner, given);
    });
  if (nested.nesting_mode === "single") return object(fact);
  if (nested.nesting_mode === "map") return isPlain(fact) ? mapRecord(fact, object) : null;
  return (Array.isArray(fact) ? (fact as readonly unknown[]) : [fact]).map(object);
};

const typedFact = (type: ValueType, fact: unknown): Value => {
  if (fact === null || fact === undefined) return null;
  if (typeof type === "string") {
    if (type === "number") return numberOf(textOf(fact));
    if (type === "bool") return fact === true || fact === "true";
    return type === "string" ? textOf(fact) : null;
  }
  switch (type[0]) {
    case "list":
    case "set":
      return (Array.isArray(fact) ? (fact as readonly unknown[]) : [fact]).map((one) => typedFact(type[1], one));
    case "tuple":
      return type[1].map((one, index) => typedFact(one, (fact as readonly unknown[])[index]));
    case "map":
      return mapRecord(fact as Record<string, unknown>, (one) => typedFact(type[1], one));
    case "object":
      return mapRecord(type[1], (one, name) => typedFact(one, (fact as Record<string, unknown>)[name]));
  }
};

const textOf = (fact: unknown): string => (typeof fact === "string" ? fact : JSON.stringify(fact));

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A record with the same names. */
export const mapRecord = <T, U>(record: Readonly<Record<string, T>>, change: (value: T, name: string) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value, name)]));

/** An attribute or block within a path of names. */
export const below = (path: string, name: string): string => (path === "" ? name : `${path}.${name}`);

/** What an attribute's attributes, or all blocks of one name, are made of. */
export const nestedBlockOf = (attribute: Attribute): NestedBlock | undefined =>
  attribute.nested_type && { nesting_mode: attribute.nested_type.nesting_mode, block: { attributes: attribute.nested_type.attributes } };

/** The attributes and the nested blocks of a block, none where it has none. */
export const partsOf = ({ attributes = {}, block_types: blocks = {} }: Block): Required<Block> => ({ attributes, block_types: blocks });
