import { TerraformOutput } from "cdktf";
import { AwsStateBucket, type AwsStateBucketProps } from "../../../../modules/aws/state-bucket/state-bucket";
import { account, iam, synthesized } from "../policy-document/aws-fixture";

export const plan = iam("role/terraform-plan");
export const apply = iam("role/terraform-apply");
export const people = iam("role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Platform_*");
export const person = iam("role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Platform_0123456789abcdef");
export const stranger = iam("role/admin");

export const bucketArn = "arn:aws:s3:::test-eu-state";
export const keyArn = `arn:aws:kms:eu-central-1:${account}:key/6f1c1b1e-0000-4000-8000-000000000001`;
export const aliasArn = `arn:aws:kms:eu-central-1:${account}:alias/test-eu/state`;

export const props: AwsStateBucketProps = {
  bucketName: "test-eu-state",
  aliasName: "test-eu/state",
  accountId: account,
  region: "eu-central-1",
  planRoleArn: plan,
  applyRoleArn: apply,
  administratorArns: [people],
};

export const made = (more: Partial<AwsStateBucketProps> = {}) =>
  synthesized((stack) => {
    const bucket = new AwsStateBucket(stack, "state", { ...props, ...more });
    for (const name of ["bucketName", "bucketArn", "keyArn", "keyAliasArn"] as const) {
      new TerraformOutput(stack, name, { value: bucket[name] });
    }
  });
