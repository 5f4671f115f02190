import type { ObjectValue, Value } from "../../protocol/values";
import { ec2, ec2Id, global, ofAccount, ofRegion, regional, row } from "./aws-row";
import { regionOf } from "./aws-regions";
import { chanceOf, fill, hashcode, publicAddress, textOf, type Form, type Forms, type Made } from "./made";
import { hostIn } from "./networks";

const vpc = (made: Made): boolean =>
  made.value("assign_generated_ipv6_cidr_block") === true || textOf(made.value("ipv6_ipam_pool_id")) !== "";

/** Amazon's own IPv6 blocks have 56 bits; these are of the range for documentation. */
const ipv6Block = (made: Made, salt: string): string =>
  `2001:db8:${made.chance("hex", 4, salt)}:${made.chance("hex", 2, `${salt}2`)}00::/56`;

const textsOf = (value: Value): readonly string[] => (Array.isArray(value) ? (value as readonly Value[]).map(textOf) : []);

const routeId = (made: Made): string => {
  const destination = ["destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id"]
    .map((name) => textOf(made.value(name)))
    .find((text) => text !== "");
  return `r-${textOf(made.value("route_table_id"))}${hashcode(destination ?? "")}`;
};

const aclRuleId = (made: Made): string => {
  const parts = ["network_acl_id", "rule_number", "egress", "protocol"].map((name) => textOf(made.value(name)) || "false");
  return `nacl-${hashcode(`${parts.join("-")}-`)}`;
};

const isInterface = (made: Made): boolean => ["Interface", "GatewayLoadBalancer"].includes(textOf(made.value("vpc_endpoint_type")));

const endpointHosts = (made: Made): readonly Value[] => {
  if (textOf(made.value("vpc_endpoint_type")) !== "Interface") return [];
  const service = textOf(made.value("service_name")).split(".").slice(3).reverse().join(".");
  const zone = `Z${made.chance("upper", 19, "vpce")}`;
  const own = fill(`{id}-{#lower-8}.${service}.{@region}.vpce.{@suffix}`, made);
  const open = { dns_name: fill(`${service}.{@region}.{@suffix}`, made), hosted_zone_id: `Z${made.chance("upper", 19, "private")}` };
  return [{ dns_name: own, hosted_zone_id: zone }, ...(made.value("private_dns_enabled") === true ? [open] : [])];
};

/** The address of an allocation: a NAT gateway has the same one. */
const addressOf = (allocation: string): string =>
  publicAddress({ chance: (alphabet, length, salt = "") => chanceOf(`${allocation} ${salt}`, alphabet, length) }, "");

const perSubnet = (made: Made, one: (subnet: string) => Value): readonly Value[] =>
  isInterface(made) ? textsOf(made.value("subnet_ids")).map(one) : [];

const isPublic = (made: Made): boolean => textOf(made.value("connectivity_type")) !== "private";

const zoneName = (made: Made): string => `${made.scope.region ?? ""}${"abc".charAt(Number(made.chance("digits", 1, "zone")) % 3)}`;

/** `euc1-az2` of `eu-central-1b`. The letters of an account are no other account's; here they are the numbers' order. */
const zoneId = (zone: string): string => {
  const { zonePrefix } = regionOf(zone.replace(/[a-z]$/, "")) ?? {};
  return zonePrefix === undefined ? "" : `${zonePrefix}-az${String(zone.charCodeAt(zone.length - 1) - 96)}`;
};

const firstOf = (value: Value): ObjectValue => (Array.isArray(value) ? ((value as readonly ObjectValue[])[0] ?? {}) : {});

/** A VPC's default things have its own digits: so each of them tells its VPC. */
const withDigitsOf =
  (prefix: string, name: string) =>
  (made: Made): string =>
    textOf(made.value(name)).replace(/^[a-z]+-/, `${prefix}-`);

