import fc from "fast-check";
import { refusedFlows } from "../../modules/core/flow-checks";
import { flowMatrix, peers, type Flow, type Peer } from "../../modules/core/flows";

/** A flow for a test; its purpose is told from its ends. */
export const flow = (from: Peer, to: Peer, first: number, last = first, protocol: Flow["protocol"] = "tcp"): Flow => ({
  from,
  to,
  protocol,
  ports: [first, last],
  purpose: `${from} to ${to}`,
});

/** A matrix as an estate has it. */
export const estateFlows: readonly Flow[] = [
  flow("internet", "public", 443),
  flow("public", "api", 8443),
  flow("api", "mesh", 8080, 8099),
  flow("mesh", "mesh", 443),
  flow("mesh", "mesh", 53, 53, "udp"),
  flow("mesh", "data", 5432),
  flow("mesh", "endpoints", 443),
  flow("mesh", "internet", 443),
  flow("mesh", "vault", 8200),
  flow("vault", "endpoints", 443),
];

const ports = [1, 53, 80, 443, 444, 1023, 1024, 2686, 5432, 8200, 65_535] as const;

/** Ports at which a rule might begin or end too early or too late. */
export const boundaryPorts = (matrix: readonly Flow[]): readonly number[] =>
  [...new Set([1, 443, 1023, 1024, 65_535, ...matrix.flatMap(({ ports: [first, last] }) => [first - 1, first, last, last + 1])])].filter(
    (port) => port >= 1 && port <= 65_535,
  );

/** Any flow that is not refused. */
export const anyFlow = fc
  .record({
    from: fc.constantFrom(...peers),
    to: fc.constantFrom(...peers),
    protocol: fc.constantFrom("tcp" as const, "udp" as const),
    ends: fc.tuple(fc.constantFrom(...ports), fc.constantFrom(...ports)),
  })
  .map(({ from, to, protocol, ends: [a, b] }) => flow(from, to, Math.min(a, b), Math.max(a, b), protocol))
  .filter((one) => refusedFlows("test", [one]).length === 0);

/** Any matrix without refused flows. */
export const anyMatrix = fc.array(anyFlow, { maxLength: 14 }).map(flowMatrix);
