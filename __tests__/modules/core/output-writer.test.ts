import { spawn, spawnSync } from "node:child_process";
import * as nodeFs from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { EstateError } from "../../../modules/core/errors";
import { realFileSystem, type FileSystem, type Output } from "../../../modules/core/output-folder";
import { repairOutput, writeOutput } from "../../../modules/core/output-writer";

const root = nodeFs.mkdtempSync(join(nodeFs.realpathSync(tmpdir()), "output-writer-"));
afterAll(() => nodeFs.rmSync(root, { recursive: true, force: true }));

let folders = 0;
const newFolder = (): string => join(root, String(++folders));

type Tree = Readonly<Record<string, string>>;

const put = (folder: string, tree: Tree): void => {
  for (const [path, content] of Object.entries(tree)) {
    nodeFs.mkdirSync(dirname(join(folder, path)), { recursive: true });
    nodeFs.writeFileSync(join(folder, path), content);
  }
};

/** Each file with its content, and each empty folder; without the staging folder. */
const look = (folder: string, under = ""): Tree => {
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

const staging = (folder: string): string => join(folder, ".staging");
const isStaging = (folder: string): boolean => nodeFs.existsSync(staging(folder));
const isCommitted = (folder: string): boolean => nodeFs.existsSync(join(staging(folder), "journal.json"));

const output = (files: Tree, remove: readonly string[] = []): Output => ({ files: new Map(Object.entries(files)), remove });

// What two runs write, what a user's Terraform leaves in the folders, and what has to stand there before and after.
const before: Tree = {
  "manifest.json": "manifest 1",
  "estate.json": "estate",
  "stacks/changed/cdk.tf.json": "changed 1",
  "stacks/same/cdk.tf.json": "same",
  "stacks/gone-initialized/cdk.tf.json": "gone 1",
  "stacks/gone-plain/cdk.tf.json": "gone 2",
  "stacks/gone-with-state/cdk.tf.json": "gone 3",
};
const after: Tree = {
  "manifest.json": "manifest 2, which is longer",
  "estate.json": "estate",
  "stacks/added-a/cdk.tf.json": "added a",
  "stacks/added-b/cdk.tf.json": "added b",
  "stacks/changed/cdk.tf.json": "changed 2",
  "stacks/same/cdk.tf.json": "same",
};
const gone = ["stacks/gone-with-state", "stacks/gone-plain", "stacks/gone-initialized", "stacks/never-was"];
const ofUsers: Tree = {
  "stacks/changed/.terraform.lock.hcl": "locks of changed",
  "stacks/changed/.terraform/providers/aws": "a provider",
  "stacks/changed/plan.out": "a plan",
  "stacks/gone-with-state/.terraform/terraform.tfstate": "a backend record",
  "stacks/gone-with-state/terraform.tfstate": "a state",
  "stacks/same/terraform.tfstate": "another state",
};
const ofInit: Tree = {
  "stacks/gone-initialized/.terraform.lock.hcl": "locks",
  "stacks/gone-initialized/.terraform/providers/google": "a provider",
  "stacks/gone-initialized/.terraform/terraform.tfstate": "a backend record",
};
const oldTree: Tree = { ...before, ...ofUsers, ...ofInit };
const newTree: Tree = { ...after, ...ofUsers };
const next = output(after, gone);

const oldOutput = (): string => {
  const folder = newFolder();
  put(folder, oldTree);
  return folder;
};

type Intercept = <Result>(name: keyof FileSystem, args: readonly unknown[], call: () => Result) => Result;

const intercepted = (intercept: Intercept): FileSystem => {
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
interface KillPoint {
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

const deadPid = spawnSync(process.execPath, ["-e", ""]).pid;

/** Runs `work` until the point. Its lock is then that of a process that has ended. Returns whether the point was reached. */
const kill = (folder: string, point: KillPoint, work: (fs: FileSystem) => void): boolean => {
  const { fs, isDead } = mortal(point);
  try {
    work(fs);
  } catch (error) {
    if (!isDead()) throw error;
  }
  const lock = join(staging(folder), `lock-${process.pid}`);
  if (nodeFs.existsSync(lock)) nodeFs.renameSync(lock, join(staging(folder), `lock-${deadPid}`));
  return isDead();
};

const callsOf = (work: (fs: FileSystem) => void): (keyof FileSystem)[] => {
  const names: (keyof FileSystem)[] = [];
  work(
    intercepted((name, _args, call) => {
      names.push(name);
      return call();
    }),
  );
  return names;
};

const pointsOf = (calls: readonly (keyof FileSystem)[]): KillPoint[] =>
  calls.flatMap((name, index) => {
    const halves = name === "writeFileSync" || name === "rmSync";
    const moments: readonly KillPoint["moment"][] = halves ? ["before", "halfway", "after"] : ["before", "after"];
    return moments.map((moment) => ({ call: index + 1, moment }));
  });

/** The points that leave a state of their own: before a call that changes something, and halfway through it. */
const changingPointsOf = (calls: readonly (keyof FileSystem)[]): KillPoint[] => {
  const changing: readonly (keyof FileSystem | undefined)[] = ["mkdirSync", "renameSync", "rmSync", "rmdirSync", "writeFileSync"];
  return pointsOf(calls).filter(({ call, moment }) => moment !== "after" && changing.includes(calls[call - 1]));
};

const calls = callsOf((fs) => writeOutput(oldOutput(), next, fs));
const points = pointsOf(calls);
const firstCalls = callsOf((fs) => writeOutput(newFolder(), output(after), fs));

describe("a run that succeeds", () => {
  test("writes what changed, removes what is not wanted, keeps what others made, and says so in order", () => {
    const folder = oldOutput();
    expect(writeOutput(folder, next)).toEqual({
      written: ["manifest.json", "stacks/added-a/cdk.tf.json", "stacks/added-b/cdk.tf.json", "stacks/changed/cdk.tf.json"],
      unchanged: 2,
      removed: ["stacks/gone-initialized", "stacks/gone-plain"],
      kept: ["stacks/gone-with-state"],
    });
    expect(look(folder)).toEqual(newTree);
    expect(isStaging(folder)).toBe(false);
  });

  test("answers the same whatever the order of its input", () => {
    const reversed: Output = { files: new Map([...next.files].reverse()), remove: [...gone, ...gone].reverse() };
    expect(writeOutput(oldOutput(), reversed)).toEqual(writeOutput(oldOutput(), next));
  });

  test("touches no file that already has its content", () => {
    const folder = oldOutput();
    const same = join(folder, "stacks/same/cdk.tf.json");
    nodeFs.utimesSync(same, 1_000_000, 1_000_000);
    const { ino } = nodeFs.statSync(same);
    writeOutput(folder, next);
    expect(nodeFs.statSync(same)).toMatchObject({ mtimeMs: 1_000_000_000, ino });
  });

  test("a second time changes nothing but still names what it keeps", () => {
    const folder = oldOutput();
    writeOutput(folder, next);
    expect(writeOutput(folder, next)).toEqual({ written: [], unchanged: 6, removed: [], kept: ["stacks/gone-with-state"] });
    expect(look(folder)).toEqual(newTree);
  });

  test("with nothing to do stages nothing", () => {
    const folder = oldOutput();
    const written = callsOf((fs) => writeOutput(folder, output(before), fs)).filter((name) => name === "writeFileSync");
    expect(written).toHaveLength(1); // Its lock.
    expect(look(folder)).toEqual(oldTree);
  });

  test("makes a new folder, fills an empty one, and knows each again", () => {
    const empty = newFolder();
    nodeFs.mkdirSync(empty);
    for (const folder of [empty, join(newFolder(), "deep", "er")]) {
      expect(writeOutput(folder, output(after)).written).toEqual(Object.keys(after).sort());
      expect(writeOutput(folder, output(after)).unchanged).toBe(6);
      expect(look(folder)).toEqual(after);
    }
  });

  test("writes through a link to the folder", () => {
    const folder = oldOutput();
    const link = newFolder();
    nodeFs.symlinkSync(folder, link);
    writeOutput(link, next);
    expect(look(folder)).toEqual(newTree);
    expect(nodeFs.lstatSync(link).isSymbolicLink()).toBe(true);
  });

  test("moves the manifest last, after the stacks that it lists", () => {
    const targets: string[] = [];
    const fs = intercepted((name, args, call) => {
      if (name === "renameSync") targets.push(String(args[1]));
      return call();
    });
    const folder = newFolder();
    writeOutput(folder, output(after), fs);
    expect(targets.slice(-2)).toEqual([join(folder, "estate.json"), join(folder, "manifest.json")]);
  });

  test("writes any text as it is", () => {
    const folder = newFolder();
    const odd = { "manifest.json": "", "stacks/ä/cdk.tf.json": "\ufeffü \u{1f600}\r\n\0" };
    writeOutput(folder, output(odd));
    expect(look(folder)).toEqual(odd);
    expect(writeOutput(folder, output(odd)).unchanged).toBe(2);
  });
});

describe("folders to remove", () => {
  const removal = (tree: Tree): { readonly folder: string; readonly rest: Tree } => {
    const folder = newFolder();
    put(folder, { "manifest.json": "m", "stacks/x/cdk.tf.json": "x", ...tree });
    const changes = writeOutput(folder, output({ "manifest.json": "m" }, ["stacks/x"]));
    const { "manifest.json": _, ...rest } = look(folder);
    expect(changes).toMatchObject("stacks/" in rest ? { removed: ["stacks/x"], kept: [] } : { removed: [], kept: ["stacks/x"] });
    return { folder, rest };
  };

  test.each([
    "terraform.tfstate",
    "terraform.tfstate.backup",
    "errored.tfstate",
    "terraform.tfstate.d/dev/terraform.tfstate",
    "plan.out",
    "override.tf",
  ])("one with %s stays, with all that Terraform made", (name) => {
    const made = { [`stacks/x/${name}`]: "theirs", "stacks/x/.terraform.lock.hcl": "l", "stacks/x/.terraform/providers/p": "p" };
    expect(removal(made).rest).toEqual(made);
  });

  test("one with the backend's record alone goes, for the record holds no resource and init makes it again", () => {
    expect(removal({ "stacks/x/.terraform/terraform.tfstate": "r", "stacks/x/.terraform.lock.hcl": "l" }).rest).toEqual({ "stacks/": "" });
  });

  test("one whose cdk.tf.json is a folder stays", () => {
    const folder = newFolder();
    const tree = { "manifest.json": "m", "stacks/x/cdk.tf.json/theirs": "x" };
    put(folder, tree);
    expect(writeOutput(folder, output({ "manifest.json": "m" }, ["stacks/x"])).kept).toEqual(["stacks/x"]);
    expect(look(folder)).toEqual(tree);
  });

  test("a link stays, and so does what it leads to", () => {
    const elsewhere = newFolder();
    put(elsewhere, { "cdk.tf.json": "theirs" });
    const folder = newFolder();
    put(folder, { "manifest.json": "m", "stacks/y/cdk.tf.json": "y" });
    nodeFs.symlinkSync(elsewhere, join(folder, "stacks/x"));
    expect(writeOutput(folder, output({ "manifest.json": "m" }, ["stacks/x"])).kept).toEqual(["stacks/x"]);
    expect(look(elsewhere)).toEqual({ "cdk.tf.json": "theirs" });
  });

  test("one that cannot be deleted is kept, and the output is the new one", () => {
    const folder = oldOutput();
    const fs = failing("EACCES", (name, path) => name === "rmSync" && path.endsWith(".terraform"));
    expect(writeOutput(folder, next, fs)).toMatchObject({
      removed: ["stacks/gone-plain"],
      kept: ["stacks/gone-initialized", "stacks/gone-with-state"],
    });
    expect(isStaging(folder)).toBe(false);
    expect(writeOutput(folder, next).removed).toEqual(["stacks/gone-initialized"]);
    expect(look(folder)).toEqual(newTree);
  });
});

const failing = (code: string, when: (name: keyof FileSystem, path: string, call: number) => boolean): FileSystem => {
  let count = 0;
  return intercepted((name, args, call) => {
    count += 1;
    if (when(name, String(args[0]), count)) throw Object.assign(new Error(`${code}: injected, ${name}`), { code });
    return call();
  });
};

describe("a run that is killed", () => {
  test(`${points.length} kill points of one run are covered, and ${pointsOf(firstCalls).length} of a first run`, () => {
    expect(points.length).toBeGreaterThan(20);
    expect(pointsOf(firstCalls).length).toBeGreaterThan(20);
    expect(new Set(calls)).toEqual(new Set(Object.keys(intercepted((_name, _args, call) => call()))));
  });

  test(`leaves the old output or one that a repair makes the new one, at each of ${points.length} points`, () => {
    const outcomes = { old: 0, new: 0 };
    for (const point of points) {
      const folder = oldOutput();
      expect(kill(folder, point, (fs) => writeOutput(folder, next, fs))).toBe(true);
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
      writeOutput(folder, next);
      expect(look(folder)).toEqual(newTree);
      expect(isStaging(folder)).toBe(false);
    }
    expect(outcomes.old).toBeGreaterThan(20);
    expect(outcomes.new).toBeGreaterThan(20);
  });

  test("is finished by the next run, whatever that one writes", () => {
    for (const point of points) {
      const folder = oldOutput();
      kill(folder, point, (fs) => writeOutput(folder, next, fs));
      writeOutput(folder, next);
      expect({ point, tree: look(folder) }).toEqual({ point, tree: newTree });
      expect(isStaging(folder)).toBe(false);

      const back = oldOutput();
      kill(back, point, (fs) => writeOutput(back, next, fs));
      writeOutput(back, output(before, ["stacks/added-a", "stacks/added-b"]));
      expect({ point, tree: { ...look(back), ...ofInit } }).toEqual({ point, tree: oldTree });
      expect(isStaging(back)).toBe(false);
    }
  });

  test("may be the first one in its folder", () => {
    for (const point of pointsOf(firstCalls)) {
      const folder = newFolder();
      kill(folder, point, (fs) => writeOutput(folder, output(after), fs));
      const committed = isCommitted(folder);
      repairOutput(folder);
      const repaired = nodeFs.existsSync(folder) ? look(folder) : {};
      if (committed) expect({ point, tree: repaired }).toEqual({ point, tree: after });
      else expect([{}, after]).toContainEqual(repaired);
      writeOutput(folder, output(after));
      expect({ point, tree: look(folder) }).toEqual({ point, tree: after });
      expect(isStaging(folder)).toBe(false);
    }
  });

  test("may be killed again in its repair, before and halfway through every call that changes something", () => {
    const killed = (point: KillPoint): string => {
      const folder = oldOutput();
      kill(folder, point, (fs) => writeOutput(folder, next, fs));
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
    }
    expect(repairs).toBeGreaterThan(400);
  });

  test("does not cost the state that a user makes before the repair", () => {
    const folder = oldOutput();
    const commit = calls.indexOf("renameSync") + 1;
    kill(folder, { call: commit, moment: "after" }, (fs) => writeOutput(folder, next, fs));
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
    expect(() => writeOutput(folder, next)).toThrow(/\[OutputNotOurs\]/);
    expect(look(folder)).toEqual(oldTree);
    expect(nodeFs.readdirSync(staging(folder)).sort()).toEqual(["0", "journal.json"]);
    expect(nodeFs.existsSync(join(root, "escaped"))).toBe(false);
  });
});

describe("a call that fails", () => {
  const whileStaging = (name: keyof FileSystem, path: string) => name === "writeFileSync" && path.endsWith(join(".staging", "2"));

  test.each(["ENOSPC", "EACCES"])("with %s while staging leaves the old output and nothing else", (code) => {
    const folder = oldOutput();
    const fs = failing(code, whileStaging);
    expect(() => writeOutput(folder, next, fs)).toThrow(new RegExp(`^${code}: injected, writeFileSync$`));
    expect(look(folder)).toEqual(oldTree);
    expect(isStaging(folder)).toBe(false);
  });

  test("is told even where clearing up fails too", () => {
    const folder = oldOutput();
    const fs = failing("ENOSPC", (name, path) => whileStaging(name, path) || (name === "rmSync" && !path.includes("lock-")));
    expect(() => writeOutput(folder, next, fs)).toThrow(/^ENOSPC: injected, writeFileSync$/);
    expect(look(folder)).toEqual(oldTree);
    repairOutput(folder);
    expect(isStaging(folder)).toBe(false);
  });

  test("for a folder that may not be written to is found before anything is moved", () => {
    const folder = oldOutput();
    const fs = failing("EACCES", (name, path) => name === "accessSync" && path.endsWith("changed"));
    expect(() => writeOutput(folder, next, fs)).toThrow(/^EACCES: injected, accessSync$/);
    expect(look(folder)).toEqual(oldTree);
    expect(isStaging(folder)).toBe(false);
  });

  test("because a folder stands where a file should is found before anything is moved", () => {
    const folder = oldOutput();
    put(folder, { "stacks/added-a/cdk.tf.json/theirs": "x" });
    expect(() => writeOutput(folder, next)).toThrow(/^EISDIR/);
    expect(look(folder)).toEqual({ ...oldTree, "stacks/added-a/cdk.tf.json/theirs": "x" });
    expect(isStaging(folder)).toBe(false);
  });

  test("after the commit leaves a journal and no lock, and the next reader finishes", () => {
    const folder = oldOutput();
    const fs = failing("EIO", (name, path) => name === "renameSync" && path.endsWith(join(".staging", "1")));
    expect(() => writeOutput(folder, next, fs)).toThrow(/^EIO: injected, renameSync$/);
    expect(nodeFs.readdirSync(staging(folder)).filter((name) => name.startsWith("lock-"))).toEqual([]);
    repairOutput(folder);
    expect(look(folder)).toEqual(newTree);
    expect(isStaging(folder)).toBe(false);
  });

  test(`at any of ${calls.length} calls leaves the old output, or one that the next run makes the new one`, () => {
    for (const index of calls.keys()) {
      const folder = oldOutput();
      let error: unknown;
      try {
        writeOutput(
          folder,
          next,
          failing("EIO", (_name, _path, call) => call === index + 1),
        );
      } catch (caught) {
        error = caught;
      }
      if (error !== undefined) {
        expect(String(error)).toMatch(/EIO: injected/);
        expect(error).not.toBeInstanceOf(EstateError);
        if (!isCommitted(folder)) expect([oldTree, newTree]).toContainEqual(look(folder));
      } else expect(look(folder)).toEqual(newTree);
      writeOutput(folder, next);
      expect({ index, tree: look(folder) }).toEqual({ index, tree: newTree });
      expect(isStaging(folder)).toBe(false);
    }
  });
});

describe("a folder that no run wrote", () => {
  test.each<[string, Tree]>([
    ["other files", { "README.md": "theirs" }],
    ["stacks without a manifest", { "stacks/x/cdk.tf.json": "theirs" }],
    ["a manifest without stacks", { "manifest.json": "theirs" }],
    ["other files and a staging folder without a journal", { "README.md": "theirs", ".staging/0": "theirs" }],
  ])("is refused with %s", (_, tree) => {
    const folder = newFolder();
    put(folder, tree);
    const everything = nodeFs.readdirSync(folder, { recursive: true });
    expect(() => writeOutput(folder, next)).toThrow(/\[OutputNotOurs\].*got ".*"; choose another output folder/);
    expect(nodeFs.readdirSync(folder, { recursive: true })).toEqual(everything);
  });

  test.each<[string, Tree]>([
    ["a foreign file among the staged ones", { ...before, ".staging/notes.txt": "theirs" }],
    ["a file in the place of the staging folder", { ...before, ".staging": "theirs" }],
  ])("is refused with %s, by runs and readers", (_, tree) => {
    const folder = newFolder();
    put(folder, tree);
    const everything = nodeFs.readdirSync(folder, { recursive: true });
    expect(() => writeOutput(folder, next)).toThrow(/\[OutputNotOurs\]/);
    expect(() => repairOutput(folder)).toThrow(/\[OutputNotOurs\]/);
    expect(nodeFs.readdirSync(folder, { recursive: true })).toEqual(everything);
  });

  test("is refused where it is a file", () => {
    const file = newFolder();
    nodeFs.writeFileSync(file, "theirs");
    expect(() => writeOutput(file, next)).toThrow(/\[OutputNotOurs\].*"a file"/);
    expect(nodeFs.readFileSync(file, "utf8")).toBe("theirs");
  });

  test("keeps even an empty staging folder from a reader", () => {
    const folder = newFolder();
    put(folder, { "README.md": "theirs" });
    nodeFs.mkdirSync(staging(folder));
    expect(() => repairOutput(folder)).toThrow(/\[OutputNotOurs\]/);
    expect(isStaging(folder)).toBe(true);
  });
});

describe("two runs", () => {
  test("do not mix: the later one names the process that is writing, and changes nothing", () => {
    const other = spawn(process.execPath, ["-e", "setTimeout(() => undefined, 60_000)"]);
    try {
      const folder = oldOutput();
      const lock = `lock-${other.pid}`;
      put(folder, { [`.staging/${lock}`]: "", ".staging/0": "staged", ".staging/journal.tmp": "half" });
      const message = new RegExp(`\\[OutputBusy\\].*"process ${other.pid}"; wait until .* delete '.*${lock}'`);
      expect(() => writeOutput(folder, next)).toThrow(message);
      expect(() => repairOutput(folder)).toThrow(message);
      expect(look(folder)).toEqual(oldTree);
      expect(nodeFs.readdirSync(staging(folder)).sort()).toEqual(["0", "journal.tmp", lock]);
    } finally {
      other.kill();
    }
  });

  test.each([
    ["an ended process", String(deadPid)],
    ["an earlier process of the same number", String(process.pid)],
    ["a number that no process can have", "99999999999999999999"],
  ])("the lock of %s is taken over", (_, pid) => {
    const folder = oldOutput();
    put(folder, { [`.staging/lock-${pid}`]: "", ".staging/0": "staged" });
    writeOutput(folder, next);
    expect(look(folder)).toEqual(newTree);
    expect(isStaging(folder)).toBe(false);
  });

  test("begin well where the earlier one removes the staging folder just then", () => {
    const folder = oldOutput();
    let first = true;
    const fs = intercepted((name, args, call) => {
      if (name === "writeFileSync" && first) {
        first = false;
        nodeFs.rmdirSync(dirname(String(args[0])));
      }
      return call();
    });
    writeOutput(folder, next, fs);
    expect(look(folder)).toEqual(newTree);
  });
});

describe("paths", () => {
  test.each(["../x", "a/../../x", "/x", "", "a//b", "a/", "./a", "a\\b", "C:/x", "C:x", "a\0b", ".staging/0", ".Staging/0"])(
    "%j is refused as a file and as a folder to remove, and nothing is written",
    (path) => {
      const folder = newFolder();
      expect(() => writeOutput(folder, output({ "manifest.json": "m", [path]: "x" }))).toThrow(/\[BadFormat\]/);
      expect(() => writeOutput(folder, output({ "manifest.json": "m" }, [path]))).toThrow(/\[BadFormat\]/);
      expect(nodeFs.existsSync(folder)).toBe(false);
    },
  );

  test("that exclude each other are refused, all at once", () => {
    const folder = newFolder();
    const files = { "stacks/a": "x", "stacks/a/cdk.tf.json": "x", "stacks/b/cdk.tf.json": "x" };
    const problems = (): number => {
      try {
        writeOutput(folder, output(files, ["stacks/b", "stacks"]));
        return 0;
      } catch (error) {
        return error instanceof EstateError ? error.problems.filter(({ code }) => code === "BadFormat").length : -1;
      }
    };
    expect(problems()).toBe(3);
    expect(nodeFs.existsSync(folder)).toBe(false);
  });
});
