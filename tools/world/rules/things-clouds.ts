import { page, type WorldView } from "../rule";
import { textsAt } from "../values";
import type { WorldObject } from "../world";
import type { Thing } from "./things";

const computeErrors = page("https://cloud.google.com/compute/docs/troubleshooting/troubleshooting-vm-creation");
const inUse = {
  code: "resourceInUseByAnotherResource",
  source: page("https://cloud.google.com/vpc/docs/create-modify-vpc-networks"),
} as const;

const compute = (noun: string, type: string, reach: Thing["reach"], isHeld = true): Thing => ({
  noun,
  made: [
    [type, "id"],
    [type, "self_link"],
    [type, "name"],
  ],
  form: "google",
  reach,
  code: "notFound",
  source: computeErrors,
  ...(isHeld ? { removal: inUse } : {}),
});

/** A VPC network. A project can have one from the beginning. */
export const googleNetwork: Thing = {
  ...compute("VPC network", "google_compute_network", "everywhere"),
  always: (value) => /(?:^|\/)default$/.test(value),
};

/** A subnetwork, of its own or of a host project. */
export const googleSubnetwork: Thing = {
  ...compute("subnetwork", "google_compute_subnetwork", "region"),
  always: (value) => /(?:^|\/)default$/.test(value),
};

/** A router. */
export const googleRouter = compute("router", "google_compute_router", "own-region");

/** A regional address. */
export const googleAddress = compute("address", "google_compute_address", "own-region");

/** A global address. */
export const googleGlobalAddress = compute("global address", "google_compute_global_address", "everywhere");

/** A health check. */
export const googleHealthCheck = compute("health check", "google_compute_health_check", "everywhere");

/** A backend service or bucket of a global load balancer. */
export const googleBackend: Thing = {
  ...compute("backend service", "google_compute_backend_service", "everywhere"),
  made: ["google_compute_backend_service", "google_compute_backend_bucket"].flatMap((type) => [
    [type, "id"],
    [type, "self_link"],
  ]),
};

/** A URL map. */
export const googleUrlMap = compute("URL map", "google_compute_url_map", "everywhere");

/** What a global forwarding rule sends to. */
export const googleTarget: Thing = {
  ...compute("target proxy", "google_compute_target_https_proxy", "everywhere"),
  made: ["google_compute_target_https_proxy", "google_compute_target_http_proxy", "google_compute_target_tcp_proxy"].flatMap((type) => [
    [type, "id"],
    [type, "self_link"],
  ]),
  outside: true,
};

/** A health check of one region. */
export const googleRegionHealthCheck = compute("regional health check", "google_compute_region_health_check", "own-region");

/** A backend service of a load balancer in one region. */
export const googleRegionBackend = compute("regional backend service", "google_compute_region_backend_service", "own-region");

/** A URL map of one region. */
export const googleRegionUrlMap = compute("regional URL map", "google_compute_region_url_map", "own-region");

/** A rule about TLS in one region. */
export const googleRegionTlsRule = compute("regional SSL policy", "google_compute_region_ssl_policy", "own-region");

/** A security policy of Cloud Armor. */
export const googleSecurityPolicy = compute("security policy", "google_compute_security_policy", "everywhere");

/** A rule about the versions and ciphers of TLS. */
export const googleTlsRule = compute("SSL policy", "google_compute_ssl_policy", "everywhere");

const certificateManager = (noun: string, type: string, path: string): Thing => ({
  noun,
  made: [[type, "id"]],
  form: "google",
  reach: "everywhere",
  code: "NOT_FOUND",
  source: page(`https://cloud.google.com/certificate-manager/docs/${path}`),
});

/** A certificate of Certificate Manager. */
export const googleCertificate = certificateManager("certificate", "google_certificate_manager_certificate", "certificates");

/** A map from host names to certificates. */
export const googleCertificateMap: Thing = {
  ...certificateManager("certificate map", "google_certificate_manager_certificate_map", "maps"),
  made: [
    ["google_certificate_manager_certificate_map", "id"],
    ["google_certificate_manager_certificate_map", "name"],
  ],
};

