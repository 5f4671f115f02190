import { typedProviders } from "../../environments/providers";
import { formatProblem } from "../../modules/core/errors";
import { findMirrors, mirrorVariable, versionsIn } from "../../tools/terraform/mirror";
import { planStacks, validateStacks } from "../../tools/terraform/rehearsal";
import { isGood, notRunLines, problemsOf, summaryLine, type TerraformReport } from "../../tools/terraform/report";
import { awsSource } from "../../tools/terraform/requirements";
import { fingerprint } from "../support/folders";
import { awsStack, bucket, plantOutput, withRealTerraform, type PlantedStack } from "./terraform-output";

const minutes = 60_000;

const database = {
  instance_class: "db.t4g.micro",
  engine: "postgres",
  allocated_storage: 20,
  username: "owner",
  skip_final_snapshot: true,
};

/** Stacks with nothing wrong, and stacks with one mistake each. */
const stacks: Readonly<Record<string, PlantedStack>> = {
  "dev-network": {
    json: awsStack({
      resource: { aws_vpc: { main: { cidr_block: "10.0.0.0/16" } } },
      output: { vpc_id: { value: "${aws_vpc.main.id}" } },
    }),
    outputs: {
      vpc_id: { description: "", dataClass: "internal", sample: "vpc-0aaaabbbbccccdddd" },
      subnet_ids: { description: "", dataClass: "internal", sample: ["subnet-0aaaabbbbccccdddd", "subnet-0eeeeffff00001111"] },
    },
  },
  // One security group, and one queue for each of the sample's subnets.
  "dev-reader": {
    json: awsStack({
      data: {
        terraform_remote_state: {
          network: { backend: "s3", config: { bucket: "acme-state", key: "network.tfstate", region: "eu-central-1" } },
        },
      },
      resource: {
        aws_security_group: { api: { name: "api", vpc_id: "${data.terraform_remote_state.network.outputs.vpc_id}" } },
        aws_sqs_queue: {
          each: { for_each: "${toset(data.terraform_remote_state.network.outputs.subnet_ids)}", name: "queue-${each.key}" },
        },
      },
    }),
    reads: { network: "dev-network" },
  },
  "dev-secret": {
    json: awsStack({
      variable: { password: { type: "string", ephemeral: true, sensitive: true } },
      resource: { aws_db_instance: { main: { ...database, password_wo: "${var.password}", password_wo_version: 1 } } },
    }),
  },
  "dev-no-provider": { json: { terraform: { backend: { local: { path: "x.tfstate" } } }, output: { word: { value: "yes" } } } },
  "bad-argument": { json: awsStack(bucket({ buckett: "twice" })) },
  "bad-deprecated": { json: awsStack(bucket({ acl: "private" })) },
  "bad-backend": { json: awsStack(bucket(), { use_lockfil: true }) },
  "bad-circle": {
    json: awsStack({
      resource: {
        aws_security_group: { a: { name: "${aws_security_group.b.name}" }, b: { name: "${aws_security_group.a.name}" } },
      },
    }),
  },
  // Terraform does not even load this one, and so nothing that stands beside it.
  "bad-name": { json: awsStack({ resource: { aws_s3_bucket: { "1st": { bucket: "acme-first" } } } }) },
  "bad-output": {
    json: awsStack({
      resource: { aws_db_instance: { main: { ...database, password: "not-a-secret" } } },
      output: { password: { value: "${aws_db_instance.main.password}" } },
    }),
  },
  "bad-reader": {
    json: awsStack({
      data: { terraform_remote_state: { keys: { backend: "s3", config: { bucket: "b", key: "k", region: "eu-central-1" } } } },
      ...bucket({ bucket: "${data.terraform_remote_state.keys.outputs.name}" }),
    }),
  },
  "bad-question": {
    json: awsStack({ data: { aws_caller_identity: { me: {} } }, output: { account: { value: "${data.aws_caller_identity.me.id}" } } }),
  },
  "other-cloud": {
    json: {
      terraform: {
        backend: { gcs: { bucket: "acme-state", prefix: "a" } },
        required_providers: { cloud: { source: "providers.invalid/acme/cloud", version: "1.2.3" } },
      },
      resource: { cloud_bucket: { logs: { name: "acme-logs" } } },
    },
  },
};

const resultsOf = (report: TerraformReport): Readonly<Record<string, string>> =>
  Object.fromEntries(report.stacks.map(({ stack, result }) => [stack, result]));

const problemOf = (report: TerraformReport, stack: string): string =>
  problemsOf(report)
    .filter(({ place }) => place.split(" ")[0] === stack)
    .map(formatProblem)
    .join("\n");

/** The version that a run uses, and how its summary names it. */
const used = (): { readonly version: string; readonly text: string } => {
  const available = versionsIn(findMirrors(process.env[mirrorVariable]), awsSource);
  const version = available.includes(typedProviders.aws) ? typedProviders.aws : (available[0] ?? typedProviders.aws);
  return { version, text: `aws ${version}${version === typedProviders.aws ? "" : ` (pinned ${typedProviders.aws})`}` };
};

