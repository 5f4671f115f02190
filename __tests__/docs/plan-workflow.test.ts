import { synthesizeEstate } from "../../main";
import { manifestVersion } from "../../regions/manifest";
import { jobKinds, type JobKind } from "../../tools/matrix/credentials";
import { planJobs, type PlanJob } from "../../tools/matrix/jobs";
import { readProjectFile } from "../rules/repository";
import { actionOf, allSteps, ownAction, workflow, type Job, type Step } from "../support/workflows";

/** What a stack's own JSON says of what it signs in to. */
interface StackJson {
  readonly terraform: {
    readonly backend: {
      readonly s3?: { readonly region: string; readonly allowed_account_ids: readonly string[] };
      readonly gcs?: { readonly bucket: string };
    };
  };
  readonly provider: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly data?: { readonly terraform_remote_state?: Readonly<Record<string, { readonly backend: string }>> };
}

const { organization, stacks, texts, verdict } = synthesizeEstate();
const manifest = { version: manifestVersion, organization, stacks, residencyExceptions: verdict.exceptions };
const jobs = planJobs(manifest);
const { on, permissions, concurrency, jobs: workflowJobs } = workflow("plan.yml");
const { synth, ...planning } = workflowJobs;
if (synth === undefined) throw new Error("plan.yml lacks its first job");

const kinds = Object.keys(jobKinds) as JobKind[];
const jsonOf = (name: string): StackJson => JSON.parse(texts.get(name) ?? "") as StackJson;
const stepsOfKind = (kind: JobKind): readonly Step[] => allSteps(planning[kind]?.steps ?? []);
const uses = (steps: readonly Step[], action: string): Step | undefined =>
  steps.find((step) => step.uses?.startsWith(`${action}@`) === true);

/** What the stacks' providers, states and exec plugins sign in to, read from their JSON alone. */
const signsInTo = (name: string): readonly string[] => {
  const { terraform, provider, data } = jsonOf(name);
  const states = [...Object.keys(terraform.backend), ...Object.values(data?.terraform_remote_state ?? {}).map(({ backend }) => backend)];
  const programs = Object.values(provider)
    .flat()
    .flatMap((block) => (block["kubernetes"] as { readonly exec?: { readonly command: string } } | undefined)?.exec?.command ?? []);
  const found = [
    ...states.map((kind) => ({ s3: "aws", gcs: "google" })[kind]),
    ...Object.keys(provider).map((one) => ({ helm: "cluster", kubernetes: "cluster" })[one] ?? one),
    ...programs.map((program) => ({ aws: "aws", "gke-gcloud-auth-plugin": "google" })[program]),
  ];
  return [...new Set(found.map((one) => one ?? "unknown"))].sort();
};

/** What a job of the workflow signs in to, read from its steps alone. */
const signedInTo = (job: Job | undefined): readonly string[] => {
  const steps = job?.steps ?? [];
  return [
    ...(uses(steps, "aws-actions/configure-aws-credentials") === undefined ? [] : ["aws"]),
    ...(steps.some((step) => step.uses === ownAction("cloudflare-token")) ? ["cloudflare"] : []),
    ...(steps.some((step) => step.uses === ownAction("chart-registry")) ? ["cluster"] : []),
    ...(uses(steps, "google-github-actions/auth") === undefined ? [] : ["google"]),
  ];
};

