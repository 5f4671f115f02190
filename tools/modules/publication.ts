import { readFileSync } from "node:fs";
import { schemasOf } from "../hcl/schemas";
import { projectModules } from "./faces";
import { moduleFiles } from "./files";
import type { BuiltModule } from "./module";

/** The library as it is published: its modules, and the files of each by path. */
export interface PublishedLibrary {
  readonly version: string;
  readonly modules: readonly BuiltModule[];
  /** By the name of the module. */
  readonly files: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** The library of this project, in the version of its package.json. */
export const publishedLibrary = (): PublishedLibrary => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { readonly version: string };
  const publication = { version, license: readFileSync("LICENSE", "utf8"), schemas: schemasOf() };
  const modules = projectModules();
  return { version, modules, files: new Map(modules.map((module) => [module.name, moduleFiles(module, publication)])) };
};
