import type { ObjectValue } from "../../../tools/protocol/values";
import { elsewhere, thing, type PlantedCase } from "./planted";

const vpc = thing("aws_vpc", "vpc-1", { cidr_block: "10.0.0.0/16" });
const otherVpc = thing("aws_vpc", "vpc-2", { cidr_block: "10.0.128.0/17" });
const apartVpc = thing("aws_vpc", "vpc-3", { cidr_block: "10.3.0.0/16" });
const pods = thing("aws_vpc_ipv4_cidr_block_association", "vpc-cidr-1", { vpc_id: "vpc-1", cidr_block: "100.64.0.0/18" });

const subnet = (id: string, values: ObjectValue = {}) =>
  thing("aws_subnet", id, { vpc_id: "vpc-1", cidr_block: "10.0.1.0/24", availability_zone: "eu-central-1a", ...values });

const second = (id: string, cidr: string) => thing("aws_vpc_ipv4_cidr_block_association", id, { vpc_id: "vpc-1", cidr_block: cidr });
const create = (object: ReturnType<typeof thing>) => ({ create: object });

const ranges: readonly PlantedCase[] = [
  {
    rule: "vpc-range-size",
    code: "InvalidVpc.Range",
    asked: create(thing("aws_vpc", "vpc-9", { cidr_block: "10.0.0.0/15" })),
    allowed: { asked: create(thing("aws_vpc", "vpc-9", { cidr_block: "10.0.0.0/16" })) },
  },
  {
    rule: "vpc-range-size",
    code: "InvalidVpc.Range",
    standing: [vpc],
    asked: create(second("vpc-cidr-9", "100.64.0.0/29")),
    allowed: { asked: create(second("vpc-cidr-9", "100.64.0.0/28")) },
  },
  {
    rule: "subnet-range-size",
    code: "InvalidSubnet.Range",
    standing: [vpc],
    asked: create(subnet("subnet-9", { cidr_block: "10.0.0.0/29" })),
    allowed: { asked: create(subnet("subnet-9", { cidr_block: "10.0.0.0/28" })) },
  },
  {
    rule: "subnet-inside-vpc",
    code: "InvalidSubnet.Range",
    standing: [vpc],
    asked: create(subnet("subnet-9", { cidr_block: "10.1.0.0/24" })),
    other: "vpc-1",
    allowed: { asked: create(subnet("subnet-9")) },
  },
  {
    rule: "subnet-inside-vpc",
    code: "InvalidSubnet.Range",
    standing: [vpc],
    asked: create(subnet("subnet-9", { cidr_block: "100.64.0.0/20" })),
    other: "vpc-1",
    allowed: { standing: [vpc, pods] },
  },
  {
    rule: "subnet-overlap",
    code: "InvalidSubnet.Conflict",
    standing: [vpc, subnet("subnet-1", { cidr_block: "10.0.0.0/23" })],
    asked: create(subnet("subnet-9")),
    other: "subnet-1",
    allowed: { standing: [vpc, subnet("subnet-1", { cidr_block: "10.0.2.0/24" }), subnet("subnet-2", { vpc_id: "vpc-2" })] },
  },
  {
    rule: "vpc-range-overlap",
    code: "InvalidVpc.Range",
    standing: [vpc, pods],
    asked: create(second("vpc-cidr-9", "100.64.16.0/20")),
    other: "vpc-cidr-1",
    allowed: { asked: create(second("vpc-cidr-9", "100.64.64.0/20")) },
  },
  {
    rule: "vpc-range-restricted",
    code: "InvalidVpc.Range",
    standing: [vpc],
    asked: create(second("vpc-cidr-9", "172.16.0.0/16")),
    other: "vpc-1",
    allowed: { asked: create(second("vpc-cidr-9", "10.7.0.0/16")) },
  },
  {
    rule: "vpc-range-in-use",
    code: "InvalidCidrBlock.InUse",
    standing: [vpc, subnet("subnet-1", { cidr_block: "100.64.0.0/20" })],
    asked: { remove: pods },
    other: "subnet-1",
    allowed: { standing: [vpc, subnet("subnet-1")] },
  },
  {
    rule: "peering-overlap",
    code: "failed",
    standing: [vpc, otherVpc, apartVpc],
    asked: create(thing("aws_vpc_peering_connection", "pcx-9", { vpc_id: "vpc-1", peer_vpc_id: "vpc-2" })),
    other: "vpc-2",
    allowed: { asked: create(thing("aws_vpc_peering_connection", "pcx-9", { vpc_id: "vpc-1", peer_vpc_id: "vpc-3" })) },
  },
  {
    rule: "internet-gateway-mapped-addresses",
    code: "DependencyViolation",
    standing: [vpc, subnet("subnet-1"), thing("aws_nat_gateway", "nat-1", { subnet_id: "subnet-1", connectivity_type: "public" })],
    asked: { remove: thing("aws_internet_gateway", "igw-9", { vpc_id: "vpc-1" }) },
    other: "nat-1",
    allowed: {
      standing: [vpc, subnet("subnet-1"), thing("aws_nat_gateway", "nat-1", { subnet_id: "subnet-1", connectivity_type: "private" })],
    },
  },
];

