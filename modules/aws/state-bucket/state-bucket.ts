import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Construct } from "constructs";
import { accountId, listOf, oneOf, partition, roleArn, roleArnPattern, text, wholeNumber } from "../../core/checks";
import { nameRules } from "../../core/names";
import { checkProps, value, type PropRules, type Value } from "../../core/props";
import { dataClassTag } from "../../core/tags";
import { dataClasses, type DataClass } from "../../core/words";
import { keyStatements } from "../policy-document/key-policy";
import { awsArn, knownList, policyDocument } from "../policy-document/policy-document";
import { stateBucketStatements } from "./state-bucket-policy";

/** Props of {@link AwsStateBucket}. */
export interface AwsStateBucketProps {
  /** Name of the bucket, 3 to 63 lower-case letters, digits and hyphens, unique in the partition. Renaming replaces the bucket, which Terraform refuses. */
  readonly bucketName: Value<string>;
  /** Name of the key's alias, without `alias/`. The backends of the place name it. Renaming replaces the alias. */
  readonly aliasName: Value<string>;
  /** Twelve digits: the account that the bucket stands in. */
  readonly accountId: Value<string>;
  /** The partition of every ARN. @default "aws" */
  readonly partition?: Value<string>;
  /** Code of the region that the bucket stands in, the provider's own. */
  readonly region: Value<string>;
  /** ARN of the role that plans: reads states, writes and deletes `*.tflock`. It need not exist yet. */
  readonly planRoleArn: Value<string>;
  /** ARN of the role that applies: reads and writes states. It need not exist yet. */
  readonly applyRoleArn: Value<string>;
  /**
   * ARNs or patterns with `*` of the roles of people who make the bucket, mend it and move states into it, 1 to 10. The
   * one who makes the bucket must be among them, or is locked out by the policy.
   */
  readonly administratorArns: Value<readonly string[]>;
  /** The most sensitive data that a state may hold. Stands in tags. @default "sensitive" */
  readonly dataClass?: Value<DataClass>;
  /** How long a state is kept after another has taken its place, 30 to 3,650 days. @default 365 */
  readonly noncurrentVersionDays?: Value<number>;
  /** How long the key can be taken back after its deletion, 7 to 30 days. @default 30 */
  readonly deletionWindowDays?: Value<number>;
}

const role = roleArn(/[\w+=,.@/-]+/, "the ARN of a role");

/** What each prop has to be. */
export const rules: PropRules<AwsStateBucketProps> = {
  bucketName: value(text(nameRules.s3Bucket.pattern, "a bucket's name", 3, nameRules.s3Bucket.max)),
  aliasName: value(text(/^(?!aws\/)[\w/-]+$/, "an alias without 'alias/' that does not begin with 'aws/'", 1, 250)),
  accountId: value(accountId),
  partition: value(partition),
  region: value(text(/^[a-z]{2}(-[a-z]+)+-\d$/, "a region's code", 5, 20)),
  planRoleArn: value(role),
  applyRoleArn: value(role),
  administratorArns: value(knownList(listOf(roleArnPattern, 1, 10))),
  dataClass: value(oneOf(dataClasses)),
  noncurrentVersionDays: value(wholeNumber(30, 3650, "days")),
  deletionWindowDays: value(wholeNumber(7, 30, "days")),
};

