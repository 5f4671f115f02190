import { spawnSync } from "node:child_process";
import * as nodeFs from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { realFileSystem, type FileSystem, type Output } from "../../../modules/core/output-folder";
import { writeOutput, type WrittenOutput } from "../../../modules/core/output-writer";

// In memory where the system offers that: the tests make many thousand small files.
const memory = "/dev/shm";
const root = nodeFs.mkdtempSync(join(nodeFs.existsSync(memory) ? memory : nodeFs.realpathSync(tmpdir()), "output-writer-"));

let folders = 0;
/** The path of a folder that does not exist yet. */
export const newFolder = (): string => join(root, String(++folders));

/** Deletes every folder made so far. */
export const deleteFolders = (): void => {
  for (const name of nodeFs.readdirSync(root)) nodeFs.rmSync(join(root, name), { recursive: true, force: true });
};

/** Deletes the place of the folders too. */
export const deleteAll = (): void => nodeFs.rmSync(root, { recursive: true, force: true });

/** Content by path. */
export type Tree = Readonly<Record<string, string>>;

/** Writes files into a folder. */
export const put = (folder: string, tree: Tree): void => {
  for (const [path, content] of Object.entries(tree)) {
    nodeFs.mkdirSync(dirname(join(folder, path)), { recursive: true });
    nodeFs.writeFileSync(join(folder, path), content);
  }
};

/** Each file with its content, and each empty folder; without the staging folder. */
export const look = (folder: string, under = ""): Tree => {
  const entries = nodeFs.readdirSync(join(folder, under), { withFileTypes: true }).filter(({ name }) => name !== ".staging");
  if (entries.length === 0 && under !== "") return { [`${under}/`]: "" };
  return Object.assign(
    {},
    ...entries.map((entry) => {
      const path = under === "" ? entry.name : `${under}/${entry.name}`;
      return entry.isDirectory() ? look(folder, path) : { [path]: nodeFs.readFileSync(join(folder, path), "utf8") };
    }),
  ) as Tree;
};

/** The staging folder. */
export const staging = (folder: string): string => join(folder, ".staging");
/** Whether a run, or what is left of one, is in the folder. */
export const isStaging = (folder: string): boolean => nodeFs.existsSync(staging(folder));
/** Whether a journal waits to be carried out. */
export const isCommitted = (folder: string): boolean => nodeFs.existsSync(join(staging(folder), "journal.json"));

/** What a run is asked to write. */
export const output = (files: Tree, remove: readonly string[] = []): Output => ({ files: new Map(Object.entries(files)), remove });

/** What the earlier run wrote. */
export const before: Tree = {
  "manifest.json": "manifest 1",
  "estate.json": "estate",
  "stacks/changed/cdk.tf.json": "changed 1",
  "stacks/same/cdk.tf.json": "same",
  "stacks/gone-initialized/cdk.tf.json": "gone 1",
  "stacks/gone-plain/cdk.tf.json": "gone 2",
  "stacks/gone-with-state/cdk.tf.json": "gone 3",
};
/** What the next run writes. */
export const after: Tree = {
  "manifest.json": "manifest 2, which is longer",
  "estate.json": "estate",
  "stacks/added-a/cdk.tf.json": "added a",
  "stacks/added-b/cdk.tf.json": "added b",
  "stacks/changed/cdk.tf.json": "changed 2",
  "stacks/same/cdk.tf.json": "same",
};
/** What the next run no longer wants. */
export const gone = ["stacks/gone-with-state", "stacks/gone-plain", "stacks/gone-initialized", "stacks/never-was"];
/** What Terraform and its user left, and what must survive. */
export const ofUsers: Tree = {
  "stacks/changed/.terraform.lock.hcl": "locks of changed",
  "stacks/changed/.terraform/providers/aws": "a provider",
  "stacks/changed/plan.out": "a plan",
  "stacks/gone-with-state/.terraform/terraform.tfstate": "a backend record",
  "stacks/gone-with-state/terraform.tfstate": "a state",
  "stacks/same/terraform.tfstate": "another state",
};
/** What `terraform init` left in a folder that goes as a whole. */
export const ofInit: Tree = {
  "stacks/gone-initialized/.terraform.lock.hcl": "locks",
  "stacks/gone-initialized/.terraform/providers/google": "a provider",
  "stacks/gone-initialized/.terraform/terraform.tfstate": "a backend record",
};
/** All that stands there before the next run. */
export const oldTree: Tree = { ...before, ...ofUsers, ...ofInit };
/** All that has to stand there after it. */
export const newTree: Tree = { ...after, ...ofUsers };
/** The next run. */
export const next = output(after, gone);

/** A folder with an earlier output, in which Terraform has been at work. */
export const oldOutput = (): string => {
  const folder = newFolder();
  put(folder, oldTree);
  return folder;
};

/** Stands around a call to the file system. */
type Intercept = <Result>(name: keyof FileSystem, args: readonly unknown[], call: () => Result) => Result;

