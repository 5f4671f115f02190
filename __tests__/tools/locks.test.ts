import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { synthesizeEstate, writeEstate } from "../../main";
import { estate } from "../../environments";
import { readLocks } from "../../regions/output";
import { terraformEnvironment } from "../../tools/terraform/environment";
import { fromMirrors } from "../../tools/terraform/installation";
import { findMirrors, mirrorVariable, platform, versionsIn } from "../../tools/terraform/mirror";
import { runProgram } from "../../tools/terraform/program";
import { awsSource } from "../../tools/terraform/requirements";
import { runVerb, showsTrace } from "../support/command";
import { freshFolder } from "../support/folders";
import { notRunWithRealTerraform } from "./terraform-output";

const mirrors = findMirrors(process.env[mirrorVariable]);
const version = versionsIn(mirrors, awsSource)[0];
const terraform = process.env["ESTATE_TERRAFORM"] ?? "terraform";

/** dev alone, with the version that the mirror has. */
const description = {
  ...estate,
  environments: estate.environments
    .filter(({ name }) => name === "dev")
    .map((one) => ({ ...one, providers: { ...one.providers, aws: version ?? "6.25.0" } })),
};

const init = async (stack: string): Promise<{ readonly code: number | undefined; readonly said: string }> => {
  const home = freshFolder();
  const cliConfig = join(home, "mirror.tfrc");
  writeFileSync(cliConfig, fromMirrors(mirrors));
  const env = terraformEnvironment(process.env, { home, cliConfig, network: false });
  const { code, stdout, stderr } = await runProgram(terraform, ["init", "-backend=false", "-lockfile=readonly", "-no-color"], {
    cwd: stack,
    env,
    limitSeconds: 120,
  });
  return { code, said: stdout + stderr };
};

describe("npm run locks", () => {
  test("records a provider, whose checksum every stack then has and Terraform holds it to", async () => {
    if (version === undefined) {
      notRunWithRealTerraform("no mirror with the AWS provider");
      return;
    }
    const folder = freshFolder();
    const file = join(folder, "dev.json");
    const locks = join(folder, "locks");
    writeFileSync(file, JSON.stringify(description));
    const first = runVerb("locks", ["--estate", file, "--dir", locks, "--provider", "aws", "--platform", platform]);
    expect({ code: first.code, out: first.out }).toEqual({ code: 0, out: `${locks}: 1 recorded, 0 there already\n` });
    expect(runVerb("locks", ["--estate", file, "--dir", locks, "--provider", "aws"]).out).toBe(`${locks}: 0 recorded, 1 there already\n`);

    const output = join(folder, "out");
    writeEstate(output, synthesizeEstate({ description }), { locks: readLocks(locks) });
    const stack = join(output, "stacks/dev-eu-aws-eu-central-1-state");
    const lockFile = join(stack, ".terraform.lock.hcl");
    const recorded = readFileSync(lockFile, "utf8");
    const sound = await init(stack);
    expect({ code: sound.code, said: sound.code === 0 ? "" : sound.said }).toEqual({ code: 0, said: "" });
    expect(readFileSync(lockFile, "utf8")).toBe(recorded);

    writeFileSync(lockFile, recorded.replace(/"h1:[^"]+"/, '"h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="'));
    const forged = await init(stack);
    expect(forged.code).toBe(1);
    expect(forged.said).toMatch(/checksum/);
    writeEstate(output, synthesizeEstate({ description }), { locks: readLocks(locks) });
    expect(readFileSync(lockFile, "utf8")).toBe(recorded);
  });

  test("of a provider that the estate doesn't have is one clear error, and records nothing", () => {
    const locks = join(freshFolder(), "locks");
    const { code, out, err } = runVerb("locks", ["--dir", locks, "--provider", "azurerm"]);
    expect({ code, out, trace: showsTrace(err) }).toEqual({ code: 1, out: "", trace: false });
    expect(err).toMatch(/--provider: \[UnknownOption\].*aws, cloudflare, google, helm/);
    expect(existsSync(locks)).toBe(false);
  });

  test("without Terraform is one clear error, and records nothing", () => {
    const locks = join(freshFolder(), "locks");
    const { code, out, err } = runVerb("locks", ["--dir", locks, "--terraform", "/does/not/exist"]);
    expect({ code, out, trace: showsTrace(err) }).toEqual({ code: 1, out: "", trace: false });
    expect(err).toMatch(/\[TerraformMissing\]/);
    expect(existsSync(locks)).toBe(false);
  });
});
