import { failOn, type Problem } from "../../core/errors";
import type { Flow, Peer } from "../../core/flows";
import { podZone, type AddressEnd, type Connection, type ConnectionEnd, type Workload, type Workloads } from "./connections";

/** A range of addresses, some of which may be left out. */
export interface AddressRange {
  readonly cidr: string;
  /** Ranges inside `cidr` that it does not stand for. @default - none */
  readonly except?: readonly string[];
}

/** Where each end outside the pods lies. An end without a range is never reached. */
export type AddressRanges = Readonly<Record<AddressEnd, readonly AddressRange[]>>;

/** What the policies follow from. */
export interface PolicyPlan {
  /** Namespaces that are closed: in all others nothing is made. */
  readonly namespaces: readonly string[];
  readonly workloads: Workloads;
  readonly connections: readonly Connection[];
  readonly ranges: AddressRanges;
  /** The flow matrix of the zones: a connection that it lacks would be dropped by the network, and is refused here. */
  readonly flows: readonly Flow[];
}

/** One end of a rule as Kubernetes writes it. */
type PolicyPeer =
  | { readonly ipBlock: { readonly cidr: string; readonly except?: readonly string[] } }
  | {
      readonly namespaceSelector: { readonly matchLabels: Readonly<Record<string, string>> };
      readonly podSelector: { readonly matchLabels?: Readonly<Record<string, string>> };
    };

/** Ports of a rule. */
interface PolicyPort {
  readonly protocol: "TCP" | "UDP";
  readonly port: number;
  readonly endPort?: number;
}

/** A rule that lets calls in. */
export interface IngressRule {
  readonly from: readonly PolicyPeer[];
  readonly ports: readonly PolicyPort[];
}

/** A rule that lets calls out. */
export interface EgressRule {
  readonly to: readonly PolicyPeer[];
  readonly ports: readonly PolicyPort[];
}

/** The `spec` of a NetworkPolicy: https://kubernetes.io/docs/concepts/services-networking/network-policies/, read 2026-11-23. */
export interface NetworkPolicySpec {
  readonly podSelector: { readonly matchLabels?: Readonly<Record<string, string>> };
  readonly policyTypes: readonly ("Ingress" | "Egress")[];
  readonly ingress?: readonly IngressRule[];
  readonly egress?: readonly EgressRule[];
}

/** Policies by namespace and name. */
export type NetworkPolicies = Readonly<Record<string, Readonly<Record<string, NetworkPolicySpec>>>>;

/** Every namespace has this label with its own name: https://kubernetes.io/docs/reference/labels-annotations-taints/. */
const namespaceLabel = "kubernetes.io/metadata.name";

/** The policy that closes a namespace: what no other policy lets through is dropped, in both directions. */
export const closedPolicy = "deny-all";

/**
 * The policies of every namespace: one that closes it, and one for each of its workloads, with a rule for each connection
 * that begins or ends there. This renders the same matrix as the network's own rules, so a connection between zones that
 * the matrix lacks is an error instead of a rule without effect.
 *
 * @throws EstateError FlowRefused for a connection that the network would drop, or whose workload nobody knows.
 */
export const networkPolicies = (plan: PolicyPlan): NetworkPolicies => {
  failOn(plan.connections.flatMap((connection) => connectionProblems(connection, plan)));
  return Object.fromEntries(
    [...plan.namespaces].sort().map((namespace) => {
      const own = Object.entries(plan.workloads)
        .filter(([, workload]) => workload.namespace === namespace)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([name, workload]) => {
          const spec = workloadPolicy(name, workload, plan);
          return spec === undefined ? [] : [[`allow-${name}`, spec] as const];
        });
      return [namespace, { [closedPolicy]: { podSelector: {}, policyTypes: ["Ingress", "Egress"] }, ...Object.fromEntries(own) }];
    }),
  );
};

const workloadPolicy = (name: string, { labels }: Workload, plan: PolicyPlan): NetworkPolicySpec | undefined => {
  const isOwn = (end: ConnectionEnd): boolean => "pods" in end && end.pods === name;
  const ingress = joined(
    plan.connections.filter(({ to }) => isOwn(to)),
    ({ from }) => from,
    plan,
  ).map(({ peers, ports }) => ({ from: peers, ports }));
  const egress = joined(
    plan.connections.filter(({ from }) => isOwn(from)),
    ({ to }) => to,
    plan,
  ).map(({ peers, ports }) => ({ to: peers, ports }));
  if (ingress.length + egress.length === 0) return undefined;
  return {
    podSelector: selector(labels),
    policyTypes: [...(ingress.length > 0 ? ["Ingress" as const] : []), ...(egress.length > 0 ? ["Egress" as const] : [])],
    ...(ingress.length > 0 ? { ingress } : {}),
    ...(egress.length > 0 ? { egress } : {}),
  };
};

