import type { ObjectValue } from "../../../tools/protocol/values";
import type { Scope } from "../../../tools/world/world";
import { cluster, elsewhere, here, otherRegion, project, thing, type PlantedCase } from "./planted";

const create = (object: ReturnType<typeof thing>) => ({ create: object });

const subnet = (id: string, zone: string) => thing("aws_subnet", id, { vpc_id: "vpc-1", availability_zone: zone });
const zoneA = subnet("subnet-1", "eu-central-1a");
const alsoA = subnet("subnet-2", "eu-central-1a");
const zoneB = subnet("subnet-3", "eu-central-1b");
const zoneC = subnet("subnet-4", "eu-central-1c");
const zones = [zoneA, alsoA, zoneB, zoneC];

const nested = (path: string, subnets: readonly string[]): ObjectValue => {
  const [first = "", second] = path.split(".");
  if (second === undefined) return { [first]: subnets };
  return { [first]: second === "subnet_id" ? subnets.map((id) => ({ subnet_id: id })) : [{ [second]: subnets }] };
};

const spread = (
  kind: "zones-covered" | "one-subnet-a-zone",
  type: string,
  path: string,
  code: string,
  more: ObjectValue = {},
): PlantedCase => ({
  rule: `${kind}:${type}`,
  code,
  standing: zones,
  asked: create(thing(type, "spread-9", { ...more, ...nested(path, ["subnet-1", "subnet-2"]) })),
  other: kind === "zones-covered" ? "subnet-2" : "subnet-1",
  allowed: { asked: create(thing(type, "spread-9", { ...more, ...nested(path, ["subnet-1", "subnet-3"]) })) },
});

const few = "DBSubnetGroupDoesNotCoverEnoughAZs";

const spreadCases: readonly PlantedCase[] = [
  spread("zones-covered", "aws_db_subnet_group", "subnet_ids", few),
  spread("zones-covered", "aws_docdb_subnet_group", "subnet_ids", few),
  spread("zones-covered", "aws_neptune_subnet_group", "subnet_ids", few),
  spread("zones-covered", "aws_eks_cluster", "vpc_config.subnet_ids", "InvalidParameterException"),
  spread("zones-covered", "aws_lb", "subnets", "ValidationError", { load_balancer_type: "application" }),
  spread("one-subnet-a-zone", "aws_lb", "subnets", "InvalidConfigurationRequest", { load_balancer_type: "network" }),
  spread("zones-covered", "aws_db_proxy", "vpc_subnet_ids", "InvalidSubnet"),
  spread("zones-covered", "aws_msk_cluster", "broker_node_group_info.client_subnets", "BadRequestException"),
  spread("zones-covered", "aws_msk_serverless_cluster", "vpc_config.subnet_ids", "BadRequestException"),
  spread("one-subnet-a-zone", "aws_vpc_endpoint", "subnet_ids", "DuplicateSubnetsInSameZone", { vpc_endpoint_type: "Interface" }),
  spread("one-subnet-a-zone", "aws_ec2_transit_gateway_vpc_attachment", "subnet_ids", "DuplicateSubnetsInSameZone"),
  spread("one-subnet-a-zone", "aws_networkfirewall_firewall", "subnet_mapping.subnet_id", "InvalidRequestException"),
];

const group = (type: string, user: string, path: string, code: string, more: ObjectValue): PlantedCase => {
  const of = (subnets: readonly string[]) => [...zones, thing(type, "group-1", { name: "group-1", subnet_ids: subnets })];
  return {
    rule: `group-zones-covered:${user}`,
    code,
    standing: of(["subnet-1", "subnet-2"]),
    asked: create(thing(user, "member-9", { [path]: "group-1", ...more })),
    other: "group-1",
    allowed: { standing: of(["subnet-1", "subnet-3", "subnet-4"]) },
  };
};

const groupCases: readonly PlantedCase[] = [
  group("aws_elasticache_subnet_group", "aws_elasticache_replication_group", "subnet_group_name", "InvalidParameterCombination", {
    multi_az_enabled: true,
  }),
  group("aws_elasticache_subnet_group", "aws_elasticache_cluster", "subnet_group_name", "InvalidParameterCombination", {
    az_mode: "cross-az",
    num_cache_nodes: 2,
  }),
  group("aws_redshift_subnet_group", "aws_redshift_cluster", "cluster_subnet_group_name", "InvalidVPCNetworkStateFault", {
    multi_az: true,
  }),
];

