import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { terraformEnvironment } from "../../../../tools/terraform/environment";
import { fromMirrors } from "../../../../tools/terraform/installation";
import { runProgram, terraformVariable, type RunResult } from "../../../../tools/terraform/program";
import { freshFolder } from "../../../support/folders";
import { notRunWithRealTerraform } from "../../../tools/terraform-output";

/** Whether the large samples are wanted: `ESTATE_HCL=full`. */
export const isFull = process.env["ESTATE_HCL"] === "full";

const terraform = process.env[terraformVariable] ?? "terraform";

/** Runs real Terraform in a folder, with nothing of the caller's. */
export const runTerraform = (
  folder: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
  mirrors: readonly string[] = [],
): Promise<RunResult> => {
  const home = freshFolder();
  const cliConfig = join(home, "terraform.rc");
  writeFileSync(cliConfig, fromMirrors(mirrors));
  const env = { ...terraformEnvironment(process.env, { home, cliConfig, network: false }), ...more };
  return runProgram(terraform, args, { cwd: folder, env, limitSeconds: 300 });
};

/** Whether there is a Terraform; where there is none, one line says so, and in CI it is a failure. */
export const hasTerraform = async (): Promise<boolean> => {
  const found = await runTerraform(freshFolder(), ["version"]).catch(() => undefined);
  if (found?.code === 0) return true;
  notRunWithRealTerraform("no Terraform was found");
  return false;
};

/** Writes files, by their paths below the folder. */
export const writeFiles = (folder: string, files: Readonly<Record<string, string>>): void => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
};

/** Applies a configuration that has no provider. Its outputs' values, in the text of the state; or what Terraform said. */
export const outputsOf = async (files: Readonly<Record<string, string>>): Promise<Readonly<Record<string, unknown>>> => {
  const folder = freshFolder();
  writeFiles(folder, files);
  const applied = await runTerraform(folder, ["apply", "-auto-approve", "-no-color", "-compact-warnings"]);
  if (applied.code !== 0) throw new Error(`${folder}: ${applied.stderr.slice(0, 2_000)}`);
  const { outputs } = JSON.parse(readFileSync(join(folder, "terraform.tfstate"), "utf8")) as {
    outputs: Readonly<Record<string, { readonly value: unknown; readonly type: unknown }>>;
  };
  return outputs;
};

/** Formats files with `terraform fmt`, by their names; a file that it refuses is undefined. */
export const formatted = async (texts: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> => {
  const folder = freshFolder();
  writeFiles(folder, texts);
  const { stderr } = await runTerraform(folder, ["fmt", "-list=false", "-no-color"]);
  const refused = new Set([...stderr.matchAll(/on ([\w.-]+) line/g)].map(([, name]) => name));
  return Object.fromEntries(
    Object.keys(texts)
      .filter((name) => !refused.has(name))
      .map((name) => [name, readFileSync(join(folder, name), "utf8")]),
  );
};
