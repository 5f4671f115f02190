import type { Value } from "../../protocol/values";
import { regionOf } from "./aws-regions";
import { ofAccount, regional, row } from "./aws-row";
import { chanceOf, fill, firstBlock, textOf, type Form, type Forms, type Made } from "./made";

/** What belongs to a bucket has its name as id; with an expected owner, both. */
const ofBucket = (more: Form = {}): Form =>
  row(
    (made) => [textOf(made.value("bucket")), textOf(made.value("expected_bucket_owner"))].filter((text) => text !== "").join(","),
    undefined,
    more,
  );

const isLocked = (made: Made): boolean => made.value("object_lock_enabled") === true;

/** The canonical id of an account. */
const canonical = ({ scope }: Made): string => chanceOf(`canonical ${scope.account ?? ""}`, "hex", 64);

/** Regions of the first days write a dash before their name (docs.aws.amazon.com/general/latest/gr/s3.html). */
const dashed = new Set([
  "ap-northeast-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "eu-west-1",
  "sa-east-1",
  "us-east-1",
  "us-gov-west-1",
  "us-west-1",
  "us-west-2",
]);

const websiteDomain = (made: Made): string => fill(`s3-website${dashed.has(made.scope.region ?? "") ? "-" : "."}{@region}.{@suffix}`, made);

/** What RDS puts into the names of an account's endpoints in a region. */
const endpointWord = ({ scope }: Made): string => chanceOf(`rds ${scope.account ?? ""} ${scope.region ?? ""}`, "lower", 12);

const rds = regional("rds");

const engines: Readonly<Record<string, readonly [port: number, version: string, license: string]>> = {
  "aurora-mysql": [3306, "8.0.mysql_aurora.3.08.2", "general-public-license"],
  "aurora-postgresql": [5432, "16.6", "postgresql-license"],
  mariadb: [3306, "11.4.5", "general-public-license"],
  mysql: [3306, "8.0.41", "general-public-license"],
  postgres: [5432, "16.8", "postgresql-license"],
};

const engine = (made: Made): readonly [number, string, string] =>
  engines[textOf(made.value("engine"))] ?? [5432, "1.0", "general-public-license"];

const family = (made: Made): string => {
  const name = textOf(made.value("engine"));
  const version = textOf(made.value("engine_version")) || engine(made)[1];
  return `default.${name}${name.includes("postgres") ? (version.split(".")[0] ?? "") : version.split(".").slice(0, 2).join(".")}`;
};

const instanceHost = (made: Made): string => fill(`{identifier}.${endpointWord(made)}.{@region}.rds.{@suffix}`, made);

const masterSecret =
  (resource: string) =>
  (made: Made): readonly Value[] =>
    made.value("manage_master_user_password") === true
      ? [
          {
            kms_key_id:
              textOf(made.value("master_user_secret_kms_key_id")) ||
              fill("arn:{@partition}:kms:{@region}:{@account}:key/{#uuid:secret}", made),
            secret_arn: fill(
              `arn:{@partition}:secretsmanager:{@region}:{@account}:secret:rds!${resource}-{#uuid:secret}-{#base64-6}`,
              made,
            ),
            secret_status: "active",
          },
        ]
      : [];

const isStreaming = (made: Made): boolean => made.value("stream_enabled") === true;

const cacheHost = (made: Made, word: string): string =>
  `${word}${textOf(made.value("replication_group_id")) || textOf(made.value("cluster_id"))}.${chanceOf(`cache ${made.scope.account ?? ""}`, "lower", 6)}.${regionOf(made.scope.region ?? "")?.zonePrefix ?? "local"}.cache.amazonaws.com`;

const clusterNames = (made: Made): readonly string[] => {
  const count = Math.max(1, Number(textOf(made.value("num_cache_clusters"))));
  return Array.from({ length: count }, (_, index) => fill(`{replication_group_id}-00${String(index + 1)}`, made));
};

const ofVault: Form = { backup_vault_arn: regional("backup")("backup-vault:{backup_vault_name}") };

