import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { RehearsalReport } from "../../../tools/rehearse/report";
import { runVerb, showsTrace } from "../../support/command";
import { freshFolder } from "../../support/folders";

/** A program that stands for Terraform: it tells its version, and for every other command runs `script`. */
const plantProgram = (script: string): string => {
  const file = join(freshFolder(), "terraform");
  const start = `const [command] = process.argv.slice(2);
    if (command === "version") { console.log('{"terraform_version":"1.99.0"}'); process.exit(0); }`;
  writeFileSync(file, `#!${process.execPath}\n${start}\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
};

const good = plantProgram(`if (command === "validate") console.log(JSON.stringify({ valid: true, diagnostics: [] }));`);
const run = (...args: readonly string[]) => runVerb("rehearse", args);
const dev = ["--environment", "dev", "--until", "validate"];

describe("the verb rehearse", () => {
  test("tells its options", () => {
    const { code, out } = run("--help");
    expect(code).toBe(0);
    expect(out).toMatch(/--until WORD[\s\S]*--change PATH=VALUE[\s\S]*exit code is 1/);
  });

  test("prints progress, a table and a summary, and writes a report", () => {
    const file = join(freshFolder(), "reports", "report.json");
    const { code, out, err } = run("--terraform", good, ...dev, "--report", file);
    expect({ code, err: err.split("\n").filter((line) => /^\[\d+\/13\] dev-\S+: validated, 0 to add, /.test(line)).length }).toEqual({
      code: 0,
      err: 13,
    });
    expect(out).toMatch(/^dev-eu-aws-eu-central-1-network +0 +0 +0 +0 +\d+\.\d +twin +passed$/m);
    expect(out).toMatch(/^rehearsed 13 of 13 stacks until validate with Terraform 1\.99\.0: 0 to add; 0 failures, 0 not run; \d+\.\d s$/m);
    const report = JSON.parse(readFileSync(file, "utf8")) as RehearsalReport;
    expect(report.stacks.map(({ result }) => result)).toEqual(Array.from({ length: 13 }, () => "passed"));
  });

  test("writes JUnit XML for a file that ends so", () => {
    const file = join(freshFolder(), "report.xml");
    expect(run("--terraform", good, ...dev, "--stack", "*-keys", "--report", file).code).toBe(0);
    expect(readFileSync(file, "utf8")).toMatch(/<testsuites name="rehearsal" tests="1" failures="0"/);
  });

  test("shows a failure in full, and is exit code 1", () => {
    const address = "aws_vpc.network_vpc";
    const bad = plantProgram(`if (command === "validate") console.log(JSON.stringify({ valid: false, diagnostics: [
      { severity: "error", summary: "Broken", detail: "Thoroughly.\\nReally.", address: ${JSON.stringify(address)} }] }));`);
    const { code, out, err } = run("--terraform", bad, ...dev, "--stack", "*-network");
    expect(code).toBe(1);
    expect(err).toContain(
      [
        "dev-eu-aws-eu-central-1-network: validate: Error: Broken",
        `  with ${address}`,
        "  made by dev-eu-aws-eu-central-1-network/network/vpc",
        "",
        "  Thoroughly.",
        "  Really.",
      ].join("\n"),
    );
    expect(out).toMatch(/rehearsed 0 of 1 stacks .* 1 failure, /);
  });

  test.each([
    [["--enviroment", "dev"], "UnknownOption", "--environment"],
    [["--until", "aply"], "UnknownOption", "did you mean 'apply'"],
    [["--phase", "grwth"], "UnknownOption", "growth"],
    [["--providers", "reel"], "UnknownOption", "did you mean 'real'"],
    [["--parallel", "0"], "UnknownOption", "use 2"],
    [["--providers", "real"], "UnknownOption", "--until plan"],
    [["--aws-endpoint", "http://127.0.0.1:5000"], "UnknownOption", "--providers real"],
    [["--aws-endpoint", "https://example.com", "--providers", "real"], "UnknownOption", "127.0.0.1"],
    [["--change", "production"], "UnknownOption", "production.phase=enterprise"],
    [["--change", "productoin.phase=growth"], "UnknownEnvironment", "did you mean 'production'"],
    [["--change", "production.fase=growth"], "UnknownKey", "fase"],
    [["--change", "dev.phase=growth", "--until", "plan"], "UnknownOption", "--until"],
    [["--allow", "dev"], "UnknownOption", "--change"],
    [["--steps", "--until", "plan"], "UnknownOption", "--until"],
    [["--steps", "--phase", "growth"], "UnknownOption", "leave --phase out"],
    [["--steps", "--change", "dev.phase=growth"], "UnknownOption", "leave --change out"],
    [["--steps", "--allow", "dev"], "UnknownOption", "leave --allow out"],
    [["--environment", "prod"], "UnknownEnvironment", "production"],
    [["--stack", "nothing-*"], "UnknownStack", "--stack"],
    [["--estate", "/nonexistent/estate.json"], "BadEstateFile", "docs/description.md"],
    [["--terraform", "/nonexistent/terraform"], "TerraformMissing", "ESTATE_TERRAFORM"],
  ])("%p is one clear error", (args, problem, words) => {
    const { code, out, err } = run(...args);
    expect({ code, out, trace: showsTrace(err) }).toEqual({ code: 1, out: "", trace: false });
    expect(err).toContain(`[${problem}]`);
    expect(err).toContain(words);
  });
});

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** A rehearsal that has come to a Terraform which never ends and has started a program of its own. */
const hangingRun = async () => {
  const folder = freshFolder();
  const temporary = join(folder, "temporary");
  mkdirSync(temporary);
  const pidFile = join(folder, "pid");
  const terraform = plantProgram(`
    const inner = require("node:child_process").spawn(process.execPath, ["-e", "setTimeout(() => undefined, 600_000)"]);
    require("node:fs").writeFileSync(${JSON.stringify(pidFile)}, process.pid + " " + inner.pid + " .");
    setTimeout(() => undefined, 600_000);`);
  const args = ["tools/run.mjs", "rehearse", "--environment", "dev", "--stack", "*-keys", "--until", "validate", "--terraform"];
  const env = { ...process.env, TMPDIR: temporary };
  const child = spawn(process.execPath, [...args, terraform], { env, stdio: "ignore" });
  const ended = new Promise<number | null>((done) => child.once("exit", done));
  while (!existsSync(pidFile) || !readFileSync(pidFile, "utf8").endsWith(".")) await pause(20);
  const pids = readFileSync(pidFile, "utf8").split(" ").slice(0, 2).map(Number);
  const folders = (): readonly string[] => readdirSync(temporary).filter((name) => name.startsWith("estate-terraform-"));
  const records = (): readonly string[] =>
    readdirSync(temporary)
      .filter((name) => name.startsWith("estate-rehearsals-"))
      .flatMap((name) => readdirSync(join(temporary, name)));
  return { child, ended, pids, folders, records, env, args };
};

/** Waits until no process of these is there; a test that waits too long fails by its own time limit. */
const allEnded = async (pids: readonly number[], limitSeconds: number): Promise<boolean> => {
  const start = performance.now();
  while (pids.some(isAlive)) {
    if (performance.now() - start > limitSeconds * 1000) return false;
    await pause(20);
  }
  return true;
};

describe("an interruption", () => {
  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("by %s leaves no process after 5 s, no folder and no record, and is exit code %i", async (signal, code) => {
    const { child, ended, pids, folders, records } = await hangingRun();
    expect([folders().length, records().length]).toEqual([1, 1]);
    child.kill(signal);
    expect(await ended).toBe(code);
    expect(await allEnded(pids, 5)).toBe(true);
    expect([folders(), records()]).toEqual([[], []]);
  });

  test("that leaves a run no time is made good by the next run, which nothing hinders", async () => {
    const { child, ended, pids, folders, records, env } = await hangingRun();
    child.kill("SIGKILL");
    await ended;
    expect([folders().length, records().length]).toEqual([1, 1]);
    const { code, err } = runVerb("rehearse", ["--terraform", good, ...dev, "--stack", "*-keys"], { TMPDIR: env.TMPDIR });
    expect(code).toBe(0);
    expect(err).toMatch(/^ended what run \d+ left: processes: \d, folders: 1$/m);
    expect(await allEnded(pids, 5)).toBe(true);
    expect([folders(), records()]).toEqual([[], []]);
  });
});
