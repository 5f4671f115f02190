import { api, page, type Question, type Refusal, type Source, type WorldRule, type WorldView } from "../rule";
import { askedTexts, textAt } from "../values";
import type { WorldObject } from "../world";
import { namedBy } from "./find";

/** Arguments of one type that have to name things of one VPC. */
interface SameNetworkRow {
  readonly type: string;
  readonly paths: readonly string[];
  readonly code: string;
  readonly source: Source;
  /** Set where peered networks will do. */
  readonly acrossPeering?: true;
}

const row = (type: string, code: string, source: Source, ...paths: readonly string[]): SameNetworkRow => ({ type, code, source, paths });

const groupAcrossPeering = (type: string): SameNetworkRow => ({
  ...row(type, "InvalidGroup.NotFound", api("EC2 AuthorizeSecurityGroupIngress"), "security_group_id", "referenced_security_group_id"),
  acrossPeering: true,
});

const rows: readonly SameNetworkRow[] = [
  row("aws_route_table_association", "InvalidParameterValue", api("EC2 AssociateRouteTable"), "route_table_id", "subnet_id"),
  row(
    "aws_route",
    "InvalidParameterValue",
    api("EC2 CreateRoute"),
    "route_table_id",
    "gateway_id",
    "nat_gateway_id",
    "egress_only_gateway_id",
    "vpc_endpoint_id",
  ),
  row("aws_network_acl", "InvalidParameterValue", api("EC2 ReplaceNetworkAclAssociation"), "vpc_id", "subnet_ids"),
  row(
    "aws_vpc_endpoint",
    "InvalidParameter",
    api("EC2 CreateVpcEndpoint"),
    "vpc_id",
    "subnet_ids",
    "security_group_ids",
    "route_table_ids",
  ),
  groupAcrossPeering("aws_vpc_security_group_ingress_rule"),
  groupAcrossPeering("aws_vpc_security_group_egress_rule"),
  row("aws_instance", "InvalidParameter", api("EC2 RunInstances"), "subnet_id", "vpc_security_group_ids"),
  row("aws_network_interface", "InvalidParameter", api("EC2 CreateNetworkInterface"), "subnet_id", "security_groups"),
  row(
    "aws_ec2_transit_gateway_vpc_attachment",
    "InvalidParameterValue",
    api("EC2 CreateTransitGatewayVpcAttachment"),
    "vpc_id",
    "subnet_ids",
  ),
  row("aws_lb", "InvalidConfigurationRequest", api("ELB CreateLoadBalancer"), "subnets", "subnet_mapping.subnet_id", "security_groups"),
  row("aws_eks_cluster", "InvalidParameterException", api("EKS CreateCluster"), "vpc_config.subnet_ids", "vpc_config.security_group_ids"),
  row("aws_eks_node_group", "InvalidParameterException", api("EKS CreateNodegroup"), "cluster_name", "subnet_ids"),
  row("aws_db_subnet_group", "InvalidSubnet", api("RDS CreateDBSubnetGroup"), "subnet_ids"),
  row("aws_db_instance", "InvalidParameterCombination", api("RDS CreateDBInstance"), "db_subnet_group_name", "vpc_security_group_ids"),
  row("aws_rds_cluster", "InvalidParameterCombination", api("RDS CreateDBCluster"), "db_subnet_group_name", "vpc_security_group_ids"),
  row("aws_elasticache_subnet_group", "InvalidSubnet", api("ElastiCache CreateCacheSubnetGroup"), "subnet_ids"),
  row(
    "aws_elasticache_replication_group",
    "InvalidParameterValue",
    api("ElastiCache CreateReplicationGroup"),
    "subnet_group_name",
    "security_group_ids",
  ),
  row("aws_redshift_subnet_group", "InvalidSubnet", api("Redshift CreateClusterSubnetGroup"), "subnet_ids"),
  row(
    "aws_msk_cluster",
    "BadRequestException",
    page("https://docs.aws.amazon.com/msk/1.0/apireference/clusters.html"),
    "broker_node_group_info.client_subnets",
    "broker_node_group_info.security_groups",
  ),
  row(
    "aws_lambda_function",
    "InvalidParameterValueException",
    api("Lambda CreateFunction"),
    "vpc_config.subnet_ids",
    "vpc_config.security_group_ids",
  ),
  row("aws_efs_mount_target", "SecurityGroupNotFound", api("EFS CreateMountTarget"), "subnet_id", "security_groups"),
  row(
    "aws_apigatewayv2_vpc_link",
    "BadRequestException",
    page("https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/vpclinks.html"),
    "subnet_ids",
    "security_group_ids",
  ),
  row(
    "aws_networkfirewall_firewall",
    "InvalidRequestException",
    api("NetworkFirewall CreateFirewall"),
    "vpc_id",
    "subnet_mapping.subnet_id",
  ),
];

