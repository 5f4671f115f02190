/** What CI needs of one service: predefined roles that reach no data, and permissions where there is no such role. */
interface ServiceRights {
  /** To read how things are set up. */
  readonly plan: { readonly roles?: readonly string[]; readonly permissions?: readonly string[] };
  /** To set them up, on top of what planning needs. */
  readonly apply: { readonly roles?: readonly string[]; readonly permissions?: readonly string[] };
}

const each = (resource: string, ...verbs: readonly string[]): readonly string[] => verbs.map((verb) => `${resource}.${verb}`);
const read = ["get", "list"] as const;
const readWithPolicy = ["get", "getIamPolicy", "list"] as const;
const change = ["create", "delete", "update"] as const;

/**
 * The rights that administer a service, by its word (`compute` for `compute.googleapis.com`). Permissions are listed where
 * every predefined role that would do also reads or writes data: objects, documents, messages, secrets' values, log
 * entries, rows. Roles and what is in them: https://cloud.google.com/iam/docs/roles-permissions, as copied to
 * https://github.com/iann0036/iam-dataset (gcp/roles), read 2026-11-23. Two of them reach a bit of what things do, and
 * not only how they are set up: compute's network roles read what a machine writes to its console, of which there is
 * one kind, nodes; monitoring's editor reads metrics.
 */
export const serviceRights = {
  artifactregistry: {
    plan: { roles: ["roles/artifactregistry.reader"], permissions: each("artifactregistry.repositories", ...readWithPolicy) },
    apply: { permissions: each("artifactregistry.repositories", ...change, "setIamPolicy") },
  },
  binaryauthorization: {
    plan: { roles: ["roles/binaryauthorization.attestorsViewer", "roles/binaryauthorization.policyViewer"] },
    apply: { roles: ["roles/binaryauthorization.attestorsAdmin", "roles/binaryauthorization.policyEditor"] },
  },
  certificatemanager: {
    plan: { roles: ["roles/certificatemanager.viewer"] },
    apply: { roles: ["roles/certificatemanager.owner"] },
  },
  cloudkms: {
    plan: {
      permissions: [
        ...each("cloudkms.keyRings", ...readWithPolicy),
        ...each("cloudkms.cryptoKeys", ...readWithPolicy),
        ...each("cloudkms.cryptoKeyVersions", ...read),
      ],
    },
    apply: { roles: ["roles/cloudkms.admin"] },
  },
  compute: {
    // Endpoint groups stand in no network role but to be used.
    plan: {
      roles: ["roles/compute.networkViewer"],
      permissions: [
        ...["firewallPolicies", "networkEndpointGroups", "securityPolicies"].flatMap((resource) => each(`compute.${resource}`, ...read)),
        "compute.projects.get",
      ],
    },
    apply: {
      roles: ["roles/compute.networkAdmin", "roles/compute.securityAdmin"],
      permissions: each("compute.networkEndpointGroups", "create", "delete"),
    },
  },
  container: {
    // Google's provider asks for the machines of a node pool with each plan. A cluster's host name asks IAM who may
    // connect (https://cloud.google.com/blog/products/containers-kubernetes/new-dns-based-endpoint-for-the-gke-control-plane,
    // read 2026-11), and what Helm has released stands in config maps.
    plan: {
      roles: ["roles/container.clusterViewer"],
      permissions: [
        ...each("compute.instanceGroupManagers", ...read),
        "container.clusters.connect",
        ...each("container.configMaps", ...read),
      ],
    },
    apply: { roles: ["roles/container.admin"] },
  },
  dns: { plan: { roles: ["roles/dns.reader"] }, apply: { roles: ["roles/dns.admin"] } },
  firestore: {
    plan: {
      permissions: [
        ...each("datastore.databases", ...read, "getMetadata"),
        ...each("datastore.indexes", ...read),
        ...each("datastore.backupSchedules", ...read),
      ],
    },
    apply: {
      permissions: [
        ...each("datastore.databases", ...change),
        ...each("datastore.indexes", ...change),
        ...each("datastore.backupSchedules", ...change),
        ...each("datastore.operations", ...read),
      ],
    },
  },
  gkebackup: { plan: { roles: ["roles/gkebackup.viewer"] }, apply: { roles: ["roles/gkebackup.admin"] } },
  logging: {
    plan: {
      permissions: ["buckets", "exclusions", "logMetrics", "sinks", "views"].flatMap((resource) => each(`logging.${resource}`, ...read)),
    },
    apply: { roles: ["roles/logging.configWriter"] },
  },
  monitoring: {
    plan: {
      permissions: ["alertPolicies", "dashboards", "notificationChannels", "services", "slos", "uptimeCheckConfigs"].flatMap((resource) =>
        each(`monitoring.${resource}`, ...read),
      ),
    },
    apply: { roles: ["roles/monitoring.editor"] },
  },
  networksecurity: {
    plan: { permissions: [...each("networksecurity.serverTlsPolicies", ...read), "networksecurity.operations.get"] },
    apply: { permissions: each("networksecurity.serverTlsPolicies", ...change, "use") },
  },
  pubsub: {
    plan: { permissions: [...each("pubsub.topics", ...readWithPolicy), ...each("pubsub.subscriptions", ...readWithPolicy)] },
    apply: {
      permissions: [
        ...each("pubsub.topics", ...change, "attachSubscription", "setIamPolicy"),
        ...each("pubsub.subscriptions", ...change, "setIamPolicy"),
      ],
    },
  },
  secretmanager: {
    plan: { roles: ["roles/secretmanager.viewer"] },
    apply: { permissions: each("secretmanager.secrets", ...change, "setIamPolicy") },
  },
  servicenetworking: {
    plan: { permissions: ["servicenetworking.services.get"] },
    apply: { roles: ["roles/servicenetworking.networksAdmin"] },
  },
  sqladmin: {
    // The predefined viewer may export a database.
    plan: { permissions: ["backupRuns", "databases", "instances", "users"].flatMap((resource) => each(`cloudsql.${resource}`, ...read)) },
    apply: {
      permissions: [
        ...each("cloudsql.instances", ...change, "failover", "promoteReplica", "restart", "startReplica", "stopReplica"),
        ...each("cloudsql.databases", ...change),
        ...each("cloudsql.users", ...change),
      ],
    },
  },
  storage: {
    plan: { permissions: each("storage.buckets", ...readWithPolicy) },
    apply: { permissions: each("storage.buckets", ...change, "setIamPolicy") },
  },
} as const satisfies Readonly<Record<string, ServiceRights>>;

