import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { resourceTotal } from "../../../modules/core/expand";
import { resourcesIn } from "../../../tools/rehearse/copies";
import { readChanges } from "../../../tools/rehearse/change";
import { selectFrom, synthesizeSteps } from "../../../tools/rehearse/estate";
import { factsOfStacks } from "../../../tools/rehearse/facts";
import { failureText } from "../../../tools/rehearse/failures";
import { isRehearsalPlan, isRehearsalState } from "../../../tools/rehearse/guard";
import { protectionOf } from "../../../tools/rehearse/protection";
import type { TwinResult } from "../../../tools/rehearse/twin-run";
import { terraformEnvironment } from "../../../tools/terraform/environment";
import { fromMirrors } from "../../../tools/terraform/installation";
import { findMirrors, mirrorVariable } from "../../../tools/terraform/mirror";
import { runProgram, type RunResult } from "../../../tools/terraform/program";
import { startTwins } from "../../../tools/twins/twins";
import { freshFolder } from "../../support/folders";
import { awsStack } from "../terraform-output";
import { freshWorkspace, hasTerraform, planted, rehearsePlanted } from "./planted";

const twins = { startTwins, factsFor: factsOfStacks };
const { first, later } = synthesizeSteps({ changes: readChanges(["dev.phase=growth", "dev.phase=foundation"]) });
const { stacks } = selectFrom(first, { environments: ["dev"] }, true);

const texts = ({ failures }: TwinResult): string => failures.map(failureText).join("\n\n");

describe("dev with twins", () => {
  test("goes the whole way up and down, and what is protected is refused once, exactly", async () => {
    if (!(await hasTerraform())) return;
    const workspace = freshWorkspace();
    const result = await rehearsePlanted(stacks, { workspace, parts: twins });
    expect(texts(result)).toBe("");
    const made = stacks.map(({ json }) => resourceTotal(json));
    // What is imported stood before, and is added by nobody.
    const imported = stacks.map(({ json }) => ((json["import"] ?? []) as readonly unknown[]).length);
    expect(result.stacks.map(({ stack, result: word, add, destroy }) => [stack, word, add, destroy])).toEqual(
      stacks.map(({ entry }, index) => [entry.name, "passed", (made[index] ?? 0) - (imported[index] ?? 0), made[index]]),
    );
    expect(result.stacks.map(({ refused }) => refused)).toEqual(
      stacks.map(({ json }) => protectionOf(json).protected.map(({ address }) => address)),
    );
    expect(stacks.flatMap(({ entry }) => resourcesIn(workspace, entry.name))).toEqual([]);
    expect(result.losses.every(({ stopped }) => stopped.length === 0)).toBe(true);
  });

  test("grows without losing anything, and the way back fails with the list of what would be lost", async () => {
    if (!(await hasTerraform())) return;
    const of = (index: number) => selectFrom(later[index]?.synthesis ?? first, { environments: ["dev"] }, true).stacks;
    // Networks are most of the time, and hold nothing: they and what reads them are left out.
    const light = (all: typeof stacks): typeof stacks =>
      all.filter(({ entry }) => !["network", "data", "cluster", "gateway", "platform", "edge"].includes(entry.layer));
    const result = await rehearsePlanted(light(stacks), { until: "apply", parts: twins, changes: [light(of(0)), light(of(1))] });
    expect(texts(result)).toBe("");
    const [up, down] = result.changes.map((change) => change.stacks.flatMap(({ lost }) => lost));
    expect(up).toEqual([]);
    const kept = (all: typeof stacks): readonly string[] =>
      light(all).flatMap(({ entry, json }) => protectionOf(json).protected.map(({ address }) => `${entry.name} ${address}`));
    const expected = kept(of(0))
      .filter((one) => !kept(stacks).includes(one))
      .map((one) => `${one} destroyed`);
    expect(expected.length).toBeGreaterThan(0);
    expect([...(down ?? [])].map(({ stack, address, fate }) => `${stack} ${address} ${fate}`).sort()).toEqual(expected.sort());
  });
});

describe("what a cloud protects by itself", () => {
  const json = awsStack({
    resource: {
      aws_db_instance: {
        main: {
          identifier: "acme-main",
          instance_class: "db.t4g.micro",
          engine: "postgres",
          allocated_storage: 20,
          username: "owner",
          manage_master_user_password: true,
          skip_final_snapshot: true,
          deletion_protection: true,
        },
      },
      aws_dynamodb_table: {
        orders: {
          name: "acme-orders",
          billing_mode: "PAY_PER_REQUEST",
          hash_key: "id",
          attribute: [{ name: "id", type: "S" }],
          deletion_protection_enabled: true,
        },
      },
      aws_backup_vault: { daily: { name: "acme-daily" } },
      aws_backup_vault_lock_configuration: {
        daily: { backup_vault_name: "${aws_backup_vault.daily.name}", min_retention_days: 7, lifecycle: { prevent_destroy: true } },
      },
      aws_sns_topic: { free: { name: "acme-free" } },
    },
  });

  test("is refused by it, then lifted in the copy and applied, and gone", async () => {
    if (!(await hasTerraform())) return;
    const workspace = freshWorkspace();
    const result = await rehearsePlanted([planted("data", { json })], { workspace, parts: twins });
    expect(texts(result)).toBe("");
    expect(result.stacks[0]).toMatchObject({
      add: 5,
      destroy: 5,
      refused: ["aws_backup_vault_lock_configuration.daily", "aws_db_instance.main", "aws_dynamodb_table.orders"],
    });
    expect(resourcesIn(workspace, "data")).toEqual([]);
  });
});

describe("what twins made", () => {
  const state = stacks.filter(({ entry }) => entry.layer === "state");

  /** Runs Terraform elsewhere, as people would: without twins, with the real providers that there are. */
  const elsewhere = (cwd: string, ...args: readonly string[]): Promise<RunResult> => {
    const cliConfig = join(freshFolder(), "mirrors.tfrc");
    writeFileSync(cliConfig, fromMirrors([...findMirrors(process.env[mirrorVariable]), freshFolder()]));
    const env = terraformEnvironment(process.env, { home: freshFolder(), cliConfig, network: false });
    return runProgram("terraform", [...args, "-no-color"], { cwd, env, limitSeconds: 120 });
  };

  test("is marked, and Terraform without twins refuses the plan and changes nothing", async () => {
    if (!(await hasTerraform())) return;
    const workspace = freshWorkspace();
    await rehearsePlanted(state, { workspace, until: "apply", parts: twins });
    const name = state[0]?.entry.name ?? "";
    const plan = join(workspace, "stacks", name, "rehearsal.tfplan");
    const stateFile = join(workspace, "states", `${name}.tfstate`);
    expect([isRehearsalPlan(plan), isRehearsalState(stateFile)]).toEqual([true, true]);
    const before = readFileSync(stateFile, "utf8");
    const { code, stderr } = await elsewhere(freshFolder(), "apply", plan);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/provider|dependency lock file/i)]);
    expect(readFileSync(stateFile, "utf8")).toBe(before);
  });
});
