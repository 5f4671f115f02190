import { publish } from "../../core/published";
import { AwsStateBucket, rules, type AwsStateBucketProps } from "./state-bucket";

/** The bucket of Terraform's states as a Terraform module. */
export const awsStateBucketModule = publish<AwsStateBucketProps>({
  name: "aws-state-bucket",
  construct: AwsStateBucket,
  rules,
  shapes: {
    "": {
      summary: "A bucket for states of Terraform, with its key.",
      basic: {
        bucketName: "orders-eu-central-1-state",
        aliasName: "orders/state",
        accountId: "111122223333",
        region: "eu-central-1",
        planRoleArn: "arn:aws:iam::111122223333:role/terraform-plan",
        applyRoleArn: "arn:aws:iam::111122223333:role/terraform-apply",
        administratorArns: ["arn:aws:iam::111122223333:role/operators"],
      },
      complete: { partition: "aws", dataClass: "vault", noncurrentVersionDays: 730, deletionWindowDays: 14 },
    },
  },
});
