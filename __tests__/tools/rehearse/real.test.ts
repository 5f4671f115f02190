import { mirrorVariable } from "../../../tools/terraform/mirror";
import type { RehearsalReport } from "../../../tools/rehearse/report";
import { rehearse, type RehearsalRequest } from "../../../tools/rehearse/run";
import { plantMirror, plantTerraform } from "../terraform-output";
import { noTwins } from "./planted";

const before = process.env[mirrorVariable];
afterEach(() => {
  if (before === undefined) Reflect.deleteProperty(process.env, mirrorVariable);
  else process.env[mirrorVariable] = before;
});

/** Says of every stack that it is right, but for those that `broken` names. */
const program = (broken = ""): string =>
  plantTerraform(`
    const error = { severity: "error", summary: "Broken", detail: "Thoroughly", address: "module.s0.aws_kms_key.cluster-sensitive" };
    const diagnostics = stacks.includes(${JSON.stringify(broken)}) ? [error] : [];
    if (command === "validate") console.log(JSON.stringify({ valid: diagnostics.length === 0, diagnostics }));
    if (command === "plan") console.log(JSON.stringify({ type: "change_summary", changes: { add: 0 } }));
  `);

/** Rehearses dev's keys with real providers alone, of which the mirror has these. */
const run = (mirror: string, terraform: string, more: Partial<RehearsalRequest> = {}): Promise<RehearsalReport> => {
  process.env[mirrorVariable] = mirror;
  return rehearse(
    {
      environments: ["dev"],
      globs: ["*-keys"],
      until: "plan",
      providers: "real",
      changes: [],
      allowed: [],
      terraform,
      onProgress: () => undefined,
      ...more,
    },
    noTwins,
  );
};

const stack = "dev-eu-aws-eu-central-1-keys";

describe("with real providers", () => {
  test("a stack whose providers are installed is validated and planned, and told in which version", async () => {
    const report = await run(plantMirror("hashicorp/aws/9.9.9"), program());
    expect(report.stacks.map(({ stack: name, result, provider }) => [name, result, provider])).toEqual([
      [stack, "passed", "real aws 9.9.9"],
    ]);
    expect(report.notes).toEqual(["validated with aws 9.9.9, pinned 6.25.0", "planned with aws 9.9.9, pinned 6.25.0"]);
    expect(report.terraform).toBe("1.99.0");
  });

  test("a stack whose providers are not installed is not run, and says so; nothing is fetched", async () => {
    const report = await run(plantMirror("hashicorp/random/1.0.0"), "/nonexistent/terraform");
    expect(report.stacks.map(({ result }) => result)).toEqual(["not run"]);
    expect(report.notes).toEqual([`no real provider for ${stack}: not installed: aws`]);
  });

  test("what they refuse is a failure, with the construct that made the resource", async () => {
    const report = await run(plantMirror("hashicorp/aws/9.9.9"), program(stack), { until: "validate" });
    expect(report.stacks.map(({ result }) => result)).toEqual(["failed"]);
    expect(report.failures).toMatchObject([
      {
        stack,
        step: "real validate",
        summary: "Broken",
        address: "aws_kms_key.cluster-sensitive",
        constructPath: `${stack}/cluster-sensitive/Resource`,
      },
    ]);
  });
});
