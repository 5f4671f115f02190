import { AwsBucket, type AwsBucketProps } from "../../../../modules/aws/bucket/bucket";
import type { Attributes } from "../../../../modules/core/output-guards";
import { dataClasses } from "../../../../modules/core/words";
import { account, countsOf, documentOf, iam, problemsOf, resourceOf, synthesized } from "../policy-document/aws-fixture";
import { applying } from "../policy-document/policy-evaluator";

const kmsKeyArn = `arn:aws:kms:eu-central-1:${account}:key/1`;
const user = iam("role/test-eu-orders");
const bucketArn = "arn:aws:s3:::test-eu-orders";

const props: AwsBucketProps = { bucketName: "test-eu-orders", dataClass: "sensitive", kmsKeyArn, userArns: [user] };
const made = (more: Partial<AwsBucketProps> = {}) => synthesized((stack) => new AwsBucket(stack, "orders", { ...props, ...more }));
const part = (type: string, name: string, more: Partial<AwsBucketProps> = {}) => resourceOf(made(more), type, `orders${name}`);

describe("bucket", () => {
  test("is a bucket and all that keeps it", () => {
    expect(countsOf(made())).toEqual({
      aws_s3_bucket: 1,
      aws_s3_bucket_public_access_block: 1,
      aws_s3_bucket_ownership_controls: 1,
      aws_s3_bucket_server_side_encryption_configuration: 1,
      aws_s3_bucket_versioning: 1,
      aws_s3_bucket_lifecycle_configuration: 1,
      aws_s3_bucket_policy: 1,
    });
    expect(part("aws_s3_bucket", "")).toMatchObject({
      bucket: "test-eu-orders",
      force_destroy: false,
      tags: { "estate:data-class": "sensitive" },
      lifecycle: { prevent_destroy: true },
    });
    expect(part("aws_s3_bucket_public_access_block", "_public-access")).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(part("aws_s3_bucket_ownership_controls", "_ownership")["rule"]).toEqual({ object_ownership: "BucketOwnerEnforced" });
    expect(part("aws_s3_bucket_server_side_encryption_configuration", "_encryption")["rule"]).toEqual([
      { bucket_key_enabled: true, apply_server_side_encryption_by_default: { kms_master_key_id: kmsKeyArn, sse_algorithm: "aws:kms" } },
    ]);
    expect(part("aws_s3_bucket_versioning", "_versioning")["versioning_configuration"]).toEqual({ status: "Enabled" });
  });

  const kept = (more: Partial<AwsBucketProps>) => {
    const rules = part("aws_s3_bucket_lifecycle_configuration", "_lifecycle", more)["rule"] as readonly (Attributes & { id: string })[];
    return Object.fromEntries(rules.map(({ id, ...rule }): [string, Attributes] => [id, rule]));
  };

  test("keeps objects as their data class says", () => {
    const classes = dataClasses.map((dataClass) => {
      const rules = kept({ dataClass });
      const { transition } = rules["storage-class"] ?? {};
      const { noncurrent_version_transition: moved, noncurrent_version_expiration: gone } = rules["old-versions"] ?? {};
      return [dataClass, transition, moved, gone];
    });
    const at = (days: number, storage_class: string) => [{ days, storage_class }];
    const later = (noncurrent_days: number, storage_class?: string) => [
      { noncurrent_days, ...(storage_class === undefined ? {} : { storage_class }) },
    ];
    expect(classes).toEqual([
      ["public", undefined, undefined, later(30)],
      ["internal", at(0, "INTELLIGENT_TIERING"), undefined, later(90)],
      ["sensitive", at(0, "INTELLIGENT_TIERING"), later(30, "GLACIER_IR"), later(365)],
      ["vault", at(0, "GLACIER_IR"), later(1, "GLACIER_IR"), later(3650)],
    ]);
  });

  test("lets unfinished uploads go after a week, whatever the class", () => {
    expect(dataClasses.map((dataClass) => kept({ dataClass })["unfinished-uploads"])).toEqual(
      dataClasses.map(() => ({
        status: "Enabled",
        filter: [{ prefix: "" }],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
      })),
    );
  });

  test("takes another storage class and another time", () => {
    const rules = kept({ storageClass: "STANDARD_IA", noncurrentVersionDays: 31 });
    expect(rules["storage-class"]).toMatchObject({ transition: [{ days: 30, storage_class: "STANDARD_IA" }] });
    expect(rules["old-versions"]).toMatchObject({ noncurrent_version_expiration: [{ noncurrent_days: 31 }] });
  });

  test("writes access logs where a bucket for them is given", () => {
    const logged = made({ accessLogBucketName: "test-eu-logs" });
    expect(countsOf(logged)["aws_s3_bucket_logging"]).toBe(1);
    expect(resourceOf(logged, "aws_s3_bucket_logging", "orders_access-logs")).toMatchObject({
      target_bucket: "test-eu-logs",
      target_prefix: "test-eu-orders/",
      target_object_key_format: { partitioned_prefix: { partition_date_source: "EventTime" } },
    });
  });

  const policy = () => documentOf(part("aws_s3_bucket_policy", "_policy")["policy"], { "aws_s3_bucket.orders.arn": bucketArn });
  const keyHeader = "s3:x-amz-server-side-encryption-aws-kms-key-id";
  const encryption = { "s3:x-amz-server-side-encryption": "aws:kms" };
  const apply = iam("role/terraform-apply");

  test.each<[string, string, string, Record<string, string>, readonly string[]]>([
    ["its user reads an object", user, "s3:GetObject", {}, []],
    ["its user writes under the bucket's own key", user, "s3:PutObject", {}, []],
    ["its user names that key", user, "s3:PutObject", { ...encryption, [keyHeader]: kmsKeyArn }, []],
    [
      "its user names another key",
      user,
      "s3:PutObject",
      { ...encryption, [keyHeader]: kmsKeyArn.replace("key/1", "key/2") },
      ["OwnKeyOnly"],
    ],
    ["its user wants S3's key", user, "s3:PutObject", { "s3:x-amz-server-side-encryption": "AES256" }, ["OwnEncryptionOnly"]],
    ["its user lets S3 choose a key", user, "s3:PutObject", encryption, ["KeyIsNamed"]],
    ["its user comes without encryption", user, "s3:GetObject", { "aws:SecureTransport": "false" }, ["EncryptedTransportOnly"]],
    ["its user comes with an old protocol", user, "s3:GetObject", { "s3:TlsVersion": "1.1" }, ["ModernTransportOnly"]],
    ["another reads an object", apply, "s3:GetObject", {}, ["ObjectsForNamedRolesOnly"]],
    ["another reads an old version", apply, "s3:GetObjectVersion", {}, ["ObjectsForNamedRolesOnly"]],
    ["another deletes an object", apply, "s3:DeleteObject", {}, ["ObjectsForNamedRolesOnly"]],
  ])("%s", (_, principal, action, context, denials) => {
    const whole = { "aws:PrincipalArn": principal, "aws:SecureTransport": "true", "s3:TlsVersion": "1.3", ...context };
    expect(applying([policy()], { action, resource: `${bucketArn}/one`, principal, context: whole }, "Deny")).toEqual(denials);
  });

  test.each<[string, Partial<AwsBucketProps>, string]>([
    ["capitals in its name", { bucketName: "Test" }, "[BadProp] 'bucketName'"],
    ["a class that does not exist", { dataClass: "secret" as "vault" }, "[BadProp] 'dataClass'"],
    ["no key", { kmsKeyArn: "aws/s3" }, "[BadProp] 'kmsKeyArn'"],
    ["nobody who uses it", { userArns: [] }, "[BadProp] 'userArns'"],
    ["everybody who uses it", { userArns: [iam("role/*")] }, "[BadProp] 'userArns'"],
    ["a log bucket by ARN", { accessLogBucketName: "arn:aws:s3:::logs" }, "[BadProp] 'accessLogBucketName'"],
    ["objects that are not read at once", { storageClass: "DEEP_ARCHIVE" as "STANDARD" }, "[BadProp] 'storageClass'"],
    ["versions kept for nothing", { noncurrentVersionDays: 0 }, "[BadProp] 'noncurrentVersionDays'"],
    ["versions that go before they move", { noncurrentVersionDays: 30 }, "must be at least 31 (days) for the data class sensitive"],
  ])("refuses %s", (_, change, message) => {
    expect(problemsOf((stack) => new AwsBucket(stack, "orders", { ...props, ...change }))).toContain(message);
  });
});
