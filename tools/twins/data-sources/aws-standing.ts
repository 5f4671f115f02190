import { chanceOf, dnsSuffix } from "../computed/made";
import type { ObjectValue } from "../../protocol/values";
import { placeOf, placeOfScope, sharesPlace } from "../../world/place";
import { awsRegions } from "./aws-regions";
import { accountOf, arnHere, partitionOf, regionOf } from "./aws-scope";
import { textOf } from "./config";
import type { DataSourceRequest } from "./data-source";

/** Characters that belong to one thing of an account and region, the same in every run. */
export const chanceHere = (request: DataSourceRequest, salt: string, length = 17): string =>
  chanceOf(`${accountOf(request)}\0${regionOf(request)}\0${salt}`, "hex", length);

const here = (request: DataSourceRequest, prefix: string, arnType: string, salt: string): { readonly id: string; readonly arn: string } => {
  const id = `${prefix}-${chanceHere(request, salt)}`;
  return { id, arn: arnHere(request, "ec2", `${arnType}/${id}`) };
};

/** The network that every account has in every region from the start. */
export const defaultVpcs = (request: DataSourceRequest): readonly ObjectValue[] => {
  if (isAdopted(request, "aws_default_vpc")) return [];
  return [
    {
      ...here(request, "vpc", "vpc", "default vpc"),
      cidr_block: "172.31.0.0/16",
      default: true,
      dhcp_options_id: here(request, "dopt", "dhcp-options", "default options").id,
      default_network_acl_id: here(request, "acl", "network-acl", "default vpc acl").id,
      default_route_table_id: here(request, "rtb", "route-table", "default vpc table").id,
      default_security_group_id: here(request, "sg", "security-group", "default vpc group").id,
      main_route_table_id: here(request, "rtb", "route-table", "default vpc table").id,
      enable_dns_hostnames: true,
      enable_dns_support: true,
      enable_network_address_usage_metrics: false,
      instance_tenancy: "default",
      ipv6_association_id: "",
      ipv6_cidr_block: "",
      owner_id: accountOf(request),
      tags_all: {},
    },
  ];
};

/** A subnet of the network that every account has, in each availability zone. */
export const defaultSubnets = (request: DataSourceRequest): readonly ObjectValue[] =>
  defaultVpcs(request).flatMap((vpc) =>
    (awsRegions.get(regionOf(request))?.zones ?? []).map((zone, index) => ({
      ...here(request, "subnet", "subnet", `default subnet ${zone.name}`),
      vpc_id: vpc["id"] ?? "",
      availability_zone: zone.name,
      availability_zone_id: zone.id,
      cidr_block: `172.31.${String(16 * index)}.0/20`,
      assign_ipv6_address_on_creation: false,
      customer_owned_ipv4_pool: "",
      default_for_az: true,
      enable_dns64: false,
      enable_lni_at_device_index: 0,
      enable_resource_name_dns_a_record_on_launch: false,
      enable_resource_name_dns_aaaa_record_on_launch: false,
      ipv6_cidr_block: "",
      ipv6_cidr_block_association_id: "",
      ipv6_native: false,
      map_customer_owned_ip_on_launch: false,
      map_public_ip_on_launch: true,
      outpost_arn: "",
      owner_id: accountOf(request),
      private_dns_hostname_type_on_launch: "ip-name",
      tags_all: {},
    })),
  );

/** The security group that comes with each network. */
export const defaultSecurityGroups = (request: DataSourceRequest): readonly ObjectValue[] =>
  withEachVpc(request, "default_security_group_id", "security-group", () => ({
    name: "default",
    description: "default VPC security group",
    tags_all: {},
  }));

/** The route table that comes with each network. */
export const mainRouteTables = (request: DataSourceRequest): readonly ObjectValue[] =>
  withEachVpc(request, "main_route_table_id", "route-table", ({ cidr_block: cidr = null }) => ({
    main: true,
    owner_id: accountOf(request),
    route: [{ cidr_block: cidr, gateway_id: "local" }],
    tags_all: {},
  }));

/** The access list that comes with each network. */
export const defaultNetworkAcls = (request: DataSourceRequest): readonly ObjectValue[] =>
  withEachVpc(request, "default_network_acl_id", "network-acl", () => ({ owner_id: accountOf(request), tags_all: {} }));

const withEachVpc = (
  request: DataSourceRequest,
  attribute: string,
  arnType: string,
  values: (vpc: ObjectValue) => ObjectValue,
): readonly ObjectValue[] => {
  const made = inRegion(request, "aws_vpc").concat(inRegion(request, "aws_default_vpc"));
  return [...made, ...defaultVpcs(request)].flatMap((vpc) => {
    const id = textOf(vpc, attribute) ?? "";
    if (id === "") return [];
    return [{ id, arn: arnHere(request, "ec2", `${arnType}/${id}`), vpc_id: vpc["id"] ?? "", ...values(vpc) }];
  });
};

/** The states of a type's resources in the provider's account and region. */
export const inRegion = (request: DataSourceRequest, type: string): readonly ObjectValue[] => {
  const place = placeOfScope(request.scope);
  return request.world.all(type).flatMap((object) => (sharesPlace(placeOf(object), place, "own-region") ? [object.values] : []));
};

const isAdopted = (request: DataSourceRequest, type: string): boolean => inRegion(request, type).length > 0;

const awsAlias = /^(?:.*:)?(alias\/aws\/[a-z0-9-]+)$/;

/** The key that AWS makes for a service when it is first asked for, if that is what an alias or its ARN says. */
export const awsManagedKey = (request: DataSourceRequest, name: string): ObjectValue | undefined => {
  const alias = awsAlias.exec(name)?.[1];
  if (alias === undefined) return undefined;
  const hex = chanceHere(request, `key ${alias}`, 32);
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
  const service = alias.slice("alias/aws/".length);
  return {
    id,
    key_id: id,
    arn: arnHere(request, "kms", `key/${id}`),
    alias,
    alias_arn: arnHere(request, "kms", alias),
    description: `Default key that protects my ${service} resources when no other key is defined`,
    key_usage: "ENCRYPT_DECRYPT",
    customer_master_key_spec: "SYMMETRIC_DEFAULT",
    multi_region: false,
    is_enabled: true,
    manager: "AWS",
  };
};

/** The bus on which AWS's own events come. */
export const defaultEventBuses = (request: DataSourceRequest): readonly ObjectValue[] => [
  {
    id: "default",
    name: "default",
    arn: arnHere(request, "events", "event-bus/default"),
    description: "",
    kms_key_identifier: "",
    dead_letter_config: [],
  },
];

/** The answer that a bucket or a name of AWS's is reached by: a service's name in the region. */
export const serviceName = (request: DataSourceRequest, service: string): string => {
  const prefix = dnsSuffix(partitionOf(request)).split(".").reverse().join(".");
  return `${prefix}.${regionOf(request)}.${service}`;
};
