import { jsonDocument } from "../../core/json";
import { KmsCryptoKey } from "@cdktf/provider-google/lib/kms-crypto-key";
import { KmsCryptoKeyIamBinding } from "@cdktf/provider-google/lib/kms-crypto-key-iam-binding";
import { KmsKeyRing } from "@cdktf/provider-google/lib/kms-key-ring";
import { StorageBucket } from "@cdktf/provider-google/lib/storage-bucket";
import { StorageBucketIamPolicy } from "@cdktf/provider-google/lib/storage-bucket-iam-policy";
import { Construct } from "constructs";
import { oneOf, text, wholeNumber } from "../../core/checks";
import { daysAsDuration } from "../../core/google-durations";
import { nameRules } from "../../core/names";
import { checkProps, shape, value, type PropRules, type Shape, type Value } from "../../core/props";
import { dataClassTag, labelsOf } from "../../core/tags";
import { daysInSeconds } from "../../core/units";
import { dataClasses, type DataClass } from "../../core/words";
import { projectId, projectNumber, protectionLevels, region, serviceAgentMember, type ProtectionLevel } from "../../core/google";

/** Props of {@link GoogleStateBucket}. */
export interface GoogleStateBucketProps {
  /** Name of the bucket, 3 to 63 lower-case letters, digits and hyphens, unique among all buckets of Google's. Renaming replaces the bucket, which Terraform refuses. */
  readonly bucketName: Value<string>;
  /** Name of the ring of the bucket's key, taken for ever in project and region. Renaming replaces it, which Terraform refuses. */
  readonly keyRingName: Value<string>;
  /** Name of the key, taken for ever in its ring. @default "state" */
  readonly keyName?: Value<string>;
  /** Id of the project that the bucket stands in. */
  readonly projectId: Value<string>;
  /** Number of the project, by which its Cloud Storage uses the key. */
  readonly projectNumber: Value<string>;
  /** Code of the region that the bucket stands in, the provider's own. A change replaces the bucket, which Terraform refuses. */
  readonly region: Value<string>;
  /** The most sensitive data that a state may hold. Stands in labels. @default "sensitive" */
  readonly dataClass?: Value<DataClass>;
  /** Where the key's material is. A change replaces the key, which Terraform refuses. @default "SOFTWARE" */
  readonly protectionLevel?: Shape<ProtectionLevel>;
  /** How long a state is kept after another has taken its place, 30 to 3,650 days. @default 365 */
  readonly noncurrentVersionDays?: Value<number>;
  /** How long a deleted version can be taken back, 7 to 90 days, whoever deleted it. @default 30 */
  readonly softDeleteDays?: Value<number>;
  /** How long a destroyed version of the key can be taken back, 7 to 120 days. A change replaces the key, which Terraform refuses. @default 30 */
  readonly deletionWindowDays?: Value<number>;
}

/** What each prop has to be. */
export const rules: PropRules<GoogleStateBucketProps> = {
  bucketName: value(text(nameRules.gcsBucket.pattern, "a bucket's name without 'google'", 3, nameRules.gcsBucket.max)),
  keyRingName: value(text(nameRules.kmsKeyRing.pattern, "a key ring's name", 1, nameRules.kmsKeyRing.max)),
  keyName: value(text(nameRules.cryptoKey.pattern, "a key's name", 1, nameRules.cryptoKey.max)),
  projectId: value(projectId),
  projectNumber: value(projectNumber),
  region: value(region),
  dataClass: value(oneOf(dataClasses)),
  protectionLevel: shape(oneOf(protectionLevels)),
  noncurrentVersionDays: value(wholeNumber(30, 3650, "days")),
  // https://cloud.google.com/storage/docs/soft-delete, read 2026-11.
  softDeleteDays: value(wholeNumber(7, 90, "days")),
  deletionWindowDays: value(wholeNumber(7, 120, "days")),
};

/** How long an old version of a lock file is kept: each plan leaves one. */
const lockVersionDays = 7;

