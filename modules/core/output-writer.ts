import { constants } from "node:fs";
import { dirname, join } from "node:path";
import { failOn } from "./errors";
import {
  clearStaging,
  estateOutput,
  pathProblems,
  realFileSystem,
  refuseForeignFolder,
  releaseLock,
  stagedNames,
  stagingOf,
  systemCode,
  takeLock,
  type FileSystem,
  type Output,
  type OutputKind,
} from "./output-folder";
import { commit, generatedFiles, isFolder, recover, rollForward, type Journal } from "./output-journal";

/** What a run changed. Every list is sorted. */
export interface WrittenOutput {
  /** Files that are new or have another content than before. */
  readonly written: readonly string[];
  /** How many files already had the wanted content. They were not touched. */
  readonly unchanged: number;
  /** Stack folders that are gone. */
  readonly removed: readonly string[];
  /** Stack folders to remove that still hold a state, or another file that no run made. Only the generated files are gone. */
  readonly kept: readonly string[];
}

/**
 * Completes or clears what an interrupted run left. Every reader of the folder calls it first. Idempotent; where no run
 * was interrupted it makes one call to the file system and changes nothing.
 *
 * @throws EstateError OutputBusy while a run is writing; OutputNotOurs where the folder, or what is staged in it, is
 * not of a run's making.
 */
export const repairOutput = (folder: string, fs: FileSystem = realFileSystem): void => {
  if (stagedNames(folder, fs) === undefined) return;
  refuseForeignFolder(folder, fs);
  takeLock(folder, fs);
  try {
    recover(folder, fs);
  } finally {
    releaseLock(folder, fs);
  }
};

/**
 * Writes all of an output or nothing. `make` is called once the folder is whole and no other run can change it, so that
 * it may look at what stands there. Files that have the wanted content are not touched, and no file that a run did not
 * make is ever removed, except what `terraform init` makes again in a stack's folder that is removed as a whole.
 *
 * Changed files are staged, a journal is committed by one rename, and only then the files are moved to their places.
 * A process that is killed before the rename leaves the old output; killed after it, the next run or reader finishes
 * the moves. A call that fails before the rename leaves the old output and an empty staging folder, and its error is
 * passed on. One that fails after it is passed on too, and the journal waits for the next run.
 *
 * A failure of power is not provided for: nothing is flushed to the disk. The next run compares every file with what it
 * wants, and so puts right what was lost. The folder must lie on one file system.
 *
 * @throws EstateError BadFormat for a path outside the folder; OutputNotOurs; OutputBusy.
 */
export const writeOutput = (
  folder: string,
  make: () => Output,
  fs: FileSystem = realFileSystem,
  kind: OutputKind = estateOutput,
): WrittenOutput => {
  refuseForeignFolder(folder, fs, kind);
  takeLock(folder, fs);
  try {
    recover(folder, fs);
    const output = make();
    failOn(pathProblems([...output.files.keys()], output.remove));
    const journal = stage(folder, output, fs);
    const nothing = journal.writes.length === 0 && journal.removals.length === 0;
    const { removed, kept } = nothing ? { removed: [], kept: [] } : rollForward(folder, journal, fs);
    return { written: [...journal.writes].sort(), unchanged: output.files.size - journal.writes.length, removed, kept };
  } finally {
    releaseLock(folder, fs);
  }
};

/** Stages what has changed and commits the journal, or leaves an empty staging folder. */
const stage = (folder: string, output: Output, fs: FileSystem): Journal => {
  try {
    const writes = [...output.files].map(([path, content]) => ({
      path,
      content: typeof content === "string" ? Buffer.from(content) : content,
    }));
    const changed = writes.filter(({ path, content }) => !hasContent(join(folder, path), content, fs)).sort(deepestFirst);
    const removals = [...new Set(output.remove)].sort().filter((path) => isFolder(join(folder, path), fs) !== undefined);
    const touched = [
      ...changed.map(({ path }) => dirname(path)),
      ...removals.filter((path) => generatedFiles.some((name) => fs.existsSync(join(folder, path, name)))),
    ];
    for (const path of new Set(touched)) refuseReadOnly(folder, path, fs);
    for (const [index, { content }] of changed.entries()) fs.writeFileSync(join(stagingOf(folder), String(index)), content);
    const journal = { writes: changed.map(({ path }) => path), removals };
    if (changed.length > 0 || removals.length > 0) commit(folder, journal, fs);
    return journal;
  } catch (error) {
    try {
      clearStaging(folder, fs);
    } catch {
      // The next run clears it; the first error is the one that tells what is wrong.
    }
    throw error;
  }
};

/** The stacks before the manifest that lists them. */
const deepestFirst = (a: { readonly path: string }, b: { readonly path: string }): number => {
  const depth = b.path.split("/").length - a.path.split("/").length;
  return depth !== 0 ? depth : a.path < b.path ? -1 : 1;
};

const hasContent = (path: string, content: Buffer, fs: FileSystem): boolean => {
  try {
    return fs.readFileSync(path).equals(content);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return false;
    throw error;
  }
};

/** Fails while nothing has been changed yet, where a move would fail: a folder that, say, Terraform made as another user. */
const refuseReadOnly = (folder: string, path: string, fs: FileSystem): void => {
  try {
    fs.accessSync(join(folder, path), constants.W_OK | constants.X_OK);
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw error;
    refuseReadOnly(folder, dirname(path), fs);
  }
};
