import { denyAll, encryptionStatements, transportStatements } from "../policy-document/bucket-policy";
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

/**
 * The statements of a state bucket's policy. All of them deny, for IAM's permissions of the account allow; each names
 * everyone as its principal and roles as conditions, so that no role has to exist yet. `ArnLike` and `ArnEquals` are
 * the same to AWS.
 */
export const stateBucketStatements = (parts: StateBucketPolicyParts): Statement[] => {
  const bucket = [parts.bucketArn];
  const objects = [`${parts.bucketArn}/*`];
  const rootUser = awsArn({ partition: parts.partition, service: "iam", account: parts.accountId, resource: "root" });
  const keepers = [...parts.administratorArns, rootUser];
  const except = (arns: readonly string[]): Conditions => ({ ArnNotLike: { "aws:PrincipalArn": arns } });
  const named = except([parts.planRoleArn, parts.applyRoleArn, ...keepers]);
  return [
    ...transportStatements(parts.bucketArn),
    denyAll("ObjectsForNamedRolesOnly", ["s3:*"], objects, named),
    denyAll("ListsForNamedRolesOnly", ["s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:ListBucketVersions"], bucket, named),
    denyAll("SettingsForAdministratorsOnly", settingActions, bucket, except(keepers)),
    denyAll("VersionsForAdministratorsOnly", versionActions, objects, except(keepers)),
    {
      sid: "PlanWritesLocksOnly",
      effect: "Deny",
      principals: "*",
      actions: ["s3:DeleteObject*", "s3:PutObject*"],
      notResources: [`${parts.bucketArn}/*.tflock`],
      conditions: { ArnEquals: { "aws:PrincipalArn": parts.planRoleArn } },
    },
    ...encryptionStatements(parts.bucketArn, [parts.keyArn, parts.keyAliasArn]),
  ];
};