/**
 * The bucket that holds the Terraform states of one place, with its key. It stands in the place's own project and
 * region, so that losing another place never takes the control of this one along.
 *
 * - Locked: the GCS backend always writes `<prefix>/default.tflock` beside a state.
 * - Versioned: every state is kept for `noncurrentVersionDays` after another has taken its place, and what is deleted
 *   can be taken back for `softDeleteDays` by those who own the project.
 * - Encrypted with its own key, which the project's Cloud Storage may use before the bucket is told of it, and nobody
 *   else ever.
 * - Closed: no public access, no access lists, and objects for the project's owners alone. That Google lets editors and
 *   viewers of a project into each new bucket is taken back. CI's accounts come later than the bucket, and Google
 *   refuses grants to accounts that do not exist yet, so they are let in from their side, by grants on the project that
 *   are narrowed to this bucket.
 * - Kept: Terraform refuses to destroy bucket and key, and deletes no bucket that holds objects.
 *
 * There is no retention policy: under one an object could not be replaced before its time, so that no state could be
 * written twice and no lock be given back (https://cloud.google.com/storage/docs/bucket-lock, read 2026-11).
 *
 * A place's first apply keeps its state in a local file and moves it here with `terraform init -migrate-state`.
 */
export class GoogleStateBucket extends Construct {
  /** Name of the bucket. */
  readonly bucketName: string;
  /** Id of the key. */
  readonly keyId: string;

  constructor(scope: Construct, id: string, props: GoogleStateBucketProps) {
    super(scope, id);
    checkProps(this, props, rules);
    const { dataClass = "sensitive", noncurrentVersionDays = 365, softDeleteDays = 30, keyName = "state" } = props;
    const labels = labelsOf(dataClassTag(dataClass));
    const ring = new KmsKeyRing(this, "key-ring", {
      name: props.keyRingName,
      project: props.projectId,
      location: props.region,
      lifecycle: { preventDestroy: true },
    });
    const key = new KmsCryptoKey(this, "key", {
      name: keyName,
      keyRing: ring.id,
      purpose: "ENCRYPT_DECRYPT",
      rotationPeriod: `${String(daysInSeconds(90))}s`,
      destroyScheduledDuration: daysAsDuration(props.deletionWindowDays ?? 30),
      versionTemplate: { algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION", protectionLevel: props.protectionLevel ?? "SOFTWARE" },
      labels,
      lifecycle: { preventDestroy: true },
    });
    // Cloud Storage refuses a bucket with a key that its own account in the project may not use.
    const use = new KmsCryptoKeyIamBinding(this, "key-users", {
      cryptoKeyId: key.id,
      role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
      members: [serviceAgentMember("storage", props.projectNumber)],
    });
    const bucket = new StorageBucket(this, "Resource", {
      name: props.bucketName,
      project: props.projectId,
      location: props.region,
      storageClass: "STANDARD",
      forceDestroy: false,
      uniformBucketLevelAccess: true,
      publicAccessPrevention: "enforced",
      versioning: { enabled: true },
      softDeletePolicy: { retentionDurationSeconds: daysInSeconds(softDeleteDays) },
      encryption: { defaultKmsKeyName: key.id },
      lifecycleRule: [
        { action: { type: "Delete" }, condition: { daysSinceNoncurrentTime: noncurrentVersionDays, withState: "ARCHIVED" } },
        {
          action: { type: "Delete" },
          condition: { daysSinceNoncurrentTime: lockVersionDays, withState: "ARCHIVED", matchesSuffix: [".tflock"] },
        },
        { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 7 } },
      ],
      labels,
      dependsOn: [use],
      lifecycle: { preventDestroy: true },
    });
    const owners = [`projectOwner:${props.projectId}`];
    new StorageBucketIamPolicy(this, "policy", {
      bucket: bucket.name,
      policyData: jsonDocument({
        bindings: ["roles/storage.legacyBucketOwner", "roles/storage.legacyObjectOwner"].map((role) => ({ role, members: owners })),
      }),
    });
    this.bucketName = bucket.name;
    this.keyId = key.id;
  }
}