/** The permission of a domain's owner to issue certificates for it. */
export const googleDomainPermission = certificateManager(
  "DNS authorization",
  "google_certificate_manager_dns_authorization",
  "dns-authorizations",
);

/** The authorities whose client certificates are trusted. */
export const googleTrust = certificateManager("trust config", "google_certificate_manager_trust_config", "trust-configs");

/** The rule by which a load balancer asks for client certificates. */
export const googleClientTls: Thing = {
  ...certificateManager("server TLS policy", "google_network_security_server_tls_policy", "deploy"),
  source: page("https://cloud.google.com/load-balancing/docs/mtls"),
};

/** A network endpoint group of a region or an availability zone. */
export const googleEndpointGroup: Thing = {
  ...compute("endpoint group", "google_compute_region_network_endpoint_group", "everywhere"),
  made: ["google_compute_region_network_endpoint_group", "google_compute_network_endpoint_group"].flatMap((type) => [
    [type, "id"],
    [type, "self_link"],
  ]),
  // Instance groups and the endpoint groups of clusters serve as backends too.
  outside: true,
};

/** A high-availability VPN gateway. */
export const googleVpnGateway = compute("VPN gateway", "google_compute_ha_vpn_gateway", "own-region");

/** A firewall policy of a network. */
export const googleFirewallPolicy = compute("firewall policy", "google_compute_network_firewall_policy", "everywhere", false);

/** A cluster of GKE. */
export const googleCluster: Thing = {
  noun: "GKE cluster",
  made: [
    ["google_container_cluster", "name"],
    ["google_container_cluster", "id"],
    ["google_container_cluster", "self_link"],
  ],
  form: "google",
  reach: "account",
  code: "NOT_FOUND",
  source: page("https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters.nodePools/create"),
};

/** An instance of Cloud SQL. */
export const googleDatabase: Thing = {
  noun: "Cloud SQL instance",
  made: [["google_sql_database_instance", "name"]],
  form: "name",
  reach: "account",
  code: "instanceDoesNotExist",
  source: page("https://cloud.google.com/sql/docs/postgres/admin-api/rest/v1/instances"),
};

/** A Firestore database; the one without a name is called `(default)`. */
export const googleDocumentStore: Thing = {
  noun: "Firestore database",
  made: [["google_firestore_database", "name"]],
  reach: "everywhere",
  always: (value) => value === "(default)",
  code: "NOT_FOUND",
  source: page("https://cloud.google.com/firestore/docs/backups"),
};

/** A key ring. It can never be deleted. */
export const googleKeyRing: Thing = {
  noun: "key ring",
  made: [["google_kms_key_ring", "id"]],
  form: "google",
  reach: "everywhere",
  code: "NOT_FOUND",
  source: page("https://cloud.google.com/kms/docs/create-key-ring"),
};

/** A key of Cloud KMS, or a version of it. */
export const googleKey: Thing = {
  noun: "Cloud KMS key",
  made: [["google_kms_crypto_key", "id"]],
  form: "google",
  reach: "everywhere",
  code: "NOT_FOUND",
  source: page("https://cloud.google.com/kms/docs/create-key"),
};

/** A bucket of Cloud Storage. */
export const googleBucket: Thing = {
  noun: "Cloud Storage bucket",
  made: [["google_storage_bucket", "name"]],
  form: "bucket",
  reach: "everywhere",
  code: "notFound",
  source: page("https://cloud.google.com/storage/docs/json_api/v1/status-codes"),
};

