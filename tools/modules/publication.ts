import { existsSync, readFileSync } from "node:fs";
import { schemasOf } from "../hcl/schemas";
import { projectModules } from "./faces";
import { moduleFiles } from "./files";
import { interfaceOf } from "./interface";
import type { BuiltModule } from "./module";
import { formatRecord, readRecord, recordedAt, recordFile } from "./record";

/** The library as it is published: its modules, and the files of each by path. */
export interface PublishedLibrary {
  readonly version: string;
  readonly modules: readonly BuiltModule[];
  /** By the name of the module. */
  readonly files: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** The record of interfaces with those of today, and whether the file says otherwise. */
  readonly record: { readonly text: string; readonly isNew: boolean };
}

/**
 * The library of this project, in the version of its package.json. `unpublished` says that nobody has the version yet for
 * which the record of interfaces was made.
 *
 * @throws EstateError AddressChanged and InterfaceBroken for what breaks callers of the recorded version.
 */
export const publishedLibrary = (unpublished = false): PublishedLibrary => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { readonly version: string };
  const modules = projectModules();
  const recorded = existsSync(recordFile) ? readFileSync(recordFile, "utf8") : "";
  const interfaces = new Map(modules.map((module) => [module.name, interfaceOf(module)]));
  const record = recordedAt(readRecord(recorded), interfaces, version, unpublished);
  const publication = { version, license: readFileSync("LICENSE", "utf8"), schemas: schemasOf(), record };
  const text = formatRecord(record);
  return {
    version,
    modules,
    files: new Map(modules.map((module) => [module.name, moduleFiles(module, publication)])),
    record: { text, isNew: text !== recorded },
  };
};