const ofVpc = (id: string): Form => ({ owner_id: "{@account}", vpc_id: withDigitsOf("vpc", id) });

/** Networks, their parts, and what connects them. Id forms: `import` sections of the provider's documentation. */
export const awsNetwork: Forms = {
  aws_customer_gateway: ec2("cgw", "customer-gateway"),
  aws_default_network_acl: row("{default_network_acl_id}", regional("ec2")("network-acl/{id}"), ofVpc("default_network_acl_id")),
  aws_default_route_table: row("{default_route_table_id}", regional("ec2")("route-table/{id}"), ofVpc("default_route_table_id")),
  aws_default_security_group: row(withDigitsOf("sg", "vpc_id"), regional("ec2")("security-group/{id}"), { vpc_id: ec2Id("vpc") }),
  aws_default_subnet: ec2("subnet", "subnet", {
    cidr_block: "172.31.0.0/20",
    availability_zone_id: (made) => zoneId(textOf(made.value("availability_zone"))),
  }),
  aws_default_vpc: ec2("vpc", "vpc", { cidr_block: "172.31.0.0/16", instance_tenancy: "default" }),
  aws_dx_gateway: row("{#uuid}", global("directconnect")("dx-gateway/{id}")),
  aws_dx_gateway_association: row("ga-{dx_gateway_id}{associated_gateway_id}"),
  aws_ec2_instance_connect_endpoint: ec2("eice", "instance-connect-endpoint"),
  aws_ec2_managed_prefix_list: ec2("pl", "prefix-list", { version: () => 1 }),
  aws_ec2_managed_prefix_list_entry: row("{prefix_list_id},{cidr}"),
  aws_ec2_tag: row("{resource_id},{key}"),
  aws_ec2_transit_gateway: ec2("tgw", "transit-gateway", {
    association_default_route_table_id: "tgw-rtb-{#hex-17}",
    propagation_default_route_table_id: "tgw-rtb-{#hex-17}",
  }),
  aws_ec2_transit_gateway_route: row("{transit_gateway_route_table_id}_{destination_cidr_block}"),
  aws_ec2_transit_gateway_route_table: ec2("tgw-rtb", "transit-gateway-route-table"),
  aws_ec2_transit_gateway_route_table_association: row("{transit_gateway_route_table_id}_{transit_gateway_attachment_id}", undefined, {
    resource_type: "vpc",
  }),
  aws_ec2_transit_gateway_route_table_propagation: row("{transit_gateway_route_table_id}_{transit_gateway_attachment_id}", undefined, {
    resource_type: "vpc",
  }),
  aws_ec2_transit_gateway_vpc_attachment: ec2("tgw-attach", "transit-gateway-attachment", {
    transit_gateway_default_route_table_association: () => true,
    transit_gateway_default_route_table_propagation: () => true,
    vpc_owner_id: "{@account}",
  }),
  aws_egress_only_internet_gateway: row(ec2Id("eigw")),
  aws_eip: ec2("eipalloc", "elastic-ip", {
    allocation_id: "{id}",
    domain: "vpc",
    network_border_group: "{@region}",
    public_dns: (made) => fill(`ec2-${textOf(made.value("public_ip")).replaceAll(".", "-")}.{@region}.compute.{@suffix}`, made),
    public_ip: (made) => addressOf(textOf(made.value("id"))),
    public_ipv4_pool: "amazon",
    vpc: () => true,
  }),
  aws_eip_association: row("eipassoc-{#hex-17}"),
  aws_flow_log: row("fl-{#hex-17}", regional("ec2")("vpc-flow-log/{id}")),
  aws_internet_gateway: ec2("igw", "internet-gateway"),
  aws_main_route_table_association: row("rtbassoc-{#hex-17}", undefined, { original_route_table_id: withDigitsOf("rtb", "vpc_id") }),
  aws_nat_gateway: row(ec2Id("nat"), undefined, {
    association_id: (made) => (isPublic(made) ? fill("eipassoc-{#hex-17}", made) : ""),
    network_interface_id: "eni-{#hex-17}",
    private_ip: (made) => hostIn("10.0.0.0/16", made, "private"),
    public_ip: (made) => (isPublic(made) ? addressOf(textOf(made.value("allocation_id"))) : ""),
  }),
  aws_network_acl: ec2("acl", "network-acl"),
  aws_network_acl_association: row("aclassoc-{#hex-17}"),
  aws_network_acl_rule: row(aclRuleId),
  aws_network_interface: ec2("eni", "network-interface", {
    mac_address: "02:00:00:{#hex-2:a}:{#hex-2:b}:{#hex-2:c}",
    private_dns_name: (made) => fill(`ip-${textOf(made.value("private_ip")).replaceAll(".", "-")}.{@region}.compute.internal`, made),
    private_ip: (made) => textsOf(made.value("private_ips"))[0] ?? hostIn("10.0.0.0/16", made, "private"),
    private_ip_list: (made) => [made.value("private_ip")],
    private_ips: (made) => [hostIn("10.0.0.0/16", made, "private")],
  }),
  aws_network_interface_attachment: row("eni-attach-{#hex-17}", undefined, { attachment_id: "{id}", status: "attached" }),
  aws_route: row(routeId),
  aws_route_table: ec2("rtb", "route-table"),
  aws_route_table_association: row("rtbassoc-{#hex-17}"),
  aws_security_group: ec2("sg", "security-group"),
  aws_security_group_rule: row("sgrule-{#digits-10}", undefined, { security_group_rule_id: "sgr-{#hex-17}" }),
  aws_subnet: ec2("subnet", "subnet", {
    availability_zone: zoneName,
    availability_zone_id: (made) => zoneId(textOf(made.value("availability_zone"))),
    ipv6_cidr_block_association_id: (made) =>
      textOf(made.value("ipv6_cidr_block")) === "" ? "" : fill("subnet-cidr-assoc-{#hex-17}", made),
    private_dns_hostname_type_on_launch: "ip-name",
  }),
  aws_vpc: ec2("vpc", "vpc", {
    cidr_block: (made) => `10.0.0.0/${textOf(made.value("ipv4_netmask_length")) || "16"}`,
    default_network_acl_id: "acl-{#hex-17}",
    default_route_table_id: "rtb-{#hex-17}",
    default_security_group_id: "sg-{#hex-17}",
    dhcp_options_id: "dopt-{#hex-17}",
    ipv6_association_id: (made) => (vpc(made) ? fill("vpc-cidr-assoc-{#hex-17:v6}", made) : ""),
    ipv6_cidr_block: (made) => (vpc(made) ? ipv6Block(made, "v6") : ""),
    main_route_table_id: "rtb-{#hex-17}",
  }),
  aws_vpc_block_public_access_exclusion: row("vpcbpa-exclude-{#hex-17}", undefined, {
    resource_arn: (made) =>
      fill(
        textOf(made.value("vpc_id")) === ""
          ? "arn:{@partition}:ec2:{@region}:{@account}:subnet/{subnet_id}"
          : "arn:{@partition}:ec2:{@region}:{@account}:vpc/{vpc_id}",
        made,
      ),
  }),
  aws_vpc_block_public_access_options: ofRegion({ aws_account_id: "{@account}", aws_region: "{@region}" }),
  aws_vpc_dhcp_options: ec2("dopt", "dhcp-options"),
  aws_vpc_dhcp_options_association: row("{dhcp_options_id}-{vpc_id}"),
  aws_vpc_endpoint: ec2("vpce", "vpc-endpoint", {
    dns_entry: endpointHosts,
    ip_address_type: "ipv4",
    network_interface_ids: (made) => perSubnet(made, (subnet) => `eni-${made.chance("hex", 17, subnet)}`),
    prefix_list_id: (made) => (textOf(made.value("vpc_endpoint_type")) === "Gateway" ? fill("pl-{#hex-17}", made) : null),
    service_region: "{@region}",
    subnet_configuration: (made) =>
      perSubnet(made, (subnet) => ({ ipv4: hostIn("10.0.0.0/16", made, subnet), ipv6: "", subnet_id: subnet })),
  }),
  aws_vpc_endpoint_policy: row("{vpc_endpoint_id}"),
  aws_vpc_endpoint_route_table_association: row(
    (made) => `a-${textOf(made.value("vpc_endpoint_id"))}${hashcode(textOf(made.value("route_table_id")))}`,
  ),
  aws_vpc_endpoint_security_group_association: row(
    (made) => `a-${textOf(made.value("vpc_endpoint_id"))}${hashcode(textOf(made.value("security_group_id")))}`,
  ),
  aws_vpc_endpoint_service: ec2("vpce-svc", "vpc-endpoint-service", {
    base_endpoint_dns_names: (made) => [fill("{id}.{@region}.vpce.{@suffix}", made)],
    service_name: "com.amazonaws.vpce.{@region}.{id}",
    service_type: "Interface",
    state: "Available",
  }),
  aws_vpc_endpoint_service_allowed_principal: row("vpce-svc-perm-{#hex-17}"),
  aws_vpc_endpoint_subnet_association: row(
    (made) => `a-${textOf(made.value("vpc_endpoint_id"))}${hashcode(textOf(made.value("subnet_id")))}`,
  ),
  aws_vpc_ipam: row(ec2Id("ipam"), global("ec2")("ipam/{id}"), {
    default_resource_discovery_association_id: "ipam-res-disco-assoc-{#hex-17}",
    default_resource_discovery_id: "ipam-res-disco-{#hex-17}",
    private_default_scope_id: "ipam-scope-{#hex-17:private}",
    public_default_scope_id: "ipam-scope-{#hex-17:public}",
    scope_count: () => 2,
  }),
  aws_vpc_ipam_pool: row(ec2Id("ipam-pool"), global("ec2")("ipam-pool/{id}"), {
    ipam_scope_type: "private",
    pool_depth: (made) => (textOf(made.value("source_ipam_pool_id")) === "" ? 1 : 2),
    state: "create-complete",
  }),
  aws_vpc_ipam_pool_cidr: row("{cidr}_{ipam_pool_id}", undefined, { ipam_pool_cidr_id: "ipam-pool-cidr-{#hex-32}" }),
  aws_vpc_ipam_pool_cidr_allocation: row("{ipam_pool_allocation_id}_{ipam_pool_id}", undefined, {
    ipam_pool_allocation_id: "ipam-pool-alloc-{#hex-32}",
    resource_owner: "{@account}",
    resource_type: "custom",
  }),
  aws_vpc_ipam_scope: row(ec2Id("ipam-scope"), global("ec2")("ipam-scope/{id}"), { ipam_scope_type: "private" }),
  aws_vpc_ipv4_cidr_block_association: row("vpc-cidr-assoc-{#hex-17}"),
  aws_vpc_ipv6_cidr_block_association: row("vpc-cidr-assoc-{#hex-17}", undefined, { ipv6_cidr_block: (made) => ipv6Block(made, "v6") }),
  aws_vpc_peering_connection: row(ec2Id("pcx"), undefined, { accept_status: "active" }),
  aws_vpc_peering_connection_accepter: row("{vpc_peering_connection_id}", undefined, { accept_status: "active" }),
  aws_vpc_peering_connection_options: row("{vpc_peering_connection_id}"),
  aws_vpc_security_group_egress_rule: ec2("sgr", "security-group-rule", { security_group_rule_id: "{id}" }),
  aws_vpc_security_group_ingress_rule: ec2("sgr", "security-group-rule", { security_group_rule_id: "{id}" }),
  aws_vpc_security_group_vpc_association: { state: "associated" },
  aws_vpn_connection: ec2("vpn", "vpn-connection", {
    transit_gateway_attachment_id: (made) => (textOf(made.value("transit_gateway_id")) === "" ? "" : fill("tgw-attach-{#hex-17}", made)),
    tunnel1_address: (made) => publicAddress(made, "tunnel1"),
    tunnel1_preshared_key: "{#base64-32:1}",
    tunnel2_address: (made) => publicAddress(made, "tunnel2"),
    tunnel2_preshared_key: "{#base64-32:2}",
  }),
  aws_vpn_connection_route: row("{destination_cidr_block}:{vpn_connection_id}"),
  aws_vpn_gateway: ec2("vgw", "vpn-gateway", { amazon_side_asn: "64512" }),
  aws_vpn_gateway_attachment: row(
    (made) => `vpn-attachment-${hashcode(`${textOf(made.value("vpc_id"))}-${textOf(made.value("vpn_gateway_id"))}`)}`,
  ),
  aws_vpn_gateway_route_propagation: row("{vpn_gateway_id}_{route_table_id}"),

  aws_networkfirewall_firewall: row("{arn}", regional("network-firewall")("firewall/{name}"), {
    firewall_status: (made) => [
      {
        capacity_usage_summary: [],
        sync_states: subnetsOf(made).map((subnet) => ({
          attachment: [{ endpoint_id: `vpce-${made.chance("hex", 17, subnet)}`, status_message: "", subnet_id: subnet }],
          availability_zone: zoneName(made),
        })),
      },
    ],
    update_token: "{#uuid}",
  }),
  aws_networkfirewall_firewall_policy: row("{arn}", regional("network-firewall")("firewall-policy/{name}"), { update_token: "{#uuid}" }),
  aws_networkfirewall_logging_configuration: row("{firewall_arn}"),
  aws_networkfirewall_resource_policy: row("{resource_arn}"),
  aws_networkfirewall_rule_group: row(
    "{arn}",
    (made) =>
      fill(
        `arn:{@partition}:network-firewall:{@region}:{@account}:${textOf(made.value("type")).toLowerCase() || "stateful"}-rulegroup/{name}`,
        made,
      ),
    {
      update_token: "{#uuid}",
    },
  ),
  aws_ec2_image_block_public_access: ofRegion(),
  aws_ec2_serial_console_access: ofAccount(),
  aws_verifiedaccess_endpoint: row(ec2Id("vae"), undefined, {
    device_validation_domain: "{#lower-12}.vai-{#hex-17}.verified-access.{@region}.{@suffix}",
    endpoint_domain: "{endpoint_domain_prefix}.{id}.prod.verified-access.{@region}.{@suffix}",
    verified_access_instance_id: "vai-{#hex-17}",
  }),
  aws_verifiedaccess_group: row("{verifiedaccess_group_id}", undefined, {
    owner: "{@account}",
    verifiedaccess_group_arn: "arn:{@partition}:ec2:{@region}:{@account}:verified-access-group/{verifiedaccess_group_id}",
    verifiedaccess_group_id: "vagr-{#hex-17}",
    deletion_time: "",
  }),
  aws_verifiedaccess_instance: row(ec2Id("vai"), undefined, { verified_access_trust_providers: () => [] }),
  aws_verifiedaccess_instance_logging_configuration: row("{verifiedaccess_instance_id}"),
  aws_verifiedaccess_instance_trust_provider_attachment: row("{verifiedaccess_instance_id}/{verifiedaccess_trust_provider_id}"),
  aws_verifiedaccess_trust_provider: row(ec2Id("vatp")),
};

const subnetsOf = (made: Made): readonly string[] => {
  const mappings = made.value("subnet_mapping");
  return Array.isArray(mappings)
    ? (mappings as readonly ObjectValue[]).map(({ subnet_id: subnet }) => textOf(subnet))
    : [textOf(firstOf(mappings)["subnet_id"])];
};
