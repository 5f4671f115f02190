import { api, ec2Errors, page, type AwsService, type Source } from "../rule";
import { claimedNames, type Claim } from "./claimed";
import type { Kept, NameRow } from "./name-row";

type Operation = `${AwsService} ${string}`;

const claim = (code: string, operation: Operation, more: Partial<Claim> = {}): Claim => ({ code, source: api(operation), ...more });

/** What writes over an owner of the same name without an error. */
const overwritten = (operation: Operation): Claim => claim("OverwritesSilently", operation);

const exists = "EntityAlreadyExists";
const distributed = (what: string): Claim => claim(`${what}AlreadyExists`, `CloudFront Create${what}`);

const pendingSecret: Kept = {
  code: "InvalidRequestException",
  source: api("SecretsManager DeleteSecret"),
  says: "a secret of this name is scheduled for deletion, and its name is taken until then",
  unless: ({ values }) => values["recovery_window_in_days"] === 0,
};

const recentQueue: Kept = {
  code: "QueueDeletedRecently",
  source: api("SQS CreateQueue"),
  says: "a queue of this name was deleted in this rehearsal: the name is free after 60 seconds, and the provider waits for it",
  severity: "warning",
};

/** What AWS says of a second claim, by kind of the estate's table of names. */
const claims: Readonly<Record<string, Claim>> = {
  "CloudFront alias": claim("CNAMEAlreadyExists", "CloudFront CreateDistribution"),
  "account alias": claim(exists, "IAM CreateAccountAlias"),
  "S3 bucket": claim("BucketAlreadyExists", "S3 CreateBucket", { ownCode: "BucketAlreadyOwnedByYou" }),
  budget: {
    code: "DuplicateRecordException",
    source: page("https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_CreateBudget.html"),
  },
  "CloudFront cache policy": distributed("CachePolicy"),
  "CloudFront function": distributed("Function"),
  "CloudFront origin access control": distributed("OriginAccessControl"),
  "CloudFront origin request policy": distributed("OriginRequestPolicy"),
  "CloudFront response headers policy": distributed("ResponseHeadersPolicy"),
  "CloudWatch dashboard": overwritten("CloudWatch PutDashboard"),
  "IAM group": claim(exists, "IAM CreateGroup"),
  "IAM instance profile": claim(exists, "IAM CreateInstanceProfile"),
  "IAM OpenID Connect provider": claim(exists, "IAM CreateOpenIDConnectProvider"),
  "IAM policy": claim(exists, "IAM CreatePolicy"),
  "IAM role": claim(exists, "IAM CreateRole"),
  "IAM SAML provider": claim(exists, "IAM CreateSAMLProvider"),
  "IAM user": claim(exists, "IAM CreateUser"),
  "organization policy": claim("DuplicatePolicyException", "Organizations CreatePolicy"),
  "Access Analyzer": claim("ConflictException", "AccessAnalyzer CreateAnalyzer"),
  "API domain name": {
    code: "ConflictException",
    source: page("https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/domainnames.html"),
  },
  "backup vault": claim("AlreadyExistsException", "Backup CreateBackupVault"),
  trail: claim("TrailAlreadyExistsException", "CloudTrail CreateTrail"),
  alarm: overwritten("CloudWatch PutMetricAlarm"),
  "CodeBuild project": claim("ResourceAlreadyExistsException", "CodeBuild CreateProject"),
  "event archive": claim("ResourceAlreadyExistsException", "EventBridge CreateArchive"),
  "event bus": claim("ResourceAlreadyExistsException", "EventBridge CreateEventBus"),
  "log group": claim("ResourceAlreadyExistsException", "CloudWatchLogs CreateLogGroup"),
  "RDS instance": claim("DBInstanceAlreadyExists", "RDS CreateDBInstance"),
  "RDS parameter group": claim("DBParameterGroupAlreadyExists", "RDS CreateDBParameterGroup"),
  "RDS subnet group": claim("DBSubnetGroupAlreadyExists", "RDS CreateDBSubnetGroup"),
  "DynamoDB table": claim("ResourceInUseException", "DynamoDB CreateTable"),
  "ECR repository": claim("RepositoryAlreadyExistsException", "ECR CreateRepository"),
  "EKS cluster": claim("ResourceInUseException", "EKS CreateCluster"),
  "ElastiCache replication group": claim("ReplicationGroupAlreadyExists", "ElastiCache CreateReplicationGroup"),
  "Firehose stream": claim("ResourceInUseException", "Firehose CreateDeliveryStream"),
  "Kinesis stream": claim("ResourceInUseException", "Kinesis CreateStream"),
  "KMS alias": claim("AlreadyExistsException", "KMS CreateAlias"),
  "Lambda function": claim("ResourceConflictException", "Lambda CreateFunction"),
  "load balancer": claim("DuplicateLoadBalancerName", "ELB CreateLoadBalancer"),
  "target group": claim("DuplicateTargetGroupName", "ELB CreateTargetGroup"),
  "MSK cluster": { code: "ConflictException", source: page("https://docs.aws.amazon.com/msk/1.0/apireference/clusters.html") },
  "network firewall": claim("InvalidRequestException", "NetworkFirewall CreateFirewall"),
  "network firewall policy": claim("InvalidRequestException", "NetworkFirewall CreateFirewallPolicy"),
  "network firewall rule group": claim("InvalidRequestException", "NetworkFirewall CreateRuleGroup"),
  "RDS cluster": claim("DBClusterAlreadyExistsFault", "RDS CreateDBCluster"),
  "RDS cluster parameter group": claim("DBParameterGroupAlreadyExists", "RDS CreateDBClusterParameterGroup"),
  "schedule group": claim("ConflictException", "Scheduler CreateScheduleGroup"),
  secret: claim("ResourceExistsException", "SecretsManager CreateSecret", { kept: pendingSecret }),
  "state machine": claim("StateMachineAlreadyExists", "StepFunctions CreateStateMachine"),
  "SNS topic": claim("InvalidParameter", "SNS CreateTopic"),
  "SQS queue": claim("QueueNameExists", "SQS CreateQueue", { kept: recentQueue }),
  "SSM document": claim("DocumentAlreadyExists", "SSM CreateDocument"),
  "SSM parameter": claim("ParameterAlreadyExists", "SSM PutParameter", { unless: ({ values }) => values["overwrite"] === true }),
  canary: claim("ValidationException", "Synthetics CreateCanary"),
  "IP set": claim("WAFDuplicateItemException", "WAF CreateIPSet"),
  "web ACL": claim("WAFDuplicateItemException", "WAF CreateWebACL"),
};

