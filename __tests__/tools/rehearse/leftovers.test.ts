import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { endLeftovers, recordRun } from "../../../tools/rehearse/leftovers";
import { freshFolder } from "../../support/folders";

/** A process that would live for ten minutes and has started another; both are ended with the test. */
const startPair = async (env: Readonly<Record<string, string>> = {}): Promise<readonly [number, number]> => {
  const file = join(freshFolder(), "pids");
  const sleep = "setTimeout(() => undefined, 600_000)";
  const script = `const inner = require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(sleep)}]);
    require("node:fs").writeFileSync(${JSON.stringify(file)}, process.pid + " " + inner.pid + " ."); ${sleep}`;
  const child = spawn(process.execPath, ["-e", script], { detached: true, stdio: "ignore", env: { ...process.env, ...env } });
  started.push(child.pid ?? 0);
  while (!existsSync(file) || !readFileSync(file, "utf8").endsWith(".")) await pause(20);
  const [outer = 0, inner = 0] = readFileSync(file, "utf8").split(" ").map(Number);
  return [outer, inner];
};

const started: number[] = [];
afterAll(() => {
  for (const pid of started.filter(isAlive)) process.kill(-pid, "SIGKILL");
});

/** Not a process that has ended and only waits for its parent. */
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return process.platform !== "linux" || !/\) [ZX] /.test(readFileSync(`/proc/${String(pid)}/stat`, "utf8"));
  } catch {
    return false;
  }
};

const workspaces: string[] = [];
afterAll(() => workspaces.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const workspaceOf = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "estate-terraform-"));
  workspaces.push(folder);
  mkdirSync(join(folder, "home"));
  return folder;
};

interface Stored {
  run: { start: string };
  machine: string;
  workspaces: { folder: string }[];
  children: { pid: number; start: string }[];
}

/** The records of one run that lives, changed as if something had happened to it. */
const changeRecord = (folder: string, change: (record: Stored) => void): void => {
  const [name = ""] = readdirSync(folder);
  const record = JSON.parse(readFileSync(join(folder, name), "utf8")) as Stored;
  change(record);
  writeFileSync(join(folder, name), JSON.stringify(record));
};

/** As if the run had been ended, and its id given to another process. */
const die = (record: Stored): void => {
  record.run.start = "another time";
};

describe("what a run left", () => {
  test("is ended by its recorded id, with what it had started, and its folder is removed", async () => {
    const folder = freshFolder();
    const log = recordRun(folder);
    const workspace = workspaceOf();
    log.worksIn(workspace, false);
    const [outer, inner] = await startPair();
    log.started(outer);
    changeRecord(folder, die);
    expect(await endLeftovers(folder)).toEqual([{ pid: process.pid, ended: [outer], removed: [workspace] }]);
    while (isAlive(inner)) await pause(20);
    expect([isAlive(outer), existsSync(workspace), readdirSync(folder)]).toEqual([false, false, []]);
    expect(await endLeftovers(folder)).toEqual([]);
    log.close();
  });

  test("is left alone while the run lives", async () => {
    const folder = freshFolder();
    const log = recordRun(folder);
    const workspace = workspaceOf();
    log.worksIn(workspace, false);
    const [outer] = await startPair();
    log.started(outer);
    expect(await endLeftovers(folder)).toEqual([]);
    expect([isAlive(outer), existsSync(workspace), readdirSync(folder)]).toEqual([true, true, [`${String(process.pid)}.json`]]);
  });

  test("does not hold for another process that got the id", async () => {
    const folder = freshFolder();
    const [outer] = await startPair();
    recordRun(folder).started(outer);
    changeRecord(folder, (record) => {
      die(record);
      record.children = record.children.map(({ pid }) => ({ pid, start: "another time" }));
    });
    expect((await endLeftovers(folder)).map(({ ended }) => ended)).toEqual([[]]);
    expect(isAlive(outer)).toBe(true);
  });

  test("keeps a folder that was to stay", async () => {
    const folder = freshFolder();
    const workspace = workspaceOf();
    recordRun(folder).worksIn(workspace, true);
    changeRecord(folder, die);
    expect((await endLeftovers(folder)).map(({ removed }) => removed)).toEqual([[]]);
    expect(existsSync(workspace)).toBe(true);
  });

  test("never means a folder that no rehearsal makes", async () => {
    const folder = freshFolder();
    const other = freshFolder();
    recordRun(folder).worksIn(other, false);
    changeRecord(folder, die);
    expect((await endLeftovers(folder)).map(({ removed }) => removed)).toEqual([[]]);
    expect(existsSync(other)).toBe(true);
  });

  test("on another machine that shares the folder is that machine's", async () => {
    const folder = freshFolder();
    recordRun(folder);
    changeRecord(folder, (record) => {
      die(record);
      record.machine = "another";
    });
    expect(await endLeftovers(folder)).toEqual([]);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  test("that can't be read is thrown away, and nothing at all is no mistake", async () => {
    const folder = freshFolder();
    writeFileSync(join(folder, "1.json"), "{");
    expect(await endLeftovers(folder)).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
    expect(await endLeftovers(join(folder, "none"))).toEqual([]);
  });

  // Elsewhere no process tells its environment.
  const onLinux = process.platform === "linux";
  test("was perhaps not yet written down: on Linux it is found by the folder that it works in", async () => {
    const folder = freshFolder();
    const workspace = workspaceOf();
    recordRun(folder).worksIn(workspace, false);
    const [outer, inner] = await startPair({ HOME: join(workspace, "home") });
    changeRecord(folder, die);
    const [left] = await endLeftovers(folder);
    expect(left?.ended).toEqual(onLinux ? [outer, inner].sort((a, b) => a - b) : []);
    expect(isAlive(outer)).toBe(!onLinux);
  });
});

describe("a run's record", () => {
  test("is gone when the run has ended, and stays while its folder does", () => {
    const folder = freshFolder();
    const log = recordRun(folder);
    log.close();
    expect(readdirSync(folder)).toEqual([]);
    const second = recordRun(folder);
    second.worksIn(workspaceOf(), false);
    second.close();
    expect(readdirSync(folder)).toHaveLength(1);
  });

  test("forgets a program that has ended", () => {
    const folder = freshFolder();
    const end = recordRun(folder).started(process.pid);
    const children = () => {
      let found: Stored["children"] = [];
      changeRecord(folder, (record) => (found = record.children));
      return found.map(({ pid }) => pid);
    };
    expect(children()).toEqual([process.pid]);
    end();
    expect(children()).toEqual([]);
  });
});
