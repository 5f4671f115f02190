/** What lies at a place, and so where it may lie. */
export type PlacedKind =
  /** Stored data: in the origin's jurisdiction. */
  | "data"
  /** Logs, findings and reports: in the origin's jurisdiction. */
  | "logs"
  /** A living copy, or key material: in the jurisdiction of the resource itself, whatever the stack is for. */
  | "replica"
  /** A backup or archive: in the origin's jurisdiction, or in the neutral one. */
  | "backup";

/** An argument that says where something lies. */
export interface PlacedArgument {
  readonly type: string;
  /** Names joined by dots; lists on the way are flattened. */
  readonly path: string;
  readonly kind: PlacedKind;
  /** `region`: the name of a region. `arn`: a name that holds one. `bucket`: a bucket by name, ARN or URL, or an ARN of another destination. */
  readonly form: "region" | "arn" | "bucket";
  /** Set where the cloud chooses a place by itself when the argument is missing: what it chooses. */
  readonly otherwise?: string;
  /** Only where this argument is set does a missing one count. @default always */
  readonly when?: string;
}

const rows = (kind: PlacedKind, form: PlacedArgument["form"], ...places: readonly string[]): readonly PlacedArgument[] =>
  places.map((place) => {
    const [type = "", path = ""] = place.split(" ");
    return { type, path, kind, form };
  });

/**
 * Every argument, beside a resource's own region and its ARNs, by which something is stored, logged, copied or backed
 * up in a place. ARNs in other arguments are read without a row; a row gives an ARN another kind.
 * Read from the schemas of aws 5.100.0, google 6.50.0 and cloudflare 5.14.0 in 2026-11; the tests compare every row
 * with the bindings.
 */
