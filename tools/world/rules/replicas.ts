import { placeOf } from "../place";
import { api, page, type Refusal, type WorldRule, type WorldView } from "../rule";
import { askedFor, askedTexts, blocksAt, isTrue, numberAt, textAt, textsAt } from "../values";
import type { WorldObject } from "../world";
import { firstNamed, namedBy, refuseIf } from "./find";

const sourceBackups: WorldRule = {
  name: "replica-source-backups",
  source: page("https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html"),
  types: ["aws_db_instance"],
  onPut: ({ object, view }) => {
    const source = firstNamed(object, "replicate_source_db", view);
    if (source?.type !== "aws_db_instance") return [];
    return refuseIf(numberAt(askedFor(source), "backup_retention_period") === 0, () => ({
      code: "InvalidDBInstanceState",
      path: "replicate_source_db",
      value: textAt(object, "replicate_source_db") ?? "",
      says: "automated backups are not enabled for the source of the replica",
      other: source,
    }));
  },
};

const byArn: WorldRule = {
  name: "replica-source-by-arn",
  source: api("RDS CreateDBInstanceReadReplica"),
  types: ["aws_db_instance"],
  onPut: ({ object, view }) => {
    const value = textAt(object, "replicate_source_db") ?? "";
    const source = firstNamed(object, "replicate_source_db", view);
    if (source === undefined || value.startsWith("arn:") || placeOf(source).region === placeOf(object).region) return [];
    const says = "a source in another region has to be named by its ARN";
    return [{ code: "DBInstanceNotFound", path: "replicate_source_db", value, says, other: source }];
  },
};

const sourceKey: WorldRule = {
  name: "replica-of-encrypted-has-key",
  source: api("RDS CreateDBInstanceReadReplica"),
  types: ["aws_db_instance"],
  onPut: ({ object, view }) => {
    const source = firstNamed(object, "replicate_source_db", view);
    if (source?.type !== "aws_db_instance" || !isTrue(source, "storage_encrypted")) return [];
    const isElsewhere = placeOf(source).region !== placeOf(object).region;
    return refuseIf(isElsewhere && askedTexts(object, "kms_key_id").length === 0, () => ({
      code: "InvalidParameterCombination",
      path: "replicate_source_db",
      value: textAt(object, "replicate_source_db") ?? "",
      says: "a replica of an encrypted instance in another region needs a key of its own region",
      other: source,
    }));
  },
};

const replicaKey: WorldRule = {
  name: "replica-key-primary",
  source: api("KMS ReplicateKey"),
  types: ["aws_kms_replica_key", "aws_kms_replica_external_key"],
  onPut: ({ object, view }) => {
    const path = "primary_key_arn";
    const value = textAt(object, path) ?? "";
    const primary = ["aws_kms_key", "aws_kms_external_key"].flatMap((type) => view.by(type, "arn", value))[0];
    if (primary === undefined) return [];
    if (!isTrue(primary, "multi_region")) {
      return [
        { code: "UnsupportedOperationException", path, value, says: "the key to be replicated is not a multi-Region key", other: primary },
      ];
    }
    return refuseIf(placeOf(primary).region === placeOf(object).region, () => ({
      code: "AlreadyExistsException",
      path,
      value,
      says: "a replica must lie in another region than its primary key",
      other: primary,
    }));
  },
};

const tableReplicaElsewhere: WorldRule = {
  name: "table-replica-elsewhere",
  source: page("https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ReplicationGroupUpdate.html"),
  types: ["aws_dynamodb_table", "aws_dynamodb_table_replica"],
  onPut: ({ object, view }) => {
    const { region } = placeOf(object);
    if (object.type === "aws_dynamodb_table") {
      return refuseIf(textsAt(object.values, "replica.region_name").includes(region), () => ({
        code: "ValidationException",
        path: "replica.region_name",
        value: region,
        says: "a replica can't lie in the region of the table itself",
      }));
    }
    const table = firstNamed(object, "global_table_arn", view);
    if (table?.type !== "aws_dynamodb_table" || placeOf(table).region !== region) return [];
    const says = "a replica can't lie in the region of the table itself";
    return [{ code: "ValidationException", path: "global_table_arn", value: textAt(table, "arn") ?? "", says, other: table }];
  },
};

