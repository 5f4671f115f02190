import type { Constraints, DataSourceFacts, EphemeralFacts, ProviderFacts, ResourceFacts } from "../facts";
import { learnDefaults } from "./defaults";
import { allFields, fieldsOf, pathText } from "./fields";
import { forEachOf } from "./pool";
import type { Kind, Questions } from "./questions";
import { collectRelations, depthFor, isOwnId, learnRelations, type Relations } from "./relations";
import { learnReplacement } from "./replacement";
import { learnField, type Learned, type Subject } from "./rules";
import { grown, repaired, requiredDraft } from "./seeds";

/** The types of one provider that are asked about. */
export interface AskedTypes {
  readonly resources: readonly string[];
  readonly data_sources: readonly string[];
  readonly ephemeral_resources: readonly string[];
}

/** Asks a provider about types: schema, rules and relations, and of resources defaults and replacement. */
export const probeTypes = async (
  questions: Questions,
  types: AskedTypes,
): Promise<Omit<ProviderFacts, "provider" | "version" | "date">> => ({
  config: questions.schema.config,
  resources: await each(types.resources, (type) => probeResource(questions, type)),
  data_sources: await each(types.data_sources, (type) => probeReadOnly(questions, "data_sources", type)),
  ephemeral_resources: await each(types.ephemeral_resources, (type) => probeReadOnly(questions, "ephemeral_resources", type)),
});

const each = async <T>(types: readonly string[], probe: (type: string) => Promise<T>): Promise<Readonly<Record<string, T>>> => {
  const facts = await forEachOf(types, probe);
  return Object.fromEntries(types.map((type, index) => [type, facts[index] as T]));
};

/** Asks about one resource type. */
export const probeResource = async (questions: Questions, type: string): Promise<ResourceFacts> => {
  const { subject, known, relations } = await learn(questions, "resources", type);
  const least = await repaired(subject, requiredDraft(subject.fields, known), known);
  const neighbours = least.errors.length > 0 ? [] : [least, await grown(subject, least, known)];
  const defaults = await learnDefaults(subject, least, known);
  const replacement = await learnReplacement(subject, neighbours, known, relations.all());
  const { version, block } = schemaOf(subject);
  return nonEmpty({ version, block, ...constraints(known, relations), ...defaults, ...replacement });
};

/** Asks about one data source or ephemeral resource. */
export const probeReadOnly = async (
  questions: Questions,
  kind: "data_sources" | "ephemeral_resources",
  type: string,
): Promise<DataSourceFacts & EphemeralFacts> => {
  const { subject, known, relations } = await learn(questions, kind, type);
  const { version, block } = schemaOf(subject);
  return nonEmpty({ version, block, ...constraints(known, relations) });
};

interface Lesson {
  readonly subject: Subject;
  readonly known: ReadonlyMap<string, Learned>;
  readonly relations: Relations;
}

const learn = async (questions: Questions, kind: Kind, type: string): Promise<Lesson> => {
  const fields = fieldsOf(questions.schema[kind][type]?.block ?? {});
  const relations = collectRelations();
  const subject: Subject = { questions, kind, type, fields, heard: (diagnostics) => relations.add(diagnostics) };
  const leaves = allFields(fields, depthFor(fields)).filter((field) => field.settable && field.nested === undefined && !isOwnId(field));
  const learned = await forEachOf(leaves, (field) => learnField(subject, field));
  const known = new Map(learned.map((one) => [pathText(one.field.path), one]));
  await learnRelations(subject, known, relations);
  return { subject, known, relations };
};

const schemaOf = ({ questions, kind, type }: Subject): Pick<ResourceFacts, "version" | "block"> =>
  questions.schema[kind][type] ?? { version: 0, block: {} };

const constraints = (known: ReadonlyMap<string, Learned>, relations: Relations): Constraints => ({
  rules: Object.fromEntries([...known].flatMap(([path, { rule }]) => (Object.keys(rule).length === 0 ? [] : [[path, rule]]))),
  relations: relations.all(),
});

/** Facts without what is empty: nothing is said there. */
const nonEmpty = <T extends object>(facts: T): T =>
  Object.fromEntries(
    Object.entries(facts).filter(([name, part]) => name === "block" || typeof part !== "object" || Object.keys(part as object).length > 0),
  ) as T;
