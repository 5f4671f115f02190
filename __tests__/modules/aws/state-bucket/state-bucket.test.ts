import { TerraformVariable } from "cdktf";
import { AwsStateBucket, type AwsStateBucketProps } from "../../../../modules/aws/state-bucket/state-bucket";
import { account, countsOf, documentOf, iam, problemsOf, resourceOf, synthesized } from "../policy-document/aws-fixture";
import { decide, type PolicyDocument } from "../policy-document/policy-evaluator";
import { apply, made, person, plan, props, stranger } from "./state-bucket-fixture";

const keyPolicy = (): PolicyDocument => documentOf(resourceOf(made(), "aws_kms_key", "state_key")["policy"]);

describe("state bucket", () => {
  test("is a bucket, its key and all that keeps them", () => {
    const json = made();
    expect(countsOf(json)).toEqual({
      aws_kms_key: 1,
      aws_kms_alias: 1,
      aws_s3_bucket: 1,
      aws_s3_bucket_lifecycle_configuration: 1,
      aws_s3_bucket_ownership_controls: 1,
      aws_s3_bucket_policy: 1,
      aws_s3_bucket_public_access_block: 1,
      aws_s3_bucket_server_side_encryption_configuration: 1,
      aws_s3_bucket_versioning: 1,
    });
    expect(resourceOf(json, "aws_s3_bucket", "state")).toMatchObject({
      bucket: "test-eu-state",
      force_destroy: false,
      tags: { "estate:data-class": "sensitive" },
      lifecycle: { prevent_destroy: true },
    });
    expect(resourceOf(json, "aws_s3_bucket_public_access_block", "state_public-access")).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(resourceOf(json, "aws_s3_bucket_ownership_controls", "state_ownership")["rule"]).toEqual({
      object_ownership: "BucketOwnerEnforced",
    });
    expect(resourceOf(json, "aws_s3_bucket_versioning", "state_versioning")["versioning_configuration"]).toEqual({ status: "Enabled" });
    expect(resourceOf(json, "aws_s3_bucket_server_side_encryption_configuration", "state_encryption")["rule"]).toEqual([
      {
        apply_server_side_encryption_by_default: { kms_master_key_id: "${aws_kms_key.state_key.arn}", sse_algorithm: "aws:kms" },
        bucket_key_enabled: true,
      },
    ]);
    expect(Object.fromEntries(Object.entries(json.output ?? {}).map(([name, { value }]) => [name, value]))).toEqual({
      bucketName: "${aws_s3_bucket.state.bucket}",
      bucketArn: "${aws_s3_bucket.state.arn}",
      keyArn: "${aws_kms_key.state_key.arn}",
      keyAliasArn: "${aws_kms_alias.state_key-alias.arn}",
    });
  });

  test("old states go after a year", () => {
    expect(resourceOf(made(), "aws_s3_bucket_lifecycle_configuration", "state_lifecycle")["rule"]).toEqual([
      {
        id: "old-versions",
        status: "Enabled",
        filter: [{ prefix: "" }],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
        expiration: [{ expired_object_delete_marker: true }],
        noncurrent_version_expiration: [{ noncurrent_days: 365 }],
      },
    ]);
    const json = made({ noncurrentVersionDays: 90 });
    expect(resourceOf(json, "aws_s3_bucket_lifecycle_configuration", "state_lifecycle")["rule"]).toMatchObject([
      { noncurrent_version_expiration: [{ noncurrent_days: 90 }] },
    ]);
  });

  test("the policy comes after everything that it would forbid", () => {
    expect(resourceOf(made(), "aws_s3_bucket_policy", "state_policy")["depends_on"]).toEqual([
      "aws_s3_bucket_public_access_block.state_public-access",
      "aws_s3_bucket_ownership_controls.state_ownership",
      "aws_s3_bucket_server_side_encryption_configuration.state_encryption",
      "aws_s3_bucket_versioning.state_versioning",
      "aws_s3_bucket_lifecycle_configuration.state_lifecycle",
    ]);
  });

  test("the key rotates, is kept, and is used through S3 by those who are named", () => {
    const key = resourceOf(made({ deletionWindowDays: 10, dataClass: "internal" }), "aws_kms_key", "state_key");
    expect(key).toMatchObject({
      bypass_policy_lockout_safety_check: false,
      deletion_window_in_days: 10,
      enable_key_rotation: true,
      rotation_period_in_days: 365,
      multi_region: false,
      tags: { "estate:data-class": "internal" },
      lifecycle: { prevent_destroy: true },
    });
    const throughS3 = { "kms:CallerAccount": account, "kms:ViaService": "s3.eu-central-1.amazonaws.com" };
    const may = (principal: string, action: string, context: Record<string, string> = {}) =>
      decide([keyPolicy()], { action, resource: "key", principal, context: { "aws:PrincipalArn": principal, ...context } });
    for (const principal of [plan, apply, person]) {
      expect(may(principal, "kms:Decrypt", throughS3)).toBe("allowed");
      expect(may(principal, "kms:Decrypt")).toBe("not allowed");
    }
    expect(may(stranger, "kms:Decrypt", throughS3)).toBe("not allowed");
    expect(may(person, "kms:PutKeyPolicy")).toBe("allowed");
    expect(may(apply, "kms:PutKeyPolicy")).toBe("not allowed");
    expect(keyPolicy().Statement.map(({ Sid }) => Sid)).toEqual([
      "RootUserBreaksGlass",
      "AccountReadsMetadata",
      "Administrators",
      "ThroughServices",
      "GrantsThroughServices",
    ]);
  });

  test("values that are known later stay whole", () => {
    const json = synthesized((stack) => {
      const text = (name: string) => new TerraformVariable(stack, name, { type: "string" }).stringValue;
      const number = (name: string) => new TerraformVariable(stack, name, { type: "number" }).numberValue;
      new AwsStateBucket(stack, "state", {
        bucketName: text("bucket"),
        aliasName: text("alias"),
        accountId: text("account"),
        partition: text("partition"),
        region: text("region"),
        planRoleArn: text("plan"),
        applyRoleArn: text("apply"),
        administratorArns: new TerraformVariable(stack, "people", { type: "list(string)" }).listValue,
        noncurrentVersionDays: number("days"),
        deletionWindowDays: number("window"),
      });
    });
    expect(resourceOf(json, "aws_s3_bucket", "state")["bucket"]).toBe("${var.bucket}");
    const policy = resourceOf(json, "aws_s3_bucket_policy", "state_policy")["policy"];
    expect(policy).toContain(
      '${jsonencode(concat([var.plan, var.apply, join("", ["arn:", var.partition, ":iam::", var.account, ":root"])], var.people))}',
    );
    expect(policy).toContain('"arn:${var.partition}:kms:${var.region}:${var.account}:alias/${var.alias}"');
    expect(resourceOf(json, "aws_kms_key", "state_key")["policy"]).toContain('"kms:ViaService":"s3.${var.region}.amazonaws.com"');
  });

  test.each<[string, Partial<AwsStateBucketProps>, string]>([
    ["a bucket's name in capitals", { bucketName: "State" }, "[BadProp] 'bucketName'"],
    ["a reserved alias", { aliasName: "aws/state" }, "[BadProp] 'aliasName'"],
    ["a short account", { accountId: "1" }, "[BadProp] 'accountId'"],
    ["a partition of others", { partition: "gcp" }, "[BadProp] 'partition'"],
    ["a region that is a zone", { region: "eu-central-1a" }, "[BadProp] 'region'"],
    ["a plan role that is a pattern", { planRoleArn: iam("role/*") }, "[BadProp] 'planRoleArn'"],
    ["an apply role that is none", { applyRoleArn: iam("user/ada") }, "[BadProp] 'applyRoleArn'"],
    ["no administrator", { administratorArns: [] }, "[BadProp] 'administratorArns'"],
    ["everyone as administrators", { administratorArns: [iam("role/*")] }, "[BadProp] 'administratorArns'"],
    ["an odd data class", { dataClass: "secret" as "vault" }, "[BadProp] 'dataClass'"],
    ["too few days", { noncurrentVersionDays: 29 }, "[BadProp] 'noncurrentVersionDays'"],
    ["too long a window", { deletionWindowDays: 31 }, "[BadProp] 'deletionWindowDays'"],
  ])("refuses %s", (_, change, message) => {
    expect(problemsOf((stack) => new AwsStateBucket(stack, "state", { ...props, ...change }))).toContain(message);
  });
});