const groupRule = (id: string, values: ObjectValue = {}, type = "aws_vpc_security_group_ingress_rule") =>
  thing(type, id, { security_group_id: "sg-1", ip_protocol: "tcp", from_port: 443, to_port: 443, cidr_ipv4: "10.0.0.0/16", ...values });

const aclRule = (id: string, values: ObjectValue = {}) =>
  thing("aws_network_acl_rule", id, { network_acl_id: "acl-1", rule_number: 100, egress: false, ...values });

const route = (id: string, values: ObjectValue = {}) =>
  thing("aws_route", id, { route_table_id: "rtb-1", destination_cidr_block: "0.0.0.0/0", ...values });

const endpoint = (id: string, values: ObjectValue = {}) =>
  thing("aws_vpc_endpoint", id, {
    vpc_id: "vpc-1",
    service_name: "com.amazonaws.eu-central-1.ecr.api",
    vpc_endpoint_type: "Interface",
    private_dns_enabled: true,
    ...values,
  });

const gatewayEndpoint = (id: string, tables: readonly string[]) =>
  endpoint(id, { vpc_endpoint_type: "Gateway", private_dns_enabled: false, route_table_ids: tables });

const duplicates: readonly PlantedCase[] = [
  {
    rule: "security-group-rule-twice",
    code: "InvalidPermission.Duplicate",
    standing: [groupRule("sgr-1")],
    asked: create(groupRule("sgr-9")),
    other: "sgr-1",
    allowed: { asked: create(groupRule("sgr-9", {}, "aws_vpc_security_group_egress_rule")) },
  },
  {
    rule: "security-group-rule-twice",
    code: "InvalidPermission.Duplicate",
    standing: [groupRule("sgr-1")],
    asked: create(
      thing("aws_security_group_rule", "sgrule-9", {
        type: "ingress",
        security_group_id: "sg-1",
        protocol: "6",
        from_port: 443,
        to_port: 443,
        cidr_blocks: ["192.168.0.0/16", "10.0.0.0/16"],
      }),
    ),
    other: "sgr-1",
    allowed: { standing: [groupRule("sgr-1", { to_port: 8443 })] },
  },
  {
    rule: "network-acl-rule-number-twice",
    code: "NetworkAclEntryAlreadyExists",
    standing: [aclRule("nacl-1")],
    asked: create(aclRule("nacl-9", { cidr_block: "10.0.0.0/16" })),
    other: "nacl-1",
    allowed: { asked: create(aclRule("nacl-9", { egress: true })) },
  },
  {
    rule: "network-acl-rule-number-twice",
    code: "NetworkAclEntryAlreadyExists",
    standing: [thing("aws_network_acl", "acl-1", { ingress: [{ rule_no: 100 }] })],
    asked: create(aclRule("nacl-9")),
    other: "acl-1",
    allowed: { asked: create(aclRule("nacl-9", { rule_number: 110 })) },
  },
  {
    rule: "route-twice",
    code: "RouteAlreadyExists",
    standing: [route("r-1")],
    asked: create(route("r-9", { nat_gateway_id: "nat-1" })),
    other: "r-1",
    allowed: { asked: create(route("r-9", { route_table_id: "rtb-2" })) },
  },
  {
    rule: "route-twice",
    code: "RouteAlreadyExists",
    standing: [thing("aws_route_table", "rtb-1", { route: [{ cidr_block: "0.0.0.0/0" }] })],
    asked: create(route("r-9")),
    other: "rtb-1",
    allowed: { asked: create(route("r-9", { destination_cidr_block: "10.9.0.0/16" })) },
  },
  {
    rule: "endpoint-private-name-twice",
    code: "InvalidParameter",
    standing: [endpoint("vpce-1")],
    asked: create(endpoint("vpce-9")),
    other: "vpce-1",
    allowed: { asked: create(endpoint("vpce-9", { private_dns_enabled: false })) },
  },
  {
    rule: "gateway-endpoint-route-twice",
    code: "RouteAlreadyExists",
    standing: [gatewayEndpoint("vpce-1", ["rtb-1", "rtb-2"])],
    asked: create(gatewayEndpoint("vpce-9", ["rtb-2"])),
    other: "vpce-1",
    allowed: { asked: create(gatewayEndpoint("vpce-9", ["rtb-3"])) },
  },
  {
    rule: "managed-twice",
    code: "OverwritesSilently",
    standing: [thing("aws_s3_bucket_policy", "bucket-1", { bucket: "bucket-1" })],
    asked: create({ ...thing("aws_s3_bucket_policy", "bucket-1", { bucket: "bucket-1" }), stack: "another-stack" }),
    other: "bucket-1",
    allowed: { asked: create({ ...thing("aws_s3_bucket_policy", "bucket-1"), scope: elsewhere }) },
  },
];

