import type { Attributes, TerraformJson } from "../../modules/core/output-guards";

/** How a resource that holds what can't be made again is kept from being destroyed. */
export type Mechanism =
  /** Terraform refuses to plan its destruction: `lifecycle { prevent_destroy = true }`. */
  | { readonly kind: "prevent_destroy" }
  /** Its provider or cloud refuses while an argument has a value. `byDefault`: also where the argument isn't given. */
  | {
      readonly kind: "argument";
      readonly argument: string;
      readonly protects: boolean | string;
      readonly lifted: boolean | string;
      readonly byDefault: boolean;
      /** Paths inside blocks that protect as well, each `true` where it does: they are lifted with it. */
      readonly alsoLifted?: readonly string[];
    }
  /** Another resource locks it, names it in `argument`, and is itself kept by `prevent_destroy`. */
  | { readonly kind: "lock"; readonly type: string; readonly argument: string };

const preventDestroy: Mechanism = { kind: "prevent_destroy" };
const given = (argument: string): Mechanism => ({ kind: "argument", argument, protects: true, lifted: false, byDefault: false });
const byDefault = (argument: string): Mechanism => ({ kind: "argument", argument, protects: true, lifted: false, byDefault: true });

/**
 * Every resource type that holds what is lost with it, with the mechanism that has to protect it: its cloud's own where
 * it has one, for that holds outside Terraform too, and `prevent_destroy` otherwise. Types whose content has a
 * retention, such as log groups and queues, are not here. Arguments and defaults: asked of the providers aws 5.100.0,
 * google 6.50.0, cloudflare 5.14.0 and kubernetes 2.38.0 in 2026-11.
 */
export const statefulTypes: Readonly<Record<string, Mechanism>> = {
  // Keys: what they encrypted is lost with them.
  aws_acmpca_certificate_authority: preventDestroy,
  aws_cloudhsm_v2_cluster: preventDestroy,
  aws_kms_external_key: preventDestroy,
  aws_kms_key: preventDestroy,
  aws_kms_replica_key: preventDestroy,
  google_kms_crypto_key: preventDestroy,
  // Google deletes none, so a ring that Terraform forgets could never be made again.
  google_kms_key_ring: preventDestroy,
  // Secrets.
  aws_secretsmanager_secret: preventDestroy,
  google_secret_manager_regional_secret: given("deletion_protection"),
  google_secret_manager_secret: given("deletion_protection"),
  // Databases.
  aws_db_instance: given("deletion_protection"),
  aws_rds_cluster: given("deletion_protection"),
  aws_rds_global_cluster: given("deletion_protection"),
  aws_dynamodb_table: given("deletion_protection_enabled"),
  aws_dynamodb_table_replica: given("deletion_protection_enabled"),
  aws_elasticache_replication_group: preventDestroy,
  google_bigquery_table: byDefault("deletion_protection"),
  google_firestore_database: {
    kind: "argument",
    argument: "delete_protection_state",
    protects: "DELETE_PROTECTION_ENABLED",
    lifted: "DELETE_PROTECTION_DISABLED",
    byDefault: false,
  },
  google_memorystore_instance: byDefault("deletion_protection_enabled"),
  google_redis_cluster: byDefault("deletion_protection_enabled"),
  google_sql_database: preventDestroy,
  // The provider's own protection, and the service's, which holds outside Terraform too.
  google_sql_database_instance: {
    kind: "argument",
    argument: "deletion_protection",
    protects: true,
    lifted: false,
    byDefault: true,
    alsoLifted: ["settings.deletion_protection_enabled"],
  },
  cloudflare_d1_database: preventDestroy,
  cloudflare_workers_kv_namespace: preventDestroy,
  // Objects, files and volumes. A cluster's volumes go with the cluster.
  aws_ebs_volume: preventDestroy,
  aws_efs_file_system: preventDestroy,
  aws_eks_cluster: preventDestroy,
  aws_s3_bucket: preventDestroy,
  google_compute_disk: preventDestroy,
  google_container_cluster: byDefault("deletion_protection"),
  google_filestore_instance: given("deletion_protection_enabled"),
  google_storage_bucket: preventDestroy,
  cloudflare_r2_bucket: preventDestroy,
  kubernetes_persistent_volume_claim_v1: preventDestroy,
  // Backups, and the locks of their vaults.
  aws_backup_logically_air_gapped_vault: preventDestroy,
  aws_backup_vault: { kind: "lock", type: "aws_backup_vault_lock_configuration", argument: "backup_vault_name" },
  aws_backup_vault_lock_configuration: preventDestroy,
  google_backup_dr_backup_vault: preventDestroy,
  // Images, events and records of the past.
  aws_cloudwatch_event_archive: preventDestroy,
  aws_ecr_repository: preventDestroy,
  aws_kinesis_stream: preventDestroy,
  aws_msk_cluster: preventDestroy,
  google_artifact_registry_repository: preventDestroy,
  // Who people are, and where they find us: a new one has other ids, other addresses and other name servers.
  aws_cognito_user_pool: { kind: "argument", argument: "deletion_protection", protects: "ACTIVE", lifted: "INACTIVE", byDefault: false },
  aws_lb: given("enable_deletion_protection"),
  aws_route53_zone: preventDestroy,
  cloudflare_zone: preventDestroy,
  google_dns_managed_zone: preventDestroy,
};

