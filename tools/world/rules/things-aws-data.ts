import { api, page } from "../rule";
import type { Thing } from "./things";

/** A subnet group of RDS. Each VPC has none, an old account has `default`. */
export const databaseSubnets: Thing = {
  noun: "DB subnet group",
  made: [["aws_db_subnet_group", "name"]],
  always: (value) => value === "default",
  form: "lower",
  reach: "own-region",
  code: "DBSubnetGroupNotFoundFault",
  source: api("RDS CreateDBInstance"),
  removal: { code: "InvalidDBSubnetGroupStateFault", source: api("RDS DeleteDBSubnetGroup") },
};

const isDefault = (value: string): boolean => /^default[.:-]/.test(value);

/** A parameter group of RDS instances. Each engine has one from the beginning. */
export const databaseParameters: Thing = {
  noun: "DB parameter group",
  made: [["aws_db_parameter_group", "name"]],
  always: isDefault,
  form: "lower",
  reach: "own-region",
  code: "DBParameterGroupNotFound",
  source: api("RDS CreateDBInstance"),
  removal: { code: "InvalidDBParameterGroupState", source: api("RDS DeleteDBParameterGroup") },
};

/** A parameter group of RDS clusters. */
export const clusterParameters: Thing = {
  ...databaseParameters,
  noun: "DB cluster parameter group",
  made: [["aws_rds_cluster_parameter_group", "name"]],
  code: "DBClusterParameterGroupNotFound",
  removal: { code: "InvalidDBParameterGroupState", source: api("RDS DeleteDBClusterParameterGroup") },
};

/** An option group of RDS. */
export const databaseOptions: Thing = {
  ...databaseParameters,
  noun: "DB option group",
  made: [["aws_db_option_group", "name"]],
  code: "OptionGroupNotFoundFault",
  removal: { code: "InvalidOptionGroupStateFault", source: api("RDS DeleteOptionGroup") },
};

/** An RDS instance, by its identifier or, from another region, by its ARN. */
export const database: Thing = {
  noun: "DB instance",
  made: [
    ["aws_db_instance", "identifier"],
    ["aws_db_instance", "arn"],
    ["aws_rds_cluster_instance", "identifier"],
    ["aws_rds_cluster_instance", "arn"],
  ],
  form: "lower",
  reach: "everywhere",
  code: "DBInstanceNotFound",
  source: api("RDS CreateDBInstanceReadReplica"),
};

/** An RDS cluster, by its identifier. */
export const databaseCluster: Thing = {
  noun: "DB cluster",
  made: [["aws_rds_cluster", "cluster_identifier"]],
  form: "lower",
  reach: "own-region",
  code: "DBClusterNotFoundFault",
  source: api("RDS CreateDBInstance"),
  removal: { code: "InvalidDBClusterStateFault", source: api("RDS DeleteDBCluster") },
};

/** A database across regions. */
export const globalDatabase: Thing = {
  noun: "global cluster",
  made: [["aws_rds_global_cluster", "global_cluster_identifier"]],
  form: "lower",
  reach: "account",
  code: "GlobalClusterNotFoundFault",
  source: api("RDS CreateDBCluster"),
  removal: { code: "InvalidGlobalClusterStateFault", source: api("RDS DeleteGlobalCluster") },
};

/** A subnet group of ElastiCache. */
export const cacheSubnets: Thing = {
  noun: "cache subnet group",
  made: [["aws_elasticache_subnet_group", "name"]],
  always: (value) => value === "default",
  form: "lower",
  reach: "own-region",
  code: "CacheSubnetGroupNotFoundFault",
  source: api("ElastiCache CreateReplicationGroup"),
  removal: { code: "CacheSubnetGroupInUse", source: api("ElastiCache DeleteCacheSubnetGroup") },
};

/** A parameter group of ElastiCache. */
export const cacheParameters: Thing = {
  noun: "cache parameter group",
  made: [["aws_elasticache_parameter_group", "name"]],
  always: isDefault,
  form: "lower",
  reach: "own-region",
  code: "CacheParameterGroupNotFound",
  source: api("ElastiCache CreateReplicationGroup"),
  removal: { code: "InvalidCacheParameterGroupState", source: api("ElastiCache DeleteCacheParameterGroup") },
};

/** A replication group of ElastiCache. */
export const cacheGroup: Thing = {
  noun: "cache replication group",
  made: [["aws_elasticache_replication_group", "replication_group_id"]],
  form: "lower",
  reach: "own-region",
  code: "ReplicationGroupNotFoundFault",
  source: api("ElastiCache CreateCacheCluster"),
};

/** A subnet group of Redshift. */
export const warehouseSubnets: Thing = {
  noun: "cluster subnet group",
  made: [["aws_redshift_subnet_group", "name"]],
  always: (value) => value === "default",
  form: "lower",
  reach: "own-region",
  code: "ClusterSubnetGroupNotFoundFault",
  source: api("Redshift CreateCluster"),
  removal: { code: "InvalidClusterSubnetGroupStateFault", source: api("Redshift DeleteClusterSubnetGroup") },
};

/** A Kafka cluster by ARN. */
export const kafka: Thing = {
  noun: "MSK cluster",
  made: [
    ["aws_msk_cluster", "arn"],
    ["aws_msk_serverless_cluster", "arn"],
  ],
  reach: "region",
  code: "NotFoundException",
  source: page("https://docs.aws.amazon.com/msk/1.0/apireference/clusters-clusterarn.html"),
};

/** A configuration of Kafka clusters. */
export const kafkaConfiguration: Thing = {
  noun: "MSK configuration",
  made: [["aws_msk_configuration", "arn"]],
  outside: true,
  reach: "own-region",
  code: "BadRequestException",
  source: page("https://docs.aws.amazon.com/msk/1.0/apireference/clusters.html"),
};

/** A file system. */
export const fileSystem: Thing = {
  noun: "file system",
  made: [["aws_efs_file_system", "id"]],
  reach: "own-region",
  code: "FileSystemNotFound",
  source: api("EFS CreateMountTarget"),
  removal: { code: "FileSystemInUse", source: api("EFS DeleteFileSystem") },
};