const database = (values: ObjectValue = {}) =>
  thing("aws_db_instance", "db-1", {
    identifier: "main",
    arn: "arn:aws:rds:eu-central-1:111122223333:db:main",
    backup_retention_period: 7,
    ...values,
  });
const replica = (values: ObjectValue, scope = here) => thing("aws_db_instance", "db-9", { identifier: "copy", ...values }, scope);

const primaryArn = "arn:aws:kms:eu-central-1:111122223333:key/mrk-1";
const primary = (multiRegion: boolean) => thing("aws_kms_key", "mrk-1", { key_id: "mrk-1", arn: primaryArn, multi_region: multiRegion });
const replicaKey = (scope: typeof here) => thing("aws_kms_replica_key", "mrk-9", { primary_key_arn: primaryArn }, scope);

const tableArn = "arn:aws:dynamodb:eu-central-1:111122223333:table/ledger";
const table = (id: string, values: ObjectValue = {}, scope = here) =>
  thing("aws_dynamodb_table", id, { name: "ledger", arn: tableArn, ...values }, scope);

const bucket = (name: string) => thing("aws_s3_bucket", name, { bucket: name });
const versioning = (name: string, status = "Enabled") =>
  thing("aws_s3_bucket_versioning", `${name}-versions`, { bucket: name, versioning_configuration: [{ status }] });
const replication = thing("aws_s3_bucket_replication_configuration", "replication-9", {
  bucket: "from",
  rule: [{ destination: [{ bucket: "arn:aws:s3:::to" }] }],
});

const databaseArn = "arn:aws:rds:eu-central-1:111122223333:db:main";
const tableReplica = (more: ObjectValue = {}) =>
  thing("aws_dynamodb_table_replica", "replica-9", { global_table_arn: tableArn, ...more }, otherRegion);

const deadLetters = JSON.stringify({ deadLetterTargetArn: "arn:aws:sqs:eu-central-1:111122223333:dead", maxReceiveCount: 3 });

const replicaCases: readonly PlantedCase[] = [
  {
    rule: "replica-source-backups",
    code: "InvalidDBInstanceState",
    standing: [database({ backup_retention_period: 0 })],
    asked: create(replica({ replicate_source_db: "main" })),
    other: "db-1",
    allowed: { standing: [database()] },
  },
  {
    rule: "replica-source-by-arn",
    code: "DBInstanceNotFound",
    standing: [database()],
    asked: create(replica({ replicate_source_db: "main" }, otherRegion)),
    other: "db-1",
    allowed: { asked: create(replica({ replicate_source_db: "arn:aws:rds:eu-central-1:111122223333:db:main" }, otherRegion)) },
  },
  {
    rule: "replica-of-encrypted-has-key",
    code: "InvalidParameterCombination",
    standing: [database({ storage_encrypted: true })],
    asked: create(replica({ replicate_source_db: databaseArn }, otherRegion)),
    other: "db-1",
    allowed: {
      asked: create(replica({ replicate_source_db: databaseArn, kms_key_id: "arn:aws:kms:us-west-2:111122223333:key/2" }, otherRegion)),
    },
  },
  {
    rule: "replica-key-primary",
    code: "UnsupportedOperationException",
    standing: [primary(false)],
    asked: create(replicaKey(otherRegion)),
    other: "mrk-1",
    allowed: { standing: [primary(true)] },
  },
  {
    rule: "replica-key-primary",
    code: "AlreadyExistsException",
    standing: [primary(true)],
    asked: create(replicaKey(here)),
    other: "mrk-1",
    allowed: { asked: create(replicaKey(otherRegion)) },
  },
  {
    rule: "table-replica-elsewhere",
    code: "ValidationException",
    asked: create(table("table-9", { replica: [{ region_name: "eu-central-1" }] })),
    allowed: { asked: create(table("table-9", { replica: [{ region_name: "eu-west-1" }] })) },
  },
  {
    rule: "table-replica-elsewhere",
    code: "ValidationException",
    standing: [table("table-1")],
    asked: create(thing("aws_dynamodb_table_replica", "replica-9", { global_table_arn: tableArn })),
    other: "table-1",
    allowed: { asked: create(thing("aws_dynamodb_table_replica", "replica-9", { global_table_arn: tableArn }, otherRegion)) },
  },
  {
    rule: "table-replica-has-key",
    code: "ValidationException",
    standing: [
      table("table-1", { server_side_encryption: [{ enabled: true, kms_key_arn: "arn:aws:kms:eu-central-1:111122223333:key/1" }] }),
    ],
    asked: create(tableReplica()),
    other: "table-1",
    allowed: { asked: create(tableReplica({ kms_key_arn: "arn:aws:kms:us-west-2:111122223333:key/2" })) },
  },
  {
    rule: "table-replica-name-taken",
    code: "ResourceInUseException",
    standing: [table("table-1", { replica: [{ region_name: "us-west-2" }] })],
    asked: create(table("table-9", {}, otherRegion)),
    other: "table-1",
    allowed: { asked: create(table("table-9", {}, { ...here, region: "eu-west-1" })) },
  },
  {
    rule: "replication-needs-versions",
    code: "InvalidRequest",
    standing: [bucket("from"), bucket("to"), versioning("from")],
    asked: create(replication),
    other: "to",
    allowed: { standing: [bucket("from"), bucket("to"), versioning("from"), versioning("to")] },
  },
  {
    rule: "replication-needs-versions",
    code: "InvalidRequest",
    standing: [bucket("from"), bucket("to"), versioning("from", "Suspended"), versioning("to")],
    asked: create(replication),
    other: "from",
    allowed: { standing: [bucket("from"), bucket("to"), versioning("from"), versioning("to")] },
  },
  {
    rule: "replicated-bucket-keeps-versions",
    code: "InvalidBucketState",
    standing: [bucket("from"), replication],
    asked: { remove: versioning("from") },
    other: "replication-9",
    allowed: { standing: [bucket("from")] },
  },
  {
    rule: "replicated-bucket-keeps-versions",
    code: "InvalidBucketState",
    standing: [bucket("from"), replication],
    asked: { update: versioning("from", "Suspended"), from: versioning("from").values },
    other: "replication-9",
    allowed: { standing: [bucket("from")] },
  },
  {
    rule: "dead-letter-queue-exists",
    code: "InvalidParameterValue",
    asked: create(thing("aws_sqs_queue", "queue-9", { redrive_policy: deadLetters })),
    other: "arn:aws:sqs:eu-central-1:111122223333:dead",
    allowed: { standing: [thing("aws_sqs_queue", "dead", { arn: "arn:aws:sqs:eu-central-1:111122223333:dead" })] },
  },
];

