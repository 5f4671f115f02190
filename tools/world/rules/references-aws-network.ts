import { placeOf } from "../place";
import { api } from "../rule";
import * as network from "./things-aws-network";
import { bucket, key, logGroup, logGroupByName, role } from "./things-aws";
import { holds, names, partOf, referenceTable, type Reference } from "./things";

const { vpc, subnet, securityGroup, routeTable } = network;

/** An interface takes addresses of its subnets, and its security groups; a gateway endpoint takes neither. */
const inSubnets = holds(subnet);

/** References between the parts of AWS networks, and of what stands in them. */
export const networkReferences: readonly Reference[] = referenceTable({
  aws_subnet: { arguments: { vpc_id: holds(vpc) } },
  aws_vpc_ipv4_cidr_block_association: { arguments: { vpc_id: partOf(vpc) } },
  aws_vpc_ipv6_cidr_block_association: { arguments: { vpc_id: partOf(vpc) } },
  aws_internet_gateway: { arguments: { vpc_id: holds(vpc) } },
  aws_internet_gateway_attachment: { arguments: { vpc_id: holds(vpc), internet_gateway_id: names(network.internetGateway) } },
  aws_egress_only_internet_gateway: { arguments: { vpc_id: holds(vpc) } },
  aws_vpn_gateway: { arguments: { vpc_id: holds(vpc) } },
  aws_vpn_gateway_attachment: { arguments: { vpc_id: holds(vpc), vpn_gateway_id: holds(network.vpnGateway) } },
  aws_vpn_gateway_route_propagation: {
    arguments: { vpn_gateway_id: names(network.vpnGateway), route_table_id: partOf(routeTable) },
  },
  aws_vpn_connection: {
    arguments: {
      customer_gateway_id: holds(network.customerGateway),
      vpn_gateway_id: holds(network.vpnGateway),
      transit_gateway_id: holds(network.transitGateway),
      "tunnel1_log_options.cloudwatch_log_options.log_group_arn": names(logGroup),
      "tunnel2_log_options.cloudwatch_log_options.log_group_arn": names(logGroup),
    },
  },
  aws_nat_gateway: {
    arguments: { subnet_id: inSubnets, allocation_id: holds(network.allocation), secondary_allocation_ids: holds(network.allocation) },
  },
  aws_eip: { arguments: { instance: names(network.instance), network_interface: names(network.networkInterface) } },
  aws_eip_association: {
    arguments: {
      allocation_id: holds(network.allocation),
      instance_id: names(network.instance),
      network_interface_id: names(network.networkInterface),
    },
  },
  aws_route_table: {
    arguments: {
      vpc_id: holds(vpc),
      "route.gateway_id": names(network.gateway),
      "route.nat_gateway_id": names(network.natGateway),
      "route.transit_gateway_id": names(network.transitGateway),
      "route.vpc_peering_connection_id": names(network.peering),
      "route.vpc_endpoint_id": names(network.vpcEndpoint),
      "route.egress_only_gateway_id": names(network.egressOnlyGateway),
      "route.network_interface_id": names(network.networkInterface),
      "route.destination_prefix_list_id": names(network.prefixList),
      propagating_vgws: names(network.vpnGateway),
    },
  },
  aws_route: {
    arguments: {
      route_table_id: partOf(routeTable),
      gateway_id: names(network.gateway),
      nat_gateway_id: names(network.natGateway),
      transit_gateway_id: names(network.transitGateway),
      vpc_peering_connection_id: names(network.peering),
      vpc_endpoint_id: names(network.vpcEndpoint),
      egress_only_gateway_id: names(network.egressOnlyGateway),
      network_interface_id: names(network.networkInterface),
      destination_prefix_list_id: holds(network.prefixList),
    },
  },
  aws_route_table_association: {
    arguments: { route_table_id: holds(routeTable), subnet_id: partOf(subnet), gateway_id: names(network.gateway) },
  },
  aws_main_route_table_association: { arguments: { route_table_id: holds(routeTable), vpc_id: partOf(vpc) } },
  aws_default_route_table: {
    arguments: {
      default_route_table_id: names(routeTable),
      "route.gateway_id": names(network.gateway),
      "route.nat_gateway_id": names(network.natGateway),
      "route.transit_gateway_id": names(network.transitGateway),
    },
  },
  aws_default_security_group: {
    arguments: {
      vpc_id: names(vpc),
      "ingress.security_groups": holds(securityGroup),
      "egress.security_groups": holds(securityGroup),
    },
  },
  aws_default_network_acl: { arguments: { default_network_acl_id: names(network.networkAcl), subnet_ids: names(subnet) } },
  aws_network_acl: { arguments: { vpc_id: holds(vpc), subnet_ids: names(subnet) } },
  aws_network_acl_association: { arguments: { network_acl_id: partOf(network.networkAcl), subnet_id: partOf(subnet) } },
  aws_network_acl_rule: { arguments: { network_acl_id: partOf(network.networkAcl) } },
  aws_security_group: {
    arguments: {
      vpc_id: holds(vpc),
      "ingress.security_groups": holds(securityGroup),
      "egress.security_groups": holds(securityGroup),
      "ingress.prefix_list_ids": holds(network.prefixList),
      "egress.prefix_list_ids": holds(network.prefixList),
    },
  },
  aws_security_group_rule: {
    arguments: {
      security_group_id: partOf(securityGroup),
      source_security_group_id: holds(securityGroup),
      prefix_list_ids: holds(network.prefixList),
    },
  },
  aws_vpc_security_group_ingress_rule: {
    arguments: {
      security_group_id: partOf(securityGroup),
      referenced_security_group_id: holds(securityGroup),
      prefix_list_id: holds(network.prefixList),
    },
  },
  aws_vpc_security_group_egress_rule: {
    arguments: {
      security_group_id: partOf(securityGroup),
      referenced_security_group_id: holds(securityGroup),
      prefix_list_id: holds(network.prefixList),
    },
  },
  aws_vpc_endpoint: {
    arguments: {
      vpc_id: holds(vpc),
      subnet_ids: inSubnets,
      security_group_ids: holds(securityGroup),
      route_table_ids: names(routeTable),
      service_name: names(network.endpointService),
    },
  },
  aws_vpc_endpoint_route_table_association: {
    arguments: { vpc_endpoint_id: partOf(network.vpcEndpoint), route_table_id: partOf(routeTable) },
  },
  aws_vpc_endpoint_subnet_association: { arguments: { vpc_endpoint_id: partOf(network.vpcEndpoint), subnet_id: inSubnets } },
  aws_vpc_endpoint_policy: { arguments: { vpc_endpoint_id: partOf(network.vpcEndpoint) } },
  aws_vpc_endpoint_security_group_association: {
    arguments: { vpc_endpoint_id: partOf(network.vpcEndpoint), security_group_id: holds(securityGroup) },
  },
  aws_vpc_peering_connection: {
    arguments: {
      vpc_id: names(vpc),
      // The other side may belong to somebody of whom nothing is known here.
      peer_vpc_id: names(
        { ...vpc, reach: "everywhere" },
        { unless: (object) => object.values["peer_owner_id"] !== placeOf(object).account },
      ),
    },
  },
  aws_vpc_peering_connection_accepter: { arguments: { vpc_peering_connection_id: names(network.peering) } },
  aws_vpc_peering_connection_options: { arguments: { vpc_peering_connection_id: partOf(network.peering) } },
  aws_vpc_dhcp_options_association: { arguments: { vpc_id: partOf(vpc), dhcp_options_id: holds(network.dhcpOptions) } },
  aws_network_interface: { arguments: { subnet_id: inSubnets, security_groups: holds(securityGroup) } },
  aws_flow_log: {
    source: api("EC2 CreateFlowLogs"),
    arguments: {
      vpc_id: names(vpc),
      subnet_id: names(subnet),
      transit_gateway_id: names(network.transitGateway),
      iam_role_arn: names(role, { code: "InvalidParameter" }),
      log_destination: names(
        { ...logGroup, reach: "region" },
        { code: "InvalidParameter", unless: (_, value) => !value.includes(":log-group:") },
      ),
      log_group_name: names(logGroupByName, { code: "InvalidParameter" }),
    },
  },
  aws_ec2_transit_gateway_vpc_attachment: {
    arguments: { vpc_id: holds(vpc), subnet_ids: inSubnets, transit_gateway_id: holds(network.transitGateway) },
  },
  aws_ec2_transit_gateway_peering_attachment: { arguments: { transit_gateway_id: holds(network.transitGateway) } },
  aws_ec2_transit_gateway_route_table: { arguments: { transit_gateway_id: holds(network.transitGateway) } },
  aws_ec2_transit_gateway_route: {
    arguments: {
      transit_gateway_attachment_id: names(network.transitAttachment),
      transit_gateway_route_table_id: partOf(network.transitRouteTable),
    },
  },
  aws_ec2_transit_gateway_route_table_association: {
    arguments: {
      transit_gateway_attachment_id: names(network.transitAttachment),
      transit_gateway_route_table_id: holds(network.transitRouteTable),
    },
  },
  aws_ec2_transit_gateway_route_table_propagation: {
    arguments: {
      transit_gateway_attachment_id: names(network.transitAttachment),
      transit_gateway_route_table_id: partOf(network.transitRouteTable),
    },
  },
  aws_ec2_managed_prefix_list_entry: { arguments: { prefix_list_id: partOf(network.prefixList) } },
  aws_route53_resolver_endpoint: {
    source: api("EC2 CreateNetworkInterface"),
    arguments: { "ip_address.subnet_id": inSubnets, security_group_ids: holds(securityGroup) },
  },
  aws_instance: {
    source: api("EC2 RunInstances"),
    arguments: {
      subnet_id: inSubnets,
      vpc_security_group_ids: holds(securityGroup),
      key_name: names(network.keyPair),
      "launch_template.id": names(network.launchTemplate),
      "launch_template.name": names(network.launchTemplate),
      "root_block_device.kms_key_id": names(key),
      "ebs_block_device.kms_key_id": names(key),
      "network_interface.network_interface_id": names(network.networkInterface),
    },
  },
  aws_launch_template: {
    arguments: { vpc_security_group_ids: names(securityGroup), key_name: names(network.keyPair) },
  },
  aws_autoscaling_group: {
    source: api("AutoScaling CreateAutoScalingGroup"),
    code: "ValidationError",
    arguments: {
      vpc_zone_identifier: inSubnets,
      "launch_template.id": names(network.launchTemplate),
      "launch_template.name": names(network.launchTemplate),
    },
  },
  aws_ebs_volume: { arguments: { kms_key_id: names(key) } },
  aws_volume_attachment: { arguments: { volume_id: holds(network.volume), instance_id: names(network.instance) } },
  aws_networkfirewall_firewall: {
    source: api("NetworkFirewall CreateFirewall"),
    code: "InvalidRequestException",
    arguments: { vpc_id: holds(vpc), "subnet_mapping.subnet_id": inSubnets },
  },
  aws_vpn_connection_route: {
    arguments: {
      vpn_connection_id: partOf({
        noun: "VPN connection",
        made: [["aws_vpn_connection", "id"]],
        reach: "own-region",
        code: "InvalidVpnConnectionID.NotFound",
        source: api("EC2 CreateVpnConnectionRoute"),
      }),
    },
  },
  aws_s3_access_point: { arguments: { bucket: names(bucket), "vpc_configuration.vpc_id": names(vpc) } },
});
