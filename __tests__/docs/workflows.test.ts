import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { synthesizeEstate } from "../../main";
import { readProjectFile } from "../rules/repository";
import { withActionlint } from "../support/actionlint";
import { freshFolder } from "../support/folders";
import { actionFiles, actionOf, ownAction, stepsOf, workflow, workflowFiles, type Step, type Workflow } from "../support/workflows";
import { blocksIn, documents } from "./documents";

const workflows = workflowFiles.map((file) => workflow(file.slice(".github/workflows/".length)));
const everyStep: readonly Step[] = [
  ...workflows.flatMap(stepsOf),
  ...actionFiles.flatMap((file) => actionOf(`./${file.replace("/action.yml", "")}`).runs.steps),
];
const commands = everyStep.flatMap(({ run }) => (run === undefined ? [] : [run]));

const { stacks } = synthesizeEstate();

describe("every workflow", () => {
  test("is known here, and so is every action of our own, which some step uses", () => {
    expect(workflowFiles).toEqual(["ci", "plan", "release"].map((name) => `.github/workflows/${name}.yml`));
    const used = new Set(everyStep.flatMap(({ uses }) => (uses?.startsWith("./") === true ? [uses] : [])));
    expect(actionFiles).toEqual([...used].sort().map((uses) => `${uses.replace("./", "")}/action.yml`));
    expect(used).toContain(ownAction("plan-stack"));
  });

  test.each([...workflowFiles, ...actionFiles])("%s names each action of others by a commit, with the version beside it", (file) => {
    const uses = readProjectFile(file)
      .split("\n")
      .filter((line) => /^\s*-? *uses:/.test(line) && !line.includes("uses: ./"));
    expect(uses.filter((line) => !/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  test("uses one commit for one action", () => {
    const used = everyStep.flatMap(({ uses }) => (uses === undefined ? [] : [uses]));
    expect(used.length).toBeGreaterThan(20);
    const byAction = new Map(used.map((one) => [one.split("@")[0], one]));
    expect([...new Set(used)].sort()).toEqual([...byAction.values()].sort());
  });

  test.each(workflowFiles)("%s has few permissions, a time limit, and runs no code of a stranger with an identity", (file) => {
    const { on, permissions, jobs } = workflow(file.slice(".github/workflows/".length));
    expect(Object.keys(on)).not.toContain("pull_request_target");
    const granted = [permissions, ...Object.values(jobs).map((job) => job.permissions ?? {})].flatMap((one) => Object.entries(one));
    const releases = file === ".github/workflows/release.yml" ? [["contents", "write"]] : [];
    expect(granted.filter(([key, value]) => value !== "read" && key !== "id-token")).toEqual(releases);
    expect(Object.values(jobs).filter((job) => job["timeout-minutes"] === undefined)).toEqual([]);
  });

  test("no secret is kept on GitHub, and nothing applies", () => {
    for (const file of [...workflowFiles, ...actionFiles]) {
      expect(readProjectFile(file)).not.toMatch(/secrets\.|terraform (apply|destroy)|auto-approve/);
    }
  });

  test("text of a pull request never becomes part of a command", () => {
    expect(commands.length).toBeGreaterThan(5);
    expect(commands.filter((run) => run.includes("${{"))).toEqual([]);
  });

  test("every own action is given what it needs, and nothing that it does not know", () => {
    const uses = everyStep.filter(({ uses: one }) => one?.startsWith("./") === true);
    for (const step of uses) {
      const { inputs, runs } = actionOf(step.uses ?? "");
      expect(runs.using).toBe("composite");
      expect(Object.keys(step.with ?? {}).sort()).toEqual(Object.keys(inputs).sort());
      expect(Object.values(inputs).every(({ required }) => required === true)).toBe(true);
    }
  });

  test("has the form that GitHub takes", () => {
    withActionlint((problems) => {
      expect(problems).toBe("");
    });
  });
});

describe("workflows in documents", () => {
  const examples = documents.flatMap((document) =>
    blocksIn(document, readProjectFile(document))
      .filter(({ info }) => info === "yaml")
      .map(({ place, text }) => [place, text] as const),
  );

  test("are there", () => {
    expect(examples.length).toBeGreaterThan(0);
  });

  test.each(examples)("%s is whole, and names the actions and Terraform that the repository's own workflows name", (_, text) => {
    const example = parse(text) as Workflow;
    const own = everyStep;
    expect(stepsOf(example).length).toBeGreaterThan(2);
    expect(stepsOf(example).filter(({ uses }) => uses !== undefined && !own.some((step) => step.uses === uses))).toEqual([]);
    expect(stepsOf(example).filter(({ run }) => run?.includes("${{") === true)).toEqual([]);
    expect(example.permissions).toEqual({});
    const versions = [...stepsOf(example), ...own].flatMap((step) => step.with?.["terraform_version"] ?? []);
    expect(new Set(versions).size).toBe(1);
  });

  test.each(examples)("%s names an environment, a role and a region of the estate", (_, text) => {
    const [job] = Object.values((parse(text) as Workflow).jobs);
    const account = stacks.find(({ layer, githubEnvironments }) => layer === "account" && githubEnvironments.apply === job?.environment);
    expect(account?.backend).toMatchObject({ region: "eu-central-1" });
    expect(job?.steps.map((step) => step.with?.["role-to-assume"])).toContain(account?.outputs["apply_role_arn"]?.sample);
  });
});

describe("ci.yml", () => {
  const { permissions, jobs } = workflow("ci.yml");

  test("runs .ci/run and nothing beside it", () => {
    expect(permissions).toEqual({ contents: "read" });
    expect(Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => (run === undefined ? [] : [run])))).toEqual([
      "bash .ci/run",
    ]);
  });

  test("takes Node from .nvmrc and a Terraform that the stacks allow", () => {
    const settings = stepsOf(workflow("ci.yml")).map((step) => step.with ?? {});
    expect(settings).toContainEqual(expect.objectContaining({ "node-version-file": ".nvmrc" }));
    expect(settings).toContainEqual({ terraform_version: expect.stringMatching(/^1\.1\d\.\d+$/) as string, terraform_wrapper: false });
  });
});

describe("release.yml", () => {
  const { on, permissions, jobs } = workflow("release.yml");
  const textOf = (job: string, name: string): string => jobs[job]?.steps.find((step) => step.name === name)?.run ?? "";
  const shell = (text: string, env: Readonly<Record<string, string>>, cwd = ".") =>
    spawnSync("bash", ["--norc", "-e", "-c", text], { cwd, encoding: "utf8", env: { PATH: process.env["PATH"], ...env } });

  test("starts at a tag of a version alone", () => {
    expect(on).toEqual({ push: { tags: ["v*"] } });
    expect(permissions).toEqual({});
  });

  test("what may write runs nothing of the repository", () => {
    const { publish, pack } = jobs;
    expect([publish?.permissions, pack?.permissions]).toEqual([{ contents: "write" }, { contents: "read" }]);
    expect(publish?.needs).toBe("pack");
    expect(publish?.steps.map(({ uses, run }) => uses?.split("@")[0] ?? run?.split(" ")[0])).toEqual(["actions/download-artifact", "gh"]);
  });

  test("refuses a tag that is not the version of package.json", () => {
    const { version } = JSON.parse(readProjectFile("package.json")) as { readonly version: string };
    const check = textOf("pack", "the tag is the version");
    expect(shell(check, { GITHUB_REF_NAME: `v${version}` }).status).toBe(0);
    const { status, stderr } = shell(check, { GITHUB_REF_NAME: "v9.9.9" });
    expect({ status, stderr }).toEqual({ status: 1, stderr: `the tag must be v${version}, as package.json says, got v9.9.9\n` });
  });

  test("attaches every packed file", () => {
    const folder = freshFolder();
    mkdirSync(join(folder, "release"));
    for (const name of ["SHA256SUMS", "aws-key-0.1.0.tar.gz"]) writeFileSync(join(folder, "release", name), "");
    const said = shell(`gh() { printf '%s\\n' "$@"; }\n${textOf("publish", "release")}`, { GITHUB_REF_NAME: "v0.1.0" }, folder);
    expect(said.stdout.trimEnd().split("\n")).toEqual([
      ...["release", "create", "v0.1.0", "--verify-tag", "--title", "v0.1.0", "--notes", "See CHANGELOG.md."],
      ...["release/SHA256SUMS", "release/aws-key-0.1.0.tar.gz"],
    ]);
  });
});
