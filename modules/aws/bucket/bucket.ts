import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import {
  S3BucketLifecycleConfiguration,
  type S3BucketLifecycleConfigurationRule,
} from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Construct } from "constructs";
import { arn, listOf, oneOf, roleArnPattern, text, wholeNumber } from "../../core/checks";
import { failOn, type Problem } from "../../core/errors";
import { nameRules } from "../../core/names";
import { checkProps, holdsToken, shape, value, type PropRules, type Shape, type Value } from "../../core/props";
import { dataClassTag } from "../../core/tags";
import { dataClasses, type DataClass } from "../../core/words";
import { denyAll, encryptionStatements, transportStatements } from "../policy-document/bucket-policy";
import { knownList, policyDocument, type Statement } from "../policy-document/policy-document";
import { keepingOf, storageClasses, type StorageClass } from "./storage-classes";
import type { Together } from "../../core/together";

/** Props of {@link AwsBucket}. */
export interface AwsBucketProps {
  /** Name of the bucket, 3 to 63 lower-case letters, digits and hyphens, unique in the partition. Renaming replaces the bucket, which Terraform refuses. */
  readonly bucketName: Value<string>;
  /** The most sensitive data that the bucket holds: it decides how objects are kept. Stands in a tag; changed in place. */
  readonly dataClass: Shape<DataClass>;
  /** ARN of the key that encrypts objects. Objects that are there already keep theirs. */
  readonly kmsKeyArn: Value<string>;
  /** ARNs or patterns with `*` of the roles that may read and write objects, 1 to 50: nobody else may, whatever IAM says. They need IAM's permission too. */
  readonly userArns: Value<readonly string[]>;
  /** Name of the bucket that takes the access logs, in the same account and region. It costs what the logs take up. @default - no access logs */
  readonly accessLogBucketName?: Value<string>;
  /** Where objects go. @default - by data class: public STANDARD, internal and sensitive INTELLIGENT_TIERING, vault GLACIER_IR */
  readonly storageClass?: Shape<StorageClass>;
  /** How long a version is kept after another has taken its place, 1 to 3,650 days. @default - by data class: public 30, internal 90, sensitive 365, vault 3650 */
  readonly noncurrentVersionDays?: Value<number>;
}

const bucketName = text(nameRules.s3Bucket.pattern, "a bucket's name", 3, nameRules.s3Bucket.max);

/** What each prop has to be. */
export const rules: PropRules<AwsBucketProps> = {
  bucketName: value(bucketName),
  dataClass: shape(oneOf(dataClasses)),
  kmsKeyArn: value(arn("kms")),
  userArns: value(knownList(listOf(roleArnPattern, 1, 50))),
  accessLogBucketName: value(bucketName),
  storageClass: shape(oneOf(storageClasses)),
  noncurrentVersionDays: value(wholeNumber(1, 3650, "days")),
};

/**
 * A bucket for what services store as objects.
 *
 * - Closed: no public access, no access lists, TLS 1.2 or newer, and objects for the roles that it names alone.
 * - Encrypted with its own key, at one call of the key's for many objects; uploads under another key are refused.
 * - Versioned: what is overwritten or deleted can be taken back for as long as its data class says.
 * - Kept in the storage class of its data class; parts of an upload that was never finished go after a week.
 * - Terraform refuses to destroy it, and deletes no bucket that holds objects.
 */
export class AwsBucket extends Construct {
  /** Name of the bucket. */
  readonly bucketName: string;
  /** ARN of the bucket. */
  readonly arn: string;

