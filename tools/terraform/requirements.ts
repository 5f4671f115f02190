import type { TerraformJson } from "../../modules/core/output-guards";

/** A provider that a stack needs. */
export interface Requirement {
  /** The name by which the stack's code calls it, such as `aws`. */
  readonly local: string;
  /** With its host in front, such as `registry.terraform.io/hashicorp/aws`. */
  readonly source: string;
  /** The version that the stack asks for, as it is written; `any` where it names none. */
  readonly pinned: string;
}

/** The provider of AWS. */
export const awsSource = "registry.terraform.io/hashicorp/aws";

/**
 * The providers of a stack, sorted by name: those that it declares, and those that Terraform would add for a resource
 * whose provider is not declared. The one that is part of Terraform is left out.
 */
export const requirementsOf = (json: TerraformJson): readonly Requirement[] => {
  const declared = (json.terraform?.["required_providers"] ?? {}) as Readonly<Record<string, unknown>>;
  const requirements = Object.entries(declared).map(([local, value]) => {
    const { source, version } = typeof value === "string" ? { version: value } : (value as { source?: string; version?: string });
    return { local, source: fullSource(source ?? local), pinned: version ?? "any" };
  });
  const used = [
    ...Object.keys(json.provider ?? {}),
    ...(["resource", "data", "ephemeral"] as const).flatMap((block) => prefixes(json[block])),
  ];
  const implied = [...new Set(used)]
    .filter((local) => local !== "terraform" && !(local in declared))
    .map((local) => ({ local, source: fullSource(local), pinned: "any" }));
  return [...requirements, ...implied]
    .filter(({ source }) => !source.startsWith("terraform.io/builtin/"))
    .sort((a, b) => (a.local < b.local ? -1 : 1));
};

/** `hashicorp/aws` for a source of the public registry; any other in full. */
export const shortSource = (source: string): string => source.replace(/^registry\.terraform\.io\//, "");

const fullSource = (source: string): string => {
  const words = source.split("/");
  if (words.length === 1) return `registry.terraform.io/hashicorp/${source}`;
  return words.length === 2 ? `registry.terraform.io/${source}` : source;
};

/** The provider's name in each resource type; a resource that names its provider itself has it declared. */
const prefixes = (block: unknown): readonly string[] =>
  Object.entries((block ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>).flatMap(([type, byName]) =>
    Object.values(byName).some((body) => !(typeof body === "object" && body !== null && "provider" in body))
      ? [type.split("_")[0] ?? type]
      : [],
  );
