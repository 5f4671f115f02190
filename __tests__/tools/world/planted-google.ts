import type { ObjectValue } from "../../../tools/protocol/values";
import { otherProject, project, thing, type PlantedCase } from "./planted";

const ring = "projects/example-project/locations/europe-west4/keyRings/main";
const keyId = `${ring}/cryptoKeys/data`;
const key = thing("google_kms_crypto_key", keyId, { name: "data", key_ring: ring }, project);
const use = "roles/cloudkms.cryptoKeyEncrypterDecrypter";
const agentOf = (agent: string): string => `serviceAccount:service-123456789012@${agent}.iam.gserviceaccount.com`;

/** A value at a path of blocks, as a provider sends it. */
const nested = (path: string, value: string): ObjectValue => {
  const [first = "", ...rest] = path.split(".");
  return { [first]: rest.length === 0 ? value : [nested(rest.join("."), value)] };
};

const bound = (agent: string) =>
  thing("google_kms_crypto_key_iam_binding", "users", { crypto_key_id: keyId, role: use, members: [agentOf(agent)] }, project);

const keyUse = (type: string, path: string, agent: string, code = "PERMISSION_DENIED"): PlantedCase => ({
  rule: `key-use:${type}.${path}`,
  code,
  // Another service may use the key, and this one may only encrypt.
  standing: [
    key,
    bound("gcp-sa-other"),
    thing(
      "google_kms_crypto_key_iam_member",
      "one",
      { crypto_key_id: keyId, role: "roles/cloudkms.cryptoKeyEncrypter", member: agentOf(agent) },
      project,
    ),
  ],
  asked: { create: thing(type, "store-9", nested(path, keyId), project) },
  other: keyId,
  allowed: { standing: [key, bound(agent)] },
});

const storage = keyUse("google_storage_bucket", "encryption.default_kms_key_name", "gs-project-accounts", "forbidden");

const onRing = thing(
  "google_kms_key_ring_iam_member",
  "ring",
  { key_ring_id: ring, role: use, member: agentOf("gs-project-accounts") },
  project,
);
const onProject = thing(
  "google_project_iam_member",
  "all",
  { project: "example-project", role: use, member: agentOf("gs-project-accounts") },
  project,
);

const podsOf = "serviceAccount:example-project.svc.id.goog[trade/trade-engine]";
const cluster = (values: ObjectValue) =>
  thing("google_container_cluster", "cluster-1", { name: "main", location: "europe-west4", ...values }, project);

const pool = (type: string, values: ObjectValue): PlantedCase => ({
  rule: `pods-pool-exists:${type}`,
  code: "INVALID_ARGUMENT",
  standing: [cluster({})],
  asked: { create: thing(type, "pods-9", { role: "roles/iam.workloadIdentityUser", ...values }, project) },
  other: "example-project.svc.id.goog",
  allowed: { standing: [cluster({ workload_identity_config: [{ workload_pool: "example-project.svc.id.goog" }] })] },
});

const on = (service: string, place = project) =>
  thing("google_project_service", `on-${service}`, { service: `${service}.googleapis.com` }, place);

/** A service that is on in another project, and one that is on here. */
const serviceOn = (service: string, type: string): PlantedCase => ({
  rule: `service-on:${service}`,
  code: "SERVICE_DISABLED",
  standing: [on(service, otherProject), on("storage")],
  asked: { create: thing(type, "thing-9", {}, project) },
  other: `${service}.googleapis.com`,
  allowed: { standing: [on(service)] },
});

const networkId = "projects/example-project/global/networks/main";
const network = thing("google_compute_network", networkId, { name: "main" }, project);
const joined = (name: string) =>
  thing(
    "google_service_networking_connection",
    `connection-${name}`,
    { network: `projects/example-project/global/networks/${name}` },
    project,
  );
const database = thing(
  "google_sql_database_instance",
  "sql-9",
  { name: "sql-9", settings: [{ ip_configuration: [{ private_network: `https://www.googleapis.com/compute/v1/${networkId}` }] }] },
  project,
);

/** A private database wants the network joined before it, and as long as it stands. */
const privateServices: readonly PlantedCase[] = [
  {
    rule: "private-services-peering",
    code: "NETWORK_NOT_PEERED",
    standing: [network, joined("other")],
    asked: { create: database },
    other: networkId,
    allowed: { standing: [network, joined("main")] },
  },
  {
    rule: "private-services-in-use",
    code: "FLOW_SN_DC_RESOURCE_PREVENTING_DELETE_CONNECTION",
    standing: [network, database],
    asked: { remove: joined("main") },
    other: "sql-9",
    allowed: { standing: [network] },
  },
];

/** What Google refuses because of who may use what. */
export const googleCases: readonly PlantedCase[] = [
  keyUse("google_artifact_registry_repository", "kms_key_name", "gcp-sa-artifactregistry"),
  keyUse("google_compute_disk", "disk_encryption_key.kms_key_self_link", "compute-system"),
  keyUse("google_compute_instance", "boot_disk.kms_key_self_link", "compute-system"),
  keyUse("google_container_cluster", "database_encryption.key_name", "container-engine-robot"),
  keyUse("google_container_cluster", "node_config.boot_disk_kms_key", "compute-system"),
  keyUse("google_container_node_pool", "node_config.boot_disk_kms_key", "compute-system"),
  keyUse("google_firestore_database", "cmek_config.kms_key_name", "gcp-sa-firestore"),
  keyUse("google_logging_project_bucket_config", "cmek_settings.kms_key_name", "gcp-sa-logging"),
  keyUse("google_pubsub_topic", "kms_key_name", "gcp-sa-pubsub"),
  keyUse("google_secret_manager_regional_secret", "customer_managed_encryption.kms_key_name", "gcp-sa-secretmanager"),
  keyUse(
    "google_secret_manager_secret",
    "replication.user_managed.replicas.customer_managed_encryption.kms_key_name",
    "gcp-sa-secretmanager",
  ),
  keyUse("google_sql_database_instance", "encryption_key_name", "gcp-sa-cloud-sql"),
  storage,
  { ...storage, allowed: { standing: [key, onRing] } },
  { ...storage, allowed: { standing: [key, onProject] } },
  pool("google_service_account_iam_member", { member: podsOf }),
  pool("google_service_account_iam_binding", { members: [podsOf] }),
  pool("google_project_iam_member", { member: podsOf }),
  pool("google_project_iam_binding", { members: [podsOf] }),
  serviceOn("artifactregistry", "google_artifact_registry_repository"),
  serviceOn("binaryauthorization", "google_binary_authorization_policy"),
  serviceOn("certificatemanager", "google_certificate_manager_certificate"),
  serviceOn("compute", "google_compute_network"),
  serviceOn("container", "google_container_cluster"),
  serviceOn("dns", "google_dns_managed_zone"),
  serviceOn("firestore", "google_firestore_database"),
  serviceOn("gkebackup", "google_gke_backup_backup_plan"),
  serviceOn("gkehub", "google_gke_hub_membership"),
  serviceOn("networksecurity", "google_network_security_gateway_security_policy"),
  serviceOn("privateca", "google_privateca_ca_pool"),
  serviceOn("pubsub", "google_pubsub_topic"),
  serviceOn("redis", "google_redis_instance"),
  serviceOn("secretmanager", "google_secret_manager_secret"),
  serviceOn("servicenetworking", "google_service_networking_connection"),
  serviceOn("sqladmin", "google_sql_database_instance"),
  ...privateServices,
];
