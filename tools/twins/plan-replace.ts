import type { Attribute, Block, NestedBlock } from "../catalogue/facts";
import { typeOfAttribute, typeOfNested } from "../protocol/types";
import { unknown, type ObjectValue, type Path, type Value } from "../protocol/values";
import { isAbsent, type PlanStyle } from "./plan-create";
import { below, isZero, nestedBlockOf, objectsIn, partOf, partsOf, recordOf, sameValue } from "./plan-values";

/** A value before and after. */
interface Pair {
  readonly prior: Value;
  readonly planned: Value;
}

/** What is looked at: its path without indexes as facts have it, and with them as Terraform has it. */
interface Here {
  readonly path: string;
  readonly steps: Path;
}

/** The paths whose change forces replacement, in the order of the schema. */
export const replacements = (style: PlanStyle, block: Block, prior: ObjectValue, planned: ObjectValue): readonly Path[] =>
  style.facts.replace.size === 0 ? [] : inObject(style, block, { prior, planned }, { path: "", steps: [] });

const inObject = (style: PlanStyle, block: Block, pair: Pair, here: Here): readonly Path[] => {
  const { attributes, block_types: blocks } = partsOf(block);
  const part = (name: string): Pair => ({ prior: partOf(pair.prior, name), planned: partOf(pair.planned, name) });
  const step = (name: string): Here => ({ path: below(here.path, name), steps: [...here.steps, { attribute: name }] });
  return [
    ...Object.entries(attributes).flatMap(([name, one]) => inAttribute(style, one, part(name), step(name))),
    ...Object.entries(blocks).flatMap(([name, one]) => inBlocks(style, one, part(name), step(name))),
  ];
};

const inAttribute = (style: PlanStyle, attribute: Attribute, pair: Pair, here: Here): readonly Path[] => {
  if (attribute.optional !== true && attribute.required !== true) return [];
  const type = typeOfAttribute(attribute);
  // What the provider may compute is not missed where the block around it goes.
  if (style.sdk && attribute.computed === true && pair.planned === null) return [];
  if (isUnchanged(style, pair) || sameValue(type, pair.prior, pair.planned)) return [];
  if (isReplaced(style, pair, here)) return [here.steps];
  const nested = nestedBlockOf(attribute);
  return nested === undefined ? [] : inElements(style, nested, pair, here);
};

/** Nothing and zero are one to the SDK of old. */
const isUnchanged = ({ sdk }: PlanStyle, { prior, planned }: Pair): boolean =>
  sdk && (prior === null ? isZero(planned) && planned !== false && planned !== 0 : planned === null && isZero(prior));

const inBlocks = (style: PlanStyle, nested: NestedBlock, pair: Pair, here: Here): readonly Path[] => {
  if (sameValue(typeOfNested(nested), pair.prior, pair.planned)) return [];
  const isNamed = countOf(pair.prior) !== countOf(pair.planned) && isReplaced(style, pair, here);
  if (isNamed && !style.sdk) return [here.steps];
  return [...(isNamed ? [here.steps] : []), ...inElements(style, nested, pair, here)];
};

/** Whether the facts say that a change of this path, from what it was to what it is to be, replaces the resource. */
const isReplaced = ({ facts: { replace, replaceChanges } }: PlanStyle, { prior, planned }: Pair, { path }: Here): boolean => {
  if (!replace.has(path)) return false;
  const changes = Object.hasOwn(replaceChanges, path) ? replaceChanges[path] : undefined;
  return changes === undefined || changes.some(([from, to]) => isSuch(from, prior) && isSuch(to, planned));
};

/** Whether a value is what a recorded change tells: `null` for none, `true` for a block that is there, `"*"` for any of an open list. */
const isSuch = (told: unknown, value: Value): boolean => {
  if (told === null) return isAbsent(value);
  if (value === unknown) return true;
  return told === value || (!isAbsent(value) && (told === "*" || (told === true && typeof value === "object")));
};

const countOf = (value: Value): number | string =>
  Array.isArray(value) ? value.length : isAbsent(value) ? 0 : typeof value === "symbol" ? "?" : 1;

const inElements = (style: PlanStyle, { nesting_mode: mode, block }: NestedBlock, pair: Pair, here: Here): readonly Path[] => {
  if (mode === "single" || mode === "group") return inObject(style, block, pair, here);
  if (mode === "set") return inSet(style, block, pair, here);
  const keys = mode === "map" ? mapKeys(pair) : listKeys(pair);
  return keys.flatMap((key) => {
    const element = (value: Value): Value => (typeof key === "number" ? (objectsIn(value)[key] ?? null) : partOf(value, key));
    return inObject(
      style,
      block,
      { prior: element(pair.prior), planned: element(pair.planned) },
      { ...here, steps: [...here.steps, { element: key }] },
    );
  });
};

const listKeys = ({ prior, planned }: Pair): readonly number[] => {
  const count = Math.max(objectsIn(prior).length, objectsIn(planned).length);
  return Array.from({ length: count }, (_, index) => index);
};

const mapKeys = ({ prior, planned }: Pair): readonly string[] => [
  ...new Set([...Object.keys(recordOf(prior) ?? {}), ...Object.keys(recordOf(planned) ?? {})]),
];

/** An element of a set has no place of its own: a change in one is a change of the set. */
const inSet = (style: PlanStyle, block: Block, { prior, planned }: Pair, here: Here): readonly Path[] => {
  const type = typeOfNested({ nesting_mode: "single", block });
  const [before, after] = [objectsIn(prior), objectsIn(planned)];
  const gone = before.filter((one) => !after.some((other) => sameValue(type, one, other)));
  const come = after.filter((one) => !before.some((other) => sameValue(type, one, other)));
  const pairs: readonly Pair[] = Array.from({ length: Math.max(gone.length, come.length) }, (_, index) => ({
    prior: gone[index] ?? null,
    planned: come[index] ?? null,
  }));
  return pairs.some((pair) => inObject(style, block, pair, here).length > 0) ? [here.steps] : [];
};
