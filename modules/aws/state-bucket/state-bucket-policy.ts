import { awsArn, type Conditions, type Statement } from "../policy-document/policy-document";

/** What a state bucket's policy says; see the props of the bucket. */
export interface StateBucketPolicyParts {
  readonly accountId: string;
  readonly partition: string;
  readonly bucketArn: string;
  readonly keyArn: string;
  readonly keyAliasArn: string;
  readonly planRoleArn: string;
  readonly applyRoleArn: string;
  readonly administratorArns: readonly string[];
}

/** Changing these takes a protection away, or the history with it. */
const settingActions = [
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
];

const versionActions = ["s3:DeleteObjectVersion", "s3:DeleteObjectVersionTagging", "s3:PutObjectVersionAcl", "s3:PutObjectVersionTagging"];

const keyHeader = "s3:x-amz-server-side-encryption-aws-kms-key-id";
const encryptionHeader = "s3:x-amz-server-side-encryption";

/**
 * The statements of a state bucket's policy. All of them deny, for IAM's permissions of the account allow; each names
 * everyone as its principal and roles as conditions, so that no role has to exist yet. `ArnLike` and `ArnEquals` are
 * the same to AWS.
 */
export const stateBucketStatements = (parts: StateBucketPolicyParts): Statement[] => {
  const bucket = [parts.bucketArn];
  const objects = [`${parts.bucketArn}/*`];
  const all = [...bucket, ...objects];
  const rootUser = awsArn({ partition: parts.partition, service: "iam", account: parts.accountId, resource: "root" });
  const keepers = [...parts.administratorArns, rootUser];
  const except = (arns: readonly string[]): Conditions => ({ ArnNotLike: { "aws:PrincipalArn": arns } });
  const deny = (sid: string, actions: readonly string[], resources: readonly string[], conditions: Conditions): Statement => ({
    sid,
    effect: "Deny",
    principals: "*",
    actions,
    resources,
    conditions,
  });
  const named = except([parts.planRoleArn, parts.applyRoleArn, ...keepers]);
  return [
    deny("EncryptedTransportOnly", ["s3:*"], all, { Bool: { "aws:SecureTransport": "false" } }),
    deny("ModernTransportOnly", ["s3:*"], all, { NumericLessThan: { "s3:TlsVersion": "1.2" } }),
    deny("ObjectsForNamedRolesOnly", ["s3:*"], objects, named),
    deny("ListsForNamedRolesOnly", ["s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:ListBucketVersions"], bucket, named),
    deny("SettingsForAdministratorsOnly", settingActions, bucket, except(keepers)),
    deny("VersionsForAdministratorsOnly", versionActions, objects, except(keepers)),
    {
      sid: "PlanWritesLocksOnly",
      effect: "Deny",
      principals: "*",
      actions: ["s3:DeleteObject*", "s3:PutObject*"],
      notResources: [`${parts.bucketArn}/*.tflock`],
      conditions: { ArnEquals: { "aws:PrincipalArn": parts.planRoleArn } },
    },
    // Only where a header is given: without any, S3 takes the bucket's own key. Negated operators hold for absent keys.
    deny("OwnKeyOnly", ["s3:PutObject"], objects, {
      Null: { [keyHeader]: "false" },
      StringNotEquals: { [keyHeader]: [parts.keyArn, parts.keyAliasArn] },
    }),
    deny("OwnEncryptionOnly", ["s3:PutObject"], objects, {
      Null: { [encryptionHeader]: "false" },
      StringNotEquals: { [encryptionHeader]: "aws:kms" },
    }),
    // Without a key's name S3 would take the AWS managed key instead of the bucket's.
    deny("KeyIsNamed", ["s3:PutObject"], objects, { StringEquals: { [encryptionHeader]: "aws:kms" }, Null: { [keyHeader]: "true" } }),
  ];
};
