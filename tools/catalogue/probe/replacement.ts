import type { Relation, ResourceFacts } from "../facts";
import type { Path, Value, ValueType } from "../../protocol/values";
import { DynamicValue, unknown, type ObjectValue } from "../../protocol/values";
import { typeOfBlock } from "../../protocol/codec";
import { planDepth } from "./depth";
import { allFields, complete, elementAt, pathText, valueAt, withValue, type Draft, type Field } from "./fields";
import { forEachOf } from "./pool";
import type { Existing } from "./questions";
import { isOwnId } from "./relations";
import type { Subject } from "./rules";
import { candidates } from "./samples";
import { anyValue, judge, repaired, small, withField, type Knowledge, type Seed } from "./seeds";

/** What a change of each path does to an existing resource. */
export type Replacement = Pick<ResourceFacts, "replace" | "replace_depends" | "replace_unknown" | "replace_changes">;

/** One change of a path that the provider answered. */
interface Change {
  readonly from: Value;
  readonly to: Value;
  /** It forced replacement, it didn't, or it was planned away. */
  readonly effect: "forced" | "kept" | "dropped";
}

/** Changes each argument of an existing resource, beside little and beside much else, and looks which changes replace it. */
export const learnReplacement = async (
  subject: Subject,
  neighbours: readonly Seed[],
  known: Knowledge,
  relations: readonly Relation[],
): Promise<Replacement> => {
  const replace: string[] = [];
  const depends: string[] = [];
  const unproved: string[] = [];
  const changes: Record<string, readonly (readonly [Value, Value])[]> = {};
  // A block that has to be there is never added or removed.
  const fields = allFields(subject.fields, planDepth(subject.fields)).filter(
    (field) => field.settable && !field.writeOnly && !isOwnId(field) && !(field.required && field.nested !== undefined),
  );
  const all = await forEachOf(fields, async (field) => {
    const seen: Change[] = [];
    for (const seed of neighbours) seen.push(...(await changesOf(subject, field, seed, known, relations)));
    return { path: pathText(field.path), seen };
  });
  for (const { path, seen } of all) {
    const isForced = seen.some(({ effect }) => effect === "forced");
    if (seen.length === 0) unproved.push(path);
    else if (isForced && seen.every(({ effect }) => effect !== "kept")) replace.push(path);
    else if (isForced) {
      depends.push(path);
      const forced = alwaysForced(seen);
      if (forced.length > 0) changes[path] = forced;
    }
  }
  return { replace: replace.sort(), replace_depends: depends.sort(), replace_unknown: unproved.sort(), replace_changes: changes };
};

/** The changes from one value to another that forced replacement beside all neighbours. */
const alwaysForced = (changes: readonly Change[]): readonly (readonly [Value, Value])[] => {
  const effects = new Map<string, readonly Change[]>();
  for (const one of changes) {
    const key = JSON.stringify([one.from, one.to]);
    effects.set(key, [...(effects.get(key) ?? []), one]);
  }
  return [...effects]
    .filter(([, same]) => same.every(({ effect }) => effect === "forced"))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, [one]]) => (one === undefined ? [] : [[one.from, one.to] as const]));
};

/** The changes of one path beside one set of neighbours. */
const changesOf = async (
  subject: Subject,
  field: Field,
  seed: Seed,
  known: Knowledge,
  relations: readonly Relation[],
): Promise<readonly Change[]> => {
  const rivals = rivalsOf(field, relations);
  const base = without(withField(seed.draft, subject.fields, field.path.slice(0, -1), known), rivals);
  const made: Seed[] = [];
  for (const value of variantsOf(field, known)) {
    const start = value === undefined ? withValue(base, field.path, undefined) : withField(base, subject.fields, field.path, known, value);
    const judged = await judge(subject, start);
    made.push(judged.errors.length === 0 ? judged : await repaired(subject, start, known, small, field));
  }
  const besides = new Map(made.map((one) => [one, besidesOf(one.draft, [pathText(field.path), ...rivals])]));
  const seen: Change[] = [];
  for (const before of made) {
    const planned = before.plan?.planned;
    if (planned === undefined || planned === null || before.plan === undefined) continue;
    const existing = await existingAfter(subject, planned, before.draft, before.plan.private);
    for (const after of made) {
      if (after === before || after.errors.length > 0) continue;
      if (besides.get(after) !== besides.get(before)) continue;
      const effect = await effectOf(subject, field, existing, before.draft, after.draft);
      if (effect !== undefined) seen.push({ from: shown(field, before, known), to: shown(field, after, known), effect });
    }
  }
  return seen;
};

/** A value as changes tell it: one of a closed list as it is, any other as `*`. */
const shown = ({ nested, path, type }: Field, { draft }: Seed, known: Knowledge): Value => {
  const value = valueAt(draft, path) ?? null;
  if (value === null) return null;
  if (nested !== undefined) return true;
  const isOfList = type === "bool" || known.get(pathText(path))?.rule.enum !== undefined;
  return isOfList ? value : "*";
};

/** Three states of a field: missing where it may be, and two values. Of a block: missing and there. */
const variantsOf = (field: Field, known: Knowledge): readonly (Value | undefined)[] => {
  const absent = field.required ? [] : [undefined];
  if (field.nested !== undefined) return [...absent, anyValue(field, known)];
  return [...absent, ...(known.get(pathText(field.path))?.valid ?? []).slice(0, 2)];
};

