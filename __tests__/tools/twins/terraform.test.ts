import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { factsFor } from "../../../tools/catalogue/for-types";
import { findProgram } from "../../../tools/catalogue/program";
import { startPlugin, type Plugin } from "../../../tools/protocol/plugin";
import { reattachName } from "../../../tools/protocol/reattach";
import { terraformEnvironment } from "../../../tools/terraform/environment";
import { fromMirrors } from "../../../tools/terraform/installation";
import { findMirrors, mirrorVariable, versionsIn } from "../../../tools/terraform/mirror";
import { runProgram, terraformVariable, type RunResult } from "../../../tools/terraform/program";
import { awsSource } from "../../../tools/terraform/requirements";
import { startTwins } from "../../../tools/twins/twins";
import { freshFolder } from "../../support/folders";
import { notRunWithRealTerraform } from "../terraform-output";
import { planned, refused, type TerraformCase } from "./terraform-cases";

const terraform = process.env[terraformVariable] ?? "terraform";
const mirrors = findMirrors(process.env[mirrorVariable]);
const version = versionsIn(mirrors, awsSource)[0];

const provider = `provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "rehearsal"
  secret_key                  = "rehearsal"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}`;

const facts = factsFor({
  resources: [
    "aws_backup_plan",
    "aws_cloudwatch_log_group",
    "aws_cloudwatch_log_stream",
    "aws_dynamodb_table",
    "aws_eip",
    "aws_security_group",
    "aws_sns_topic",
    "aws_sns_topic_subscription",
    "aws_sqs_queue",
  ],
  data_sources: [],
});

/** Twins of one case, in a world of its own. */
const withTwins = async <T>(work: (here: Place) => Promise<T>): Promise<T> => {
  const twins = await startTwins({ facts, outside: "open" });
  try {
    return await work(place(await twins.environment("case")));
  } finally {
    await twins.close();
  }
};

let real: Promise<Plugin> | undefined;
afterAll(async () => (await real)?.end(0));

/**
 * What leads Terraform to the real provider, which is started once: installed for each case, Terraform reads its half a
 * gigabyte again for each command.
 */
const withReal = async (): Promise<Readonly<Record<string, string>>> => {
  real ??= startPlugin(findProgram({ provider: "aws", version, mirror: process.env[mirrorVariable] }).file, {});
  const { protocol, pid, target } = await real;
  const Addr = target.startsWith("unix:") ? { Network: "unix", String: target.slice("unix:".length) } : { Network: "tcp", String: target };
  return { [reattachName]: JSON.stringify({ [awsSource]: { Protocol: "grpc", ProtocolVersion: protocol, Pid: pid, Test: true, Addr } }) };
};

interface Place {
  readonly folder: string;
  readonly run: (...args: readonly string[]) => Promise<RunResult>;
}

const place = (more: Readonly<Record<string, string>>): Place => {
  const folder = freshFolder();
  const cliConfig = join(folder, "terraform.rc");
  writeFileSync(cliConfig, fromMirrors(mirrors));
  const env = { ...terraformEnvironment(process.env, { home: folder, cliConfig, network: false }), ...more };
  return { folder, run: (...args) => runProgram(terraform, [...args, "-no-color"], { cwd: folder, env, limitSeconds: 120 }) };
};

const write = (folder: string, files: Readonly<Record<string, string>>): void => {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
};

/** Terraform names the members of a circle in any order, another one each time. */
const inOrder = (summary: string): string =>
  summary.replace(/^Cycle: (.*)$/, (_, members: string) => `Cycle: ${members.split(", ").sort().join(", ")}`);

const summaries = ({ stderr }: RunResult): readonly string[] =>
  [...stderr.replace(/^[│╷╵] ?/gm, "").matchAll(/^Error: (.*(?:\n(?!\n).+)*)/gm)]
    .map(([, text = ""]) => inOrder(text.replace(/\n/g, " ")))
    .sort();

/** Runs a case up to its plan. */
const tryCase = async ({ run, folder }: Place, { hcl, before, files = {} }: TerraformCase): Promise<RunResult> => {
  write(folder, { ...files, "provider.tf": provider, "main.tf": before ?? hcl });
  const init = await run("init", "-input=false");
  if (init.code !== 0) return init;
  if (before !== undefined) {
    const applied = await run("apply", "-auto-approve", "-input=false");
    expect(summaries(applied)).toEqual([]);
    write(folder, { "main.tf": hcl });
  }
  return run("plan", "-input=false", "-out=plan");
};

interface Change {
  readonly address: string;
  readonly previous_address?: string;
  readonly change: { readonly actions: readonly string[]; readonly importing?: { readonly id: string } };
}

const changesOf = async ({ run }: Place): Promise<readonly string[]> => {
  const shown = await run("show", "-json", "plan");
  const { resource_changes = [] } = JSON.parse(shown.stdout) as { resource_changes?: readonly Change[] };
  return resource_changes
    .flatMap(({ address, previous_address, change: { actions, importing } }) => {
      if (importing !== undefined) return [`${address} import ${importing.id}`];
      if (previous_address !== undefined) return [`${address} moved from ${previous_address}`];
      return actions[0] === "no-op" || actions[0] === "read" ? [] : [`${address} ${actions.join(",")}`];
    })
    .sort();
};

const hasTerraform = async (): Promise<boolean> => {
  const found = await runProgram(terraform, ["version"], {
    cwd: freshFolder(),
    env: { PATH: process.env["PATH"] ?? "" },
    limitSeconds: 30,
  }).catch(() => undefined);
  if (found?.code === 0) return true;
  notRunWithRealTerraform("Terraform can't be had");
  return false;
};

const said = new Map<TerraformCase, Promise<readonly string[]>>();

/** What Terraform says of a case with twins: one run serves both questions that are asked of it. */
const saidWithTwins = (one: TerraformCase): Promise<readonly string[]> => {
  const before = said.get(one);
  if (before !== undefined) return before;
  const now = withTwins(async (here) => summaries(await tryCase(here, one)));
  said.set(one, now);
  return now;
};

describe("handwritten configurations", () => {
  test.each(planned)("$name", async (one) => {
    if (!(await hasTerraform())) return;
    await withTwins(async (here) => {
      expect(summaries(await tryCase(here, one))).toEqual([]);
      expect(await changesOf(here)).toEqual(one.plan);
      // What was planned can be done, and leaves nothing to do.
      expect(summaries(await here.run("apply", "-input=false", "plan"))).toEqual([]);
      expect((await here.run("plan", "-input=false", "-detailed-exitcode")).code).toBe(0);
      expect(summaries(await here.run("destroy", "-auto-approve", "-input=false"))).toEqual([]);
    });
  });

  test.each(refused)("$name is refused", async (one) => {
    if (!(await hasTerraform())) return;
    const { errors = [] } = one;
    expect((await saidWithTwins(one)).map((text, index) => text.slice(0, errors[index]?.length ?? 200))).toEqual(errors);
  });

  test.each(refused.filter(({ before }) => before === undefined))("$name: the real provider says the same", async (one) => {
    if (!(await hasTerraform())) return;
    if (version === undefined) {
      notRunWithRealTerraform("the provider of AWS can't be had");
      return;
    }
    expect(await saidWithTwins(one)).toEqual(summaries(await tryCase(place(await withReal()), one)));
  });
});
