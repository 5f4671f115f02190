import type { StackIdentity } from "../../../modules/core/stack";
import { googleSite, identityOf, judge, named, resourceStack, stackOf } from "./stacks";

const staging = { environment: "staging", account: "222233334444" } as const;

/** The same resource in this site and in another. */
const twice = (address: string, attributes: Record<string, unknown>, unlike: Partial<StackIdentity>, base: Partial<StackIdentity> = {}) =>
  named(resourceStack(address, attributes, base), resourceStack(address, attributes, { ...base, ...unlike }));

const caught = (unlike: Partial<StackIdentity>, address: string, argument: string) => [
  `[NameClaimedTwice] ${identityOf(unlike).name} ${address}.${argument}`,
];

describe("names", () => {
  test("a bucket is unique in the whole partition: in two environments it is caught", () => {
    expect(twice("aws_s3_bucket.web", { bucket: "web" }, staging)).toEqual(caught(staging, "aws_s3_bucket.web", "bucket"));
    expect(
      named(resourceStack("aws_s3_bucket.web", { bucket: "web" }), resourceStack("aws_s3_bucket.web", { bucket: "web2" }, staging)),
    ).toEqual([]);
  });

  test("a Cloud Storage bucket is unique in all of Google Cloud, and has nothing to do with S3", () => {
    const other = { ...googleSite, environment: "staging", account: "meetbarter-staging-eu" } as const;
    const attributes = { name: "web", location: "europe-west4" };
    expect(twice("google_storage_bucket.web", attributes, other, googleSite)).toEqual(caught(other, "google_storage_bucket.web", "name"));
    expect(
      named(resourceStack("google_storage_bucket.web", attributes, googleSite), resourceStack("aws_s3_bucket.web", { bucket: "web" })),
    ).toEqual([]);
  });

  test("a role is unique in its account, whatever the region and the capitals", () => {
    const west = { region: "eu-west-1" } as const;
    expect(twice("aws_iam_role.ci", { name: "ci" }, west)).toEqual(caught(west, "aws_iam_role.ci", "name"));
    expect(twice("aws_iam_role.ci", { name: "ci" }, staging)).toEqual([]);
    const stack = stackOf({ resource: { aws_iam_role: { a: { name: "Ci" }, b: { name: "ci" } }, aws_iam_user: { c: { name: "ci" } } } });
    expect(named(stack)).toEqual([`[NameClaimedTwice] ${stack.identity.name} aws_iam_role.b.name`]);
  });

  test("an OpenID Connect provider is known by its host", () => {
    const stack = stackOf({
      resource: { aws_iam_openid_connect_provider: { a: { url: "https://token.example.com" }, b: { url: "token.example.com" } } },
    });
    expect(named(stack)).toEqual([`[NameClaimedTwice] ${stack.identity.name} aws_iam_openid_connect_provider.b.url`]);
  });

  test.each([
    ["aws_kms_alias.data", { name: "alias/data" }],
    ["aws_cloudwatch_log_group.flows", { name: "/flows" }],
    ["aws_dynamodb_table.ledger", { name: "ledger" }],
    ["aws_sqs_queue.trade", { name: "trade" }],
    ["aws_secretsmanager_secret.token", { name: "token" }],
    ["aws_ecr_repository.api", { name: "api" }],
    ["aws_eks_cluster.main", { name: "main" }],
  ])("%s is unique in account and region", (address, attributes) => {
    const layer = { layer: "events" } as const;
    expect(twice(address, attributes, layer)).toEqual(caught(layer, address, "name"));
    expect(twice(address, attributes, { region: "eu-west-1" })).toEqual([]);
    expect(twice(address, attributes, staging)).toEqual([]);
  });

  test("a resource's own region, or its provider's, is the one that counts", () => {
    const stack = (region: string) =>
      stackOf({
        provider: { aws: [{ region: "eu-central-1" }, { alias: "west", region: "eu-west-1" }] },
        resource: {
          aws_sqs_queue: {
            a: { name: "trade" },
            b: { name: "trade", provider: "aws.west" },
            c: { name: "trade2", region },
            d: { name: "trade2" },
          },
        },
      });
    expect(named(stack("eu-west-1"))).toEqual([]);
    expect(named(stack("eu-central-1"))).toEqual([`[NameClaimedTwice] ${stack("eu-central-1").identity.name} aws_sqs_queue.d.name`]);
  });

  test("a Google project counts, whichever stack writes into it", () => {
    const account = (project?: string) => ({ account_id: "ci", ...(project === undefined ? {} : { project }) });
    const other = { ...googleSite, account: "meetbarter-production-eu-vault", layer: "vault-account" } as const;
    const here = resourceStack("google_service_account.ci", account(), googleSite);
    expect(named(here, resourceStack("google_service_account.ci", account(), other))).toEqual([]);
    expect(named(here, resourceStack("google_service_account.ci", account(googleSite.account), other))).toEqual(
      caught(other, "google_service_account.ci", "account_id"),
    );
  });

  test("types that share a space of names are seen together", () => {
    const stack = stackOf({
      resource: { aws_cloudwatch_metric_alarm: { a: { alarm_name: "lag" } }, aws_cloudwatch_composite_alarm: { b: { alarm_name: "lag" } } },
    });
    expect(named(stack)).toEqual([`[NameClaimedTwice] ${stack.identity.name} aws_cloudwatch_metric_alarm.a.alarm_name`]);
  });

  test("a name that is known only at plan is left out", () => {
    expect(twice("aws_s3_bucket.web", { bucket: "${var.bucket}" }, staging)).toEqual([]);
    expect(twice("aws_s3_bucket.web", { bucket_prefix: "web" }, staging)).toEqual([]);
  });

  test("the problem names both, and each claim after the first is one", () => {
    const stacks = ["dev", "staging", "pre-prod"].map((environment) =>
      resourceStack("aws_s3_bucket.web", { bucket: "web" }, { environment }),
    );
    const { problems } = judge(...stacks);
    expect(problems).toHaveLength(2);
    expect(problems[0]).toEqual({
      code: "NameClaimedTwice",
      place: "pre-prod-eu-aws-eu-central-1-data aws_s3_bucket.web.bucket",
      rule: "S3 bucket names must be unique in partition aws; dev-eu-aws-eu-central-1-data aws_s3_bucket.web.bucket has this one",
      value: "web",
      fix: "put a word into the name that tells the two apart",
    });
  });
});
