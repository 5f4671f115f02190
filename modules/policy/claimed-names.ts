/** Within what a name has to be unique. */
export type ClaimScope =
  /** All accounts of the cloud's partition, or all of Google Cloud. */
  | "everywhere"
  /** The account or project, whatever the region. */
  | "account"
  /** The account or project in one region. */
  | "region";

/** An argument by which a resource claims a physical name. */
export interface NameArgument {
  readonly type: string;
  readonly argument: string;
  readonly scope: ClaimScope;
  /** Types with the same kind share their names. */
  readonly kind: string;
  /** Set where names that differ in capitals only are the same name. */
  readonly ignoresCase?: boolean;
}

const rows = (scope: ClaimScope, kindOf: Readonly<Record<string, string>>): readonly NameArgument[] =>
  Object.entries(kindOf).map(([place, kind]) => {
    const [type = "", argument = ""] = place.split(" ");
    // "Names are not distinguished by case": IAM API Reference, CreateRole, CreateUser and CreatePolicy, read 2026-11.
    return { type, argument, scope, kind, ...(type.startsWith("aws_iam_") ? { ignoresCase: true } : {}) };
  });

/**
 * Every argument that claims a name. A second claim in the same scope is refused by the cloud in the middle of an apply,
 * or, worse, overwrites what the first has made (alarms, dashboards, role policies). The tests compare every row with
 * the bindings.
 */
export const nameArguments: readonly NameArgument[] = [
  ...rows("everywhere", {
    "aws_cloudfront_distribution aliases": "CloudFront alias",
    "aws_iam_account_alias account_alias": "account alias",
    "aws_s3_bucket bucket": "S3 bucket",
    "cloudflare_load_balancer name": "Cloudflare load balancer",
    "cloudflare_zone name": "Cloudflare zone",
    "google_project project_id": "Google project",
    "google_storage_bucket name": "Cloud Storage bucket",
  }),
  ...rows("account", {
    "aws_budgets_budget name": "budget",
    "aws_cloudfront_cache_policy name": "CloudFront cache policy",
    "aws_cloudfront_function name": "CloudFront function",
    "aws_cloudfront_origin_access_control name": "CloudFront origin access control",
    "aws_cloudfront_origin_request_policy name": "CloudFront origin request policy",
    "aws_cloudfront_response_headers_policy name": "CloudFront response headers policy",
    "aws_cloudwatch_dashboard dashboard_name": "CloudWatch dashboard",
    "aws_iam_group name": "IAM group",
    "aws_iam_instance_profile name": "IAM instance profile",
    "aws_iam_openid_connect_provider url": "IAM OpenID Connect provider",
    "aws_iam_policy name": "IAM policy",
    "aws_iam_role name": "IAM role",
    "aws_iam_saml_provider name": "IAM SAML provider",
    "aws_iam_user name": "IAM user",
    "aws_organizations_policy name": "organization policy",
    "google_compute_backend_service name": "global backend service",
    "google_compute_firewall name": "firewall rule",
    "google_compute_global_address name": "global address",
    "google_compute_global_forwarding_rule name": "global forwarding rule",
    "google_compute_health_check name": "global health check",
    "google_compute_network name": "VPC network",
    "google_compute_network_firewall_policy name": "global network firewall policy",
    "google_compute_security_policy name": "security policy",
    "google_compute_url_map name": "global URL map",
    "google_dns_managed_zone name": "DNS managed zone",
    "google_firestore_database name": "Firestore database",
    "google_iam_workload_identity_pool workload_identity_pool_id": "workload identity pool",
    "google_logging_metric name": "log metric",
    "google_logging_project_sink name": "log sink",
    "google_project_iam_custom_role role_id": "custom role",
    "google_pubsub_subscription name": "Pub/Sub subscription",
    "google_pubsub_topic name": "Pub/Sub topic",
    "google_secret_manager_secret secret_id": "secret",
    "google_service_account account_id": "service account",
    "google_sql_database_instance name": "Cloud SQL instance",
  }),
  ...rows("region", {
    "aws_accessanalyzer_analyzer analyzer_name": "Access Analyzer",
    "aws_apigatewayv2_domain_name domain_name": "API domain name",
    "aws_backup_logically_air_gapped_vault name": "backup vault",
    "aws_backup_vault name": "backup vault",
    "aws_cloudtrail name": "trail",
    "aws_cloudwatch_composite_alarm alarm_name": "alarm",
    "aws_cloudwatch_event_archive name": "event archive",
    "aws_cloudwatch_event_bus name": "event bus",
    "aws_cloudwatch_log_group name": "log group",
    "aws_cloudwatch_metric_alarm alarm_name": "alarm",
    "aws_codebuild_project name": "CodeBuild project",
    "aws_db_instance identifier": "RDS instance",
    "aws_db_parameter_group name": "RDS parameter group",
    "aws_db_subnet_group name": "RDS subnet group",
    "aws_dynamodb_table name": "DynamoDB table",
    "aws_ecr_repository name": "ECR repository",
    "aws_eks_cluster name": "EKS cluster",
    "aws_elasticache_replication_group replication_group_id": "ElastiCache replication group",
    "aws_kinesis_firehose_delivery_stream name": "Firehose stream",
    "aws_kinesis_stream name": "Kinesis stream",
    "aws_kms_alias name": "KMS alias",
    "aws_lambda_function function_name": "Lambda function",
    "aws_lb name": "load balancer",
    "aws_lb_target_group name": "target group",
    "aws_msk_cluster cluster_name": "MSK cluster",
    "aws_networkfirewall_firewall name": "network firewall",
    "aws_networkfirewall_firewall_policy name": "network firewall policy",
    "aws_networkfirewall_rule_group name": "network firewall rule group",
    "aws_rds_cluster cluster_identifier": "RDS cluster",
    "aws_rds_cluster_parameter_group name": "RDS cluster parameter group",
    "aws_scheduler_schedule_group name": "schedule group",
    "aws_secretsmanager_secret name": "secret",
    "aws_sfn_state_machine name": "state machine",
    "aws_sns_topic name": "SNS topic",
    "aws_sqs_queue name": "SQS queue",
    "aws_ssm_document name": "SSM document",
    "aws_ssm_parameter name": "SSM parameter",
    "aws_synthetics_canary name": "canary",
    "aws_wafv2_ip_set name": "IP set",
    "aws_wafv2_web_acl name": "web ACL",
    "google_artifact_registry_repository repository_id": "Artifact Registry repository",
    "google_compute_address name": "address",
    "google_compute_router name": "router",
    "google_compute_subnetwork name": "subnetwork",
    "google_container_cluster name": "GKE cluster",
    "google_gke_backup_backup_plan name": "GKE backup plan",
    "google_kms_key_ring name": "key ring",
    "google_logging_project_bucket_config bucket_id": "log bucket",
  }),
];
