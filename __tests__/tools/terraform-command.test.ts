import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { validateStacks, planStacks, type RehearsalRequest } from "../../tools/terraform/rehearsal";
import { isGood, problemsOf, summaryLine, type TerraformReport } from "../../tools/terraform/report";
import { runVerb, showsTrace } from "../support/command";
import { freshFolder } from "../support/folders";
import { awsStack, bucket, plantMirror, plantOutput, plantTerraform, withRealTerraform } from "./terraform-output";

const mirror = plantMirror("hashicorp/aws/9.9.9");
const names = ["dev-a", "dev-b", "dev-c", "dev-d"];
const output = plantOutput({
  ...Object.fromEntries(names.map((name) => [name, { json: awsStack(bucket()) }])),
  "test-a": { json: awsStack(bucket()), environment: "test" },
});

/** Runs a program that stands for Terraform over the four stacks of dev. */
const runWith = (script: string, more: Partial<RehearsalRequest> = {}, rehearse = validateStacks): Promise<TerraformReport> =>
  rehearse({ output, mirror, terraform: plantTerraform(script), environments: ["dev"], ...more });

const error = `({ severity: "error", summary: "Broken", detail: "Thoroughly" })`;
const say = (diagnostics: string): string =>
  `if (command === "validate") console.log(JSON.stringify({ valid: true, diagnostics: ${diagnostics} }));`;

const failedIn = ({ stacks }: TerraformReport): readonly string[] =>
  stacks.filter(({ result }) => result === "failed").map(({ stack }) => stack);

describe("what Terraform says", () => {
  test("an error that names no stack is found by running each alone, and the others still pass", async () => {
    const report = await runWith(say(`stacks.includes("dev-c") ? [${error}] : []`));
    expect(failedIn(report)).toEqual(["dev-c"]);
    expect(report.counts.passed).toBe(3);
    expect(problemsOf(report).map(({ place, code, rule }) => [place, code, rule])).toEqual([
      ["dev-c", "TerraformFailed", "Terraform must accept it, but reports an error: Broken: Thoroughly"],
    ]);
  });

  test("an error of init is its stack's", async () => {
    const report = await runWith(`if (command === "init" && stacks.includes("dev-b")) {
      console.log(JSON.stringify({ type: "diagnostic", diagnostic: { ...${error}, range: { filename: "stacks/dev-b/cdk.tf.json", start: { line: 1 } } } }));
      process.exit(1);
    }
    ${say("[]")}`);
    expect(failedIn(report)).toEqual(["dev-b"]);
  });

  test("after an init that could not say which stack is broken, the others are still ready", async () => {
    const report = await runWith(`if (command === "init") {
      if (stacks.includes("dev-c")) process.exit(1);
      writeFileSync("ready", JSON.stringify(stacks));
    } else if (!stacks.every((stack) => JSON.parse(readFileSync("ready", "utf8")).includes(stack))) process.exit(1);
    ${say("[]")}`);
    expect(failedIn(report)).toEqual(["dev-c"]);
    expect(report.counts.passed).toBe(3);
  });

  test("a warning that names no stack is not lost", async () => {
    const report = await runWith(say(`[{ severity: "warning", summary: "Odd" }]`));
    expect(report.counts).toMatchObject({ failed: 1, passed: 3, errors: 0, warnings: 1 });
    expect(isGood(report, false)).toBe(false);
  });

  test.each([
    ["ends with an exit code and no word", 'if (command === "validate") process.exit(7);'],
    ["ends well and says nothing", ""],
    ["says what is no JSON", 'if (command === "validate") console.log("all is well");'],
  ])("a Terraform that %s passes nothing", async (_, script) => {
    const report = await runWith(script);
    expect(failedIn(report)).toEqual(names);
    expect(report.counts.errors).toBe(4);
  });

  test("a plan without its last line, or with another count than it lists, passes nothing", async () => {
    const change = (module: string): string =>
      JSON.stringify({ type: "planned_change", change: { action: "create", resource: { module } } });
    const summary = JSON.stringify({ type: "change_summary", changes: { add: 1 } });
    const print = (...lines: string[]): string =>
      `if (command === "plan") { ${lines.map((line) => `console.log(${JSON.stringify(line)});`).join(" ")} }`;
    const one = { globs: ["dev-a"] };
    expect((await runWith(print(change("module.s0"), summary), one, planStacks)).counts).toMatchObject({ passed: 1, resources: 1 });
    expect((await runWith(print(change("module.s0")), one, planStacks)).counts).toMatchObject({ passed: 0, failed: 1 });
    expect((await runWith(print(summary), one, planStacks)).counts).toMatchObject({ passed: 0, failed: 1 });
  });

  test("stacks are run in batches, after one init, and each once", async () => {
    const lines: string[] = [];
    const report = await runWith(say("[]"), { batchSize: 3, onProgress: (line) => lines.push(line) });
    expect(lines.map((line) => line.replace(/ in .*/, ""))).toEqual(["validate 1: 3 of 4 stacks", "validate 2: 1 of 4 stacks"]);
    expect(summaryLine(report)).toBe("validated 4 of 4 stacks with aws 9.9.9 (pinned 6.25.0): 0 errors, 0 warnings; not validated: 0");
    expect(report.stacks[0]?.note).toBe("validated with aws 9.9.9, pinned 6.25.0");
    expect(isGood(report, true)).toBe(true);
  });

  test("a pin that a mirror holds is used as it is, though there is a higher one", async () => {
    const both = plantMirror("hashicorp/aws/6.25.0", "hashicorp/aws/9.9.9");
    const report = await runWith(say("[]"), { mirror: both });
    expect(summaryLine(report)).toContain(" with aws 6.25.0: ");
    expect(report.stacks.map(({ note }) => note)).toEqual(["", "", "", ""]);
  });
});

