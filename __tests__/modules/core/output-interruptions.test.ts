import * as nodeFs from "node:fs";
import { join } from "node:path";
import { EstateError } from "../../../modules/core/errors";
import type { FileSystem } from "../../../modules/core/output-folder";
import { repairOutput } from "../../../modules/core/output-writer";
import {
  after,
  before,
  callsOf,
  changingPointsOf,
  deleteAll,
  deleteFolders,
  failing,
  intercepted,
  isCommitted,
  isStaging,
  kill,
  look,
  newFolder,
  newTree,
  next,
  ofInit,
  oldOutput,
  oldTree,
  output,
  pointsOf,
  put,
  staging,
  type KillPoint,
  write,
} from "./output-folders";

afterEach(deleteFolders);
afterAll(deleteAll);

const calls = callsOf((fs) => write(oldOutput(), next, fs));
const points = pointsOf(calls);
const firstCalls = callsOf((fs) => write(newFolder(), output(after), fs));

describe("a run that is killed", () => {
  test(`${String(points.length)} kill points of one run are covered, and ${String(pointsOf(firstCalls).length)} of a first run`, () => {
    expect(points.length).toBeGreaterThan(20);
    expect(pointsOf(firstCalls).length).toBeGreaterThan(20);
    expect(new Set(calls)).toEqual(new Set(Object.keys(intercepted((_name, _args, call) => call()))));
  });

  test(`leaves the old output or one that a repair makes the new one, at each of ${String(points.length)} points`, () => {
    const outcomes = { old: 0, new: 0 };
    for (const point of points) {
      const folder = oldOutput();
      expect(kill(folder, point, (fs) => write(folder, next, fs))).toBe(true);
      const left = look(folder);
      const committed = isCommitted(folder);
      repairOutput(folder);
      const repaired = look(folder);
      expect(isStaging(folder)).toBe(false);
      if (committed) expect({ point, tree: repaired }).toEqual({ point, tree: newTree });
      else expect({ point, tree: repaired }).toEqual({ point, tree: left });
      const isNew = "stacks/added-a/cdk.tf.json" in repaired;
      expect({ point, tree: repaired }).toEqual({ point, tree: isNew ? newTree : oldTree });
      outcomes[isNew ? "new" : "old"] += 1;
      write(folder, next);
      expect(look(folder)).toEqual(newTree);
      expect(isStaging(folder)).toBe(false);
      deleteFolders();
    }
    expect(outcomes.old).toBeGreaterThan(20);
    expect(outcomes.new).toBeGreaterThan(20);
  });

  test("is finished by the next run, whatever that one writes", () => {
    for (const point of points) {
      const folder = oldOutput();
      kill(folder, point, (fs) => write(folder, next, fs));
      write(folder, next);
      expect({ point, tree: look(folder) }).toEqual({ point, tree: newTree });
      expect(isStaging(folder)).toBe(false);

      const back = oldOutput();
      kill(back, point, (fs) => write(back, next, fs));
      write(back, output(before, ["stacks/added-a", "stacks/added-b"]));
      expect({ point, tree: { ...look(back), ...ofInit } }).toEqual({ point, tree: oldTree });
      expect(isStaging(back)).toBe(false);
      deleteFolders();
    }
  });

  test("may be the first one in its folder", () => {
    for (const point of pointsOf(firstCalls)) {
      const folder = newFolder();
      kill(folder, point, (fs) => write(folder, output(after), fs));
      const committed = isCommitted(folder);
      repairOutput(folder);
      const repaired = nodeFs.existsSync(folder) ? look(folder) : {};
      if (committed) expect({ point, tree: repaired }).toEqual({ point, tree: after });
      else expect([{}, after]).toContainEqual(repaired);
      write(folder, output(after));
      expect({ point, tree: look(folder) }).toEqual({ point, tree: after });
      expect(isStaging(folder)).toBe(false);
    }
  });

  test("may be killed again in its repair, before and halfway through every call that changes something", () => {
    const killed = (point: KillPoint): string => {
      const folder = oldOutput();
      kill(folder, point, (fs) => write(folder, next, fs));
      return folder;
    };
    let repairs = 0;
    for (const first of changingPointsOf(calls)) {
      const sample = killed(first);
      const isNew = isCommitted(sample) || "stacks/added-a/cdk.tf.json" in look(sample);
      for (const second of changingPointsOf(callsOf((fs) => repairOutput(sample, fs)))) {
        const folder = killed(first);
        expect(kill(folder, second, (fs) => repairOutput(folder, fs))).toBe(true);
        repairOutput(folder);
        expect({ first, second, tree: look(folder) }).toEqual({ first, second, tree: isNew ? newTree : oldTree });
        expect(isStaging(folder)).toBe(false);
        repairs += 1;
      }
      deleteFolders();
    }
    expect(repairs).toBeGreaterThan(400);
  });

  test("does not cost the state that a user makes before the repair", () => {
    const folder = oldOutput();
    const commit = calls.indexOf("renameSync") + 1;
    kill(folder, { call: commit, moment: "after" }, (fs) => write(folder, next, fs));
    expect(isCommitted(folder)).toBe(true);
    put(folder, { "stacks/gone-plain/terraform.tfstate": "made meanwhile" });
    repairOutput(folder);
    expect(look(folder)).toEqual({ ...newTree, "stacks/gone-plain/terraform.tfstate": "made meanwhile" });
  });
});

