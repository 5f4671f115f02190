import { fixedInstant } from "../computed/made";
import type { ObjectValue } from "../../protocol/values";
import { copied, nameById, named, notFound, startsWith, unlessEmpty } from "./aws-named";
import { regionOf } from "./aws-scope";
import { blocksOf, textFrom, textOf } from "./config";
import type { Reader } from "./data-source";
import { listReader, reader, type Lookup } from "./lookup";

const bucket: Lookup = {
  of: ["aws_s3_bucket"],
  // Buckets of other accounts can be read by those whom their policy lets.
  reach: "everywhere",
  by: { bucket: "bucket" },
  missing: notFound("S3 Bucket", "bucket"),
  values: (values) => ({
    website_domain: values["website_domain"] ?? null,
    website_endpoint: values["website_endpoint"] ?? null,
  }),
};

const isText = /^(text\/|application\/(json|ld\+json|x-httpd-php|xhtml\+xml|x-csh|x-sh|xml|atom\+xml|x-sql|yaml))/;

const contentOf = (values: ObjectValue): string =>
  textOf(values, "content") ?? Buffer.from(textOf(values, "content_base64") ?? "", "base64").toString();

const object: Lookup = {
  of: ["aws_s3_object", "aws_s3_bucket_object"],
  reach: "everywhere",
  by: { bucket: "bucket", key: "key" },
  missing: "reading S3 Bucket ({bucket}) Object ({key}): couldn't find resource",
  values: (values, { config }) => ({
    id: `${textOf(values, "bucket") ?? ""}/${textOf(values, "key") ?? ""}`,
    body: isText.test(textOf(values, "content_type") ?? "") ? contentOf(values) : "",
    content_length: Buffer.byteLength(contentOf(values)),
    checksum_mode: config["checksum_mode"] ?? null,
    expiration: "",
    expires: "",
    last_modified: new Date(fixedInstant).toUTCString().replace("GMT", "UTC"),
    range: config["range"] ?? null,
    sse_kms_key_id: values["kms_key_id"] ?? "",
    website_redirect_location: values["website_redirect"] ?? "",
  }),
};

const secret: Lookup = {
  of: ["aws_secretsmanager_secret"],
  reach: "own-region",
  by: { name: "name", arn: "arn" },
  missing: "reading Secrets Manager Secret ({name}{arn}): couldn't find resource",
  values: (values) => ({
    created_date: fixedInstant,
    last_changed_date: fixedInstant,
    kms_key_id: values["kms_key_id"] ?? "",
    description: values["description"] ?? "",
    policy: values["policy"] ?? "",
  }),
};

const database: Lookup = {
  of: ["aws_db_instance"],
  reach: "own-region",
  by: { db_instance_identifier: "identifier" },
  missing: notFound("RDS DB Instance", "db_instance_identifier"),
  values: (values) => ({
    id: values["identifier"] ?? "",
    db_instance_identifier: values["identifier"] ?? "",
    db_instance_arn: values["arn"] ?? "",
    db_instance_class: values["instance_class"] ?? "",
    db_instance_port: values["port"] ?? 0,
    db_subnet_group: values["db_subnet_group_name"] ?? "",
    db_parameter_groups: [values["parameter_group_name"] ?? ""],
    db_cluster_identifier: "",
    enabled_cloudwatch_logs_exports: values["enabled_cloudwatch_logs_exports"] ?? [],
    master_username: values["username"] ?? "",
    option_group_memberships: [values["option_group_name"] ?? ""],
    preferred_backup_window: values["backup_window"] ?? "",
    preferred_maintenance_window: values["maintenance_window"] ?? "",
    vpc_security_groups: values["vpc_security_group_ids"] ?? [],
    db_name: values["db_name"] ?? "",
    replicate_source_db: values["replicate_source_db"] ?? "",
    monitoring_role_arn: values["monitoring_role_arn"] ?? "",
    kms_key_id: values["kms_key_id"] ?? "",
    master_user_secret: unlessEmpty(blocksOf(values, "master_user_secret")),
  }),
};

const fileSystem: Lookup = {
  of: ["aws_efs_file_system"],
  reach: "own-region",
  by: { file_system_id: "id", creation_token: "creation_token" },
  missing: "no matching EFS File System found",
  values: (values) => ({ file_system_id: values["id"] ?? "", size_in_bytes: 0 }),
};

const parameters: Lookup = {
  of: ["aws_ssm_parameter"],
  reach: "own-region",
  by: {
    path: (path, values, { config }) => {
      const folder = `${textFrom(path).replace(/\/$/, "")}/`;
      const name = textOf(values, "name") ?? "";
      return name.startsWith(folder) && (config["recursive"] === true || !name.slice(folder.length).includes("/"));
    },
  },
  missing: "",
};

