import { placeOf } from "../place";
import { page, type Question, type Refusal, type Source, type WorldRule, type WorldView } from "../rule";
import { textAt, textsAt } from "../values";
import type { WorldObject } from "../world";

/** An argument by which a service is told of a key, and the account with which the service then uses it. */
interface KeyUseRow {
  readonly type: string;
  readonly path: string;
  /** What stands between `@` and `.iam.gserviceaccount.com` in the address of the service's own account. */
  readonly agent: string;
  readonly code: string;
  readonly source: Source;
}

const row = (place: string, agent: string, path: string, code = "PERMISSION_DENIED"): KeyUseRow => {
  const [type = "", argument = ""] = place.split(" ");
  return { type, path: argument, agent, code, source: page(`https://cloud.google.com/${path}`) };
};

const disks = "compute/docs/disks/customer-managed-encryption";
const nodes = "kubernetes-engine/docs/how-to/using-cmek";

const keyUses: readonly KeyUseRow[] = [
  row("google_artifact_registry_repository kms_key_name", "gcp-sa-artifactregistry", "artifact-registry/docs/cmek"),
  row("google_compute_disk disk_encryption_key.kms_key_self_link", "compute-system", disks),
  row("google_compute_instance boot_disk.kms_key_self_link", "compute-system", disks),
  row(
    "google_container_cluster database_encryption.key_name",
    "container-engine-robot",
    "kubernetes-engine/docs/how-to/encrypting-secrets",
  ),
  row("google_container_cluster node_config.boot_disk_kms_key", "compute-system", nodes),
  row("google_container_node_pool node_config.boot_disk_kms_key", "compute-system", nodes),
  row("google_firestore_database cmek_config.kms_key_name", "gcp-sa-firestore", "firestore/docs/use-cmek"),
  row(
    "google_logging_project_bucket_config cmek_settings.kms_key_name",
    "gcp-sa-logging",
    "logging/docs/routing/managed-encryption-storage",
  ),
  row("google_pubsub_topic kms_key_name", "gcp-sa-pubsub", "pubsub/docs/encryption"),
  row(
    "google_secret_manager_regional_secret customer_managed_encryption.kms_key_name",
    "gcp-sa-secretmanager",
    "secret-manager/regional-secrets/cmek-rs",
  ),
  row(
    "google_secret_manager_secret replication.user_managed.replicas.customer_managed_encryption.kms_key_name",
    "gcp-sa-secretmanager",
    "secret-manager/docs/cmek",
  ),
  row("google_sql_database_instance encryption_key_name", "gcp-sa-cloud-sql", "sql/docs/postgres/configure-cmek"),
  row(
    "google_storage_bucket encryption.default_kms_key_name",
    "gs-project-accounts",
    "storage/docs/encryption/using-customer-managed-keys",
    "forbidden",
  ),
];

/** Grants by which somebody may use a key: on the key, on its ring, or on the whole project. */
const grantsOn: readonly (readonly [resource: string, argument: string, length: number])[] = [
  ["kms_crypto_key", "crypto_key_id", 8],
  ["kms_key_ring", "key_ring_id", 6],
  ["project", "project", 2],
];

const usingRole = "roles/cloudkms.cryptoKeyEncrypterDecrypter";

/** The members that may encrypt and decrypt with a key, by its id. */
const usersOf = (key: string, view: WorldView): readonly string[] =>
  grantsOn.flatMap(([resource, argument, length]) => {
    const words = key.split("/").slice(0, length);
    const named = resource === "project" ? (words[1] ?? "") : words.join("/");
    return ["member", "binding"]
      .flatMap((kind) => view.by(`google_${resource}_iam_${kind}`, argument, named, "google"))
      .filter((grant) => textAt(grant, "role") === usingRole)
      .flatMap((grant) => [...textsAt(grant.values, "member"), ...textsAt(grant.values, "members")]);
  });

const keyUse = ({ type, path, agent, code, source }: KeyUseRow): WorldRule => ({
  name: `key-use:${type}.${path}`,
  source,
  types: [type],
  onPut: ({ object, view }) =>
    view.outside === "open"
      ? []
      : textsAt(object.values, path).flatMap((value): readonly Refusal[] => {
          const [key] = view.by("google_kms_crypto_key", "id", value, "google");
          if (key === undefined) return [];
          const isUser = usersOf(key.id, view).some((member) => member.endsWith(`@${agent}.iam.gserviceaccount.com`));
          const says = `the service's own account (…@${agent}.iam.gserviceaccount.com) may not encrypt and decrypt with the key`;
          return isUser ? [] : [{ code, path, value, says, other: key }];
        }),
});

const pods = /^serviceAccount:([a-z][a-z0-9-]*)\.svc\.id\.goog\[/;

const identityPool = (kind: "member" | "binding", resource: string): WorldRule => {
  const path = kind === "member" ? "member" : "members";
  const type = `google_${resource}_iam_${kind}`;
  return {
    name: `pods-pool-exists:${type}`,
    source: page("https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity"),
    types: [type],
    onPut: ({ object, view }: Question): readonly Refusal[] =>
      view.outside === "open"
        ? []
        : textsAt(object.values, path).flatMap((value): readonly Refusal[] => {
            const project = pods.exec(value)?.[1];
            if (project === undefined || hasPool(project, view)) return [];
            const says = "the pool of identities does not exist, for no cluster of its project has had one yet";
            const pool = { noun: "GKE cluster with workload identity", value: `${project}.svc.id.goog` };
            return [{ code: "INVALID_ARGUMENT", path, value, says, other: pool }];
          }),
  };
};

/** A project's pool comes with its first cluster that has workload identity, and stays when the cluster goes. */
const hasPool = (project: string, view: WorldView): boolean => {
  const clusters: readonly WorldObject[] = [...view.all("google_container_cluster"), ...view.allGone("google_container_cluster")];
  return clusters.some(
    (cluster) => placeOf(cluster).account === project && textsAt(cluster.values, "workload_identity_config.workload_pool").length > 0,
  );
};

/** Who may use what on Google, where no policy document says it. */
export const googleAccessRules: readonly WorldRule[] = [
  ...keyUses.map(keyUse),
  ...["service_account", "project"].flatMap((resource) => [identityPool("member", resource), identityPool("binding", resource)]),
];
