import { disruptionBudget, imageOf, resources, type Replicas } from "./image";

/** What the values of Argo CD follow from. */
export interface ArgoCdSettings {
  /** Host and path of the registry from which its images are pulled. */
  readonly registry: string;
  readonly replicas: Replicas;
}

/**
 * Values of the chart `argo-cd` (https://github.com/argoproj/argo-helm/tree/main/charts/argo-cd, read 2026-11-23). Nobody
 * signs in with a password, and nothing runs that is not used. The policies of the namespace close its parts; those of the
 * chart stay off, for they let everybody call the server, and policies add up. From three replicas its cache is
 * replicated too.
 */
export const argoCdValues = ({ registry, replicas }: ArgoCdSettings): Readonly<Record<string, unknown>> => {
  const part = { replicas, pdb: disruptionBudget(replicas), resources: resources("100m", "256Mi") };
  const replicatedCache = replicas === 3;
  return {
    global: {
      image: imageOf(registry, "argo-cd", "argoproj/argocd"),
      networkPolicy: { create: false, defaultDenyIngress: false },
    },
    crds: { install: true, keep: true },
    configs: {
      cm: {
        "admin.enabled": false,
        "exec.enabled": false,
        "users.anonymous.enabled": false,
        "application.resourceTrackingMethod": "annotation",
      },
      rbac: { "policy.default": "" },
    },
    controller: { replicas: 1, pdb: { enabled: false }, resources: resources("250m", "1Gi") },
    server: { ...part, service: { type: "ClusterIP" }, ingress: { enabled: false } },
    repoServer: { ...part, resources: resources("100m", "512Mi") },
    applicationSet: part,
    dex: { enabled: false },
    notifications: { enabled: false },
    commitServer: { enabled: false },
    redis: { enabled: !replicatedCache, image: imageOf(registry, "argo-cd", "library/redis"), resources: resources("50m", "128Mi") },
    "redis-ha": {
      enabled: replicatedCache,
      image: imageOf(registry, "argo-cd", "library/redis"),
      haproxy: { enabled: true, image: imageOf(registry, "argo-cd", "library/haproxy") },
    },
  };
};

/** What the root application follows from. */
export interface RootApplicationSettings {
  readonly namespace: string;
  /** URL of the repository that says what runs. */
  readonly repositoryUrl: string;
  /** Branch or tag that it is read at. */
  readonly revision: string;
  /** Folder of the repository in which the applications of this site stand. */
  readonly path: string;
  /** Namespaces that applications may fill. */
  readonly destinations: readonly string[];
}

const ownCluster = "https://kubernetes.default.svc";

/**
 * The root application, which is an application of applications, and the two projects: one for the root, which may make
 * applications and nothing else, and one for the services, which may fill their namespaces and change nothing of the
 * cluster. https://argo-cd.readthedocs.io/en/stable/operator-manual/cluster-bootstrapping/, read 2026-11-23.
 */
export const rootApplication = (settings: RootApplicationSettings): Readonly<Record<string, unknown>> => {
  const { namespace, repositoryUrl, revision, path, destinations } = settings;
  const project = (name: string, spec: object): object => ({
    apiVersion: "argoproj.io/v1alpha1",
    kind: "AppProject",
    metadata: { name, namespace },
    spec: { sourceRepos: [repositoryUrl], clusterResourceWhitelist: [], ...spec },
  });
  return {
    "project-root": project("root", {
      description: "applications of this site",
      destinations: [{ server: ownCluster, namespace }],
      namespaceResourceWhitelist: [{ group: "argoproj.io", kind: "Application" }],
    }),
    "project-services": project("services", {
      description: "services of the platform",
      destinations: [...destinations].sort().map((one) => ({ server: ownCluster, namespace: one })),
      // What closes and bounds a namespace comes from the platform alone.
      namespaceResourceBlacklist: ["LimitRange", "NetworkPolicy", "ResourceQuota", "ServiceAccount"].map((kind) => ({
        group: kind === "NetworkPolicy" ? "networking.k8s.io" : "",
        kind,
      })),
    }),
    "root-application": {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Application",
      metadata: { name: "root", namespace },
      spec: {
        project: "root",
        source: { repoURL: repositoryUrl, targetRevision: revision, path },
        destination: { server: ownCluster, namespace },
        syncPolicy: { automated: { prune: true, selfHeal: true }, syncOptions: ["ServerSideApply=true"] },
      },
    },
  };
};
