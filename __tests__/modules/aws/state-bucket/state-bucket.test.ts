import { TerraformOutput, TerraformVariable } from "cdktf";
import { AwsStateBucket, type AwsStateBucketProps } from "../../../../modules/aws/state-bucket/state-bucket";
import { account, countsOf, documentOf, iam, problemsOf, resourceOf, synthesized } from "../policy-document/aws-fixture";
import { applying, decide, type PolicyDocument } from "../policy-document/policy-evaluator";

const plan = iam("role/terraform-plan");
const apply = iam("role/terraform-apply");
const people = iam("role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Platform_*");
const person = iam("role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Platform_0123456789abcdef");
const stranger = iam("role/admin");

const bucketArn = "arn:aws:s3:::test-eu-state";
const keyArn = `arn:aws:kms:eu-central-1:${account}:key/6f1c1b1e-0000-4000-8000-000000000001`;
const aliasArn = `arn:aws:kms:eu-central-1:${account}:alias/test-eu/state`;

const props: AwsStateBucketProps = {
  bucketName: "test-eu-state",
  aliasName: "test-eu/state",
  accountId: account,
  region: "eu-central-1",
  planRoleArn: plan,
  applyRoleArn: apply,
  administratorArns: [people],
};

const made = (more: Partial<AwsStateBucketProps> = {}) =>
  synthesized((stack) => {
    const bucket = new AwsStateBucket(stack, "state", { ...props, ...more });
    for (const name of ["bucketName", "bucketArn", "keyArn", "keyAliasArn"] as const) {
      new TerraformOutput(stack, name, { value: bucket[name] });
    }
  });

