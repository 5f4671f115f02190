import { AwsNetwork } from "../../modules/aws/network/network";
import { addressPlan, availabilityZonesUsed } from "../../modules/core/addressing";
import { offer, readContract } from "../../modules/core/contracts";
import type { LayerBuilder, Place } from "../place";
import { has } from "../tables";
import { keysContract, networkContract } from "./contracts";
import { nameWords } from "../names";
import { partitionOf, roleArn } from "./names";
import { awsProvider } from "./provider";
import { flowLogRole } from "./roles";

/**
 * Services that the layers call from inside: each an interface endpoint, so that no call to AWS leaves the network.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html, read 2026-11-23.
 */
const endpointServices = {
  foundation: [
    "ec2",
    "ecr.api",
    "ecr.dkr",
    "eks",
    "eks-auth",
    "elasticloadbalancing",
    "kms",
    "logs",
    "secretsmanager",
    "sns",
    "sqs",
    "sts",
  ],
  growth: ["autoscaling", "events", "monitoring", "ssm"],
} as const;

const endpointsOf = (place: Place): readonly string[] =>
  has(place.phase, "nat", "per-availability-zone")
    ? [...endpointServices.foundation, ...endpointServices.growth]
    : endpointServices.foundation;

/** Days that flow logs are kept, by size: an audit asks for a year of a large environment. */
const flowLogDays = { small: 30, medium: 90, large: 400 } as const;

/** The site's network: five zones in three availability zones, and the flows between them. */
export const networkLayer: LayerBuilder = {
  contract: networkContract,
  reads: [keysContract],
  build: (stack, place) => {
    awsProvider(stack, place);
    const keys = readContract(stack, keysContract, place.source("keys"));
    const addresses = addressPlan(place.site.description.addressBlock);
    const network = new AwsNetwork(stack, "network", {
      name: nameWords(place).join("-"),
      cidr: addresses.network,
      podCidr: addresses.pods,
      partition: partitionOf(place),
      region: place.site.region.code,
      accountId: place.account,
      availabilityZones: place.site.region.availabilityZones.value.slice(0, availabilityZonesUsed),
      natGateways: has(place.phase, "nat", "per-availability-zone") ? "per-availability-zone" : "single",
      flows: place.flows,
      interfaceEndpoints: endpointsOf(place),
      flowLogKmsKeyArn: keys.logsKeyArn,
      flowLogRetentionDays: flowLogDays[place.size],
      flowLogRoleArn: roleArn(place, flowLogRole),
    });
    offer(stack, networkContract, {
      vpcId: network.vpcId,
      publicSubnetIds: network.subnetIds.public,
      apiSubnetIds: network.subnetIds.api,
      meshSubnetIds: network.subnetIds.mesh,
      dataSubnetIds: network.subnetIds.data,
      vaultSubnetIds: network.subnetIds.vault,
      podSubnetIds: network.podSubnetIds,
      apiSecurityGroupId: network.securityGroupIds.api,
      meshSecurityGroupId: network.securityGroupIds.mesh,
      dataSecurityGroupId: network.securityGroupIds.data,
      vaultSecurityGroupId: network.securityGroupIds.vault,
    });
  },
};
