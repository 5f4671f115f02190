import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname, tmpdir, userInfo } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isRecord } from "../../modules/policy/view";
import type { ProgramWatcher } from "../terraform/program";
import type { WorkspaceWatcher } from "../terraform/workspace";

/** A process that can't be taken for another: an id is given again, but not with the same start. */
interface ProcessMark {
  readonly pid: number;
  /** When it started, in the system's own words. */
  readonly start: string;
}

/** A folder that a run works in. */
interface Workspace {
  readonly folder: string;
  /** Whether it is to stay. */
  readonly keep: boolean;
}

/** What is known of a run while it lasts. */
interface RunRecord {
  /** Where its process ids mean something. */
  readonly machine: string;
  readonly run: ProcessMark;
  readonly workspaces: readonly Workspace[];
  readonly children: readonly ProcessMark[];
}

/** What an earlier run left, and what was ended and removed of it. */
export interface Leftover {
  readonly pid: number;
  readonly ended: readonly number[];
  readonly removed: readonly string[];
}

/** A run's record. */
export interface RunLog {
  /** Writes down a program that the run has started, and returns what is to be called at its end. */
  readonly started: ProgramWatcher;
  /** Writes down a folder that the run works in. */
  readonly worksIn: WorkspaceWatcher;
  /** Removes the record, unless a folder could not be removed: then the next run does. */
  readonly close: () => void;
}

/** Where the records lie: one folder a user, one file a run, so that no run waits for another. */
export const recordsFolder = (): string => join(tmpdir(), `estate-rehearsals-${String(process.getuid?.() ?? userInfo().username)}`);

/** What the names of the workspaces begin with: nothing else is ever removed. */
const workspaceName = /^estate-terraform-\w+$/;

/** Begins the record of this process's run. */
export const recordRun = (folder = recordsFolder()): RunLog => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Somebody else has made the folder: what is written there is theirs to change, so nothing is.
  if (!isOurs(folder)) return { started: () => () => undefined, worksIn: () => undefined, close: () => undefined };
  const file = join(folder, `${String(process.pid)}.json`);
  const run = markOf(process.pid);
  const children = new Map<number, ProcessMark>();
  const workspaces: Workspace[] = [];
  // Written beside and renamed, so that nobody ever reads half of it.
  const save = (): void => {
    writeFileSync(`${file}.new`, JSON.stringify({ machine: machine(), run, workspaces, children: [...children.values()] }));
    renameSync(`${file}.new`, file);
  };
  const close = (): void => {
    process.off("exit", close);
    if (workspaces.every((one) => one.keep || !existsSync(one.folder))) rmSync(file, { force: true });
  };
  process.on("exit", close);
  save();
  return {
    started: (pid) => {
      const mark = markOf(pid);
      if (mark === undefined) return () => undefined;
      children.set(pid, mark);
      save();
      return () => {
        children.delete(pid);
        save();
      };
    },
    worksIn: (workspace, keep) => {
      workspaces.push({ folder: workspace, keep });
      save();
    },
    close,
  };
};

/**
 * Ends what runs left that did not come to their end, and removes their folders. A run that still lives is left alone.
 * Folders of somebody else's are not looked at.
 */
export const endLeftovers = async (folder = recordsFolder()): Promise<readonly Leftover[]> => {
  if (!isOurs(folder)) return [];
  const found: Leftover[] = [];
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith(".json")) continue;
    const file = join(folder, name);
    const record = readRecord(file);
    if (record !== undefined && (record.machine !== machine() || isAlive(record.run))) continue;
    if (record !== undefined) found.push(await endRun(record));
    rmSync(file, { force: true });
  }
  return found;
};

const endRun = async ({ run, workspaces, children }: RunRecord): Promise<Leftover> => {
  const found = workspaces.flatMap(({ folder }) => processesOf(folder));
  const ended = [...new Set([...children.filter(isAlive).map(({ pid }) => pid), ...found])].sort((a, b) => a - b);
  ended.forEach(endGroup);
  for (let tries = 0; tries < 100 && ended.some((pid) => markOf(pid) !== undefined); tries += 1) await pause(20);
  const removed = workspaces.filter(({ folder, keep }) => !keep && isWorkspace(folder)).map(({ folder }) => folder);
  for (const workspace of removed) rmSync(workspace, { recursive: true, force: true, maxRetries: 3 });
  return { pid: run.pid, ended, removed };
};

/** A record is only a file: it names no folder but one of ours. */
const isWorkspace = (folder: string): boolean => dirname(folder) === tmpdir() && workspaceName.test(basename(folder)) && isOurs(folder);

const readRecord = (file: string): RunRecord | undefined => {
  try {
    const { machine: from, run, workspaces, children } = JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, unknown>>;
    if (typeof from !== "string" || !isMark(run) || !Array.isArray(workspaces) || !Array.isArray(children)) return undefined;
    return { machine: from, run, workspaces: workspaces.filter(isWorkspaceEntry), children: children.filter(isMark) };
  } catch {
    return undefined;
  }
};

const isWorkspaceEntry = (value: unknown): value is Workspace =>
  isRecord(value) && typeof value["folder"] === "string" && typeof value["keep"] === "boolean";

const isMark = (value: unknown): value is ProcessMark =>
  isRecord(value) && Number.isSafeInteger(value["pid"]) && (value["pid"] as number) > 1 && typeof value["start"] === "string";

const isAlive = ({ pid, start }: ProcessMark): boolean => markOf(pid)?.start === start;

/** This machine, or the container on it: both can share a temporary folder, and neither knows the other's processes. */
const machine = (): string => {
  try {
    return `${hostname()} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return hostname();
  }
};

/** A program that a run starts leads a group of its own: what it started itself is ended with it. */
const endGroup = (pid: number): void => {
  for (const target of process.platform === "win32" ? [pid] : [-pid, pid]) {
    try {
      process.kill(target, "SIGKILL");
      return;
    } catch {
      // It leads no group, or has just ended.
    }
  }
};

/** `undefined` where there is no such process, or one that has ended and only waits to be noticed. */
const markOf = (pid: number): ProcessMark | undefined => {
  const start = process.platform === "linux" ? linuxStart(pid) : psStart(pid);
  return start === undefined ? undefined : { pid, start };
};

/** Fields 3 and 22 of /proc/PID/stat (proc_pid_stat(5)), after the name, which may hold anything: the state, and ticks since the boot. */
const linuxStart = (pid: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z" || fields[0] === "X") return undefined;
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${fields[19] ?? ""}`;
  } catch {
    return undefined;
  }
};

const psStart = (pid: number): string | undefined => {
  const { status, stdout } = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], {
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C" },
  });
  const text = status === 0 ? stdout.trim() : "";
  return text === "" ? undefined : text;
};

/**
 * On Linux, processes whose home folder lies in a workspace: programs of that run alone have one there. Finds what was
 * started a moment before its run was ended, and so was not written down.
 */
const processesOf = (workspace: string): readonly number[] => {
  if (process.platform !== "linux" || !isWorkspace(workspace)) return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${String(pid)}/environ`, "utf8")
          .split("\0")
          .includes(`HOME=${join(workspace, "home")}`);
      } catch {
        return false;
      }
    });
};

const isOurs = (path: string): boolean => {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && (process.getuid === undefined || stat.uid === process.getuid());
};
