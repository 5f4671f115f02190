import { exampleFlows, exampleWayOut } from "../../core/flows";
import { publish } from "../../core/published";
import { AwsNetwork } from "./network";
import { awsNetworkRules, together, type AwsNetworkProps } from "./network-props";

const basic = {
  name: "orders",
  cidr: "10.7.0.0/17",
  region: "eu-central-1",
  accountId: "111122223333",
  flowLogKmsKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  flowLogRoleArn: "arn:aws:iam::111122223333:role/flow-logs",
};

/** The network as a Terraform module: with or without ways out to the internet. */
export const awsNetworkModule = publish<AwsNetworkProps>({
  name: "aws-network",
  construct: AwsNetwork,
  rules: awsNetworkRules,
  together,
  shapes: {
    "": {
      summary: "A network of zones without a way out: what it needs of AWS it reaches by private endpoints.",
      fixed: { availabilityZones: ["a", "b", "c"], flows: exampleFlows, interfaceEndpoints: ["ecr.api", "ecr.dkr", "kms", "logs", "sts"] },
      basic,
      complete: { partition: "aws", flowLogRetentionDays: 180 },
    },
    resilient: {
      summary: "A network of zones with a NAT gateway in each availability zone, and ranges for pods.",
      fixed: { availabilityZones: ["a", "b", "c"], flows: [...exampleFlows, exampleWayOut], natGateways: "per-availability-zone" },
      takes: ["podCidr"],
      basic: { ...basic, podCidr: "100.64.0.0/18" },
      complete: { partition: "aws", flowLogRetentionDays: 180 },
    },
  },
});