const distribution = (values: ObjectValue) => thing("aws_cloudfront_distribution", "distribution-9", values);
const certificateIn = (region: string) => `arn:aws:acm:${region}:111122223333:certificate/1`;
const viewer = (region: string) => ({ viewer_certificate: [{ acm_certificate_arn: certificateIn(region) }] });
const aclArn = "arn:aws:wafv2:us-east-1:111122223333:global/webacl/one/1";
const webAcl = (scope: string, place = here) => thing("aws_wafv2_web_acl", "acl-1", { arn: aclArn, scope }, place);
const keyIn = (location: string) => `projects/example-project/locations/${location}/keyRings/ring/cryptoKeys/key`;

const keyLocation = (type: string, path: string, more: ObjectValue): PlantedCase => {
  const [first = "", second] = path.split(".");
  const of = (location: string) => (second === undefined ? { [first]: keyIn(location) } : { [first]: [{ [second]: keyIn(location) }] });
  const key = thing("google_kms_crypto_key", keyIn("europe-west6"), {}, project);
  return {
    rule: `key-location:${type}.${path}`,
    code: "INVALID_ARGUMENT",
    standing: [key],
    asked: create(thing(type, "encrypted-9", { ...more, ...of("europe-west6") }, project)),
    other: key.id,
    allowed: { asked: create(thing(type, "encrypted-9", { ...more, ...of("europe-west4") }, project)) },
  };
};

const inEurope = { location: "EUROPE-WEST4" };

