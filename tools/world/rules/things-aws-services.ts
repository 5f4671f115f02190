import { api, page } from "../rule";
import type { Thing } from "./things";

/** An EKS cluster by name. */
export const cluster: Thing = {
  noun: "EKS cluster",
  made: [["aws_eks_cluster", "name"]],
  reach: "own-region",
  code: "ResourceNotFoundException",
  source: api("EKS DescribeCluster"),
  removal: { code: "ResourceInUseException", source: api("EKS DeleteCluster") },
};

/** A cluster of ECS, by name or ARN. */
export const containers: Thing = {
  noun: "ECS cluster",
  made: [
    ["aws_ecs_cluster", "arn"],
    ["aws_ecs_cluster", "name"],
  ],
  always: (value) => value === "default",
  reach: "own-region",
  code: "ClusterNotFoundException",
  source: api("ECS CreateService"),
  removal: { code: "ClusterContainsServicesException", source: api("ECS DeleteCluster") },
};

/** A task definition, by the ARN of a revision or of all. */
export const taskDefinition: Thing = {
  noun: "task definition",
  made: [
    ["aws_ecs_task_definition", "arn"],
    ["aws_ecs_task_definition", "arn_without_revision"],
  ],
  reach: "own-region",
  code: "ClientException",
  source: api("ECS CreateService"),
};

/** A load balancer by ARN. */
export const loadBalancer: Thing = {
  noun: "load balancer",
  made: [["aws_lb", "arn"]],
  reach: "own-region",
  code: "LoadBalancerNotFound",
  source: api("ELB CreateListener"),
};

/** A listener by ARN. */
export const listener: Thing = {
  noun: "listener",
  made: [["aws_lb_listener", "arn"]],
  reach: "own-region",
  code: "ListenerNotFound",
  source: api("ELB CreateRule"),
};

/** A target group by ARN. */
export const targetGroup: Thing = {
  noun: "target group",
  made: [["aws_lb_target_group", "arn"]],
  reach: "own-region",
  code: "TargetGroupNotFound",
  source: api("ELB CreateListener"),
  removal: { code: "ResourceInUse", source: api("ELB DeleteTargetGroup") },
};

/** An HTTP or WebSocket API. */
export const httpApi: Thing = {
  noun: "API",
  made: [["aws_apigatewayv2_api", "id"]],
  reach: "own-region",
  code: "NotFoundException",
  source: page("https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html"),
};

/** A VPC link of API Gateway. */
export const vpcLink: Thing = {
  noun: "VPC link",
  made: [["aws_apigatewayv2_vpc_link", "id"]],
  reach: "own-region",
  code: "NotFoundException",
  source: page("https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/vpclinks-vpclinkid.html"),
};

/** An authorizer of API Gateway. */
export const authorizer: Thing = {
  noun: "authorizer",
  made: [["aws_apigatewayv2_authorizer", "id"]],
  reach: "own-region",
  code: "NotFoundException",
  source: page("https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html"),
};

/** A custom domain name of API Gateway. */
export const apiDomain: Thing = {
  noun: "API domain name",
  made: [["aws_apigatewayv2_domain_name", "domain_name"]],
  form: "lower",
  reach: "own-region",
  code: "NotFoundException",
  source: page("https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/domainnames-domainname-apimappings.html"),
};

/** An event bus, by name or ARN. An account has one from the beginning. */
export const eventBus: Thing = {
  noun: "event bus",
  made: [
    ["aws_cloudwatch_event_bus", "name"],
    ["aws_cloudwatch_event_bus", "arn"],
  ],
  always: (value) => value === "default" || value.endsWith(":event-bus/default"),
  reach: "own-region",
  code: "ResourceNotFoundException",
  source: api("EventBridge DescribeEventBus"),
  removal: { code: "ValidationException", source: api("EventBridge DeleteEventBus") },
};

/** A rule of an event bus, by name. */
export const eventRule: Thing = {
  noun: "event rule",
  made: [["aws_cloudwatch_event_rule", "name"]],
  reach: "own-region",
  code: "ResourceNotFoundException",
  source: api("EventBridge PutTargets"),
  removal: {
    code: "ValidationException",
    source: api("EventBridge DeleteRule"),
    unless: ({ values }) => values["force_destroy"] === true,
  },
};

