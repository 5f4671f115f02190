import { DynamicValue, LargeNumber, unknown, type ObjectValue, type Value } from "../../protocol/values";
import { allFields, complete, elementAt, mapKey, pathText, withValue, type Draft, type Field } from "./fields";
import { judge, repaired, small, withField, type Knowledge, type Seed } from "./seeds";
import { messageText } from "./messages";
import { fieldAt, type Subject } from "./rules";

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
  const tree = { ...(await constantsAt(subject, least, known, [])), ...(await ofGivenOptions(subject, least, known)) };
  const inBlocks: Record<string, unknown> = {};
  for (const field of allFields(subject.fields, deepestBlock)) {
    if (field.nested?.isBlock !== true) continue;
    const inside = await constantsAt(subject, await withBlock(subject, least, field, known), known, field.path);
    for (const [name, value] of Object.entries(inside)) if (!isTree(value)) inBlocks[`${pathText(field.path)}.${name}`] = value;
  }
  return {
    ...(Object.keys(tree).length > 0 && { defaults: tree }),
    ...(Object.keys(inBlocks).length > 0 && { block_defaults: inBlocks }),
  };
};

/** What is filled in below a path whatever the given values are: not what is made of them. */
const constantsAt = async (subject: Subject, seed: Seed, known: Knowledge, path: readonly string[]): Promise<Tree> => {
  const first = filledAt(subject.fields, seed, path);
  if (Object.keys(first).length === 0) return first;
  const other = await judge(subject, withOtherValues(subject.fields, seed.draft, known));
  return other.errors.length > 0 ? first : common(first, filledAt(subject.fields, other, path));
};

const filledAt = (fields: readonly Field[], { draft, plan }: Seed, path: readonly string[]): Tree => {
  const planned = plan?.planned;
  if (planned === undefined || planned === null) return {};
  const config = complete(fields, draft);
  if (path.length === 0) return filledIn(fields, config, planned);
  const field = fieldAt(fields, path);
  if (field?.nested === undefined) return {};
  return filledIn(field.nested.fields, elementOf(field, elementAt(config, path)), elementOf(field, elementAt(planned, path)));
};

/** The same arguments with other values, where a closed list does not fix them. */
const withOtherValues = (fields: readonly Field[], draft: Draft, known: Knowledge): Draft =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const value = draft[field.name];
      if (value === undefined) return [];
      if (field.nested !== undefined) return [[field.name, withOtherValues(field.nested.fields, (value ?? {}) as Draft, known)]];
      const { rule, valid = [] } = known.get(pathText(field.path)) ?? {};
      const other = valid.find((one) => JSON.stringify(one) !== JSON.stringify(value));
      return [[field.name, rule?.enum !== undefined || field.type === "bool" ? value : (other ?? value)]];
    }),
  );

const common = (one: Tree, other: Tree): Tree =>
  Object.fromEntries(
    Object.entries(one).flatMap(([name, value]) => {
      const second = other[name];
      if (isTree(value) && isTree(second)) {
        const inside = common(value, second);
        return Object.keys(inside).length === 0 ? [] : [[name, inside]];
      }
      return JSON.stringify(value) === JSON.stringify(second) ? [[name, value]] : [];
    }),
  );

/** Defaults of arguments that the least configuration gives though it need not, since one of several has to be there. */
const ofGivenOptions = async (subject: Subject, least: Seed, known: Knowledge): Promise<Tree> => {
  const found: Record<string, unknown> = {};
  for (const field of subject.fields) {
    if (field.required || field.nested !== undefined || least.draft[field.name] === undefined) continue;
    const seed = await repaired(subject, withValue(least.draft, field.path, undefined), known, small, field);
    const value = filledAt(subject.fields, seed, [])[field.name];
    if (value !== undefined) found[field.name] = value;
  }
  return found;
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

const isTree = (value: unknown): value is Tree =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof LargeNumber) &&
  !(value instanceof DynamicValue);

/** Tags with those of the provider's configuration: no value of its own. */
const ofConfiguration = "tags_all";

type Tree = Readonly<Record<string, unknown>>;

/** Values of the plan that are known, and missing in the configuration, as a tree of names. */
const filledIn = (fields: readonly Field[], config: ObjectValue, planned: ObjectValue): Tree => {
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
