import type { Flow, Peer } from "../../core/flows";

/** Every pod runs in the mesh zone. */
export const podZone: Peer = "mesh";

/**
 * Addresses outside the pods: a peer of the flow matrix; of the private endpoints those without an address of their own,
 * whose traffic goes to public addresses; the control plane of the cluster; or what answers on the node itself (the agent
 * that hands out workload identities), which no network sees.
 */
export type AddressEnd = Exclude<Peer, "mesh"> | "gateway-endpoints" | "control-plane" | "node-local";

/** Where a connection begins or ends: pods, by their name in the workloads, or addresses. */
export type ConnectionEnd = { readonly pods: string } | { readonly addresses: AddressEnd };

/** One connection that is allowed. All that is not listed is refused. */
export interface Connection {
  readonly from: ConnectionEnd;
  readonly to: ConnectionEnd;
  readonly protocol: Flow["protocol"];
  /** First and last destination port. */
  readonly ports: readonly [number, number];
}

/** A group of pods. */
export interface Workload {
  readonly namespace: string;
  /** Labels that its pods have; none selects every pod of the namespace. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Workloads by name. */
export type Workloads = Readonly<Record<string, Workload>>;

/** A store that a service keeps data in, or anything else that it reaches outside the pods. */
export interface Reach extends Pick<Flow, "protocol" | "ports"> {
  readonly to: AddressEnd;
}

/** What the policies have to know of one service. */
export interface ConnectedService {
  readonly namespace: string;
  /** TCP port on which it takes calls. */
  readonly port: number;
  /** Names of the services that it calls. */
  readonly calls: readonly string[];
  readonly reaches: readonly Reach[];
}

/** The label by which a service's pods are known: https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/. */
export const nameLabel = "app.kubernetes.io/name";

const byName = <T>(record: Readonly<Record<string, T>>): readonly (readonly [string, T])[] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

/** The services as workloads: their pods carry the service's name. */
export const serviceWorkloads = (services: Readonly<Record<string, ConnectedService>>): Workloads =>
  Object.fromEntries(byName(services).map(([name, { namespace }]) => [name, { namespace, labels: { [nameLabel]: name } }]));

/** The connections that the services declare: to each other, and to what they reach outside. */
export const serviceConnections = (services: Readonly<Record<string, ConnectedService>>): readonly Connection[] =>
  byName(services).flatMap(([name, { calls, reaches }]) => [
    ...[...calls].sort().flatMap((callee): Connection[] => {
      const target = services[callee];
      if (target === undefined) return [];
      return [{ from: { pods: name }, to: { pods: callee }, protocol: "tcp", ports: [target.port, target.port] }];
    }),
    ...reaches.map(({ to, protocol, ports }): Connection => ({ from: { pods: name }, to: { addresses: to }, protocol, ports })),
  ]);
