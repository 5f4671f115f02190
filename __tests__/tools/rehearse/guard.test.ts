import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { emptyState } from "../../../tools/rehearse/copies";
import { isRehearsalPlan, isRehearsalState } from "../../../tools/rehearse/guard";
import { terraformEnvironment } from "../../../tools/terraform/environment";
import { fromMirrors } from "../../../tools/terraform/installation";
import { runProgram, type RunResult } from "../../../tools/terraform/program";
import { freshFolder } from "../../support/folders";
import { data, dataStack, freshWorkspace, hasTerraform, planted, rehearsePlanted } from "./planted";

/** Runs Terraform elsewhere, as people would: without a rehearsal. */
const terraform = (cwd: string, ...args: readonly string[]): Promise<RunResult> => {
  const cliConfig = join(freshFolder(), "none.tfrc");
  writeFileSync(cliConfig, fromMirrors([freshFolder()]));
  const env = terraformEnvironment(process.env, { home: freshFolder(), cliConfig, network: false });
  return runProgram("terraform", [...args, "-no-color"], { cwd, env, limitSeconds: 120 });
};

/** A folder with a stack of its own, with a state as Terraform makes it. */
const foreignFolder = async (): Promise<string> => {
  const folder = freshFolder();
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ resource: { terraform_data: { mine: { input: 1 } } } }));
  await terraform(folder, "init");
  await terraform(folder, "apply", "-auto-approve");
  return folder;
};

/** What a rehearsal of one stack leaves in its workspace. */
const rehearsed = async (): Promise<{ readonly plan: string; readonly state: string }> => {
  const workspace = freshWorkspace();
  await rehearsePlanted([planted("network", { json: dataStack({ vpc: data({ input: "x" }) }) })], { workspace, until: "apply" });
  return { plan: join(workspace, "stacks/network/rehearsal.tfplan"), state: join(workspace, "states/network.tfstate") };
};

describe("what a rehearsal makes", () => {
  test("is told from what Terraform makes by itself", async () => {
    if (!(await hasTerraform())) return;
    const folder = await foreignFolder();
    await terraform(folder, "plan", "-out=plan");
    const { plan, state } = await rehearsed();
    expect([isRehearsalPlan(plan), isRehearsalState(state)]).toEqual([true, true]);
    expect([isRehearsalPlan(join(folder, "plan")), isRehearsalState(join(folder, "terraform.tfstate"))]).toEqual([false, false]);
  });

  test("is no plan for another state: Terraform refuses it, and changes nothing", async () => {
    if (!(await hasTerraform())) return;
    const { plan, state } = await rehearsed();
    // The rehearsal's own state has gone with its workspace, and another stands in its place.
    writeFileSync(state, readFileSync(join(await foreignFolder(), "terraform.tfstate")));
    const before = readFileSync(state, "utf8");
    const { code, stderr } = await terraform(await foreignFolder(), "apply", plan);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/Saved plan does not match the given state/)]);
    expect(readFileSync(state, "utf8")).toBe(before);
  });

  test("is no plan for a place without a state", async () => {
    if (!(await hasTerraform())) return;
    const { plan, state } = await rehearsed();
    writeFileSync(state, "");
    const { code, stderr } = await terraform(freshFolder(), "apply", plan);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/Saved plan (is stale|does not match)/)]);
  });

  test("can't be pushed over another state", async () => {
    if (!(await hasTerraform())) return;
    const folder = await foreignFolder();
    const before = readFileSync(join(folder, "terraform.tfstate"), "utf8");
    const { code, stderr } = await terraform(folder, "state", "push", (await rehearsed()).state);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/unrelated state with lineage/)]);
    expect(readFileSync(join(folder, "terraform.tfstate"), "utf8")).toBe(before);
  });
});

describe("the guard", () => {
  test.each([
    ["a rehearsal's empty state", JSON.stringify(emptyState("network", "1.99.0")), true],
    ["another lineage", JSON.stringify({ lineage: "2f1c8a4e-0000-4000-8000-000000000000" }), false],
    ["no lineage", "{}", false],
    ["what is no state", "rehearsal-of-network", false],
  ])("takes %s for what it is", (_, text, expected) => {
    const file = join(freshFolder(), "state");
    writeFileSync(file, text);
    expect(isRehearsalState(file)).toBe(expected);
    expect(isRehearsalPlan(file)).toBe(false);
  });

  test.each([
    ["nothing", Buffer.alloc(0)],
    ["the end of an archive that has nothing before it", Buffer.concat([Buffer.from("PK\u0005\u0006"), Buffer.alloc(18, 0xff)])],
  ])("takes %s for no plan", (_, content) => {
    const file = join(freshFolder(), "plan");
    writeFileSync(file, content);
    expect(isRehearsalPlan(file)).toBe(false);
  });
});
