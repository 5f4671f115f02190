import type { Attribute, Block, NestedBlock } from "../catalogue/facts";
import { typeOfAttribute, typeOfBlock } from "../protocol/types";
import { unknown, type ObjectValue, type Value } from "../protocol/values";
import { plannedNew, withElements, type PlanPlace } from "./plan-create";
import { below, mapRecord, nestedBlockOf, objectsIn, partOf, partsOf, recordOf, sameValue, valueOfFact } from "./plan-values";
import type { UpdateStyle } from "./plan-update";

/**
 * A change of a resource that was made with the plugin framework: what Terraform proposes, defaults where nothing is
 * configured, and if that differs from before, unknown what the provider computes anew.
 */
export const plannedFrameworkUpdate = (
  style: UpdateStyle,
  block: Block,
  prior: ObjectValue,
  proposed: ObjectValue,
  config: ObjectValue,
): ObjectValue => {
  const place = { path: "", inSet: false };
  const settled = walk({ style, isChanged: false }, block, prior, proposed, config, place);
  if (sameValue(typeOfBlock(block), prior, settled)) return prior;
  return walk({ style, isChanged: true }, block, prior, proposed, config, place);
};

interface Walk {
  readonly style: UpdateStyle;
  /** Whether anything differs from before: if so, what is computed is computed anew. */
  readonly isChanged: boolean;
}

const walk = (how: Walk, block: Block, prior: ObjectValue, proposed: ObjectValue, config: ObjectValue, place: PlanPlace): ObjectValue => {
  const { attributes, block_types: blocks } = partsOf(block);
  const part = (name: string): Parts => ({ prior: partOf(prior, name), proposed: partOf(proposed, name), config: partOf(config, name) });
  return {
    ...mapRecord(attributes, (one, name) => walkAttribute(how, one, part(name), { ...place, path: below(place.path, name) })),
    ...mapRecord(blocks, (one, name) => walkElements(how, one, part(name), { ...place, path: below(place.path, name) })),
  };
};

interface Parts {
  readonly prior: Value;
  readonly proposed: Value;
  readonly config: Value;
}

const walkAttribute = (how: Walk, attribute: Attribute, parts: Parts, { path, inSet }: PlanPlace): Value => {
  const { prior, proposed, config } = parts;
  if (attribute.write_only === true) return null;
  const nested = nestedBlockOf(attribute);
  if (config !== null) {
    if (nested !== undefined) return walkElements(how, nested, parts, { path, inSet });
    if (typeof prior === "string" && typeof proposed === "string" && how.style.isSameText(path, prior, proposed)) return prior;
    return sameValue(typeOfAttribute(attribute), prior, proposed) ? prior : proposed;
  }
  if (how.style.facts.defaults.has(path)) {
    return proposed !== null && how.style.isFilledOnce(path) ? proposed : valueOfFact(attribute, how.style.facts.defaults.get(path));
  }
  if (attribute.computed !== true) return null;
  return how.isChanged && isComputedAnew(how.style, path, proposed) ? unknown : proposed;
};

/**
 * What was never computed is computed anew; of the rest, what the facts say. Where they don't, what forces replacement
 * is kept: any change at all would replace the resource if it were not.
 */
const isComputedAnew = ({ facts: { updateUnknown, replace }, isKept }: UpdateStyle, path: string, before: Value): boolean =>
  before === null || (updateUnknown === undefined ? !replace.has(path) && !isKept(path) : updateUnknown.has(path));

const walkElements = (how: Walk, nested: NestedBlock, { prior, proposed, config }: Parts, place: PlanPlace): Value => {
  const { nesting_mode: mode, block } = nested;
  const inner = { ...place, inSet: place.inSet || mode === "set" };
  const one = (before: Value, next: ObjectValue, given: Value): ObjectValue => {
    const [was, says] = [recordOf(before), recordOf(given)];
    return was === undefined || says === undefined
      ? plannedNew(how.style, block, says ?? next, inner)
      : walk(how, block, was, next, says, inner);
  };
  if (mode === "single" || mode === "group") return withElements(nested, proposed, (next) => one(prior, next, config));
  if (mode === "map") {
    const elements = recordOf(proposed);
    if (elements === undefined) return proposed;
    return mapRecord(elements, (next, key) => {
      const object = recordOf(next);
      return object === undefined ? next : one(partOf(prior, key), object, partOf(config, key));
    });
  }
  if (!Array.isArray(proposed)) return proposed;
  const [before, says] = [objectsIn(prior), objectsIn(config)];
  // An element of a set is new unless all that it holds was there: what is proposed carries what was computed for it.
  const isKept = (next: ObjectValue): ObjectValue | undefined => before.find((other) => sameValue(typeOfBlock(block), other, next));
  return objectsIn(proposed).map((next, index) => {
    if (mode === "set") return isKept(next) ?? plannedNew(how.style, block, says[index] ?? next, inner);
    return one(before[index] ?? null, next, says[index] ?? next);
  });
};