/** Rows that the estate's own table has no need of: names inside something, and things of which there is one. */
const row = (
  type: string,
  argument: string | undefined,
  kind: string,
  code: string,
  source: Source,
  more: Partial<NameRow> = {},
): NameRow => ({
  type,
  ...(argument === undefined ? {} : { argument }),
  kind,
  reach: "own-region",
  code,
  source,
  ...more,
});

const inside = (...within: readonly string[]): Partial<NameRow> => ({ within });

const associated = "Resource.AlreadyAssociated";
const gatewayConflict = page("https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html");

const more: readonly NameRow[] = [
  // --- EC2 ---
  row("aws_security_group", "name", "security group", "InvalidGroup.Duplicate", ec2Errors, inside("vpc_id")),
  row("aws_launch_template", "name", "launch template", "InvalidLaunchTemplateName.AlreadyExistsException", ec2Errors),
  row("aws_key_pair", "key_name", "key pair", "InvalidKeyPair.Duplicate", ec2Errors),
  row("aws_placement_group", "name", "placement group", "InvalidPlacementGroup.Duplicate", ec2Errors),
  row("aws_autoscaling_group", "name", "Auto Scaling group", "AlreadyExists", api("AutoScaling CreateAutoScalingGroup")),
  row("aws_route_table_association", "subnet_id", "route table association", associated, api("EC2 AssociateRouteTable")),
  row("aws_route_table_association", "gateway_id", "gateway route table association", associated, api("EC2 AssociateRouteTable")),
  row("aws_internet_gateway", "vpc_id", "internet gateway", "InvalidParameterValue", api("EC2 AttachInternetGateway")),
  row("aws_internet_gateway_attachment", "vpc_id", "internet gateway", "InvalidParameterValue", api("EC2 AttachInternetGateway")),
  row("aws_vpn_gateway", "vpc_id", "VPN gateway", "VpnGatewayAttachmentLimitExceeded", ec2Errors),
  row("aws_nat_gateway", "allocation_id", "Elastic IP", associated, ec2Errors),
  row("aws_volume_attachment", "device_name", "device", "InvalidParameterValue", api("EC2 AttachVolume"), inside("instance_id")),
  row(
    "aws_ec2_transit_gateway_vpc_attachment",
    "vpc_id",
    "transit gateway attachment",
    "DuplicateTransitGatewayAttachment",
    ec2Errors,
    inside("transit_gateway_id"),
  ),
  row(
    "aws_ec2_managed_prefix_list_entry",
    "cidr",
    "prefix list entry",
    "InvalidParameterValue",
    api("EC2 ModifyManagedPrefixList"),
    inside("prefix_list_id"),
  ),

  // --- Clusters, load balancers, functions, gateways ---
  row("aws_eks_node_group", "node_group_name", "node group", "ResourceInUseException", api("EKS CreateNodegroup"), inside("cluster_name")),
  row("aws_eks_addon", "addon_name", "add-on", "ResourceInUseException", api("EKS CreateAddon"), inside("cluster_name")),
  row(
    "aws_eks_access_entry",
    "principal_arn",
    "access entry",
    "ResourceInUseException",
    api("EKS CreateAccessEntry"),
    inside("cluster_name"),
  ),
  row(
    "aws_eks_pod_identity_association",
    "service_account",
    "pod identity association",
    "ResourceInUseException",
    api("EKS CreatePodIdentityAssociation"),
    inside("cluster_name", "namespace"),
  ),
  row("aws_lb_listener", "port", "listener", "DuplicateListener", api("ELB CreateListener"), inside("load_balancer_arn")),
  row("aws_lb_listener_rule", "priority", "listener rule", "PriorityInUse", api("ELB CreateRule"), inside("listener_arn")),
  row("aws_lambda_alias", "name", "function alias", "ResourceConflictException", api("Lambda CreateAlias"), inside("function_name")),
  row(
    "aws_lambda_permission",
    "statement_id",
    "permission statement",
    "ResourceConflictException",
    api("Lambda AddPermission"),
    inside("function_name", "qualifier"),
  ),
  row("aws_apigatewayv2_route", "route_key", "route", "ConflictException", gatewayConflict, inside("api_id")),
  row(
    "aws_apigatewayv2_stage",
    "name",
    "stage",
    "ConflictException",
    page("https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html"),
    inside("api_id"),
  ),

  // --- Data ---
  row("aws_db_option_group", "name", "RDS option group", "OptionGroupAlreadyExistsFault", api("RDS CreateOptionGroup"), { form: "lower" }),
  row("aws_db_proxy", "name", "RDS proxy", "DBProxyAlreadyExistsFault", api("RDS CreateDBProxy"), { form: "lower" }),
  row("aws_rds_cluster_instance", "identifier", "RDS instance", "DBInstanceAlreadyExists", api("RDS CreateDBInstance"), { form: "lower" }),
  row(
    "aws_rds_global_cluster",
    "global_cluster_identifier",
    "global cluster",
    "GlobalClusterAlreadyExistsFault",
    api("RDS CreateGlobalCluster"),
    { reach: "account", form: "lower" },
  ),
  row("aws_elasticache_cluster", "cluster_id", "cache cluster", "CacheClusterAlreadyExists", api("ElastiCache CreateCacheCluster"), {
    form: "lower",
  }),
  row(
    "aws_elasticache_subnet_group",
    "name",
    "cache subnet group",
    "CacheSubnetGroupAlreadyExists",
    api("ElastiCache CreateCacheSubnetGroup"),
    { form: "lower" },
  ),
  row(
    "aws_elasticache_parameter_group",
    "name",
    "cache parameter group",
    "CacheParameterGroupAlreadyExists",
    api("ElastiCache CreateCacheParameterGroup"),
    { form: "lower" },
  ),
  row("aws_elasticache_user", "user_id", "cache user", "UserAlreadyExists", api("ElastiCache CreateUser"), { form: "lower" }),
  row("aws_elasticache_user_group", "user_group_id", "cache user group", "UserGroupAlreadyExists", api("ElastiCache CreateUserGroup"), {
    form: "lower",
  }),
  row("aws_redshift_cluster", "cluster_identifier", "Redshift cluster", "ClusterAlreadyExists", api("Redshift CreateCluster"), {
    form: "lower",
  }),
  row(
    "aws_redshift_subnet_group",
    "name",
    "Redshift subnet group",
    "ClusterSubnetGroupAlreadyExists",
    api("Redshift CreateClusterSubnetGroup"),
    { form: "lower" },
  ),
  row("aws_efs_file_system", "creation_token", "file system", "FileSystemAlreadyExists", api("EFS CreateFileSystem")),
  row("aws_efs_mount_target", "subnet_id", "mount target", "MountTargetConflict", api("EFS CreateMountTarget"), inside("file_system_id")),
  row(
    "aws_msk_configuration",
    "name",
    "MSK configuration",
    "ConflictException",
    page("https://docs.aws.amazon.com/msk/1.0/apireference/configurations.html"),
  ),
  row("aws_kms_replica_key", "primary_key_arn", "replica key", "AlreadyExistsException", api("KMS ReplicateKey")),
  row(
    "aws_kms_custom_key_store",
    "custom_key_store_name",
    "custom key store",
    "CustomKeyStoreNameInUseException",
    api("KMS CreateCustomKeyStore"),
  ),

  // --- Events, names, detection, organization ---
  row("aws_cloudwatch_event_rule", "name", "event rule", "OverwritesSilently", api("EventBridge PutRule"), inside("event_bus_name")),
  row("aws_scheduler_schedule", "name", "schedule", "ConflictException", api("Scheduler CreateSchedule"), inside("group_name")),
  row("aws_route53_record", "name", "DNS record", "InvalidChangeBatch", api("Route53 ChangeResourceRecordSets"), {
    reach: "everywhere",
    within: ["zone_id", "type", "set_identifier"],
    form: "lower",
    unless: ({ values }) => values["allow_overwrite"] === true,
  }),
  row("aws_guardduty_detector", undefined, "GuardDuty detector", "BadRequestException", api("GuardDuty CreateDetector")),
  row("aws_securityhub_account", undefined, "Security Hub", "ResourceConflictException", api("SecurityHub EnableSecurityHub")),
  row(
    "aws_macie2_account",
    undefined,
    "Macie session",
    "ConflictException",
    page("https://docs.aws.amazon.com/macie/latest/APIReference/macie.html"),
  ),
  row(
    "aws_config_configuration_recorder",
    undefined,
    "configuration recorder",
    "MaxNumberOfConfigurationRecordersExceededException",
    api("Config PutConfigurationRecorder"),
  ),
  row(
    "aws_config_delivery_channel",
    undefined,
    "delivery channel",
    "MaxNumberOfDeliveryChannelsExceededException",
    api("Config PutDeliveryChannel"),
  ),
  row(
    "aws_organizations_organization",
    undefined,
    "organization",
    "AlreadyInOrganizationException",
    api("Organizations CreateOrganization"),
    { reach: "account" },
  ),
  row(
    "aws_organizations_organizational_unit",
    "name",
    "organizational unit",
    "DuplicateOrganizationalUnitException",
    api("Organizations CreateOrganizationalUnit"),
    { reach: "account", within: ["parent_id"] },
  ),
  row("aws_organizations_account", "email", "account address", "EMAIL_ALREADY_EXISTS", api("Organizations CreateAccount"), {
    reach: "everywhere",
    form: "lower",
  }),
  row("aws_iam_service_linked_role", "aws_service_name", "service-linked role", "InvalidInput", api("IAM CreateServiceLinkedRole"), {
    reach: "account",
    within: ["custom_suffix"],
  }),
  row("aws_ssoadmin_permission_set", "name", "permission set", "ConflictException", api("SSO CreatePermissionSet"), {
    within: ["instance_arn"],
  }),
];

/** Names of AWS resources. */
export const awsNames: readonly NameRow[] = [...claimedNames("aws", claims), ...more];
