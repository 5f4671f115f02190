import type { Attribute, Block, Constraints, NestedBlock, Rule } from "../catalogue/facts";
import type { ObjectValue, Value, ValueType } from "../protocol/values";
import { plausibleArguments } from "./mutations-plausible";

/** An argument or a nested block that a configuration may give. */
export interface Slot {
  /** Names from the top, without indexes. */
  readonly path: readonly string[];
  /** The type of an argument's values; `undefined` for a nested block. */
  readonly type: ValueType | undefined;
  readonly required: boolean;
  /** What stands in a configuration that doesn't give it. */
  readonly nothing: Value;
  readonly rule: Rule | undefined;
}

/** The arguments inside an argument or a nested block, and how its values are kept. */
export interface Level {
  readonly mode: NestedBlock["nesting_mode"];
  readonly block: Block;
}

/** A web ACL's statements nest in each other: it has more arguments than all other types together. */
const mostSlots = 400;

/** All arguments and nested blocks of a type, at every depth, in the order of the schema; the topmost where there are very many. */
export const slotsOf = ({ block, rules = {} }: Constraints & { readonly block: Block }): readonly Slot[] => {
  const slots = slotsBelow(block, [], rules);
  const depth = [8, 7, 6, 5, 4, 3, 2].find((most) => slots.filter(({ path }) => path.length <= most).length <= mostSlots) ?? 1;
  return slots.filter(({ path }) => path.length <= depth);
};

const slotsBelow = (block: Block, above: readonly string[], rules: Readonly<Record<string, Rule>>): readonly Slot[] =>
  namesIn(block).flatMap((name) => {
    const path = [...above, name];
    const attribute = block.attributes?.[name];
    const level = levelOf(block, name);
    const slot = {
      path,
      type: attribute?.type,
      nothing: attribute === undefined && level?.mode !== "single" ? (level?.mode === "map" ? {} : []) : null,
      required: attribute?.required === true || (block.block_types?.[name]?.min_items ?? 0) > 0,
      rule: rules[path.join(".")],
    };
    return [slot, ...(level === undefined ? [] : slotsBelow(level.block, path, rules))];
  });

const namesIn = ({ attributes = {}, block_types: blocks = {} }: Block): readonly string[] => [
  ...Object.keys(attributes).filter((name) => isSettable(name, attributes[name])),
  ...Object.keys(blocks),
];

/** An older way of making providers declares `id` as an argument of every type, and refuses it. */
const isSettable = (name: string, { required = false, optional = false, computed = false }: Attribute = {}): boolean =>
  required || (optional && !(name === "id" && computed));

/** What is inside an argument or block; `undefined` where nothing is. */
const levelOf = (block: Block, name: string): Level | undefined => {
  const nested = block.block_types?.[name];
  if (nested !== undefined) return { mode: nested.nesting_mode, block: nested.block };
  const attribute = block.attributes?.[name];
  const made = attribute?.nested_type;
  if (made !== undefined) return { mode: made.nesting_mode, block: { attributes: made.attributes } };
  return attribute?.type === undefined ? undefined : levelOfType(attribute.type);
};

/** An older form of nested blocks: an argument that is a list or a set of objects. */
const levelOfType = (type: ValueType): Level | undefined => {
  if (typeof type === "string" || (type[0] !== "list" && type[0] !== "set")) return undefined;
  const [mode, element] = type;
  if (typeof element === "string" || element[0] !== "object") return undefined;
  const attributes = Object.entries(element[1]).map(([name, one]) => [name, { type: one, optional: true }] as const);
  return { mode, block: { attributes: Object.fromEntries(attributes) } };
};

/** What is inside the argument or block at a path; `undefined` where nothing is. */
export const levelAt = (block: Block, [name = "", ...rest]: readonly string[]): Level | undefined => {
  const level = levelOf(block, name);
  return level === undefined || rest.length === 0 ? level : levelAt(level.block, rest);
};

/** The value at a path, in the first element where there are several; `undefined` where what is above it isn't given. */
export const valueAt = (config: Value, path: readonly string[]): Value | undefined => {
  const object = firstObject(config);
  const [name = "", ...rest] = path;
  if (object === undefined) return undefined;
  const value = object[name] ?? null;
  return rest.length === 0 ? value : valueAt(value, rest);
};

const firstObject = (value: Value): ObjectValue | undefined => {
  const one = Array.isArray(value) ? ((value as readonly Value[])[0] ?? null) : value;
  return typeof one === "object" && one !== null ? (one as ObjectValue) : undefined;
};

/** Whether a configuration gives the argument or block. */
export const isGiven = (config: ObjectValue, path: readonly string[]): boolean => {
  const value = valueAt(config, path);
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
};

/** The configuration with another value at a path. What has to be there around it is added. */
export const withValue = (
  facts: Constraints & { readonly block: Block },
  config: ObjectValue,
  path: readonly string[],
  value: Value,
): ObjectValue => put({ block: facts.block, rules: facts.rules ?? {}, above: "" }, config, path, value);

interface Place {
  readonly block: Block;
  readonly rules: Readonly<Record<string, Rule>>;
  /** The path of the block, with a dot at its end unless it is the top. */
  readonly above: string;
}

const put = (place: Place, config: ObjectValue, path: readonly string[], value: Value): ObjectValue => {
  const [name = "", ...rest] = path;
  if (rest.length === 0) return { ...config, [name]: value };
  const level = levelOf(place.block, name);
  if (level === undefined) throw new Error(`nothing is inside '${place.above}${name}'`);
  const inside = { block: level.block, rules: place.rules, above: `${place.above}${name}.` };
  const given = config[name] ?? null;
  const first = firstObject(given) ?? plausibleArguments(inside.block, inside.rules, inside.above);
  const changed = put(inside, first, rest, value);
  if (level.mode === "single" || level.mode === "group") return { ...config, [name]: changed };
  if (level.mode === "map") return { ...config, [name]: { ...(given as ObjectValue | null), first: changed } };
  return { ...config, [name]: [changed, ...(Array.isArray(given) ? (given as readonly Value[]).slice(1) : [])] };
};

/** The argument or block at a path with dots. */
export const slotAt = (slots: readonly Slot[], path: string): Slot | undefined => slots.find((slot) => dotted(slot.path) === path);

/** A path as facts name it. */
export const dotted = (path: readonly string[]): string => path.join(".");
