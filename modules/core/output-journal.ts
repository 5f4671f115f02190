import { dirname, join } from "node:path";
import { clearStaging, namesIn, notOurs, pathProblems, stagedNames, stagingOf, systemCode, type FileSystem } from "./output-folder";

/** What is left to do after the commit point. Each step may be repeated: what has been done is passed over. */
export interface Journal {
  /** Targets; the content of the n-th lies in the staging folder under the name n. */
  readonly writes: readonly string[];
  /** Stack folders that are no longer wanted. */
  readonly removals: readonly string[];
}

/** What became of the folders to remove. */
export interface Removals {
  /** Folders that are gone. */
  readonly removed: readonly string[];
  /** Folders that still hold something that no run made. */
  readonly kept: readonly string[];
}

/** What the writer may put into a stack's folder: Terraform's JSON, or the files of a root module in HCL. */
export const generatedFiles: readonly string[] = ["cdk.tf.json", "main.tf", "outputs.tf", "providers.tf", "terraform.tf", "variables.tf"];
/**
 * What `terraform init` makes and would make again. `.terraform/terraform.tfstate` is among it: it records which backend
 * the folder was initialized for and holds no resource. The state of a local backend lies beside cdk.tf.json, or under
 * terraform.tfstate.d, and is never touched.
 */
const madeByInit: readonly string[] = [".terraform", ".terraform.lock.hcl"];
/** Failures of a removal that leave the folder standing, without harm to the output. */
const staying: readonly string[] = ["EACCES", "EBUSY", "EEXIST", "ENOTEMPTY", "EPERM"];

/** Writes the journal under another name and renames it, which is the commit point: from here on the output is the new one. */
export const commit = (folder: string, journal: Journal, fs: FileSystem): void => {
  const draft = join(stagingOf(folder), "journal.tmp");
  fs.writeFileSync(draft, JSON.stringify(journal));
  fs.renameSync(draft, join(stagingOf(folder), "journal.json"));
};

/** Carries out a journal. Calling it again after any interruption brings the same output. */
export const rollForward = (folder: string, journal: Journal, fs: FileSystem): Removals => {
  for (const [index, target] of journal.writes.entries()) {
    move(join(stagingOf(folder), String(index)), join(folder, target), fs);
  }
  const removed: string[] = [];
  const kept: string[] = [];
  for (const removal of journal.removals) (removeStack(join(folder, removal), fs) ? removed : kept).push(removal);
  clearStaging(folder, fs);
  return { removed, kept };
};

const move = (from: string, to: string, fs: FileSystem): void => {
  try {
    fs.renameSync(from, to);
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw error;
    if (!fs.existsSync(from)) return; // Moved before the interruption.
    fs.mkdirSync(dirname(to), { recursive: true });
    fs.renameSync(from, to);
  }
};

/** Whether a folder stands there; a link to one does not count, since its content is another's. `undefined` where nothing stands. */
export const isFolder = (path: string, fs: FileSystem): boolean | undefined => {
  try {
    return fs.lstatSync(path).isDirectory();
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  }
};

/**
 * Removes the generated files, and the folder too where nothing is left but what `terraform init` makes. It looks at the
 * folder each time, so that a state made between an interruption and its repair is kept, and the folder itself is never
 * deleted recursively. Returns whether the folder is gone.
 */
const removeStack = (folder: string, fs: FileSystem): boolean => {
  const exists = isFolder(folder, fs);
  if (exists !== true) return exists === undefined;
  const names = namesIn(folder, fs) ?? [];
  const ours = names.filter((name) => generatedFiles.includes(name) && isFolder(join(folder, name), fs) === false);
  for (const name of ours) fs.rmSync(join(folder, name), { force: true });
  const others = names.filter((name) => !ours.includes(name));
  if (others.some((name) => !madeByInit.includes(name))) return false;
  try {
    for (const name of others) fs.rmSync(join(folder, name), { recursive: true, force: true });
    fs.rmdirSync(folder);
  } catch (error) {
    const code = systemCode(error);
    if (code !== undefined && staying.includes(code)) return false;
    if (code !== "ENOENT") throw error;
  }
  return true;
};

const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((item) => typeof item === "string");

const parseJournal = (text: string): Journal | undefined => {
  try {
    const { writes, removals } = JSON.parse(text) as { readonly writes?: unknown; readonly removals?: unknown };
    return isTexts(writes) && isTexts(removals) && pathProblems(writes, removals).length === 0 ? { writes, removals } : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Brings the folder back into order while this process holds its lock: carries out a journal that waits, and clears the
 * staging folder.
 *
 * @throws EstateError OutputNotOurs where the journal was not written by a run, or was damaged by a power failure.
 */
export const recover = (folder: string, fs: FileSystem): void => {
  if (stagedNames(folder, fs)?.includes("journal.json") === true) {
    const path = join(stagingOf(folder), "journal.json");
    const journal = parseJournal(fs.readFileSync(path).toString("utf8"));
    if (journal === undefined) {
      throw notOurs(path, "a damaged journal", `delete '${stagingOf(folder)}' and synthesize again, which puts every file right`);
    }
    rollForward(folder, journal, fs);
  } else clearStaging(folder, fs);
};