const inVpc = (type: string, id: string, vpcId: string, values: ObjectValue = {}) => thing(type, id, { vpc_id: vpcId, ...values });
const near = subnet("subnet-1");
const far = subnet("subnet-2", { vpc_id: "vpc-2" });
const nearGroup = inVpc("aws_security_group", "sg-1", "vpc-1");
const farGroup = inVpc("aws_security_group", "sg-2", "vpc-2");

/** Each type with what it joins: first the near things, then one of another network in the last argument's place. */
const joined = (
  type: string,
  code: string,
  values: ObjectValue,
  path: string,
  [wrong, right]: readonly [string, string],
  block?: string,
): PlantedCase => {
  const joining = (id: string): ObjectValue => {
    const own = { ...values, [path]: path === "subnet_mapping" ? [{ subnet_id: id }] : path.endsWith("s") ? [id] : id };
    return block === undefined ? own : { [block]: [own] };
  };
  return {
    rule: `same-network:${type}`,
    code,
    standing: [vpc, otherVpc, near, subnet("subnet-3", { cidr_block: "10.0.2.0/24" }), far, nearGroup, farGroup, ...neighbours],
    asked: create(thing(type, "joining-9", joining(wrong))),
    other: wrong,
    allowed: { asked: create(thing(type, "joining-9", joining(right))) },
  };
};

const neighbours = [
  inVpc("aws_route_table", "rtb-1", "vpc-1"),
  inVpc("aws_internet_gateway", "igw-1", "vpc-1"),
  inVpc("aws_internet_gateway", "igw-2", "vpc-2"),
  thing("aws_db_subnet_group", "group-1", { name: "group-1", subnet_ids: ["subnet-1"] }),
  thing("aws_elasticache_subnet_group", "cache-1", { name: "cache-1", subnet_ids: ["subnet-1"] }),
  thing("aws_eks_cluster", "cluster-1", { name: "cluster-1", vpc_config: [{ subnet_ids: ["subnet-1"] }] }),
];

const subnets = ["subnet-2", "subnet-3"] as const;
const groups = ["sg-2", "sg-1"] as const;
const nearSubnets = { subnet_ids: ["subnet-1"] };

