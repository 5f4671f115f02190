import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { EstateError } from "../../modules/core/errors";
import { formatJson } from "../../modules/core/json";

/** By this file a later run knows the folder as one that it may replace. */
const indexFile = "index.json";

/**
 * Writes the modules' files, by path, as the whole content of `folder`, which is replaced by two renames: a run that is
 * interrupted leaves the old modules or the new ones. Returns how many files are new or have another text than before.
 *
 * @throws EstateError OutputNotOurs where the folder holds something that no run wrote.
 */
export const writeModules = (folder: string, files: ReadonlyMap<string, string>): number => {
  if (existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(join(folder, indexFile))) {
    const rule = `the folder must be new, empty, or one that an earlier run wrote, which has an ${indexFile}`;
    throw new EstateError([{ code: "OutputNotOurs", place: folder, rule, fix: "name another folder with --out" }]);
  }
  const all = new Map([...files, [indexFile, formatJson([...files.keys()].sort())]]);
  const textOf = (path: string): string | undefined =>
    existsSync(join(folder, path)) ? readFileSync(join(folder, path), "utf8") : undefined;
  const changed = [...all].filter(([path, text]) => textOf(path) !== text).length;
  const [next, last] = [`${folder}.next`, `${folder}.last`];
  for (const path of [next, last]) rmSync(path, { recursive: true, force: true });
  for (const [path, text] of all) {
    mkdirSync(join(next, dirname(path)), { recursive: true });
    writeFileSync(join(next, path), text);
  }
  if (existsSync(folder)) renameSync(folder, last);
  else mkdirSync(dirname(folder), { recursive: true });
  renameSync(next, folder);
  rmSync(last, { recursive: true, force: true });
  return changed;
};
