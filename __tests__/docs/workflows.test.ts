import { parse } from "yaml";
import { synthesizeEstate } from "../../main";
import { manifestVersion } from "../../regions/manifest";
import { planJobs } from "../../tools/matrix";
import { projectFiles, readProjectFile } from "../rules/repository";
import { blocksIn, documents } from "./documents";

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly if?: string;
  readonly strategy?: Readonly<Record<string, unknown>>;
  readonly "timeout-minutes"?: number;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const files = projectFiles.filter((file) => file.startsWith(".github/workflows/"));
const workflows = new Map(files.map((file) => [file, parse(readProjectFile(file)) as Workflow]));
const workflow = (name: string): Workflow => {
  const found = workflows.get(`.github/workflows/${name}`);
  if (found === undefined) throw new Error(name);
  return found;
};
const stepsOf = ({ jobs }: Workflow): readonly Step[] => Object.values(jobs).flatMap(({ steps }) => steps);

const { organization, stacks, verdict } = synthesizeEstate();
const manifest = { version: manifestVersion, organization, stacks, residencyExceptions: verdict.exceptions };

describe("every workflow", () => {
  test("is known here", () => {
    expect(files).toEqual([".github/workflows/ci.yml", ".github/workflows/plan.yml"]);
  });

  test.each(files)("%s names each action by a commit, with the version beside it", (file) => {
    const uses = readProjectFile(file)
      .split("\n")
      .filter((line) => /^\s*-? *uses:/.test(line));
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((line) => !/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  test("uses one commit for one action", () => {
    const used = [...workflows.values()].flatMap(stepsOf).flatMap(({ uses }) => (uses === undefined ? [] : [uses]));
    const byAction = new Map(used.map((one) => [one.split("@")[0], one]));
    expect([...new Set(used)].sort()).toEqual([...byAction.values()].sort());
  });

  test.each(files)("%s has few permissions, a time limit, and runs no code of a stranger with an identity", (file) => {
    const { on, permissions, jobs } = workflow(file.slice(".github/workflows/".length));
    expect(Object.keys(on)).not.toContain("pull_request_target");
    for (const granted of [permissions, ...Object.values(jobs).map((job) => job.permissions ?? {})]) {
      expect(Object.entries(granted).filter(([key, value]) => value !== "read" && key !== "id-token")).toEqual([]);
    }
    expect(Object.values(jobs).filter((job) => job["timeout-minutes"] === undefined)).toEqual([]);
    expect(readProjectFile(file)).not.toMatch(/secrets\.|terraform (apply|destroy)|auto-approve/);
  });

  test("text of a pull request never becomes part of a command", () => {
    const commands = [...workflows.values()].flatMap(stepsOf).flatMap(({ run }) => (run === undefined ? [] : [run]));
    expect(commands.filter((run) => run.includes("${{"))).toEqual([]);
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
    const own = [...workflows.values()].flatMap(stepsOf);
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

describe("plan.yml", () => {
  const { on, permissions, jobs } = workflow("plan.yml");
  const { synth, plan } = jobs;
  if (synth === undefined || plan === undefined) throw new Error("plan.yml lacks a job");

  test("runs for requests of this repository and by hand", () => {
    expect(Object.keys(on).sort()).toEqual(["pull_request", "workflow_dispatch"]);
    expect(synth.if).toContain("github.event.pull_request.head.repo.full_name == github.repository");
    expect(permissions).toEqual({});
    expect(synth.permissions).toEqual({ contents: "read" });
    expect(plan.permissions).toEqual({ "id-token": "write" });
  });

  test("each job has the GitHub environment that its stack's plan role trusts", () => {
    expect(plan.environment).toBe("${{ matrix.githubEnvironment }}");
    expect(plan.strategy).toMatchObject({ "fail-fast": false, matrix: { include: "${{ fromJSON(needs.synth.outputs.matrix) }}" } });
    expect(Number(plan.strategy?.["max-parallel"])).toBeGreaterThan(1);
    const used = [...readProjectFile(".github/workflows/plan.yml").matchAll(/matrix\.(\w+)/g)].map(([, field = ""]) => field);
    expect([...new Set(used.filter((field) => field !== "outputs"))].filter((field) => field !== "matrix").sort()).toEqual(
      Object.keys(planJobs(manifest)[0] ?? {}).sort(),
    );
  });

  test("plans, and nothing else", () => {
    expect(stepsOf({ on, permissions, jobs: { plan } }).flatMap(({ run }) => (run === undefined ? [] : [run.split(" -")[0]]))).toEqual([
      "terraform init",
      "terraform plan",
    ]);
  });
});

describe("the matrix", () => {
  const jobs = planJobs(manifest);

  test("holds every stack that needs AWS alone, and no more than GitHub takes", () => {
    expect(jobs.map(({ name }) => name)).toEqual(
      stacks.filter(({ providers }) => Object.keys(providers).join() === "aws").map(({ name }) => name),
    );
    expect(jobs.length).toBeLessThanOrEqual(256);
    expect(jobs.every(({ region }) => /^[a-z]{2}-[a-z]+-\d$/.test(region))).toBe(true);
  });

  test("names the role that the account's own stack makes, and the environment that it trusts", () => {
    const { texts } = synthesizeEstate({ globs: ["*-aws-*-account"] });
    const made = new Map<string, Role>(
      [...texts].flatMap(([name, text]) => {
        const { resource } = JSON.parse(text) as { readonly resource: { readonly aws_iam_role: Readonly<Record<string, Role>> } };
        const account = stacks.find((stack) => stack.name === name)?.account ?? "";
        return Object.values(resource.aws_iam_role).map((role) => [`arn:aws:iam::${account}:role/${role.name}`, role] as const);
      }),
    );
    for (const { planRoleArn, githubEnvironment } of jobs) {
      expect([...made.keys()]).toContain(planRoleArn);
      expect(made.get(planRoleArn)?.assume_role_policy).toContain(`:environment:${githubEnvironment}`);
    }
  });

  test("is never empty", () => {
    expect(() => planJobs({ ...manifest, stacks: [] })).toThrow(/\[UnknownStack\]/);
  });
});

interface Role {
  readonly name: string;
  readonly assume_role_policy: string;
}