const networks: Readonly<Record<string, (object: WorldObject, view: WorldView) => string | undefined>> = {
  aws_vpc: ({ id }) => id,
  aws_default_vpc: ({ id }) => id,
  aws_nat_gateway: (nat, view) => subnetNetwork(textAt(nat, "subnet_id"), view),
  aws_db_subnet_group: (group, view) => subnetNetwork(textAt(group, "subnet_ids"), view),
  aws_elasticache_subnet_group: (group, view) => subnetNetwork(textAt(group, "subnet_ids"), view),
  aws_eks_cluster: (cluster, view) => subnetNetwork(textAt(cluster, "vpc_config.subnet_ids"), view),
  aws_internet_gateway: (gateway, view) =>
    askedTexts(gateway, "vpc_id")[0] ?? attachment("aws_internet_gateway_attachment", "internet_gateway_id", gateway, view),
  aws_vpn_gateway: (gateway, view) =>
    askedTexts(gateway, "vpc_id")[0] ?? attachment("aws_vpn_gateway_attachment", "vpn_gateway_id", gateway, view),
};

const attachment = (type: string, path: string, gateway: WorldObject, view: WorldView): string | undefined => {
  const [found] = view.by(type, path, gateway.id);
  return found === undefined ? undefined : textAt(found, "vpc_id");
};

const subnetNetwork = (id: string | undefined, view: WorldView): string | undefined => {
  const [subnet] = ["aws_subnet", "aws_default_subnet"].flatMap((type) => view.by(type, "id", id ?? ""));
  return subnet === undefined ? undefined : askedTexts(subnet, "vpc_id")[0];
};

/** The VPC that something belongs to, if it is known. */
const networkOf = (object: WorldObject, view: WorldView): string | undefined =>
  networks[object.type]?.(object, view) ?? askedTexts(object, "vpc_id")[0];

const arePeered = (a: string, b: string, view: WorldView): boolean =>
  view.by("aws_vpc_peering_connection", "vpc_id", a).some((peering) => textAt(peering, "peer_vpc_id") === b) ||
  view.by("aws_vpc_peering_connection", "peer_vpc_id", a).some((peering) => textAt(peering, "vpc_id") === b) ||
  [a, b].every((vpc) => view.by("aws_ec2_transit_gateway_vpc_attachment", "vpc_id", vpc).length > 0);

const strangers =
  ({ paths, code, acrossPeering }: SameNetworkRow) =>
  ({ object, view }: Question): readonly Refusal[] => {
    const members = paths.flatMap((path) =>
      namedBy(object, path, view).flatMap((thing) => {
        const network = networkOf(thing, view);
        return network === undefined ? [] : [{ path, thing, network }];
      }),
    );
    const [first] = members;
    if (first === undefined) return [];
    const stranger = members.find(({ network }) => network !== first.network);
    if (stranger === undefined || (acrossPeering === true && arePeered(first.network, stranger.network, view))) return [];
    const says = `'${first.path}' and '${stranger.path}' belong to different networks, ${first.network} and ${stranger.network}`;
    return [{ code, path: stranger.path, value: stranger.thing.id, says, other: stranger.thing }];
  };

/** What one resource joins has to belong to one VPC. */
export const sameNetworkRules: readonly WorldRule[] = rows.map((entry) => ({
  name: `same-network:${entry.type}`,
  source: entry.source,
  types: [entry.type],
  onPut: strangers(entry),
}));
