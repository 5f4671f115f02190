import { DefaultNetworkAcl } from "@cdktf/provider-aws/lib/default-network-acl";
import { DefaultRouteTable } from "@cdktf/provider-aws/lib/default-route-table";
import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcIpv4CidrBlockAssociation } from "@cdktf/provider-aws/lib/vpc-ipv4-cidr-block-association";
import { Construct } from "constructs";
import { failOn } from "../../core/errors";
import { refusedFlows } from "../../core/flow-checks";
import { endpointsZone, flowMatrix } from "../../core/flows";
import { keyed } from "../../core/keyed";
import { checkProps } from "../../core/props";
import { anywhere, zoneRange } from "../../core/ranges";
import { zones, type Zone } from "../../core/words";
import { nameTag } from "../../core/child-name";
import { GatewayEndpoints, InterfaceEndpoints } from "./endpoints";
import { NetworkFlowLogs } from "./flow-logs";
import { NetworkAcls } from "./network-acls";
import { networkAclQuotaProblems, networkAclRows, type AclRange } from "./network-acl-rows";
import { awsNetworkRules, crossedProps, type AwsNetworkProps } from "./network-props";
import { NetworkRoutes } from "./routes";
import { securityGroupQuotaProblems, securityGroupRows, type SecurityGroupKey } from "./security-group-rows";
import { NetworkSecurityGroups } from "./security-groups";
import { availabilityZonesOf, NetworkSubnets } from "./subnets";

/**
 * A VPC with five network zones in three availability zones, in which nothing speaks to anything but what a flow allows:
 * each flow becomes rules of security groups and of network ACLs. The vault zone has no route to the internet, whatever
 * the flows say. What AWS makes with every VPC (a security group, a network ACL and a route table) is emptied, so that what
 * forgets to choose its own reaches nothing.
 */
export class AwsNetwork extends Construct {
  readonly vpcId: string;
  /** Ids of each zone's subnets, in the order of the availability zones. */
  readonly subnetIds: Readonly<Record<Zone, string[]>>;
  /** Ids of the pods' subnets, in the order of the availability zones; empty without `podCidr`. They belong to the mesh zone. */
  readonly podSubnetIds: string[];
  /** Ids of the security groups of each zone's members, and of the interface endpoints. */
  readonly securityGroupIds: Readonly<Record<SecurityGroupKey, string>>;
  /** Ids of each zone's route tables: one for the public and the vault zone, one an availability zone for the others. */
  readonly routeTableIds: Readonly<Record<Zone, string[]>>;
  readonly networkAclIds: Readonly<Record<Zone, string>>;

  constructor(scope: Construct, id: string, props: AwsNetworkProps) {
    super(scope, id);
    checkProps(this, props, awsNetworkRules);
    const { name, cidr, podCidr, region, accountId, partition = "aws", natGateways = "none" } = props;
    const { gatewayEndpoints = ["dynamodb", "s3"], interfaceEndpoints = [], flowLogRetentionDays = 90 } = props;
    const matrix = flowMatrix(props.flows);
    const aclRows = networkAclRows(matrix, {
      hasPods: podCidr !== undefined,
      hasNat: natGateways !== "none",
      hasGatewayEndpoints: gatewayEndpoints.length > 0,
    });
    const groupRows = securityGroupRows(matrix, gatewayEndpoints);
    const place = this.node.path;
    failOn([
      ...crossedProps(place, props),
      ...refusedFlows(place, matrix),
      ...networkAclQuotaProblems(place, aclRows),
      ...securityGroupQuotaProblems(place, groupRows),
    ]);

    const vpc = new Vpc(this, "vpc", {
      cidrBlock: cidr,
      instanceTenancy: "default",
      enableDnsSupport: true,
      enableDnsHostnames: true,
      enableNetworkAddressUsageMetrics: true,
      tags: nameTag(name),
    });
    this.vpcId = vpc.id;
    this.emptyDefaults(vpc, name);

    const availabilityZones = availabilityZonesOf(props.availabilityZones, region);
    const subnets = new NetworkSubnets(this, "subnets", {
      name,
      vpcId: vpc.id,
      cidr,
      availabilityZones,
      ...(podCidr !== undefined && {
        pods: {
          cidr: podCidr,
          association: new VpcIpv4CidrBlockAssociation(this, "pod-range", { vpcId: vpc.id, cidrBlock: podCidr }),
        },
      }),
    });
    this.subnetIds = subnets.ids;
    this.podSubnetIds = subnets.podIds;

    const routes = new NetworkRoutes(this, "routes", { name, vpcId: vpc.id, matrix, natGateways, availabilityZones, subnets });
    this.routeTableIds = routes.tableIds;

    const owner = { partition, region, accountId };
    const gateways = new GatewayEndpoints(this, "gateway-endpoints", {
      name,
      vpcId: vpc.id,
      owner,
      services: gatewayEndpoints,
      routeTableIds: zones.filter((zone) => zone !== "public").flatMap((zone) => routes.tableIds[zone]),
    });
    const groups = new NetworkSecurityGroups(this, "security-groups", {
      name,
      vpcId: vpc.id,
      rows: groupRows,
      prefixListIds: gateways.prefixListIds,
    });
    this.securityGroupIds = groups.ids;
    new InterfaceEndpoints(this, "interface-endpoints", {
      name,
      vpcId: vpc.id,
      owner,
      services: interfaceEndpoints,
      subnetIds: subnets.ids[endpointsZone],
      securityGroupId: groups.ids.endpoints,
    });

    const cidrs: Partial<Record<AclRange, string>> = {
      ...keyed(zones, (zone) => zoneRange(cidr, zone)),
      network: cidr,
      internet: anywhere,
      ...(podCidr !== undefined && { pods: podCidr }),
    };
    this.networkAclIds = new NetworkAcls(this, "network-acls", { name, vpcId: vpc.id, cidrs, subnets, rows: aclRows }).ids;

    new NetworkFlowLogs(this, "flow-logs", {
      name,
      vpcId: vpc.id,
      kmsKeyArn: props.flowLogKmsKeyArn,
      retentionDays: flowLogRetentionDays,
      roleArn: props.flowLogRoleArn,
    });
  }

  private emptyDefaults(vpc: Vpc, name: string): void {
    const tags = nameTag(name, "default");
    // Empty lists, not absent ones: rules that somebody adds by hand then show as drift and are removed.
    new DefaultSecurityGroup(this, "default-security-group", { vpcId: vpc.id, ingress: [], egress: [], tags });
    new DefaultRouteTable(this, "default-route-table", { defaultRouteTableId: vpc.defaultRouteTableId, route: [], tags });
    new DefaultNetworkAcl(this, "default-network-acl", { defaultNetworkAclId: vpc.defaultNetworkAclId, tags });
  }
}
