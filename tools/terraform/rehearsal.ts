import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ManifestStack } from "../../regions/manifest";
import type { Selection } from "../../regions/selection";
import { copyToPlan, copyToValidate, sampleState, type Versions } from "./copy";
import { formatCopy } from "./diagnostics";
import { terraformEnvironment } from "./environment";
import { runGroup, type Command, type Outcome } from "./group";
import { mirrorVariable } from "./mirror";
import { readStacks, type OutputStack } from "./output-stacks";
import { findTerraform, type RunPlace, type Terraform } from "./program";
import { countsOf, nameOf, relaxedNote, type StackResult, type TerraformReport } from "./report";
import { awsSource, requirementsOf } from "./requirements";
import { supplyProviders, type SuppliedProvider, type Supply } from "./supply";
import { withWorkspace } from "./workspace";
import type { Child } from "./wrapper";

/** What is validated or planned, and how. */
export interface RehearsalRequest extends Selection {
  /** An output folder, which is only read; or what writes one into the folder that it is given. */
  readonly output: string | ((folder: string) => void);
  /** The Terraform program. @default the one that ESTATE_TERRAFORM names, else `terraform` on the PATH */
  readonly terraform?: string;
  /** A filesystem mirror of providers. @default the one that ESTATE_PROVIDER_MIRROR names, else the usual places */
  readonly mirror?: string;
  /** How many stacks one Terraform holds at a time. @default 12 */
  readonly batchSize?: number;
  /** Leaves the working copy where it is, and tells where. @default false */
  readonly keep?: boolean;
  /** Called with one line of text after each step. */
  readonly onProgress?: (line: string) => void;
}

/**
 * How many stacks one Terraform holds at a time. Each stack keeps its own provider block, so that what is checked is what
 * is applied; each block is a process of the provider. Measured in 2026-11 on 2 cores with Terraform 1.11.4 and AWS
 * 5.100.0: processor seconds for all 41 stacks of the estate (2,836 resources to add), and the highest memory of one
 * batch with stacks of 65 resources, shared pages counted once.
 *
 *   batch   validate          plan
 *       1   79 s  0.8 GB   107 s  0.8 GB
 *       6   29 s  1.1 GB    56 s  1.3 GB
 *      12   24 s  1.6 GB    52 s  2.1 GB
 *      21   22 s  2.5 GB    51 s  3.3 GB
 *      41   22 s  4.4 GB    51 s  5.8 GB
 *
 * With one provider block for all of them 41 stacks were validated in 3.9 s instead of 26.5 s; but that block would no
 * longer be the stacks' own, of which each has other tags.
 */
const defaultBatchSize = 12;

/** A plan of many stacks on a slow machine; what takes longer hangs. */
const limitSeconds = 900;

/** Validates the selected stacks with real Terraform and real providers, in a copy, without a backend or credentials. */
export const validateStacks = (request: RehearsalRequest): Promise<TerraformReport> => rehearse("validate", request);

/**
 * Plans the selected stacks of AWS with real Terraform and the real provider, in a copy: with keys that are none, with no
 * call to a network, and with the samples of the contracts in place of the states of earlier layers.
 */
export const planStacks = (request: RehearsalRequest): Promise<TerraformReport> => rehearse("plan", request);

const rehearse = (command: Command, request: RehearsalRequest): Promise<TerraformReport> =>
  withWorkspace(request.keep ?? false, async (workspace) => {
    const start = performance.now();
    const place = placeOf(workspace, join(workspace, "none.tfrc"));
    const terraform = await findTerraform(request.terraform, place);
    const { selected, entries } = readStacks(outputFolder(request.output, workspace), request);
    const supply = await supplyProviders({
      requirements: selected.flatMap(({ json }) => requirementsOf(json)),
      workspace,
      terraform: terraform.file,
      mirror: request.mirror ?? process.env[mirrorVariable],
    });
    const stage: Stage = { command, workspace, terraform, supply, entries, request };
    const results = new Map<string, StackResult>();
    const groups = new Map<string, Ready[]>();
    for (const stack of selected) {
      const providers = providersOf(stack, supply);
      const reason = reasonNotToRun(command, providers);
      if (reason === undefined) {
        const key = [...new Set(providers.map(({ source, used = "" }) => `${source} ${used}`))].sort().join(", ");
        groups.set(key, [...(groups.get(key) ?? []), { stack, providers }]);
      } else results.set(stack.entry.name, { stack: stack.entry.name, resources: 0, findings: [], providers, ...reason });
    }
    for (const [number, group] of [...groups.values()].entries()) {
      for (const result of await runReady(stage, number, group)) results.set(result.stack, result);
    }
    if (request.keep === true) request.onProgress?.(`the working copy is ${workspace}`);
    const stacks = selected.flatMap(({ entry }) => results.get(entry.name) ?? []);
    return {
      command,
      terraform: terraform.version,
      providers: supply.providers,
      stacks,
      counts: countsOf(stacks),
      seconds: Math.round((performance.now() - start) / 100) / 10,
    };
  });

