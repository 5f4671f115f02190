import type { Attribute, Block, NestedBlock } from "../catalogue/facts";
import type { ValueType } from "./values";

const known = new WeakMap<Block, ValueType>();

/** The type of a block's values: its attributes and nested blocks as attributes of one object. Kept for each block. */
export const typeOfBlock = (block: Block): ValueType => {
  const before = known.get(block);
  if (before !== undefined) return before;
  const type: ValueType = [
    "object",
    Object.fromEntries([
      ...Object.entries(block.attributes ?? {}).map(([name, attribute]) => [name, typeOfAttribute(attribute)] as const),
      ...Object.entries(block.block_types ?? {}).map(([name, nested]) => [name, typeOfNested(nested)] as const),
    ]),
  ];
  known.set(block, type);
  return type;
};

/** The type of an attribute's values. */
export const typeOfAttribute = ({ type, nested_type: nested }: Attribute): ValueType => {
  if (nested === undefined) return type ?? "dynamic";
  const attributes = Object.entries(nested.attributes).map(([name, attribute]) => [name, typeOfAttribute(attribute)] as const);
  const object: ValueType = ["object", Object.fromEntries(attributes)];
  return nested.nesting_mode === "single" ? object : [nested.nesting_mode, object];
};

/** The type of the values of all blocks of one name. Lists and maps of blocks with dynamic attributes bring their type along. */
export const typeOfNested = ({ nesting_mode: mode, block }: NestedBlock): ValueType => {
  const object = typeOfBlock(block);
  if (mode === "single" || mode === "group") return object;
  return mode !== "set" && hasDynamic(object) ? "dynamic" : [mode, object];
};

const hasDynamic = (type: ValueType): boolean => {
  if (typeof type === "string") return type === "dynamic";
  switch (type[0]) {
    case "tuple":
      return type[1].some(hasDynamic);
    case "object":
      return Object.values(type[1]).some(hasDynamic);
    default:
      return hasDynamic(type[1]);
  }
};