/**
 * The bucket that holds the Terraform states of one place, with its key. It stands in the place's own account and
 * region, so that losing another place never takes the control of this one along.
 *
 * - Locked: the S3 backend writes `<state>.tflock` beside a state (`use_lockfile`); no table is needed.
 * - Versioned: every state is kept for `noncurrentVersionDays` after another has taken its place.
 * - Encrypted with its own key, used through S3 only; uploads under another key are refused. A backend names the key by
 *   the alias's ARN.
 * - Closed: TLS 1.2 or newer, no public access, no access lists, and objects for the plan role, the apply role, the
 *   administrators and the account's root user alone, whatever IAM says. Only administrators and the root user change
 *   the settings or delete old versions; the plan role writes lock files only. The roles are named by conditions, for
 *   they are made after the bucket.
 * - Kept: Terraform refuses to destroy bucket and key, and deletes no bucket that holds objects.
 *
 * Object Lock is off. A retention would hold every version of every lock file too, so that they pile up, could not be
 * shortened for a state into which a secret has slipped, and could not be switched off again; versions that only
 * administrators may delete give the protection that a state needs. MFA delete is off, for only the root user's keys
 * can switch it on. Server access logs need a bucket that is older than this one: the layer that makes the place's log
 * bucket may turn them on by this bucket's name, and the account's trail records the access meanwhile.
 *
 * A place's first apply keeps its state in a local file and moves it here with `terraform init -migrate-state`.
 */
export class AwsStateBucket extends Construct {
  /** Name of the bucket. */
  readonly bucketName: string;
  /** ARN of the bucket. */
  readonly bucketArn: string;
  /** ARN of the key. */
  readonly keyArn: string;
  /** ARN of the key's alias, which backends name. */
  readonly keyAliasArn: string;

  constructor(scope: Construct, id: string, props: AwsStateBucketProps) {
    super(scope, id);
    checkProps(this, props, rules);
    const { partition = "aws", dataClass = "sensitive", noncurrentVersionDays = 365 } = props;
    const key = new KmsKey(this, "key", {
      description: `Terraform states in ${props.bucketName}`,
      bypassPolicyLockoutSafetyCheck: false,
      deletionWindowInDays: props.deletionWindowDays ?? 30,
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      multiRegion: false,
      policy: policyDocument(
        keyStatements({
          accountId: props.accountId,
          partition,
          naming: "conditions",
          administratorArns: props.administratorArns,
          viaServices: [`s3.${props.region}.amazonaws.com`],
          viaPrincipalArns: [props.planRoleArn, props.applyRoleArn, ...props.administratorArns],
        }),
        { kind: "key-policy", place: `${this.node.path} key` },
      ),
      tags: dataClassTag(dataClass),
      lifecycle: { preventDestroy: true },
    });
    const alias = new KmsAlias(this, "key-alias", { name: `alias/${props.aliasName}`, targetKeyId: key.keyId });
    const bucket = new S3Bucket(this, "Resource", {
      bucket: props.bucketName,
      forceDestroy: false,
      tags: dataClassTag(dataClass),
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
      rule: [{ bucketKeyEnabled: true, applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn } }],
    });
    const versioning = new S3BucketVersioningA(this, "versioning", {
      bucket: bucket.id,
      versioningConfiguration: { status: "Enabled" },
    });
    const lifecycle = new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket: bucket.id,
      rule: [
        {
          id: "old-versions",
          status: "Enabled",
          filter: [{ prefix: "" }],
          noncurrentVersionExpiration: [{ noncurrentDays: noncurrentVersionDays }],
          expiration: [{ expiredObjectDeleteMarker: true }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
      dependsOn: [versioning],
    });
    // S3 refuses two changes of a bucket at once; the policy comes last, for it takes the right to the others away.
    new S3BucketPolicy(this, "policy", {
      bucket: bucket.id,
      policy: policyDocument(
        stateBucketStatements({
          accountId: props.accountId,
          partition,
          bucketArn: bucket.arn,
          keyArn: key.arn,
          keyAliasArn: awsArn({
            partition,
            service: "kms",
            region: props.region,
            account: props.accountId,
            resource: `alias/${props.aliasName}`,
          }),
          planRoleArn: props.planRoleArn,
          applyRoleArn: props.applyRoleArn,
          administratorArns: props.administratorArns,
        }),
        { kind: "bucket-policy", place: this.node.path },
      ),
      dependsOn: [publicAccess, ownership, encryption, versioning, lifecycle],
    });
    this.bucketName = bucket.bucket;
    this.bucketArn = bucket.arn;
    this.keyArn = key.arn;
    this.keyAliasArn = alias.arn;
  }
}
