import { DynamicValue, LargeNumber, unknown, type ObjectValue, type Value } from "../../protocol/values";
import { filled } from "../../fidelity/plan-changes";
import type { ResourceFacts } from "../facts";
import { isHuge, planDepth } from "./depth";
import { allFields, complete, elementAt, mapKey, pathText, withValue, type Draft, type Field } from "./fields";
import { fullDraft } from "./relations";
import { judge, repaired, small, withField, type Knowledge, type Seed } from "./seeds";
import { messageText } from "./messages";
import { fieldAt, type Subject } from "./rules";

/** Blocks deeper than this, in names, are not asked for what a provider fills in. */
const deepestBlock = 3;

const longestReason = 200;

/** What a provider fills in where a configuration says nothing: known in the plan, and not what was given. */
export type Defaults = Pick<ResourceFacts, "defaults" | "defaults_unknown" | "block_defaults" | "computed_blocks" | "kept_blocks">;

/** The values that the provider fills in: at the top with the least configuration, and inside each block that is given. */
export const learnDefaults = async (subject: Subject, least: Seed, known: Knowledge): Promise<Defaults> => {
  if (least.plan?.planned === undefined || least.plan.planned === null) {
    const [reason] = least.errors.map(messageText);
    return { defaults_unknown: (reason ?? "no plan").slice(0, longestReason) };
  }
  const config = complete(subject.fields, least.draft);
  const tree = filledIn(subject.fields, config, least.plan.planned);
  const inBlocks: Record<string, unknown> = {};
  const computed = openBlocks(subject.fields, config, least.plan.planned);
  const kept: string[] = [];
  const blocks = allFields(subject.fields, Math.min(deepestBlock, planDepth(subject.fields)));
  for (const field of blocks) {
    if (field.nested?.isBlock !== true) continue;
    const path = pathText(field.path);
    const seed = await withBlock(subject, least, field, known);
    const planned = seed.plan?.planned;
    if (planned === undefined || planned === null) continue;
    const given = elementOf(field, elementAt(complete(subject.fields, seed.draft), field.path));
    const element = elementOf(field, elementAt(planned, field.path));
    for (const [name, value] of Object.entries(filledIn(field.nested.fields, given, element))) {
      if (!isTree(value) && !isNothingInSet(subject, field, value)) inBlocks[`${path}.${name}`] = value;
    }
    computed.push(...openBlocks(field.nested.fields, given, element));
    if (!computed.includes(path) && (await staysAway(subject, field, seed, known))) kept.push(path);
  }
  return {
    ...(Object.keys(tree).length > 0 && { defaults: tree }),
    ...(Object.keys(inBlocks).length > 0 && { block_defaults: inBlocks }),
    ...(computed.length > 0 && { computed_blocks: [...new Set(computed)].sort() }),
    ...(kept.length > 0 && { kept_blocks: kept }),
  };
};

/** The SDK of old can't tell an empty text or list from nothing inside a set: that is no default. */
const isNothingInSet = ({ fields }: Subject, { path }: Field, value: unknown): boolean => {
  const isSdk = fields.some(({ name, settable, computed }) => name === "id" && settable && computed);
  const isNothing = value === "" || (Array.isArray(value) && value.length === 0);
  return isSdk && isNothing && path.some((_, index) => fieldAt(fields, path.slice(0, index + 1))?.nested?.nesting === "set");
};

/** Blocks that nobody gave, and that the plan leaves open. */
const openBlocks = (fields: readonly Field[], config: ObjectValue, planned: ObjectValue): string[] =>
  fields.flatMap((field) => {
    if (field.nested?.isBlock !== true) return [];
    const given = config[field.name] ?? null;
    const value = planned[field.name] ?? null;
    if (!isGiven(given)) return value === unknown ? [pathText(field.path)] : [];
    return openBlocks(field.nested.fields, elementOf(field, given), elementOf(field, value));
  });

/** Whether a resource keeps a block that is taken away, with little in the block and with all that it may hold. */
const staysAway = async (subject: Subject, field: Field, least: Seed, known: Knowledge): Promise<boolean> => {
  const { nested, path, required } = field;
  if (nested === undefined || path.length > 1 || required || (nested.nesting !== "list" && nested.nesting !== "set")) return false;
  // All that a block of a huge type may hold would take a provider minutes.
  const full = isHuge(subject.fields)
    ? []
    : [await repaired(subject, withValue(least.draft, path, fullDraft(nested.fields, known)), known, small, field)];
  const seen: boolean[] = [];
  for (const { draft, plan } of [least, ...full]) {
    if (plan?.planned === undefined || plan.planned === null) continue;
    const block = subject.questions.schema.resources[subject.type]?.block ?? {};
    const existing = { state: filled(block, plan.planned, subject.type), private: plan.private };
    const without = complete(subject.fields, withValue(draft, path, undefined));
    const { planned, diagnostics } = await subject.questions.plan(subject.type, without, existing);
    if (planned !== null && diagnostics.length === 0) seen.push(isGiven(planned[field.name] ?? null));
  }
  return seen.length > 0 && seen.every((stays) => stays);
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
    } else if (given === null && value !== null && value !== unknown && !hasUnknown(value) && !echoes(config, value)) {
      found[field.name] = value;
    }
  }
  return found;
};

/** A text that stands elsewhere in the configuration was taken from there, as a certificate's names begin with its domain. */
const echoes = (config: ObjectValue, value: Value): boolean => {
  const texts = Array.isArray(value) ? (value as readonly Value[]) : [value];
  const given = Object.values(config);
  return texts.some((text) => typeof text === "string" && text !== "" && given.includes(text));
};

const isGiven = (value: Value): boolean => (Array.isArray(value) ? value.length > 0 : value !== null);

const hasUnknown = (value: Value): boolean => {
  if (value === unknown) return true;
  if (Array.isArray(value)) return (value as readonly Value[]).some(hasUnknown);
  return isTree(value) && Object.values(value as ObjectValue).some(hasUnknown);
};