const bucketPolicy = (): PolicyDocument =>
  documentOf(resourceOf(made(), "aws_s3_bucket_policy", "state_policy")["policy"], {
    "aws_s3_bucket.state.arn": bucketArn,
    "aws_kms_key.state_key.arn": keyArn,
  });
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

  test("the bucket's policy denies, statement by statement, and names no role as a principal", () => {
    const all = [bucketArn, `${bucketArn}/*`];
    const deny = { Effect: "Deny", Principal: "*" };
    const except = (...arns: string[]) => ({ ArnNotLike: { "aws:PrincipalArn": arns } });
    const named = except(people, apply, plan, iam("root"));
    const keepers = [people, iam("root")];
    expect(bucketPolicy()).toEqual({
      Version: "2012-10-17",
      Statement: [
        { Sid: "EncryptedTransportOnly", ...deny, Action: "s3:*", Resource: all, Condition: { Bool: { "aws:SecureTransport": "false" } } },
        { Sid: "ModernTransportOnly", ...deny, Action: "s3:*", Resource: all, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
        {
          Sid: "ObjectsForNamedRolesOnly",
          ...deny,
          Action: "s3:*",
          Resource: `${bucketArn}/*`,
          Condition: named,
        },
        {
          Sid: "ListsForNamedRolesOnly",
          ...deny,
          Action: ["s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:ListBucketVersions"],
          Resource: bucketArn,
          Condition: named,
        },
        {
          Sid: "SettingsForAdministratorsOnly",
          ...deny,
          Action: [
            "s3:DeleteBucket",
            "s3:DeleteBucketPolicy",
            "s3:PutBucketAcl",
            "s3:PutBucketObjectLockConfiguration",
            "s3:PutBucketOwnershipControls",
            "s3:PutBucketPolicy",
            "s3:PutBucketPublicAccessBlock",
            "s3:PutBucketVersioning",
            "s3:PutEncryptionConfiguration",
            "s3:PutLifecycleConfiguration",
            "s3:PutReplicationConfiguration",
          ],
          Resource: bucketArn,
          Condition: except(...keepers),
        },
        {
          Sid: "VersionsForAdministratorsOnly",
          ...deny,
          Action: ["s3:DeleteObjectVersion", "s3:DeleteObjectVersionTagging", "s3:PutObjectVersionAcl", "s3:PutObjectVersionTagging"],
          Resource: `${bucketArn}/*`,
          Condition: except(...keepers),
        },
        {
          Sid: "PlanWritesLocksOnly",
          ...deny,
          Action: ["s3:DeleteObject*", "s3:PutObject*"],
          NotResource: `${bucketArn}/*.tflock`,
          Condition: { ArnEquals: { "aws:PrincipalArn": plan } },
        },
        {
          Sid: "OwnKeyOnly",
          ...deny,
          Action: "s3:PutObject",
          Resource: `${bucketArn}/*`,
          Condition: {
            Null: { "s3:x-amz-server-side-encryption-aws-kms-key-id": "false" },
            StringNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": [aliasArn, keyArn] },
          },
        },
        {
          Sid: "OwnEncryptionOnly",
          ...deny,
          Action: "s3:PutObject",
          Resource: `${bucketArn}/*`,
          Condition: {
            Null: { "s3:x-amz-server-side-encryption": "false" },
            StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
          },
        },
        {
          Sid: "KeyIsNamed",
          ...deny,
          Action: "s3:PutObject",
          Resource: `${bucketArn}/*`,
          Condition: {
            Null: { "s3:x-amz-server-side-encryption-aws-kms-key-id": "true" },
            StringEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
          },
        },
      ],
    });
  });

  const state = `${bucketArn}/network/terraform.tfstate`;
  const lock = `${state}.tflock`;
  const keyHeader = "s3:x-amz-server-side-encryption-aws-kms-key-id";
  const encryption = { "s3:x-amz-server-side-encryption": "aws:kms" };

  test.each<[string, string, string, string, Record<string, string>, readonly string[]]>([
    ["the plan role reads a state", plan, "s3:GetObject", state, {}, []],
    ["the plan role takes a lock", plan, "s3:PutObject", lock, { ...encryption, [keyHeader]: aliasArn }, []],
    ["the plan role releases a lock", plan, "s3:DeleteObject", lock, {}, []],
    ["the plan role writes a state", plan, "s3:PutObject", state, {}, ["PlanWritesLocksOnly"]],
    ["the plan role deletes a state", plan, "s3:DeleteObject", state, {}, ["PlanWritesLocksOnly"]],
    ["the apply role writes a state", apply, "s3:PutObject", state, { ...encryption, [keyHeader]: keyArn }, []],
    ["the apply role writes under the bucket's default", apply, "s3:PutObject", state, {}, []],
    [
      "the apply role writes under another key",
      apply,
      "s3:PutObject",
      state,
      { ...encryption, [keyHeader]: keyArn.replace("1b1e", "2b2e") },
      ["OwnKeyOnly"],
    ],
    [
      "the apply role writes under S3's key",
      apply,
      "s3:PutObject",
      state,
      { "s3:x-amz-server-side-encryption": "AES256" },
      ["OwnEncryptionOnly"],
    ],
    ["the apply role lets S3 choose the key", apply, "s3:PutObject", state, encryption, ["KeyIsNamed"]],
    ["the apply role deletes an old version", apply, "s3:DeleteObjectVersion", state, {}, ["VersionsForAdministratorsOnly"]],
    ["the apply role suspends versioning", apply, "s3:PutBucketVersioning", bucketArn, {}, ["SettingsForAdministratorsOnly"]],
    ["the apply role changes the policy", apply, "s3:PutBucketPolicy", bucketArn, {}, ["SettingsForAdministratorsOnly"]],
    ["the apply role reads the settings", apply, "s3:GetBucketPolicy", bucketArn, {}, []],
    ["a person changes the policy", person, "s3:PutBucketPolicy", bucketArn, {}, []],
    ["a person purges an old version", person, "s3:DeleteObjectVersion", state, {}, []],
    ["the root user changes the policy", iam("root"), "s3:PutBucketPolicy", bucketArn, {}, []],
    ["a stranger reads a state", stranger, "s3:GetObject", state, {}, ["ObjectsForNamedRolesOnly"]],
    ["a stranger lists states", stranger, "s3:ListBucket", bucketArn, {}, ["ListsForNamedRolesOnly"]],
    ["an auditor reads the settings", stranger, "s3:GetBucketVersioning", bucketArn, {}, []],
    ["a person comes without encryption", person, "s3:GetObject", state, { "aws:SecureTransport": "false" }, ["EncryptedTransportOnly"]],
    ["a person comes with an old protocol", person, "s3:GetObject", state, { "s3:TlsVersion": "1.1" }, ["ModernTransportOnly"]],
  ])("%s", (_, principal, action, resource, context, denials) => {
    const whole = { "aws:PrincipalArn": principal, "aws:SecureTransport": "true", "s3:TlsVersion": "1.3", ...context };
    expect(applying([bucketPolicy()], { action, resource, principal, context: whole }, "Deny")).toEqual(denials);
  });

  test("a service of AWS, which has no role, reads no state", () => {
    const request = { action: "s3:GetObject", resource: state, principal: "logging.s3.amazonaws.com", context: {} };
    expect(applying([bucketPolicy()], request, "Deny")).toContain("ObjectsForNamedRolesOnly");
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
