import type { Attribute, Block, NestedBlock } from "../catalogue/facts";
import { typeOfAttribute, typeOfBlock } from "../protocol/types";
import { unknown, type ObjectValue, type Value } from "../protocol/values";
import { readsAlike } from "./plan-alike";
import { configured, isAbsent, isHollow, plannedNew, type PlanPlace, type PlanStyle } from "./plan-create";
import { restatedElement, restatedState } from "./plan-restated";
import { below, elementsOf, isZero, mapRecord, objectsIn, partOf, partsOf, recordOf, sameValue, valueOfFact } from "./plan-values";

/** How a type plans a change. */
export interface UpdateStyle extends PlanStyle {
  readonly isSameText: (path: string, before: string, after: string) => boolean;
  readonly isKept: (path: string) => boolean;
  readonly isFilledOnce: (path: string) => boolean;
}

/** A value, and whether the SDK takes it for another than before. */
interface Change {
  readonly value: Value;
  readonly isChanged: boolean;
}

/**
 * A change of a resource that was made with the SDK of old: what nobody configures stays as it was, an argument that is
 * taken away goes unless it was zero or is computed, and without a change that the SDK sees, all stays as it was.
 */
export const plannedUpdate = (
  style: UpdateStyle,
  block: Block,
  prior: ObjectValue,
  proposed: ObjectValue,
  place: PlanPlace,
): ObjectValue => {
  const { value, isChanged } = changedObject(style, block, restatedState(block, prior), proposed, place);
  return isChanged ? value : prior;
};

const changedObject = (
  style: UpdateStyle,
  block: Block,
  prior: ObjectValue,
  proposed: ObjectValue,
  place: PlanPlace,
): { readonly value: ObjectValue; readonly isChanged: boolean } => {
  const { attributes, block_types: blocks } = partsOf(block);
  const changes = {
    ...mapRecord(attributes, (one, name) =>
      changedAttribute(style, one, partOf(prior, name), partOf(proposed, name), { ...place, path: below(place.path, name) }),
    ),
    ...mapRecord(blocks, (one, name) =>
      changedBlocks(style, one, partOf(prior, name), partOf(proposed, name), { ...place, path: below(place.path, name) }),
    ),
  };
  return { value: mapRecord(changes, ({ value }) => value), isChanged: Object.values(changes).some(({ isChanged }) => isChanged) };
};

const kept = (value: Value): Change => ({ value, isChanged: false });
const changed = (value: Value): Change => ({ value, isChanged: true });

const changedAttribute = (style: UpdateStyle, attribute: Attribute, prior: Value, proposed: Value, place: PlanPlace): Change => {
  if (attribute.write_only === true) return kept(null);
  if (attribute.optional !== true && attribute.required !== true) return kept(prior);
  const next = proposed === null ? withoutConfig(style, attribute, prior, place) : configured(style, attribute, proposed, place);
  if (style.isUnseen(place.path, prior, next)) return kept(prior);
  if (next === unknown) return isCounted(attribute, prior) ? kept(prior) : changed(unknown);
  if (isTaken(style, attribute, prior, next, place)) return kept(prior);
  // The SDK sees nothing new in an empty text or collection where nothing was, but Terraform shows what is configured.
  if (prior === null && isZero(next) && next !== false && next !== 0) return kept(next);
  return changed(next);
};

/** The SDK asks a set that it may compute itself for its count, and has one already. */
const isCounted = ({ computed, type = "dynamic" }: Attribute, prior: Value): boolean =>
  computed === true && prior !== null && Array.isArray(type) && type[0] === "set" && typeof type[1] === "string";

/** What an argument that isn't configured is. */
const withoutConfig = (style: UpdateStyle, attribute: Attribute, prior: Value, { path }: PlanPlace): Value => {
  if (attribute.computed === true) return prior;
  if (style.facts.defaults.has(path)) return valueOfFact(attribute, style.facts.defaults.get(path));
  return isZero(prior) ? prior : emptied(prior);
};

/** What is taken away: of a collection, its elements. */
const emptied = (prior: Value): Value => (Array.isArray(prior) ? [] : recordOf(prior) === undefined ? null : {});

/** Whether the SDK takes a value for the one before. */
const isTaken = (style: UpdateStyle, attribute: Attribute, prior: Value, next: Value, { path }: PlanPlace): boolean =>
  typeof prior === "string" && typeof next === "string"
    ? style.isSameText(path, prior, next)
    : sameValue(typeOfAttribute(attribute), prior, next);

const changedBlocks = (style: UpdateStyle, nested: NestedBlock, prior: Value, proposed: Value, place: PlanPlace): Change => {
  if (place.path === "timeouts") return kept(proposed);
  if (style.isUnseen(place.path, prior, proposed)) return kept(prior);
  if (proposed === unknown) return changed(unknown);
  if (isAbsent(proposed)) {
    if (isAbsent(prior) || style.facts.computedBlocks.has(place.path)) return kept(prior);
    return style.facts.keptBlocks.has(place.path) ? emptiedBlocks(style, nested, prior, place) : changed(proposed);
  }
  switch (nested.nesting_mode) {
    case "single":
    case "group":
      return changedSingle(style, nested, recordOf(prior), recordOf(proposed), place);
    case "set":
      return changedSet(style, nested, prior, proposed, { ...place, inSet: true });
    case "list":
    case "map":
      return changedList(style, nested, objectsIn(prior), objectsIn(proposed), place);
  }
};

