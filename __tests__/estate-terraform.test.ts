import { synthesizeEstate, writeEstate } from "../main";
import type { TerraformReport } from "../tools/terraform/report";
import { planStacks, validateStacks } from "../tools/terraform/rehearsal";
import { withRealTerraform } from "./tools/terraform-output";

const estate = synthesizeEstate();
const output = (folder: string): void => void writeEstate(folder, estate);

const sound = ({ counts, stacks }: TerraformReport): void => {
  expect(stacks.flatMap(({ stack, findings }) => findings.map(({ summary }) => `${stack}: ${summary}`))).toEqual([]);
  expect(counts).toMatchObject({
    stacks: estate.stacks.length,
    passed: estate.stacks.length,
    errors: 0,
    warnings: 0,
    unavailable: 0,
    skipped: 0,
  });
};

describe("every stack of the estate, with real Terraform and the real AWS provider", () => {
  test("validates without an error or a warning", async () => {
    const report = await withRealTerraform(() => validateStacks({ output }));
    if (report !== undefined) sound(report);
  }, 900_000);

  test("plans without an error or a warning, and plans each resource that was synthesized", async () => {
    const report = await withRealTerraform(() => planStacks({ output }));
    if (report === undefined) return;
    sound(report);
    const synthesized = estate.stacks.map(({ name, resources }) => [name, Object.values(resources).reduce((sum, count) => sum + count, 0)]);
    expect(report.stacks.map(({ stack, resources }) => [stack, resources])).toEqual(synthesized);
  }, 900_000);
});