/** What every group of stacks is run with. */
interface Stage {
  readonly command: Command;
  readonly workspace: string;
  readonly terraform: Terraform;
  readonly supply: Supply;
  readonly entries: ReadonlyMap<string, ManifestStack>;
  readonly request: RehearsalRequest;
}

/** A stack whose providers are all there. */
interface Ready {
  readonly stack: OutputStack;
  readonly providers: readonly SuppliedProvider[];
}

const placeOf = (workspace: string, cliConfig: string): RunPlace => ({
  cwd: workspace,
  env: terraformEnvironment(process.env, { home: join(workspace, "home"), cliConfig, network: false }),
  limitSeconds,
});

const outputFolder = (output: RehearsalRequest["output"], workspace: string): string => {
  if (typeof output === "string") return output;
  const folder = join(workspace, "output");
  output(folder);
  return folder;
};

const providersOf = ({ json }: OutputStack, { providers }: Supply): readonly SuppliedProvider[] =>
  requirementsOf(json).flatMap(({ source, pinned }) => providers.filter((one) => one.source === source && one.pinned === pinned));

const reasonNotToRun = (command: Command, providers: readonly SuppliedProvider[]): Pick<StackResult, "result" | "note"> | undefined => {
  const others = providers.filter(({ source }) => source !== awsSource).map(({ source }) => nameOf(source));
  if (command === "plan" && others.length > 0) return { result: "skipped", note: `needs provider ${others.join(", ")}` };
  const missing = providers.filter(({ used }) => used === undefined).map(({ source, pinned }) => `${nameOf(source)} ${pinned}`);
  return missing.length === 0 ? undefined : { result: "unavailable", note: `provider not available: ${missing.join(", ")}` };
};

const runReady = async (stage: Stage, number: number, ready: readonly Ready[]): Promise<readonly StackResult[]> => {
  const { command, terraform, supply, request, workspace } = stage;
  const cwd = join(workspace, `group-${String(number)}`);
  mkdirSync(cwd);
  const versions: Versions = new Map(ready.flatMap(({ providers }) => providers.map(({ source, used = "" }) => [source, used] as const)));
  const outcomes = await runGroup({
    command,
    children: ready.map(({ stack }, index): Child => ({
      key: `s${String(index)}`,
      stack: stack.entry.name,
      copy: copyOf(stage, cwd, stack, versions),
    })),
    terraform: terraform.file,
    place: { ...placeOf(workspace, supply.cliConfig), cwd },
    batchSize: request.batchSize ?? defaultBatchSize,
    onBatch: batchProgress(stage, ready.length),
  });
  return ready.map(({ stack, providers }) => resultOf(command, stack.entry.name, providers, outcomes));
};

const copyOf = ({ command, entries, terraform }: Stage, cwd: string, { entry, json }: OutputStack, versions: Versions): Child["copy"] => {
  if (command === "validate") return copyToValidate(json, versions);
  mkdirSync(join(cwd, "samples"), { recursive: true });
  // A remote state that the manifest does not know has no outputs: Terraform says which one the stack misses.
  return copyToPlan(json, versions, (remoteState) => {
    const path = `samples/${entry.name}-${remoteState}.tfstate`;
    const outputs = entries.get(entry.reads[remoteState] ?? "")?.outputs ?? {};
    writeFileSync(join(cwd, path), formatCopy(sampleState(outputs, terraform.version)));
    return path;
  });
};

const batchProgress = ({ command, request }: Stage, all: number): ((stacks: number, seconds: number) => void) => {
  let number = 0;
  return (stacks, seconds) => {
    number += 1;
    request.onProgress?.(`${command} ${String(number)}: ${String(stacks)} of ${String(all)} stacks in ${seconds.toFixed(1)} s`);
  };
};

const resultOf = (command: Command, stack: string, providers: readonly SuppliedProvider[], outcomes: readonly Outcome[]): StackResult => {
  const outcome = outcomes.find((one) => one.stack === stack);
  if (outcome === undefined) throw new Error(`no outcome of ${stack}`);
  return {
    stack,
    result: outcome.findings.length === 0 ? "passed" : "failed",
    resources: outcome.resources,
    findings: outcome.findings,
    providers,
    note: relaxedNote(command, providers),
  };
};
