import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Types that Terraform files name. */
export interface UsedTypes {
  readonly resources: readonly string[];
  readonly data_sources: readonly string[];
  readonly ephemeral_resources: readonly string[];
}

const kinds = { resource: "resources", data: "data_sources", ephemeral: "ephemeral_resources" } as const;

/**
 * The types that the files of a folder name, of the folders below it, and of modules that they take from elsewhere on the
 * disk. A word in a comment counts too: a type too many costs nothing.
 */
export const usedTypes = (folder: string): UsedTypes => {
  const found = { resources: new Set<string>(), data_sources: new Set<string>(), ephemeral_resources: new Set<string>() };
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path) || !existsSync(path)) return;
    seen.add(path);
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const below = join(path, entry.name);
      if (entry.isDirectory() && !isForeign(entry.name)) visit(below);
      if (!entry.isFile() || !/\.(tf|tofu)(test\.hcl)?(\.json)?$|\.tftest\.hcl$/.test(entry.name)) continue;
      const text = readFileSync(below, "utf8");
      for (const [kind, type] of entry.name.endsWith(".json") ? typesInJson(text) : typesInHcl(text)) found[kinds[kind]].add(type);
      for (const [, source = ""] of text.matchAll(/"?source"?\s*[=:]\s*"(\.\.?\/[^"]*)"/g)) visit(resolve(path, source));
    }
  };
  visit(resolve(folder));
  return {
    resources: [...found.resources].sort(),
    data_sources: [...found.data_sources].sort(),
    ephemeral_resources: [...found.ephemeral_resources].sort(),
  };
};

type Kind = keyof typeof kinds;

/** Terraform's own folder holds modules that were fetched; its providers are no modules. */
const isForeign = (name: string): boolean => ["node_modules", ".git", "providers"].includes(name);

const typesInHcl = (text: string): readonly (readonly [Kind, string])[] =>
  [...text.matchAll(/^\s*(resource|data|ephemeral)\s+"?([a-z][a-z0-9_]*)"?\s+"/gm)].map(([, kind = "", type = ""]) => [kind as Kind, type]);

const typesInJson = (text: string): readonly (readonly [Kind, string])[] => {
  try {
    const blocks = JSON.parse(text) as Readonly<Record<string, unknown>>;
    return (Object.keys(kinds) as Kind[]).flatMap((kind) =>
      [blocks[kind] ?? {}].flat().flatMap((one) => Object.keys(one).map((type) => [kind, type] as const)),
    );
  } catch {
    // Terraform says it better.
    return [];
  }
};
