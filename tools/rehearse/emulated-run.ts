import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { countResources } from "../../modules/core/expand";
import { terraformEnvironment } from "../terraform/environment";
import { mirrorVariable } from "../terraform/mirror";
import { environmentIn, type RehearsalParts } from "./twin-run";
import { findTerraform } from "../terraform/program";
import { nameOf } from "../terraform/report";
import { requirementsOf } from "../terraform/requirements";
import { supplyProviders } from "../terraform/supply";
import { withWorkspace } from "../terraform/workspace";
import { compareApplied, differenceLines, merged, type ComparedStates } from "./applied-states";
import { noCounts } from "./commands";
import { stateFile, writeStackCopy, type RehearsedStack } from "./copies";
import { rehearseStack } from "./cycle";
import type { Failure } from "./failures";
import type { Ground } from "./ground";
import { checkEmulator, emulatedStacks, emulatorEnvironment } from "./emulator";
import type { LeftOut } from "./emulator-copies";
import { rehearseOnEmulator, type EmulatedStack } from "./emulator-cycle";
import type { EmulatorGap } from "./emulator-gaps";
import { selectFrom, synthesizeSteps } from "./estate";
import type { RehearsalReport, StackReport } from "./report";
import { withRecord, type RehearsalRequest } from "./run";

/** Enough for the slowest resource of an emulator. */
const limitSeconds = 900;

/** The environment that an emulator carries where none is named: it has one account. */
const usualEnvironment = "dev";

/**
 * Takes the selected stacks of AWS, those of dev where no environment is named, up and down with the real provider on a local
 * emulator of AWS. What it can't carry is listed by type, with its own words.
 *
 * @param endpoint as `checkEndpoint` returns it
 * @throws EstateError where the estate or the selection is wrong, or there is no Terraform
 */
export const rehearseEmulated = async (request: RehearsalRequest, endpoint: string, parts: RehearsalParts): Promise<RehearsalReport> => {
  const start = performance.now();
  await checkEmulator(endpoint);
  const { until, environments = [], globs = [], keep = false, onProgress } = request;
  const { first } = synthesizeSteps(request);
  const selected = selectFrom(first, { globs, environments: environments.length === 0 ? [usualEnvironment] : environments }, true);
  const stacks = emulatedStacks(selected.stacks);
  return withRecord(onProgress, () =>
    withWorkspace(keep, async (workspace) => {
      if (keep) onProgress(`the working copies are in ${workspace}`);
      const env = (cliConfig: string) => terraformEnvironment(process.env, { home: `${workspace}/home`, cliConfig, network: false });
      const terraform = await findTerraform(request.terraform, { cwd: workspace, env: env(`${workspace}/none.tfrc`), limitSeconds });
      const supply = await supplyProviders({
        requirements: stacks.flatMap(({ json }) => requirementsOf(json)),
        workspace,
        terraform: terraform.file,
        mirror: process.env[mirrorVariable],
      });
      const place = { env: { ...env(supply.cliConfig), ...emulatorEnvironment(endpoint) }, limitSeconds };
      const entries = new Map(first.stacks.map((entry) => [entry.name, entry]));
      const ground = { workspace, terraform, place, providers: () => Promise.resolve({}), entries };
      const twins = await twinsBeside(ground, stacks, parts);
      const compared: ComparedStates[] = [];
      const results = await rehearseOnEmulator(ground, stacks, {
        onProgress,
        onStanding: async (part, state) => {
          const { failures, states } = await twins.compare(part, state);
          compared.push(...states);
          return failures;
        },
      }).finally(() => twins.close());
      const provider = [...new Set(supply.providers.map(({ source, used = "none" }) => `real ${nameOf(source)} ${used}`))].join(", ");
      return {
        until,
        terraform: terraform.version,
        stacks: stacks.map(({ entry }) => reportOf(entry.name, provider, results)),
        changes: [],
        losses: [],
        failures: results.flatMap(({ failures }) => failures),
        notes: [
          ...notesOf(
            selected.stacks.filter((stack) => !stacks.includes(stack)),
            results,
          ),
          ...appliedNotes(merged(compared)),
        ],
        seconds: (performance.now() - start) / 1000,
      };
    }),
  );
};

