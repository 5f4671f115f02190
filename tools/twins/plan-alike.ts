import type { Attribute, Block } from "../catalogue/facts";
import { typeOfAttribute } from "../protocol/types";
import { unknown, type ObjectValue, type Value } from "../protocol/values";
import type { PlanPlace, PlanStyle } from "./plan-create";
import { zeroOf } from "./plan-restated";
import { below, isWhollyKnown, objectsIn, partOf, partsOf, sameValue, valueOfFact } from "./plan-values";

/**
 * Whether the SDK of old reads the blocks of a list as what they were, and so looks no further: a number or a boolean that
 * isn't known reads as zero there. Blocks with a set in them never read alike (`schemaMap.diffList` of
 * terraform-plugin-sdk compares with `reflect.DeepEqual`, and a set holds a function).
 */
export const readsAlike = (
  style: PlanStyle,
  block: Block,
  prior: readonly ObjectValue[],
  proposed: readonly ObjectValue[],
  { path }: PlanPlace,
): boolean => prior.length === proposed.length && proposed.every((one, index) => isAlike(style, block, prior[index] ?? {}, one, path));

const isAlike = (style: PlanStyle, block: Block, prior: ObjectValue, proposed: ObjectValue, path: string): boolean => {
  const { attributes, block_types: blocks } = partsOf(block);
  return (
    Object.entries(attributes).every(([name, one]) =>
      isSamePart(style, one, partOf(prior, name), partOf(proposed, name), below(path, name)),
    ) &&
    Object.entries(blocks).every(
      ([name, nested]) =>
        nested.nesting_mode === "list" &&
        readsAlike(style, nested.block, objectsIn(prior[name]), objectsIn(proposed[name]), { path: below(path, name), inSet: false }),
    )
  );
};

const isSamePart = (style: PlanStyle, attribute: Attribute, prior: Value, proposed: Value, path: string): boolean => {
  const type = typeOfAttribute(attribute);
  if (attribute.write_only === true) return true;
  if (Array.isArray(type) && type[0] === "set") return false;
  const isOpenZero = proposed === unknown && type !== "string";
  const fallback = style.facts.defaults.has(path) ? valueOfFact(attribute, style.facts.defaults.get(path)) : zeroOf(type);
  const next = isOpenZero ? zeroOf(type) : (proposed ?? fallback);
  return isWhollyKnown(next) && sameValue(type, prior ?? zeroOf(type), next);
};
