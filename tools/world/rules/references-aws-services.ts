import { api, page } from "../rule";
import {
  bucket,
  certificate,
  hostedZone,
  key,
  lambda,
  logGroup,
  logGroupByName,
  queue,
  queueByUrl,
  role,
  topic,
  webAcl,
} from "./things-aws";
import { subnet, vpc } from "./things-aws-network";
import * as service from "./things-aws-services";
import { holds, names, partOf, referenceTable, type Reference } from "./things";

const invalid = { code: "InvalidParameterException" } as const;
const value = { code: "InvalidParameterValueException" } as const;
const policies = { code: "ValidationException" } as const;

const cacheBehavior = (behavior: string) => ({
  [`${behavior}.cache_policy_id`]: holds(service.cachePolicy),
  [`${behavior}.origin_request_policy_id`]: holds(service.originRequestPolicy),
  [`${behavior}.response_headers_policy_id`]: holds(service.responseHeadersPolicy),
  [`${behavior}.function_association.function_arn`]: holds(service.edgeFunction),
});

/** References of events, images, logs, backups, names, the edge, and what watches them. */
export const serviceReferences: readonly Reference[] = referenceTable({
  // --- Messages and events ---
  aws_sns_topic: { source: api("SNS CreateTopic"), arguments: { kms_master_key_id: names(key, { code: "KMSNotFound" }) } },
  aws_sns_topic_policy: { source: api("SNS SetTopicAttributes"), arguments: { arn: partOf(topic) } },
  aws_sns_topic_subscription: {
    source: api("SNS Subscribe"),
    arguments: {
      topic_arn: partOf(topic),
      endpoint: names(
        { ...queue, made: [...queue.made, ...lambda.made], noun: "queue or function", reach: "everywhere" },
        { code: "InvalidParameter", unless: (_, endpoint) => !/^arn:[^:]+:(?:sqs|lambda):/.test(endpoint) },
      ),
    },
  },
  aws_sqs_queue: { source: api("SQS CreateQueue"), arguments: { kms_master_key_id: names(key, { code: "KMS.NotFoundException" }) } },
  aws_sqs_queue_policy: { arguments: { queue_url: partOf(queueByUrl) } },
  aws_sqs_queue_redrive_policy: { arguments: { queue_url: partOf(queueByUrl) } },
  aws_sqs_queue_redrive_allow_policy: { arguments: { queue_url: partOf(queueByUrl) } },
  aws_cloudwatch_event_bus: { arguments: { kms_key_identifier: names(key, { code: "ValidationException" }) } },
  aws_cloudwatch_event_rule: { source: api("EventBridge PutRule"), arguments: { event_bus_name: holds(service.eventBus) } },
  aws_cloudwatch_event_target: {
    source: api("EventBridge PutTargets"),
    arguments: {
      event_bus_name: names(service.eventBus),
      rule: holds(service.eventRule),
      role_arn: names(role, policies),
      arn: names({ ...queue, reach: "everywhere" }, { ...policies, unless: (_, arn) => !arn.includes(":sqs:") }),
      "dead_letter_config.arn": names(queue, policies),
    },
  },
  aws_cloudwatch_event_archive: { source: api("EventBridge CreateArchive"), arguments: { event_source_arn: names(service.eventBus) } },
  aws_cloudwatch_event_bus_policy: { source: api("EventBridge PutPermission"), arguments: { event_bus_name: partOf(service.eventBus) } },
  aws_cloudwatch_event_permission: { source: api("EventBridge PutPermission"), arguments: { event_bus_name: partOf(service.eventBus) } },
  aws_scheduler_schedule: {
    source: api("Scheduler CreateSchedule"),
    arguments: { group_name: partOf(service.scheduleGroup), kms_key_arn: names(key, policies), "target.role_arn": names(role, policies) },
  },
  aws_pipes_pipe: { arguments: { role_arn: names(role, policies) } },
  aws_kinesis_stream: { arguments: { kms_key_id: names(key, { code: "KMSNotFoundException" }) } },
  aws_kinesis_firehose_delivery_stream: {
    source: api("Firehose CreateDeliveryStream"),
    code: "InvalidArgumentException",
    arguments: {
      "extended_s3_configuration.bucket_arn": names(bucket),
      "extended_s3_configuration.role_arn": names(role, { code: "InvalidArgumentException" }),
      "extended_s3_configuration.kms_key_arn": names(key, { code: "InvalidKMSResourceException" }),
    },
  },
  aws_sfn_state_machine: {
    source: api("StepFunctions CreateStateMachine"),
    arguments: {
      role_arn: names(role, policies),
      "logging_configuration.log_destination": names(logGroup, { code: "InvalidLoggingConfiguration" }),
    },
  },

  // --- Images, logs and detection ---
  aws_ecr_repository: {
    source: api("ECR CreateRepository"),
    arguments: { "encryption_configuration.kms_key": names(key, { code: "KmsException" }) },
  },
  aws_ecr_repository_policy: { source: api("ECR SetRepositoryPolicy"), arguments: { repository: partOf(service.repository) } },
  aws_ecr_lifecycle_policy: { source: api("ECR PutLifecyclePolicy"), arguments: { repository: partOf(service.repository) } },
  aws_cloudwatch_log_group: {
    source: api("CloudWatchLogs AssociateKmsKey"),
    arguments: { kms_key_id: names(key, { code: "InvalidParameterException" }) },
  },
  aws_cloudwatch_log_stream: { arguments: { log_group_name: partOf(logGroupByName) } },
  aws_cloudwatch_log_metric_filter: {
    source: api("CloudWatchLogs PutMetricFilter"),
    arguments: { log_group_name: partOf(logGroupByName) },
  },
  aws_cloudwatch_log_subscription_filter: {
    source: api("CloudWatchLogs PutSubscriptionFilter"),
    arguments: { log_group_name: partOf(logGroupByName), role_arn: names(role, invalid) },
  },
  aws_cloudwatch_metric_alarm: {
    source: api("CloudWatch PutMetricAlarm"),
    arguments: { alarm_actions: names(topic, { code: "ValidationError", unless: (_, arn) => !arn.includes(":sns:") }) },
  },
  aws_cloudtrail: {
    source: api("CloudTrail CreateTrail"),
    arguments: {
      s3_bucket_name: names(bucket, { code: "S3BucketDoesNotExistException" }),
      kms_key_id: names(key, { code: "KmsKeyNotFoundException" }),
      cloud_watch_logs_group_arn: names(logGroup, { code: "InvalidCloudWatchLogsLogGroupArnException" }),
      cloud_watch_logs_role_arn: names(role, { code: "InvalidCloudWatchLogsRoleArnException" }),
      sns_topic_name: names({ ...topic, made: [...topic.made, ["aws_sns_topic", "name"]] }, { code: "InvalidSnsTopicNameException" }),
    },
  },
  aws_config_configuration_recorder: {
    source: api("Config PutConfigurationRecorder"),
    arguments: { role_arn: names(role, { code: "InvalidRoleException" }) },
  },
  aws_config_configuration_recorder_status: {
    source: api("Config StartConfigurationRecorder"),
    arguments: { name: partOf(service.recorder) },
  },
  aws_config_delivery_channel: {
    source: api("Config PutDeliveryChannel"),
    arguments: {
      s3_bucket_name: names(bucket, { code: "NoSuchBucketException" }),
      s3_kms_key_arn: names(key, { code: "InvalidS3KmsKeyArnException" }),
      sns_topic_arn: names(topic, { code: "InvalidSNSTopicARNException" }),
    },
  },
  aws_guardduty_detector_feature: { arguments: { detector_id: partOf(service.detector) } },
  aws_guardduty_publishing_destination: {
    source: api("GuardDuty CreatePublishingDestination"),
    code: "BadRequestException",
    arguments: { detector_id: partOf(service.detector), destination_arn: names(bucket), kms_key_arn: names(key) },
  },

  // --- Backups ---
  aws_backup_vault: {
    source: api("Backup CreateBackupVault"),
    arguments: { kms_key_arn: names({ ...key, reach: "own-region" }, value) },
  },
  aws_backup_vault_policy: {
    source: api("Backup PutBackupVaultAccessPolicy"),
    arguments: { backup_vault_name: partOf(service.vaultByName) },
  },
  aws_backup_vault_lock_configuration: {
    source: api("Backup PutBackupVaultLockConfiguration"),
    arguments: { backup_vault_name: partOf(service.vaultByName) },
  },
  aws_backup_vault_notifications: {
    source: api("Backup PutBackupVaultNotifications"),
    arguments: { backup_vault_name: partOf(service.vaultByName), sns_topic_arn: names(topic, value) },
  },
  aws_backup_plan: {
    source: api("Backup CreateBackupPlan"),
    arguments: {
      "rule.target_vault_name": names(service.vaultByName, value),
      "rule.copy_action.destination_vault_arn": names(service.vault, value),
    },
  },
  aws_backup_selection: {
    source: api("Backup CreateBackupSelection"),
    arguments: { plan_id: holds(service.backupPlan, value), iam_role_arn: names(role, value) },
  },

  // --- Certificates, names and the edge ---
  aws_acm_certificate_validation: {
    source: page("https://docs.aws.amazon.com/acm/latest/APIReference/API_DescribeCertificate.html"),
    arguments: { certificate_arn: partOf(certificate, { code: "ResourceNotFoundException" }) },
  },
  aws_route53_record: { source: api("Route53 ChangeResourceRecordSets"), arguments: { zone_id: holds(hostedZone) } },
  aws_route53_zone_association: {
    source: api("Route53 AssociateVPCWithHostedZone"),
    arguments: { zone_id: partOf(hostedZone), vpc_id: names({ ...vpc, reach: "everywhere" }, { code: "InvalidVPCId" }) },
  },
  aws_route53_zone: {
    source: api("Route53 CreateHostedZone"),
    arguments: { "vpc.vpc_id": names({ ...vpc, reach: "everywhere" }, { code: "InvalidVPCId" }) },
  },
  aws_wafv2_web_acl_association: {
    arguments: {
      web_acl_arn: holds(webAcl),
      resource_arn: names(
        { ...service.loadBalancer },
        {
          code: "WAFNonexistentItemException",
          unless: (_, arn) => !arn.includes(":elasticloadbalancing:"),
        },
      ),
    },
  },
  aws_wafv2_web_acl_logging_configuration: { source: api("WAF PutLoggingConfiguration"), arguments: { resource_arn: partOf(webAcl) } },
  aws_cloudfront_distribution: {
    source: api("CloudFront CreateDistribution"),
    arguments: {
      web_acl_id: holds({ ...webAcl, reach: "account" }, { code: "InvalidWebACLId" }),
      "viewer_certificate.acm_certificate_arn": holds({ ...certificate, reach: "account" }, { code: "InvalidViewerCertificate" }),
      "origin.origin_access_control_id": holds(service.originAccess),
      ...cacheBehavior("default_cache_behavior"),
      ...cacheBehavior("ordered_cache_behavior"),
    },
  },

  // --- Firewalls and monitoring ---
  aws_networkfirewall_firewall: { arguments: { firewall_policy_arn: holds(service.firewallPolicy) } },
  aws_networkfirewall_firewall_policy: {
    arguments: {
      "firewall_policy.stateful_rule_group_reference.resource_arn": holds(service.firewallRules),
      "firewall_policy.stateless_rule_group_reference.resource_arn": holds(service.firewallRules),
      "encryption_configuration.key_id": names(key, { code: "InvalidRequestException", unless: (_, id) => id === "AWS_OWNED_KMS_KEY" }),
    },
  },
  aws_networkfirewall_logging_configuration: { arguments: { firewall_arn: partOf(service.firewall) } },
  aws_prometheus_rule_group_namespace: { arguments: { workspace_id: partOf(service.prometheus) } },
  aws_prometheus_alert_manager_definition: { arguments: { workspace_id: partOf(service.prometheus) } },
  aws_synthetics_canary: {
    source: api("Synthetics CreateCanary"),
    arguments: { execution_role_arn: names(role, policies), "vpc_config.subnet_ids": holds(subnet, policies) },
  },
});