describe("plan.yml", () => {
  test("runs for requests of this repository and by hand, one run of a branch at a time, and cancels none", () => {
    expect(Object.keys(on).sort()).toEqual(["pull_request", "workflow_dispatch"]);
    expect(synth.if).toContain("github.event.pull_request.head.repo.full_name == github.repository");
    expect(concurrency).toEqual({ group: "plan-${{ github.ref }}", "cancel-in-progress": false });
    expect(permissions).toEqual({});
    expect(synth.permissions).toEqual({ contents: "read" });
  });

  test("has a job for each kind of the matrix and no other", () => {
    expect(Object.keys(planning)).toEqual(kinds);
    expect(synth.outputs).toEqual({ jobs: "${{ steps.matrix.outputs.jobs }}" });
  });

  test.each(kinds)("%s: waits for the matrix, has its part of it, and the least that it needs of GitHub", (kind) => {
    const job = planning[kind];
    const part = `fromJSON(needs.synth.outputs.jobs)['${kind}']`;
    expect(job).toMatchObject({
      needs: "synth",
      // A matrix of nothing is an error to GitHub.
      if: `${part}[0] != null`,
      permissions: { contents: "read", "id-token": "write" },
      environment: "${{ matrix.githubEnvironment }}",
      strategy: { "fail-fast": false, matrix: { include: `\${{ ${part} }}` } },
    });
    expect(Number(job?.strategy?.["max-parallel"])).toBeGreaterThan(1);
  });

  test.each(kinds)("%s: reads every field that its stacks have, and none that they lack", (kind) => {
    const read = [...JSON.stringify(planning[kind]).matchAll(/matrix\.(\w+)/g)].map(([, field = ""]) => field);
    const fields = Object.keys(jobs[kind][0] ?? {}).filter((field) => field !== "runner" || planning[kind]?.["runs-on"].includes("matrix"));
    expect([...new Set(read)].sort()).toEqual(fields.sort());
    for (const job of jobs[kind]) expect(Object.keys(job)).toEqual(Object.keys(jobs[kind][0] ?? {}));
  });

  test.each(kinds)("%s: checks out before it signs in, signs in before it plans, and does nothing else", (kind) => {
    const names = (planning[kind]?.steps ?? []).map(({ uses: action }) => action?.split("@")[0]);
    expect(names[0]).toBe("actions/checkout");
    expect(names.at(-1)).toBe(ownAction("plan-stack"));
    expect((planning[kind]?.steps ?? []).every(({ run }) => run === undefined)).toBe(true);
  });

  test("a plan's text goes into the summary, and its failure fails the job", () => {
    const runs = actionOf(ownAction("plan-stack")).runs.steps.flatMap(({ run }) => run ?? []);
    expect(runs.map((run) => /terraform (\w+)/.exec(run)?.[1])).toEqual(["init", "plan"]);
    expect(runs[1]).toContain("-detailed-exitcode");
    expect(runs[1]).toContain('>> "$GITHUB_STEP_SUMMARY"');
    expect(runs[1]).toContain('if [ "$verdict" = failed ]; then exit "$status"; fi');
  });
});

describe("every stack of the estate", () => {
  const planned = kinds.flatMap((kind) => jobs[kind].map((job) => [job.name, kind, job] as const));

  test("is planned by exactly one job, and no matrix is larger than GitHub takes", () => {
    expect(planned.map(([name]) => name).sort()).toEqual(stacks.map(({ name }) => name).sort());
    expect(kinds.map((kind) => [kind, jobs[kind].length])).toEqual([
      ["aws", 68],
      ["aws-cloudflare", 9],
      ["aws-cluster", 9],
      ["google", 32],
      ["google-cloudflare", 11],
      ["google-cluster", 3],
    ]);
  });

  test("signs in to exactly what its job does: as its providers, states and programs say, and as the job's steps do", () => {
    const wrong = planned.filter(([name, kind]) => signsInTo(name).join() !== signedInTo(planning[kind]).join());
    expect(wrong.map(([name, kind]) => `${name}: ${kind}`)).toEqual([]);
  });

  test("has the AWS role of its own account and region, which trusts the job's environment", () => {
    const made = rolesMade();
    const inAws = planned.filter(([name]) => signsInTo(name).includes("aws"));
    expect(inAws).toHaveLength(86);
    for (const [name, , { planRoleArn, region, githubEnvironment }] of inAws) {
      const { s3 } = jsonOf(name).terraform.backend;
      expect(s3?.allowed_account_ids).toEqual([planRoleArn?.split(":")[4]]);
      expect(s3?.region).toBe(region);
      expect(made.get(planRoleArn ?? "")).toContain(`:environment:${githubEnvironment}`);
    }
  });

  test("has the Google account of its own project, which takes the tokens of the job's environment", () => {
    const made = accountsMade();
    const inGoogle = planned.filter(([name]) => signsInTo(name).includes("google"));
    expect(inGoogle).toHaveLength(46);
    for (const [name, , { identityProvider, planAccount, githubEnvironment }] of inGoogle) {
      const account = made.get(planAccount ?? "");
      expect(account).toEqual({
        identityProvider,
        subject: expect.stringMatching(new RegExp(`:environment:${githubEnvironment}$`)) as string,
      });
      const project = jsonOf(name).provider["google"]?.[0]?.["project"] as string | undefined;
      if (project !== undefined) expect(planAccount).toBe(`terraform-plan@${project}.iam.gserviceaccount.com`);
    }
  });

  test("reads Cloudflare's token, where it needs one, in the project of its own environment's edge", () => {
    const made = accountsMade();
    for (const [name, , job] of planned) {
      const wants = signsInTo(name).includes("cloudflare");
      expect(job.tokenAddress !== undefined).toBe(wants);
      if (!wants) continue;
      const environment = stacks.find((stack) => stack.name === name)?.environment ?? "";
      expect(made.get(job.tokenReader ?? "")?.identityProvider).toBe(job.tokenIdentityProvider);
      expect(job.tokenAddress).toMatch(
        new RegExp(
          `^secretmanager\\.europe-west6\\.rep\\.googleapis\\.com/v1/projects/[^/]+/locations/europe-west6/secrets/${organization}-${environment}-global-cloudflare-plan-token/versions/latest:access$`,
        ),
      );
    }
  });

  test("that works inside a cluster runs where the cluster is reached from, on a runner that no other cluster has", () => {
    const inClusters = planned.filter(([name]) => signsInTo(name).includes("cluster"));
    expect(inClusters).toHaveLength(12);
    const runners = runnersMade();
    for (const [name, kind, { runner }] of inClusters) {
      const cluster = name.replace(/-platform$/, "-cluster");
      expect([name, runner]).toEqual([name, runners.get(cluster) ?? ""]);
      expect(planning[kind]?.["runs-on"]).toContain("format('codebuild-{0}-{1}-{2}', matrix.runner, github.run_id, github.run_attempt)");
    }
    const named = inClusters.flatMap(([, , { runner }]) => (runner === "" || runner === undefined ? [] : [runner]));
    expect(named).toHaveLength(9);
    // GitHub knows a runner by its name alone, whatever account and region it is in.
    expect(new Set(named).size).toBe(named.length);
  });

  test("that works inside a cluster signs in to the registry of its own site", () => {
    const registries = jobs["aws-cluster"].map(({ registryHost, planRoleArn, region }: PlanJob) => [
      registryHost,
      `${planRoleArn?.split(":")[4] ?? ""}.dkr.ecr.${region ?? ""}.amazonaws.com`,
    ]);
    for (const [host, expected] of registries) expect(host).toBe(expected);
    expect(
      jobs["google-cluster"].map(({ name, registryHost }) => name.includes(registryHost?.replace("-docker.pkg.dev", "") ?? "?")),
    ).toEqual([true, true, true]);
    expect(stepsOfKind("google-cluster").find((step) => step.uses?.startsWith("google-github-actions/setup-gcloud@"))?.with).toEqual({
      install_components: "gke-gcloud-auth-plugin",
    });
  });
});