const sameNetwork: readonly PlantedCase[] = [
  joined("aws_route_table_association", "InvalidParameterValue", { route_table_id: "rtb-1" }, "subnet_id", ["subnet-2", "subnet-1"]),
  joined("aws_route", "InvalidParameterValue", { route_table_id: "rtb-1", destination_cidr_block: "0.0.0.0/0" }, "gateway_id", [
    "igw-2",
    "igw-1",
  ]),
  joined("aws_network_acl", "InvalidParameterValue", { vpc_id: "vpc-1" }, "subnet_ids", subnets),
  joined("aws_vpc_endpoint", "InvalidParameter", { vpc_id: "vpc-1" }, "security_group_ids", groups),
  joined(
    "aws_vpc_security_group_ingress_rule",
    "InvalidGroup.NotFound",
    { security_group_id: "sg-1" },
    "referenced_security_group_id",
    groups,
  ),
  joined(
    "aws_vpc_security_group_egress_rule",
    "InvalidGroup.NotFound",
    { security_group_id: "sg-1" },
    "referenced_security_group_id",
    groups,
  ),
  joined("aws_instance", "InvalidParameter", { subnet_id: "subnet-1" }, "vpc_security_group_ids", groups),
  joined("aws_network_interface", "InvalidParameter", { subnet_id: "subnet-1" }, "security_groups", groups),
  joined("aws_ec2_transit_gateway_vpc_attachment", "InvalidParameterValue", { vpc_id: "vpc-1" }, "subnet_ids", subnets),
  joined("aws_lb", "InvalidConfigurationRequest", { subnets: ["subnet-1"] }, "security_groups", groups),
  joined("aws_eks_cluster", "InvalidParameterException", nearSubnets, "security_group_ids", groups, "vpc_config"),
  joined("aws_eks_node_group", "InvalidParameterException", { cluster_name: "cluster-1" }, "subnet_ids", subnets),
  joined("aws_db_instance", "InvalidParameterCombination", { db_subnet_group_name: "group-1" }, "vpc_security_group_ids", groups),
  joined("aws_rds_cluster", "InvalidParameterCombination", { db_subnet_group_name: "group-1" }, "vpc_security_group_ids", groups),
  joined("aws_elasticache_replication_group", "InvalidParameterValue", { subnet_group_name: "cache-1" }, "security_group_ids", groups),
  joined("aws_msk_cluster", "BadRequestException", { client_subnets: ["subnet-1"] }, "security_groups", groups, "broker_node_group_info"),
  joined("aws_lambda_function", "InvalidParameterValueException", nearSubnets, "security_group_ids", groups, "vpc_config"),
  joined("aws_efs_mount_target", "SecurityGroupNotFound", { subnet_id: "subnet-1" }, "security_groups", groups),
  joined("aws_apigatewayv2_vpc_link", "BadRequestException", nearSubnets, "security_group_ids", groups),
  joined("aws_networkfirewall_firewall", "InvalidRequestException", { vpc_id: "vpc-1" }, "subnet_mapping", subnets),
  ...["aws_db_subnet_group", "aws_elasticache_subnet_group", "aws_redshift_subnet_group"].map((type): PlantedCase => ({
    rule: `same-network:${type}`,
    code: "InvalidSubnet",
    standing: [near, far, subnet("subnet-3", { cidr_block: "10.0.2.0/24" })],
    asked: create(thing(type, "joining-9", { subnet_ids: ["subnet-1", "subnet-2"] })),
    other: "subnet-2",
    allowed: { asked: create(thing(type, "joining-9", { subnet_ids: ["subnet-1", "subnet-3"] })) },
  })),
  {
    rule: "same-network:aws_vpc_security_group_ingress_rule",
    code: "InvalidGroup.NotFound",
    standing: [nearGroup, farGroup],
    asked: create(
      thing("aws_vpc_security_group_ingress_rule", "sgr-9", { security_group_id: "sg-1", referenced_security_group_id: "sg-2" }),
    ),
    other: "sg-2",
    allowed: { standing: [nearGroup, farGroup, thing("aws_vpc_peering_connection", "pcx-1", { vpc_id: "vpc-2", peer_vpc_id: "vpc-1" })] },
  },
];

/** Cases of the rules about ranges, duplicates and what belongs to one network. */
export const networkCases: readonly PlantedCase[] = [...ranges, ...duplicates, ...sameNetwork];
