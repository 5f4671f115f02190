import { anywhere, subRange, zoneRange } from "../../core/ranges";
import { zones, type Zone } from "../../core/words";

/**
 * The addresses under which a network reaches those Google interfaces that VPC Service Controls can guard, and no others
 * (https://cloud.google.com/vpc/docs/configure-private-google-access#domain-options, read 2026-11).
 */
export const restrictedApiRange = "199.36.153.4/30";

/** The same for all Google interfaces; nothing here uses it (same source). */
const privateApiRange = "199.36.153.8/30";

/**
 * Where Google's health checks come from, and the front ends of a global external load balancer
 * (https://cloud.google.com/load-balancing/docs/firewall-rules, read 2026-11).
 */
export const healthCheckRanges: readonly string[] = ["130.211.0.0/22", "35.191.0.0/16"];

/** Private addresses (RFC 1918) and those shared inside providers (RFC 6598), out of which every network of the estate is made. */
const privateRanges: readonly string[] = ["10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16"];

/** What a rule of the firewall can name. */
export interface FirewallRanges {
  readonly zones: Readonly<Record<Zone, string>>;
  /** The second range of the mesh zone. @default - no pods */
  readonly pods?: string;
  /** Where the proxies of regional load balancers stand. @default - no such load balancers */
  readonly proxies?: string;
  /** Where Google's managed services, such as databases, stand. @default - none are reached by private addresses */
  readonly managedServices?: string;
}

/** The ranges of the network's props, with the parts of them that have a meaning of their own. */
export interface NetworkRanges extends FirewallRanges {
  /** The addresses of the cluster's services, which mean nothing outside it. @default - no pods */
  readonly services?: string;
}

/**
 * The ranges of a network. A pods' range has four quarters: the first two are the pods', the last is that of the
 * cluster's services, and the third is kept for pods to come, for a cluster can be given further ranges and no larger ones.
 */
export const networkRanges = (props: {
  readonly cidr: string;
  readonly podCidr?: string;
  readonly proxyOnlyCidr?: string;
  readonly privateServiceCidr?: string;
}): NetworkRanges => ({
  zones: Object.fromEntries(zones.map((zone) => [zone, zoneRange(props.cidr, zone)] as const)) as Record<Zone, string>,
  ...(props.podCidr !== undefined && { pods: subRange(props.podCidr, 1, 0), services: subRange(props.podCidr, 2, 3) }),
  ...(props.proxyOnlyCidr !== undefined && { proxies: props.proxyOnlyCidr }),
  ...(props.privateServiceCidr !== undefined && { managedServices: props.privateServiceCidr }),
});

const given = (range: string | undefined): readonly string[] => (range === undefined ? [] : [range]);

/** The addresses that the members of a zone have inside the network. */
export const ownRanges = (peer: Zone | "internet", ranges: FirewallRanges): readonly string[] => {
  if (peer === "internet") return [anywhere];
  return [ranges.zones[peer], ...(peer === "mesh" ? given(ranges.pods) : [])];
};

/**
 * The addresses from which calls of a peer arrive. Load balancers stand in the API zone and have no address in it: their
 * proxies call from a range of their own, and what probes their targets from Google's.
 */
export const callerRanges = (peer: Zone | "internet", ranges: FirewallRanges): readonly string[] => [
  ...ownRanges(peer, ranges),
  ...(peer === "api" ? [...given(ranges.proxies), ...healthCheckRanges] : []),
];

/** The addresses at which a peer is called by somebody else. Managed services belong to the data zone and stand outside the network. */
export const calledRanges = (peer: Zone | "internet" | "endpoints", ranges: FirewallRanges): readonly string[] => {
  if (peer === "endpoints") return [restrictedApiRange];
  return [...ownRanges(peer, ranges), ...(peer === "data" ? given(ranges.managedServices) : [])];
};

/** What is not the internet, though "every address" has it: all private addresses, and Google's own interfaces. */
export const insideRanges: readonly string[] = [...privateRanges, restrictedApiRange, privateApiRange];

/** Out of {@link insideRanges}, what packets can come from. */
export const insideSources = privateRanges;
