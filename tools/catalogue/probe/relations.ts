import type { Diagnostic } from "../../protocol/provider";
import type { Relation } from "../facts";
import { complete, pathText, withValue, type Draft, type Field } from "./fields";
import { relationIn } from "./messages";
import type { Learned, Subject } from "./rules";

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

/** Names below which nothing is asked. */
export const deepest = 4;

const learnedDepth = ({ path }: Field): boolean => path.length < deepest;

/** Asks which arguments exclude each other: an SDK tells of each but the first other one, so that one is taken out, and so on. */
export const learnRelations = async (subject: Subject, learned: ReadonlyMap<string, Learned>, relations: Relations): Promise<void> => {
  const { questions, kind, type, fields } = subject;
  const ask = async (draft: Draft): Promise<readonly Diagnostic[]> => {
    const answer = await questions.validate(kind, type, complete(fields, draft));
    relations.add(answer);
    return answer;
  };
  await ask({});
  const full = fullDraft(fields, learned);
  const conflicts = (await ask(full)).flatMap(conflictIn);
  for (const first of conflicts) {
    let draft = full;
    let next: Conflict | undefined = first;
    for (let round = 0; next !== undefined && round < mostPartners; round += 1) {
      draft = withValue(draft, next.with, undefined);
      next = (await ask(draft)).flatMap(conflictIn).find(({ path }) => path === first.path);
    }
  }
};

const mostPartners = 20;

interface Conflict {
  readonly path: string;
  readonly with: readonly string[];
}

const conflictIn = (diagnostic: Diagnostic): readonly Conflict[] => {
  const relation = relationIn(diagnostic);
  const other = relation?.with?.[0];
  if (relation?.kind !== "conflicts" || relation.path === undefined || other === undefined) return [];
  return [{ path: relation.path, with: other.split(".") }];
};
