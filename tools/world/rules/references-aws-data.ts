import { api, page } from "../rule";
import { bucket, key, logGroupByName, role, secret, table, tableByName, topic } from "./things-aws";
import { securityGroup, subnet } from "./things-aws-network";
import * as data from "./things-aws-data";
import { hsmCluster } from "./things-aws-services";
import { holds, names, partOf, referenceTable, type Reference } from "./things";

const locked = { code: "KMSKeyNotAccessibleFault" } as const;
const guarded = holds(securityGroup, { code: "InvalidParameterValue" });

/** References of databases, caches, logs of events and file systems. */
export const dataReferences: readonly Reference[] = referenceTable({
  // --- RDS ---
  aws_db_subnet_group: {
    source: api("RDS CreateDBSubnetGroup"),
    arguments: { subnet_ids: names(subnet, { code: "InvalidSubnet" }) },
  },
  aws_db_instance: {
    source: api("RDS CreateDBInstance"),
    arguments: {
      db_subnet_group_name: holds(data.databaseSubnets),
      parameter_group_name: holds(data.databaseParameters),
      option_group_name: holds(data.databaseOptions),
      vpc_security_group_ids: guarded,
      kms_key_id: names(key, locked),
      performance_insights_kms_key_id: names(key, locked),
      master_user_secret_kms_key_id: names(key, locked),
      monitoring_role_arn: names(role),
      replicate_source_db: names(data.database, { source: api("RDS CreateDBInstanceReadReplica") }),
    },
  },
  aws_rds_cluster: {
    source: api("RDS CreateDBCluster"),
    arguments: {
      db_subnet_group_name: holds(data.databaseSubnets),
      db_cluster_parameter_group_name: holds(data.clusterParameters),
      db_instance_parameter_group_name: holds(data.databaseParameters),
      vpc_security_group_ids: guarded,
      kms_key_id: names(key, locked),
      performance_insights_kms_key_id: names(key, locked),
      master_user_secret_kms_key_id: names(key, locked),
      monitoring_role_arn: names(role),
      global_cluster_identifier: holds(data.globalDatabase),
      replication_source_identifier: names({
        ...data.databaseCluster,
        made: [["aws_rds_cluster", "arn"], ...data.database.made],
        reach: "everywhere",
      }),
    },
  },
  aws_rds_cluster_instance: {
    source: api("RDS CreateDBInstance"),
    arguments: {
      cluster_identifier: holds(data.databaseCluster),
      db_subnet_group_name: names(data.databaseSubnets),
      db_parameter_group_name: holds(data.databaseParameters),
      monitoring_role_arn: names(role),
      performance_insights_kms_key_id: names(key, locked),
    },
  },
  aws_db_instance_role_association: {
    source: api("RDS AddRoleToDBInstance"),
    arguments: { db_instance_identifier: partOf({ ...data.database, reach: "own-region" }), role_arn: names(role) },
  },
  aws_db_instance_automated_backups_replication: {
    source: api("RDS StartDBInstanceAutomatedBackupsReplication"),
    arguments: { source_db_instance_arn: names(data.database), kms_key_id: names(key, locked) },
  },
  aws_db_proxy: {
    source: api("RDS CreateDBProxy"),
    arguments: {
      vpc_subnet_ids: holds(subnet, { code: "InvalidSubnet" }),
      vpc_security_group_ids: guarded,
      role_arn: names(role),
      "auth.secret_arn": names(secret),
    },
  },
  aws_docdb_subnet_group: { arguments: { subnet_ids: names(subnet, { code: "InvalidSubnet" }) } },
  aws_neptune_subnet_group: { arguments: { subnet_ids: names(subnet, { code: "InvalidSubnet" }) } },

  // --- ElastiCache ---
  aws_elasticache_subnet_group: {
    source: api("ElastiCache CreateCacheSubnetGroup"),
    arguments: { subnet_ids: names(subnet, { code: "InvalidSubnet" }) },
  },
  aws_elasticache_replication_group: {
    source: api("ElastiCache CreateReplicationGroup"),
    arguments: {
      subnet_group_name: holds(data.cacheSubnets),
      parameter_group_name: holds(data.cacheParameters),
      security_group_ids: guarded,
      kms_key_id: names(key, { code: "InvalidParameterValue" }),
      notification_topic_arn: names(topic, { code: "InvalidParameterValue" }),
    },
  },
  aws_elasticache_cluster: {
    source: api("ElastiCache CreateCacheCluster"),
    arguments: {
      subnet_group_name: holds(data.cacheSubnets),
      parameter_group_name: holds(data.cacheParameters),
      security_group_ids: guarded,
      replication_group_id: partOf(data.cacheGroup),
    },
  },
  aws_elasticache_serverless_cache: {
    source: api("ElastiCache CreateServerlessCache"),
    arguments: { subnet_ids: holds(subnet), security_group_ids: guarded, kms_key_id: names(key, { code: "InvalidParameterValue" }) },
  },

  // --- Redshift ---
  aws_redshift_subnet_group: {
    source: api("Redshift CreateClusterSubnetGroup"),
    arguments: { subnet_ids: names(subnet, { code: "InvalidSubnet" }) },
  },
  aws_redshift_cluster: {
    source: api("Redshift CreateCluster"),
    arguments: {
      cluster_subnet_group_name: holds(data.warehouseSubnets),
      vpc_security_group_ids: guarded,
      kms_key_id: names(key),
      iam_roles: names(role),
    },
  },

  // --- DynamoDB ---
  aws_dynamodb_table: {
    source: api("DynamoDB CreateTable"),
    code: "ValidationException",
    arguments: {
      "server_side_encryption.kms_key_arn": names(key, { code: "ValidationException" }),
      // The key of a replica lies where the replica lies.
      "replica.kms_key_arn": names({ ...key, reach: "everywhere" }, { code: "ValidationException" }),
    },
  },
  aws_dynamodb_table_replica: {
    source: api("DynamoDB UpdateTable"),
    arguments: {
      global_table_arn: partOf(table, { code: "ResourceNotFoundException" }),
      kms_key_arn: names(key, { code: "ValidationException" }),
    },
  },
  aws_dynamodb_resource_policy: { arguments: { resource_arn: partOf(table) } },
  aws_dynamodb_kinesis_streaming_destination: { arguments: { table_name: partOf(tableByName) } },
  aws_dynamodb_contributor_insights: { arguments: { table_name: partOf(tableByName) } },
  aws_dynamodb_table_item: { arguments: { table_name: partOf(tableByName) } },

  // --- MSK ---
  aws_msk_cluster: {
    source: page("https://docs.aws.amazon.com/msk/1.0/apireference/clusters.html"),
    code: "BadRequestException",
    arguments: {
      "broker_node_group_info.client_subnets": holds(subnet),
      "broker_node_group_info.security_groups": holds(securityGroup),
      "encryption_info.encryption_at_rest_kms_key_arn": names(key),
      "configuration_info.arn": names(data.kafkaConfiguration),
      "logging_info.broker_logs.cloudwatch_logs.log_group": names(logGroupByName),
      "logging_info.broker_logs.s3.bucket": names(bucket),
    },
  },
  aws_msk_serverless_cluster: {
    source: page("https://docs.aws.amazon.com/msk/1.0/apireference/v2-clusters.html"),
    code: "BadRequestException",
    arguments: { "vpc_config.subnet_ids": holds(subnet), "vpc_config.security_group_ids": holds(securityGroup) },
  },
  aws_msk_cluster_policy: { arguments: { cluster_arn: partOf(data.kafka) } },
  aws_msk_scram_secret_association: {
    source: page("https://docs.aws.amazon.com/msk/1.0/apireference/clusters-clusterarn-scram-secrets.html"),
    arguments: { cluster_arn: partOf(data.kafka), secret_arn_list: names(secret) },
  },

  // --- EFS ---
  aws_efs_file_system: { source: api("EFS CreateFileSystem"), arguments: { kms_key_id: names(key) } },
  aws_efs_mount_target: {
    source: api("EFS CreateMountTarget"),
    arguments: {
      file_system_id: holds(data.fileSystem),
      subnet_id: holds(subnet, { code: "SubnetNotFound" }),
      security_groups: holds(securityGroup, { code: "SecurityGroupNotFound" }),
    },
  },
  aws_efs_access_point: { arguments: { file_system_id: partOf(data.fileSystem) } },
  aws_efs_backup_policy: { arguments: { file_system_id: partOf(data.fileSystem) } },
  aws_efs_file_system_policy: { arguments: { file_system_id: partOf(data.fileSystem) } },

  // --- CloudHSM ---
  aws_cloudhsm_v2_cluster: {
    source: page("https://docs.aws.amazon.com/cloudhsm/latest/APIReference/API_CreateCluster.html"),
    arguments: { subnet_ids: names(subnet, { code: "CloudHsmInvalidRequestException" }) },
  },
  aws_cloudhsm_v2_hsm: { arguments: { cluster_id: holds(hsmCluster), subnet_id: holds(subnet) } },
  aws_kms_custom_key_store: {
    source: api("KMS CreateCustomKeyStore"),
    arguments: { cloud_hsm_cluster_id: names(hsmCluster, { code: "CloudHsmClusterNotFoundException" }) },
  },
});
