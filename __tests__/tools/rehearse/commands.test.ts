import { apply, countChanges, destroy, isBroken, plan, validate, type Answer, type TerraformRun } from "../../../tools/rehearse/commands";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { freshFolder } from "../../support/folders";
import { plantTerraform } from "../terraform-output";

/** A run of a program that prints these lines and ends with a code. */
const runOf = (lines: readonly unknown[], code = 0): TerraformRun => {
  const cwd = freshFolder();
  writeFileSync(join(cwd, "main.tf.json"), "{}");
  const script = `for (const line of ${JSON.stringify(lines)}) console.log(typeof line === "string" ? line : JSON.stringify(line)); process.exitCode = ${String(code)};`;
  return { file: plantTerraform(script), place: { cwd, env: { PATH: process.env["PATH"] ?? "" }, limitSeconds: 60 } };
};

const summary = (operation: string) => ({ type: "change_summary", changes: { operation } });
const change = (addr: string, action: string) => ({
  type: "planned_change",
  change: { action, resource: { addr, resource_type: addr.split(".")[0] } },
});
const error = (text: string, more: object = {}) => ({
  type: "diagnostic",
  diagnostic: { severity: "error", summary: text, detail: "", ...more },
});
const failed = (addr: string, id?: string) => [
  ...(id === undefined ? [] : [{ type: "apply_start", hook: { resource: { addr, resource_type: addr.split(".")[0] }, id_value: id } }]),
  { type: "apply_errored", hook: { resource: { addr, resource_type: addr.split(".")[0] } } },
];
const said = ({ diagnostics }: Answer) => diagnostics.map(({ summary: text, address }) => [text, address]);

describe("a plan", () => {
  test("tells what it would do, and whether there is anything to do", async () => {
    const lines = [
      change("a.create", "create"),
      change("a.update", "update"),
      change("a.replace", "replace"),
      change("a.delete", "delete"),
    ];
    const answer = await plan(runOf([...lines, change("data.a.x", "read"), summary("plan")], 2), "x.tfplan");
    expect([answer.code, isBroken(answer)]).toEqual([2, false]);
    expect(countChanges(answer.changes)).toEqual({ add: 1, change: 1, replace: 1, destroy: 1 });
  });

  test.each([
    ["an exit code and no word", [], 1, "Terraform ended with exit code 1 and no result"],
    ["no last line", [change("a.b", "create")], 0, "Terraform ended with exit code 0 and no result"],
    ["another command's last line", [summary("apply")], 0, "Terraform ended with exit code 0 and no result"],
    ["a code of its own", [summary("plan")], 7, "Terraform ended with exit code 7 and no result"],
  ])("that ends with %s is broken", async (_, lines, code, text) => {
    expect(said(await plan(runOf(lines, code), "x.tfplan"))).toEqual([[text, undefined]]);
  });

  test("says the same thing once", async () => {
    expect(said(await plan(runOf([error("Broken"), error("Broken")], 1), "x.tfplan"))).toEqual([["Broken", undefined]]);
  });
});

describe("a validation", () => {
  test.each([
    [[{ valid: true, diagnostics: [] }], 0, []],
    [[{ valid: false, diagnostics: [{ severity: "error", summary: "Broken", address: "a.b" }] }], 1, [["Broken", "a.b"]]],
    [["all is well"], 0, [["Terraform ended with exit code 0 and no result", undefined]]],
  ])("that prints %j is heard", async (lines, code, expected) => {
    expect(said(await validate(runOf(lines, code)))).toEqual(expected);
  });
});

describe("an error without an address", () => {
  test("is that of the one resource that failed", async () => {
    const answer = await destroy(runOf([...failed("aws_vpc.main"), error("deleting: DependencyViolation")], 1));
    expect([said(answer), answer.failed]).toEqual([[["deleting: DependencyViolation", "aws_vpc.main"]], ["aws_vpc.main"]]);
  });

  test("is that of the resource whose id or whose type it names", async () => {
    const lines = [
      ...failed("aws_vpc.main", "vpc-0aaa1111"),
      ...failed("aws_subnet.a", "subnet-0bbb"),
      ...failed("aws_kms_key.k"),
      error("deleting EC2 Subnet (subnet-0bbb): refused"),
      error("deleting EC2 VPC", { detail: "of vpc-0aaa1111" }),
      error("refused: aws_kms_key"),
    ];
    expect(said(await destroy(runOf(lines, 1))).map(([, address]) => address)).toEqual(["aws_subnet.a", "aws_vpc.main", "aws_kms_key.k"]);
  });

  test("stays without one where it could be that of two", async () => {
    const lines = [...failed("aws_vpc.a"), ...failed("aws_vpc.b"), error("deleting aws_vpc: refused"), error("other")];
    expect(said(await destroy(runOf(lines, 1))).map(([, address]) => address)).toEqual([undefined, undefined]);
  });

  test("keeps an address that it has", async () => {
    const lines = [...failed("aws_vpc.a"), error("Broken", { address: "aws_vpc.a" })];
    expect(said(await apply(runOf(lines, 1), "x.tfplan"))).toEqual([["Broken", "aws_vpc.a"]]);
  });
});
