import { outputName } from "../modules/core/contracts";
import { countResources } from "../modules/core/expand";
import { formatJson } from "../modules/core/json";
import type { TerraformJson } from "../modules/core/output-guards";
import type { StackBackend, StackIdentity } from "../modules/core/stack";
import { cdktfVersion } from "../modules/core/synthesize";
import type { Phase } from "../modules/core/words";
import type { ExceptionUse } from "../modules/policy/model";
import type { StackPlan } from "./place";

/** The form of estate.json. A change that readers would notice raises it. docs/manifest.md describes each field. */
export const manifestVersion = 2;

/** One stack as CI and other tools see it. */
export interface ManifestStack extends StackIdentity {
  /** Folder of the root module, relative to the manifest, with `/`. */
  readonly path: string;
  readonly phase: Phase;
  /** Stacks of wave 0 depend on nothing; those of wave n on stacks of lower waves only. One wave may run side by side. */
  readonly wave: number;
  /** Stacks that have to be applied before, sorted. */
  readonly dependsOn: readonly string[];
  readonly backend: StackBackend;
  /** Exact provider versions that the stack pins. */
  readonly providers: Readonly<Record<string, { readonly source: string; readonly version: string }>>;
  /** How many resources it makes, by type. */
  readonly resources: Readonly<Record<string, number>>;
  /** What it offers to later layers: each output with a plausible sample for plans without a cloud. */
  readonly outputs: Readonly<
    Record<string, { readonly description: string; readonly dataClass: string; readonly sample: string | readonly string[] }>
  >;
  /** Stacks whose outputs it reads, by the name of the remote state in its code. */
  readonly reads: Readonly<Record<string, string>>;
  /** Names of the GitHub environments whose jobs may plan and apply it. */
  readonly githubEnvironments: { readonly plan: string; readonly apply: string };
}

/** What estate.json holds. */
export interface Manifest {
  readonly version: number;
  readonly organization: string;
  /** How the root modules are written, where it is not Terraform's JSON. */
  readonly form?: "hcl";
  /** Sorted by wave, then by name: a valid order to apply in. */
  readonly stacks: readonly ManifestStack[];
  /** Every use of a residency exception. */
  readonly residencyExceptions: readonly ExceptionUse[];
}

/** The manifest's entry of a stack; `wave` as in {@link ManifestStack}. */
export const describeStack = (plan: StackPlan, wave: number, json: TerraformJson): ManifestStack => ({
  ...plan.identity,
  path: `stacks/${plan.identity.name}`,
  phase: plan.phase,
  wave,
  dependsOn: plan.dependsOn,
  backend: plan.backend,
  providers: (json.terraform?.["required_providers"] ?? {}) as ManifestStack["providers"],
  resources: countResources(json),
  outputs: Object.fromEntries(
    Object.entries(plan.contract?.fields ?? {}).map(([name, { description, dataClass, sample }]) => [
      outputName(name),
      { description, dataClass, sample },
    ]),
  ),
  reads: Object.fromEntries(plan.reads.map(({ contract, source }) => [contract.layer, source.stack])),
  githubEnvironments: { plan: `${plan.identity.environment}-plan`, apply: `${plan.identity.environment}-apply` },
});

/** The wave of each stack by name: one more than the highest wave that it depends on. `plans` are in order. */
export const waves = (plans: readonly StackPlan[]): ReadonlyMap<string, number> => {
  const result = new Map<string, number>();
  for (const { identity, dependsOn } of plans)
    result.set(identity.name, Math.max(-1, ...dependsOn.map((name) => result.get(name) ?? -1)) + 1);
  return result;
};

/** Sorts stacks by wave, then by name. */
export const inWaves = (stacks: readonly ManifestStack[]): readonly ManifestStack[] =>
  [...stacks].sort((a, b) => (a.wave === b.wave ? (a.name < b.name ? -1 : 1) : a.wave - b.wave));

/** The manifest that the cdktf command reads, in cdktf's own form. */
export const cdktfManifest = (stacks: readonly ManifestStack[]): string =>
  formatJson({
    version: cdktfVersion,
    stacks: Object.fromEntries(
      stacks.map(({ name, path, dependsOn }) => [
        name,
        {
          name,
          annotations: [],
          constructPath: name,
          dependencies: dependsOn,
          stackMetadataPath: `${path}/metadata.json`,
          synthesizedStackPath: `${path}/cdk.tf.json`,
          workingDirectory: path,
        },
      ]),
    ),
  });
