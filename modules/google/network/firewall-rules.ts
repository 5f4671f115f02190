import type { Flow, Peer } from "../../core/flows";
import { anywhere } from "../../core/ranges";
import { zones, type Zone } from "../../core/words";
import { calledRanges, callerRanges, insideRanges, insideSources, ownRanges, type FirewallRanges } from "./firewall-ranges";

/** One rule of the firewall policy. Answers need no rule of their own, for the policy keeps state. */
export interface FirewallRule {
  /** `<direction>-<from>-to-<to>-<protocol>-<first port>`, or what is denied: the rule's construct id. */
  readonly id: string;
  readonly direction: "ingress" | "egress";
  readonly action: "allow" | "deny";
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  readonly protocol: Flow["protocol"] | "all";
  /** First and last destination port; without meaning where the protocol is `all`. */
  readonly ports: readonly [number, number];
  /** Unique in the policy. The lowest number that matches a packet decides. */
  readonly priority: number;
  /** Why: the purposes of its flows. */
  readonly description: string;
}

/**
 * Priorities. A rule's priority decides its replacement and is unique in the whole policy, so it must not follow from a
 * place in a list. It is written out of the rule itself: four steps, of which only the order means something (what the
 * matrix allows inside; everything else inside is denied; what it allows with the internet; everything else is denied),
 * and in a step a number made of direction, ends, protocol and first port. No two rules can have the same number, and
 * a flow more or less changes no other rule's. "Every address" thus means every address outside, and a zone that may
 * call the internet is no nearer to the other zones.
 *
 * A policy's own rules may have 0 to 2,147,483,547 (https://cloud.google.com/firewall/docs/firewall-policies-rule-details,
 * read 2026-11).
 */
const steps = { inside: 100_000_000, denyInside: 200_000_000, internet: 300_000_000, denyAll: 2_000_000_000 } as const;

const portCount = 65_536;
const directions = ["egress", "ingress"] as const;
const ends: readonly Peer[] = ["internet", ...zones, "endpoints"];

const priorityOf = (direction: FirewallRule["direction"], { from, to, protocol, ports }: Flow): number => {
  const step = from === "internet" || to === "internet" ? steps.internet : steps.inside;
  const pair = (directions.indexOf(direction) * ends.length + ends.indexOf(from)) * ends.length + ends.indexOf(to);
  return step + (pair * 2 + (protocol === "tcp" ? 0 : 1)) * portCount + ports[0];
};

/** The rules of the firewall policy that let the matrix through and refuse the rest, in the order of their priorities. */
export const firewallRules = (matrix: readonly Flow[], ranges: FirewallRanges): readonly FirewallRule[] =>
  [...joined(matrix).flatMap((flow) => flowRules(flow, ranges)), ...denials].sort((a, b) => a.priority - b.priority);

const isMember = (peer: Peer): peer is Zone => peer !== "internet" && peer !== "endpoints";

/** A flow is a rule where it begins and a rule where it ends, for the policy guards both; what is outside has no rules of ours. */
const flowRules = (flow: Flow, ranges: FirewallRanges): readonly FirewallRule[] => {
  const { from, to, protocol, ports, purpose } = flow;
  const rule = (direction: FirewallRule["direction"], sources: readonly string[], destinations: readonly string[]): FirewallRule => ({
    id: `${direction}-${from}-to-${to}-${protocol}-${String(ports[0])}`,
    direction,
    action: "allow",
    sources,
    destinations,
    protocol,
    ports,
    priority: priorityOf(direction, flow),
    description: purpose,
  });
  return [
    ...(isMember(from) ? [rule("egress", ownRanges(from, ranges), calledRanges(to, ranges))] : []),
    ...(isMember(to) && from !== "endpoints" ? [rule("ingress", callerRanges(from, ranges), ownRanges(to, ranges))] : []),
  ];
};

const denial = (
  id: string,
  direction: FirewallRule["direction"],
  step: number,
  description: string,
  sources: readonly string[],
  destinations: readonly string[],
): FirewallRule => ({
  id,
  direction,
  action: "deny",
  sources,
  destinations,
  protocol: "all",
  ports: [0, 0],
  priority: step + directions.indexOf(direction),
  description,
});

const [all, inside] = ["whatever no flow allows", "inside, whatever no flow allows"] as const;

const denials: readonly FirewallRule[] = [
  denial("deny-egress-inside", "egress", steps.denyInside, inside, [anywhere], insideRanges),
  denial("deny-ingress-inside", "ingress", steps.denyInside, inside, insideSources, [anywhere]),
  denial("deny-egress", "egress", steps.denyAll, all, [anywhere], [anywhere]),
  denial("deny-ingress", "ingress", steps.denyAll, all, [anywhere], [anywhere]),
];

/**
 * The fewest flows for the same ports: those between the same ends with the same protocol whose ports overlap or meet
 * become one, so that each of the rest has a first port of its own.
 */
const joined = (matrix: readonly Flow[]): readonly Flow[] => {
  const result: Flow[] = [];
  const key = ({ from, to, protocol }: Flow): string => `${from} ${to} ${protocol}`;
  for (const flow of [...matrix].sort((a, b) => (key(a) === key(b) ? a.ports[0] - b.ports[0] : key(a) < key(b) ? -1 : 1))) {
    const last = result.at(-1);
    if (last !== undefined && key(last) === key(flow) && flow.ports[0] <= last.ports[1] + 1) {
      const purposes = new Set([...last.purpose.split(", "), ...flow.purpose.split(", ")]);
      const ports: Flow["ports"] = [last.ports[0], Math.max(last.ports[1], flow.ports[1])];
      result[result.length - 1] = { ...last, ports, purpose: [...purposes].sort().join(", ") };
    } else result.push(flow);
  }
  return result;
};