describe("providers that can't be had", () => {
  const empty = plantMirror("hashicorp/random/1.0.0");

  test("are asked of the registry once, and their stacks are listed and never counted as passed", async () => {
    const report = await runWith(`if (command === "init") { console.log("could not connect to registry"); process.exit(1); }`, {
      mirror: empty,
    });
    expect(report.counts).toMatchObject({ stacks: 4, passed: 0, failed: 0, unavailable: 4, errors: 0 });
    expect(isGood(report, false)).toBe(false);
    expect(summaryLine(report)).toBe("validated 0 of 4 stacks: 0 errors, 0 warnings; not validated: 4");
  });

  test("are a failure only with --strict, when other stacks pass", async () => {
    const mixed = plantOutput({
      "dev-a": { json: awsStack(bucket()) },
      "dev-other": { json: { terraform: { required_providers: { other: { source: "acme/other", version: "1.0.0" } } } } },
    });
    const report = await runWith(`if (command === "init" && stacks.length === 0) process.exit(1);\n${say("[]")}`, { output: mixed });
    expect(report.counts).toMatchObject({ passed: 1, unavailable: 1 });
    expect([isGood(report, false), isGood(report, true)]).toEqual([true, false]);
  });

  test("come from the registry where it answers, in the version that is pinned", async () => {
    const install = `if (command === "init" && stacks.length === 0) {
      const { wanted } = JSON.parse(readFileSync("main.tf.json", "utf8")).terraform.required_providers;
      require("node:fs").mkdirSync([".terraform/providers", wanted.source, wanted.version, process.platform.replace("win32", "windows") + "_" + ({ x64: "amd64" }[process.arch] ?? process.arch)].join("/"), { recursive: true });
    }`;
    const report = await runWith(`${install}\n${say("[]")}`, { mirror: empty });
    expect(report.providers.map(({ used, from }) => [used, from])).toEqual([["6.25.0", "registry"]]);
    expect(summaryLine(report)).toContain("validated 4 of 4 stacks with aws 6.25.0: ");
  });
});

describe("a test without Terraform", () => {
  const before = process.env["CI"];
  afterEach(() => {
    if (before === undefined) delete process.env["CI"];
    else process.env["CI"] = before;
  });
  const missing = () => validateStacks({ output, mirror, terraform: "/nonexistent/terraform" });

  test("fails in CI", async () => {
    process.env["CI"] = "true";
    await expect(withRealTerraform(missing)).rejects.toThrow(/in CI this has to run: .*\[TerraformMissing\]/);
  });

  test("is one printed line elsewhere", async () => {
    process.env["CI"] = "";
    const write = jest.spyOn(process.stderr, "write").mockReturnValue(true);
    expect(await withRealTerraform(missing)).toBeUndefined();
    expect(write.mock.calls.map(([line]) => line)).toEqual([expect.stringMatching(/^not run with real Terraform: .*\n$/)]);
    write.mockRestore();
  });
});