/** Whether a resource type holds what is lost with it. */
export const isStateful = (type: string): boolean => Object.hasOwn(statefulTypes, type);

/** A resource whose destruction has to be refused. */
export interface Protected {
  /** Without an instance's key. */
  readonly address: string;
  readonly by: Mechanism["kind"];
  /** The resource of which the refusal is told: another one where a lock protects it. */
  readonly refusedAt: string;
}

/** A resource whose protection is not as the list says. */
export interface ProtectionGap {
  readonly address: string;
  readonly summary: string;
  readonly detail: string;
}

/** The protected resources of a stack, and what is wrong with their protection. */
export interface Protection {
  readonly protected: readonly Protected[];
  readonly gaps: readonly ProtectionGap[];
}

/** One resource of a stack's own module. */
interface Resource {
  readonly type: string;
  readonly address: string;
  readonly body: Attributes;
}

/** What is protected in a stack, by the list: nothing of Terraform's or of a provider's is asked. */
export const protectionOf = (json: TerraformJson): Protection => {
  const resources = resourcesOf(json);
  const found = resources.map((one) => protect(one, resources));
  return {
    protected: found.flatMap(({ entries }) => entries).sort(byAddress),
    gaps: found.flatMap(({ gap }) => (gap === undefined ? [] : [gap])).sort(byAddress),
  };
};

const byAddress = (a: { readonly address: string }, b: { readonly address: string }): number => (a.address < b.address ? -1 : 1);

const resourcesOf = (json: TerraformJson): readonly Resource[] =>
  Object.entries(json.resource ?? {}).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, body]) => ({ type, address: `${type}.${name}`, body })),
  );

interface Found {
  readonly entries: readonly Protected[];
  readonly gap?: ProtectionGap;
}

const protect = (resource: Resource, all: readonly Resource[]): Found => {
  const { type, address, body } = resource;
  const mechanism = statefulTypes[type];
  if (mechanism === undefined) {
    const unlisted = unlistedProtection(body);
    if (unlisted === undefined) return { entries: [] };
    const sign = unlisted.kind === "argument" ? unlisted.argument : "lifecycle.prevent_destroy";
    const detail = `Its ${sign} protects it. Add ${type} to the list of stateful types, or take the protection away.`;
    return {
      entries: [{ address, by: unlisted.kind, refusedAt: address }],
      gap: { address, summary: "A protected resource whose type is not in the list", detail },
    };
  }
  const own = isPrevented(body) ? [{ address, by: "prevent_destroy", refusedAt: address } as const] : [];
  const by = protectedBy(resource, mechanism, all);
  if (by === undefined) {
    return { entries: own, gap: { address, summary: "A stateful resource without protection", detail: wanted(mechanism) } };
  }
  // Terraform's own refusal comes first: what it refuses is never asked of a provider.
  return { entries: own.length > 0 ? own : [{ address, by: mechanism.kind, refusedAt: by }] };
};