const relaxed = (word: string): string =>
  used().version === typedProviders.aws ? "" : `${word} with aws ${used().version}, pinned ${typedProviders.aws}`;

describe("validate with the real provider", () => {
  const folder = plantOutput(stacks);
  const before = fingerprint(folder);
  let report: TerraformReport | undefined;
  beforeAll(async () => {
    report = await withRealTerraform(() => validateStacks({ output: folder }));
  }, 10 * minutes);

  test("finds each mistake by its stack, and lets the others pass", () => {
    if (report === undefined) return;
    expect(resultsOf(report)).toEqual({
      "dev-network": "passed",
      "dev-reader": "passed",
      "dev-secret": "passed",
      "dev-no-provider": "passed",
      "bad-argument": "failed",
      "bad-deprecated": "failed",
      "bad-backend": "failed",
      "bad-circle": "failed",
      "bad-name": "failed",
      // Only a plan can see these.
      "bad-output": "passed",
      "bad-reader": "passed",
      "bad-question": "passed",
      "other-cloud": "unavailable",
    });
    expect(isGood(report, false)).toBe(false);
  });

  test.each([
    ["bad-argument", /^bad-argument aws_s3_bucket\.logs: \[TerraformFailed\] .*an error: .*"buckett"/],
    ["bad-deprecated", /^bad-deprecated aws_s3_bucket\.logs: \[TerraformFailed\] .*a warning: Argument is deprecated/],
    ["bad-backend", /^bad-backend terraform\.backend: \[TerraformFailed\] .*an error: .*"use_lockfil"/],
    ["bad-circle", /^bad-circle: \[TerraformFailed\] .*an error: Cycle: aws_security_group\.[ab], aws_security_group\.[ab]; /],
    ["bad-name", /^bad-name aws_s3_bucket\.1st: \[TerraformFailed\] .*an error: Invalid resource name/],
  ])("tells what is wrong with %s, and where", (stack, expected) => {
    if (report !== undefined) expect(problemOf(report, stack)).toMatch(expected);
  });

  test("lists what could not be validated, and counts only what passed", () => {
    if (report === undefined) return;
    expect(notRunLines(report)).toEqual(["not validated: provider not available: providers.invalid/acme/cloud 1.2.3: other-cloud"]);
    expect(report.counts).toEqual({ stacks: 13, passed: 7, failed: 5, unavailable: 1, skipped: 0, resources: 0, errors: 4, warnings: 1 });
    expect(summaryLine(report)).toBe(`validated 7 of 13 stacks with ${used().text}: 4 errors, 1 warning; failed: 5; not validated: 1`);
  });

  test("says which version stood in for the pinned one", () => {
    if (report === undefined) return;
    const notes = Object.fromEntries(report.stacks.map(({ stack, note }) => [stack, note]));
    expect(notes["dev-network"]).toBe(relaxed("validated"));
    expect(notes["dev-no-provider"]).toBe("");
  });

  test("leaves the output folder as it was", () => {
    expect(fingerprint(folder)).toEqual(before);
  });
});

describe("plan:offline with the real provider", () => {
  let report: TerraformReport | undefined;
  beforeAll(async () => {
    report = await withRealTerraform(() =>
      planStacks({ output: plantOutput(stacks), globs: ["dev-*", "bad-output", "bad-reader", "bad-question", "other-*"] }),
    );
  }, 10 * minutes);

  test("plans with the samples of the contracts in place of earlier states", () => {
    if (report === undefined) return;
    expect(Object.fromEntries(report.stacks.map(({ stack, result, resources }) => [stack, [result, resources]]))).toEqual({
      "dev-network": ["passed", 1],
      "dev-reader": ["passed", 3],
      "dev-secret": ["passed", 1],
      "dev-no-provider": ["passed", 0],
      "bad-output": ["failed", 1],
      "bad-reader": ["failed", 0],
      "bad-question": ["failed", 0],
      "other-cloud": ["skipped", 0],
    });
  });

  test.each([
    ["bad-output", /^bad-output output\.password: \[TerraformFailed\] .*an error: Output refers to sensitive values/],
    ["bad-reader", /^bad-reader aws_s3_bucket\.logs: \[TerraformFailed\] .*an error: Unsupported attribute: .*"name"/],
    // No call leaves the machine.
    [
      "bad-question",
      /^bad-question data\.aws_caller_identity\.me: \[TerraformFailed\] .*an error: .*proxyconnect tcp: dial tcp 127\.0\.0\.1:9/,
    ],
  ])("tells what is wrong with %s, and where", (stack, expected) => {
    if (report !== undefined) expect(problemOf(report, stack)).toMatch(expected);
  });

  test("lists what needs another provider, and counts what is added", () => {
    if (report === undefined) return;
    expect(notRunLines(report)).toEqual(["not planned: needs provider providers.invalid/acme/cloud: other-cloud"]);
    expect(summaryLine(report)).toBe(
      `planned 4 of 8 stacks with ${used().text}: 6 resources to add, 3 errors, 0 warnings; failed: 3; not planned: 1`,
    );
    expect(report.stacks[0]?.note).toBe(relaxed("planned"));
  });
});
