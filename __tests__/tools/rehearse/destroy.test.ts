import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TerraformJson } from "../../../modules/core/output-guards";
import { resourcesIn, writeStackCopy } from "../../../tools/rehearse/copies";
import { destroyStack, preventedIn, type DestroyResult } from "../../../tools/rehearse/destroy";
import { failureText } from "../../../tools/rehearse/failures";
import type { Ground } from "../../../tools/rehearse/ground";
import { runProgram } from "../../../tools/terraform/program";
import { plantTerraform } from "../terraform-output";
import { data, dataStack, freshWorkspace, hasTerraform, planted, rehearsePlanted } from "./planted";

const prevented = { lifecycle: { prevent_destroy: true } };

describe("a destroy with Terraform", () => {
  test("is refused for what is protected, also where one refusal hides another, and then is clean", async () => {
    if (!(await hasTerraform())) return;
    const json = dataStack({
      first: data({ ...prevented }),
      // While this one can't go, nobody asks about the first.
      second: data({ input: "${terraform_data.first.id}", ...prevented }),
      each: data({ for_each: '${toset(["a", "b"])}', ...prevented }),
      free: data({}),
    });
    const workspace = freshWorkspace();
    const { stacks, failures } = await rehearsePlanted([planted("keys", { json })], { workspace });
    expect(stacks[0]).toMatchObject({
      add: 5,
      destroy: 5,
      refused: ["terraform_data.each", "terraform_data.first", "terraform_data.second"],
    });
    expect(resourcesIn(workspace, "keys")).toEqual([]);
    // `terraform_data` is not in the list of stateful types, which is told of each that is protected.
    expect(failures.map(({ step, summary, address }) => `${step} ${summary} ${address}`)).toEqual(
      ["each", "first", "second"].map((name) => `protection A protected resource whose type is not in the list terraform_data.${name}`),
    );
  });

  test("that fails for another reason is told, and what it stands on stays", async () => {
    if (!(await hasTerraform())) return;
    const stubborn = {
      provisioner: [{ "local-exec": { when: "destroy", command: "exit 7" } }],
      "//": { metadata: { path: "app/stubborn" } },
    };
    const workspace = freshWorkspace();
    const { failures } = await rehearsePlanted(
      [planted("network", { json: dataStack({ a: data({}) }) }), planted("app", { json: dataStack({ stubborn }), dependsOn: ["network"] })],
      { workspace },
    );
    expect(failures.map(({ stack, step, constructPath }) => [stack, step, constructPath])).toEqual([
      ["app", "destroy", "app/stubborn"],
      ["network", "destroy", ""],
    ]);
    expect(failures.map(failureText).join("\n")).toMatch(/exit status 7[\s\S]*others still stand on it: app/);
    expect(resourcesIn(workspace, "network")).toHaveLength(1);
  });
});

/**
 * A program that stands for Terraform and for a cloud that refuses to destroy what is protected by an argument. Its
 * state is the real one; `protectedNow` tells what the copy and its override say.
 */
const cloud = (refuses: string): string =>
  plantTerraform(`
    const { existsSync, appendFileSync } = require("node:fs");
    const copy = JSON.parse(readFileSync("cdk.tf.json", "utf8"));
    const state = copy.terraform.backend.local.path;
    const override = existsSync("zz_lifted_override.tf.json") ? JSON.parse(readFileSync("zz_lifted_override.tf.json", "utf8")) : {};
    appendFileSync("calls", process.argv.slice(2).filter((word) => /^(plan|apply|-destroy)$/.test(word)).join(" ") + "\\n");
    const say = (line) => console.log(JSON.stringify(line));
    const names = Object.keys(copy.resource.aws_db_instance);
    const stored = JSON.parse(readFileSync(state, "utf8"));
    const write = (left) => writeFileSync(state, JSON.stringify({ ...stored, resources: left.map((name) => ({ mode: "managed", type: "aws_db_instance", name, instances: [{}] })) }));
    if (command === "plan") say({ type: "change_summary", changes: { operation: "plan" } });
    if (command === "plan") process.exit(2);
    if (command === "apply" && !process.argv.includes("-destroy")) { write(names); say({ type: "change_summary", changes: { operation: "apply" } }); process.exit(0); }
    const isProtected = (name) => (override.resource?.aws_db_instance?.[name]?.deletion_protection ?? copy.resource.aws_db_instance[name].deletion_protection) === true;
    const prevented = names.filter((name) => (override.resource?.aws_db_instance?.[name]?.lifecycle ?? copy.resource.aws_db_instance[name].lifecycle)?.prevent_destroy === true);
    for (const name of prevented)
      say({ type: "diagnostic", diagnostic: { severity: "error", summary: "Instance cannot be destroyed", detail: "Resource aws_db_instance." + name + " has lifecycle.prevent_destroy set, but" } });
    if (prevented.length > 0) process.exit(1);
    const refused = names.filter((name) => ${refuses});
    write(refused);
    for (const name of refused) say({ type: "apply_start", hook: { resource: { addr: "aws_db_instance." + name }, id_value: name } });
    for (const name of refused) say({ type: "apply_errored", hook: { resource: { addr: "aws_db_instance." + name, resource_type: "aws_db_instance" } } });
    for (const name of refused)
      say({ type: "diagnostic", diagnostic: { severity: "error", summary: "deleting: Cannot delete protected DB Instance", detail: "of " + name } });
    if (refused.length > 0) process.exit(1);
    say({ type: "change_summary", changes: { operation: "apply" } });
  `);