const regionCases: readonly PlantedCase[] = [
  {
    rule: "cloudfront-certificate-region",
    code: "InvalidViewerCertificate",
    standing: [thing("aws_acm_certificate", "certificate-1", { arn: certificateIn("eu-central-1") })],
    asked: create(distribution(viewer("eu-central-1"))),
    other: "certificate-1",
    allowed: { asked: create(distribution(viewer("us-east-1"))) },
  },
  {
    rule: "cloudfront-web-acl-scope",
    code: "WAFInvalidParameterException",
    asked: create(webAcl("CLOUDFRONT")),
    allowed: { asked: create(webAcl("CLOUDFRONT", { ...here, region: "us-east-1" })) },
  },
  {
    rule: "cloudfront-web-acl-regional",
    code: "InvalidWebACLId",
    standing: [webAcl("REGIONAL")],
    asked: create(distribution({ web_acl_id: aclArn })),
    other: "acl-1",
    allowed: { standing: [webAcl("CLOUDFRONT", { ...here, region: "us-east-1" })] },
  },
  keyLocation("google_storage_bucket", "encryption.default_kms_key_name", inEurope),
  keyLocation("google_sql_database_instance", "encryption_key_name", { region: "europe-west4" }),
  keyLocation("google_container_cluster", "database_encryption.key_name", { location: "europe-west4-a" }),
  keyLocation("google_artifact_registry_repository", "kms_key_name", { location: "europe-west4" }),
  keyLocation("google_redis_instance", "customer_managed_key", { region: "europe-west4" }),
  {
    rule: "key-location:google_storage_bucket.encryption.default_kms_key_name",
    code: "INVALID_ARGUMENT",
    asked: create(thing("google_storage_bucket", "b-9", { location: "EU", encryption: [{ default_kms_key_name: keyIn("eu") }] }, project)),
    other: keyIn("eu"),
    allowed: {
      asked: create(
        thing("google_storage_bucket", "b-9", { location: "EU", encryption: [{ default_kms_key_name: keyIn("europe") }] }, project),
      ),
    },
  },
];

const named = (type: string, id: string, namespace: string, place = cluster) =>
  thing(type, id, { metadata: [{ name: "web", namespace }] }, place);

const helm: Scope = { ...cluster, provider: "helm" };
const release = thing("helm_release", "base", { name: "base", namespace: "kube-system" }, helm);
const clusterAt = (endpoint: string) => thing("aws_eks_cluster", `cluster-at-${endpoint}`, { name: endpoint, endpoint });

const clusterCases: readonly PlantedCase[] = [
  {
    rule: "reachable:cluster",
    code: "Unreachable",
    standing: [clusterAt("https://two.example")],
    asked: create(release),
    allowed: { standing: [clusterAt("https://one.example")] },
  },
];

const nameCases: readonly PlantedCase[] = [
  {
    rule: "name-taken:kubernetes",
    code: "AlreadyExists",
    standing: [named("kubernetes_deployment", "api/web", "api")],
    asked: create(named("kubernetes_deployment_v1", "api/web-9", "api")),
    other: "api/web",
    allowed: { asked: create(named("kubernetes_deployment_v1", "trade/web", "trade")) },
  },
  {
    rule: "name-taken:aws_s3_bucket.bucket",
    code: "BucketAlreadyExists",
    standing: [thing("aws_s3_bucket", "taken", { bucket: "taken" }, elsewhere)],
    asked: create(thing("aws_s3_bucket", "taken-9", { bucket: "taken" })),
    other: "taken",
    allowed: { asked: create(thing("aws_s3_bucket", "free-9", { bucket: "free" })) },
  },
  {
    rule: "name-taken:aws_iam_role.name",
    code: "EntityAlreadyExists",
    standing: [thing("aws_iam_role", "Admin", { name: "Admin" })],
    asked: create(thing("aws_iam_role", "role-9", { name: "admin" }, otherRegion)),
    other: "Admin",
    allowed: { asked: create(thing("aws_iam_role", "role-9", { name: "admin" }, elsewhere)) },
  },
  {
    rule: "name-taken:aws_secretsmanager_secret.name",
    code: "InvalidRequestException",
    gone: [thing("aws_secretsmanager_secret", "secret-1", { name: "password", recovery_window_in_days: 30 })],
    asked: create(thing("aws_secretsmanager_secret", "secret-9", { name: "password" })),
    other: "secret-1",
    allowed: { gone: [thing("aws_secretsmanager_secret", "secret-1", { name: "password", recovery_window_in_days: 0 })] },
  },
  {
    rule: "name-taken:aws_backup_logically_air_gapped_vault.name",
    code: "AlreadyExistsException",
    standing: [thing("aws_backup_vault", "vault-1", { name: "copies" })],
    asked: create(thing("aws_backup_logically_air_gapped_vault", "vault-9", { name: "copies" })),
    other: "vault-1",
    allowed: { asked: create(thing("aws_backup_logically_air_gapped_vault", "vault-9", { name: "others" })) },
  },
];

/** Cases of the rules about availability zones, replicas, regions, and names whose owner is of another kind. */
export const stateCases: readonly PlantedCase[] = [
  ...spreadCases,
  ...groupCases,
  ...replicaCases,
  ...regionCases,
  ...clusterCases,
  ...nameCases,
];
