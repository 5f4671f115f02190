import { parseCidr, availabilityZonesUsed, cidrsOverlap } from "../../core/addressing";
import { accountId, arn, cidr, listOf, oneOf, oneOfNumbers, text } from "../../core/checks";
import type { Problem } from "../../core/errors";
import { wellFormedFlows, type PurposeForm } from "../../core/flow-checks";
import type { Flow } from "../../core/flows";
import { holdsToken, shape, value, type Check, type PropRules, type Shape, type Value } from "../../core/props";
import { logRetentionDays } from "../../core/units";
import { endpointId } from "./endpoints";
import { natGatewayModes, type NatGatewayMode } from "./route-rows";
import { gatewayServices, type GatewayService } from "./security-group-rows";
import { rangesApart, type Together } from "../../core/together";

/** What an {@link AwsNetwork} is made with. */
export interface AwsNetworkProps {
  /**
   * Prefix of the names of all its parts: kebab-case, 2 to 128 characters. A change renames tags in place, and replaces
   * the security groups and the log group, whose names are physical.
   */
  readonly name: Value<string>;
  /** The network's range: a /17 of the address plan. A change replaces every subnet. */
  readonly cidr: Value<string>;
  /**
   * The pods' range: a /18 of the address plan. Whether it is given is fixed when synthesized. Adding it adds subnets;
   * a change replaces them. @default - no subnets for pods
   */
  readonly podCidr?: Value<string>;
  /** The partition of the account. @default "aws" */
  readonly partition?: Value<string>;
  /** The region's code, for example `eu-central-1`. A change replaces everything. */
  readonly region: Value<string>;
  /** The twelve-digit account whose principals and resources the endpoints serve. A change rewrites their policies. */
  readonly accountId: Value<string>;
  /**
   * Exactly three different availability zones, by name (`eu-central-1a`) or, where the region is known only later, by
   * letter (`a`). Their order gives them their slots in the address plan: a change replaces the subnets of each zone
   * that moves.
   */
  readonly availabilityZones: Shape<readonly string[]>;
  /**
   * How private zones reach the internet. Each NAT gateway costs by the hour and by the gigabyte: `single` is one, and
   * losing its availability zone cuts all three off; `per-availability-zone` is three. Adding gateways changes routes in
   * place; removing them cuts the connections that pass them. @default "none"
   */
  readonly natGateways?: Shape<NatGatewayMode>;
  /** What may speak to what; everything else is refused. A change adds and removes rules of security groups and network ACLs. */
  readonly flows: Shape<readonly Flow[]>;
  /** Services reached through a gateway endpoint, which costs nothing. @default ["dynamodb", "s3"] */
  readonly gatewayEndpoints?: Shape<readonly GatewayService[]>;
  /**
   * Services reached through an interface endpoint, by the word that stands after the region in the endpoint's service
   * name, for example `ecr.api`. Each must take an endpoint policy, and costs by the hour in each of three availability zones.
   * @default - none
   */
  readonly interfaceEndpoints?: Shape<readonly string[]>;
  /** ARN of the KMS key that encrypts the flow logs; its policy has to let CloudWatch Logs use it. A change is made in place. */
  readonly flowLogKmsKeyArn: Value<string>;
  /** Days that flow logs are kept, one of those that CloudWatch Logs offers; storage costs by the gigabyte. @default 90 */
  readonly flowLogRetentionDays?: Value<number>;
  /** ARN of the role with which flow logs are written; made in the account layer. A change replaces the flow log. */
  readonly flowLogRoleArn: Value<string>;
}

const threeAvailabilityZones: Check<readonly string[]> = (names) => {
  const form = listOf(
    text(/^([a-z]{2,}(-[a-z]+)+-\d+)?[a-z]$/, "an availability zone's name or letter"),
    availabilityZonesUsed,
    availabilityZonesUsed,
  )(names);
  const letters = new Set(names.map((name) => name.slice(-1)));
  return form ?? (letters.size === names.length ? undefined : { must: "end in different letters", fix: "name three availability zones" });
};

const interfaceServices: Check<readonly string[]> = (services) => {
  const form = listOf(text(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/, "a service word such as 'ecr.api'", 2, 63), 0, 50)(services);
  if (form !== undefined) return form;
  const gateway = services.find((service) => gatewayServices.some((one) => one === service));
  if (gateway !== undefined)
    return { must: "not name S3 or DynamoDB", fix: "name it in 'gatewayEndpoints', which costs nothing", got: gateway };
  const ids = services.map(endpointId);
  const twice = services.find((service, index) => ids.indexOf(endpointId(service)) !== index);
  return twice === undefined ? undefined : { must: "name each service once", fix: "remove one of the two", got: twice };
};

/**
 * What EC2 takes in the description of a security group's rule, without the characters that begin a Terraform template
 * (Amazon EC2 API Reference, AuthorizeSecurityGroupIngress; read 2026-11).
 */
const purposeForm: PurposeForm = {
  pattern: /^[\w .:/()#,@[\]+=&;!*-]{1,200}$/,
  form: "1 to 200 letters, digits, spaces or ._-:/()#,@[]+=&;!*, which EC2 takes in a description",
};

/** One row a prop. */
export const awsNetworkRules: PropRules<AwsNetworkProps> = {
  // EC2 takes no security group whose name begins with "sg-" (Amazon EC2 API Reference, CreateSecurityGroup; read 2026-11).
  name: value(text(/^(?!sg-)[a-z][a-z0-9-]*[a-z0-9]$/, "kebab-case, not beginning with 'sg-'", 2, 128)),
  cidr: value(cidr(17, 17)),
  podCidr: value(cidr(18, 18)),
  // In other partitions the service names of endpoints begin with other words.
  partition: value(oneOf(["aws", "aws-us-gov"])),
  region: value(text(/^[a-z]{2,}(-[a-z]+)+-\d+$/, "a region's code", 8, 32)),
  accountId: value(accountId),
  availabilityZones: shape(threeAvailabilityZones),
  natGateways: shape(oneOf(natGatewayModes)),
  flows: shape(wellFormedFlows(purposeForm)),
  gatewayEndpoints: shape(listOf(oneOf(gatewayServices), 0, gatewayServices.length)),
  interfaceEndpoints: shape(interfaceServices),
  flowLogKmsKeyArn: value(arn("kms")),
  flowLogRetentionDays: value(oneOfNumbers(logRetentionDays, "days")),
  flowLogRoleArn: value(arn("iam")),
};

/** What is wrong between props, each of which is right alone. */
export const crossedProps = (place: string, { cidr: range, podCidr, region, availabilityZones }: AwsNetworkProps): Problem[] => {
  const problems: Problem[] = [];
  const foreign = holdsToken(region) ? undefined : availabilityZones.find((name) => name.length > 1 && name.slice(0, -1) !== region);
  if (foreign !== undefined) {
    problems.push({
      code: "BadProp",
      place,
      rule: `'availabilityZones' must lie in the region '${region}'`,
      value: foreign,
      fix: "name the region's own availability zones",
    });
  }
  const ranges = [range, podCidr ?? ""].map((one) => (holdsToken(one) ? undefined : parseCidr(one)));
  if (ranges[0] !== undefined && ranges[1] !== undefined && cidrsOverlap(ranges[0], ranges[1])) {
    problems.push({
      code: "AddressOverlap",
      place,
      rule: `'podCidr' must not share addresses with 'cidr' (${range})`,
      value: podCidr,
      fix: "take it from the address plan",
    });
  }
  return problems;
};

/** The same between variables of a module. */
export const together: readonly Together[] = [rangesApart("podCidr", "cidr", "not share addresses with cidr")];
