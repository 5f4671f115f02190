import { zones, type Zone } from "./words";

/** Where a flow may begin or end, from the outside in: the internet, a zone, or the cloud's private endpoints. */
export const peers = ["internet", ...zones, "endpoints"] as const;
/** Where a flow may begin or end. */
export type Peer = (typeof peers)[number];

/** The zone in whose subnets the private endpoints stand. */
export const endpointsZone: Zone = "data";

/** One allowed flow. All that is not listed is refused. */
export interface Flow {
  readonly from: Peer;
  readonly to: Peer;
  readonly protocol: "tcp" | "udp";
  /** First and last destination port. */
  readonly ports: readonly [number, number];
  /** Why it is allowed: stands in the rule's description. */
  readonly purpose: string;
}

/** A flow's key: the same flow has the same key wherever it was declared. Safe as a construct id. */
export const flowKey = ({ from, to, protocol, ports: [first, last] }: Flow): string =>
  `${from}-to-${to}-${protocol}-${String(first)}${first === last ? "" : `-${String(last)}`}`;

/** The flows without repetition, sorted by key; a flow that was declared for several purposes names them all. */
export const flowMatrix = (flows: readonly Flow[]): readonly Flow[] => {
  const byKey = new Map<string, Flow[]>();
  for (const flow of flows) byKey.set(flowKey(flow), [...(byKey.get(flowKey(flow)) ?? []), flow]);
  return [...byKey.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, same]) => {
      const purpose = [...new Set(same.map((flow) => flow.purpose))].sort().join(", ");
      return { ...(same[0] as Flow), purpose };
    });
};

/** Whether `matrix` lets `from` reach `port` of `to`. */
export const flowAllowed = (matrix: readonly Flow[], from: Peer, to: Peer, protocol: Flow["protocol"], port: number): boolean =>
  matrix.some(
    (flow) => flow.from === from && flow.to === to && flow.protocol === protocol && port >= flow.ports[0] && port <= flow.ports[1],
  );

/** What the published networks let through: visitors to the public zone, these to the api, and that to its data. */
export const exampleFlows: readonly Flow[] = [
  { from: "internet", to: "public", protocol: "tcp", ports: [443, 443], purpose: "visitors" },
  { from: "public", to: "api", protocol: "tcp", ports: [8443, 8443], purpose: "requests" },
  { from: "api", to: "data", protocol: "tcp", ports: [5432, 5432], purpose: "database" },
];

/** What those with a way out let through besides. */
export const exampleWayOut: Flow = { from: "api", to: "internet", protocol: "tcp", ports: [443, 443], purpose: "partners" };