  constructor(scope: Construct, id: string, props: AwsBucketProps) {
    super(scope, id);
    checkProps(this, props, rules);
    failOn(versionProblems(this.node.path, props));
    const bucket = new S3Bucket(this, "Resource", {
      bucket: props.bucketName,
      forceDestroy: false,
      tags: dataClassTag(props.dataClass),
      lifecycle: { preventDestroy: true },
    });
    const publicAccess = new S3BucketPublicAccessBlock(this, "public-access", {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const ownership = new S3BucketOwnershipControls(this, "ownership", {
      bucket: bucket.id,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    const encryption = new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket: bucket.id,
      rule: [{ bucketKeyEnabled: true, applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: props.kmsKeyArn } }],
    });
    const versioning = new S3BucketVersioningA(this, "versioning", {
      bucket: bucket.id,
      versioningConfiguration: { status: "Enabled" },
    });
    new S3BucketLifecycleConfiguration(this, "lifecycle", { bucket: bucket.id, rule: lifecycleRules(props), dependsOn: [versioning] });
    // A bucket's policy is refused while another change of the bucket is under way.
    new S3BucketPolicy(this, "policy", {
      bucket: bucket.id,
      policy: policyDocument(bucketStatements(bucket.arn, props), { kind: "bucket-policy", place: this.node.path }),
      dependsOn: [publicAccess, ownership, encryption],
    });
    if (props.accessLogBucketName !== undefined) {
      new S3BucketLoggingA(this, "access-logs", {
        bucket: bucket.id,
        targetBucket: props.accessLogBucketName,
        targetPrefix: `${props.bucketName}/`,
        targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
      });
    }
    this.bucketName = bucket.bucket;
    this.arn = bucket.arn;
  }
}

const leastVersionDays = (dataClass: DataClass): number => (keepingOf[dataClass].oldVersions?.afterDays ?? 0) + 1;

/** The rules between props, for the variables of a module. */
export const together: readonly Together[] = [
  {
    of: ["noncurrentVersionDays", "dataClass"],
    must: "not let a version go before it has moved to another storage class",
    condition: (days, dataClass) =>
      `${days} >= ${JSON.stringify(Object.fromEntries(dataClasses.map((one) => [one, leastVersionDays(one)])))}[${dataClass}]`,
  },
];

/** S3 refuses to let a version go before it has moved. */
const versionProblems = (place: string, { dataClass, noncurrentVersionDays: days }: AwsBucketProps): Problem[] => {
  const least = leastVersionDays(dataClass);
  if (days === undefined || holdsToken(days) || days >= least) return [];
  const rule = `'noncurrentVersionDays' must be at least ${String(least)} (days) for the data class ${dataClass}`;
  return [{ code: "BadProp", place, rule, value: days, fix: `use ${String(least)}` }];
};

const bucketStatements = (bucketArn: string, { kmsKeyArn, userArns }: AwsBucketProps): Statement[] => [
  ...transportStatements(bucketArn),
  denyAll(
    "ObjectsForNamedRolesOnly",
    ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"],
    [`${bucketArn}/*`],
    { ArnNotLike: { "aws:PrincipalArn": userArns } },
  ),
  ...encryptionStatements(bucketArn, [kmsKeyArn]),
];

const lifecycleRules = (props: AwsBucketProps): S3BucketLifecycleConfigurationRule[] => {
  const keeping = keepingOf[props.dataClass];
  const { storageClass = keeping.storageClass, noncurrentVersionDays = keeping.noncurrentVersionDays } = props;
  const whole = { status: "Enabled", filter: [{ prefix: "" }] };
  const { oldVersions } = keeping;
  return [
    ...(storageClass === "STANDARD"
      ? []
      : [{ ...whole, id: "storage-class", transition: [{ days: transitionDays(storageClass, keeping.afterDays), storageClass }] }]),
    {
      ...whole,
      id: "old-versions",
      ...(oldVersions === undefined
        ? {}
        : { noncurrentVersionTransition: [{ noncurrentDays: oldVersions.afterDays, storageClass: oldVersions.storageClass }] }),
      noncurrentVersionExpiration: [{ noncurrentDays: noncurrentVersionDays }],
      expiration: [{ expiredObjectDeleteMarker: true }],
    },
    { ...whole, id: "unfinished-uploads", abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }] },
  ];
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html, read 2026-11. */
const daysBeforeInfrequentAccess = 30;

const transitionDays = (storageClass: StorageClass, afterDays: number): number =>
  storageClass === "STANDARD_IA" ? Math.max(afterDays, daysBeforeInfrequentAccess) : afterDays;