const databases = (protections: Readonly<Record<string, boolean>>): TerraformJson => ({
  terraform: { backend: { s3: {} } },
  resource: {
    aws_db_instance: Object.fromEntries(Object.entries(protections).map(([name, value]) => [name, { deletion_protection: value }])),
  },
});

/** Destroys a stack of databases that all stand. Returns what came of it, and the calls of Terraform. */
const destroyWith = async (refuses: string, json: TerraformJson): Promise<DestroyResult & { readonly calls: readonly string[] }> => {
  const workspace = freshWorkspace();
  const stack = planted("data", { json });
  const copy = writeStackCopy(workspace, join(workspace, "stacks/data"), stack, "1.99.0");
  const ground: Ground = {
    workspace,
    terraform: { file: cloud(refuses), version: "1.99.0" },
    place: { env: { PATH: process.env["PATH"] ?? "" }, limitSeconds: 60 },
    providers: () => Promise.resolve({}),
    entries: new Map(),
  };
  writeFileSync(join(copy.folder, "main.tf.json"), "{}");
  await runProgram(ground.terraform.file, ["apply"], { ...ground.place, cwd: copy.folder });
  const result = await destroyStack(ground, copy);
  const calls = readFileSync(join(copy.folder, "calls"), "utf8").trim().split("\n").slice(1);
  return { ...result, calls };
};

describe("a destroy that a cloud refuses", () => {
  test("is what its protection is there for: the argument is lifted and applied, and then it is clean", async () => {
    const { destroyed, refused, failures, calls } = await destroyWith("isProtected(name)", databases({ main: true, replica: true }));
    expect({ destroyed, refused, failures }).toEqual({
      destroyed: 2,
      refused: ["aws_db_instance.main", "aws_db_instance.replica"],
      failures: [],
    });
    expect(calls).toEqual(["apply -destroy", "plan", "apply", "apply -destroy"]);
  });

  test("after Terraform did: what is protected by both is lifted and applied at once", async () => {
    const both = { aws_db_instance: { main: { deletion_protection: true, lifecycle: { prevent_destroy: true } } } };
    const { destroyed, refused, failures, calls } = await destroyWith("isProtected(name)", { ...databases({}), resource: both });
    expect({ destroyed, refused, failures }).toEqual({ destroyed: 1, refused: ["aws_db_instance.main"], failures: [] });
    expect(calls).toEqual(["apply -destroy", "plan", "apply", "apply -destroy"]);
  });

  test("has to be refused for everything that is protected", async () => {
    const { failures } = await destroyWith('isProtected(name) && name === "main"', databases({ main: true, replica: true }));
    expect(failures.map(({ step, summary, address }) => [step, summary, address])).toEqual([
      ["protection", "The destruction of a protected resource was not refused", "aws_db_instance.replica"],
    ]);
  });

  test("for what is not protected is a failure of the destroy", async () => {
    const { failures, destroyed } = await destroyWith('name === "replica"', databases({ main: true, replica: false }));
    expect(failures.map(({ step, address }) => [step, address])).toEqual([["destroy", "aws_db_instance.replica"]]);
    expect(destroyed).toBe(1);
  });

  test("again after it was lifted is not tried forever", async () => {
    const { failures, calls } = await destroyWith("true", databases({ main: true }));
    expect(failures.map(({ step, address }) => [step, address])).toEqual([["destroy", "aws_db_instance.main"]]);
    expect(calls.filter((call) => call.includes("-destroy"))).toHaveLength(2);
  });
});

describe("Terraform's own refusals", () => {
  const said = (address: string, more: object = {}) => ({
    severity: "error" as const,
    summary: "Instance cannot be destroyed",
    detail: `Resource ${address} has lifecycle.prevent_destroy set, but the plan calls for this resource to be destroyed.`,
    ...more,
  });

  test("are found by their text, once for all instances of a resource", () => {
    const diagnostics = [
      said('aws_kms_key.each["a b"]'),
      said("aws_kms_key.each[0]"),
      said("module.x.aws_kms_key.one"),
      said("x.y", { severity: "warning" }),
    ];
    expect(preventedIn(diagnostics)).toEqual(["aws_kms_key.each", "module.x.aws_kms_key.one"]);
    expect(preventedIn([{ severity: "error", summary: "Other", detail: "Resource x.y is gone" }])).toEqual([]);
  });
});
