import type { Attribute, Block, NestedBlock } from "../catalogue/facts";
import { typeOfAttribute } from "../protocol/types";
import type { ObjectValue, Value, ValueType } from "../protocol/values";
import { mapRecord, partOf, partsOf, recordOf } from "./plan-values";
import { withElements } from "./plan-create";

/**
 * A state as the SDK of old reads it before it plans: what is nothing inside a block is zero to it, at the top it stays
 * nothing. It shows in every plan of a change, also in blocks that nobody changed (`Resource.ShimInstanceStateFromValue` of
 * terraform-plugin-sdk: the state is read and written anew by the schema, and `ValueOrZero` fills objects).
 */
export const restatedState = (block: Block, state: ObjectValue): ObjectValue => {
  const { attributes, block_types: blocks } = partsOf(block);
  return {
    ...state,
    ...mapRecord(attributes, (one, name) => restated(typeOfAttribute(one), partOf(state, name))),
    ...mapRecord(blocks, (one, name) => restatedBlocks(name, one, partOf(state, name))),
  };
};

/** An element of a block, with zero where nothing is. */
export const restatedElement = (block: Block, element: ObjectValue): ObjectValue => {
  const { attributes, block_types: blocks } = partsOf(block);
  return {
    ...mapRecord(attributes, (one, name) => restatedPart(one, partOf(element, name))),
    ...mapRecord(blocks, (one, name) => restatedBlocks(name, one, partOf(element, name))),
  };
};

const restatedBlocks = (name: string, nested: NestedBlock, value: Value): Value =>
  name === "timeouts" ? value : withElements(nested, value, (element) => restatedElement(nested.block, element));

const restatedPart = (attribute: Attribute, value: Value): Value => {
  if (attribute.write_only === true) return value;
  const type = typeOfAttribute(attribute);
  return value === null ? zeroOf(type) : restated(type, value);
};

/** Objects stand in attributes too, where those are written like blocks. */
const restated = (type: ValueType, value: Value): Value => {
  if (typeof type === "string" || value === null) return value;
  if (type[0] === "list" || type[0] === "set") {
    return Array.isArray(value) ? (value as readonly Value[]).map((one) => restated(type[1], one)) : value;
  }
  const object = recordOf(value);
  if (type[0] !== "object" || object === undefined) return value;
  return mapRecord(type[1], (part, name) => {
    const one = partOf(object, name);
    return one === null ? zeroOf(part) : restated(part, one);
  });
};

/** What the SDK of old takes for nothing of a type. */
export const zeroOf = (type: ValueType): Value => {
  switch (type) {
    case "string":
      return "";
    case "number":
      return 0;
    case "bool":
      return false;
    case "dynamic":
      return null;
    default:
      return type[0] === "map" ? {} : type[0] === "list" || type[0] === "set" ? [] : null;
  }
};
