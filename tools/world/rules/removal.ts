import { api, page, type Question, type Refusal, type Source, type WorldRule } from "../rule";
import { isTrue, textAt, valuesAt } from "../values";
import type { WorldObject } from "../world";

/** An argument that protects from removal. */
interface ProtectionRow {
  readonly type: string;
  readonly path: string;
  /** The value that protects. @default true */
  readonly value?: string;
  readonly code: string;
  readonly source: Source;
}

const rds = "AmazonRDS/latest/UserGuide/USER_DeleteInstance.html";
const aws = (path: string): Source => page(`https://docs.aws.amazon.com/${path}`);
const google = (path: string): Source => page(`https://cloud.google.com/${path}`);
const provider = (path: string): Source => page(`https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/${path}`);

const protectionRows: readonly ProtectionRow[] = [
  { type: "aws_db_instance", path: "deletion_protection", code: "InvalidParameterCombination", source: aws(rds) },
  { type: "aws_rds_cluster", path: "deletion_protection", code: "InvalidParameterCombination", source: aws(rds) },
  {
    type: "aws_rds_global_cluster",
    path: "deletion_protection",
    code: "InvalidParameterCombination",
    source: api("RDS DeleteGlobalCluster"),
  },
  {
    type: "aws_docdb_cluster",
    path: "deletion_protection",
    code: "InvalidParameterCombination",
    source: aws("documentdb/latest/developerguide/db-cluster-delete.html"),
  },
  {
    type: "aws_neptune_cluster",
    path: "deletion_protection",
    code: "InvalidParameterCombination",
    source: aws("neptune/latest/userguide/manage-console-instances-delete.html"),
  },
  {
    type: "aws_dynamodb_table",
    path: "deletion_protection_enabled",
    code: "ValidationException",
    source: aws("amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html"),
  },
  {
    type: "aws_dynamodb_table_replica",
    path: "deletion_protection_enabled",
    code: "ValidationException",
    source: aws("amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html"),
  },
  {
    type: "aws_eks_cluster",
    path: "deletion_protection",
    code: "InvalidRequestException",
    source: aws("eks/latest/userguide/deletion-protection.html"),
  },
  { type: "aws_lb", path: "enable_deletion_protection", code: "OperationNotPermitted", source: api("ELB DeleteLoadBalancer") },
  {
    type: "aws_instance",
    path: "disable_api_termination",
    code: "OperationNotPermitted",
    source: aws("AWSEC2/latest/UserGuide/Using_ChangingDisableAPITermination.html"),
  },
  {
    type: "aws_networkfirewall_firewall",
    path: "delete_protection",
    code: "InvalidOperationException",
    source: api("NetworkFirewall DeleteFirewall"),
  },
  {
    type: "aws_cognito_user_pool",
    path: "deletion_protection",
    value: "ACTIVE",
    code: "InvalidParameterException",
    source: aws("cognito/latest/developerguide/user-pool-settings-deletion-protection.html"),
  },
  {
    type: "aws_cloudtrail_event_data_store",
    path: "termination_protection_enabled",
    code: "EventDataStoreTerminationProtectedException",
    source: api("CloudTrail DeleteEventDataStore"),
  },
  {
    type: "aws_dsql_cluster",
    path: "deletion_protection_enabled",
    code: "ValidationException",
    source: aws("aurora-dsql/latest/userguide/what-is-aurora-dsql.html"),
  },
  {
    type: "aws_s3_object",
    path: "object_lock_legal_hold_status",
    value: "ON",
    code: "AccessDenied",
    source: aws("AmazonS3/latest/userguide/object-lock.html"),
  },
  {
    type: "aws_s3_object",
    path: "object_lock_mode",
    value: "COMPLIANCE",
    code: "AccessDenied",
    source: aws("AmazonS3/latest/userguide/object-lock.html"),
  },
  {
    type: "google_sql_database_instance",
    path: "deletion_protection",
    code: "deletion_protection",
    source: provider("sql_database_instance"),
  },
  {
    type: "google_sql_database_instance",
    path: "settings.deletion_protection_enabled",
    code: "invalidRequest",
    source: google("sql/docs/postgres/deletion-protection"),
  },
  { type: "google_container_cluster", path: "deletion_protection", code: "deletion_protection", source: provider("container_cluster") },
  {
    type: "google_compute_instance",
    path: "deletion_protection",
    code: "resourceInUseByAnotherResource",
    source: google("compute/docs/instances/preventing-accidental-vm-deletion"),
  },
  {
    type: "google_cloud_run_v2_service",
    path: "deletion_protection",
    code: "deletion_protection",
    source: provider("cloud_run_v2_service"),
  },
  { type: "google_bigquery_table", path: "deletion_protection", code: "deletion_protection", source: provider("bigquery_table") },
  {
    type: "google_secret_manager_regional_secret",
    path: "deletion_protection",
    code: "deletion_protection",
    source: provider("secret_manager_regional_secret"),
  },
  {
    type: "google_secret_manager_secret",
    path: "deletion_protection",
    code: "deletion_protection",
    source: provider("secret_manager_secret"),
  },
  { type: "google_project", path: "deletion_policy", value: "PREVENT", code: "deletion_policy", source: provider("google_project") },
  { type: "google_folder", path: "deletion_protection", code: "deletion_protection", source: provider("google_folder") },
  {
    type: "google_firestore_database",
    path: "delete_protection_state",
    value: "DELETE_PROTECTION_ENABLED",
    code: "FAILED_PRECONDITION",
    source: google("firestore/docs/manage-databases"),
  },
];