const reportOf = (stack: string, provider: string, results: readonly EmulatedStack[]): StackReport => {
  const result = results.find((one) => one.stack === stack);
  const carried = result?.carried ?? 0;
  return {
    ...noCounts,
    stack,
    add: carried,
    destroy: carried,
    result: result === undefined || result.waits.length > 0 ? "not run" : result.failures.length > 0 ? "failed" : "passed",
    provider,
    needs: result?.waits ?? [],
    refused: [],
    seconds: result?.seconds ?? 0,
  };
};

/** Twins that apply what the emulator carries, in a world of their own. */
interface TwinsBeside {
  /** Applies a stack with twins and compares what they keep with what the real provider keeps: the text of its state. */
  compare(
    part: RehearsedStack,
    state: string,
  ): Promise<{ readonly failures: readonly Failure[]; readonly states: readonly ComparedStates[] }>;
  close(): Promise<void>;
}

const twinsBeside = async (
  ground: Ground,
  stacks: readonly RehearsedStack[],
  { startTwins, factsFor }: RehearsalParts,
): Promise<TwinsBeside> => {
  const workspace = join(ground.workspace, "beside");
  mkdirSync(workspace);
  // What the emulator can't carry is not there for the twins either, and others may name it.
  const twins = await startTwins({ facts: factsFor(stacks), outside: "open" });
  const beside: Ground = {
    ...ground,
    workspace,
    place: { env: environmentIn(workspace), limitSeconds },
    providers: (stack, sources) => twins.environment(stack, sources),
  };
  return {
    compare: async (part, state) => {
      const { name } = part.entry;
      const copy = writeStackCopy(workspace, join(workspace, name), part, ground.terraform.version);
      const { failures, stands } = await rehearseStack(beside, copy, "apply");
      if (!stands) return { failures, states: [] };
      return { failures: [], states: [compareApplied(state, readFileSync(stateFile(workspace, name), "utf8"))] };
    },
    close: () => twins.close(),
  };
};

const appliedNotes = ({ attributes, differences }: ComparedStates): readonly string[] => [
  `applied states: ${String(attributes - differences.length)} of ${String(attributes)} attributes are null, or hold something, with the real provider and with its twin alike`,
  ...differenceLines(differences),
];

/** How much was carried, and what was not, by type. */
const notesOf = (others: readonly RehearsedStack[], results: readonly EmulatedStack[]): readonly string[] => {
  const all = results.reduce((sum, { resources }) => sum + resources, 0);
  const carried = results.reduce((sum, one) => sum + one.carried, 0);
  return [
    `the emulator carried ${String(carried)} of ${String(all)} resources${all === 0 ? "" : ` (${((100 * carried) / all).toFixed(1)} %)`}`,
    ...(others.length === 0
      ? []
      : [`not asked: ${String(others.length)} stacks that need other providers too, with ${String(awsIn(others))} resources of AWS`]),
    ...gapLines(results.flatMap(({ leftOut }) => leftOut)),
  ];
};

const gapLines = (leftOut: readonly LeftOut[]): readonly string[] => {
  const ofGap = new Map<EmulatorGap, readonly LeftOut[]>();
  for (const one of leftOut) ofGap.set(one.gap, [...(ofGap.get(one.gap) ?? []), one]);
  return [...ofGap]
    .map(([{ type, argument, says }, ones]) => {
      const [own, naming] = [ones.filter(({ names }) => names === undefined), ones.filter(({ names }) => names !== undefined)].map(
        instancesOf,
      );
      const what = `${String(own)} of ${type}${argument === undefined ? "" : `, argument ${argument}`}`;
      return `not carried: ${what}${naming === 0 ? "" : ` and ${String(naming)} that name it`}: ${says}`;
    })
    .sort();
};

const instancesOf = (ones: readonly LeftOut[]): number => ones.reduce((sum, { instances }) => sum + instances, 0);

const awsIn = (stacks: readonly RehearsedStack[]): number =>
  stacks
    .flatMap(({ json }) => Object.entries(countResources(json)))
    .reduce((sum, [type, count]) => sum + (type.startsWith("aws_") ? count : 0), 0);
