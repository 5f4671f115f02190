import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { synthesizeEstate, writeEstate } from "../main";
import type { TerraformReport } from "../tools/terraform/report";
import { planStacks, validateStacks } from "../tools/terraform/rehearsal";
import { withRealTerraform } from "./tools/terraform-output";

const estate = synthesizeEstate();

type Blocks = Record<string, Record<string, unknown>>;

/** What a gateway on AWS is without its records at the edge, whose provider can't be had: a name stands in for a record's. */
const withoutEdge = (text: string): string => {
  const json = JSON.parse(text.replace(/\$\{cloudflare_dns_record\.[\w.-]+\}/g, "record.example")) as Record<string, Blocks>;
  delete json["provider"]?.["cloudflare"];
  delete json["resource"]?.["cloudflare_dns_record"];
  delete json["terraform"]?.["required_providers"]?.["cloudflare"];
  return JSON.stringify(json);
};

const ofAws = estate.stacks.filter(({ providers }) => "aws" in providers);

const output = (folder: string): void => {
  writeEstate(folder, estate);
  for (const { path, providers } of ofAws.filter((stack) => "cloudflare" in stack.providers)) {
    expect(Object.keys(providers).sort()).toEqual(["aws", "cloudflare"]);
    const file = join(folder, path, "cdk.tf.json");
    writeFileSync(file, withoutEdge(readFileSync(file, "utf8")));
  }
};

/** Every stack of AWS passes; the others need providers that can't be had here, and are counted, never passed. */
const sound = ({ counts, stacks }: TerraformReport, notRun: "unavailable" | "skipped"): void => {
  expect(stacks.flatMap(({ stack, findings }) => findings.map(({ summary }) => `${stack}: ${summary}`))).toEqual([]);
  const passed = stacks.filter(({ result }) => result === "passed").map(({ stack }) => stack);
  expect(ofAws.map(({ name }) => name).filter((name) => !passed.includes(name))).toEqual([]);
  expect({ errors: counts.errors, warnings: counts.warnings, stacks: counts.stacks }).toEqual({
    errors: 0,
    warnings: 0,
    stacks: estate.stacks.length,
  });
  expect(counts.passed + counts[notRun]).toBe(estate.stacks.length);
};

describe("every stack on AWS, with real Terraform and the real AWS provider", () => {
  test("validates without an error or a warning", async () => {
    const report = await withRealTerraform(() => validateStacks({ output }));
    if (report !== undefined) sound(report, "unavailable");
  }, 900_000);

  test("plans without an error or a warning, and plans each resource that was synthesized", async () => {
    const report = await withRealTerraform(() => planStacks({ output }));
    if (report === undefined) return;
    sound(report, "skipped");
    const planned = new Map(report.stacks.map(({ stack, resources }) => [stack, resources]));
    const synthesized = ofAws.map(({ name, resources: { cloudflare_dns_record: _records, ...own } }) => [
      name,
      Object.values(own).reduce((sum, count) => sum + count, 0),
    ]);
    expect(ofAws.map(({ name }) => [name, planned.get(name)])).toEqual(synthesized);
  }, 900_000);
});
