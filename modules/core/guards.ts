import { AnnotationMetadataEntryType, Aspects, TerraformElement, TerraformResource, TerraformVariable } from "cdktf";
import type { TerraformStack } from "cdktf";
import { TerraformModuleAsset } from "cdktf/lib/terraform-module-asset";
import type { IConstruct } from "constructs";
import type { Problem } from "./errors";

/**
 * What cdktf does wrong without a word, made into errors. These guards look at the construct tree before it is
 * resolved; those in output-guards.ts look at what came out. docs/traps.md says what happens without each of them.
 */
export const treeProblems = (stack: TerraformStack): Problem[] => {
  const problems: Problem[] = [];
  const root = stack.node.root;
  if (root !== stack && Aspects.of(root).all.length > 0) {
    problems.push({
      code: "AspectNotRun",
      place: root.node.path === "" ? "the root" : root.node.path,
      rule: "an aspect must be added to a stack, for on the root it never runs",
      fix: "add it to each stack",
    });
  }
  for (const node of stack.node.findAll()) {
    problems.push(...annotationProblems(node));
    if (TerraformElement.isTerraformElement(node)) problems.push(...elementProblems(node));
    if (node instanceof TerraformModuleAsset) problems.push(moduleAssetProblem(node));
  }
  return problems;
};

const annotationProblems = (node: IConstruct): Problem[] =>
  node.node.metadata
    .filter((entry) => entry.type === (AnnotationMetadataEntryType.ERROR as string))
    .map((entry) => ({
      code: "ErrorAnnotation",
      place: node.node.path,
      rule: `the construct reports: ${String(entry.data)}`,
      fix: "mend what the annotation says",
    }));

/** Fields of cdktf's elements that no public accessor shows. */
interface ElementInternals {
  readonly _logicalIdOverride?: string;
  readonly _imported?: unknown;
  readonly rawOverrides: Record<string, unknown>;
}

const elementProblems = (element: TerraformElement): Problem[] => {
  const internals = element as unknown as ElementInternals;
  const problems: Problem[] = [];
  const place = element.node.path;
  if (internals._logicalIdOverride !== undefined && internals._logicalIdOverride !== element.friendlyUniqueId) {
    problems.push({
      code: "LogicalIdTooLate",
      place,
      rule: `the logical id must be overridden before an attribute is read; references already say '${element.friendlyUniqueId}'`,
      value: internals._logicalIdOverride,
      fix: "override the id right after the construct is made",
    });
  }
  if (internals._imported !== undefined) {
    problems.push({
      code: "ImportNeedsTerraform",
      place,
      rule: "an import block must not run Terraform during synthesis",
      fix: 'add it with stack.addOverride("import", [{ to, id }])',
    });
  }
  if (element instanceof TerraformVariable) problems.push(...variableProblems(element));
  if (TerraformResource.isTerraformResource(element)) problems.push(...overrideProblems(element, internals.rawOverrides));
  return problems;
};

const isSnakeCase = (key: string): boolean => /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(key);

const variableProblems = (variable: TerraformVariable): Problem[] =>
  keysOf(variable.default)
    .filter((key) => !isSnakeCase(key))
    .map((key) => ({
      code: "VariableDefaultRenamed",
      place: variable.node.path,
      rule: "a default object's keys must be in snake_case, for others are renamed on the way out",
      value: key,
      fix: 'set the default with addOverride("default", …)',
    }));

const keysOf = (value: unknown): string[] => {
  if (value === null || typeof value !== "object") return [];
  if (Array.isArray(value)) return value.flatMap(keysOf);
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
};

const overrideProblems = (resource: TerraformResource, overrides: Record<string, unknown>): Problem[] => {
  if (Object.keys(overrides).length === 0) return [];
  const attributes = (resource as unknown as { synthesizeAttributes(): Record<string, unknown> }).synthesizeAttributes();
  return appendedLists(attributes, overrides, []).map((path) => ({
    code: "OverrideOnList",
    place: resource.node.path,
    rule: `an override must not meet a list that the construct sets, for '${path}' would hold both`,
    fix: "set the whole list in the construct, or leave it unset there",
  }));
};

const appendedLists = (set: unknown, overrides: unknown, path: readonly string[]): string[] => {
  if (Array.isArray(overrides)) return Array.isArray(set) && set.length > 0 ? [path.join(".")] : [];
  if (overrides === null || typeof overrides !== "object" || set === null || typeof set !== "object") return [];
  return Object.entries(overrides).flatMap(([key, inner]) => appendedLists((set as Record<string, unknown>)[key], inner, [...path, key]));
};

const moduleAssetProblem = (asset: IConstruct): Problem => ({
  code: "RelativeModuleSource",
  place: asset.node.scope?.node.path ?? asset.node.path,
  rule: "a module with a relative source must not become an asset",
  fix: "set skipAssetCreationFromLocalModules on the module",
});
