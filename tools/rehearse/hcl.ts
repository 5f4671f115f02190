import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import type { Schemas } from "../../modules/core/hcl/forms";
import { writeHcl } from "../../modules/core/hcl/writer";
import { isRecord } from "../../modules/policy/view";
import { copyFile } from "../terraform/diagnostics";
import * as terraform from "./commands";
import type { StackCopy } from "./copies";
import { failuresOf, ownFailure, type Failure } from "./failures";
import { planFile } from "./ground";

/** What a plan says. The rest of its JSON is how the configuration is written, and when. */
const said = ["planned_values", "resource_changes", "output_changes", "resource_drift", "checks", "variables"] as const;

/**
 * Plans a stack's copy once more, written as HCL, beside the plan that lies in its folder: both must say the same of every
 * resource, output and check. The two see the same state and the same states of others.
 */
export const planInHcl = async (copy: StackCopy, run: terraform.TerraformRun, schemas: Schemas): Promise<readonly Failure[]> => {
  const folder = `${copy.folder}.hcl`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  cpSync(copy.folder, folder, { recursive: true, filter: (path) => !path.endsWith(copyFile) && !path.endsWith(planFile) });
  writeFileSync(`${folder}/main.tf`, writeHcl(copy.copy, schemas, copy.entry.name));
  const inHcl = { ...run, place: { ...run.place, cwd: folder } };
  const answer = await terraform.plan(inHcl, planFile);
  if (terraform.isBroken(answer)) return failuresOf("plan in HCL", copy, answer.diagnostics);
  const [json, hcl] = await Promise.all([terraform.showPlan(run, planFile), terraform.showPlan(inHcl, planFile)]);
  rmSync(folder, { recursive: true, force: true });
  return planDifference(json, hcl).map((detail) =>
    ownFailure("plan in HCL", copy, { summary: "The plan of the same stack in HCL says something else", detail }),
  );
};

/** The first thing of which two plans in JSON, of a configuration in JSON and in HCL, say something else; none where they say the same. */
export const planDifference = (json: unknown, hcl: unknown): readonly string[] =>
  said.flatMap((part) => firstDifference(partOf(json, part), partOf(hcl, part), part)).slice(0, 1);

const partOf = (plan: unknown, part: string): unknown => (isRecord(plan) ? plan[part] : undefined);

/** The place and the values of the first difference between two values; none where they are the same. */
const firstDifference = (json: unknown, hcl: unknown, path: string): readonly string[] => {
  if (isDeepStrictEqual(json, hcl)) return [];
  const both = [json, hcl];
  if (both.every(Array.isArray) || both.every(isRecord)) {
    const [a, b] = both as readonly Readonly<Record<string, unknown>>[];
    const keys = [...new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])].sort();
    return keys.flatMap((key) => firstDifference(a?.[key], b?.[key], `${path}.${key}`)).slice(0, 1);
  }
  return [`${path}: ${short(json)} in JSON, ${short(hcl)} in HCL`];
};

const short = (value: unknown): string => {
  const text = (JSON.stringify(value) as string | undefined) ?? "nothing";
  return text.length > 300 ? `${text.slice(0, 297)}...` : text;
};