/** The address at which a resource's destruction is refused by a mechanism; `undefined` where it isn't. */
const protectedBy = ({ type, address, body }: Resource, mechanism: Mechanism, all: readonly Resource[]): string | undefined => {
  switch (mechanism.kind) {
    case "prevent_destroy":
      return isPrevented(body) ? address : undefined;
    case "argument": {
      const value = body[mechanism.argument];
      return value === mechanism.protects || (mechanism.byDefault && value === undefined) ? address : undefined;
    }
    case "lock": {
      const name = address.slice(type.length + 1);
      const refersTo = new RegExp(`\\b${type}\\.${name}(?:\\[[^\\]]*\\])?\\.`);
      const lock = all.find((one) => one.type === mechanism.type && refersTo.test(String(one.body[mechanism.argument])));
      return lock !== undefined && isPrevented(lock.body) ? lock.address : undefined;
    }
  }
};

const wanted = (mechanism: Mechanism): string => {
  switch (mechanism.kind) {
    case "prevent_destroy":
      return "Give it lifecycle { prevent_destroy = true }.";
    case "argument":
      return `Give it ${mechanism.argument} = ${JSON.stringify(mechanism.protects)}.`;
    case "lock":
      return `Give it a ${mechanism.type} with lifecycle { prevent_destroy = true }.`;
  }
};

/** A block of JSON is an object, or a list of one. */
const blockOf = (block: unknown): Attributes => ((Array.isArray(block) ? (block as readonly unknown[])[0] : block) ?? {}) as Attributes;

const isPrevented = (body: Attributes): boolean => blockOf(body["lifecycle"])["prevent_destroy"] === true;

/** Arguments by which providers protect, with the value that does and the one that doesn't: enough to notice one that the list does not know. */
const protectiveArguments: readonly (readonly [argument: string, protects: boolean | string, lifted: boolean | string])[] = [
  ["deletion_protection", true, false],
  ["deletion_protection", "ACTIVE", "INACTIVE"],
  ["deletion_protection_enabled", true, false],
  ["delete_protection_state", "DELETE_PROTECTION_ENABLED", "DELETE_PROTECTION_DISABLED"],
  ["disable_api_termination", true, false],
  ["enable_deletion_protection", true, false],
  ["termination_protection", true, false],
];

/** The protection of a resource whose type is not in the list. */
const unlistedProtection = (body: Attributes): Mechanism | undefined => {
  if (isPrevented(body)) return preventDestroy;
  const found = protectiveArguments.find(([argument, protects]) => body[argument] === protects);
  if (found === undefined) return undefined;
  const [argument, protects, lifted] = found;
  return { kind: "argument", argument, protects, lifted, byDefault: false };
};

/** Whether lifting the protection of these resources changes an argument: what a provider knows has to be applied. */
export const liftsArgument = (json: TerraformJson, addresses: readonly string[]): boolean =>
  Object.values(liftProtection(json, addresses).resource ?? {}).some((byName) =>
    Object.values(byName).some((body) => Object.keys(body).some((name) => name !== "lifecycle")),
  );

/** An override file's content that lifts the protection of these resources, given without instance keys. */
export const liftProtection = (json: TerraformJson, addresses: readonly string[]): TerraformJson => {
  const resource: Record<string, Record<string, Attributes>> = {};
  for (const { type, address, body } of resourcesOf(json).filter((one) => addresses.includes(one.address))) {
    const mechanism = statefulTypes[type] ?? unlistedProtection(body);
    const name = address.slice(type.length + 1);
    (resource[type] ??= {})[name] = {
      ...(mechanism?.kind === "argument" ? { [mechanism.argument]: mechanism.lifted, ...liftedBlocks(mechanism, body) } : {}),
      ...(isPrevented(body) ? { lifecycle: { prevent_destroy: false } } : {}),
    };
  }
  return { resource };
};

/** The blocks in which something protects as well, without it: an override replaces a block as a whole. */
const liftedBlocks = ({ alsoLifted = [] }: { readonly alsoLifted?: readonly string[] }, body: Attributes): Attributes =>
  Object.fromEntries(
    alsoLifted.flatMap((path) => {
      const [block = "", argument = ""] = path.split(".");
      return body[block] === undefined ? [] : [[block, { ...blockOf(body[block]), [argument]: false }] as const];
    }),
  );
