import type { Diagnostic } from "../../protocol/provider";
import type { Relation } from "../facts";
import { DynamicValue, type Value, type ValueType } from "../../protocol/values";
import { allFields, complete, mapKey, pathText, valueAt, withValue, type Draft, type Field } from "./fields";
import { relationIn } from "./messages";
import type { Learned, Subject } from "./rules";
import { badText } from "./samples";

/** Collects relations; what was told twice, or by both sides, stands once. */
export interface Relations {
  add(diagnostics: readonly Diagnostic[]): void;
  all(): readonly Relation[];
}

export const collectRelations = (): Relations => {
  const found = new Map<string, Relation>();
  const put = (relation: Relation): unknown => found.set(JSON.stringify(relation), relation);
  return {
    add: (diagnostics) =>
      diagnostics.forEach((one) => {
        const relation = relationIn(one);
        // What has no known form is about values as often as about arguments.
        if (relation !== undefined && relation.kind !== "other") put(relation);
      }),
    all: () => merged([...found.values()]),
  };
};

/** An SDK tells of exactly one as of none too few and none too many; what is exactly one is said once. */
const merged = (relations: readonly Relation[]): readonly Relation[] => {
  const exactly = new Set(relations.filter(({ kind }) => kind === "exactly_one").map(({ of }) => JSON.stringify(of)));
  const isSaid = ({ kind, of }: Relation): boolean =>
    (kind === "at_most_one" || kind === "at_least_one") && exactly.has(JSON.stringify(of));
  const withPartners = new Map<string, Relation>();
  for (const one of relations.filter((relation) => !isSaid(relation))) {
    const key = one.kind === "conflicts" ? `conflicts ${one.path ?? ""}` : JSON.stringify(one);
    const before = withPartners.get(key);
    const partners = [...new Set([...(before?.with ?? []), ...(one.with ?? [])])].sort();
    withPartners.set(key, one.kind === "conflicts" ? { ...one, with: partners } : one);
  }
  return [...withPartners.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
};

const keyOf = ({ kind, path = "", of = [], with: others = [], says = "" }: Relation): string =>
  [kind, path, ...of, ...others, says].join(" ");

/** Everything that a configuration may hold, each nested place with one element. */
export const fullDraft = (fields: readonly Field[], learned: ReadonlyMap<string, Learned>): Draft =>
  Object.fromEntries(
    fields.flatMap((field) => {
      if (!field.settable || isOwnId(field)) return [];
      if (field.nested !== undefined) return learnedDepth(field) ? [[field.name, fullDraft(field.nested.fields, learned)]] : [];
      const value = learned.get(pathText(field.path))?.valid[0];
      return value === undefined ? [] : [[field.name, value]];
    }),
  );

/** The `id` that an SDK gives to every resource: its schema allows it, and the provider refuses it. */
export const isOwnId = ({ path, name, computed }: Field): boolean => path.length === 1 && name === "id" && computed;

/** Names below which nothing is asked where a type has very many arguments. */
export const deepest = 4;

/** More arguments than this are not asked at every depth. */
const mostFields = 700;

/** How deep a type's arguments are asked for their rules: all of them, unless there are very many. */
export const depthFor = (fields: readonly Field[]): number =>
  [8, 7, 6, 5].find((depth) => allFields(fields, depth).length <= mostFields) ?? deepest;

const learnedDepth = ({ path }: Field): boolean => path.length < deepest;

/**
 * Asks which arguments exclude each other: each beside all others. An SDK tells of each argument the first other one that
 * it excludes, so that one is taken out, and so on; and nothing of that kind before one of several was chosen.
 */
export const learnRelations = async (subject: Subject, learned: ReadonlyMap<string, Learned>, relations: Relations): Promise<void> => {
  const { questions, kind, type, fields } = subject;
  const ask = async (draft: Draft): Promise<readonly Relation[]> => {
    const answer = await questions.validate(kind, type, complete(fields, draft));
    relations.add(answer);
    return answer.flatMap((one) => relationIn(one) ?? []);
  };
  await ask({});
  const full = fullDraft(fields, learned);
  const told = await ask(full);
  for (const field of allFields(fields, deepest).filter((one) => one.settable && !isOwnId(one))) {
    const path = pathText(field.path);
    const isMissing = valueAt(full, field.path) === undefined;
    if (!isMissing && !told.some((relation) => isAbout(relation, path))) continue;
    let draft = isMissing ? withSomething(full, field) : full;
    let said: readonly Relation[] | undefined = isMissing ? undefined : told;
    for (let round = 0; round < mostPartners; round += 1) {
      said ??= await ask(draft);
      const partners = said.flatMap((relation) => (isAbout(relation, path) ? partnersIn(relation, path) : []));
      const present = partners.filter((one) => valueAt(draft, one.split(".")) !== undefined);
      if (present.length === 0) break;
      draft = present.reduce((made, one) => withValue(made, one.split("."), undefined), draft);
      said = undefined;
    }
  }
};

const mostPartners = 40;

/** A draft with an argument of which no right value is known: what excludes it is told before its value is looked at. */
const withSomething = (draft: Draft, { path, nested, type }: Field): Draft =>
  withValue(draft, path, nested === undefined ? anyOfType(type) : {});

const anyOfType = (type: ValueType): Value => {
  if (type === "string") return badText;
  if (type === "dynamic") return new DynamicValue("string", badText);
  if (type === "number") return 1;
  if (type === "bool") return true;
  switch (type[0]) {
    case "map":
      return { [mapKey]: anyOfType(type[1]) };
    case "object":
    case "tuple":
      return null;
    default:
      return [anyOfType(type[1])];
  }
};

/** Whether an argument may not stand beside others, as a message about it, or about a choice that it belongs to, tells. */
const isAbout = ({ kind, path, of = [] }: Relation, name: string): boolean =>
  kind === "conflicts" ? path === name : (kind === "exactly_one" || kind === "at_most_one") && of.includes(name);

const partnersIn = ({ with: others = [], of = [] }: Relation, name: string): readonly string[] =>
  [...others, ...of].filter((one) => one !== name);
