import type { Diagnostic, PlanAnswer } from "../../protocol/provider";
import type { Value } from "../../protocol/values";
import { complete, pathText, valueAt, withValue, type Draft, type Field } from "./fields";
import { messagePath, messageText, relationIn } from "./messages";
import { fullDraft, isOwnId } from "./relations";
import { fieldAt, type Learned, type Subject } from "./rules";

/** What is known of each argument, by path. */
export type Knowledge = ReadonlyMap<string, Learned>;

/** A configuration that a provider takes, or what it still says against the nearest one that was found. */
export interface Seed {
  readonly draft: Draft;
  readonly plan?: PlanAnswer;
  readonly errors: readonly Diagnostic[];
}

/** The content that fields need: each required argument, and within each required block the same. */
export const requiredDraft = (fields: readonly Field[], known: Knowledge): Draft =>
  Object.fromEntries(
    fields
      .filter(({ required }) => required)
      .flatMap((field) => {
        const value = anyValue(field, known);
        return value === undefined ? [] : [[field.name, value]];
      }),
  );

/** A value for a field: the first one that is known to be right, or what a nested field needs. */
export const anyValue = (field: Field, known: Knowledge): Value | undefined => {
  if (field.nested === undefined) return known.get(pathText(field.path))?.valid[0];
  return field.nested.isObject ? fullDraft(field.nested.fields, known) : requiredDraft(field.nested.fields, known);
};

/** A draft with something at a path, and what each nested place above it needs. */
export const withField = (draft: Draft, fields: readonly Field[], path: readonly string[], known: Knowledge, value?: Value): Draft => {
  let made = draft;
  for (let length = 1; length <= path.length; length += 1) {
    const part = path.slice(0, length);
    const field = fieldAt(fields, part);
    if (field === undefined) return made;
    const isLast = length === path.length;
    if (valueAt(made, part) !== undefined && !(isLast && value !== undefined)) continue;
    const put = isLast && value !== undefined ? value : anyValue(field, known);
    if (put !== undefined) made = withValue(made, part, put);
  }
  return made;
};

/** Asks whether a provider takes a configuration, and plans what it takes. */
export const judge = async ({ questions, kind, type, fields }: Subject, draft: Draft): Promise<Seed> => {
  const config = complete(fields, draft);
  const errors = await questions.validate(kind, type, config);
  if (errors.length > 0 || kind !== "resources") return { draft, errors };
  const plan = await questions.plan(type, config);
  return plan.diagnostics.length > 0 ? { draft, errors: plan.diagnostics } : { draft, plan, errors: [] };
};

/** How much is tried to correct a configuration: edits one after another, and edits to choose the next one from. */
export interface Effort {
  readonly rounds: number;
  readonly edits: number;
}

/** For the one configuration that everything else starts from. */
const great: Effort = { rounds: 14, edits: 16 };

/** For one of many that differ from it in little. */
export const small: Effort = { rounds: 5, edits: 8 };

/**
 * Corrects a configuration by what the provider says against it, one edit after another, each the best of those tried.
 * What stands at the path of `keep` stays; within a nested field everything but whether it is there may change.
 */
export const repaired = async (subject: Subject, start: Draft, known: Knowledge, effort = great, keep?: Field): Promise<Seed> => {
  let best = await judge(subject, start);
  const seen = new Set([JSON.stringify(start)]);
  for (let round = 0; round < effort.rounds && best.errors.length > 0; round += 1) {
    const edits = editsFor(subject, best, known, keep).filter((draft) => !seen.has(JSON.stringify(draft)));
    let next: Seed | undefined;
    for (const draft of edits.slice(0, effort.edits)) {
      seen.add(JSON.stringify(draft));
      const judged = await judge(subject, draft);
      if (next === undefined || weight(judged, best) < weight(next, best)) next = judged;
      if (judged.errors.length === 0) break;
    }
    if (next === undefined) return best;
    best = next;
  }
  return best;
};

/** Fewer errors are better; the same errors as before are worse than new ones. */
const weight = ({ errors }: Seed, before: Seed): number => {
  const old = new Set(before.errors.map(messageText));
  return errors.length + errors.filter((one) => old.has(messageText(one))).length / 100;
};

const editsFor = (subject: Subject, { draft, errors }: Seed, known: Knowledge, keep: Field | undefined): readonly Draft[] =>
  errors
    .slice(0, 4)
    .flatMap((error) => editsForError(subject, draft, error, known).filter((made) => keep === undefined || isKept(made, draft, keep)));