/** What excludes the field. Where one of them has to be there, another takes the place of a field that goes. */
const rivalsOf = (field: Field, relations: readonly Relation[]): readonly string[] => {
  const path = pathText(field.path);
  return relations.flatMap(({ kind, path: of, with: others = [], of: all = [] }) => {
    if (kind === "conflicts") return of === path ? others : of !== undefined && others.includes(path) ? [of] : [];
    return (kind === "exactly_one" || kind === "at_most_one") && all.includes(path) ? all.filter((one) => one !== path) : [];
  });
};

const without = (draft: Draft, paths: readonly string[]): Draft =>
  paths.reduce((made, path) => withValue(made, path.split("."), undefined), draft);

/** What a draft holds besides some paths: the same text for two that differ in these alone. */
const besidesOf = (draft: Draft, paths: readonly string[]): string => JSON.stringify(sortedDraft(without(draft, paths)));

const sortedDraft = (value: unknown): unknown =>
  typeof value !== "object" || value === null || Array.isArray(value)
    ? value
    : Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, one]) => [name, sortedDraft(one)]),
      );

interface Planned {
  readonly planned: ObjectValue;
  readonly replaced: readonly string[];
}

const planChange = async ({ questions, type, fields }: Subject, existing: Existing, draft: Draft): Promise<Planned | undefined> => {
  const answer = await questions.plan(type, complete(fields, draft), existing);
  if (answer.diagnostics.length > 0 || answer.planned === null) return undefined;
  return { planned: answer.planned, replaced: answer.requiresReplace.map(namesOf) };
};

const namesOf = (path: Path): string => path.flatMap((step) => ("attribute" in step ? [step.attribute] : [])).join(".");

/** What a change does; `undefined` where the provider answers it with an error. */
const effectOf = async (
  subject: Subject,
  field: Field,
  existing: Existing,
  before: Draft,
  after: Draft,
): Promise<Change["effect"] | undefined> => {
  const change = await planChange(subject, existing, after);
  if (change === undefined) return undefined;
  if (isReplacing(subject.fields, field, change.replaced)) {
    // What is replaced though nothing is changed is no effect of the change.
    const noise = (await planChange(subject, existing, before))?.replaced ?? [];
    const replaced = change.replaced.filter((path) => !noise.includes(path));
    if (isReplacing(subject.fields, field, replaced)) return "forced";
  }
  return isEqual(elementAt(existing.state, field.path), elementAt(change.planned, field.path)) ? "dropped" : "kept";
};

/** A path into a set ends at the set: its elements have no names. */
const isReplacing = (fields: readonly Field[], field: Field, replaced: readonly string[]): boolean => {
  const path = pathText(field.path);
  if (replaced.includes(path)) return true;
  return setsAbove(fields, field.path).some((set) => replaced.includes(set));
};

const setsAbove = (fields: readonly Field[], path: readonly string[]): readonly string[] => {
  const [name, ...below] = path;
  const field = fields.find((one) => one.name === name);
  if (field?.nested === undefined || below.length === 0) return [];
  return [...(field.nested.nesting === "set" ? [pathText(field.path)] : []), ...setsAbove(field.nested.fields, below)];
};

const isEqual = (a: Value | undefined, b: Value | undefined): boolean => textOf(a) === textOf(b);

const textOf = (value: Value | undefined): string =>
  JSON.stringify(value ?? null, (_, one: unknown) => (one === unknown ? "(unknown)" : typeof one === "bigint" ? String(one) : one));

/**
 * A resource as an apply would leave it. What is unknown in the plan gets likely values; where the provider then refuses
 * what it took before, for it takes an invented value for one that was given, arguments stay empty.
 */
const existingAfter = async (subject: Subject, planned: ObjectValue, draft: Draft, data: Existing["private"]): Promise<Existing> => {
  const existing = { state: settled(subject, planned), private: data };
  if ((await planChange(subject, existing, draft)) !== undefined) return existing;
  const open = subject.fields.filter(({ name, settable, nested }) => settable && nested === undefined && planned[name] === unknown);
  const empty = { ...planned, ...Object.fromEntries(open.filter((field) => !isOwnId(field)).map(({ name }) => [name, null])) };
  const bare = { state: settled(subject, empty), private: data };
  return (await planChange(subject, bare, draft)) === undefined ? existing : bare;
};

/** A planned state with likely values in the place of what is unknown: a state as it would be after an apply. */
const settled = ({ questions, type }: Subject, planned: ObjectValue): ObjectValue =>
  settle(typeOfBlock(questions.schema.resources[type]?.block ?? {}), planned, "") as ObjectValue;

const settle = (type: ValueType, value: Value, name: string): Value => {
  if (value === unknown) return likely(type, name);
  if (value === null || typeof type === "string" || value instanceof DynamicValue) return value;
  if (type[0] === "object") {
    const record = value as ObjectValue;
    return Object.fromEntries(Object.entries(type[1]).map(([key, one]) => [key, settle(one, record[key] ?? null, key)]));
  }
  if (type[0] === "map")
    return Object.fromEntries(Object.entries(value as ObjectValue).map(([key, one]) => [key, settle(type[1], one, name)]));
  if (type[0] === "tuple") return value;
  return (value as readonly Value[]).map((one) => settle(type[1], one, name));
};

const likely = (type: ValueType, name: string): Value => {
  if (type === "dynamic") return new DynamicValue("string", "example");
  if (typeof type === "string") return name === "id" ? "example-id" : (candidates(name, type)[0] ?? null);
  switch (type[0]) {
    case "object":
      return Object.fromEntries(Object.entries(type[1]).map(([key, one]) => [key, likely(one, key)]));
    case "map":
      return {};
    default:
      return [];
  }
};
