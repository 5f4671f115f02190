import type { Attribute, Block } from "../../catalogue/facts";
import { typeOfBlock } from "../../protocol/types";
import { type ObjectValue, type Path, type Step, type Value, type ValueType } from "../../protocol/values";
import { elementsOf, recordOf } from "../plan-values";

/** A value in a configuration, and where it is. */
export interface Found {
  readonly path: Path;
  /** Whether a set is around it, which ends its path. */
  readonly isInSet: boolean;
  /** As the SDK names places: `rule.0.status`. */
  readonly name: string;
  readonly value: Value;
  /** The type of the value; that of an element where it is one of an attribute's elements. */
  readonly type: ValueType;
}

interface Here {
  /** Ends at a set: its elements have no place of their own. */
  readonly path: Path;
  readonly isInSet: boolean;
  readonly names: readonly string[];
  readonly value: Value;
  readonly type: ValueType;
}

/** The values of an argument in every block that holds it: `rule.status` in each rule. Unset ones are `null`, and are found too. */
export const valuesAt = (block: Block, config: ObjectValue, path: string): readonly Found[] =>
  placesAt(block, config, path).map(({ names, ...found }) => ({ ...found, name: names.join(".") }));

const placesAt = (block: Block, config: ObjectValue, path: string): readonly Here[] => {
  const start: Here = { path: [], isInSet: false, names: [], value: config, type: typeOfBlock(block) };
  return path.split(".").reduce<readonly Here[]>((found, name) => found.flatMap((one) => below(one, name)), [start]);
};

/** An object in a configuration: a block, or one of an attribute's. */
export interface FoundObject {
  readonly object: ObjectValue;
  readonly path: Path;
  /** Whether a set is around it, which ends its path. */
  readonly isInSet: boolean;
}

/** The objects of a block, or of an attribute that is made of attributes, wherever it stands. */
export const objectsAt = (block: Block, config: ObjectValue, path: string): readonly FoundObject[] =>
  placesAt(block, config, path)
    .flatMap(opened)
    .flatMap(({ value, path: at, isInSet }) => {
      const object = recordOf(value);
      return object === undefined ? [] : [{ object, path: at, isInSet }];
    });

/** The elements of a list, set or map of simple values, or the value itself. */
export const elementsIn = (found: Found): readonly Found[] => {
  const { type, value, isInSet } = found;
  if (typeof type === "string" || type[0] === "object" || type[0] === "tuple") return [found];
  const [kind, inner] = type;
  const step = (element: string | number): Path => (kind === "set" || isInSet ? found.path : [...found.path, { element }]);
  const elements: readonly (readonly [string | number, Value])[] =
    kind === "map" ? Object.entries(recordOf(value) ?? {}) : [...elementsOf(value).entries()];
  return elements.map(([key, one]) => ({
    path: step(key),
    isInSet: isInSet || kind === "set",
    name: `${found.name}.${String(key)}`,
    value: one,
    type: inner,
  }));
};

const below = (here: Here, name: string): readonly Here[] => opened(here).flatMap((one) => inObject(one, name));

/** The objects in a value: an element of a list of blocks is one. Of a set, a path tells the set alone. */
const opened = (here: Here): readonly Here[] => {
  const { type, value, path, names, isInSet } = here;
  if (!Array.isArray(type)) return [here];
  const inner = type[1] as ValueType;
  const at = (step: Step): Path => (isInSet ? path : [...path, step]);
  switch (type[0]) {
    case "list":
      return elementsOf(value).map((one, index) => ({
        path: at({ element: index }),
        isInSet,
        names: [...names, String(index)],
        value: one,
        type: inner,
      }));
    case "set":
      return elementsOf(value).map((one, index) => ({ path, isInSet: true, names: [...names, String(index)], value: one, type: inner }));
    case "map":
      return Object.entries(recordOf(value) ?? {}).map(([key, one]) => ({
        path: at({ element: key }),
        isInSet,
        names: [...names, key],
        value: one,
        type: inner,
      }));
    default:
      return [here];
  }
};

const inObject = ({ type, value, path, names, isInSet }: Here, name: string): readonly Here[] => {
  const types = Array.isArray(type) && type[0] === "object" ? (type[1] as Readonly<Record<string, ValueType>>) : {};
  const inner = Object.hasOwn(types, name) ? types[name] : undefined;
  const object = recordOf(value);
  if (inner === undefined || object === undefined) return [];
  return [
    { path: isInSet ? path : [...path, { attribute: name }], isInSet, names: [...names, name], value: object[name] ?? null, type: inner },
  ];
};

/** A path as the framework shows it: `rule[0].status`. */
export const displayed = (path: Path): string =>
  path
    .map((step) => ("attribute" in step ? `.${step.attribute}` : `[${JSON.stringify(step.element)}]`))
    .join("")
    .replace(/^\./, "");

/** Whether an argument is given. An empty list of blocks is not there; what is not known yet counts as given. */
export const isGiven = (value: Value, isBlock: boolean): boolean =>
  value !== null && !(isBlock && Array.isArray(value) && value.length === 0);

/** The argument or block at a path without indexes. */
export const argumentAt = (block: Block, path: string): Attribute | "block" | undefined => {
  const [name = "", ...rest] = path.split(".");
  const nested = block.block_types?.[name];
  if (nested !== undefined) return rest.length === 0 ? "block" : argumentAt(nested.block, rest.join("."));
  const attribute = block.attributes?.[name];
  if (attribute === undefined || rest.length === 0) return attribute;
  return attribute.nested_type === undefined ? undefined : argumentAt({ attributes: attribute.nested_type.attributes }, rest.join("."));
};

/** The block at a path without indexes, or what an attribute there is made of. */
export const blockAt = (block: Block, path: string): Block | undefined =>
  path === ""
    ? block
    : path.split(".").reduce<Block | undefined>((at, name) => {
        const nested = at?.attributes?.[name]?.nested_type;
        return at?.block_types?.[name]?.block ?? (nested && { attributes: nested.attributes });
      }, block);
