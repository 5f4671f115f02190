import type { NetworkPolicySpec } from "./network-policies";

/** How much a pod of a namespace may be trusted with (https://kubernetes.io/docs/concepts/security/pod-security-standards/). */
export type PodSecurity = "restricted" | "baseline" | "privileged";

/** What a namespace may ask for in all, requests and limits alike. */
export interface NamespaceQuota {
  /** CPUs that its containers ask for together. */
  readonly cpu: number;
  /** Memory that its containers ask for together, and at most have, in GiB. */
  readonly memoryGib: number;
  readonly pods: number;
}

/** One namespace. */
export interface NamespaceSettings {
  readonly podSecurity: PodSecurity;
  /** Whether its pods belong to the mesh: each new pod gets its proxy. */
  readonly inMesh: boolean;
  readonly quota: NamespaceQuota;
  /** Annotations of each service account, by its name. */
  readonly serviceAccounts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly networkPolicies: Readonly<Record<string, NetworkPolicySpec>>;
}

const modes = ["enforce", "audit", "warn"] as const;

const labelsOf = ({ podSecurity, inMesh }: NamespaceSettings): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(modes.map((mode) => [`pod-security.kubernetes.io/${mode}`, podSecurity])),
  ...(inMesh ? { "istio-injection": "enabled" } : {}),
});

/** What a container gets that says nothing, and the most that one can ask for: a quarter of its namespace. */
const limitsOf = ({ cpu, memoryGib }: NamespaceQuota): object => ({
  defaultRequest: { cpu: "100m", memory: "128Mi" },
  default: { memory: "256Mi" },
  max: { cpu: String(Math.max(1, cpu / 4)), memory: `${String(Math.max(1, memoryGib / 4))}Gi` },
});

/** Values of the chart `namespaces`. */
export const namespaceValues = (namespaces: Readonly<Record<string, NamespaceSettings>>): Readonly<Record<string, unknown>> => ({
  namespaces: Object.fromEntries(
    Object.entries(namespaces).map(([name, settings]) => [
      name,
      {
        labels: labelsOf(settings),
        quota: {
          "requests.cpu": String(settings.quota.cpu),
          "requests.memory": `${String(settings.quota.memoryGib)}Gi`,
          "limits.memory": `${String(settings.quota.memoryGib)}Gi`,
          pods: String(settings.quota.pods),
          // What reaches the internet comes in through the gateway alone.
          "services.loadbalancers": "0",
          "services.nodeports": "0",
        },
        limits: limitsOf(settings.quota),
        serviceAccounts: Object.fromEntries(
          Object.entries(settings.serviceAccounts).map(([account, annotations]) => [account, { annotations }]),
        ),
        networkPolicies: settings.networkPolicies,
      },
    ]),
  ),
});
