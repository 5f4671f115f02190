import type { NetworkPolicies, NetworkPolicySpec } from "../../../../modules/kubernetes/namespaces/network-policies";
import { cidrContains, parseCidr } from "../../../../modules/core/addressing";
import type { Flow } from "../../../../modules/core/flows";

/** Who calls or is called: a pod, or an address outside the pods. */
export type Endpoint =
  { readonly pod: { readonly namespace: string; readonly labels: Readonly<Record<string, string>> } } | { readonly address: string };

type Rule = NonNullable<NetworkPolicySpec["ingress"]>[number] | NonNullable<NetworkPolicySpec["egress"]>[number];
type Peer = NonNullable<NetworkPolicySpec["ingress"]>[number]["from"][number];

const hasLabels = (labels: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>> = {}): boolean =>
  Object.entries(wanted).every(([key, value]) => labels[key] === value);

const within = (address: string, range: string): boolean => {
  const [outer, inner] = [parseCidr(range), parseCidr(`${address}/32`)];
  return outer !== undefined && inner !== undefined && cidrContains(outer, inner);
};

const matches = (peer: Peer, end: Endpoint): boolean => {
  if ("ipBlock" in peer) {
    const { cidr, except = [] } = peer.ipBlock;
    return "address" in end && within(end.address, cidr) && !except.some((range) => within(end.address, range));
  }
  if (!("pod" in end)) return false;
  const namespaceLabels = { "kubernetes.io/metadata.name": end.pod.namespace };
  return hasLabels(namespaceLabels, peer.namespaceSelector.matchLabels) && hasLabels(end.pod.labels, peer.podSelector.matchLabels);
};

const ruleLets = (rule: Rule, far: Endpoint, protocol: Flow["protocol"], port: number): boolean =>
  ("from" in rule ? rule.from : rule.to).some((peer) => matches(peer, far)) &&
  rule.ports.some((one) => one.protocol === protocol.toUpperCase() && port >= one.port && port <= (one.endPort ?? one.port));

/** One side: a pod that no policy of the direction selects is open; any other lets what some rule of them lets. */
const sideLets = (
  policies: NetworkPolicies,
  direction: "Ingress" | "Egress",
  near: Endpoint,
  far: Endpoint,
  protocol: Flow["protocol"],
  port: number,
): boolean => {
  if (!("pod" in near)) return true;
  const selecting = Object.values(policies[near.pod.namespace] ?? {}).filter(
    ({ podSelector, policyTypes }) => policyTypes.includes(direction) && hasLabels(near.pod.labels, podSelector.matchLabels),
  );
  if (selecting.length === 0) return true;
  const rules = selecting.flatMap(({ ingress = [], egress = [] }): readonly Rule[] => (direction === "Ingress" ? ingress : egress));
  return rules.some((rule) => ruleLets(rule, far, protocol, port));
};

/** What Kubernetes does: the policies of both ends have to let a connection begin. */
export const policiesLet = (policies: NetworkPolicies, from: Endpoint, to: Endpoint, protocol: Flow["protocol"], port: number): boolean =>
  sideLets(policies, "Egress", from, to, protocol, port) && sideLets(policies, "Ingress", to, from, protocol, port);
