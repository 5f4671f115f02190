import type { ObjectValue, Value } from "../../protocol/values";
import { fixedInstant } from "../computed/made";
import {
  chanceHere,
  defaultNetworkAcls,
  defaultSecurityGroups,
  defaultSubnets,
  defaultVpcs,
  inRegion,
  mainRouteTables,
} from "./aws-standing";
import { anything } from "./aws-named";
import { accountOf, regionOf } from "./aws-scope";
import { blocksOf, textOf } from "./config";
import type { DataSourceRequest, Reader } from "./data-source";
import { listReader, reader, type Lookup, type Things } from "./lookup";

/** A thing of EC2, with the words that the provider uses for all of them. */
export const ec2 = (thing: string, of: string | readonly string[], lookup: Omit<Lookup, "of" | "reach" | "missing">): Lookup => ({
  of: typeof of === "string" ? [of] : of,
  reach: "own-region",
  missing: `no matching EC2 ${thing} found`,
  several: `multiple EC2 ${thing}s matched; use additional constraints to reduce matches to a single EC2 ${thing}`,
  ...lookup,
});

/** A flag that selects only where it is true. */
const whereTrue =
  (attribute: string) =>
  (argument: Value, values: ObjectValue): boolean =>
    argument !== true || values[attribute] === true;

const vpc = ec2("VPC", ["aws_vpc", "aws_default_vpc"], {
  by: { id: "id", cidr_block: "cidr_block", dhcp_options_id: "dhcp_options_id", default: whereTrue("default"), state: anything },
  filters: {
    "vpc-id": "id",
    cidr: "cidr_block",
    "cidr-block-association.cidr-block": "cidr_block",
    "is-default": "default",
    isDefault: "default",
  },
  also: { default: false, state: "available" },
  standing: defaultVpcs,
  isKept: true,
  values: (values, request) => ({
    default: values["default"] === true,
    state: request.config["state"] ?? null,
    cidr_block_associations: [
      {
        association_id: `vpc-cidr-assoc-${chanceHere(request, `${textOf(values, "id") ?? ""} range`)}`,
        cidr_block: values["cidr_block"] ?? "",
        state: "associated",
      },
    ],
  }),
});

/** AWS keeps five addresses of each subnet. */
const keptAddresses = 5;

const freeAddresses = (range: string): number => {
  const bits = Number(range.split("/")[1] ?? "");
  return Number.isInteger(bits) ? Math.max(0, 2 ** (32 - bits) - keptAddresses) : 0;
};

const subnet = ec2("Subnet", ["aws_subnet", "aws_default_subnet"], {
  by: {
    id: "id",
    vpc_id: "vpc_id",
    cidr_block: "cidr_block",
    ipv6_cidr_block: "ipv6_cidr_block",
    availability_zone: "availability_zone",
    availability_zone_id: "availability_zone_id",
    default_for_az: whereTrue("default_for_az"),
    state: anything,
  },
  filters: { "subnet-id": "id", cidr: "cidr_block", availabilityZone: "availability_zone", defaultForAz: "default_for_az" },
  also: { default_for_az: false, state: "available" },
  standing: defaultSubnets,
  isKept: true,
  values: (values, request) => ({
    state: "available",
    default_for_az: values["default_for_az"] === true,
    available_ip_address_count: freeAddresses(textOf(values, "cidr_block") ?? "") - gatewaysIn(values, request).length,
  }),
});

/** Each gateway has an address in its subnet; what else has one can't be told from states alone. */
const gatewaysIn = (values: ObjectValue, request: DataSourceRequest): readonly ObjectValue[] =>
  inRegion(request, "aws_nat_gateway").filter((one) => one["subnet_id"] === values["id"]);

const securityGroup = ec2("Security Group", ["aws_security_group", "aws_default_security_group"], {
  by: { id: "id", name: "name", vpc_id: "vpc_id" },
  filters: { "group-id": "id", "group-name": "name" },
  standing: defaultSecurityGroups,
  isKept: true,
});

const internetGateway = ec2("Internet Gateway", "aws_internet_gateway", {
  by: { internet_gateway_id: "id" },
  filters: { "internet-gateway-id": "id", "attachment.vpc-id": "vpc_id", "attachment.state": "state" },
  values: (values) => {
    const attached = textOf(values, "vpc_id") ?? "";
    return {
      internet_gateway_id: values["id"] ?? "",
      attachments: attached === "" ? [] : [{ state: "available", vpc_id: attached }],
    };
  },
});

const natGateway = ec2("NAT Gateway", "aws_nat_gateway", {
  by: { id: "id", subnet_id: "subnet_id", vpc_id: (vpcId, values, request) => vpcOf(values, request) === vpcId, state: anything },
  filters: { "nat-gateway-id": "id" },
  also: { state: "available" },
  values: (values, request) => ({ state: "available", vpc_id: vpcOf(values, request) }),
});

