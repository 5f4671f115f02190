import { didYouMean, failOn, type Problem } from "../../modules/core/errors";
import { startProvider, type StartedProvider } from "../protocol/client";
import type { ProviderSchema } from "../protocol/provider";
import type { ProviderFacts } from "./facts";
import { typesOfPart, type Part } from "./part";
import { probeTypes, type AskedTypes, type Watcher } from "./probe/probe";
import { questionsTo, type Questions } from "./probe/questions";
import { settingsFor } from "./probe/settings";
import type { ProviderProgram } from "./program";

/** Which types a provider is asked about: by name, those of a catalogue, or all that it has. */
export type TypeChoice = { readonly named: readonly string[] } | { readonly of: ProviderFacts } | "all";

/** What came of asking. */
export interface Asked {
  readonly facts: ProviderFacts;
  readonly types: number;
  readonly questions: number;
}

/** How a provider is asked. */
export interface AskOptions {
  /** Makes what watches the asking, once it is known how many types are asked about. */
  readonly watch?: (types: number) => Watcher;
  /** Which part of the types; all of them if not given. */
  readonly part?: Part | undefined;
}

const whole: Part = { number: 1, of: 1 };

const kinds = ["resources", "data_sources", "ephemeral_resources"] as const;

/** The word before a name that is meant as of one kind: `data.aws_ami`. */
const words = { resources: "resource.", data_sources: "data.", ephemeral_resources: "ephemeral." } as const;

/**
 * Starts a real provider's program, asks it about types, and ends it.
 *
 * @throws EstateError UnknownType where it has no such type, ProviderFailed where it doesn't start or ends while asked.
 */
export const askProvider = async (
  program: ProviderProgram,
  choice: TypeChoice,
  date: string,
  { watch, part = whole }: AskOptions = {},
): Promise<Asked> => {
  const started: StartedProvider[] = [];
  const connect = async (): Promise<StartedProvider> => {
    const provider = await startProvider(program.file);
    started.push(provider);
    await provider.configure(settingsFor(program.source, provider.schema));
    return provider;
  };
  try {
    const questions = await questionsTo(connect);
    const types = typesOfPart(chosenTypes(questions.schema, choice, program.source), part);
    const count = kinds.reduce((sum, kind) => sum + types[kind].length, 0);
    const facts = await ask(questions, types, program, date, watch?.(count));
    return { facts, types: count, questions: questions.asked() };
  } finally {
    await Promise.all(started.map((provider) => provider.close()));
  }
};

const ask = async (
  questions: Questions,
  types: AskedTypes,
  { source, version }: ProviderProgram,
  date: string,
  watcher: Watcher | undefined,
): Promise<ProviderFacts> => ({
  provider: source,
  version,
  date,
  ...(await probeTypes(questions, types, watcher)),
});

/**
 * The types that a choice means. A name means every kind of that name, with `data.`, `resource.` or `ephemeral.` in front
 * one kind.
 *
 * @throws EstateError UnknownType, one problem for each name that the provider doesn't have.
 */
export const chosenTypes = (schema: ProviderSchema, choice: TypeChoice, source: string): AskedTypes => {
  const namesIn = (kind: (typeof kinds)[number]): readonly string[] => {
    if (choice === "all") return Object.keys(schema[kind]).sort();
    if ("of" in choice) return Object.keys(choice.of[kind]).sort();
    const names = choice.named.map((name) => (name.startsWith(words[kind]) ? name.slice(words[kind].length) : name));
    return [...new Set(names)].filter((name) => Object.hasOwn(schema[kind], name)).sort();
  };
  const types = {
    resources: namesIn("resources"),
    data_sources: namesIn("data_sources"),
    ephemeral_resources: namesIn("ephemeral_resources"),
  };
  failOn([...unknownNames(schema, choice), ...goneTypes(schema, choice, types)].map((value) => unknownType(schema, source, value)));
  return types;
};

const unknownNames = (schema: ProviderSchema, choice: TypeChoice): readonly string[] =>
  choice === "all" || "of" in choice
    ? []
    : choice.named.filter((name) => !kinds.some((kind) => Object.hasOwn(schema[kind], name) || isOfKind(schema, kind, name)));

const isOfKind = (schema: ProviderSchema, kind: (typeof kinds)[number], name: string): boolean =>
  name.startsWith(words[kind]) && Object.hasOwn(schema[kind], name.slice(words[kind].length));

/** Types of a catalogue that another version of the provider no longer has. */
const goneTypes = (schema: ProviderSchema, choice: TypeChoice, types: AskedTypes): readonly string[] =>
  choice !== "all" && "of" in choice ? kinds.flatMap((kind) => types[kind].filter((type) => !Object.hasOwn(schema[kind], type))) : [];

const unknownType = (schema: ProviderSchema, source: string, value: string): Problem => ({
  code: "UnknownType",
  place: "--type",
  rule: `${source} must have the type`,
  value,
  fix: didYouMean(value.replace(/^(data|resource|ephemeral)\./, ""), [...new Set(kinds.flatMap((kind) => Object.keys(schema[kind])))]),
});