describe("repairing", () => {
  test("a whole folder, or none, takes one call", () => {
    const folder = oldOutput();
    expect(callsOf((fs) => repairOutput(folder, fs))).toEqual(["readdirSync"]);
    expect(callsOf((fs) => repairOutput(newFolder(), fs))).toEqual(["readdirSync"]);
    expect(look(folder)).toEqual(oldTree);
  });

  test.each([
    ["no JSON", "{"],
    ["no journal", "null"],
    ["of another form", '{"writes":[1],"removals":[]}'],
    ["leading outside", '{"writes":["../escaped"],"removals":[]}'],
    ["removing outside", '{"writes":[],"removals":["/"]}'],
  ])("carries out no journal that is %s", (_, journal) => {
    const folder = oldOutput();
    put(folder, { ".staging/journal.json": journal, ".staging/0": "staged" });
    expect(() => repairOutput(folder)).toThrow(/\[OutputNotOurs\].*delete '.*\.staging'/);
    expect(() => write(folder, next)).toThrow(/\[OutputNotOurs\]/);
    expect(look(folder)).toEqual(oldTree);
    expect(nodeFs.readdirSync(staging(folder)).sort()).toEqual(["0", "journal.json"]);
    expect(nodeFs.existsSync(join(folder, "..", "escaped"))).toBe(false);
  });
});

describe("a call that fails", () => {
  const whileStaging = (name: keyof FileSystem, path: string) => name === "writeFileSync" && path.endsWith(join(".staging", "2"));

  test.each(["ENOSPC", "EACCES"])("with %s while staging leaves the old output and nothing else", (code) => {
    const folder = oldOutput();
    const fs = failing(code, whileStaging);
    expect(() => write(folder, next, fs)).toThrow(new RegExp(`^${code}: injected, writeFileSync$`));
    expect(look(folder)).toEqual(oldTree);
    expect(isStaging(folder)).toBe(false);
  });

  test("is told even where clearing up fails too", () => {
    const folder = oldOutput();
    const fs = failing("ENOSPC", (name, path) => whileStaging(name, path) || (name === "rmSync" && !path.includes("lock-")));
    expect(() => write(folder, next, fs)).toThrow(/^ENOSPC: injected, writeFileSync$/);
    expect(look(folder)).toEqual(oldTree);
    repairOutput(folder);
    expect(isStaging(folder)).toBe(false);
  });

  test("for a folder that may not be written to is found before anything is moved", () => {
    const folder = oldOutput();
    const fs = failing("EACCES", (name, path) => name === "accessSync" && path.endsWith("changed"));
    expect(() => write(folder, next, fs)).toThrow(/^EACCES: injected, accessSync$/);
    expect(look(folder)).toEqual(oldTree);
    expect(isStaging(folder)).toBe(false);
  });

  test("because a folder stands where a file should is found before anything is moved", () => {
    const folder = oldOutput();
    put(folder, { "stacks/added-a/cdk.tf.json/theirs": "x" });
    expect(() => write(folder, next)).toThrow(/^EISDIR/);
    expect(look(folder)).toEqual({ ...oldTree, "stacks/added-a/cdk.tf.json/theirs": "x" });
    expect(isStaging(folder)).toBe(false);
  });

  test("though the journal was committed leaves the old output, even where clearing up stops halfway", () => {
    const folder = oldOutput();
    let cleared = 0;
    const fs = intercepted((name, args, call) => {
      if (name === "rmSync") cleared += 1;
      if (name === "rmSync" && cleared > 1) throw new Error("Killed");
      const result = call();
      if (name === "renameSync" && String(args[1]).endsWith("journal.json")) throw new Error("EIO: told late");
      return result;
    });
    expect(() => write(folder, next, fs)).toThrow(/^EIO: told late$/);
    expect(isCommitted(folder)).toBe(false);
    repairOutput(folder);
    expect(look(folder)).toEqual(oldTree);
    expect(isStaging(folder)).toBe(false);
  });

  test("after the commit leaves a journal and no lock, and the next reader finishes", () => {
    const folder = oldOutput();
    const fs = failing("EIO", (name, path) => name === "renameSync" && path.endsWith(join(".staging", "1")));
    expect(() => write(folder, next, fs)).toThrow(/^EIO: injected, renameSync$/);
    expect(nodeFs.readdirSync(staging(folder)).filter((name) => name.startsWith("lock-"))).toEqual([]);
    repairOutput(folder);
    expect(look(folder)).toEqual(newTree);
    expect(isStaging(folder)).toBe(false);
  });

  test(`at any of ${String(calls.length)} calls leaves the old output, or one that the next run makes the new one`, () => {
    for (const index of calls.keys()) {
      const folder = oldOutput();
      let error: Error | undefined;
      try {
        write(
          folder,
          next,
          failing("EIO", (_name, _path, call) => call === index + 1),
        );
      } catch (caught) {
        error = caught as Error;
      }
      if (error !== undefined) {
        expect(error.message).toMatch(/EIO: injected/);
        expect(error).not.toBeInstanceOf(EstateError);
        if (!isCommitted(folder)) expect([oldTree, newTree]).toContainEqual(look(folder));
      } else expect(look(folder)).toEqual(newTree);
      write(folder, next);
      expect({ index, tree: look(folder) }).toEqual({ index, tree: newTree });
      expect(isStaging(folder)).toBe(false);
    }
  });
});