const vpcOf = (values: ObjectValue, request: DataSourceRequest): string => {
  const found = [...inRegion(request, "aws_subnet"), ...defaultSubnets(request)].find(({ id }) => id === values["subnet_id"]);
  return (found && textOf(found, "vpc_id")) ?? "";
};

const eip = ec2("EIP", "aws_eip", {
  by: { id: "id", public_ip: "public_ip" },
  filters: { "allocation-id": "id" },
  values: (values, request) => {
    const gateway = inRegion(request, "aws_nat_gateway").find((one) => one["allocation_id"] === values["id"]);
    return {
      instance_id: values["instance"] ?? "",
      network_interface_id: gateway?.["network_interface_id"] ?? values["network_interface"] ?? "",
      network_interface_owner_id: gateway === undefined ? "" : accountOf(request),
      ...(gateway && {
        association_id: gateway["association_id"] ?? "",
        private_ip: gateway["private_ip"] ?? "",
        private_dns: `ip-${(textOf(gateway, "private_ip") ?? "").replaceAll(".", "-")}.${regionOf(request)}.compute.internal`,
      }),
      ipam_pool_id: null,
    };
  },
});

/** What a route of a table in the world may lead to, by the name that the data source gives it. */
const routeNames = [
  "carrier_gateway_id",
  "cidr_block",
  "core_network_arn",
  "destination_prefix_list_id",
  "egress_only_gateway_id",
  "gateway_id",
  "instance_id",
  "ipv6_cidr_block",
  "local_gateway_id",
  "nat_gateway_id",
  "network_interface_id",
  "transit_gateway_id",
  "vpc_endpoint_id",
  "vpc_peering_connection_id",
] as const;

const routesOf = (values: ObjectValue, request: DataSourceRequest): readonly ObjectValue[] => {
  const own = inRegion(request, "aws_route")
    .filter((route) => route["route_table_id"] === values["id"])
    .map((route): ObjectValue => ({
      ...route,
      cidr_block: route["destination_cidr_block"] ?? "",
      ipv6_cidr_block: route["destination_ipv6_cidr_block"] ?? "",
    }));
  const inside = blocksOf(values, "route");
  // Routes that stand alone show in the table itself once it was read again.
  const alone = own.filter((route) => !inside.some((one) => one["cidr_block"] === route["cidr_block"]));
  return [...inside, ...alone].map((route) => Object.fromEntries(routeNames.map((name) => [name, route[name] ?? ""] as const)));
};

const associationsOf = (values: ObjectValue, request: DataSourceRequest): readonly ObjectValue[] =>
  inRegion(request, "aws_route_table_association")
    .filter((one) => one["route_table_id"] === values["id"])
    .map((one) => ({
      gateway_id: one["gateway_id"] ?? "",
      main: false,
      route_table_association_id: one["id"] ?? "",
      route_table_id: values["id"] ?? "",
      subnet_id: one["subnet_id"] ?? "",
    }));

/** A subnet without an association of its own follows the main table of its network. */
const isTableOf = (subnetId: Value, values: ObjectValue, request: DataSourceRequest): boolean => {
  const own = inRegion(request, "aws_route_table_association").find((one) => one["subnet_id"] === subnetId);
  if (own !== undefined) return own["route_table_id"] === values["id"];
  return values["main"] === true && vpcOf({ subnet_id: subnetId }, request) === values["vpc_id"];
};

const routeTable: Lookup = {
  of: ["aws_route_table", "aws_default_route_table"],
  reach: "own-region",
  by: { route_table_id: "id", vpc_id: "vpc_id", subnet_id: isTableOf, gateway_id: anything },
  filters: { "route-table-id": "id", "association.main": "main" },
  also: { main: false },
  standing: mainRouteTables,
  isKept: true,
  missing: "query returned no results. Please change your search criteria and try again",
  several: "multiple Route Tables matched; use additional constraints to reduce matches to a single Route Table",
  values: (values, request) => ({
    route_table_id: values["id"] ?? "",
    routes: routesOf(values, request),
    associations: associationsOf(values, request),
    subnet_id: request.config["subnet_id"] ?? null,
    gateway_id: request.config["gateway_id"] ?? null,
  }),
};

const vpcEndpoint = ec2("VPC Endpoint", "aws_vpc_endpoint", {
  by: { id: "id", vpc_id: "vpc_id", service_name: "service_name", state: anything },
  filters: { "vpc-endpoint-id": "id" },
});

const networkAcls: Things = {
  of: ["aws_network_acl", "aws_default_network_acl"],
  reach: "own-region",
  by: { vpc_id: "vpc_id" },
  filters: { "network-acl-id": "id" },
  standing: defaultNetworkAcls,
  isKept: true,
};

