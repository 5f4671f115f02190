import { AwsCiAccess, type AwsCiAccessProps } from "../../../../modules/aws/ci-access/ci-access";
import type { TerraformJson } from "../../../../modules/core/output-guards";
import { account, iam, synthesized } from "../policy-document/aws-fixture";

/** What the layers of a whole estate administer. */
export const services = (
  "access-analyzer account acm apigateway application-autoscaling aps autoscaling backup backup-storage budgets ce cloudfront " +
  "cloudhsm cloudtrail cloudwatch codebuild config dms dynamodb ec2 ecr eks elasticache elasticloadbalancing events fis grafana " +
  "guardduty inspector2 kafka kms lambda logs macie2 network-firewall pipes ram rds resiliencehub route53 route53resolver s3 " +
  "scheduler secretsmanager securityhub signer sns sqs ssm synthetics wafv2 xray"
).split(" ");

/** The boundary of the account's roles. */
export const boundary = iam("policy/meetbarter-test-eu-boundary");
/** Props that are right. */
export const props: AwsCiAccessProps = {
  repository: "meetbarter/infrastructure",
  planEnvironment: "test-plan",
  applyEnvironment: "test-apply",
  accountId: account,
  planRoleName: "meetbarter-test-eu-terraform-plan",
  applyRoleName: "meetbarter-test-eu-terraform-apply",
  managedNamePrefix: "meetbarter-test-eu-",
  permissionBoundaryArn: boundary,
  services,
  stateBucketNames: ["meetbarter-test-eu-eu-central-1-state", "meetbarter-test-eu-eu-west-1-state"],
  stateKeyAliases: ["meetbarter-test-eu/state"],
  publicBucketNames: ["meetbarter-test-eu-eu-central-1-gateway-trust"],
};

/** What they make. */
export const made: TerraformJson = synthesized((stack) => new AwsCiAccess(stack, "ci", props));