const isKept = (a: Draft, b: Draft, { path, nested }: Field): boolean =>
  nested === undefined
    ? JSON.stringify(valueAt(a, path)) === JSON.stringify(valueAt(b, path))
    : (valueAt(a, path) === undefined) === (valueAt(b, path) === undefined);

const editsForError = ({ fields }: Subject, draft: Draft, error: Diagnostic, known: Knowledge): readonly Draft[] => {
  const put = (path: string): Draft => withField(draft, fields, path.split("."), known);
  const drop = (path: string): Draft => withValue(draft, path.split("."), undefined);
  const relation = relationIn(error);
  const { path, of = [], with: others = [] } = relation ?? {};
  switch (relation?.kind) {
    case "exactly_one":
    case "at_least_one":
      return of.map(put);
    case "at_most_one":
      return of.map((kept) => of.filter((one) => one !== kept).reduce((made, one) => withValue(made, one.split("."), undefined), draft));
    case "together":
      return [of.reduce((made, one) => withField(made, fields, one.split("."), known), draft), ...(path === undefined ? [] : [drop(path)])];
    case "requires":
      return others.map(put);
    case "conflicts":
      return [...others.map(drop), ...(path === undefined ? [] : [drop(path)])];
    default:
      return editsForText(fields, draft, error, known);
  }
};

const missingForms =
  /argument "([^"]+)" is required|Block (\S+) must have a configuration value|value for the (\S+) attribute|Attribute "([^"]+)" must be specified|Either "([^"]+)" or "[^"]+" must be specified/;

/** The message names what is missing, or the arguments that it is about. */
const editsForText = (fields: readonly Field[], draft: Draft, error: Diagnostic, known: Knowledge): readonly Draft[] => {
  const text = messageText(error);
  const missing = missingForms.exec(text)?.slice(1);
  const named = missing?.find((one: string | undefined) => one !== undefined);
  if (named !== undefined) return [withField(draft, fields, withoutIndexes(named).split("."), known)];
  const about = messagePath(error);
  const paths = [
    ...(about === "" ? [] : [about]),
    ...wordsIn(text).filter((word) => word !== about && fieldAt(fields, word.split(".")) !== undefined),
  ];
  return paths.flatMap((path) => editsAt(fields, draft, path.split("."), known));
};

const withoutIndexes = (path: string): string => path.replace(/\[[^\]]*\]/g, "").replace(/\.\d+(?=\.|$)/g, "");

/** Words that may be paths: an SDK writes `a.0.b`, a framework `a[0].b`. */
const wordsIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/[a-z][a-z0-9_]*(?:(?:\[\d+\])?\.(?:\d+\.)?[a-z][a-z0-9_]*)*/g)].map(([word]) => withoutIndexes(word))),
];

const editsAt = (fields: readonly Field[], draft: Draft, path: readonly string[], known: Knowledge): readonly Draft[] => {
  const field = fieldAt(fields, path);
  if (field === undefined || !field.settable || isOwnId(field)) return [];
  const values = known.get(pathText(path))?.valid ?? [];
  const present = valueAt(draft, path);
  if (present === undefined) {
    const tries = values.length === 0 ? [undefined] : values;
    return tries.map((value) => withField(draft, fields, path, known, value));
  }
  const others = values.filter((value) => JSON.stringify(value) !== JSON.stringify(present)).map((value) => withValue(draft, path, value));
  return field.required ? others : [...others, withValue(draft, path, undefined)];
};

/** As much as fits into a configuration besides what it has: each argument and block is taken if the provider takes it. */
export const grown = async (subject: Subject, seed: Seed, known: Knowledge): Promise<Seed> => {
  let best = seed;
  const grow = async (fields: readonly Field[]): Promise<void> => {
    for (const field of fields) {
      if (!field.settable || field.writeOnly || isOwnId(field)) continue;
      if (valueAt(best.draft, field.path) === undefined) {
        const value = anyValue(field, known);
        if (value === undefined) continue;
        const judged = await judge(subject, withValue(best.draft, field.path, value));
        if (judged.errors.length > 0) continue;
        best = judged;
      }
      if (field.nested !== undefined && field.path.length < 3) await grow(field.nested.fields);
    }
  };
  await grow(subject.fields);
  return best;
};
