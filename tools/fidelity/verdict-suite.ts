import type { ProviderFacts } from "../catalogue/facts";
import type { Diagnostic, Provider } from "../protocol/provider";
import { mutationsOf } from "./mutations";
import type { Refusal } from "./mutations-bases";
import type { Case } from "./mutations-case";
import type { Seed } from "./seeds";
import { configurationOf } from "./seeds-form";
import { withPatience, type Asked } from "./verdict-patience";
import { certain, compareVerdicts, namesOf, type Verdicts } from "./verdict";

/** What is compared. */
export interface SuiteRequest {
  readonly real: Asked;
  readonly twin: Asked;
  readonly facts: ProviderFacts;
  /** Right configurations. A type that has none is asked with what it must have. */
  readonly seeds: readonly Seed[];
  readonly types: readonly string[];
  /** Takes every n-th case, by the type's order. @default 1: all */
  readonly every?: number;
  /** Called before each type, with how many are done. */
  readonly onProgress?: (type: string, done: number) => void;
}

/** What came out, and what could not be tried. */
export interface SuiteResult extends Verdicts {
  /** Arguments for which no right configuration was found, as `type.path`. */
  readonly notReached: readonly string[];
}

/** How a real AWS provider is configured where no AWS is: it asks no one before it has to. */
const offline = {
  access_key: "none",
  region: "eu-central-1",
  secret_key: "none",
  skip_credentials_validation: true,
  skip_metadata_api_check: "true",
  skip_region_validation: true,
  skip_requesting_account_id: true,
};

/** Configures the real AWS provider and its twin alike, so that neither needs a cloud. */
export const configureOffline = async (...providers: readonly Provider[]): Promise<void> => {
  for (const provider of providers) await provider.configure(configurationOf(provider.schema.config, offline));
};

/** The addresses of configurations that a provider refuses. */
export const refusedSeeds = async (provider: Asked, seeds: readonly Seed[]): Promise<readonly string[]> => {
  const errors = await Promise.all(seeds.map(async ({ type, config }) => (await provider.validateResource(type, config)).some(isError)));
  return seeds.filter((_, index) => errors[index] === true).map(({ address }) => address);
};

/** Mutates resources type by type, and asks both providers. Both have to be configured alike. */
export const runSuite = async (request: SuiteRequest): Promise<SuiteResult> => {
  const { real, twin, facts, seeds, types, every = 1 } = request;
  const comparisons: Verdicts["comparisons"][number][] = [];
  const unasked: Verdicts["unasked"][number][] = [];
  const notReached: string[] = [];
  for (const [index, type] of types.entries()) {
    const known = facts.resources[type];
    if (known === undefined) throw new Error(`nothing is known of ${type}`);
    request.onProgress?.(type, index);
    const own = seeds.filter((seed) => seed.type === type);
    const mutations = await mutationsOf(type, known, own, refusalOf(real, type));
    const verdicts = await compareVerdicts(everyNth(mutations.cases, every), withPatience(real), twin);
    comparisons.push(...verdicts.comparisons);
    unasked.push(...verdicts.unasked);
    notReached.push(...mutations.notReached.map((path) => `${type}.${path}`));
  }
  return { comparisons, unasked, notReached };
};

const everyNth = (cases: readonly Case[], every: number): readonly Case[] => cases.filter((_, index) => index % every === 0);

const isError = ({ severity }: Diagnostic): boolean => severity === "error";

const refusalOf =
  (real: Asked, type: string): Refusal =>
  async (config) =>
    certain((await real.validateResource(type, config)).filter(isError).map(({ path = [] }) => namesOf(path)));
