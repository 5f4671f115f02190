import { TerraformOutput, TerraformVariable } from "cdktf";
import { GoogleStateBucket, type GoogleStateBucketProps } from "../../../../modules/google/state-bucket/state-bucket";
import { counts, made, number, outputs, problemsOnGoogle, project, region, synthesizedOnGoogle } from "../../../support/google";

const props: GoogleStateBucketProps = {
  bucketName: "meetbarter-test-eu-europe-west4-state",
  keyRingName: "meetbarter-test-eu-state",
  projectId: project,
  projectNumber: number,
  region,
};

const jsonOf = (change: Partial<GoogleStateBucketProps> = {}) =>
  synthesizedOnGoogle((stack) => {
    const bucket = new GoogleStateBucket(stack, "state", { ...props, ...change });
    for (const name of ["bucketName", "keyId"] as const) new TerraformOutput(stack, name, { value: bucket[name] });
  });

describe("state bucket", () => {
  test("is a bucket with its own key, and who may use both", () => {
    const json = jsonOf();
    expect(counts(json)).toEqual({
      google_kms_crypto_key: 1,
      google_kms_crypto_key_iam_binding: 1,
      google_kms_key_ring: 1,
      google_storage_bucket: 1,
      google_storage_bucket_iam_policy: 1,
    });
    expect(made(json, "google_storage_bucket", "state")).toEqual({
      name: "meetbarter-test-eu-europe-west4-state",
      project,
      location: region,
      storage_class: "STANDARD",
      force_destroy: false,
      uniform_bucket_level_access: true,
      public_access_prevention: "enforced",
      versioning: { enabled: true },
      soft_delete_policy: { retention_duration_seconds: 2_592_000 },
      encryption: { default_kms_key_name: "${google_kms_crypto_key.state_key.id}" },
      lifecycle_rule: [
        { action: { type: "Delete" }, condition: { days_since_noncurrent_time: 365, with_state: "ARCHIVED" } },
        { action: { type: "Delete" }, condition: { days_since_noncurrent_time: 7, with_state: "ARCHIVED", matches_suffix: [".tflock"] } },
        { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 7 } },
      ],
      labels: { "estate-data-class": "sensitive" },
      depends_on: ["google_kms_crypto_key_iam_binding.state_key-users"],
      lifecycle: { prevent_destroy: true },
    });
    expect(made(json, "google_kms_crypto_key", "state_key")).toEqual({
      name: "state",
      key_ring: "${google_kms_key_ring.state_key-ring.id}",
      purpose: "ENCRYPT_DECRYPT",
      rotation_period: "7776000s",
      destroy_scheduled_duration: "2592000s",
      version_template: { algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION", protection_level: "SOFTWARE" },
      labels: { "estate-data-class": "sensitive" },
      lifecycle: { prevent_destroy: true },
    });
    expect(made(json, "google_kms_key_ring", "state_key-ring")).toMatchObject({ location: region, lifecycle: { prevent_destroy: true } });
    expect(outputs(json)).toEqual({ bucketName: "${google_storage_bucket.state.name}", keyId: "${google_kms_crypto_key.state_key.id}" });
  });

  test("nobody uses the key but the project's own Cloud Storage", () => {
    expect(made(jsonOf(), "google_kms_crypto_key_iam_binding", "state_key-users")).toEqual({
      crypto_key_id: "${google_kms_crypto_key.state_key.id}",
      role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
      members: ["serviceAccount:service-777711119999@gs-project-accounts.iam.gserviceaccount.com"],
    });
  });

  test("the bucket's own policy lets in the project's owners, and neither its editors nor its viewers", () => {
    const { bucket, policy_data: policy } = made(jsonOf(), "google_storage_bucket_iam_policy", "state_policy");
    expect(bucket).toBe("${google_storage_bucket.state.name}");
    expect(JSON.parse(String(policy))).toEqual({
      bindings: [
        { role: "roles/storage.legacyBucketOwner", members: [`projectOwner:${project}`] },
        { role: "roles/storage.legacyObjectOwner", members: [`projectOwner:${project}`] },
      ],
    });
  });

  test("has no retention policy, under which no state could be written twice", () => {
    expect(made(jsonOf(), "google_storage_bucket", "state")).not.toHaveProperty("retention_policy");
  });

  test("days and levels are passed on", () => {
    const json = jsonOf({
      dataClass: "internal",
      protectionLevel: "HSM",
      noncurrentVersionDays: 90,
      softDeleteDays: 7,
      deletionWindowDays: 60,
      keyName: "states",
    });
    expect(made(json, "google_storage_bucket", "state")).toMatchObject({
      soft_delete_policy: { retention_duration_seconds: 604_800 },
      lifecycle_rule: [{ condition: { days_since_noncurrent_time: 90 } }, {}, {}],
      labels: { "estate-data-class": "internal" },
    });
    expect(made(json, "google_kms_crypto_key", "state_key")).toMatchObject({
      name: "states",
      destroy_scheduled_duration: "5184000s",
      version_template: { protection_level: "HSM" },
    });
  });

  test("values that are known later stay whole", () => {
    const json = synthesizedOnGoogle((stack) => {
      const text = (name: string) => new TerraformVariable(stack, name, { type: "string" }).stringValue;
      const days = (name: string) => new TerraformVariable(stack, name, { type: "number" }).numberValue;
      new GoogleStateBucket(stack, "state", {
        bucketName: text("bucket"),
        keyRingName: text("ring"),
        projectId: text("project"),
        projectNumber: text("number"),
        region: text("region"),
        noncurrentVersionDays: days("noncurrent"),
        softDeleteDays: days("soft"),
        deletionWindowDays: days("window"),
      });
    });
    expect(made(json, "google_storage_bucket", "state")).toMatchObject({
      name: "${var.bucket}",
      location: "${var.region}",
      soft_delete_policy: { retention_duration_seconds: "${(var.soft * 86400)}" },
      lifecycle_rule: [{ condition: { days_since_noncurrent_time: "${var.noncurrent}" } }, {}, {}],
    });
    expect(made(json, "google_kms_crypto_key", "state_key")["destroy_scheduled_duration"]).toBe("${(var.window * 86400)}s");
    expect(made(json, "google_kms_crypto_key_iam_binding", "state_key-users")["members"]).toEqual([
      "serviceAccount:service-${var.number}@gs-project-accounts.iam.gserviceaccount.com",
    ]);
    expect(made(json, "google_storage_bucket_iam_policy", "state_policy")["policy_data"]).toContain('"projectOwner:${var.project}"');
  });

  test.each<[string, Partial<GoogleStateBucketProps>, string]>([
    ["a bucket's name with an underscore", { bucketName: "test_state" }, "[BadProp] 'bucketName'"],
    ["a bucket's name that Google keeps", { bucketName: "google-state" }, "[BadProp] 'bucketName'"],
    ["a ring's name with a dot", { keyRingName: "a.b" }, "[BadProp] 'keyRingName'"],
    ["a key's name with a slash", { keyName: "a/b" }, "[BadProp] 'keyName'"],
    ["a project that is too short", { projectId: "short" }, "[BadProp] 'projectId'"],
    ["a project's id as its number", { projectNumber: project }, "[BadProp] 'projectNumber'"],
    ["a zone", { region: "europe-west4-a" }, "[BadProp] 'region'"],
    ["an odd data class", { dataClass: "secret" as "vault" }, "[BadProp] 'dataClass'"],
    ["a level that does not exist", { protectionLevel: "NONE" as "HSM" }, "[BadProp] 'protectionLevel'"],
    ["too few days", { noncurrentVersionDays: 29 }, "[BadProp] 'noncurrentVersionDays'"],
    ["no soft delete", { softDeleteDays: 0 }, "[BadProp] 'softDeleteDays'"],
    ["too short a window", { deletionWindowDays: 6 }, "[BadProp] 'deletionWindowDays'"],
  ])("refuses %s", (_, change, message) => {
    expect(problemsOnGoogle((stack) => new GoogleStateBucket(stack, "state", { ...props, ...change }))).toContain(message);
  });
});
