import type { Diagnostic } from "../../protocol/provider";
import type { Constraints, DataSourceFacts, EphemeralFacts, ProviderFacts, ResourceFacts } from "../facts";
import { learnDefaults } from "./defaults";
import { isHuge } from "./depth";
import { allFields, fieldsOf, pathText } from "./fields";
import { forEachOf } from "./pool";
import { remembering, type Kind, type Questions } from "./questions";
import { collectRelations, deepest, depthFor, isOwnId, learnRelations, type Relations } from "./relations";
import { learnReplacement } from "./replacement";
import { learnField, type Learned, type Subject } from "./rules";
import { grown, repaired, requiredDraft } from "./seeds";

/** The types of one provider that are asked about. */
export interface AskedTypes {
  readonly resources: readonly string[];
  readonly data_sources: readonly string[];
  readonly ephemeral_resources: readonly string[];
}

/** Told of what is being asked. A name is a type's, with `data.` or `ephemeral.` in front if it is no resource's. */
export interface Watcher {
  began(name: string): void;
  ended(name: string, questions: number): void;
}

const nobody: Watcher = { began: () => undefined, ended: () => undefined };

/** Asks a provider about types: schema, rules and relations, and of resources defaults and replacement. */
export const probeTypes = async (
  questions: Questions,
  types: AskedTypes,
  watcher = nobody,
): Promise<Omit<ProviderFacts, "provider" | "version" | "date">> => {
  const works = [
    ...types.resources.map((type) => workOf("resources", type, (own) => probeResource(own, type))),
    ...types.data_sources.map((type) => workOf("data_sources", type, (own) => probeReadOnly(own, "data_sources", type))),
    ...types.ephemeral_resources.map((type) =>
      workOf("ephemeral_resources", type, (own) => probeReadOnly(own, "ephemeral_resources", type)),
    ),
  ];
  const facts = new Map<Work, ResourceFacts>();
  // Those that take longest go first: at the end, nobody waits for one of them alone.
  const size = new Map(works.map((work) => [work, sizeOf(questions, work)]));
  await forEachOf(
    [...works].sort((a, b) => (size.get(b) ?? 0) - (size.get(a) ?? 0)),
    async (work) => {
      watcher.began(work.name);
      const own = remembering(questions);
      facts.set(work, await work.probe(own));
      watcher.ended(work.name, own.asked());
    },
  );
  const of = (kind: Kind): Readonly<Record<string, ResourceFacts>> =>
    Object.fromEntries(works.filter((work) => work.kind === kind).map((work) => [work.type, facts.get(work) as ResourceFacts]));
  const { config } = questions.schema;
  return { config, resources: of("resources"), data_sources: of("data_sources"), ephemeral_resources: of("ephemeral_resources") };
};

/** One type to ask about. */
interface Work {
  readonly kind: Kind;
  readonly type: string;
  readonly name: string;
  readonly probe: (questions: Questions) => Promise<ResourceFacts>;
}

const words = { resources: "", data_sources: "data.", ephemeral_resources: "ephemeral." } as const;

const workOf = (kind: Kind, type: string, probe: Work["probe"]): Work => ({ kind, type, name: `${words[kind]}${type}`, probe });

/** How much there is to ask: arguments, of which a resource's are asked about twice, for their rules and for replacement. */
const sizeOf = (questions: Questions, { kind, type }: Work): number =>
  allFields(fieldsOf(questions.schema[kind][type]?.block ?? {}), deepest).filter(({ settable }) => settable).length *
  (kind === "resources" ? 2 : 1);

/** Asks about one resource type. */
export const probeResource = async (questions: Questions, type: string): Promise<ResourceFacts> => {
  const { subject, known, relations } = await learn(questions, "resources", type);
  const least = await repaired(subject, requiredDraft(subject.fields, known), known);
  const more = least.errors.length > 0 || isHuge(subject.fields) ? [] : [await grown(subject, least, known)];
  const neighbours = least.errors.length > 0 ? [] : [least, ...more];
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
  const subject: Subject = { questions, kind, type, fields, heard: () => undefined };
  const leaves = allFields(fields, depthFor(fields)).filter((field) => field.settable && field.nested === undefined && !isOwnId(field));
  const learned = await forEachOf(leaves, async (field) => {
    const said: Diagnostic[] = [];
    return { ...(await learnField({ ...subject, heard: (diagnostics) => said.push(...diagnostics) }, field)), said };
  });
  // In the order of the arguments, whichever was answered first.
  for (const { said } of learned) relations.add(said);
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
