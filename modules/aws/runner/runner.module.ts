import { publish } from "../../core/published";
import { AwsRunner, awsRunnerRules, type AwsRunnerProps } from "./runner";

/** The runner as a Terraform module. */
export const awsRunnerModule = publish<AwsRunnerProps>({
  name: "aws-runner",
  construct: AwsRunner,
  rules: awsRunnerRules,
  shapes: {
    "": {
      summary: "A runner of GitHub's jobs inside the network.",
      basic: {
        projectName: "orders-runner",
        repository: "example/orders",
        roleArn: "arn:aws:iam::111122223333:role/runner",
        vpcId: "vpc-0aaa1111bbbb22223",
        subnetIds: ["subnet-0aaa1111bbbb22200", "subnet-0aaa1111bbbb22201"],
        securityGroupIds: ["sg-0aaa1111bbbb22224"],
        credentialArn: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:orders/runner-AbCdEf",
        logsKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
      },
      complete: { logRetentionDays: 180, image: "aws/codebuild/amazonlinux-aarch64-standard:3.0", timeoutMinutes: 30, concurrentJobs: 2 },
    },
  },
});