/** The group of an engine's parameters as RDS has them, such as `default.postgres16`. */
const standingDefault = (name: string): readonly ObjectValue[] => {
  const family = /^default\.(.+)$/.exec(name)?.[1];
  return family === undefined ? [] : [{ id: name, name, family, description: `Default parameter group for ${family}` }];
};

/** Data sources of where AWS keeps data. */
export const storeReaders: Readonly<Record<string, Reader>> = {
  aws_s3_bucket: reader(bucket),
  aws_s3_object: reader(object),
  aws_s3_bucket_object: reader(object),
  aws_s3_objects: listReader({
    one: { ...object, by: { bucket: "bucket", prefix: startsWith("key") } },
    lists: { keys: "key" },
    id: nameById("bucket"),
    values: ({ config }) => ({ max_keys: config["max_keys"] ?? 1000, common_prefixes: [], owners: [], request_charged: "" }),
  }),
  aws_s3_bucket_policy: named("aws_s3_bucket_policy", "bucket", "bucket", "reading S3 Bucket ({bucket}) Policy: couldn't find resource", {
    reach: "everywhere",
  }),
  aws_secretsmanager_secret: reader(secret),
  aws_secretsmanager_secrets: listReader({
    one: { of: ["aws_secretsmanager_secret"], reach: "own-region", by: {} },
    lists: { arns: "arn", names: "name" },
    id: regionOf,
  }),
  aws_ssm_parameters_by_path: listReader({
    one: parameters,
    lists: { arns: "arn", names: "name", types: "type", values: "value" },
    id: nameById("path"),
    values: ({ config }) => ({ recursive: config["recursive"] ?? false, with_decryption: config["with_decryption"] ?? true }),
  }),
  aws_dynamodb_table: named("aws_dynamodb_table", "name", "name", notFound("Dynamodb Table", "name")),
  aws_dynamodb_tables: listReader({
    one: { of: ["aws_dynamodb_table"], reach: "own-region", by: {} },
    lists: { names: "name" },
    id: regionOf,
  }),
  aws_db_instance: reader(database),
  aws_db_instances: listReader({
    one: { of: ["aws_db_instance"], reach: "own-region", by: {}, filters: { "db-instance-id": "identifier" } },
    lists: { instance_arns: "arn", instance_identifiers: "identifier" },
    id: regionOf,
  }),
  aws_rds_cluster: named("aws_rds_cluster", "cluster_identifier", "cluster_identifier", notFound("RDS Cluster", "cluster_identifier"), {
    values: (values) => ({ master_user_secret: unlessEmpty(blocksOf(values, "master_user_secret")) }),
  }),
  aws_db_subnet_group: named("aws_db_subnet_group", "name", "name", "no matching RDS DB Subnet Group found", {
    values: () => ({ status: "Complete" }),
  }),
  aws_db_parameter_group: named("aws_db_parameter_group", "name", "name", "no matching RDS DB Parameter Group found", {
    standing: ({ config }) => standingDefault(textOf(config, "name") ?? ""),
  }),
  aws_efs_file_system: reader(fileSystem),
  aws_backup_vault: named("aws_backup_vault", "name", "name", notFound("Backup Vault", "name")),
  aws_backup_plan: named("aws_backup_plan", "plan_id", "id", notFound("Backup Plan", "plan_id"), { values: copied(["plan_id", "id"]) }),
  aws_kinesis_stream: named("aws_kinesis_stream", "name", "name", notFound("Kinesis Stream", "name"), {
    values: (values) => ({
      status: "ACTIVE",
      closed_shards: [],
      open_shards: Array.from(
        { length: Math.max(1, Number(values["shard_count"] ?? 1)) },
        (_, index) => `shardId-${String(index).padStart(12, "0")}`,
      ),
    }),
  }),
  aws_elasticache_cluster: named("aws_elasticache_cluster", "cluster_id", "cluster_id", "no matching ElastiCache Cluster found"),
  aws_db_snapshot: named(
    "aws_db_snapshot",
    "db_snapshot_identifier",
    "db_snapshot_identifier",
    "reading RDS DB Snapshots: couldn't find resource",
    {
      by: { db_snapshot_identifier: "db_snapshot_identifier", db_instance_identifier: "db_instance_identifier" },
    },
  ),
  aws_elasticache_replication_group: named(
    "aws_elasticache_replication_group",
    "replication_group_id",
    "replication_group_id",
    "no matching ElastiCache Replication Group found",
  ),
  aws_msk_cluster: named("aws_msk_cluster", "cluster_name", "cluster_name", "reading MSK Cluster ({cluster_name}): empty result"),
  aws_ecr_repository: named("aws_ecr_repository", "name", "name", notFound("ECR Repository", "name"), {
    by: { name: "name", registry_id: "registry_id" },
    values: (values) => ({ id: values["name"] ?? "", most_recent_image_tags: [] }),
  }),
  aws_ecr_repositories: listReader({
    one: { of: ["aws_ecr_repository"], reach: "own-region", by: {} },
    lists: { names: "name" },
    id: regionOf,
  }),
};
