import type { Problem } from "../../core/errors";
import { endpointsZone, flowAllowed, type Flow, type Peer } from "../../core/flows";
import { zones, type Zone } from "../../core/words";

/** A range that traffic is allowed from or to: a zone's, the pods' (a second range of the mesh zone), or every address. */
type PeerRange = Zone | "pods" | "internet";

/** A range that a rule of a network ACL can name. `network` is the whole of the network but the pods. */
export type AclRange = PeerRange | "network";

/** One rule of a zone's network ACL. What no rule names is denied. */
export interface AclRow {
  /** Whose ACL it belongs to. */
  readonly zone: Zone;
  readonly direction: "ingress" | "egress";
  readonly action: "allow" | "deny";
  /** Where the traffic comes from (ingress) or goes to (egress). */
  readonly range: AclRange;
  readonly protocol: Flow["protocol"] | "all";
  /** First and last destination port; without meaning where the protocol is `all`. */
  readonly ports: readonly [number, number];
  /** 100 to 31,699; unique in the ACL and direction. The lowest number that matches a packet decides. */
  readonly number: number;
}

/** What the rules follow from, beside the flows. */
export interface AclShape {
  /** Whether the mesh zone has a second range, for pods. */
  readonly hasPods: boolean;
  /** Whether private zones reach the internet through NAT gateways in the public zone. */
  readonly hasNat: boolean;
  /** Whether S3 or DynamoDB is reached through a gateway endpoint. */
  readonly hasGatewayEndpoints: boolean;
}

interface Permit extends Pick<AclRow, "zone" | "direction" | "ports"> {
  readonly range: PeerRange;
  readonly protocol: Flow["protocol"];
}

/**
 * Ports that answers come back to. Linux, Windows, NAT gateways, load balancers and Lambda choose theirs out of different
 * parts of this range (Amazon VPC User Guide, Ephemeral ports; read 2026-11).
 */
export const ephemeralPorts: readonly [number, number] = [1024, 65_535];

/**
 * The rules of every zone's network ACL that let the matrix through, sorted by zone, direction and number. An ACL keeps
 * no state, so each flow needs its request and its answer in both zones' ACLs. Ports of one range and protocol are
 * joined where that loses nothing: overlapping and adjacent intervals become one rule, and all answers of a peer are one.
 */
export const networkAclRows = (matrix: readonly Flow[], shape: AclShape): readonly AclRow[] => {
  const permits = [...matrix.flatMap((flow) => flowPermits(flow, shape)), ...gatewayEndpointPermits(matrix, shape)];
  return zones.flatMap((zone) =>
    (["egress", "ingress"] as const).flatMap((direction) => {
      const rows = allowed(permits.filter((permit) => permit.zone === zone && permit.direction === direction));
      return [...rows, ...denied(zone, direction, rows, shape)].sort((a, b) => a.number - b.number);
    }),
  );
};

const rangesOf = (peer: Peer, { hasPods }: AclShape): readonly PeerRange[] => {
  if (peer === "endpoints") return [endpointsZone];
  return peer === "mesh" && hasPods ? ["mesh", "pods"] : [peer];
};

const zoneOf = (peer: Peer): Zone | undefined => (peer === "internet" ? undefined : peer === "endpoints" ? endpointsZone : peer);

type Service = Pick<Flow, "protocol" | "ports">;

/** What the ACL of `zone` needs when something inside it calls a service in `ranges`. */
const calls = (zone: Zone, ranges: readonly PeerRange[], { protocol, ports }: Service): readonly Permit[] =>
  ranges.flatMap((range): readonly Permit[] => [
    { zone, direction: "egress", range, protocol, ports },
    { zone, direction: "ingress", range, protocol, ports: ephemeralPorts },
  ]);

/** What the ACL of `zone` needs when a service inside it is called from `ranges`. */
const answers = (zone: Zone, ranges: readonly PeerRange[], { protocol, ports }: Service): readonly Permit[] =>
  ranges.flatMap((range): readonly Permit[] => [
    { zone, direction: "ingress", range, protocol, ports },
    { zone, direction: "egress", range, protocol, ports: ephemeralPorts },
  ]);

const flowPermits = (flow: Flow, shape: AclShape): readonly Permit[] => {
  const [from, to] = [zoneOf(flow.from), zoneOf(flow.to)];
  const permits = [
    ...(from === undefined ? [] : calls(from, rangesOf(flow.to, shape), flow)),
    ...(to === undefined ? [] : answers(to, rangesOf(flow.from, shape), flow)),
  ];
  // On its way to the internet, private traffic passes the public zone twice: into the NAT gateway, and out of it.
  const passesNat = shape.hasNat && flow.to === "internet" && flow.from !== "public";
  return passesNat ? [...permits, ...answers("public", rangesOf(flow.from, shape), flow), ...calls("public", ["internet"], flow)] : permits;
};