const isProtected = ({ path, value }: ProtectionRow, object: WorldObject): boolean =>
  value === undefined ? valuesAt(object.values, path)[0] === true : textAt(object, path) === value;

const protection: readonly WorldRule[] = protectionRows.map((row) => ({
  name: `protected:${row.type}.${row.path}`,
  source: row.source,
  types: [row.type],
  onRemove: ({ object }: Question): readonly Refusal[] =>
    isProtected(row, object)
      ? [{ code: row.code, path: row.path, value: row.value ?? "true", says: `it is protected from deletion by '${row.path}'` }]
      : [],
}));

/** What has to be empty before it goes. */
interface ContentRow {
  readonly type: string;
  /** What is known to be inside: type and the argument that names the container. */
  readonly inside: readonly (readonly [type: string, path: string])[];
  /** The argument by which the provider empties it first. */
  readonly emptiedBy: string;
  readonly code: string;
  readonly source: Source;
}

const contentRows: readonly ContentRow[] = [
  {
    type: "aws_s3_bucket",
    inside: [
      ["aws_s3_object", "bucket"],
      ["aws_s3_bucket_object", "bucket"],
      ["aws_s3_object_copy", "bucket"],
    ],
    emptiedBy: "force_destroy",
    code: "BucketNotEmpty",
    source: api("S3 DeleteBucket"),
  },
  {
    type: "google_storage_bucket",
    inside: [["google_storage_bucket_object", "bucket"]],
    emptiedBy: "force_destroy",
    code: "conflict",
    source: google("storage/docs/deleting-buckets"),
  },
];

const emptiness: readonly WorldRule[] = contentRows.map(({ type, inside, emptiedBy, code, source }) => ({
  name: `empty:${type}`,
  source,
  types: [type],
  onRemove: ({ object, view }: Question): readonly Refusal[] => {
    if (isTrue(object, emptiedBy)) return [];
    const content = inside.flatMap(([kind, path]) => view.by(kind, path, object.id, "bucket"))[0];
    return content === undefined ? [] : [{ code, says: "it is not empty", value: content.id, other: content }];
  },
}));

/** What may not be removed because of what it is or holds; what others use is in the table of references. */
export const removalRules: readonly WorldRule[] = [...protection, ...emptiness];