interface JoinedRule {
  readonly peers: readonly PolicyPeer[];
  readonly ports: readonly PolicyPort[];
}

/** One rule for each far end, with all its ports, sorted by the far end. */
const joined = (
  connections: readonly Connection[],
  farEnd: (connection: Connection) => ConnectionEnd,
  { workloads, ranges }: PolicyPlan,
): readonly JoinedRule[] => {
  const byEnd = new Map<string, Connection[]>();
  for (const connection of connections) {
    const key = endKey(farEnd(connection));
    byEnd.set(key, [...(byEnd.get(key) ?? []), connection]);
  }
  return [...byEnd.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, same]) => {
      const peers = policyPeers(farEnd(same[0] as Connection), workloads, ranges);
      // A rule without peers would let everybody through.
      return peers.length === 0 ? [] : [{ peers, ports: policyPorts(same) }];
    });
};

const endKey = (end: ConnectionEnd): string => ("pods" in end ? `pods ${end.pods}` : `addresses ${end.addresses}`);

const selector = (labels: Workload["labels"]): { readonly matchLabels?: Readonly<Record<string, string>> } =>
  Object.keys(labels).length === 0 ? {} : { matchLabels: labels };

const policyPeers = (end: ConnectionEnd, workloads: Workloads, ranges: AddressRanges): readonly PolicyPeer[] => {
  if ("addresses" in end) {
    return ranges[end.addresses].map(({ cidr, except }) => ({
      ipBlock: { cidr, ...(except === undefined || except.length === 0 ? {} : { except }) },
    }));
  }
  const workload = workloads[end.pods];
  if (workload === undefined) return [];
  return [{ namespaceSelector: { matchLabels: { [namespaceLabel]: workload.namespace } }, podSelector: selector(workload.labels) }];
};

const policyPorts = (connections: readonly Connection[]): readonly PolicyPort[] => {
  const ports = new Map<string, PolicyPort>();
  for (const {
    protocol,
    ports: [first, last],
  } of connections) {
    const port = { protocol: protocol === "tcp" ? "TCP" : "UDP", port: first, ...(last === first ? {} : { endPort: last }) } as const;
    ports.set(`${protocol} ${String(first).padStart(5, "0")} ${String(last)}`, port);
  }
  return [...ports.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, port]) => port);
};

/** The zone in which an end lies; none for what the network never sees. */
export const zoneOfEnd = (end: ConnectionEnd): Peer | undefined => {
  if ("pods" in end || end.addresses === "control-plane") return podZone;
  if (end.addresses === "node-local") return undefined;
  return end.addresses === "gateway-endpoints" ? "endpoints" : end.addresses;
};

const connectionProblems = ({ from, to, protocol, ports }: Connection, { workloads, flows }: PolicyPlan): readonly Problem[] => {
  const place = `${endKey(from)} to ${endKey(to)}`;
  const unknown = [from, to].flatMap((end) => ("pods" in end && workloads[end.pods] === undefined ? [end.pods] : []));
  if (unknown.length > 0) {
    return unknown.map((value) => ({
      code: "FlowRefused",
      place,
      rule: "a connection must begin and end at workloads that are known",
      value,
      fix: "name the workload, or remove the connection",
    }));
  }
  const [begins, ends] = [zoneOfEnd(from), zoneOfEnd(to)];
  if (begins === undefined || ends === undefined) return [];
  const carried = flows.some(
    (flow) =>
      flow.from === begins && flow.to === ends && flow.protocol === protocol && flow.ports[0] <= ports[0] && flow.ports[1] >= ports[1],
  );
  if (carried) return [];
  return [
    {
      code: "FlowRefused",
      place,
      rule: `the flow matrix must let ${begins} reach ${ends} on ${protocol} ${ports.join("-")}, or the network drops it`,
      value: ports.join("-"),
      fix: "add the flow to the matrix, or remove the connection",
    },
  ];
};
