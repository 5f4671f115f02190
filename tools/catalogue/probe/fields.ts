import { DynamicValue, type ObjectValue, type Value, type ValueType } from "../../protocol/values";
import { typeOfBlock } from "../../protocol/codec";
import type { Attribute, Block, NestedBlock } from "../facts";

/** How many of the same thing stand in one place. */
type Nesting = NestedBlock["nesting_mode"];

/** An argument or a nested block: one name of a type's schema, in its place. */
export interface Field {
  readonly name: string;
  /** Names from the resource down to this one. */
  readonly path: readonly string[];
  readonly required: boolean;
  /** Whether a configuration may hold it. */
  readonly settable: boolean;
  readonly computed: boolean;
  readonly writeOnly: boolean;
  /** The type of a value; for a nested field the type of one element's value. */
  readonly type: ValueType;
  /** What it is made of, where it is made of fields. */
  readonly nested?: Nested;
}

/** What a nested field is made of. */
export interface Nested {
  readonly nesting: Nesting;
  /** A nested block, as against an attribute that is made of attributes, or of objects. */
  readonly isBlock: boolean;
  /** An object, whose schema doesn't tell which of its attributes are needed. */
  readonly isObject: boolean;
  /** The type of all elements together is not fixed by the schema. */
  readonly isDynamic: boolean;
  readonly minItems: number;
  readonly fields: readonly Field[];
}

/** A path in the form of the facts: names with dots between them. */
export const pathText = (path: readonly string[]): string => path.join(".");

/** The fields of a block, attributes first, each kind in the order of its names. */
export const fieldsOf = (block: Block, above: readonly string[] = []): readonly Field[] => [
  ...attributeFields(block.attributes ?? {}, above),
  ...sorted(block.block_types ?? {}).map(([name, nested]) => blockField(name, nested, above)),
];

const attributeFields = (attributes: Readonly<Record<string, Attribute>>, above: readonly string[]): readonly Field[] =>
  sorted(attributes).map(([name, attribute]) => {
    const { required = false, optional = false, computed = false, write_only: writeOnly = false, nested_type: made } = attribute;
    const path = [...above, name];
    const common = { name, path, required, settable: required || optional, computed, writeOnly };
    if (made === undefined) return { ...common, ...ofType(attribute.type ?? "dynamic", path, required || optional) };
    const nested = {
      nesting: made.nesting_mode,
      isBlock: false,
      isObject: false,
      isDynamic: false,
      minItems: 0,
      fields: attributeFields(made.attributes, path),
    };
    return { ...common, type: typeOfBlock({ attributes: made.attributes }), nested };
  });

/** An attribute whose type is an object, or a collection of objects, is made of fields too: they may all be left out. */
const ofType = (type: ValueType, path: readonly string[], settable: boolean): Pick<Field, "type" | "nested"> => {
  if (typeof type === "string" || type[0] === "tuple") return { type };
  const object = type[0] === "object" ? type : type[1];
  if (typeof object === "string" || object[0] !== "object") return { type };
  const fields = sorted(object[1]).map(([name, one]) => {
    const inner = [...path, name];
    return { name, path: inner, required: false, settable, computed: false, writeOnly: false, ...ofType(one, inner, settable) };
  });
  return {
    type: object,
    nested: { nesting: type[0] === "object" ? "single" : type[0], isBlock: false, isObject: true, isDynamic: false, minItems: 0, fields },
  };
};

const blockField = (
  name: string,
  { nesting_mode: nesting, block, min_items: minItems = 0 }: NestedBlock,
  above: readonly string[],
): Field => {
  const path = [...above, name];
  const type = typeOfBlock(block);
  const isDynamic = (nesting === "list" || nesting === "map") && JSON.stringify(type).includes('"dynamic"');
  const nested = { nesting, isBlock: true, isObject: false, isDynamic, minItems, fields: fieldsOf(block, path) };
  return { name, path, required: minItems > 0, settable: true, computed: false, writeOnly: false, type, nested };
};

const sorted = <T>(record: Readonly<Record<string, T>>): readonly (readonly [string, T])[] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

/** A configuration with at most one element in each nested place, which stands there itself. What is missing is not set. */
export type Draft = ObjectValue;

/** The key of the one element of a nested map. */
export const mapKey = "k";

/** The whole value that a draft stands for. */
export const complete = (fields: readonly Field[], draft: Draft): ObjectValue => {
  const value: Record<string, Value> = {};
  for (const field of fields) value[field.name] = completeField(field, draft[field.name]);
  return value;
};

const completeField = ({ nested, type }: Field, given: Value | undefined): Value => {
  if (nested === undefined) return given ?? null;
  if (given === undefined || given === null) return absent(nested);
  const element = complete(nested.fields, given as Draft);
  switch (nested.nesting) {
    case "single":
    case "group":
      return element;
    case "map":
      return nested.isDynamic ? new DynamicValue(["object", { [mapKey]: type }], { [mapKey]: element }) : { [mapKey]: element };
    case "list": {
      const elements = Array.from({ length: Math.max(1, nested.minItems) }, () => element);
      return nested.isDynamic ? new DynamicValue(["tuple", elements.map(() => type)], elements) : elements;
    }
    case "set":
      return [element];
  }
};

const absent = ({ nesting, isBlock, isDynamic, fields }: Nested): Value => {
  if (!isBlock) return null;
  switch (nesting) {
    case "single":
      return null;
    case "group":
      return complete(fields, {});
    case "map":
      return isDynamic ? new DynamicValue(["object", {}], {}) : {};
    case "list":
      return isDynamic ? new DynamicValue(["tuple", []], []) : [];
    case "set":
      return [];
  }
};

/** A draft with `value` at a path; the nested places above it are made where they are missing. `undefined` takes it out. */
export const withValue = (draft: Draft, path: readonly string[], value: Value | undefined): Draft => {
  const [name = "", ...below] = path;
  const { [name]: before, ...others } = draft;
  if (below.length > 0) {
    if (value === undefined && before === undefined) return draft;
    return { ...others, [name]: withValue((before ?? {}) as Draft, below, value) };
  }
  return value === undefined ? others : { ...others, [name]: value };
};

/** What a draft holds at a path. */
export const valueAt = (draft: Draft, path: readonly string[]): Value | undefined => {
  let here: Value | undefined = draft;
  for (const name of path) {
    if (here === undefined || here === null || typeof here !== "object") return undefined;
    here = (here as Draft)[name];
  }
  return here;
};

/** The value at a path of a whole value, through the first element of each nested place. */
export const elementAt = (value: Value | undefined, path: readonly string[]): Value | undefined => {
  let here = value;
  for (const name of path) {
    if (here instanceof DynamicValue) here = here.value;
    if (Array.isArray(here)) here = (here as readonly Value[])[0];
    if (here === undefined || here === null || typeof here !== "object") return undefined;
    const record = here as Readonly<Record<string, Value>>;
    here = record[name] ?? (record[mapKey] as Readonly<Record<string, Value>> | undefined)?.[name];
  }
  return here;
};

/** All fields at every depth, parents before what they hold, to a depth of names. */
export const allFields = (fields: readonly Field[], depth: number): readonly Field[] =>
  fields.flatMap((field) => [field, ...(depth > 1 && field.nested ? allFields(field.nested.fields, depth - 1) : [])]);
