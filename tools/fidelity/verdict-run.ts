import { synthesizeEstate } from "../../main";
import { EstateError } from "../../modules/core/errors";
import type { ProviderFacts } from "../catalogue/facts";
import { loadCatalogue } from "../catalogue/load";
import { findProgram } from "../catalogue/program";
import { startProvider } from "../protocol/client";
import { mirrorVariable } from "../terraform/mirror";
import { Seeds } from "../twins/seeds";
import { createTwin } from "../twins/twin";
import { createWorld } from "../world/create-world";
import { estateSeeds } from "./seeds";
import type { Asked } from "./verdict-patience";
import { reportOn, type FidelityReport } from "./verdict-report";
import { reviving } from "./verdict-reviving";
import { configureOffline, refusedSeeds, runSuite } from "./verdict-suite";

/** The provider that is compared: the one that can be installed without a registry. */
export const comparedProvider = { source: "registry.terraform.io/hashicorp/aws", version: "5.100.0" } as const;

/** What is asked for. */
export interface FidelityRequest {
  /** Which types. @default all that the estate uses */
  readonly types?: (type: string) => boolean;
  /** Whether types of the catalogue that the estate doesn't use are mutated too. */
  readonly further?: boolean;
  /** Takes every n-th case. @default 1: all */
  readonly every?: number;
  readonly onProgress?: (type: string, done: number, total: number) => void;
}

/** Reports on some types. */
export interface FidelityPart extends FidelityReport {
  readonly types: number;
  /** Right configurations that the cases were made from. */
  readonly seeds: number;
  /** The addresses of those that one of the two refuses all the same. */
  readonly refusedSeeds: { readonly real: readonly string[]; readonly twin: readonly string[] };
  /** Arguments for which no right configuration was found, as `type.path`. */
  readonly notReached: readonly string[];
}

/** The result of a run: the estate's own types, and those of the catalogue that it doesn't use. */
export interface FidelityRun {
  readonly estate: FidelityPart;
  /** Resources of the estate that the real provider of this version doesn't know, or not all of them. */
  readonly leftOut: readonly string[];
  readonly further?: FidelityPart;
}

/** Compares the real AWS provider with its twin; `undefined` where the real one is in no mirror. */
export const runFidelity = async (request: FidelityRequest = {}): Promise<FidelityRun | undefined> => {
  const program = programInMirror();
  if (program === undefined) return undefined;
  const facts = loadCatalogue().find(({ provider }) => provider === comparedProvider.source);
  if (facts === undefined) throw new Error(`the catalogue has no ${comparedProvider.source}`);
  const real = await reviving(async () => {
    const started = await startProvider(program);
    await configureOffline(started);
    return started;
  });
  try {
    const twin = createTwin({ facts, world: createWorld({ outside: "open" }), stack: "fidelity", seeds: new Seeds() });
    await configureOffline(twin);
    const { seeds, leftOut } = estateSeeds(synthesizeEstate(), "aws", real.schema.resources);
    // The catalogue may know types and arguments of later versions, from the bindings: what the real one has is compared.
    const known = { ...facts, resources: withBlocksOf(real, facts.resources) };
    const wanted = Object.keys(known.resources)
      .sort()
      .filter(request.types ?? (() => true));
    const own = new Set(seeds.map(({ type }) => type));
    const part = (types: readonly string[]) => runPart(request, { real, twin, facts: known, seeds, types });
    const estate = await part(wanted.filter((type) => own.has(type)));
    const result = { estate, leftOut };
    return request.further === true ? { ...result, further: await part(wanted.filter((type) => !own.has(type))) } : result;
  } finally {
    await real.close();
  }
};

/** Where no mirror holds it, there is nothing to compare with; a variable that names no mirror is still a mistake. */
const programInMirror = (): string | undefined => {
  try {
    const { source: provider, version } = comparedProvider;
    return findProgram({ provider, version, mirror: process.env[mirrorVariable] }).file;
  } catch (error) {
    if (error instanceof EstateError && error.problems.every(({ place }) => place === "--provider")) return undefined;
    throw error;
  }
};

type Part = Pick<Parameters<typeof runSuite>[0], "real" | "twin" | "facts" | "seeds" | "types">;

const runPart = async (request: FidelityRequest, part: Part): Promise<FidelityPart> => {
  const { onProgress, every = 1 } = request;
  const { types, real, twin } = part;
  const result = await runSuite({ ...part, every, onProgress: (type, done) => onProgress?.(type, done, types.length) });
  const own = new Set(types);
  const seeds = part.seeds.filter(({ type }) => own.has(type));
  return {
    ...reportOn(result),
    types: types.length,
    seeds: seeds.length,
    refusedSeeds: { real: await refusedSeeds(real, seeds), twin: await refusedSeeds(twin, seeds) },
    notReached: result.notReached,
  };
};

const withBlocksOf = ({ schema }: Asked, resources: ProviderFacts["resources"]): ProviderFacts["resources"] =>
  Object.fromEntries(
    Object.entries(resources).flatMap(([type, facts]) => {
      const block = schema.resources[type]?.block;
      return block === undefined ? [] : [[type, { ...facts, block }]];
    }),
  );
