import { backupSite, googleSite, identityOf, named, namedIn, resourceStack, stackOf } from "./stacks";

describe("buckets by name", () => {
  const maker = (bucket: string, unlike: Parameters<typeof identityOf>[0] = {}) =>
    resourceStack("aws_s3_bucket.target", { bucket }, { layer: "baseline", ...unlike });
  const mena = { origin: "mena", region: "me-central-1", account: "222233334444" } as const;
  const trail = (s3_bucket_name: string) => resourceStack("aws_cloudtrail.all", { name: "all", s3_bucket_name });

  test("a log sink may be a bucket of the same jurisdiction, made by any stack", () => {
    expect(named(trail("logs"), maker("logs"))).toEqual([]);
    expect(named(trail("logs"), maker("logs", mena))).toEqual([`[ResidencyBreach] ${identityOf().name} aws_cloudtrail.all.s3_bucket_name`]);
  });

  test("nothing is written to a bucket that no stack makes", () => {
    expect(named(trail("somebodys"))).toEqual([`[ResidencyBreach] ${identityOf().name} aws_cloudtrail.all.s3_bucket_name`]);
    expect(named(trail("${aws_s3_bucket.logs.id}"))).toEqual([]);
    expect(named(trail("state-eu-west-1"))).toEqual([]);
    expect(named(trail("state-me-central-1"))).toEqual([`[ResidencyBreach] ${identityOf().name} aws_cloudtrail.all.s3_bucket_name`]);
  });

  test("replication may go to a backup account, and across no jurisdiction", () => {
    const place = "aws_s3_bucket_replication_configuration.records.rule.destination.bucket";
    const replication = resourceStack("aws_s3_bucket_replication_configuration.records", {
      rule: [{ destination: [{ bucket: "arn:aws:s3:::copies" }] }],
    });
    expect(named(replication, maker("copies", { region: "eu-west-1" }))).toEqual([]);
    expect(named(replication, maker("copies", { ...backupSite, layer: "backup" }))).toEqual([]);
    expect(named(replication, maker("copies", mena))).toEqual([`[ResidencyBreach] ${identityOf().name} ${place}`]);
  });

  test("a policy may name a foreign bucket, and none of another jurisdiction", () => {
    const policy = JSON.stringify({ Statement: [{ Resource: ["arn:aws:s3:::records/*"] }] });
    const stack = resourceStack("aws_iam_policy.read", { name: "read", policy });
    expect(named(stack)).toEqual([]);
    expect(named(stack, maker("records", { region: "eu-west-1" }))).toEqual([]);
    expect(named(stack, maker("records", mena))).toEqual([`[ResidencyBreach] ${identityOf().name} aws_iam_policy.read.policy`]);
  });

  test("a name with a wildcard is no bucket's, and neither is a name in another cloud", () => {
    const policy = JSON.stringify({ Statement: [{ Resource: ["arn:aws:s3:::records*"] }] });
    expect(named(resourceStack("aws_iam_policy.read", { name: "read", policy }), maker("records", mena))).toEqual([]);
    const both = stackOf({
      provider: { aws: [{ region: "eu-central-1" }], google: [{ region: "europe-west4" }] },
      resource: {
        aws_cloudtrail: { all: { name: "all", s3_bucket_name: "logs" } },
        google_storage_bucket: { logs: { name: "logs", location: "europe-west4" } },
      },
    });
    expect(namedIn(both)).toEqual(["[ResidencyBreach] aws_cloudtrail.all.s3_bucket_name"]);
  });

  test("a region in a bucket's name is no place", () => {
    expect(namedIn(resourceStack("aws_ssm_parameter.web", { name: "web", value: "web-us-east-1.s3.amazonaws.com" }))).toEqual([]);
  });

  test.each(["arn:aws:s3:::logs/flows/", "s3://logs/flows", "logs.s3.amazonaws.com", "logs.s3.eu-west-1.amazonaws.com", "logs"])(
    "%s is the bucket",
    (target) => {
      const stack = resourceStack("aws_flow_log.vpc", { log_destination: target });
      expect(named(stack, maker("logs", mena))).toEqual([`[ResidencyBreach] ${identityOf().name} aws_flow_log.vpc.log_destination`]);
      expect(named(stack, maker("logs"))).toEqual([]);
    },
  );
});

describe("state", () => {
  const backend = (change: Record<string, unknown>) => {
    const stack = stackOf({});
    const { s3 } = stack.json.terraform?.["backend"] as { s3: Record<string, unknown> };
    return { ...stack, json: { ...stack.json, terraform: { backend: { s3: { ...s3, ...change } } } } };
  };

  test("the state's bucket, region and key lie in the origin", () => {
    expect(namedIn(backend({}))).toEqual([]);
    expect(namedIn(backend({ bucket: "state-eu-west-1", region: "eu-west-1" }))).toEqual([]);
    expect(namedIn(backend({ bucket: "state-me-central-1", region: "me-central-1" }))).toEqual([
      "[ResidencyBreach] terraform.backend.s3.region",
    ]);
    expect(namedIn(backend({ bucket: "state-me-central-1" }))).toEqual(["[ResidencyBreach] terraform.backend.s3.bucket"]);
    expect(namedIn(backend({ bucket: "somebodys" }))).toEqual(["[ResidencyBreach] terraform.backend.s3.bucket"]);
    expect(namedIn(backend({ region: undefined }))).toContain("[ResidencyBreach] terraform.backend.s3.region");
    expect(namedIn(backend({ kms_key_id: "arn:aws:kms:me-central-1:111122223333:alias/state" }))).toEqual([
      "[ResidencyBreach] terraform.backend.s3.kms_key_id",
    ]);
  });

  test("a backup account's state lies in the neutral jurisdiction", () => {
    expect(namedIn(stackOf({}, backupSite))).toEqual([]);
    expect(namedIn({ ...backend({}), identity: identityOf(backupSite) })).toContain("[ResidencyBreach] terraform.backend.s3.region");
  });

  test("a Google bucket is known by its name", () => {
    expect(namedIn(stackOf({}, googleSite))).toEqual([]);
    expect(namedIn(stackOf({ terraform: { backend: { gcs: { bucket: "state-me-central1" } } } }, googleSite))).toEqual([
      "[ResidencyBreach] terraform.backend.gcs.bucket",
    ]);
  });

  test("a local file is for trying things out, and any other backend is refused", () => {
    expect(namedIn(stackOf({ terraform: { backend: { local: { path: "../x.tfstate" } } } }))).toEqual([]);
    expect(namedIn(stackOf({ terraform: { backend: { http: { address: "https://example.com" } } } }))).toEqual([
      "[ResidencyBreach] terraform.backend.http",
    ]);
  });
});
