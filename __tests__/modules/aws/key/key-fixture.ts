import { AwsKey, type AwsKeyProps } from "../../../../modules/aws/key/key";
import { account, documentOf, iam, resourceOf, synthesized } from "../policy-document/aws-fixture";
import type { PolicyDocument } from "../policy-document/policy-evaluator";

export const administrator = iam("role/terraform-apply");
export const user = iam("role/orders");
export const encrypter = "arn:aws:iam::444455556666:role/backup";
export const logGroups = `arn:aws:logs:eu-central-1:${account}:log-group:/orders/*`;

export const small: AwsKeyProps = {
  aliasName: "test-eu/data",
  description: "Orders of the test environment",
  dataClass: "sensitive",
  accountId: account,
  administratorArns: [administrator],
};

export const full: AwsKeyProps = {
  ...small,
  userArns: [user],
  encrypterArns: [encrypter],
  services: {
    "flow-logs": {
      principal: "logs.eu-central-1.amazonaws.com",
      conditions: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": logGroups } },
    },
  },
  viaServices: ["rds.eu-central-1.amazonaws.com", "dynamodb.eu-central-1.amazonaws.com"],
  viaPrincipalArns: [administrator],
  deletionWindowDays: 7,
  rotationPeriodDays: 180,
};

export const keyOf = (props: AwsKeyProps) =>
  resourceOf(
    synthesized((stack) => new AwsKey(stack, "data", props)),
    "aws_kms_key",
    "data",
  );
export const policyOf = (props: AwsKeyProps): PolicyDocument => documentOf(keyOf(props)["policy"]);
