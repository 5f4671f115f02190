import { contract, listField, textField } from "../../modules/core/contracts";

const ring = "projects/meetbarter-dev-eu/locations/europe-west4/keyRings/meetbarter-dev-eu";
const key = (word: string): string => `${ring}/cryptoKeys/${word}`;

/** What `state` offers, for people and tools; other layers derive the names. */
export const stateContract = contract("state", {
  bucketName: textField("name of the state bucket", "meetbarter-dev-eu-europe-west4-state"),
  keyId: textField("id of the key that encrypts it", `${ring}-state/cryptoKeys/state`),
});

/** What `account` offers, for people and tools; other layers derive the names. */
export const accountContract = contract("account", {
  planEmail: textField("address of the account that plans", "terraform-plan@meetbarter-dev-eu.iam.gserviceaccount.com"),
  applyEmail: textField("address of the account that applies", "terraform-apply@meetbarter-dev-eu.iam.gserviceaccount.com"),
  providerName: textField(
    "name of the provider to which GitHub's jobs give their tokens",
    "projects/777711119999/locations/global/workloadIdentityPools/github-jobs/providers/github",
  ),
});

/** What `keys` offers that every workload has, whatever its services are. Keys of stores are reached by their names. */
export const keysContract = contract("keys", {
  logsKeyId: textField("id of the key that encrypts log buckets", key("logs-internal")),
  secretsKeyId: textField("id of the key that encrypts secrets", key("secrets-sensitive")),
  clusterKeyId: textField("id of the key that encrypts the cluster's secrets", key("cluster-sensitive")),
  volumesKeyId: textField("id of the key that encrypts the disks of the cluster's nodes", key("volumes-sensitive")),
  registryKeyId: textField("id of the key that encrypts images and charts", key("registry-internal")),
});

const subnetwork = (zone: string): string => `projects/meetbarter-dev-eu/regions/europe-west4/subnetworks/meetbarter-dev-eu-${zone}`;

/** What `network` offers. A subnetwork has all availability zones of its region. */
export const networkContract = contract("network", {
  networkId: textField("id of the network", "projects/meetbarter-dev-eu/global/networks/meetbarter-dev-eu"),
  networkSelfLink: textField(
    "address of the network in the Compute API",
    "https://www.googleapis.com/compute/v1/projects/meetbarter-dev-eu/global/networks/meetbarter-dev-eu",
  ),
  publicSubnetworkId: textField("id of the public zone's subnetwork", subnetwork("public")),
  apiSubnetworkId: textField("id of the API zone's subnetwork", subnetwork("api")),
  meshSubnetworkId: textField("id of the mesh zone's subnetwork", subnetwork("mesh")),
  dataSubnetworkId: textField("id of the data zone's subnetwork", subnetwork("data")),
  vaultSubnetworkId: textField("id of the vault zone's subnetwork", subnetwork("vault")),
  podRangeName: textField("name of the mesh subnetwork's range for pods", "pods"),
  serviceRangeName: textField("name of the mesh subnetwork's range for the cluster's services", "services"),
  egressTag: textField("network tag without which a machine has no route to the internet", "meetbarter-dev-eu-egress"),
  privateServiceRangeName: textField("name of the range of Google's managed services", "meetbarter-dev-eu-managed-services"),
  natAddresses: listField("addresses that partners see", ["203.0.113.10", "203.0.113.11"], "public"),
});

/** What `data` offers. Lists are in the order of the stores' names; texts in JSON are by data class or service. */
export const dataContract = contract("data", {
  databaseAddresses: textField("private addresses of the databases by data class, as JSON", JSON.stringify({ sensitive: "10.3.208.3" })),
  databaseConnectionNames: listField("names by which connectors know the databases", [
    "meetbarter-dev-eu:europe-west4:meetbarter-dev-eu-europe-west4-sensitive",
  ]),
  documentStoreIds: listField("ids of the document stores", [
    "projects/meetbarter-dev-eu/databases/meetbarter-dev-eu-europe-west4-messaging-conversations",
  ]),
  bucketNames: listField("names of the buckets of objects", ["meetbarter-dev-eu-europe-west4-messaging-attachments"]),
  secretIds: textField(
    "ids of the services' secrets by identity, as JSON",
    JSON.stringify({ api: "projects/meetbarter-dev-eu/locations/europe-west4/secrets/meetbarter-dev-eu-api-runtime" }),
  ),
});

/** What `cluster` offers: the same words as in the primary cloud, and who its pods can be. */
export const clusterContract = contract("cluster", {
  clusterName: textField("name of the cluster", "meetbarter-dev-eu"),
  clusterEndpoint: textField(
    "URL of the Kubernetes API",
    "https://gke-0123456789abcdef0123456789abcdef0123-777711119999.europe-west4.gke.goog",
  ),
  clusterCertificateAuthority: textField("certificate authority of the Kubernetes API, PEM in base64; empty where it is a public one", ""),
  registryHost: textField("host and path of the site's own registry", "europe-west4-docker.pkg.dev/meetbarter-dev-eu/images"),
  workloadPool: textField("pool of the identities of pods", "meetbarter-dev-eu.svc.id.goog"),
});

/** What `gateway` offers, for people and tools: the edge derives the host name and reads no state. */
export const gatewayContract = contract("gateway", {
  hostname: textField("host name that the gateway serves", "eu-google-europe-west4.origin.meetbarter-dev.example", "public"),
  address: textField("its IPv4 address", "203.0.113.20", "public"),
});
