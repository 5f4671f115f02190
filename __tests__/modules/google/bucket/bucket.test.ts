import { TerraformVariable } from "cdktf";
import { GoogleBucket, type GoogleBucketProps } from "../../../../modules/google/bucket/bucket";
import { account, counts, made, problemsOnGoogle, project, region, synthesizedOnGoogle } from "../../../support/google";

const props: GoogleBucketProps = {
  bucketName: "meetbarter-test-eu-attachments",
  projectId: project,
  region,
  dataClass: "sensitive",
  kmsKeyName: `projects/${project}/locations/${region}/keyRings/test/cryptoKeys/objects-sensitive`,
  userMembers: [account("service-messaging")],
};

const json = (changes: Partial<GoogleBucketProps> = {}) =>
  synthesizedOnGoogle((stack) => new GoogleBucket(stack, "bucket", { ...props, ...changes }));
const bucket = (changes: Partial<GoogleBucketProps> = {}) => made(json(changes), "google_storage_bucket", "bucket");

describe("GoogleBucket", () => {
  test("is one bucket and who may use it", () => {
    expect(counts(json())).toEqual({ google_storage_bucket: 1, google_storage_bucket_iam_policy: 1 });
  });

  test("is closed, encrypted, versioned and kept", () => {
    expect(bucket()).toEqual({
      name: props.bucketName,
      project,
      location: region,
      storage_class: "STANDARD",
      autoclass: { enabled: true, terminal_storage_class: "ARCHIVE" },
      force_destroy: false,
      uniform_bucket_level_access: true,
      public_access_prevention: "enforced",
      versioning: { enabled: true },
      soft_delete_policy: { retention_duration_seconds: 30 * 86_400 },
      encryption: { default_kms_key_name: props.kmsKeyName },
      lifecycle_rule: [
        { action: { type: "Delete" }, condition: { days_since_noncurrent_time: 365, with_state: "ARCHIVED" } },
        { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 7 } },
      ],
      labels: { "estate-data-class": "sensitive" },
      lifecycle: { prevent_destroy: true },
    });
  });

  test("lets in its users, as writers of objects, and the project's owners alone", () => {
    const policy = made(
      json({ userMembers: [account("service-b"), account("service-a")] }),
      "google_storage_bucket_iam_policy",
      "bucket_policy",
    );
    const owners = [`projectOwner:${project}`];
    expect(policy["bucket"]).toBe("${google_storage_bucket.bucket.name}");
    expect(JSON.parse(policy["policy_data"] as string)).toEqual({
      bindings: [
        { role: "roles/storage.legacyBucketOwner", members: owners },
        { role: "roles/storage.legacyObjectOwner", members: owners },
        { role: "roles/storage.objectUser", members: [account("service-a"), account("service-b")] },
      ],
    });
  });

  test.each([
    ["public", "STANDARD", false, 30],
    ["internal", "STANDARD", true, 90],
    ["sensitive", "STANDARD", true, 365],
    ["vault", "ARCHIVE", false, 3650],
  ] as const)("keeps what is %s in the class %s, moved by use: %s, old versions %i days", (dataClass, storageClass, moved, days) => {
    const { storage_class: kept, autoclass, lifecycle_rule: rules } = bucket({ dataClass });
    expect([kept, autoclass !== undefined]).toEqual([storageClass, moved]);
    expect(rules).toContainEqual({ action: { type: "Delete" }, condition: { days_since_noncurrent_time: days, with_state: "ARCHIVED" } });
  });

  test.each([true, false])("under a retention (locked: %s) it keeps every object and has no versions", (locked) => {
    const kept = bucket({ retention: { days: 365, locked } });
    expect(kept["retention_policy"]).toEqual({ retention_period: 365 * 86_400, is_locked: locked });
    expect(kept).not.toHaveProperty("versioning");
    expect(kept["lifecycle_rule"]).toEqual([{ action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 7 } }]);
  });

  test("days that are known later are counted by Terraform", () => {
    const later = synthesizedOnGoogle((stack) => {
      const days = new TerraformVariable(stack, "days", { type: "number" }).numberValue;
      new GoogleBucket(stack, "bucket", { ...props, softDeleteDays: days });
    });
    expect(made(later, "google_storage_bucket", "bucket")["soft_delete_policy"]).toEqual({
      retention_duration_seconds: "${(var.days * 86400)}",
    });
  });

  test.each([
    ["bucketName", "Attachments"],
    ["projectId", "P"],
    ["region", "eu"],
    ["dataClass", "secret"],
    ["kmsKeyName", "objects"],
    ["userMembers", []],
    ["userMembers", ["allUsers"]],
    ["storageClass", "GLACIER"],
    ["noncurrentVersionDays", 0],
    ["softDeleteDays", 6],
    ["retention", { days: 0, locked: true }],
  ])("%s must not be %j: [BadProp]", (prop, wrong) => {
    const problem = problemsOnGoogle((stack) => new GoogleBucket(stack, "bucket", { ...props, [prop]: wrong }));
    expect(problem).toContain(`[BadProp] '${prop}' must `);
  });

  test("a retention and the days of versions exclude each other: [BadProp]", () => {
    const both = { ...props, retention: { days: 30, locked: false }, noncurrentVersionDays: 30 };
    expect(problemsOnGoogle((stack) => new GoogleBucket(stack, "bucket", both))).toContain(
      "[BadProp] 'noncurrentVersionDays' must be left out",
    );
  });
});
