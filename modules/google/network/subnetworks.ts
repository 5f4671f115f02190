import { ComputeSubnetwork } from "@cdktf/provider-google/lib/compute-subnetwork";
import { Construct } from "constructs";
import { keyed } from "../../core/keyed";
import { zones, type Zone } from "../../core/words";
import { childName } from "./child-name";
import type { NetworkRanges } from "./firewall-ranges";

/** Name of the mesh zone's second range, for pods. */
export const podRangeName = "pods";

/** Name of the mesh zone's third range, for the cluster's services. */
export const serviceRangeName = "services";

/** What the subnetworks are made with. */
export interface NetworkSubnetworksInput {
  readonly name: string;
  readonly networkId: string;
  readonly region: string;
  readonly ranges: NetworkRanges;
  readonly flowLogSampling: number;
}

/** A subnetwork of each network zone; a subnetwork has all availability zones of its region. */
export class NetworkSubnetworks extends Construct {
  readonly byZone: Readonly<Record<Zone, ComputeSubnetwork>>;

  constructor(scope: Construct, id: string, { name, networkId, region, ranges, flowLogSampling }: NetworkSubnetworksInput) {
    super(scope, id);
    const clusterRanges = [
      ...(ranges.pods === undefined ? [] : [{ rangeName: podRangeName, ipCidrRange: ranges.pods }]),
      ...(ranges.services === undefined ? [] : [{ rangeName: serviceRangeName, ipCidrRange: ranges.services }]),
    ];
    this.byZone = keyed(
      zones,
      (zone) =>
        new ComputeSubnetwork(this, zone, {
          name: childName("computeResource", name, zone),
          description: `The ${zone} zone`,
          network: networkId,
          region,
          ipCidrRange: ranges.zones[zone],
          stackType: "IPV4_ONLY",
          privateIpGoogleAccess: true,
          ...(zone === "mesh" && clusterRanges.length > 0 && { secondaryIpRange: clusterRanges }),
          logConfig: {
            aggregationInterval: "INTERVAL_1_MIN",
            flowSampling: flowLogSampling,
            metadata: "INCLUDE_ALL_METADATA",
          },
        }),
    );
    if (ranges.proxies !== undefined) {
      // It has neither flow logs nor private access: nothing of ours stands in it.
      new ComputeSubnetwork(this, "proxies", {
        name: childName("computeResource", name, "proxies"),
        description: "The proxies of regional load balancers",
        network: networkId,
        region,
        ipCidrRange: ranges.proxies,
        purpose: "REGIONAL_MANAGED_PROXY",
        role: "ACTIVE",
      });
    }
  }
}
