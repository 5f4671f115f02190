import * as nodeFileSystem from "node:fs";
import { join } from "node:path";
import { EstateError, type Problem } from "./errors";

/** The file-system calls that the writer makes: those of node:fs by default; a test injects failures. */
export interface FileSystem {
  readonly accessSync: (path: string, mode: number) => void;
  readonly existsSync: (path: string) => boolean;
  readonly lstatSync: (path: string) => { readonly isDirectory: () => boolean };
  readonly mkdirSync: (path: string, options: { readonly recursive: true }) => void;
  readonly readdirSync: (path: string) => string[];
  readonly readFileSync: (path: string) => Buffer;
  readonly renameSync: (from: string, to: string) => void;
  readonly rmSync: (path: string, options: { readonly recursive?: true; readonly force: true }) => void;
  readonly rmdirSync: (path: string) => void;
  readonly writeFileSync: (path: string, content: string | Buffer) => void;
}

/** The real file system. */
export const realFileSystem: FileSystem = nodeFileSystem;

/** What an output folder is for: a later run knows one of its own by what stands in it. */
export interface OutputKind {
  /** Whether these names in a folder tell that a run of this kind wrote it. */
  readonly isOurs: (names: readonly string[]) => boolean;
  /** What a folder has to be, as a sentence without a full stop. */
  readonly rule: string;
}

/** The estate as root modules. */
export const estateOutput: OutputKind = {
  isOurs: (names) => names.includes("manifest.json") && (names.includes("stacks") || names.includes("estate.json")),
  rule: "the output folder must be new, empty, or an earlier output, which has a manifest.json next to stacks/",
};

/**
 * What an output folder should hold. Paths are relative to the folder, with '/' between their parts. What its kind asks
 * for should be among the files, for by that a later run knows the folder.
 */
export interface Output {
  /** Path to content. A file that is there and not listed stays as it is. */
  readonly files: ReadonlyMap<string, string | Buffer>;
  /** Stack folders, such as `stacks/dev-…`, that are no longer wanted. One that is not there is passed over. */
  readonly remove: readonly string[];
}

/** The folder inside the output folder that holds a run's lock, its staged files and its journal, and is gone after the run. */
export const stagingOf = (folder: string): string => join(folder, ".staging");

/** Any name that the writer gives to a file in the staging folder. Nothing else is ever deleted there. */
const ownName = /^(?:lock-[1-9]\d*|journal\.json|journal\.tmp|\d+)$/;
const lockName = /^lock-([1-9]\d*)$/;

/** The system's code of a failed call, such as `ENOENT`. Does not use `instanceof`: under a test runner, node's errors are of another realm. */
export const systemCode = (error: unknown): string | undefined =>
  typeof error === "object" && error !== null && "code" in error && typeof error.code === "string" ? error.code : undefined;

/** The names in a folder, or `undefined` where there is none. */
export const namesIn = (folder: string, fs: FileSystem): string[] | undefined => {
  try {
    return fs.readdirSync(folder);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  }
};

/** Tells that the writer will not touch what it did not make. */
export const notOurs = (place: string, value: string, fix: string, { rule }: OutputKind = estateOutput): EstateError =>
  new EstateError([{ code: "OutputNotOurs", place, rule, value, fix }]);

/**
 * Refuses a folder that no run of this kind wrote: one that holds something, but neither what the kind asks for nor the
 * journal of a first run that was interrupted. Writes nothing.
 *
 * @throws EstateError OutputNotOurs
 */
export const refuseForeignFolder = (folder: string, fs: FileSystem, kind: OutputKind = estateOutput): void => {
  const fix = "choose another output folder, or empty this one yourself";
  try {
    const all = namesIn(folder, fs) ?? [];
    const names = all.filter((name) => name !== ".staging").sort();
    if (names.length === 0) return;
    if (kind.isOurs(names)) return;
    if (all.includes(".staging") && fs.existsSync(join(stagingOf(folder), "journal.json"))) return;
    throw notOurs(folder, names.slice(0, 3).join(", "), fix, kind);
  } catch (error) {
    if (systemCode(error) === "ENOTDIR") throw notOurs(folder, "a file", fix, kind);
    throw error;
  }
};

/**
 * The names in the staging folder, or `undefined` where there is none.
 *
 * @throws EstateError OutputNotOurs where it holds something that the writer never makes, or is a file.
 */
