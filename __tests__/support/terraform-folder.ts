import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { terraformEnvironment } from "../../tools/terraform/environment";
import { fromMirrors } from "../../tools/terraform/installation";
import { findMirrors, mirrorVariable } from "../../tools/terraform/mirror";
import { runProgram, terraformVariable, type RunResult } from "../../tools/terraform/program";
import { notRunWithRealTerraform } from "../tools/terraform-output";
import { freshFolder } from "./folders";

/** The folders that providers are taken from in tests. */
export const mirrors = findMirrors(process.env[mirrorVariable]);

const program = process.env[terraformVariable] ?? "terraform";

/** A suite that runs real Terraform. Where there is none, a line says so; in CI that is a failure. */
export const describeWithTerraform = (name: string, suite: () => void): void => {
  if (spawnSync(program, ["version"], { stdio: "ignore" }).status === 0) describe(name, suite);
  else
    describe(name, () => {
      test("needs Terraform", () => {
        notRunWithRealTerraform("Terraform is not installed");
      });
    });
};

/** A fresh folder, what writes a file into it, and what runs real Terraform in a folder below it, without a network. */
export const terraformFolder = () => {
  const root = freshFolder();
  const write = (path: string, content: string | Buffer): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  write("terraform.rc", fromMirrors(mirrors));
  const base = terraformEnvironment(process.env, { home: root, cliConfig: join(root, "terraform.rc"), network: false });
  const run = (folder: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<RunResult> =>
    runProgram(program, [...args, "-no-color"], {
      cwd: join(root, folder),
      env: { ...base, ...env },
      limitSeconds: 600,
    });
  return { root, env: base, write, run };
};

/** What a program printed that has to end well. */
export const good = async (result: Promise<RunResult>): Promise<string> => {
  const { code, stdout, stderr } = await result;
  if (code !== 0) throw new Error(`${stdout}\n${stderr}`);
  return stdout;
};

/** The arguments of a provider of AWS that has no account and asks nobody. */
export const awsWithoutAccount = {
  region: "eu-central-1",
  access_key: "test",
  secret_key: "test",
  skip_credentials_validation: true,
  skip_metadata_api_check: true,
  skip_requesting_account_id: true,
} as const;
