import { cidrContains, parseCidr, type Cidr } from "../../../../modules/core/addressing";
import { flowAllowed, peers, type Flow, type Peer } from "../../../../modules/core/flows";
import type { Attributes, TerraformJson } from "../../../../modules/core/output-guards";
import { zones } from "../../../../modules/core/words";
import { restrictedApiRange, type FirewallRanges } from "../../../../modules/google/network/firewall-ranges";
import type { FirewallRule } from "../../../../modules/google/network/firewall-rules";
import { boundaryPorts } from "../../../support/flows";

/** A rule of a policy, as it decides about packets. */
export type PolicyRule = Omit<FirewallRule, "id" | "description">;

/** The first packet of a connection. */
export interface Packet {
  readonly source: string;
  readonly destination: string;
  readonly protocol: Flow["protocol"];
  readonly port: number;
}

const blockOf = (value: unknown): Attributes => ((Array.isArray(value) ? (value as readonly unknown[])[0] : value) ?? {}) as Attributes;

/** The rules of the one policy of a stack, read from its Terraform JSON. */
export const rulesOf = (json: TerraformJson): readonly PolicyRule[] =>
  Object.values(json.resource?.["google_compute_network_firewall_policy_rule"] ?? {}).map((rule) => {
    const match = blockOf(rule["match"]);
    const service = blockOf(match["layer4_configs"]);
    const [first = "0", last = first] = ((service["ports"] as string[] | undefined)?.[0] ?? "0").split("-");
    return {
      direction: rule["direction"] === "INGRESS" ? "ingress" : "egress",
      action: rule["action"] === "allow" ? "allow" : "deny",
      sources: match["src_ip_ranges"] as string[],
      destinations: match["dest_ip_ranges"] as string[],
      protocol: service["ip_protocol"] as PolicyRule["protocol"],
      ports: [Number(first), Number(last)],
      priority: rule["priority"] as number,
    };
  });

const read = new Map<string, Cidr | undefined>();

const rangeOf = (text: string): Cidr | undefined => {
  if (!read.has(text)) read.set(text, parseCidr(text));
  return read.get(text);
};

const holds = (ranges: readonly string[], address: string): boolean => {
  const one = rangeOf(`${address}/32`);
  return one !== undefined && ranges.map(rangeOf).some((range) => range !== undefined && cidrContains(range, one));
};

/**
 * What Google does: the rule with the lowest priority that matches the packet decides. Every packet has to match one, for
 * what a policy says nothing of is asked of older rules.
 */
export const policyLets = (
  rules: readonly PolicyRule[],
  direction: PolicyRule["direction"],
  { source, destination, protocol, port }: Packet,
): boolean => {
  const [decides] = rules
    .filter((rule) => rule.direction === direction && holds(rule.sources, source) && holds(rule.destinations, destination))
    .filter((rule) => rule.protocol === "all" || (rule.protocol === protocol && port >= rule.ports[0] && port <= rule.ports[1]))
    .sort((a, b) => a.priority - b.priority);
  if (decides === undefined) throw new Error(`no rule decides about ${direction} ${source} to ${destination}`);
  return decides.action === "allow";
};

/** Addresses under which members of a peer call or are called. Those outside the network have no rules of ours. */
export interface PeerAddresses {
  readonly inside: readonly string[];
  readonly outside: readonly string[];
}

const endsOf = (range: string): readonly string[] => {
  const { base = 0, prefix = 32 } = parseCidr(range) ?? {};
  const text = (address: number): string => [24, 16, 8, 0].map((shift) => String(Math.floor(address / 2 ** shift) % 256)).join(".");
  return [text(base), text(base + 2 ** (32 - prefix) - 1)];
};

/** The first and the last address of each range of a peer. */
export const addressesOf = (peer: Peer, ranges: FirewallRanges): PeerAddresses => {
  if (peer === "internet") return { inside: [], outside: ["8.8.8.8", "203.0.113.7", "199.36.153.12"] };
  if (peer === "endpoints") return { inside: [], outside: endsOf(restrictedApiRange) };
  const inside = [ranges.zones[peer], ...(peer === "mesh" && ranges.pods !== undefined ? [ranges.pods] : [])];
  const managed = peer === "data" && ranges.managedServices !== undefined ? [ranges.managedServices] : [];
  return { inside: inside.flatMap(endsOf), outside: managed.flatMap(endsOf) };
};

/** Whether a connection begins: the policy is asked where it leaves a member of the network, and where it reaches one. */
export const connects = (
  rules: readonly PolicyRule[],
  packet: Packet,
  { leavesInside, reachesInside }: { readonly leavesInside: boolean; readonly reachesInside: boolean },
): boolean => (!leavesInside || policyLets(rules, "egress", packet)) && (!reachesInside || policyLets(rules, "ingress", packet));

/**
 * For every address of `from` and `to`: whether a connection between them begins. Pairs of which none is inside the network
 * are left out, and so are connections that managed services open: the policy says nothing of them.
 */
export const connections = (
  rules: readonly PolicyRule[],
  ranges: FirewallRanges,
  from: Peer,
  to: Peer,
  protocol: Flow["protocol"],
  port: number,
): readonly boolean[] => {
  const [callers, called] = [addressesOf(from, ranges), addressesOf(to, ranges)];
  const isZone = zones.some((zone) => zone === from);
  const sources = [
    ...callers.inside.map((address) => [address, true] as const),
    ...(isZone ? [] : callers.outside.map((address) => [address, false] as const)),
  ];
  const destinations = [
    ...called.inside.map((address) => [address, true] as const),
    ...called.outside.map((address) => [address, false] as const),
  ];
  return sources.flatMap(([source, leavesInside]) =>
    destinations
      .filter(([, reachesInside]) => leavesInside || reachesInside)
      .map(([destination, reachesInside]) => connects(rules, { source, destination, protocol, port }, { leavesInside, reachesInside })),
  );
};

const callers = peers.filter((peer) => peer !== "endpoints");

/**
 * Every question of which the policy's answer is not what the matrix says: who, whom, by which protocol, at which port. All
 * pairs of peers are asked, at every port at which a rule might begin or end wrongly.
 */
export const disagreements = (
  matrix: readonly Flow[],
  ranges: FirewallRanges,
  rules: readonly PolicyRule[],
  ports = boundaryPorts(matrix),
): readonly string[] =>
  callers.flatMap((from) =>
    peers.flatMap((to) =>
      (["tcp", "udp"] as const).flatMap((protocol) =>
        ports.flatMap((port) =>
          connections(rules, ranges, from, to, protocol, port).every((one) => one === flowAllowed(matrix, from, to, protocol, port))
            ? []
            : [`${from} to ${to} ${protocol} ${String(port)}`],
        ),
      ),
    ),
  );