/** Buckets, tables, databases, caches, files and backups. Id forms: `import` sections of the provider's documentation. */
export const awsData: Forms = {
  aws_s3_access_point: row("{@account}:{name}", regional("s3")("accesspoint/{name}"), {
    alias: "{name}-{#lower-34}-s3alias",
    domain_name: "{name}-{@account}.s3-accesspoint.{@region}.{@suffix}",
    network_origin: (made) => (textOf(firstBlock(made, "vpc_configuration")["vpc_id"]) === "" ? "Internet" : "VPC"),
  }),
  aws_s3_account_public_access_block: ofAccount(),
  aws_s3_bucket: row("{bucket}", "arn:{@partition}:s3:::{bucket}", {
    bucket_domain_name: "{bucket}.s3.{@suffix}",
    bucket_regional_domain_name: "{bucket}.s3.{@region}.{@suffix}",
    grant: (made) => [{ id: canonical(made), permissions: ["FULL_CONTROL"], type: "CanonicalUser", uri: "" }],
    hosted_zone_id: ({ scope }) => regionOf(scope.region ?? "")?.websiteZone ?? "",
    object_lock_configuration: (made) => (isLocked(made) ? [{ object_lock_enabled: "Enabled", rule: [] }] : []),
    region: "{@region}",
    request_payer: "BucketOwner",
    versioning: (made) => [{ enabled: isLocked(made), mfa_delete: false }],
  }),
  aws_s3_bucket_accelerate_configuration: ofBucket(),
  aws_s3_bucket_acl: row((made) =>
    ["bucket", "expected_bucket_owner", "acl"]
      .map((name) => textOf(made.value(name)))
      .filter((text) => text !== "")
      .join(","),
  ),
  aws_s3_bucket_cors_configuration: ofBucket(),
  aws_s3_bucket_intelligent_tiering_configuration: row("{bucket}:{name}"),
  aws_s3_bucket_inventory: row("{bucket}:{name}"),
  aws_s3_bucket_lifecycle_configuration: ofBucket({ transition_default_minimum_object_size: "all_storage_classes_128K" }),
  aws_s3_bucket_logging: ofBucket(),
  aws_s3_bucket_metric: row("{bucket}:{name}"),
  aws_s3_bucket_notification: row("{bucket}"),
  aws_s3_bucket_object_lock_configuration: ofBucket(),
  aws_s3_bucket_ownership_controls: row("{bucket}"),
  aws_s3_bucket_policy: row("{bucket}"),
  aws_s3_bucket_public_access_block: row("{bucket}"),
  aws_s3_bucket_replication_configuration: row("{bucket}"),
  aws_s3_bucket_request_payment_configuration: ofBucket(),
  aws_s3_bucket_server_side_encryption_configuration: ofBucket(),
  aws_s3_bucket_versioning: ofBucket(),
  aws_s3_bucket_website_configuration: ofBucket({
    website_domain: websiteDomain,
    website_endpoint: (made) => `${textOf(made.value("bucket"))}.${websiteDomain(made)}`,
  }),
  aws_s3_object: row("{key}", "arn:{@partition}:s3:::{bucket}/{key}", { etag: "{#hex-32}", version_id: "{#base64-32}" }),

  aws_db_event_subscription: row("{name}", rds("es:{name}"), { customer_aws_id: "{@account}" }),
  aws_db_instance: row("{resource_id}", rds("db:{identifier}"), {
    address: instanceHost,
    backup_window: "02:00-02:30",
    endpoint: (made) => `${instanceHost(made)}:${textOf(made.value("port"))}`,
    engine_version: (made) => engine(made)[1],
    engine_version_actual: (made) => textOf(made.value("engine_version")) || engine(made)[1],
    hosted_zone_id: ({ scope }) => `Z${chanceOf(`rds ${scope.region ?? ""}`, "upper", 13)}`,
    latest_restorable_time: "{@instant}",
    license_model: (made) => engine(made)[2],
    maintenance_window: "sun:03:00-sun:03:30",
    master_user_secret: masterSecret("db"),
    option_group_name: (made) =>
      `default:${family(made)
        .replace(/^default\.([a-z-]+)/, "$1-")
        .replaceAll(".", "-")}`,
    parameter_group_name: family,
    port: (made) => engine(made)[0],
    resource_id: "db-{#base32-26}",
  }),
  aws_db_instance_automated_backups_replication: row((made) =>
    fill(`arn:{@partition}:rds:{@region}:{@account}:auto-backup:ab-{#lower-38}`, made),
  ),
  aws_db_option_group: row("{name}", rds("og:{name}")),
  aws_db_parameter_group: row("{name}", rds("pg:{name}")),
  aws_db_proxy: row("{name}", rds("db-proxy:prx-{#hex-17}"), {
    endpoint: (made) => fill(`{name}.proxy-${endpointWord(made)}.{@region}.rds.{@suffix}`, made),
  }),
  aws_db_proxy_default_target_group: row("{db_proxy_name}", rds("target-group:prx-tg-{#hex-17}"), { name: "default" }),
  aws_db_proxy_target: row("{db_proxy_name}/{target_group_name}/{type}/{rds_resource_id}", undefined, {
    rds_resource_id: "{db_instance_identifier|db_cluster_identifier}",
    type: (made) => (textOf(made.value("db_cluster_identifier")) === "" ? "RDS_INSTANCE" : "TRACKED_CLUSTER"),
  }),
  aws_db_snapshot: row("{db_snapshot_identifier}", undefined, { db_snapshot_arn: rds("snapshot:{db_snapshot_identifier}") }),
  aws_db_subnet_group: row("{name}", rds("subgrp:{name}"), { supported_network_types: () => ["IPV4"], vpc_id: "vpc-{#hex-17}" }),
  aws_rds_cluster: row("{cluster_identifier}", rds("cluster:{cluster_identifier}"), {
    availability_zones: ({ scope }) => ["a", "b", "c"].map((letter) => `${scope.region ?? ""}${letter}`),
    cluster_resource_id: "cluster-{#base32-26}",
    db_cluster_parameter_group_name: family,
    endpoint: (made) => fill(`{cluster_identifier}.cluster-${endpointWord(made)}.{@region}.rds.{@suffix}`, made),
    engine_version: (made) => engine(made)[1],
    engine_version_actual: (made) => textOf(made.value("engine_version")) || engine(made)[1],
    hosted_zone_id: ({ scope }) => `Z${chanceOf(`rds ${scope.region ?? ""}`, "upper", 13)}`,
    master_user_secret: masterSecret("cluster"),
    port: (made) => engine(made)[0],
    preferred_backup_window: "02:00-02:30",
    preferred_maintenance_window: "sun:03:00-sun:03:30",
    reader_endpoint: (made) => fill(`{cluster_identifier}.cluster-ro-${endpointWord(made)}.{@region}.rds.{@suffix}`, made),
  }),
  aws_rds_cluster_instance: row("{identifier}", rds("db:{identifier}"), {
    dbi_resource_id: "db-{#base32-26}",
    endpoint: instanceHost,
    port: (made) => engine(made)[0],
  }),
  aws_rds_cluster_parameter_group: row("{name}", rds("cluster-pg:{name}")),
  aws_rds_global_cluster: row(
    "{global_cluster_identifier}",
    "arn:{@partition}:rds::{@account}:global-cluster:{global_cluster_identifier}",
    {
      endpoint: (made) => `${textOf(made.value("global_cluster_identifier"))}.global-${endpointWord(made)}.global.rds.amazonaws.com`,
      global_cluster_members: () => [],
      global_cluster_resource_id: "cluster-{#hex-16}",
    },
  ),

  aws_dynamodb_contributor_insights: row("name:{table_name}/index:{index_name}/{@account}"),
  aws_dynamodb_kinesis_streaming_destination: row("{table_name},{stream_arn}"),
  aws_dynamodb_resource_policy: row("{resource_arn}", undefined, { revision_id: "{#digits-13}" }),
  aws_dynamodb_table: row("{name}", regional("dynamodb")("table/{name}"), {
    "point_in_time_recovery.recovery_period_in_days": (_, here) => (here["enabled"] === true ? 35 : 0),
    "replica.arn": (made, here) =>
      `arn:${made.scope.partition ?? "aws"}:dynamodb:${textOf(here["region_name"])}:${made.scope.account ?? ""}:table/${textOf(made.value("name"))}`,
    stream_arn: (made) => (isStreaming(made) ? fill("{arn}/stream/{stream_label}", made) : ""),
    stream_label: (made) => (isStreaming(made) ? "2026-01-01T00:00:00.000" : ""),
  }),
  aws_dynamodb_table_item: row("{table_name}|{hash_key}|{range_key}"),
  aws_dynamodb_table_replica: row(
    (made) => `${fill("{global_table_arn~last}", made)}:${textOf(made.value("global_table_arn")).split(":")[3] ?? ""}`,
    (made) => fill("arn:{@partition}:dynamodb:{@region}:{@account}:table/{global_table_arn~last}", made),
  ),

  aws_elasticache_cluster: row("{cluster_id}", regional("elasticache")("cluster:{cluster_id}"), {
    cluster_address: (made) => cacheHost(made, ""),
    port: (made) => (textOf(made.value("engine")) === "memcached" ? 11211 : 6379),
  }),
  aws_elasticache_global_replication_group: row(
    "{global_replication_group_id}",
    "arn:{@partition}:elasticache::{@account}:globalreplicationgroup:{global_replication_group_id}",
    {
      engine: "redis",
      engine_version_actual: "7.1.0",
      global_replication_group_id: "{#letters-5}-{global_replication_group_id_suffix}",
    },
  ),
  aws_elasticache_parameter_group: row("{name}", regional("elasticache")("parametergroup:{name}")),
  aws_elasticache_replication_group: row("{replication_group_id}", regional("elasticache")("replicationgroup:{replication_group_id}"), {
    engine_version_actual: "7.1.0",
    member_clusters: (made) => clusterNames(made),
    num_cache_clusters: () => 1,
    num_node_groups: () => 1,
    primary_endpoint_address: (made) => cacheHost(made, "master."),
    reader_endpoint_address: (made) => cacheHost(made, "replica."),
  }),
  aws_elasticache_serverless_cache: row("{name}", regional("elasticache")("serverlesscache:{name}"), { status: "available" }),
  aws_elasticache_subnet_group: row("{name}", regional("elasticache")("subnetgroup:{name}"), { vpc_id: "vpc-{#hex-17}" }),
  aws_elasticache_user: row("{user_id}", regional("elasticache")("user:{user_id}")),
  aws_elasticache_user_group: row("{user_group_id}", regional("elasticache")("usergroup:{user_group_id}")),

  aws_efs_access_point: row("fsap-{#hex-17}", regional("elasticfilesystem")("access-point/{id}"), {
    file_system_arn: regional("elasticfilesystem")("file-system/{file_system_id}"),
  }),
  aws_efs_backup_policy: row("{file_system_id}"),
  aws_efs_file_system: row("fs-{#hex-17}", regional("elasticfilesystem")("file-system/{id}"), {
    creation_token: "terraform-{#name}",
    dns_name: "{id}.efs.{@region}.{@suffix}",
  }),
  aws_efs_file_system_policy: row("{file_system_id}"),
  aws_efs_mount_target: row("fsmt-{#hex-17}", undefined, {
    dns_name: "{file_system_id}.efs.{@region}.{@suffix}",
    file_system_arn: regional("elasticfilesystem")("file-system/{file_system_id}"),
    network_interface_id: "eni-{#hex-17}",
  }),

  aws_backup_framework: row("{name}", regional("backup")("framework:{name}-{#uuid}"), { deployment_status: "COMPLETED", status: "ACTIVE" }),
  aws_backup_global_settings: ofAccount(),
  aws_backup_logically_air_gapped_vault: row("{name}", regional("backup")("backup-vault:{name}")),
  aws_backup_plan: row("{#uuid}", regional("backup")("backup-plan:{id}"), { version: "{#base64-48}" }),
  aws_backup_region_settings: row("{@region}"),
  aws_backup_report_plan: row("{name}", regional("backup")("report-plan:{name}-{#uuid}")),
  aws_backup_restore_testing_plan: { arn: regional("backup")("restore-testing-plan:{name}-{#uuid}") },
  aws_backup_restore_testing_selection: {},
  aws_backup_selection: row("{#uuid}"),
  aws_backup_vault: row("{name}", regional("backup")("backup-vault:{name}"), {
    kms_key_arn: ({ scope }) =>
      `arn:${scope.partition ?? "aws"}:kms:${scope.region ?? ""}:${scope.account ?? ""}:key/${chanceOf(`backup ${scope.account ?? ""}`, "hex", 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")}`,
  }),
  aws_backup_vault_lock_configuration: row("{backup_vault_name}", undefined, ofVault),
  aws_backup_vault_notifications: row("{backup_vault_name}", undefined, ofVault),
  aws_backup_vault_policy: row("{backup_vault_name}", undefined, ofVault),
  aws_dms_endpoint: row("{endpoint_id}", undefined, { endpoint_arn: regional("dms")("endpoint:{#base32-26}") }),
  aws_dms_replication_config: row("{arn}", regional("dms")("replication-config:{#base32-26}")),
  aws_dms_replication_instance: row("{replication_instance_id}", undefined, {
    replication_instance_arn: regional("dms")("rep:{#base32-26}"),
  }),
  aws_dms_replication_subnet_group: row("{replication_subnet_group_id}", undefined, {
    replication_subnet_group_arn: regional("dms")("subgrp:{replication_subnet_group_id}"),
    vpc_id: "vpc-{#hex-17}",
  }),
  aws_dms_replication_task: row("{replication_task_id}", undefined, {
    replication_task_arn: regional("dms")("task:{#base32-26}"),
    status: "ready",
  }),
};
