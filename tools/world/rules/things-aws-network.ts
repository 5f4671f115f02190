import { api, ec2Errors, page } from "../rule";
import type { Removal, Thing } from "./things";

const dependency = (operation: string): Removal => ({ code: "DependencyViolation", source: api(`EC2 ${operation}`) });

/** A virtual private cloud. */
export const vpc: Thing = {
  noun: "VPC",
  made: [["aws_vpc", "id"]],
  alsoIn: [["aws_default_vpc", "id"]],
  reach: "own-region",
  code: "InvalidVpcID.NotFound",
  source: ec2Errors,
  removal: dependency("DeleteVpc"),
};

/** A subnet. It can be shared with other accounts. */
export const subnet: Thing = {
  noun: "subnet",
  made: [["aws_subnet", "id"]],
  alsoIn: [["aws_default_subnet", "id"]],
  reach: "region",
  code: "InvalidSubnetID.NotFound",
  source: ec2Errors,
  removal: dependency("DeleteSubnet"),
};

/** A security group. A VPC has one from the beginning, and an EKS cluster makes one of its own. */
export const securityGroup: Thing = {
  noun: "security group",
  made: [["aws_security_group", "id"]],
  alsoIn: [
    ["aws_default_security_group", "id"],
    ["aws_vpc", "default_security_group_id"],
    ["aws_default_vpc", "default_security_group_id"],
    ["aws_eks_cluster", "vpc_config.cluster_security_group_id"],
  ],
  reach: "region",
  code: "InvalidGroup.NotFound",
  source: ec2Errors,
  removal: dependency("DeleteSecurityGroup"),
};

/** A route table. A VPC has one from the beginning. */
export const routeTable: Thing = {
  noun: "route table",
  made: [["aws_route_table", "id"]],
  alsoIn: [
    ["aws_default_route_table", "id"],
    ["aws_vpc", "main_route_table_id"],
    ["aws_vpc", "default_route_table_id"],
    ["aws_default_vpc", "main_route_table_id"],
    ["aws_default_vpc", "default_route_table_id"],
  ],
  reach: "own-region",
  code: "InvalidRouteTableID.NotFound",
  source: ec2Errors,
  removal: dependency("DeleteRouteTable"),
};

/** A network ACL. A VPC has one from the beginning. */
export const networkAcl: Thing = {
  noun: "network ACL",
  made: [["aws_network_acl", "id"]],
  alsoIn: [
    ["aws_default_network_acl", "id"],
    ["aws_vpc", "default_network_acl_id"],
    ["aws_default_vpc", "default_network_acl_id"],
  ],
  reach: "own-region",
  code: "InvalidNetworkAclID.NotFound",
  source: ec2Errors,
};

/** What a route's `gateway_id` names: an internet or a virtual private gateway. */
export const gateway: Thing = {
  noun: "gateway",
  made: [
    ["aws_internet_gateway", "id"],
    ["aws_vpn_gateway", "id"],
    ["aws_ec2_carrier_gateway", "id"],
  ],
  // A gateway endpoint routes to itself, and what stays inside goes to `local`.
  alsoIn: [["aws_vpc_endpoint", "id"]],
  always: (value) => value === "local",
  reach: "own-region",
  code: "InvalidGatewayID.NotFound",
  source: ec2Errors,
};

/** An internet gateway. */
export const internetGateway: Thing = {
  noun: "internet gateway",
  made: [["aws_internet_gateway", "id"]],
  reach: "own-region",
  code: "InvalidInternetGatewayID.NotFound",
  source: ec2Errors,
};

/** A virtual private gateway. */
export const vpnGateway: Thing = {
  noun: "VPN gateway",
  made: [["aws_vpn_gateway", "id"]],
  reach: "own-region",
  code: "InvalidVpnGatewayID.NotFound",
  source: ec2Errors,
  removal: { code: "IncorrectState", source: ec2Errors },
};

/** A customer gateway. */
export const customerGateway: Thing = {
  noun: "customer gateway",
  made: [["aws_customer_gateway", "id"]],
  reach: "own-region",
  code: "InvalidCustomerGatewayID.NotFound",
  source: ec2Errors,
  removal: { code: "IncorrectState", source: ec2Errors },
};

/** A NAT gateway. A route to one that is gone leads nowhere, and stays. */
export const natGateway: Thing = {
  noun: "NAT gateway",
  made: [["aws_nat_gateway", "id"]],
  reach: "own-region",
  code: "InvalidNatGatewayID.NotFound",
  source: ec2Errors,
};

/** An egress-only internet gateway. */
export const egressOnlyGateway: Thing = {
  noun: "egress-only internet gateway",
  made: [["aws_egress_only_internet_gateway", "id"]],
  reach: "own-region",
  code: "InvalidGatewayID.NotFound",
  source: ec2Errors,
};

/** An allocated public address. */
export const allocation: Thing = {
  noun: "Elastic IP allocation",
  made: [
    ["aws_eip", "id"],
    ["aws_eip", "allocation_id"],
  ],
  reach: "own-region",
  code: "InvalidAllocationID.NotFound",
  source: ec2Errors,
  removal: { code: "InvalidIPAddress.InUse", source: api("EC2 ReleaseAddress") },
};

