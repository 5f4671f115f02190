import { spawn } from "node:child_process";
import * as nodeFs from "node:fs";
import { dirname, join } from "node:path";
import { EstateError } from "../../../modules/core/errors";
import type { Output } from "../../../modules/core/output-folder";
import { repairOutput } from "../../../modules/core/output-writer";
import {
  after,
  before,
  callsOf,
  deadPid,
  deleteAll,
  deleteFolders,
  failing,
  gone,
  intercepted,
  isStaging,
  look,
  newFolder,
  newTree,
  next,
  oldOutput,
  oldTree,
  output,
  put,
  staging,
  type Tree,
  write,
} from "./output-folders";

afterEach(deleteFolders);
afterAll(deleteAll);

describe("a run that succeeds", () => {
  test("writes what changed, removes what is not wanted, keeps what others made, and says so in order", () => {
    const folder = oldOutput();
    expect(write(folder, next)).toEqual({
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
    expect(write(oldOutput(), reversed)).toEqual(write(oldOutput(), next));
  });

  test("touches no file that already has its content", () => {
    const folder = oldOutput();
    const same = join(folder, "stacks/same/cdk.tf.json");
    nodeFs.utimesSync(same, 1_000_000, 1_000_000);
    const { ino } = nodeFs.statSync(same);
    write(folder, next);
    expect(nodeFs.statSync(same)).toMatchObject({ mtimeMs: 1_000_000_000, ino });
  });

  test("a second time changes nothing but still names what it keeps", () => {
    const folder = oldOutput();
    write(folder, next);
    expect(write(folder, next)).toEqual({ written: [], unchanged: 6, removed: [], kept: ["stacks/gone-with-state"] });
    expect(look(folder)).toEqual(newTree);
  });

  test("with nothing to do stages nothing", () => {
    const folder = oldOutput();
    const written = callsOf((fs) => write(folder, output(before), fs)).filter((name) => name === "writeFileSync");
    expect(written).toHaveLength(1); // Its lock.
    expect(look(folder)).toEqual(oldTree);
  });

  test("makes a new folder, fills an empty one, and knows each again", () => {
    const empty = newFolder();
    nodeFs.mkdirSync(empty);
    for (const folder of [empty, join(newFolder(), "deep", "er")]) {
      expect(write(folder, output(after)).written).toEqual(Object.keys(after).sort());
      expect(write(folder, output(after)).unchanged).toBe(6);
      expect(look(folder)).toEqual(after);
    }
  });

  test("writes through a link to the folder", () => {
    const folder = oldOutput();
    const link = newFolder();
    nodeFs.symlinkSync(folder, link);
    write(link, next);
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
    write(folder, output(after), fs);
    expect(targets.slice(-2)).toEqual([join(folder, "estate.json"), join(folder, "manifest.json")]);
  });

  test("writes any text as it is", () => {
    const folder = newFolder();
    const odd = { "manifest.json": "", "stacks/ä/cdk.tf.json": "\ufeffü \u{1f600}\r\n\0" };
    write(folder, output(odd));
    expect(look(folder)).toEqual(odd);
    expect(write(folder, output(odd)).unchanged).toBe(2);
  });
});

describe("folders to remove", () => {
  const removal = (tree: Tree): { readonly folder: string; readonly rest: Tree } => {
    const folder = newFolder();
    put(folder, { "manifest.json": "m", "stacks/x/cdk.tf.json": "x", ...tree });
    const changes = write(folder, output({ "manifest.json": "m" }, ["stacks/x"]));
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
    expect(write(folder, output({ "manifest.json": "m" }, ["stacks/x"])).kept).toEqual(["stacks/x"]);
    expect(look(folder)).toEqual(tree);
  });

  test("a link stays, and so does what it leads to", () => {
    const elsewhere = newFolder();
    put(elsewhere, { "cdk.tf.json": "theirs" });
    const folder = newFolder();
    put(folder, { "manifest.json": "m", "stacks/y/cdk.tf.json": "y" });
    nodeFs.symlinkSync(elsewhere, join(folder, "stacks/x"));
    expect(write(folder, output({ "manifest.json": "m" }, ["stacks/x"])).kept).toEqual(["stacks/x"]);
    expect(look(elsewhere)).toEqual({ "cdk.tf.json": "theirs" });
  });

  test("one that cannot be deleted is kept, and the output is the new one", () => {
    const folder = oldOutput();
    const fs = failing("EACCES", (name, path) => name === "rmSync" && path.endsWith(".terraform"));
    expect(write(folder, next, fs)).toMatchObject({
      removed: ["stacks/gone-plain"],
      kept: ["stacks/gone-initialized", "stacks/gone-with-state"],
    });
    expect(isStaging(folder)).toBe(false);
    expect(write(folder, next).removed).toEqual(["stacks/gone-initialized"]);
    expect(look(folder)).toEqual(newTree);
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
    expect(() => write(folder, next)).toThrow(/\[OutputNotOurs\].*got ".*"; choose another output folder/);
    expect(nodeFs.readdirSync(folder, { recursive: true })).toEqual(everything);
  });

  test.each<[string, Tree]>([
    ["a foreign file among the staged ones", { ...before, ".staging/notes.txt": "theirs" }],
    ["a file in the place of the staging folder", { ...before, ".staging": "theirs" }],
  ])("is refused with %s, by runs and readers", (_, tree) => {
    const folder = newFolder();
    put(folder, tree);
    const everything = nodeFs.readdirSync(folder, { recursive: true });
    expect(() => write(folder, next)).toThrow(/\[OutputNotOurs\]/);
    expect(() => repairOutput(folder)).toThrow(/\[OutputNotOurs\]/);
    expect(nodeFs.readdirSync(folder, { recursive: true })).toEqual(everything);
  });

  test("is refused where it is a file", () => {
    const file = newFolder();
    nodeFs.writeFileSync(file, "theirs");
    expect(() => write(file, next)).toThrow(/\[OutputNotOurs\].*"a file"/);
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
      const lock = `lock-${String(other.pid)}`;
      put(folder, { [`.staging/${lock}`]: "", ".staging/0": "staged", ".staging/journal.tmp": "half" });
      const message = new RegExp(`\\[OutputBusy\\].*"process ${String(other.pid)}"; wait until .* delete '.*${lock}'`);
      expect(() => write(folder, next)).toThrow(message);
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
    write(folder, next);
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
    write(folder, next, fs);
    expect(look(folder)).toEqual(newTree);
  });
});

describe("paths", () => {
  test.each(["../x", "a/../../x", "/x", "", "a//b", "a/", "./a", "a\\b", "C:/x", "C:x", "a\0b", ".staging/0", ".Staging/0"])(
    "%j is refused as a file and as a folder to remove, and nothing is written",
    (path) => {
      const folder = newFolder();
      expect(() => write(folder, output({ "manifest.json": "m", [path]: "x" }))).toThrow(/\[BadFormat\]/);
      expect(() => write(folder, output({ "manifest.json": "m" }, [path]))).toThrow(/\[BadFormat\]/);
      expect(nodeFs.readdirSync(folder)).toEqual([]);
    },
  );

  test("that exclude each other are refused, all at once", () => {
    const folder = newFolder();
    const files = { "stacks/a": "x", "stacks/a/cdk.tf.json": "x", "stacks/b/cdk.tf.json": "x" };
    const problems = (): number => {
      try {
        write(folder, output(files, ["stacks/b", "stacks"]));
        return 0;
      } catch (error) {
        return error instanceof EstateError ? error.problems.filter(({ code }) => code === "BadFormat").length : -1;
      }
    };
    expect(problems()).toBe(3);
    expect(nodeFs.readdirSync(folder)).toEqual([]);
  });
});
