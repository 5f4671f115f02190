import { jsonDocument } from "../../core/json";
import { jsonList } from "../../core/json-lists";
import { StorageBucket } from "@cdktf/provider-google/lib/storage-bucket";
import { StorageBucketIamPolicy } from "@cdktf/provider-google/lib/storage-bucket-iam-policy";
import { Construct } from "constructs";
import { listOf, oneOf, text, wholeNumber } from "../../core/checks";
import { failOn, type Problem } from "../../core/errors";
import { member, projectId, region } from "../../core/google";
import { daysInSeconds } from "../../core/units";
import { keyFullName } from "../../core/google-key";
import { nameRules } from "../../core/names";
import { checkProps, shape, value, type PropRules, type Shape, type Value } from "../../core/props";
import { dataClassTag, labelsOf } from "../../core/tags";
import { dataClasses, type DataClass } from "../../core/words";
import { keepingOf, storageClasses, type StorageClass } from "./storage-classes";

/** How long every object is kept, whoever wants to delete it. */
export interface Retention {
  /** 1 to 3,650 days after an object was written. */
  readonly days: number;
  /** Whether nobody can ever shorten it or take it away, Google included. That can't be undone. */
  readonly locked: boolean;
}

/** Props of {@link GoogleBucket}. */
export interface GoogleBucketProps {
  /** Name of the bucket, 3 to 63 lower-case letters, digits and hyphens, unique among all buckets of Google's. Renaming replaces the bucket, which Terraform refuses. */
  readonly bucketName: Value<string>;
  /** Id of the project that the bucket stands in. A change replaces the bucket, which Terraform refuses. */
  readonly projectId: Value<string>;
  /** Code of the region that the bucket stands in. A change replaces the bucket, which Terraform refuses. */
  readonly region: Value<string>;
  /** The most sensitive data that the bucket holds: it decides how objects are kept. Stands in a label; changed in place. */
  readonly dataClass: Shape<DataClass>;
  /** Name of the key that encrypts objects, in the bucket's region; the project's Cloud Storage has to be allowed to use it. Objects that are there already keep theirs. */
  readonly kmsKeyName: Value<string>;
  /** Members that may read and write objects, 1 to 50. Google refuses one that doesn't exist yet. */
  readonly userMembers: Value<readonly string[]>;
  /** Where objects go. @default - by data class: public STANDARD, internal and sensitive AUTOCLASS, vault ARCHIVE */
  readonly storageClass?: Shape<StorageClass>;
  /** How long a version is kept after another has taken its place, 1 to 3,650 days. @default - by data class: public 30, internal 90, sensitive 365, vault 3650 */
  readonly noncurrentVersionDays?: Value<number>;
  /** How long what was deleted can be taken back, 7 to 90 days, whoever deleted it; it costs like what is there. @default 30 */
  readonly softDeleteDays?: Value<number>;
  /** Keeps every object, in the place of versions: Cloud Storage does one or the other. @default - versions instead */
  readonly retention?: Shape<Retention>;
}

/** What each prop has to be. */
export const rules: PropRules<GoogleBucketProps> = {
  bucketName: value(text(nameRules.gcsBucket.pattern, "a bucket's name without 'google'", 3, nameRules.gcsBucket.max)),
  projectId: value(projectId),
  region: value(region),
  dataClass: shape(oneOf(dataClasses)),
  kmsKeyName: value(keyFullName),
  userMembers: value(listOf(member, 1, 50)),
  storageClass: shape(oneOf(storageClasses)),
  noncurrentVersionDays: value(wholeNumber(1, 3650, "days")),
  // https://cloud.google.com/storage/docs/soft-delete, read 2026-11.
  softDeleteDays: value(wholeNumber(7, 90, "days")),
  retention: shape(({ days }) => {
    const breach = wholeNumber(1, 3650, "days")(days);
    return breach === undefined ? undefined : { ...breach, must: `have 'days' that ${breach.must}`, got: days };
  }),
};

/**
 * A bucket for what services store as objects.
 *
 * - Closed: no public access, no access lists, and objects for the members that it names alone. That Google lets editors
 *   and viewers of a project into each new bucket is taken back.
 * - Encrypted with its own key.
 * - Versioned, and what is deleted can be taken back for a while whoever deleted it; or under a retention, which lets
 *   nothing be deleted or replaced before its time.
 * - Kept in the storage class of its data class; parts of an upload that was never finished go after a week.
 * - Terraform refuses to destroy it, and deletes no bucket that holds objects.
 */
export class GoogleBucket extends Construct {
  /** Name of the bucket. */
  readonly bucketName: string;
  /** `gs://<name>`. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: GoogleBucketProps) {
    super(scope, id);
    checkProps(this, props, rules);
    failOn(versionProblems(this.node.path, props));
    const keeping = keepingOf[props.dataClass];
    const { storageClass = keeping.storageClass, noncurrentVersionDays = keeping.noncurrentVersionDays, retention } = props;
    const autoclass = storageClass === "AUTOCLASS";
    const bucket = new StorageBucket(this, "Resource", {
      name: props.bucketName,
      project: props.projectId,
      location: props.region,
      storageClass: autoclass ? "STANDARD" : storageClass,
      ...(autoclass && { autoclass: { enabled: true, terminalStorageClass: "ARCHIVE" } }),
      forceDestroy: false,
      uniformBucketLevelAccess: true,
      publicAccessPrevention: "enforced",
      ...(retention === undefined
        ? { versioning: { enabled: true } }
        : { retentionPolicy: { retentionPeriod: daysInSeconds(retention.days), isLocked: retention.locked } }),
      softDeletePolicy: { retentionDurationSeconds: daysInSeconds(props.softDeleteDays ?? 30) },
      encryption: { defaultKmsKeyName: props.kmsKeyName },
      lifecycleRule: [
        ...(retention === undefined
          ? [{ action: { type: "Delete" }, condition: { daysSinceNoncurrentTime: noncurrentVersionDays, withState: "ARCHIVED" } }]
          : []),
        { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 7 } },
      ],
      labels: labelsOf(dataClassTag(props.dataClass)),
      lifecycle: { preventDestroy: true },
    });
    const owners = [`projectOwner:${props.projectId}`];
    new StorageBucketIamPolicy(this, "policy", {
      bucket: bucket.name,
      policyData: jsonDocument({
        bindings: [
          { role: "roles/storage.legacyBucketOwner", members: owners },
          { role: "roles/storage.legacyObjectOwner", members: owners },
          { role: "roles/storage.objectUser", members: jsonList([...props.userMembers].sort()) },
        ],
      }),
    });
    this.bucketName = bucket.name;
    this.url = bucket.url;
  }
}

/** Cloud Storage takes a retention or versions, never both: https://cloud.google.com/storage/docs/bucket-lock, read 2026-11. */
const versionProblems = (place: string, { retention, noncurrentVersionDays }: GoogleBucketProps): Problem[] =>
  retention === undefined || noncurrentVersionDays === undefined
    ? []
    : [
        {
          code: "BadProp",
          place,
          rule: "'noncurrentVersionDays' must be left out where 'retention' keeps every object",
          value: noncurrentVersionDays,
          fix: "leave one of the two out",
        },
      ];