export const placedArguments: readonly PlacedArgument[] = [
  ...rows(
    "data",
    "region",
    "aws_account_region region_name",
    "aws_appsync_datasource dynamodb_config.region",
    "aws_auditmanager_framework_share destination_region",
    "aws_budgets_budget_action definition.ssm_action_definition.region",
    "aws_cloudformation_stack_instances regions",
    "aws_codepipeline artifact_store.region",
    "aws_codepipeline stage.action.region",
    "aws_cognito_user_pool sms_configuration.sns_region",
    "aws_directory_service_region region_name",
    "aws_dsql_cluster multi_region_properties.witness_region",
    "aws_dsql_cluster_peering witness_region",
    "aws_kinesis_firehose_delivery_stream extended_s3_configuration.data_format_conversion_configuration.schema_configuration.region",
    "aws_route53_zone vpc.vpc_region",
    "aws_route53_zone_association vpc_region",
    "aws_vpc_endpoint service_region",
    "google_container_cluster node_locations",
    "google_container_cluster node_pool.node_locations",
    "google_container_node_pool node_locations",
    "google_compute_region_disk replica_zones",
    "google_redis_instance location_id",
    "google_redis_instance alternative_location_id",
    "google_sql_database_instance settings.location_preference.zone",
    "google_sql_database_instance settings.location_preference.secondary_zone",
    "google_storage_bucket custom_placement_config.data_locations",
  ),
  { type: "google_firestore_database", path: "location_id", kind: "data", form: "region", otherwise: "a multi-region" },
  {
    type: "google_pubsub_topic",
    path: "message_storage_policy.allowed_persistence_regions",
    kind: "data",
    form: "region",
    otherwise: "the region nearest to the publisher",
  },
  {
    type: "google_secret_manager_secret",
    path: "replication.user_managed.replicas.location",
    kind: "data",
    form: "region",
    otherwise: "any region (automatic replication)",
  },
  ...rows(
    "replica",
    "region",
    "aws_dynamodb_global_table replica.region_name",
    "aws_dynamodb_table replica.region_name",
    "aws_ecr_replication_configuration replication_configuration.rule.destination.region",
    "aws_efs_replication_configuration destination.region",
    "aws_secretsmanager_secret replica.region",
    "aws_ssmincidents_replication_set region.name",
  ),
  ...rows(
    "replica",
    "arn",
    "aws_db_instance replicate_source_db",
    "aws_dynamodb_table_replica global_table_arn",
    "aws_kms_replica_external_key primary_key_arn",
    "aws_kms_replica_key primary_key_arn",
    "aws_msk_replicator replication_info_list.source_kafka_cluster_arn",
    "aws_msk_replicator replication_info_list.target_kafka_cluster_arn",
    "aws_rds_cluster replication_source_identifier",
    "aws_rds_global_cluster source_db_cluster_identifier",
  ),
  ...rows(
    "logs",
    "region",
    "aws_bcmdataexports_export export.destination_configurations.s3_destination.s3_region",
    "aws_config_configuration_aggregator account_aggregation_source.regions",
    "aws_config_configuration_aggregator organization_aggregation_source.regions",
    "aws_route53_health_check cloudwatch_alarm_region",
    "aws_securityhub_finding_aggregator specified_regions",
    "aws_securitylake_data_lake configuration.region",
    "aws_securitylake_data_lake configuration.replication_configuration.regions",
    "aws_ssm_association output_location.s3_region",
    "aws_ssm_resource_data_sync s3_destination.region",
    "google_logging_folder_settings storage_location",
    "google_logging_organization_settings storage_location",
  ),
  ...rows(
    "logs",
    "bucket",
    "aws_alb access_logs.bucket",
    "aws_alb connection_logs.bucket",
    "aws_backup_report_plan report_delivery_channel.s3_bucket_name",
    "aws_bcmdataexports_export export.destination_configurations.s3_destination.s3_bucket",
    "aws_cloudfront_distribution logging_config.bucket",
    "aws_cloudtrail s3_bucket_name",
    "aws_cloudwatch_log_delivery_destination delivery_destination_configuration.destination_resource_arn",
    "aws_config_conformance_pack delivery_s3_bucket",
    "aws_config_delivery_channel s3_bucket_name",
    "aws_config_organization_conformance_pack delivery_s3_bucket",
    "aws_ecs_cluster configuration.execute_command_configuration.log_configuration.s3_bucket_name",
    "aws_elb access_logs.bucket",
    "aws_fis_experiment_template log_configuration.s3_configuration.bucket_name",
    "aws_fis_experiment_template experiment_report_configuration.outputs.s3_configuration.bucket_name",
    "aws_flow_log log_destination",
    "aws_globalaccelerator_accelerator attributes.flow_logs_s3_bucket",
    "aws_guardduty_publishing_destination destination_arn",
    "aws_internetmonitor_monitor internet_measurements_log_delivery.s3_config.bucket_name",
    "aws_lb access_logs.bucket",
    "aws_lb connection_logs.bucket",
    "aws_macie2_classification_export_configuration s3_destination.bucket_name",
    "aws_msk_cluster logging_info.broker_logs.s3.bucket",
    "aws_networkfirewall_logging_configuration logging_configuration.log_destination_config.log_destination.bucketName",
    "aws_pipes_pipe log_configuration.s3_log_destination.bucket_name",
    "aws_route53_resolver_query_log_config destination_arn",
    "aws_s3_bucket logging.target_bucket",
    "aws_s3_bucket_analytics_configuration storage_class_analysis.data_export.destination.s3_bucket_destination.bucket_arn",
    "aws_s3_bucket_inventory destination.bucket.bucket_arn",
    "aws_s3_bucket_logging target_bucket",
    "aws_s3control_storage_lens_configuration storage_lens_configuration.data_export.s3_bucket_destination.arn",
    "aws_sns_sms_preferences usage_report_s3_bucket",
    "aws_spot_datafeed_subscription bucket",
    "aws_ssm_association output_location.s3_bucket_name",
    "aws_ssm_maintenance_window_task task_invocation_parameters.run_command_parameters.output_s3_bucket",
    "aws_ssm_resource_data_sync s3_destination.bucket_name",
    "aws_synthetics_canary artifact_s3_location",
    "aws_verifiedaccess_instance_logging_configuration access_logs.s3.bucket_name",
    "aws_wafv2_web_acl_logging_configuration log_destination_configs",
    "cloudflare_logpush_job destination_conf",
    "google_logging_folder_sink destination",
    "google_logging_organization_sink destination",
    "google_logging_project_sink destination",
    "google_storage_bucket logging.log_bucket",
  ),
  ...rows(
    "data",
    "bucket",
    "aws_athena_database bucket",
    "aws_athena_workgroup configuration.result_configuration.output_location",
    "aws_codebuild_report_group export_config.s3_destination.bucket",
    "aws_dynamodb_table_export s3_bucket",
    "aws_kinesis_firehose_delivery_stream extended_s3_configuration.bucket_arn",
    "aws_kinesis_firehose_delivery_stream extended_s3_configuration.s3_backup_configuration.bucket_arn",
    "aws_kinesis_firehose_delivery_stream http_endpoint_configuration.s3_configuration.bucket_arn",
    "aws_kinesis_firehose_delivery_stream opensearch_configuration.s3_configuration.bucket_arn",
    "aws_rds_export_task s3_bucket_name",
    "aws_s3control_multi_region_access_point details.region.bucket",
    "aws_ses_receipt_rule s3_action.bucket_name",
  ),
  ...rows(
    "backup",
    "region",
    "aws_ami_copy source_ami_region",
    "aws_db_snapshot_copy destination_region",
    "aws_ebs_snapshot_copy source_region",
    "aws_rds_cluster_snapshot_copy destination_region",
  ),
  ...rows(
    "backup",
    "arn",
    "aws_backup_plan rule.copy_action.destination_vault_arn",
    "aws_db_instance_automated_backups_replication source_db_instance_arn",
    "aws_s3_bucket_replication_configuration rule.destination.encryption_configuration.replica_kms_key_id",
  ),
  ...rows("backup", "bucket", "aws_s3_bucket_replication_configuration rule.destination.bucket"),
  {
    type: "google_sql_database_instance",
    path: "settings.backup_configuration.location",
    kind: "backup",
    form: "region",
    otherwise: "the nearest multi-region",
    when: "settings.backup_configuration",
  },
  { type: "google_compute_image", path: "storage_locations", kind: "backup", form: "region", otherwise: "the nearest multi-region" },
  { type: "google_compute_snapshot", path: "storage_locations", kind: "backup", form: "region", otherwise: "the nearest multi-region" },
  {
    type: "google_compute_resource_policy",
    path: "snapshot_schedule_policy.snapshot_properties.storage_locations",
    kind: "backup",
    form: "region",
    otherwise: "the nearest multi-region",
    when: "snapshot_schedule_policy",
  },
];