/**
 * Gateway endpoints for S3 and DynamoDB have no address of their own: their traffic goes to the services' public addresses,
 * and an ACL can name no prefix list. So the ACL of a private zone that may call the endpoints lets HTTPS out to every
 * address; that the zone reaches only S3 and DynamoDB, and not the internet, is the work of its routes and its security
 * group.
 */
const gatewayEndpointPermits = (matrix: readonly Flow[], { hasGatewayEndpoints }: AclShape): readonly Permit[] =>
  hasGatewayEndpoints
    ? gatewayEndpointZones(matrix).flatMap((zone) => calls(zone, ["internet"], { protocol: "tcp", ports: [443, 443] }))
    : [];

/** The private zones that may call S3 and DynamoDB through gateway endpoints: those with a flow to the endpoints for HTTPS. */
export const gatewayEndpointZones = (matrix: readonly Flow[]): readonly Zone[] =>
  zones.filter((zone) => zone !== "public" && flowAllowed(matrix, zone, "endpoints", "tcp", 443));

/**
 * Rule numbers. A rule's number decides its replacement, so it must not follow from its place in a list. Each pair of
 * range and protocol has a band of numbers of its own, and inside it the rule has the number of its first port, modulo the
 * prime below: adding a flow leaves all other rules alone. Two first ports of one pair that are equal modulo the prime
 * (443 and 2686) collide; then the higher one takes the next free number of the band, and only rules that collide can ever
 * be renumbered. A rule's address has the same parts (range, protocol, first port), so a rule that grows is replaced in
 * place and does not race with its successor for the number.
 *
 * The bands stand in three steps, and only their order means something: what the matrix allows inside the network; then
 * everything else inside the network is denied; then what it allows with the internet. "Every address" thus means
 * every address outside the network, and a zone that may call or answer the internet is no nearer to the other zones.
 */
const bandStarts: Readonly<Record<PeerRange, number>> = {
  public: 100,
  api: 4_600,
  mesh: 9_100,
  data: 13_600,
  vault: 18_100,
  pods: 22_600,
  internet: 27_200,
};
const denyNumbers = { network: 27_100, pods: 27_101 } as const;
const bandSize = 2_250;
const bandPrime = 2_243;

/** What the permits of one ACL and direction become: joined and numbered. */
const allowed = (permits: readonly Permit[]): readonly AclRow[] => {
  const byBand = new Map<number, Permit[]>();
  for (const permit of permits) {
    const start = bandStarts[permit.range] + (permit.protocol === "tcp" ? 0 : bandSize);
    byBand.set(start, [...(byBand.get(start) ?? []), permit]);
  }
  return [...byBand.entries()].flatMap(([start, band]) => numbered(start, joined(band)));
};

/** Only an ACL that lets every address through has to except the network's own. */
const denied = (zone: Zone, direction: AclRow["direction"], rows: readonly AclRow[], { hasPods }: AclShape): readonly AclRow[] => {
  if (!rows.some(({ range }) => range === "internet")) return [];
  const ranges: readonly (keyof typeof denyNumbers)[] = hasPods ? ["network", "pods"] : ["network"];
  return ranges.map((range) => ({ zone, direction, action: "deny", range, protocol: "all", ports: [0, 0], number: denyNumbers[range] }));
};

const numbered = (start: number, permits: readonly Permit[]): readonly AclRow[] => {
  const taken = new Set<number>();
  return permits.map((permit) => {
    let offset = permit.ports[0] % bandPrime;
    while (taken.has(offset)) offset = (offset + 1) % bandSize;
    taken.add(offset);
    return { ...permit, action: "allow", number: start + offset };
  });
};

/** The fewest permits for the same ports, sorted by first port. All of them are alike but for their ports. */
const joined = (permits: readonly Permit[]): readonly Permit[] => {
  const result: Permit[] = [];
  for (const permit of [...permits].sort((a, b) => a.ports[0] - b.ports[0])) {
    const last = result.at(-1);
    if (last !== undefined && permit.ports[0] <= last.ports[1] + 1) {
      result[result.length - 1] = { ...last, ports: [last.ports[0], Math.max(last.ports[1], permit.ports[1])] };
    } else result.push(permit);
  }
  return result;
};

/**
 * Rules that we may give an ACL in each direction: the default quota is 20, and AWS's own last rule, which denies, is one
 * of them (Amazon VPC User Guide, Amazon VPC quotas; read 2026-11).
 */
export const networkAclRuleQuota = 19;

/** The ACLs that hold more rules than AWS takes by default. */
export const networkAclQuotaProblems = (place: string, rows: readonly AclRow[]): Problem[] =>
  zones.flatMap((zone) =>
    (["egress", "ingress"] as const).flatMap((direction) => {
      const count = rows.filter((row) => row.zone === zone && row.direction === direction).length;
      return count <= networkAclRuleQuota
        ? []
        : [
            {
              code: "QuotaExceeded" as const,
              place,
              rule: `the network ACL of zone '${zone}' must have at most ${String(networkAclRuleQuota)} ${direction} rules`,
              value: count,
              fix: "give neighbouring flows neighbouring ports, so that they become one rule, or remove flows",
            },
          ];
    }),
  );