/** A service account, by its address or its resource name. Google keeps some of its own. */
export const googleServiceAccount: Thing = {
  noun: "service account",
  made: [["google_service_account", "email"]],
  form: "member",
  reach: "everywhere",
  always: (value) => {
    const address = /^(?:serviceAccount:)?([^:]*)$/.exec(value)?.[1] ?? "";
    // Users, groups and everybody; identities of pods; agents and default accounts of Google's services.
    return (
      !address.includes("@") ||
      !/^(?!service-\d+@).*@(?!gcp-sa-)[a-z][a-z0-9-]*\.iam\.gserviceaccount\.com$/.test(address.replace(/^.*\//, ""))
    );
  },
  code: "INVALID_ARGUMENT",
  source: page("https://cloud.google.com/iam/docs/service-accounts-create"),
};

/** A topic of Pub/Sub. */
export const googleTopic: Thing = {
  noun: "Pub/Sub topic",
  made: [
    ["google_pubsub_topic", "id"],
    ["google_pubsub_topic", "name"],
  ],
  form: "google",
  reach: "everywhere",
  code: "NOT_FOUND",
  source: page("https://cloud.google.com/pubsub/docs/reference/error-codes"),
};

/** A secret of Secret Manager. */
export const googleSecret: Thing = {
  noun: "secret",
  made: [
    ["google_secret_manager_secret", "id"],
    ["google_secret_manager_secret", "name"],
    ["google_secret_manager_secret", "secret_id"],
  ],
  form: "google",
  reach: "everywhere",
  code: "NOT_FOUND",
  source: page("https://cloud.google.com/secret-manager/docs/add-secret-version"),
};

/** A zone of Cloud DNS. */
export const googleZone: Thing = {
  noun: "managed zone",
  made: [["google_dns_managed_zone", "name"]],
  form: "name",
  reach: "account",
  code: "notFound",
  source: page("https://cloud.google.com/dns/docs/reference/rest/v1/changes"),
  removal: {
    code: "containerNotEmpty",
    source: page("https://cloud.google.com/dns/docs/zones"),
    unless: ({ values }) => values["force_destroy"] === true,
  },
};

/** A pool of workload identities. */
export const googleIdentityPool: Thing = {
  noun: "workload identity pool",
  made: [["google_iam_workload_identity_pool", "workload_identity_pool_id"]],
  reach: "account",
  code: "NOT_FOUND",
  source: page("https://cloud.google.com/iam/docs/manage-workload-identity-pools-providers"),
};

/** A zone of Cloudflare. */
export const cloudflareZone: Thing = {
  noun: "Cloudflare zone",
  made: [["cloudflare_zone", "id"]],
  reach: "everywhere",
  code: "1001",
  source: page("https://developers.cloudflare.com/fundamentals/api/troubleshooting/"),
};

const referenced = {
  code: "1005",
  source: page("https://developers.cloudflare.com/load-balancing/troubleshooting/common-error-codes/"),
} as const;

/** A pool of origins. */
export const cloudflarePool: Thing = {
  noun: "load balancer pool",
  made: [["cloudflare_load_balancer_pool", "id"]],
  reach: "everywhere",
  code: "1002",
  source: referenced.source,
  removal: referenced,
};

/** A monitor of origins. */
export const cloudflareMonitor: Thing = {
  noun: "load balancer monitor",
  made: [["cloudflare_load_balancer_monitor", "id"]],
  reach: "account",
  code: "1002",
  source: referenced.source,
  removal: referenced,
};

const ownNamespaces = new Set(["default", "kube-node-lease", "kube-public", "kube-system"]);

/** The releases whose chart makes a namespace of this name: our own chart makes one for each key of its value `namespaces`. */
const releasesThatMake = (name: string, view: WorldView): readonly WorldObject[] =>
  view.by("helm_release", "chart", "namespaces").filter((release) =>
    textsAt(release.values, "values").some((text) => {
      const values = jsonObject(text)?.["namespaces"];
      return typeof values === "object" && values !== null && name in values;
    }),
  );

const jsonObject = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
};

/** A namespace of a cluster. A release can have made one. */
export const namespace: Thing = {
  noun: "namespace",
  made: [
    ["kubernetes_namespace", "metadata.name"],
    ["kubernetes_namespace_v1", "metadata.name"],
  ],
  alsoIn: [["helm_release", "namespace"]],
  alsoMade: releasesThatMake,
  always: (value) => ownNamespaces.has(value),
  reach: "account",
  code: "NotFound",
  source: page("https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/"),
};