/** A backup vault by name. An account has one from the beginning. */
export const vaultByName: Thing = {
  noun: "backup vault",
  made: [
    ["aws_backup_vault", "name"],
    ["aws_backup_logically_air_gapped_vault", "name"],
  ],
  always: (value) => value === "Default",
  reach: "own-region",
  code: "ResourceNotFoundException",
  source: api("Backup DescribeBackupVault"),
};

/** A backup vault by ARN, in whatever account and region. */
export const vault: Thing = {
  ...vaultByName,
  made: [
    ["aws_backup_vault", "arn"],
    ["aws_backup_logically_air_gapped_vault", "arn"],
  ],
  always: (value) => value.endsWith(":backup-vault:Default"),
  reach: "everywhere",
};

/** A backup plan. */
export const backupPlan: Thing = {
  noun: "backup plan",
  made: [["aws_backup_plan", "id"]],
  reach: "own-region",
  code: "ResourceNotFoundException",
  source: api("Backup CreateBackupSelection"),
  removal: { code: "InvalidRequestException", source: api("Backup DeleteBackupPlan") },
};

/** A project of CodeBuild, by name. */
export const buildProject: Thing = {
  noun: "CodeBuild project",
  made: [["aws_codebuild_project", "name"]],
  reach: "own-region",
  code: "ResourceNotFoundException",
  source: api("CodeBuild CreateWebhook"),
};

/** A repository of images, by name. */
export const repository: Thing = {
  noun: "ECR repository",
  made: [["aws_ecr_repository", "name"]],
  reach: "own-region",
  code: "RepositoryNotFoundException",
  source: api("ECR SetRepositoryPolicy"),
};

/** A detector of GuardDuty. */
export const detector: Thing = {
  noun: "GuardDuty detector",
  made: [["aws_guardduty_detector", "id"]],
  reach: "own-region",
  code: "BadRequestException",
  source: api("GuardDuty UpdateDetector"),
};

/** A recorder of AWS Config, by name. */
export const recorder: Thing = {
  noun: "configuration recorder",
  made: [["aws_config_configuration_recorder", "name"]],
  reach: "own-region",
  code: "NoSuchConfigurationRecorderException",
  source: api("Config StartConfigurationRecorder"),
};

/** A policy of network firewalls. */
export const firewallPolicy: Thing = {
  noun: "firewall policy",
  made: [["aws_networkfirewall_firewall_policy", "arn"]],
  reach: "region",
  code: "InvalidRequestException",
  source: api("NetworkFirewall CreateFirewall"),
  removal: { code: "InvalidOperationException", source: api("NetworkFirewall DeleteFirewallPolicy") },
};

/** A group of firewall rules. AWS keeps some of its own. */
export const firewallRules: Thing = {
  noun: "firewall rule group",
  made: [["aws_networkfirewall_rule_group", "arn"]],
  always: (value) => value.includes(":aws-managed:"),
  reach: "region",
  code: "InvalidRequestException",
  source: api("NetworkFirewall CreateFirewallPolicy"),
  removal: { code: "InvalidOperationException", source: api("NetworkFirewall DeleteRuleGroup") },
};

/** A network firewall by ARN. */
export const firewall: Thing = {
  noun: "network firewall",
  made: [["aws_networkfirewall_firewall", "arn"]],
  reach: "own-region",
  code: "ResourceNotFoundException",
  source: api("NetworkFirewall UpdateLoggingConfiguration"),
};

/** What CloudFront reads a private origin with. */
export const originAccess: Thing = {
  noun: "origin access control",
  made: [["aws_cloudfront_origin_access_control", "id"]],
  reach: "account",
  code: "InvalidOriginAccessControl",
  source: api("CloudFront CreateDistribution"),
  removal: { code: "OriginAccessControlInUse", source: api("CloudFront DeleteOriginAccessControl") },
};