/** The real file system, with something around each call. */
export const intercepted = (intercept: Intercept): FileSystem => {
  const fs = realFileSystem;
  return {
    accessSync: (...args) => intercept("accessSync", args, () => fs.accessSync(...args)),
    existsSync: (...args) => intercept("existsSync", args, () => fs.existsSync(...args)),
    lstatSync: (...args) => intercept("lstatSync", args, () => fs.lstatSync(...args)),
    mkdirSync: (...args) => intercept("mkdirSync", args, () => fs.mkdirSync(...args)),
    readdirSync: (...args) => intercept("readdirSync", args, () => fs.readdirSync(...args)),
    readFileSync: (...args) => intercept("readFileSync", args, () => fs.readFileSync(...args)),
    renameSync: (...args) => intercept("renameSync", args, () => fs.renameSync(...args)),
    rmSync: (...args) => intercept("rmSync", args, () => fs.rmSync(...args)),
    rmdirSync: (...args) => intercept("rmdirSync", args, () => fs.rmdirSync(...args)),
    writeFileSync: (...args) => intercept("writeFileSync", args, () => fs.writeFileSync(...args)),
  };
};

/** A moment of a run: the n-th call to the file system, before it, halfway through it or after it. */
export interface KillPoint {
  readonly call: number;
  readonly moment: "before" | "halfway" | "after";
}

/** Leaves a call half done: half of a file written, or one file of a folder deleted. */
const halfDo = (name: keyof FileSystem, args: readonly unknown[]): void => {
  const path = String(args[0]);
  if (name === "writeFileSync") nodeFs.writeFileSync(path, String(args[1]).slice(0, String(args[1]).length / 2));
  if (name === "rmSync" && nodeFs.existsSync(path) && nodeFs.statSync(path).isDirectory()) {
    const [first = ""] = nodeFs.readdirSync(path);
    nodeFs.rmSync(join(path, first), { recursive: true });
  }
};

/** A file system of a process that dies at a point: from then on every call fails and does nothing, in cleanups too. */
const mortal = (point: KillPoint): { readonly fs: FileSystem; readonly isDead: () => boolean } => {
  let calls = 0;
  let dead = false;
  const die = (): never => {
    dead = true;
    throw new Error("Killed");
  };
  const fs = intercepted((name, args, call) => {
    if (dead) return die();
    calls += 1;
    if (calls !== point.call) return call();
    if (point.moment === "before") return die();
    if (point.moment === "halfway") {
      halfDo(name, args);
      return die();
    }
    try {
      call();
    } catch {
      // What the call answered does not matter any more.
    }
    return die();
  });
  return { fs, isDead: () => dead };
};

/** The number of a process that has ended. */
export const deadPid = spawnSync(process.execPath, ["-e", ""]).pid;

/** Runs `work` until the point. Its lock is then that of a process that has ended. Returns whether the point was reached. */
export const kill = (folder: string, point: KillPoint, work: (fs: FileSystem) => void): boolean => {
  const { fs, isDead } = mortal(point);
  try {
    work(fs);
  } catch (error) {
    if (!isDead()) throw error;
  }
  const lock = join(staging(folder), `lock-${String(process.pid)}`);
  if (nodeFs.existsSync(lock)) nodeFs.renameSync(lock, join(staging(folder), `lock-${String(deadPid)}`));
  return isDead();
};

/** The calls that `work` makes. */
export const callsOf = (work: (fs: FileSystem) => void): (keyof FileSystem)[] => {
  const names: (keyof FileSystem)[] = [];
  work(
    intercepted((name, _args, call) => {
      names.push(name);
      return call();
    }),
  );
  return names;
};

/** Every point at which a run of these calls can be killed. */
export const pointsOf = (calls: readonly (keyof FileSystem)[]): KillPoint[] =>
  calls.flatMap((name, index) => {
    const halves = name === "writeFileSync" || name === "rmSync";
    const moments: readonly KillPoint["moment"][] = halves ? ["before", "halfway", "after"] : ["before", "after"];
    return moments.map((moment) => ({ call: index + 1, moment }));
  });

/** The points that leave a state of their own: before a call that changes something, and halfway through it. */
export const changingPointsOf = (calls: readonly (keyof FileSystem)[]): KillPoint[] => {
  const changing: readonly (keyof FileSystem | undefined)[] = ["mkdirSync", "renameSync", "rmSync", "rmdirSync", "writeFileSync"];
  return pointsOf(calls).filter(({ call, moment }) => moment !== "after" && changing.includes(calls[call - 1]));
};

/** A file system of which some calls fail with a system code. */
export const failing = (code: string, when: (name: keyof FileSystem, path: string, call: number) => boolean): FileSystem => {
  let count = 0;
  return intercepted((name, args, call) => {
    count += 1;
    if (when(name, String(args[0]), count)) throw Object.assign(new Error(`${code}: injected, ${name}`), { code });
    return call();
  });
};

/** Writes an output that was made before. */
export const write = (folder: string, made: Output, fs?: FileSystem): WrittenOutput => writeOutput(folder, () => made, fs);