describe("the token of Cloudflare's", () => {
  const steps = actionOf(ownAction("cloudflare-token")).runs.steps;

  test("is fetched with an identity that the steps after it don't have", () => {
    expect(steps[0]?.with).toMatchObject({
      create_credentials_file: false,
      export_environment_variables: false,
      token_format: "access_token",
    });
  });

  test("is hidden before it is handed on", () => {
    const { run = "" } = steps[1] ?? {};
    expect(run.indexOf("::add-mask::$token")).toBeGreaterThan(0);
    expect(run.indexOf("::add-mask::$token")).toBeLessThan(run.indexOf("GITHUB_ENV"));
    expect(readProjectFile("docs/bootstrap.md")).toContain("-global-cloudflare-plan-token");
  });
});

type Resources = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

const resourcesOf = (name: string): Resources => (JSON.parse(texts.get(name) ?? "") as { readonly resource: Resources }).resource;
const accounts = (cloud: string) => stacks.filter((stack) => stack.cloud === cloud && stack.layer.endsWith("account"));

/** The trust of every role that the account layers of AWS make, by its ARN. */
const rolesMade = (): ReadonlyMap<string, string> =>
  new Map(
    accounts("aws").flatMap(({ name, account }) =>
      Object.values(resourcesOf(name)["aws_iam_role"] ?? {}).map((role) => [
        `arn:aws:iam::${account}:role/${String(role["name"])}`,
        String(role["assume_role_policy"]),
      ]),
    ),
  );

/** Who becomes the plan account of each project, by the account's address, and by which provider. */
const accountsMade = (): ReadonlyMap<string, { readonly identityProvider: string; readonly subject: string }> =>
  new Map(
    accounts("google").map(({ name, account, backend }) => {
      const resources = resourcesOf(name);
      const pool = String(Object.values(resources["google_iam_workload_identity_pool"] ?? {})[0]?.["workload_identity_pool_id"]);
      const provider = Object.values(resources["google_iam_workload_identity_pool_provider"] ?? {})[0];
      const number = backend.kind === "gcs" ? backend.projectNumber : "";
      const [member] = (resources["google_service_account_iam_binding"]?.["ci_plan-jobs"]?.["members"] ?? []) as readonly string[];
      return [
        `${String(resources["google_service_account"]?.["ci_plan"]?.["account_id"])}@${account}.iam.gserviceaccount.com`,
        {
          identityProvider: `projects/${number}/locations/global/workloadIdentityPools/${pool}/providers/${String(provider?.["workload_identity_pool_provider_id"])}`,
          subject: member?.split("/subject/")[1] ?? "",
        },
      ];
    }),
  );

/** The runner that each stack with a cluster makes, by the stack's name. */
const runnersMade = (): ReadonlyMap<string, string> =>
  new Map(
    stacks
      .filter(({ resources }) => "aws_codebuild_project" in resources)
      .map(({ name }) => [name, String(Object.values(resourcesOf(name)["aws_codebuild_project"] ?? {})[0]?.["name"])]),
  );
