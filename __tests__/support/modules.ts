import { readFileSync } from "node:fs";
import { projectModules } from "../../tools/modules/faces";
import type { BuiltModule } from "../../tools/modules/module";
import type { Publication } from "../../tools/modules/files";
import { schemasOf } from "../../tools/hcl/schemas";

const built = new Map<string, readonly BuiltModule[]>();

/** Every published module, built once in a test file. */
export const publishedModules = (): readonly BuiltModule[] => {
  const found = built.get("all") ?? projectModules();
  built.set("all", found);
  return found;
};

/** The published module of that name. */
export const publishedModule = (name: string): BuiltModule => {
  const found = publishedModules().find((module) => module.name === name);
  if (found === undefined) throw new Error(`no module ${name}`);
  return found;
};

/** What modules are published with in tests. */
export const publication: Publication = { version: "1.2.3", license: readFileSync("LICENSE", "utf8"), schemas: schemasOf() };
