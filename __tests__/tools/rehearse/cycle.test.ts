import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { failureText } from "../../../tools/rehearse/failures";
import type { TwinResult } from "../../../tools/rehearse/twin-run";
import { data, dataStack, freshWorkspace, hasTerraform, planted, readsOf, rehearsePlanted } from "./planted";

const output = (value: string) => ({ output: { word: { value } } });

const network = planted("network", {
  json: dataStack({ vpc: data({ input: "10.0.0.0/16" }, "network/vpc") }, output("${terraform_data.vpc.output}")),
  outputs: { word: { description: "", dataClass: "internal", sample: "a sample" } },
});

/** A stack that makes a resource of what another offers. */
const reader = (name: string, of: string, attribute = "word", region = "eu-central-1") =>
  planted(name, {
    json: dataStack(
      { copy: data({ input: `\${data.terraform_remote_state.${of}.outputs.${attribute}}` }, `${name}/copy`) },
      { data: readsOf(of), ...output("${terraform_data.copy.output}") },
    ),
    dependsOn: [of],
    reads: { [of]: of },
    region,
  });

const rows = ({ stacks }: TwinResult) => stacks.map(({ stack, result, add, destroy, needs }) => [stack, result, add, destroy, needs]);
const texts = ({ failures }: TwinResult): string => failures.map(failureText).join("\n");

describe("stacks without a mistake", () => {
  test("go the whole way up and down, each with what really came of those before it", async () => {
    if (!(await hasTerraform())) return;
    const workspace = freshWorkspace();
    const result = await rehearsePlanted([network, reader("cluster", "network"), reader("edge", "cluster")], { workspace });
    expect(texts(result)).toBe("");
    expect(rows(result)).toEqual([
      ["network", "passed", 1, 1, []],
      ["cluster", "passed", 1, 1, []],
      ["edge", "passed", 1, 1, []],
    ]);
    const edge = JSON.parse(readFileSync(join(workspace, "states/edge.tfstate.backup"), "utf8")) as {
      readonly lineage: string;
      readonly outputs: { readonly word: { readonly value: string } };
    };
    expect(edge.lineage).toBe("rehearsal-of-edge");
    expect(edge.outputs.word.value).toBe("10.0.0.0/16");
  });

  test("are planned with samples in any order, and nothing is applied", async () => {
    if (!(await hasTerraform())) return;
    const workspace = freshWorkspace();
    const result = await rehearsePlanted([reader("cluster", "network"), network], { workspace, until: "plan" });
    expect(texts(result)).toBe("");
    expect(rows(result)).toEqual([
      ["cluster", "passed", 1, 0, []],
      ["network", "passed", 1, 0, []],
    ]);
    expect(readFileSync(join(workspace, "states/network.tfstate"), "utf8")).toContain('"resources": []');
  });

  test("get sample values for variables that have no default, also where a saved plan holds none", async () => {
    if (!(await hasTerraform())) return;
    const variable = { password: { type: "string", ephemeral: true, sensitive: true }, size: { type: "number" } };
    const secret = planted("secret", { json: dataStack({ one: data({ input: "${var.size}" }) }, { variable }) });
    expect(texts(await rehearsePlanted([secret]))).toBe("");
  });

  test("are only validated where that is asked for", async () => {
    if (!(await hasTerraform())) return;
    const workspace = freshWorkspace();
    const result = await rehearsePlanted([network], { workspace, until: "validate" });
    expect(rows(result)).toEqual([["network", "passed", 0, 0, []]]);
    expect(existsSync(join(workspace, "stacks/network/rehearsal.tfplan"))).toBe(false);
  });
});

describe("a mistake", () => {
  test.each([
    ["a misspelt argument", { vpc: data({ inputt: 1 }, "network/vpc") }, "validate", /Extraneous JSON object property/],
    ["a wrong type", { vpc: data({ triggers_replace: "${tolist(1)}" }, "network/vpc") }, "validate", /Invalid function argument/],
  ])("that is %s is told with stack, resource and construct path", async (_, resources, step, words) => {
    if (!(await hasTerraform())) return;
    const [failure, ...more] = (await rehearsePlanted([planted("network", { json: dataStack(resources) })])).failures;
    expect(more).toEqual([]);
    expect(failure).toMatchObject({ stack: "network", step, address: "terraform_data.vpc", constructPath: "network/vpc" });
    expect(failure === undefined ? "" : failureText(failure)).toMatch(words);
  });

  test("stops what comes after it alone, and what stands is taken down all the same", async () => {
    if (!(await hasTerraform())) return;
    const lost = reader("cluster", "network", "no_such_output");
    const result = await rehearsePlanted([
      network,
      lost,
      reader("edge", "cluster"),
      planted("other", { json: dataStack({ a: data({}) }) }),
    ]);
    expect(rows(result)).toEqual([
      ["network", "passed", 1, 1, []],
      ["cluster", "failed", 0, 0, []],
      ["edge", "not run", 0, 0, ["cluster"]],
      ["other", "passed", 1, 1, []],
    ]);
    expect(result.failures).toHaveLength(1);
    expect(result.failures[0]).toMatchObject({
      stack: "cluster",
      step: "plan",
      address: "terraform_data.copy",
      constructPath: "cluster/copy",
    });
    expect(texts(result)).toMatch(/Unsupported attribute[\s\S]*"no_such_output"/);
  });

  test("that only an apply shows is told with its resource", async () => {
    if (!(await hasTerraform())) return;
    const broken = { one: { provisioner: [{ "local-exec": { command: "exit 7" } }], "//": { metadata: { path: "network/one" } } } };
    const result = await rehearsePlanted([planted("network", { json: dataStack(broken) })]);
    expect(result.failures[0]).toMatchObject({ step: "apply", address: "terraform_data.one", constructPath: "network/one" });
    // What was made before the mistake is taken down again.
    expect(rows(result)).toEqual([["network", "failed", 1, 1, []]]);
  });

  test("of a second plan that is not empty names what it would change", async () => {
    if (!(await hasTerraform())) return;
    const restless = planted("network", { json: dataStack({ one: data({ input: "${timestamp()}" }) }) });
    const result = await rehearsePlanted([restless]);
    expect(result.failures.map(({ step, summary }) => [step, summary])).toEqual([["second plan", "The second plan is not empty"]]);
    expect(result.failures[0]?.detail).toMatch(/^update terraform_data\.one\n {2}input: ".*" -> \(known after apply\)\n {2}output:/);
  });
});

describe("the loss of a site", () => {
  const near = reader("near", "network");
  const far = reader("far", "network", "word", "eu-west-1");

  test.each(["plan", "apply"] as const)("stops a stack that reads another site's state, until %s", async (until) => {
    if (!(await hasTerraform())) return;
    const result = await rehearsePlanted([network, near, far], { until });
    expect(result.losses).toEqual([
      { site: "dev-aws-eu-central-1", inside: 2, planned: 0, stopped: ["far"] },
      { site: "dev-aws-eu-west-1", inside: 1, planned: 2, stopped: [] },
    ]);
    expect(result.failures.map(({ stack, step, address }) => [stack, step, address])).toEqual([
      ["far", "loss", "data.terraform_remote_state.network"],
    ]);
    expect(result.stacks.map(({ result: one }) => one)).toEqual(["passed", "passed", "failed"]);
  });
});
