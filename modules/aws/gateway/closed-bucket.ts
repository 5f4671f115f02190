import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Construct } from "constructs";
import { dataClassTag } from "../../core/tags";
import type { DataClass } from "../../core/words";
import { policyDocument, type Statement } from "../policy-document/policy-document";

/** What a bucket of the gateway is made with. */
export interface ClosedBucketInput {
  readonly bucketName: string;
  readonly dataClass: DataClass;
  /** Days after which objects go. @default - they stay */
  readonly expirationDays?: number;
  /** What the bucket's policy allows; transport without TLS is denied anyway. @default - nothing */
  readonly allowed?: readonly Statement[];
}

/**
 * A bucket that a service of AWS reads or writes by itself, versioned and closed to the public. It is encrypted with a key
 * of S3's own: load balancers can write under no other (Elastic Load Balancing, Access logs for your Application Load
 * Balancer; read 2026-11), and what is public needs none.
 */
export class ClosedBucket extends Construct {
  readonly bucketName: string;
  /** The last of its settings: it stands before something is written. */
  readonly policy: S3BucketPolicy;

  constructor(scope: Construct, id: string, { bucketName, dataClass, expirationDays, allowed = [] }: ClosedBucketInput) {
    super(scope, id);
    const {
      arn,
      bucket: name,
      id: bucket,
    } = new S3Bucket(this, "Resource", {
      bucket: bucketName,
      forceDestroy: false,
      tags: dataClassTag(dataClass),
      lifecycle: { preventDestroy: true },
    });
    const publicAccess = new S3BucketPublicAccessBlock(this, "public-access", {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const ownership = new S3BucketOwnershipControls(this, "ownership", { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } });
    const encryption = new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    });
    const versioning = new S3BucketVersioningA(this, "versioning", { bucket, versioningConfiguration: { status: "Enabled" } });
    const lifecycle = new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket,
      rule: [
        {
          id: "old-versions",
          status: "Enabled",
          filter: [{ prefix: "" }],
          noncurrentVersionExpiration: [{ noncurrentDays: 30 }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
          ...(expirationDays === undefined ? {} : { expiration: [{ days: expirationDays }] }),
        },
      ],
      dependsOn: [versioning],
    });
    const tlsOnly: Statement = {
      sid: "EncryptedTransportOnly",
      effect: "Deny",
      principals: "*",
      actions: ["s3:*"],
      resources: [arn, `${arn}/*`],
      conditions: { Bool: { "aws:SecureTransport": "false" } },
    };
    // S3 refuses two changes of a bucket at once, so the policy comes last.
    this.policy = new S3BucketPolicy(this, "policy", {
      bucket,
      policy: policyDocument([...allowed, tlsOnly], { kind: "bucket-policy", place: this.node.path }),
      dependsOn: [publicAccess, ownership, encryption, versioning, lifecycle],
    });
    this.bucketName = name;
  }
}
