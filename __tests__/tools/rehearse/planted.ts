import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Schemas } from "../../../modules/core/hcl/forms";
import type { TerraformJson } from "../../../modules/core/output-guards";
import type { ManifestStack } from "../../../regions/manifest";
import type { Synthesis } from "../../../regions/synthesis";
import type { RehearsedStack } from "../../../tools/rehearse/copies";
import type { Extent } from "../../../tools/rehearse/cycle";
import { rehearseWithTwins, type RehearsalParts, type TwinResult } from "../../../tools/rehearse/twin-run";
import { runProgram } from "../../../tools/terraform/program";
import { freshFolder } from "../../support/folders";
import { notRunWithRealTerraform } from "../terraform-output";

/** A stack for a rehearsal: what it is made of, and what the manifest would say of it. */
export interface PlantedStack extends Partial<Pick<ManifestStack, "dependsOn" | "reads" | "outputs" | "region" | "environment">> {
  readonly json: TerraformJson;
}

/** A stack with its entry in the manifest. */
export const planted = (name: string, { json, ...entry }: PlantedStack): RehearsedStack => {
  const region = entry.region ?? "eu-central-1";
  return {
    json,
    entry: {
      name,
      environment: "dev",
      origin: "eu",
      jurisdiction: "eu",
      cloud: "aws",
      region,
      account: "111122223333",
      purpose: "workload",
      layer: name,
      path: `stacks/${name}`,
      phase: "foundation",
      wave: 0,
      dependsOn: [],
      backend: { kind: "s3", bucket: "acme", key: `${name}.tfstate`, region, kmsKeyArn: "", accountId: "111122223333" },
      providers: {},
      resources: {},
      outputs: {},
      reads: {},
      githubEnvironments: { plan: "", apply: "" },
      ...entry,
    },
  };
};

/** A resource that needs no provider but Terraform's own. */
export const data = (body: Readonly<Record<string, unknown>>, path = ""): Readonly<Record<string, unknown>> => ({
  ...body,
  ...(path === "" ? {} : { "//": { metadata: { path } } }),
});

/** The blocks of a stack of `terraform_data` resources, by name. */
export const dataStack = (
  resources: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  more: Readonly<Record<string, unknown>> = {},
): TerraformJson => ({
  terraform: { backend: { s3: { bucket: "acme" } }, required_version: ">= 1.11.0, < 2.0.0" },
  resource: { terraform_data: resources },
  ...more,
});

/** The block with which a stack reads the states of others, by the name that it gives them. */
export const readsOf = (...names: readonly string[]): Readonly<Record<string, unknown>> => ({
  terraform_remote_state: Object.fromEntries(names.map((name) => [name, { backend: "s3", config: { bucket: "acme", key: name } }])),
});

/** A synthesis of these stacks, in the given order. */
export const synthesisOf = (stacks: readonly RehearsedStack[]): Synthesis => ({
  organization: "acme",
  texts: new Map(stacks.map(({ entry, json }) => [entry.name, JSON.stringify(json)])),
  stacks: stacks.map(({ entry }) => entry),
  verdict: { problems: [], exceptions: [] },
  selects: () => true,
});

/** Parts without twins, for stacks that need no provider. */
export const noTwins: RehearsalParts = {
  startTwins: () => Promise.resolve({ environment: () => Promise.resolve({}), close: () => Promise.resolve() }),
  factsFor: () => [],
};

/** How planted stacks are rehearsed. */
export interface PlantedRun {
  readonly until?: Extent;
  readonly changes?: readonly (readonly RehearsedStack[])[];
  readonly allowed?: readonly string[];
  readonly parts?: RehearsalParts;
  readonly hcl?: Schemas;
  readonly terraform?: string;
  readonly workspace?: string;
}

/** A new folder of the form in which rehearsals work. */
export const freshWorkspace = (): string => {
  const workspace = freshFolder();
  mkdirSync(join(workspace, "home"));
  return workspace;
};

/** Rehearses planted stacks with the Terraform that there is; every change is the whole estate after it. */
export const rehearsePlanted = (stacks: readonly RehearsedStack[], run: PlantedRun = {}): Promise<TwinResult> =>
  rehearseWithTwins({
    workspace: run.workspace ?? freshWorkspace(),
    steps: {
      first: synthesisOf(stacks),
      later: (run.changes ?? []).map((after, index) => ({
        change: { text: `step-${String(index + 1)}`, path: [], value: null },
        synthesis: synthesisOf(after),
      })),
    },
    stacks,
    parts: run.parts ?? noTwins,
    until: run.until ?? "destroy",
    allowed: run.allowed ?? [],
    parallel: 2,
    onProgress: () => undefined,
    ...(run.hcl === undefined ? {} : { hcl: run.hcl }),
    ...(run.terraform === undefined ? {} : { terraform: run.terraform }),
  });

let found: Promise<boolean> | undefined;

/** Whether there is a Terraform to test with. Where there is none, one line says so; in CI that is a failure. */
export const hasTerraform = (): Promise<boolean> => {
  found ??= runProgram("terraform", ["version"], { cwd: tmpdir(), env: { PATH: process.env["PATH"] ?? "" }, limitSeconds: 60 }).then(
    ({ code }) => code === 0,
    () => {
      notRunWithRealTerraform("terraform is not on the PATH");
      return false;
    },
  );
  return found;
};
