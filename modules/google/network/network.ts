import { ComputeNetwork } from "@cdktf/provider-google/lib/compute-network";
import { Construct } from "constructs";
import { failOn } from "../../core/errors";
import { refusedFlows } from "../../core/flow-checks";
import { flowMatrix } from "../../core/flows";
import { keyed } from "../../core/keyed";
import { checkProps } from "../../core/props";
import { zones, type Zone } from "../../core/words";
import { childName } from "./child-name";
import { NetworkFirewall } from "./firewall";
import { networkRanges } from "./firewall-ranges";
import { firewallRules } from "./firewall-rules";
import { NetworkLogs } from "./network-logs";
import { crossedProps, googleNetworkRules, type GoogleNetworkProps } from "./network-props";
import { PrivateApis } from "./private-apis";
import { PrivateServices } from "./private-services";
import { NetworkSubnetworks } from "./subnetworks";
import { NetworkWaysOut } from "./ways-out";

/**
 * A VPC network with five network zones in one region, in which nothing speaks to anything but what a flow allows: each
 * flow becomes rules of one firewall policy, which names zones by their ranges and refuses and logs the rest, in both
 * directions. The policy is asked before any single firewall rule, so that a rule which a cluster or a person makes beside
 * it opens nothing.
 *
 * The vault zone has no route to the internet, whatever the flows say: the network is made without the default route, and
 * the one that there is holds for machines with the egress tag alone. Google's interfaces are reached by names that are
 * answered inside, at addresses that have a route of their own.
 */
export class GoogleNetwork extends Construct {
  /** Id of the network: `projects/<project>/global/networks/<name>`. */
  readonly networkId: string;
  /** Address of the network in the Compute API. */
  readonly networkSelfLink: string;
  /** Ids of each zone's subnetwork. */
  readonly subnetworkIds: Readonly<Record<Zone, string>>;
  /** The network tag without which a machine has no route to the internet. */
  readonly egressTag: string;
  /** Name of the range of managed services; empty without `privateServiceCidr`. */
  readonly privateServiceRangeName: string;
  /** The peering with managed services, for what has to wait for it; empty without `privateServiceCidr`. */
  readonly privateServicePeering: string;
  /** The addresses that partners see; none without Cloud NAT. */
  readonly natAddresses: string[];

  constructor(scope: Construct, id: string, props: GoogleNetworkProps) {
    super(scope, id);
    checkProps(this, props, googleNetworkRules);
    const { name, region, natGateways = "none", privateApiDomains = ["gcr.io", "googleapis.com", "pkg.dev"] } = props;
    const matrix = flowMatrix(props.flows);
    const place = this.node.path;
    failOn([...crossedProps(place, props), ...refusedFlows(place, matrix)]);

    const network = new ComputeNetwork(this, "Resource", {
      name,
      description: "Five zones; what may speak to what stands in the firewall policy",
      autoCreateSubnetworks: false,
      deleteDefaultRoutesOnCreate: true,
      routingMode: "REGIONAL",
      networkFirewallPolicyEnforcementOrder: "BEFORE_CLASSIC_FIREWALL",
    });
    this.networkId = network.id;
    this.networkSelfLink = network.selfLink;
    this.egressTag = childName("computeResource", name, "egress");

    const ranges = networkRanges(props);
    new NetworkFirewall(this, "firewall", { name, networkId: network.id, rules: firewallRules(matrix, ranges) });
    const subnetworks = new NetworkSubnetworks(this, "subnetworks", {
      name,
      networkId: network.id,
      region,
      ranges,
      flowLogSampling: props.flowLogSampling ?? 0.5,
    });
    this.subnetworkIds = keyed(zones, (zone) => subnetworks.byZone[zone].id);
    this.natAddresses = new NetworkWaysOut(this, "ways-out", {
      name,
      networkId: network.id,
      region,
      matrix,
      natGateways,
      egressTag: this.egressTag,
      subnetworks,
    }).natAddresses;
    new PrivateApis(this, "private-apis", { name, networkId: network.id, domains: privateApiDomains });
    const services =
      props.privateServiceCidr === undefined
        ? undefined
        : new PrivateServices(this, "private-services", { name, networkId: network.id, cidr: props.privateServiceCidr });
    this.privateServiceRangeName = services?.rangeName ?? "";
    this.privateServicePeering = services?.peering ?? "";
    new NetworkLogs(this, "logs", {
      name,
      projectId: props.projectId,
      region,
      kmsKeyName: props.flowLogKmsKeyName,
      retentionDays: props.flowLogRetentionDays ?? 90,
    });
  }
}
