import { publish } from "../../core/published";
import { AwsCiAccess, rules, together, type AwsCiAccessProps } from "./ci-access";

const services = "acm dynamodb ec2 ecr eks elasticloadbalancing events kms logs rds s3 secretsmanager sns sqs".split(" ");

/** CI's access as a Terraform module. */
export const awsCiAccessModule = publish<AwsCiAccessProps>({
  name: "aws-ci-access",
  construct: AwsCiAccess,
  rules,
  together,
  shapes: {
    "": {
      summary: "Roles with which jobs of GitHub plan and apply, for an account with networks, clusters and stores.",
      fixed: {
        services,
      },
      takes: ["publicBucketNames"],
      basic: {
        repository: "example/orders",
        planEnvironment: "test-plan",
        applyEnvironment: "test-apply",
        accountId: "111122223333",
        planRoleName: "orders-terraform-plan",
        applyRoleName: "orders-terraform-apply",
        managedNamePrefix: "orders-",
        permissionBoundaryArn: "arn:aws:iam::111122223333:policy/orders-boundary",
        stateBucketNames: ["orders-eu-central-1-state"],
        stateKeyAliases: ["orders/state"],
        publicBucketNames: ["orders-eu-central-1-trust"],
      },
      complete: { partition: "aws" },
    },
  },
});