/** Blocks that are taken away, and that the provider takes for still there: what they held goes. */
const emptiedBlocks = (style: UpdateStyle, nested: NestedBlock, prior: Value, place: PlanPlace): Change => {
  if (nested.nesting_mode === "set") return kept(prior);
  const { attributes, block_types: blocks } = partsOf(nested.block);
  const nothing: ObjectValue = mapRecord({ ...attributes, ...blocks }, () => null);
  return changedList(
    style,
    nested,
    objectsIn(prior),
    objectsIn(prior).map(() => nothing),
    place,
  );
};

const changedSingle = (
  style: UpdateStyle,
  { block }: NestedBlock,
  prior: ObjectValue | undefined,
  proposed: ObjectValue | undefined,
  place: PlanPlace,
): Change => {
  if (proposed === undefined) return prior === undefined ? kept(null) : changed(null);
  return prior === undefined ? changed(addedBlock(style, block, proposed, place)) : changedObject(style, block, prior, proposed, place);
};

const changedList = (
  style: UpdateStyle,
  { block }: NestedBlock,
  prior: readonly ObjectValue[],
  proposed: readonly ObjectValue[],
  place: PlanPlace,
): Change => {
  if (readsAlike(style, block, prior, proposed, place)) return kept(prior);
  const changes = proposed.map((one, index): Change => {
    const before = prior[index];
    return before === undefined ? changed(addedBlock(style, block, one, place)) : changedObject(style, block, before, one, place);
  });
  return {
    value: changes.map(({ value }) => value),
    isChanged: prior.length !== proposed.length || changes.some(({ isChanged }) => isChanged),
  };
};

/** The SDK finds the elements of a set by all that they hold: an element of which a word changed is another one. */
const changedSet = (style: UpdateStyle, { block }: NestedBlock, prior: Value, proposed: Value, place: PlanPlace): Change => {
  const type = typeOfBlock(block);
  const before = objectsIn(prior);
  const left = [...before];
  const elements = objectsIn(proposed).map((one): Value => {
    const planned = plannedNew(style, block, one, place);
    const index = left.findIndex((other) => sameValue(type, restatedElement(block, settledElement(planned, one, other)), other));
    const [same] = index >= 0 ? left.splice(index, 1) : [];
    return same === undefined ? planned : replannedElement(style, block, planned, one, same, place);
  });
  const isSame = left.length === 0 && elements.length === before.length;
  if (isSame) return kept(prior);
  // Of an element that holds nothing at all there is no difference to tell: where the count stays, the set stays.
  const told = elements.filter((one) => !isHollow(block, one));
  return told.length === 0 && elements.length === before.length ? kept(prior) : changed(told);
};

/** An element that stays in a set in which others come or go: what is zero in it because nobody configured it goes. */
const replannedElement = (
  style: UpdateStyle,
  block: Block,
  planned: ObjectValue,
  proposed: ObjectValue,
  same: ObjectValue,
  place: PlanPlace,
): ObjectValue => {
  const { attributes, block_types: blocks } = partsOf(block);
  const element = (nested: NestedBlock, name: string): Value => {
    const [news, says] = [objectsIn(planned[name]), objectsIn(proposed[name])];
    if (nested.nesting_mode !== "list" || isAbsent(partOf(proposed, name))) return partOf(same, name);
    const inner = { ...place, path: below(place.path, name) };
    return objectsIn(same[name]).map((one, index) =>
      replannedElement(style, nested.block, news[index] ?? one, says[index] ?? {}, one, inner),
    );
  };
  return {
    ...mapRecord(attributes, ({ computed, type }, name): Value => {
      const before = partOf(same, name);
      const next = partOf(planned, name);
      if (partOf(proposed, name) !== null) return next === unknown ? before : next;
      const isGone = computed !== true && !Array.isArray(type) && isZero(before) && !style.facts.defaults.has(below(place.path, name));
      return isGone ? null : before;
    }),
    ...mapRecord(blocks, element),
  };
};

const settledElement = (planned: ObjectValue, proposed: ObjectValue, other: ObjectValue): ObjectValue =>
  recordOf(settled(planned, proposed, other)) ?? planned;

/** What an element would compute, it has computed before where all that is configured is the same. */
const settled = (planned: Value, proposed: Value, other: Value): Value => {
  if (planned === unknown) return proposed === unknown ? unknown : other;
  if (Array.isArray(planned) && Array.isArray(other)) {
    const [mine, given, theirs] = [elementsOf(planned), elementsOf(proposed), elementsOf(other)];
    return mine.map((one, index) => settled(one, given[index] ?? null, theirs[index] ?? null));
  }
  const [mine, theirs] = [recordOf(planned), recordOf(other)];
  if (mine === undefined || theirs === undefined) return planned;
  return mapRecord(mine, (one, name) => settled(one, partOf(proposed, name), partOf(theirs, name)));
};

/** A block that is new in a resource that stands: what it would compute is not looked at before it is there. */
const addedBlock = (style: UpdateStyle, block: Block, proposed: ObjectValue, place: PlanPlace): ObjectValue =>
  plannedNew({ ...style, stands: true }, block, proposed, place);
