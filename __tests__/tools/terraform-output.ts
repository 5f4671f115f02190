import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { typedProviders } from "../../environments/providers";
import { EstateError } from "../../modules/core/errors";
import { manifestVersion, type ManifestStack } from "../../regions/manifest";
import { platform } from "../../tools/terraform/mirror";
import type { TerraformReport } from "../../tools/terraform/report";
import { awsSource } from "../../tools/terraform/requirements";
import type { SuppliedProvider } from "../../tools/terraform/supply";
import { freshFolder } from "../support/folders";

/** A stack's Terraform JSON, and what the manifest says of it. */
export interface PlantedStack {
  readonly json: Readonly<Record<string, unknown>>;
  readonly reads?: ManifestStack["reads"];
  readonly outputs?: ManifestStack["outputs"];
  readonly environment?: string;
}

/** An output folder with these stacks, as a synthesis would have left it. */
export const plantOutput = (stacks: Readonly<Record<string, PlantedStack>>): string => {
  const folder = join(freshFolder(), "out");
  for (const [name, { json }] of Object.entries(stacks)) {
    mkdirSync(join(folder, "stacks", name), { recursive: true });
    writeFileSync(join(folder, "stacks", name, "cdk.tf.json"), JSON.stringify(json));
  }
  const entries = Object.entries(stacks).map(([name, { reads = {}, outputs = {}, environment = "dev" }]) => ({
    name,
    environment,
    path: `stacks/${name}`,
    reads,
    outputs,
  }));
  writeFileSync(
    join(folder, "estate.json"),
    JSON.stringify({ version: manifestVersion, organization: "acme", stacks: entries, residencyExceptions: [] }),
  );
  return folder;
};

/** The blocks of a stack of AWS, as the estate's own stacks have them, and `more`. */
export const awsStack = (more: Readonly<Record<string, unknown>> = {}, backend: Readonly<Record<string, unknown>> = {}) => ({
  terraform: {
    backend: { s3: { bucket: "acme-state", key: "a.tfstate", region: "eu-central-1", encrypt: true, use_lockfile: true, ...backend } },
    required_providers: { aws: { source: "hashicorp/aws", version: typedProviders.aws } },
    required_version: ">= 1.11.0, < 2.0.0",
  },
  provider: { aws: [{ region: "eu-central-1", allowed_account_ids: ["111122223333"], default_tags: [{ tags: { layer: "any" } }] }] },
  ...more,
});

/** A bucket, and whatever arguments are to be wrong with it. */
export const bucket = (more: Readonly<Record<string, unknown>> = {}) => ({
  resource: { aws_s3_bucket: { logs: { bucket: "acme-logs", ...more } } },
});

/** A mirror that holds these versions of providers, such as `hashicorp/aws/9.9.9`: the folders alone. */
export const plantMirror = (...providers: readonly string[]): string => {
  const mirror = join(freshFolder(), "mirror");
  for (const provider of providers) mkdirSync(join(mirror, "registry.terraform.io", provider, platform), { recursive: true });
  return mirror;
};

/**
 * A program that stands for Terraform: it tells its version, and for every other command runs `script`, in which
 * `command` and `stacks` (the names of the root module's stacks) are known.
 */
export const plantTerraform = (script: string): string => {
  const file = join(freshFolder(), "terraform");
  const read = `const { readFileSync, writeFileSync } = require("node:fs");
    const command = process.argv[2];
    if (command === "version") { console.log('{"terraform_version":"1.99.0"}'); process.exit(0); }
    const stacks = Object.values(JSON.parse(readFileSync("main.tf.json", "utf8")).module ?? {}).map(({ source }) => source.split("/").pop());`;
  writeFileSync(file, `#!${process.execPath}\n${read}\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
};

const isMissingAws = ({ source, used }: SuppliedProvider): boolean => source === awsSource && used === undefined;

/**
 * Runs the real Terraform with the real provider of AWS. Where one of them can't be had, one line says so; in CI that is
 * a failure.
 */
export const withRealTerraform = async (run: () => Promise<TerraformReport>): Promise<TerraformReport | undefined> => {
  const [missing, report] = await run().then(
    (done) => [done.providers.some(isMissingAws) ? "the provider of AWS can't be had" : undefined, done] as const,
    (error: unknown) => {
      if (error instanceof EstateError && error.problems.some(({ code }) => code === "TerraformMissing")) return [error.message] as const;
      throw error;
    },
  );
  if (missing === undefined) return report;
  notRunWithRealTerraform(missing);
  return undefined;
};

/** One line that says why a test was not run with real Terraform; in CI, a failure. */
export const notRunWithRealTerraform = (missing: string): void => {
  if (process.env["CI"] === "true") throw new Error(`in CI this has to run: ${missing}`);
  process.stderr.write(`not run with real Terraform: ${missing}\n`);
};
