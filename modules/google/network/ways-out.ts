import { ComputeAddress } from "@cdktf/provider-google/lib/compute-address";
import { ComputeRoute } from "@cdktf/provider-google/lib/compute-route";
import { ComputeRouter } from "@cdktf/provider-google/lib/compute-router";
import { ComputeRouterNat } from "@cdktf/provider-google/lib/compute-router-nat";
import { Construct } from "constructs";
import type { Flow } from "../../core/flows";
import { anywhere } from "../../core/ranges";
import { zones, type Zone } from "../../core/words";
import { childName } from "./child-name";
import { restrictedApiRange } from "./firewall-ranges";
import type { NetworkSubnetworks } from "./subnetworks";

/** How private zones reach the internet: not at all, or through Cloud NAT, which has no availability zone to lose. */
export const natGatewayModes = ["none", "regional"] as const;
/** How private zones reach the internet. */
export type NatGatewayMode = (typeof natGatewayModes)[number];

/** The gateway that Google makes with every network. */
const internetGateway = "default-internet-gateway";

/** Keys of the addresses that Cloud NAT calls from. Two, so that one can be changed while partners still admit the other. */
const natAddressKeys = ["a", "b"] as const;

/** The zones whose members Cloud NAT lets out: those with a flow to the internet. Never the vault zone, whatever the flows say. */
export const natZones = (matrix: readonly Flow[]): readonly Zone[] =>
  zones.filter((zone) => zone !== "public" && zone !== "vault" && matrix.some(({ from, to }) => from === zone && to === "internet"));

/** Whether anything may have a way to the internet at all. */
export const hasInternetRoute = (matrix: readonly Flow[], natGateways: NatGatewayMode): boolean =>
  (natGateways !== "none" && natZones(matrix).length > 0) ||
  matrix.some(({ from, to }) => (from === "public" && to === "internet") || (from === "internet" && to === "public"));

/** What the ways out are made with. */
export interface NetworkWaysOutInput {
  readonly name: string;
  readonly networkId: string;
  readonly region: string;
  readonly matrix: readonly Flow[];
  readonly natGateways: NatGatewayMode;
  /** The network tag of machines that may leave. */
  readonly egressTag: string;
  readonly subnetworks: NetworkSubnetworks;
}

/**
 * The routes out of the network, and Cloud NAT. A route belongs to a whole network, not to a subnetwork: the one to the
 * internet is for machines with the egress tag alone, and what has no tag, such as everything in the vault zone, has no
 * route. The one to Google's interfaces is for all.
 */
export class NetworkWaysOut extends Construct {
  /** The addresses that partners see; none without Cloud NAT. */
  readonly natAddresses: string[];

  constructor(scope: Construct, id: string, input: NetworkWaysOutInput) {
    super(scope, id);
    const { name, networkId, matrix, natGateways, egressTag } = input;
    // Google's interfaces are reached through the gateway of the internet and without leaving Google's network:
    // https://cloud.google.com/vpc/docs/configure-private-google-access#config-routing, read 2026-11.
    new ComputeRoute(this, "google-apis", {
      name: childName("computeResource", name, "google-apis"),
      description: "Google's interfaces, inside Google's network",
      network: networkId,
      destRange: restrictedApiRange,
      nextHopGateway: internetGateway,
    });
    if (hasInternetRoute(matrix, natGateways)) {
      new ComputeRoute(this, "internet", {
        name: childName("computeResource", name, "internet"),
        description: "The internet, for machines with the egress tag alone",
        network: networkId,
        destRange: anywhere,
        nextHopGateway: internetGateway,
        tags: [egressTag],
      });
    }
    this.natAddresses = natGateways === "none" ? [] : this.nat(input);
  }

  private nat({ name, networkId, region, matrix, subnetworks }: NetworkWaysOutInput): string[] {
    const leaving = natZones(matrix);
    if (leaving.length === 0) return [];
    const router = new ComputeRouter(this, "router", { name: childName("computeResource", name, "nat"), network: networkId, region });
    const addresses = natAddressKeys.map(
      (key) =>
        new ComputeAddress(this, `nat-address-${key}`, {
          name: childName("computeResource", name, "nat", key),
          description: "What leaves through Cloud NAT calls from here",
          region,
          addressType: "EXTERNAL",
          networkTier: "PREMIUM",
        }),
    );
    new ComputeRouterNat(this, "nat", {
      name: childName("computeResource", name, "nat"),
      router: router.name,
      region,
      natIpAllocateOption: "MANUAL_ONLY",
      natIps: addresses.map(({ selfLink }) => selfLink),
      sourceSubnetworkIpRangesToNat: "LIST_OF_SUBNETWORKS",
      subnetwork: leaving.map((zone) => ({ name: subnetworks.byZone[zone].id, sourceIpRangesToNat: ["ALL_IP_RANGES"] })),
      // Ports are lent as they are needed, which needs the endpoint-independent mapping to be off:
      // https://cloud.google.com/nat/docs/ports-and-addresses, read 2026-11.
      enableDynamicPortAllocation: true,
      enableEndpointIndependentMapping: false,
      minPortsPerVm: 64,
      maxPortsPerVm: 4096,
      logConfig: { enable: true, filter: "ALL" },
    });
    return addresses.map(({ address }) => address);
  }
}
