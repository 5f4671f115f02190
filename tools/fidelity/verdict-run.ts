import { synthesizeEstate } from "../../main";
import { EstateError } from "../../modules/core/errors";
import { findProgram } from "../catalogue/program";
import { startProvider } from "../protocol/client";
import { mirrorVariable } from "../terraform/mirror";
import { loadCatalogue } from "../catalogue/load";
import { Seeds } from "../twins/seeds";
import { createTwin } from "../twins/twin";
import { createWorld } from "../world/create-world";
import type { Asked } from "./verdict-patience";
import { reportOn, type FidelityReport } from "./verdict-report";
import { reviving } from "./verdict-reviving";
import { configureOffline, refusedSeeds, runSuite, seedsOf } from "./verdict-suite";

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
  readonly further?: FidelityPart;
}

/** Compares the real AWS provider with its twin; `undefined` where the real one is in no mirror. */
export const runFidelity = async (request: FidelityRequest = {}): Promise<FidelityRun | undefined> => {
  const program = programInMirror();
  const facts = loadCatalogue().find(({ provider }) => provider === comparedProvider.source);
  if (program === undefined || facts === undefined) return undefined;
  const real = await reviving(async () => {
    const started = await startProvider(program);
    await configureOffline(started);
    return started;
  });
  try {
    const twin = createTwin({ facts, world: createWorld({ outside: "open" }), stack: "fidelity", seeds: new Seeds() });
    await configureOffline(twin);
    const seeds = seedsOf(synthesizeEstate(), facts);
    const wanted = Object.keys(facts.resources)
      .sort()
      .filter(request.types ?? (() => true));
    const own = new Set(seeds.map(({ type }) => type));
    const part = (types: readonly string[]) => runPart(request, { real, twin, facts, seeds, types });
    const estate = await part(wanted.filter((type) => own.has(type)));
    return request.further === true ? { estate, further: await part(wanted.filter((type) => !own.has(type))) } : { estate };
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
  const known = types.filter((type) => isKnown(real, type));
  const result = await runSuite({ ...part, types: known, every, onProgress: (type, done) => onProgress?.(type, done, known.length) });
  const own = new Set(known);
  const seeds = part.seeds.filter(({ type }) => own.has(type));
  return {
    ...reportOn(result),
    types: known.length,
    seeds: seeds.length,
    refusedSeeds: { real: await refusedSeeds(real, seeds), twin: await refusedSeeds(twin, seeds) },
    notReached: result.notReached,
  };
};

/** The catalogue may know types of later versions, from the bindings. */
const isKnown = (real: Asked, type: string): boolean => Object.hasOwn(real.schema.resources, type);
