import { join } from "node:path";
import { schemasOf } from "../../../tools/hcl/schemas";
import { init, plan } from "../../../tools/rehearse/commands";
import { writeStackCopy } from "../../../tools/rehearse/copies";
import type { Failure } from "../../../tools/rehearse/failures";
import { planFile } from "../../../tools/rehearse/ground";
import { planInHcl } from "../../../tools/rehearse/hcl";
import type { Copy } from "../../../tools/terraform/copy";
import { data, dataStack, freshWorkspace, hasTerraform, planted, rehearsePlanted } from "./planted";

const hcl = schemasOf();
const json = dataStack(
  {
    each: data({ for_each: '${toset(["a", "b"])}', input: "${upper(each.key)} costs $${1}" }),
    plain: data({ input: ["8080", 8080, null] }),
  },
  { output: { all: { value: "${[for one in terraform_data.each : one.input]}" } } },
);

/** Plans the stack in JSON, and in HCL as if it said what `other` makes of it. */
const planOther = async (other: (text: string) => string): Promise<readonly Failure[]> => {
  const workspace = freshWorkspace();
  const copy = writeStackCopy(workspace, join(workspace, "stacks/app"), planted("app", { json }), "1.11.0");
  const env = { PATH: process.env["PATH"] ?? "" };
  const run = { file: "terraform", place: { cwd: copy.folder, env, limitSeconds: 60 } };
  await init(run);
  await plan(run, planFile);
  return planInHcl({ ...copy, copy: JSON.parse(other(JSON.stringify(copy.copy))) as Copy }, run, hcl);
};

describe("a stack in HCL", () => {
  test("is planned as in JSON", async () => {
    if (!(await hasTerraform())) return;
    const { stacks, failures } = await rehearsePlanted([planted("app", { json })], { hcl });
    expect(failures).toEqual([]);
    expect(stacks).toMatchObject([{ stack: "app", add: 3, destroy: 3, result: "passed" }]);
  });

  test.each([
    [",8080,", ",8081,", /^planned_values\..*\.values\.input\.1: 8080 in JSON, 8081 in HCL$/],
    [",8080,", ',"8080",', /^planned_values\..*\.values\.input\.1: 8080 in JSON, "8080" in HCL$/],
    ['"plain"', '"other"', /^planned_values\..*\.address: "terraform_data.plain" in JSON, "terraform_data.other" in HCL$/],
    [',"output":', ',"locals":', /^planned_values\.outputs: .* in JSON, nothing in HCL$/],
  ])("that says something else (%s becomes %s) fails with the place and both values", async (from, to, expected) => {
    if (!(await hasTerraform())) return;
    const [failure, ...others] = await planOther((text) => text.replace(from, to));
    expect(others).toEqual([]);
    expect(failure).toMatchObject({ stack: "app", step: "plan in HCL", summary: "The plan of the same stack in HCL says something else" });
    expect(failure?.detail).toMatch(expected);
  });

  test("that Terraform refuses fails with Terraform's words", async () => {
    if (!(await hasTerraform())) return;
    const failures = await planOther((text) => text.replace("toset(", "toset_("));
    expect(failures).toMatchObject([{ step: "plan in HCL", summary: "Call to unknown function" }]);
  });
});