/** A service that CI can administer. */
export type AdministeredService = keyof typeof serviceRights;

/** The words of all services that CI can administer. */
export const administeredServices = Object.keys(serviceRights) as readonly AdministeredService[];

/**
 * What a plan reads in every project: who may do what, which services are on, and CI's own way in. `orgpolicy.policy.get`
 * is a permission of https://cloud.google.com/iam/docs/roles-permissions/orgpolicy, and Google's own roles of projects
 * hold it; that a project's role of ours may, stands nowhere that was found (read 2026-11-23). IAM would refuse the role.
 */
const planAnywhere: readonly string[] = [
  ...each("iam.roles", ...read),
  ...each("iam.serviceAccounts", ...readWithPolicy),
  ...each("iam.workloadIdentityPoolProviders", ...read),
  ...each("iam.workloadIdentityPools", ...read),
  "orgpolicy.policy.get",
  ...each("resourcemanager.projects", "get", "getIamPolicy"),
  ...each("serviceusage.services", ...read),
];

/** What a job may do: roles of Google's, and the permissions of a role of the project's own. Both sorted. */
export interface Rights {
  readonly roles: readonly string[];
  readonly permissions: readonly string[];
}

/** The rights of a plan job, or what an apply job has on top of them. */
export const rightsOf = (kind: "plan" | "apply", services: readonly AdministeredService[]): Rights => {
  const all = services.map((service): ServiceRights["plan"] => serviceRights[service][kind]);
  const unique = (values: readonly string[]): readonly string[] => [...new Set(values)].sort();
  return {
    roles: unique(all.flatMap(({ roles = [] }) => roles)),
    permissions: unique([...(kind === "plan" ? planAnywhere : []), ...all.flatMap(({ permissions = [] }) => permissions)]),
  };
};