describe.each(["validate", "plan-offline"])("the verb %s", (verb) => {
  const good = plantTerraform(`${say("[]")}
    if (command === "plan") console.log(JSON.stringify({ type: "change_summary", changes: { add: 0 } }));`);
  const run = (...args: readonly string[]) => runVerb(verb, ["--from", output, ...args], { ESTATE_PROVIDER_MIRROR: mirror, CI: "" });

  test("prints a table and a summary, and writes a report", () => {
    const file = join(freshFolder(), "reports", "report.json");
    const { code, out } = run("--terraform", good, "--environment", "dev", "--json", file);
    const word = verb === "validate" ? "validated" : "planned";
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^dev-a +passed .*${word} with aws 9\\.9\\.9, pinned 6\\.25\\.0$`, "m"));
    expect(out).toMatch(new RegExp(`^${word} 4 of 4 stacks with aws 9\\.9\\.9 \\(pinned 6\\.25\\.0\\): `, "m"));
    const report = JSON.parse(readFileSync(file, "utf8")) as TerraformReport;
    expect(report.counts).toMatchObject({ stacks: 4, passed: 4 });
    expect(report.terraform).toBe("1.99.0");
  });

  test.each([
    ["a program that is not there", ["--terraform", "/nonexistent/terraform"], {}],
    ["an empty PATH", [], { PATH: "" }],
    ["a variable that names none", [], { ESTATE_TERRAFORM: "/nonexistent/terraform" }],
  ])("a missing Terraform is one clear error: %s", (_, args, env) => {
    const { code, out, err } = runVerb(verb, ["--from", output, ...args], env);
    expect({ code, out, trace: showsTrace(err) }).toEqual({ code: 1, out: "", trace: false });
    expect(err).toMatch(/^\S*terraform: \[TerraformMissing\] Terraform must be installed.*ESTATE_TERRAFORM/m);
  });

  test.each([
    [["--enviroment", "dev"], "UnknownOption"],
    [["--phase", "grwth"], "UnknownOption"],
    [["--batch", "0"], "UnknownOption"],
    [["--environment", "prod"], "UnknownEnvironment"],
    [["--stack", "nothing-*"], "UnknownStack"],
    [["--from", "nowhere"], "OutputNotOurs"],
  ])("%p is one clear error", (args, problem) => {
    const { code, err } = run("--terraform", good, ...args);
    expect({ code, trace: showsTrace(err) }).toEqual({ code: 1, trace: false });
    expect(err).toContain(`[${problem}]`);
  });

  test("an error of a stack is exit code 1, and names the stack", () => {
    const bad = plantTerraform(`if (command !== "init") process.exit(1);`);
    const { code, err, out } = run("--terraform", bad, "--stack", "test-*");
    expect(code).toBe(1);
    expect(err).toMatch(/^test-a: \[TerraformFailed\] /m);
    expect(out).toMatch(/0 of 1 stacks .*1 error, 0 warnings; failed: 1; /);
  });
});

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe("an interruption", () => {
  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s ends Terraform, removes the working copy, and is exit code %i", async (signal, code) => {
    const folder = freshFolder();
    const temporary = join(folder, "temporary");
    mkdirSync(temporary);
    const pidFile = join(folder, "pid");
    const terraform = plantTerraform(
      `writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); setTimeout(() => undefined, 600_000);`,
    );
    const args = ["tools/run.mjs", "validate", "--from", output, "--terraform", terraform];
    const child = spawn(process.execPath, args, {
      env: { ...process.env, TMPDIR: temporary, ESTATE_PROVIDER_MIRROR: mirror },
      stdio: "ignore",
    });
    const ended = new Promise<number | null>((done) => child.once("exit", done));
    while (!existsSync(pidFile) || readFileSync(pidFile, "utf8") === "") await pause(20);
    expect(readdirSync(temporary).filter((name) => name.startsWith("estate-terraform-"))).toHaveLength(1);
    child.kill(signal);
    expect(await ended).toBe(code);
    expect(readdirSync(temporary).filter((name) => name.startsWith("estate-terraform-"))).toEqual([]);
    const pid = Number(readFileSync(pidFile, "utf8"));
    while (isAlive(pid)) await pause(20);
  });
});
