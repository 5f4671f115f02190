import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { runVerb, type Ended } from "../support/command";
import { fingerprint, freshFolder } from "../support/folders";

/** A copy of the project whose cdktf.out is its own. */
const copyOfProject = (): string => {
  const folder = freshFolder();
  for (const part of [
    "main.ts",
    "cdktf.json",
    "package.json",
    "package-lock.json",
    "tsconfig.json",
    "environments",
    "regions",
    "modules",
    "tools",
  ]) {
    cpSync(part, join(folder, part), { recursive: true });
  }
  symlinkSync(join(process.cwd(), "node_modules"), join(folder, "node_modules"));
  return folder;
};

const cdktf = (folder: string, ...args: readonly string[]): Ended => {
  const home = join(folder, "home");
  mkdirSync(home, { recursive: true });
  const { status, stdout, stderr } = spawnSync(process.execPath, ["node_modules/cdktf-cli/bundle/bin/cdktf", ...args], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, HOME: home, CI: "1", CHECKPOINT_DISABLE: "1", DISABLE_VERSION_CHECK: "1", FORCE_COLOR: "0" },
    timeout: 120_000,
  });
  return { code: status, out: stdout, err: stderr };
};

describe("the cdktf command on the same program", () => {
  const folder = copyOfProject();

  test("cdktf synth gives the same files, byte for byte, and so does a second run", () => {
    const first = cdktf(folder, "synth");
    expect({ code: first.code, err: first.code === 0 ? "" : first.err + first.out }).toEqual({ code: 0, err: "" });
    const ours = join(freshFolder(), "out");
    expect(runVerb("synth", ["--out", ours, "--quiet"]).code).toBe(0);
    expect(fingerprint(join(folder, "cdktf.out"))).toEqual(fingerprint(ours));
    expect(cdktf(folder, "synth").code).toBe(0);
    expect(fingerprint(join(folder, "cdktf.out"))).toEqual(fingerprint(ours));
  });

  test("cdktf list names every stack", () => {
    const { code, out } = cdktf(folder, "list");
    expect(code).toBe(0);
    const manifest = JSON.parse(readFileSync(join(folder, "cdktf.out/manifest.json"), "utf8")) as { stacks: Record<string, unknown> };
    expect(Object.keys(manifest.stacks)).toHaveLength(41);
    expect(Object.keys(manifest.stacks).filter((name) => !out.includes(name))).toEqual([]);
  });
});