export const stagedNames = (folder: string, fs: FileSystem): string[] | undefined => {
  const staging = stagingOf(folder);
  const fix = `delete '${staging}' if nothing else needs it, and run again`;
  try {
    const names = namesIn(staging, fs);
    const foreign = names?.filter((name) => !ownName.test(name)).sort();
    if (foreign !== undefined && foreign.length > 0) throw notOurs(staging, foreign.slice(0, 3).join(", "), fix);
    return names;
  } catch (error) {
    if (systemCode(error) === "ENOTDIR") throw notOurs(staging, "a file", fix);
    throw error;
  }
};

/** Deletes what is in the staging folder, except locks. The journal goes before the files of which it speaks. */
export const clearStaging = (folder: string, fs: FileSystem): void => {
  const names = (stagedNames(folder, fs) ?? []).filter((name) => !lockName.test(name));
  for (const name of names.sort().reverse()) fs.rmSync(join(stagingOf(folder), name), { force: true });
};

const lockOf = (folder: string, pid: number): string => join(stagingOf(folder), `lock-${String(pid)}`);

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === "EPERM";
  }
};

const busy = (folder: string, pid: number): EstateError =>
  new EstateError([
    {
      code: "OutputBusy",
      place: folder,
      rule: "only one run at a time may use an output folder",
      value: `process ${String(pid)}`,
      fix: `wait until process ${String(pid)} has ended; if it is another program, delete '${lockOf(folder, pid)}'`,
    },
  ]);

/**
 * Takes the folder for this process, making it and its staging folder where needed. A lock is an empty file named after
 * its process, so it is never half written. Each run first makes its own and only then looks for others': of two that
 * begin together at least one sees the other and withdraws. The lock of a dead process is deleted. One with this
 * process's own number was left by an earlier process of that number, as happens in containers, and is taken over.
 *
 * Holds between processes that see each other's numbers: on one machine, and in one container.
 *
 * @throws EstateError OutputBusy, OutputNotOurs
 */
export const takeLock = (folder: string, fs: FileSystem, attempts = 3): void => {
  const staging = stagingOf(folder);
  stagedNames(folder, fs);
  try {
    fs.mkdirSync(staging, { recursive: true });
    fs.writeFileSync(lockOf(folder, process.pid), "");
  } catch (error) {
    // Another run that was ending has just removed the staging folder.
    if (systemCode(error) !== "ENOENT" || attempts <= 1) throw error;
    takeLock(folder, fs, attempts - 1);
    return;
  }
  for (const name of fs.readdirSync(staging)) {
    const pid = Number(lockName.exec(name)?.[1] ?? process.pid);
    if (pid === process.pid) continue;
    if (isAlive(pid)) {
      releaseLock(folder, fs);
      throw busy(folder, pid);
    }
    fs.rmSync(join(staging, name), { force: true });
  }
};

/** Gives the folder free. Never fails: a lock that stays is the lock of a dead process soon. */
export const releaseLock = (folder: string, fs: FileSystem): void => {
  try {
    fs.rmSync(lockOf(folder, process.pid), { force: true });
    fs.rmdirSync(stagingOf(folder));
  } catch {
    // Not empty: another run has begun, or a journal waits for its repair.
  }
};

const segmentRule = /^[^/\\\0]+$/;

const isInside = (path: string): boolean => {
  const segments = path.split("/");
  if (segments[0]?.toLowerCase() === ".staging" || /^[A-Za-z]:/.test(path)) return false;
  return segments.every((segment) => segmentRule.test(segment) && segment !== "." && segment !== "..");
};

const ancestors = (path: string): string[] => {
  const segments = path.split("/");
  return segments.slice(1).map((_, index) => segments.slice(0, index + 1).join("/"));
};

/** What is wrong with the paths of an output: they must stay inside the folder and must not exclude each other. */
export const pathProblems = (files: readonly string[], remove: readonly string[]): Problem[] => {
  const problem = (path: string, rule: string, fix: string): Problem => ({ code: "BadFormat", place: "output", rule, value: path, fix });
  const known = new Set(files);
  const inner = new Set(files.flatMap(ancestors));
  return [
    ...[...new Set([...files, ...remove])]
      .filter((path) => !isInside(path))
      .map((path) =>
        problem(
          path,
          "a path must lie inside the output folder and outside its '.staging'",
          "use a relative path without '.', '..' and '\\'",
        ),
      ),
    ...files.filter((path) => inner.has(path)).map((path) => problem(path, "a file must not be a folder of another file", "rename one")),
    ...[...new Set(remove)]
      .filter((path) => known.has(path) || inner.has(path))
      .map((path) => problem(path, "a folder to remove must not hold a wanted file", "take it from the folders to remove")),
  ];
};