/** A network interface. */
export const networkInterface: Thing = {
  noun: "network interface",
  made: [["aws_network_interface", "id"]],
  alsoIn: [
    ["aws_instance", "primary_network_interface_id"],
    ["aws_nat_gateway", "network_interface_id"],
    ["aws_vpc_endpoint", "network_interface_ids"],
  ],
  outside: true,
  reach: "own-region",
  code: "InvalidNetworkInterfaceID.NotFound",
  source: ec2Errors,
};

/** A VPC endpoint. */
export const vpcEndpoint: Thing = {
  noun: "VPC endpoint",
  made: [["aws_vpc_endpoint", "id"]],
  // A network firewall makes endpoints of its own.
  alsoIn: [["aws_networkfirewall_firewall", "firewall_status.sync_states.attachment.endpoint_id"]],
  reach: "own-region",
  code: "InvalidVpcEndpointId.NotFound",
  source: ec2Errors,
};

/** A service that others reach through endpoints. */
export const endpointService: Thing = {
  noun: "VPC endpoint service",
  made: [
    ["aws_vpc_endpoint_service", "service_name"],
    ["aws_vpc_endpoint_service", "id"],
  ],
  // AWS's own services, and those of others.
  outside: true,
  reach: "region",
  code: "InvalidServiceName",
  source: ec2Errors,
};

/** A prefix list. AWS keeps some of its own. */
export const prefixList: Thing = {
  noun: "prefix list",
  made: [["aws_ec2_managed_prefix_list", "id"]],
  alsoIn: [["aws_vpc_endpoint", "prefix_list_id"]],
  outside: true,
  reach: "region",
  code: "InvalidPrefixListID.NotFound",
  source: ec2Errors,
  removal: {
    code: "IncorrectState",
    source: page("https://docs.aws.amazon.com/vpc/latest/userguide/delete-managed-prefix-list.html"),
  },
};

/** A peering connection between two VPCs. */
export const peering: Thing = {
  noun: "VPC peering connection",
  made: [["aws_vpc_peering_connection", "id"]],
  alsoIn: [["aws_vpc_peering_connection_accepter", "id"]],
  reach: "everywhere",
  code: "InvalidVpcPeeringConnectionID.NotFound",
  source: ec2Errors,
};

/** A transit gateway. It can be shared with other accounts. */
export const transitGateway: Thing = {
  noun: "transit gateway",
  made: [["aws_ec2_transit_gateway", "id"]],
  reach: "region",
  code: "InvalidTransitGatewayID.NotFound",
  source: ec2Errors,
  removal: { code: "IncorrectState", source: ec2Errors },
};

/** An attachment to a transit gateway. */
export const transitAttachment: Thing = {
  noun: "transit gateway attachment",
  made: [
    ["aws_ec2_transit_gateway_vpc_attachment", "id"],
    ["aws_ec2_transit_gateway_peering_attachment", "id"],
    ["aws_vpn_connection", "transit_gateway_attachment_id"],
    ["aws_ec2_transit_gateway_connect", "id"],
  ],
  outside: true,
  reach: "region",
  code: "InvalidTransitGatewayAttachmentID.NotFound",
  source: ec2Errors,
};

/** A route table of a transit gateway, which has one from the beginning. */
export const transitRouteTable: Thing = {
  noun: "transit gateway route table",
  made: [["aws_ec2_transit_gateway_route_table", "id"]],
  alsoIn: [
    ["aws_ec2_transit_gateway", "association_default_route_table_id"],
    ["aws_ec2_transit_gateway", "propagation_default_route_table_id"],
  ],
  reach: "region",
  code: "InvalidRouteTableID.NotFound",
  source: ec2Errors,
  removal: { code: "IncorrectState", source: ec2Errors },
};

/** A set of DHCP options. */
export const dhcpOptions: Thing = {
  noun: "DHCP options set",
  made: [["aws_vpc_dhcp_options", "id"]],
  always: (value) => value === "default",
  reach: "own-region",
  code: "InvalidDhcpOptionsID.NotFound",
  source: ec2Errors,
  removal: dependency("DeleteDhcpOptions"),
};

/** A launch template, by id or name. */
export const launchTemplate: Thing = {
  noun: "launch template",
  made: [
    ["aws_launch_template", "id"],
    ["aws_launch_template", "name"],
  ],
  reach: "own-region",
  code: "InvalidLaunchTemplateId.NotFound",
  source: ec2Errors,
};

/** A key pair. */
export const keyPair: Thing = {
  noun: "key pair",
  made: [["aws_key_pair", "key_name"]],
  outside: true,
  reach: "own-region",
  code: "InvalidKeyPair.NotFound",
  source: ec2Errors,
};

/** An instance. */
export const instance: Thing = {
  noun: "instance",
  made: [["aws_instance", "id"]],
  reach: "own-region",
  code: "InvalidInstanceID.NotFound",
  source: ec2Errors,
};

/** A volume. */
export const volume: Thing = {
  noun: "volume",
  made: [["aws_ebs_volume", "id"]],
  reach: "own-region",
  code: "InvalidVolume.NotFound",
  source: ec2Errors,
  removal: { code: "VolumeInUse", source: ec2Errors },
};
