import type { Block, NestedBlock } from "../catalogue/facts";
import { fromJson } from "../protocol/codec";
import { typeOfAttribute } from "../protocol/types";
import { DynamicValue, type ObjectValue, type Value, type ValueType } from "../protocol/values";

type Body = Readonly<Record<string, unknown>>;

/**
 * The decoded configuration of a resource, from its body in a .tf.json file without expressions. What is not given is
 * `null`, or no block; a block may stand alone where a list of blocks may.
 *
 * @throws Error where an argument is unknown or has another type.
 */
export const configurationOf = ({ attributes = {}, block_types: blocks = {} }: Block, body: Body): ObjectValue => {
  const stray = Object.keys(body).find((name) => !Object.hasOwn(attributes, name) && !Object.hasOwn(blocks, name));
  if (stray !== undefined) throw new Error(`there is no argument '${stray}'`);
  return Object.fromEntries([
    ...Object.entries(attributes).map(([name, attribute]) => [name, valueOf(typeOfAttribute(attribute), body[name])] as const),
    ...Object.entries(blocks).map(([name, nested]) => [name, blocksOf(nested, body[name])] as const),
  ]);
};

const blocksOf = ({ nesting_mode: mode, block }: NestedBlock, raw: unknown): Value => {
  const bodies = (Array.isArray(raw) ? raw : raw === undefined || raw === null ? [] : [raw]) as readonly Body[];
  switch (mode) {
    case "list":
    case "set":
      return bodies.map((body) => configurationOf(block, body));
    case "map":
      return Object.fromEntries(Object.entries(bodies[0] ?? {}).map(([key, body]) => [key, configurationOf(block, body as Body)]));
    case "single":
    case "group":
      return bodies[0] === undefined && mode === "single" ? null : configurationOf(block, bodies[0] ?? {});
  }
};

/** A value in plain JSON; where any type is allowed, the one that JSON shows. */
const valueOf = (type: ValueType, raw: unknown): Value => {
  if (raw === undefined || raw === null) return null;
  if (type === "dynamic") return new DynamicValue(shownType(raw), valueOf(shownType(raw), raw));
  if (typeof type === "string") return fromJson(type, raw);
  switch (type[0]) {
    case "list":
    case "set":
      return Array.isArray(raw) ? raw.map((item) => valueOf(type[1], item)) : fromJson(type, raw);
    case "map":
      return Object.fromEntries(Object.entries(raw as Body).map(([key, item]) => [key, valueOf(type[1], item)]));
    case "object":
      return objectOf(type[1], raw as Body);
    case "tuple":
      return fromJson(type, raw);
  }
};

const objectOf = (types: Readonly<Record<string, ValueType>>, raw: Body): ObjectValue => {
  const stray = Object.keys(raw).find((name) => !Object.hasOwn(types, name));
  if (stray !== undefined) throw new Error(`there is no argument '${stray}'`);
  return Object.fromEntries(Object.entries(types).map(([name, type]) => [name, valueOf(type, raw[name])]));
};

const shownType = (raw: unknown): ValueType => {
  if (Array.isArray(raw)) return ["tuple", raw.map(shownType)];
  if (typeof raw === "number") return "number";
  if (typeof raw === "boolean") return "bool";
  if (typeof raw !== "object" || raw === null) return "string";
  return ["object", Object.fromEntries(Object.entries(raw).map(([name, one]) => [name, shownType(one)]))];
};