const edgePolicy = (noun: string, type: string, missing: string, removal: Thing["removal"]): Thing => ({
  noun,
  made: [[type, "id"]],
  // AWS keeps some of its own, with ids like all others.
  outside: true,
  reach: "account",
  code: missing,
  source: api("CloudFront CreateDistribution"),
  ...(removal === undefined ? {} : { removal }),
});

/** How CloudFront caches. */
export const cachePolicy = edgePolicy("cache policy", "aws_cloudfront_cache_policy", "NoSuchCachePolicy", {
  code: "CachePolicyInUse",
  source: api("CloudFront DeleteCachePolicy"),
});

/** What CloudFront passes on to an origin. */
export const originRequestPolicy = edgePolicy(
  "origin request policy",
  "aws_cloudfront_origin_request_policy",
  "NoSuchOriginRequestPolicy",
  { code: "OriginRequestPolicyInUse", source: api("CloudFront DeleteOriginRequestPolicy") },
);

/** Which headers CloudFront adds. */
export const responseHeadersPolicy = edgePolicy(
  "response headers policy",
  "aws_cloudfront_response_headers_policy",
  "NoSuchResponseHeadersPolicy",
  { code: "ResponseHeadersPolicyInUse", source: api("CloudFront DeleteResponseHeadersPolicy") },
);

/** A function at the edge. */
export const edgeFunction: Thing = {
  noun: "CloudFront function",
  made: [["aws_cloudfront_function", "arn"]],
  reach: "account",
  code: "InvalidFunctionAssociation",
  source: api("CloudFront CreateDistribution"),
  removal: { code: "FunctionInUse", source: api("CloudFront DeleteFunction") },
};

/** A cluster of hardware security modules. */
export const hsmCluster: Thing = {
  noun: "CloudHSM cluster",
  made: [["aws_cloudhsm_v2_cluster", "cluster_id"]],
  reach: "own-region",
  code: "CloudHsmResourceNotFoundException",
  source: page("https://docs.aws.amazon.com/cloudhsm/latest/APIReference/API_CreateHsm.html"),
  removal: {
    code: "CloudHsmInvalidRequestException",
    source: page("https://docs.aws.amazon.com/cloudhsm/latest/APIReference/API_DeleteCluster.html"),
  },
};

/** A store of keys outside KMS. */
export const keyStore: Thing = {
  noun: "custom key store",
  made: [["aws_kms_custom_key_store", "id"]],
  reach: "own-region",
  code: "CustomKeyStoreNotFoundException",
  source: api("KMS CreateKey"),
  removal: { code: "CustomKeyStoreHasCMKsException", source: api("KMS DeleteCustomKeyStore") },
};

/** A workspace of managed Prometheus. */
export const prometheus: Thing = {
  noun: "Prometheus workspace",
  made: [["aws_prometheus_workspace", "id"]],
  reach: "own-region",
  code: "ResourceNotFoundException",
  source: page("https://docs.aws.amazon.com/prometheus/latest/APIReference/API_CreateRuleGroupsNamespace.html"),
};

/** A group of schedules. An account has one from the beginning. */
export const scheduleGroup: Thing = {
  noun: "schedule group",
  made: [["aws_scheduler_schedule_group", "name"]],
  always: (value) => value === "default",
  reach: "own-region",
  code: "ResourceNotFoundException",
  source: api("Scheduler CreateSchedule"),
};

/** A unit of an organization, or its root. */
export const organizationParent: Thing = {
  noun: "organizational unit",
  made: [["aws_organizations_organizational_unit", "id"]],
  alsoIn: [["aws_organizations_organization", "roots.id"]],
  reach: "account",
  code: "ParentNotFoundException",
  source: api("Organizations CreateOrganizationalUnit"),
  removal: { code: "OrganizationalUnitNotEmptyException", source: api("Organizations DeleteOrganizationalUnit") },
};

/** A policy of an organization. AWS keeps one of its own. */
export const organizationPolicy: Thing = {
  noun: "organization policy",
  made: [["aws_organizations_policy", "id"]],
  always: (value) => value === "p-FullAWSAccess",
  reach: "account",
  code: "PolicyNotFoundException",
  source: api("Organizations AttachPolicy"),
  removal: { code: "PolicyInUseException", source: api("Organizations DeletePolicy") },
};