const instance = ec2("Instance", "aws_instance", {
  by: { instance_id: "id", instance_tags: anything, get_user_data: anything, get_password_data: anything },
  filters: { "instance-id": "id", "instance-state-name": "instance_state" },
  also: { instance_state: "running" },
  several: "Your query returned more than one result. Please try a more specific search criteria.",
});

const byRegion = regionOf;

const ids = { ids: "id" };

/** Data sources of AWS's networks and machines. */
export const networkReaders: Readonly<Record<string, Reader>> = {
  aws_vpc: reader(vpc),
  aws_vpcs: listReader({ one: vpc, lists: ids, id: byRegion }),
  aws_subnet: reader(subnet),
  aws_subnets: listReader({ one: subnet, lists: ids, id: byRegion }),
  aws_security_group: reader(securityGroup),
  aws_security_groups: listReader({ one: securityGroup, lists: { ids: "id", arns: "arn", vpc_ids: "vpc_id" }, id: byRegion }),
  aws_internet_gateway: reader(internetGateway),
  aws_nat_gateway: reader(natGateway),
  aws_nat_gateways: listReader({ one: natGateway, lists: ids, id: byRegion }),
  aws_eip: reader(eip),
  aws_eips: listReader({ one: eip, lists: { allocation_ids: "id", public_ips: "public_ip" }, id: byRegion }),
  aws_route_table: reader(routeTable),
  aws_route_tables: listReader({ one: routeTable, lists: ids, id: byRegion }),
  aws_network_acls: listReader({ one: networkAcls, lists: ids, id: byRegion }),
  aws_vpc_endpoint: reader(vpcEndpoint),
  aws_instance: reader(instance),
  aws_instances: listReader({
    one: { ...instance, by: { instance_tags: anything, instance_state_names: anything } },
    lists: { ids: "id", private_ips: "private_ip", public_ips: "public_ip", ipv6_addresses: "ipv6_addresses" },
    id: byRegion,
  }),
  aws_ebs_volume: reader({
    ...ec2("EBS Volume", "aws_ebs_volume", { by: { most_recent: anything }, filters: { "volume-id": "id", "volume-type": "type" } }),
    missing: "Your query returned no results. Please change your search criteria and try again.",
    values: (values, { config }) => ({
      volume_id: values["id"] ?? "",
      volume_type: values["type"] ?? "",
      most_recent: config["most_recent"] ?? false,
      create_time: values["create_time"] ?? fixedInstant,
    }),
  }),
  aws_network_interface: reader(
    ec2("Network Interface", "aws_network_interface", { by: { id: "id" }, filters: { "network-interface-id": "id" } }),
  ),
  aws_network_interfaces: listReader({
    one: ec2("Network Interface", "aws_network_interface", { by: {}, filters: { "network-interface-id": "id" } }),
    lists: ids,
    id: byRegion,
  }),
  aws_vpc_dhcp_options: reader(
    ec2("DHCP Options Set", ["aws_vpc_dhcp_options", "aws_default_vpc_dhcp_options"], {
      by: { dhcp_options_id: "id" },
      filters: { "dhcp-options-id": "id" },
    }),
  ),
  aws_vpc_peering_connection: reader(
    ec2("VPC Peering Connection", ["aws_vpc_peering_connection", "aws_vpc_peering_connection_accepter"], {
      by: { id: "id", vpc_id: "vpc_id", peer_vpc_id: "peer_vpc_id", peer_owner_id: "peer_owner_id", peer_region: "peer_region" },
      filters: { "vpc-peering-connection-id": "id", "requester-vpc-info.vpc-id": "vpc_id", "accepter-vpc-info.vpc-id": "peer_vpc_id" },
      values: () => ({ status: "active" }),
    }),
  ),
  aws_vpn_gateway: reader(ec2("VPN Gateway", "aws_vpn_gateway", { by: { id: "id", attached_vpc_id: "vpc_id" } })),
  aws_customer_gateway: reader(ec2("Customer Gateway", "aws_customer_gateway", { by: { id: "id" } })),
  aws_key_pair: reader(
    ec2("Key Pair", "aws_key_pair", {
      by: { key_name: "key_name", key_pair_id: "key_pair_id", include_public_key: anything },
      values: (values, { config }) => ({
        id: values["key_pair_id"] ?? "",
        include_public_key: config["include_public_key"] ?? null,
        public_key: config["include_public_key"] === true ? (values["public_key"] ?? "") : null,
        create_time: fixedInstant,
      }),
    }),
  ),
  aws_launch_template: reader(ec2("Launch Template", "aws_launch_template", { by: { id: "id", name: "name" } })),
  aws_ec2_transit_gateway: reader(
    ec2("Transit Gateway", "aws_ec2_transit_gateway", {
      by: { id: "id" },
      filters: { "transit-gateway-id": "id", "options.amazon-side-asn": "amazon_side_asn" },
      also: { state: "available" },
    }),
  ),
};
