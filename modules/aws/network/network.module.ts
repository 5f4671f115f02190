import { publish } from "../../core/published";
import { AwsNetwork } from "./network";
import { awsNetworkRules, type AwsNetworkProps } from "./network-props";

const flows = [
  { from: "internet", to: "public", protocol: "tcp", ports: [443, 443], purpose: "visitors" },
  { from: "public", to: "api", protocol: "tcp", ports: [8443, 8443], purpose: "requests" },
  { from: "api", to: "data", protocol: "tcp", ports: [5432, 5432], purpose: "database" },
] as const;
const out = { from: "api", to: "internet", protocol: "tcp", ports: [443, 443], purpose: "partners" } as const;
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
  shapes: {
    "": {
      summary: "A network of zones without a way out: what it needs of AWS it reaches by private endpoints.",
      fixed: { availabilityZones: ["a", "b", "c"], flows, interfaceEndpoints: ["ecr.api", "ecr.dkr", "kms", "logs", "sts"] },
      basic,
      complete: { partition: "aws", flowLogRetentionDays: 180 },
    },
    resilient: {
      summary: "A network of zones with a NAT gateway in each availability zone, and ranges for pods.",
      fixed: { availabilityZones: ["a", "b", "c"], flows: [...flows, out], natGateways: "per-availability-zone" },
      takes: ["podCidr"],
      basic: { ...basic, podCidr: "100.64.0.0/18" },
      complete: { partition: "aws", flowLogRetentionDays: 180 },
    },
  },
});
