import { disruptionBudget, imageOf, resources, type Replicas } from "./image";

/** What the values of External Secrets follow from. */
export interface ExternalSecretsSettings {
  /** Host and path of the registry from which its images are pulled. */
  readonly registry: string;
  readonly replicas: Replicas;
  /** Name of its service account, which the cloud knows. */
  readonly serviceAccount: string;
  /** Annotations of the service account, by which some clouds know it. */
  readonly annotations: Readonly<Record<string, string>>;
}

/** The port of its webhook: one that the flow matrix has for webhooks, instead of the kubelet's, which the chart chose. */
export const externalSecretsWebhookPort = 9443;

/**
 * Values of the chart `external-secrets` (https://github.com/external-secrets/external-secrets/tree/main/deploy/charts,
 * read 2026-11-23). The chart has a budget of its own, of which Kubernetes takes no second beside ours: `null` takes it
 * away (https://github.com/external-secrets/external-secrets/issues/4832, read 2026-11-23).
 */
export const externalSecretsValues = (settings: ExternalSecretsSettings): Readonly<Record<string, unknown>> => {
  const { registry, replicas, serviceAccount, annotations } = settings;
  const image = imageOf(registry, "external-secrets", "external-secrets/external-secrets");
  const podDisruptionBudget = { ...disruptionBudget(replicas), minAvailable: null };
  const part = { image, podDisruptionBudget, resources: resources("50m", "128Mi") };
  return {
    ...part,
    installCRDs: true,
    replicaCount: replicas,
    leaderElect: true,
    serviceAccount: { create: true, name: serviceAccount, annotations },
    // Secrets are read, and never written back.
    processClusterPushSecret: false,
    processPushSecret: false,
    crds: { createClusterPushSecret: false, createPushSecret: false },
    webhook: { ...part, replicaCount: replicas, port: externalSecretsWebhookPort },
    certController: { ...part, replicaCount: replicas },
  };
};

/** What the store of secrets follows from. */
export interface SecretStoreSettings {
  /** The store's provider block, as its kind of store wants it. */
  readonly provider: Readonly<Record<string, unknown>>;
  /** Namespaces whose secrets may come from it. */
  readonly namespaces: readonly string[];
}

/** The one store of a site, from which the services' namespaces and no others draw. */
export const secretStore = ({ provider, namespaces }: SecretStoreSettings): Readonly<Record<string, unknown>> => ({
  "secret-store": {
    apiVersion: "external-secrets.io/v1",
    kind: "ClusterSecretStore",
    metadata: { name: "site" },
    spec: { provider, conditions: [{ namespaces: [...namespaces].sort() }] },
  },
});
