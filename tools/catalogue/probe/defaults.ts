import { DynamicValue, LargeNumber, unknown, type ObjectValue, type Value } from "../../protocol/values";
import { allFields, complete, elementAt, mapKey, pathText, type Draft, type Field } from "./fields";
import { judge, repaired, small, withField, type Knowledge, type Seed } from "./seeds";
import { messageText } from "./messages";
import type { Subject } from "./rules";

/** Blocks deeper than this, in names, are not asked for what a provider fills in. */
const deepestBlock = 3;

const longestReason = 200;

/** What a provider fills in where a configuration says nothing: known in the plan, and not what was given. */
export interface Defaults {
  readonly defaults?: Readonly<Record<string, unknown>>;
  readonly defaults_unknown?: string;
  readonly block_defaults?: Readonly<Record<string, unknown>>;
}

/** The values that the provider fills in: at the top with the least configuration, and inside each block that is given. */
export const learnDefaults = async (subject: Subject, least: Seed, known: Knowledge): Promise<Defaults> => {
  if (least.plan?.planned === undefined || least.plan.planned === null) {
    const [reason] = least.errors.map(messageText);
    return { defaults_unknown: (reason ?? "no plan").slice(0, longestReason) };
  }
  const config = complete(subject.fields, least.draft);
  const tree = filledIn(subject.fields, config, least.plan.planned);
  const inBlocks: Record<string, unknown> = {};
  for (const field of allFields(subject.fields, deepestBlock)) {
    if (field.nested?.isBlock !== true) continue;
    const path = pathText(field.path);
    const seed = await withBlock(subject, least, field, known);
    const planned = seed.plan?.planned;
    if (planned === undefined || planned === null) continue;
    const given = elementAt(complete(subject.fields, seed.draft), field.path);
    const inside = filledIn(field.nested.fields, elementOf(field, given), elementOf(field, elementAt(planned, field.path)));
    for (const [name, value] of Object.entries(inside)) if (!isTree(value)) inBlocks[`${path}.${name}`] = value;
  }
  return {
    ...(Object.keys(tree).length > 0 && { defaults: tree }),
    ...(Object.keys(inBlocks).length > 0 && { block_defaults: inBlocks }),
  };
};

const withBlock = async (subject: Subject, least: Seed, field: Field, known: Knowledge): Promise<Seed> => {
  const draft: Draft = withField(least.draft, subject.fields, field.path, known);
  const first = await judge(subject, draft);
  return first.errors.length === 0 ? first : repaired(subject, draft, known, small);
};

/** The one element of a nested field's value. */
const elementOf = ({ nested }: Field, value: Value | undefined): ObjectValue => {
  const bare = value instanceof DynamicValue ? value.value : value;
  const one = Array.isArray(bare) ? (bare as readonly Value[])[0] : nested?.nesting === "map" && isTree(bare) ? bare[mapKey] : bare;
  return isTree(one) ? one : {};
};

const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof LargeNumber) &&
  !(value instanceof DynamicValue);

/** Tags with those of the provider's configuration: no value of its own. */
const ofConfiguration = "tags_all";

/** Values of the plan that are known, and missing in the configuration, as a tree of names. */
const filledIn = (fields: readonly Field[], config: ObjectValue, planned: ObjectValue): Readonly<Record<string, unknown>> => {
  const found: Record<string, unknown> = {};
  for (const field of fields) {
    if (field.name === ofConfiguration) continue;
    const given = config[field.name] ?? null;
    const value = planned[field.name] ?? null;
    if (field.nested !== undefined && isGiven(given)) {
      const inside = filledIn(field.nested.fields, elementOf(field, given), elementOf(field, value));
      if (Object.keys(inside).length > 0) found[field.name] = inside;
    } else if (given === null && value !== null && value !== unknown && !hasUnknown(value)) found[field.name] = value;
  }
  return found;
};

const isGiven = (value: Value): boolean => (Array.isArray(value) ? value.length > 0 : value !== null);

const hasUnknown = (value: Value): boolean => {
  if (value === unknown) return true;
  if (Array.isArray(value)) return (value as readonly Value[]).some(hasUnknown);
  return isTree(value) && Object.values(value as ObjectValue).some(hasUnknown);
};