const tableKey: WorldRule = {
  name: "table-replica-has-key",
  source: page("https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateReplicationGroupMemberAction.html"),
  types: ["aws_dynamodb_table_replica"],
  onPut: ({ object, view }) => {
    const table = firstNamed(object, "global_table_arn", view);
    if (table?.type !== "aws_dynamodb_table" || textsAt(table.values, "server_side_encryption.kms_key_arn").length === 0) return [];
    return refuseIf(askedTexts(object, "kms_key_arn").length === 0, () => ({
      code: "ValidationException",
      path: "global_table_arn",
      value: textAt(object, "global_table_arn") ?? "",
      says: "a key must be named for each replica of a table that has one",
      other: table,
    }));
  },
};

const replicaRegions = (table: WorldObject): readonly string[] => textsAt(table.values, "replica.region_name");

/** A table whose replica would have, or has, the name of another table in the same region of the account. */
const replicaName: WorldRule = {
  name: "table-replica-name-taken",
  source: api("DynamoDB CreateTable"),
  types: ["aws_dynamodb_table"],
  onPut: ({ object, before, view }) => {
    const name = textAt(object, "name") ?? "";
    const place = placeOf(object);
    return view
      .by("aws_dynamodb_table", "name", name)
      .filter((other) => other !== before && placeOf(other).account === place.account && placeOf(other).partition === place.partition)
      .filter((other) => replicaRegions(other).includes(place.region) || replicaRegions(object).includes(placeOf(other).region))
      .map((other) => ({
        code: "ResourceInUseException",
        path: "name",
        value: name,
        says: "a replica has the table's name in the same region",
        other,
      }));
  },
};

const versioning = "aws_s3_bucket_versioning";
const replication = "aws_s3_bucket_replication_configuration";

const isVersioned = (bucket: WorldObject, view: WorldView): boolean =>
  view
    .by(versioning, "bucket", textAt(bucket, "bucket") ?? bucket.id, "bucket")
    .some((settings) => textsAt(settings.values, "versioning_configuration.status").includes("Enabled")) ||
  blocksAt(bucket, "versioning").some((block) => block["enabled"] === true);

const replicationVersions: WorldRule = {
  name: "replication-needs-versions",
  source: page("https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-requirements.html"),
  types: [replication],
  onPut: ({ object, view }) =>
    [
      { path: "bucket", says: "versioning must be enabled on the bucket that is replicated" },
      { path: "rule.destination.bucket", says: "the destination bucket must have versioning enabled" },
    ].flatMap(({ path, says }): readonly Refusal[] =>
      namedBy(object, path, view)
        .filter((bucket) => !isVersioned(bucket, view))
        .map((bucket) => ({ code: "InvalidRequest", path, value: bucket.id, says, other: bucket })),
    ),
};

const keepsVersions: WorldRule = {
  name: "replicated-bucket-keeps-versions",
  source: page("https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-requirements.html"),
  types: [versioning],
  onPut: ({ object, before, view }) =>
    before === undefined || textsAt(object.values, "versioning_configuration.status").includes("Enabled")
      ? []
      : replicationsOf(object, view),
  onRemove: ({ object, view }) => replicationsOf(object, view),
};

const replicationsOf = (settings: WorldObject, view: WorldView): readonly Refusal[] =>
  view.by(replication, "bucket", textAt(settings, "bucket") ?? settings.id, "bucket").map((other) => ({
    code: "InvalidBucketState",
    says: "a replication configuration is present on this bucket, so its versioning state can't be changed",
    value: other.id,
    other,
  }));

const deadLetters: WorldRule = {
  name: "dead-letter-queue-exists",
  source: page("https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html"),
  types: ["aws_sqs_queue", "aws_sqs_queue_redrive_policy"],
  onPut: ({ object, view }) =>
    textsAt(object.values, "redrive_policy").flatMap((policy): readonly Refusal[] => {
      const value = /"deadLetterTargetArn"\s*:\s*"([^"]+)"/.exec(policy)?.[1];
      if (value === undefined || view.by("aws_sqs_queue", "arn", value).length > 0) return [];
      if (view.outside === "open" && view.goneBy("aws_sqs_queue", "arn", value).length === 0) return [];
      const says = "the dead letter target does not exist";
      return [{ code: "InvalidParameterValue", path: "redrive_policy", value, says, other: { noun: "SQS queue", value } }];
    }),
};

/** What copies something needs it to be there, in a state that can be copied. */
export const replicaRules: readonly WorldRule[] = [
  sourceBackups,
  byArn,
  sourceKey,
  replicaKey,
  tableReplicaElsewhere,
  tableKey,
  replicaName,
  replicationVersions,
  keepsVersions,
  deadLetters,
];
