import { documentOf, iam, resourceOf } from "../policy-document/aws-fixture";
import { applying, type PolicyDocument } from "../policy-document/policy-evaluator";
import { aliasArn, apply, bucketArn, keyArn, made, people, person, plan, stranger } from "./state-bucket-fixture";

const bucketPolicy = (): PolicyDocument =>
  documentOf(resourceOf(made(), "aws_s3_bucket_policy", "state_policy")["policy"], {
    "aws_s3_bucket.state.arn": bucketArn,
    "aws_kms_key.state_key.arn": keyArn,
  });
describe("state bucket's policy", () => {
  test("the bucket's policy denies, statement by statement, and names no role as a principal", () => {
    const all = [bucketArn, `${bucketArn}/*`];
    const deny = { Effect: "Deny", Principal: "*" };
    const except = (...arns: string[]) => ({ ArnNotLike: { "aws:PrincipalArn": arns } });
    const named = except(people, apply, plan, iam("root"));
    const keepers = [people, iam("root")];
    expect(bucketPolicy()).toEqual({
      Version: "2012-10-17",
      Statement: [
        { Sid: "EncryptedTransportOnly", ...deny, Action: "s3:*", Resource: all, Condition: { Bool: { "aws:SecureTransport": "false" } } },
        { Sid: "ModernTransportOnly", ...deny, Action: "s3:*", Resource: all, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
        {
          Sid: "ObjectsForNamedRolesOnly",
          ...deny,
          Action: "s3:*",
          Resource: `${bucketArn}/*`,
          Condition: named,
        },
        {
          Sid: "ListsForNamedRolesOnly",
          ...deny,
          Action: ["s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:ListBucketVersions"],
          Resource: bucketArn,
          Condition: named,
        },
        {
          Sid: "SettingsForAdministratorsOnly",
          ...deny,
          Action: [
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
          ],
          Resource: bucketArn,
          Condition: except(...keepers),
        },
        {
          Sid: "VersionsForAdministratorsOnly",
          ...deny,
          Action: ["s3:DeleteObjectVersion", "s3:DeleteObjectVersionTagging", "s3:PutObjectVersionAcl", "s3:PutObjectVersionTagging"],
          Resource: `${bucketArn}/*`,
          Condition: except(...keepers),
        },
        {
          Sid: "PlanWritesLocksOnly",
          ...deny,
          Action: ["s3:DeleteObject*", "s3:PutObject*"],
          NotResource: `${bucketArn}/*.tflock`,
          Condition: { ArnEquals: { "aws:PrincipalArn": plan } },
        },
        {
          Sid: "OwnKeyOnly",
          ...deny,
          Action: "s3:PutObject",
          Resource: `${bucketArn}/*`,
          Condition: {
            Null: { "s3:x-amz-server-side-encryption-aws-kms-key-id": "false" },
            StringNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": [aliasArn, keyArn] },
          },
        },
        {
          Sid: "OwnEncryptionOnly",
          ...deny,
          Action: "s3:PutObject",
          Resource: `${bucketArn}/*`,
          Condition: {
            Null: { "s3:x-amz-server-side-encryption": "false" },
            StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
          },
        },
        {
          Sid: "KeyIsNamed",
          ...deny,
          Action: "s3:PutObject",
          Resource: `${bucketArn}/*`,
          Condition: {
            Null: { "s3:x-amz-server-side-encryption-aws-kms-key-id": "true" },
            StringEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
          },
        },
      ],
    });
  });

  const state = `${bucketArn}/network/terraform.tfstate`;
  const lock = `${state}.tflock`;
  const keyHeader = "s3:x-amz-server-side-encryption-aws-kms-key-id";
  const encryption = { "s3:x-amz-server-side-encryption": "aws:kms" };

  test.each<[string, string, string, string, Record<string, string>, readonly string[]]>([
    ["the plan role reads a state", plan, "s3:GetObject", state, {}, []],
    ["the plan role takes a lock", plan, "s3:PutObject", lock, { ...encryption, [keyHeader]: aliasArn }, []],
    ["the plan role releases a lock", plan, "s3:DeleteObject", lock, {}, []],
    ["the plan role writes a state", plan, "s3:PutObject", state, {}, ["PlanWritesLocksOnly"]],
    ["the plan role deletes a state", plan, "s3:DeleteObject", state, {}, ["PlanWritesLocksOnly"]],
    ["the apply role writes a state", apply, "s3:PutObject", state, { ...encryption, [keyHeader]: keyArn }, []],
    ["the apply role writes under the bucket's default", apply, "s3:PutObject", state, {}, []],
    [
      "the apply role writes under another key",
      apply,
      "s3:PutObject",
      state,
      { ...encryption, [keyHeader]: keyArn.replace("1b1e", "2b2e") },
      ["OwnKeyOnly"],
    ],
    [
      "the apply role writes under S3's key",
      apply,
      "s3:PutObject",
      state,
      { "s3:x-amz-server-side-encryption": "AES256" },
      ["OwnEncryptionOnly"],
    ],
    ["the apply role lets S3 choose the key", apply, "s3:PutObject", state, encryption, ["KeyIsNamed"]],
    ["the apply role deletes an old version", apply, "s3:DeleteObjectVersion", state, {}, ["VersionsForAdministratorsOnly"]],
    ["the apply role suspends versioning", apply, "s3:PutBucketVersioning", bucketArn, {}, ["SettingsForAdministratorsOnly"]],
    ["the apply role changes the policy", apply, "s3:PutBucketPolicy", bucketArn, {}, ["SettingsForAdministratorsOnly"]],
    ["the apply role reads the settings", apply, "s3:GetBucketPolicy", bucketArn, {}, []],
    ["a person changes the policy", person, "s3:PutBucketPolicy", bucketArn, {}, []],
    ["a person purges an old version", person, "s3:DeleteObjectVersion", state, {}, []],
    ["the root user changes the policy", iam("root"), "s3:PutBucketPolicy", bucketArn, {}, []],
    ["a stranger reads a state", stranger, "s3:GetObject", state, {}, ["ObjectsForNamedRolesOnly"]],
    ["a stranger lists states", stranger, "s3:ListBucket", bucketArn, {}, ["ListsForNamedRolesOnly"]],
    ["an auditor reads the settings", stranger, "s3:GetBucketVersioning", bucketArn, {}, []],
    ["a person comes without encryption", person, "s3:GetObject", state, { "aws:SecureTransport": "false" }, ["EncryptedTransportOnly"]],
    ["a person comes with an old protocol", person, "s3:GetObject", state, { "s3:TlsVersion": "1.1" }, ["ModernTransportOnly"]],
  ])("%s", (_, principal, action, resource, context, denials) => {
    const whole = { "aws:PrincipalArn": principal, "aws:SecureTransport": "true", "s3:TlsVersion": "1.3", ...context };
    expect(applying([bucketPolicy()], { action, resource, principal, context: whole }, "Deny")).toEqual(denials);
  });

  test("a service of AWS, which has no role, reads no state", () => {
    const request = { action: "s3:GetObject", resource: state, principal: "logging.s3.amazonaws.com", context: {} };
    expect(applying([bucketPolicy()], request, "Deny")).toContain("ObjectsForNamedRolesOnly");
  });
});
