import { api } from "../rule";
import { certificate, key, lambda, logGroup, logGroupByName, nearBucket, queue, role, secret } from "./things-aws";
import { allocation, keyPair, launchTemplate, securityGroup, subnet, vpc } from "./things-aws-network";
import * as service from "./things-aws-services";
import { holds, names, partOf, referenceTable, type Reference } from "./things";

const invalid = { code: "InvalidParameterException" } as const;
const builds = { code: "InvalidInputException" } as const;
const value = { code: "InvalidParameterValueException" } as const;
const listenerActions = {
  "default_action.target_group_arn": holds(service.targetGroup),
  "default_action.forward.target_group.arn": holds(service.targetGroup),
};

/** References of clusters, load balancers, functions and gateways. */
export const computeReferences: readonly Reference[] = referenceTable({
  // --- EKS ---
  aws_eks_cluster: {
    source: api("EKS CreateCluster"),
    arguments: {
      role_arn: names(role, invalid),
      "vpc_config.subnet_ids": holds(subnet, invalid),
      "vpc_config.security_group_ids": holds(securityGroup, invalid),
      "encryption_config.provider.key_arn": names(key, invalid),
      "compute_config.node_role_arn": names(role, invalid),
    },
  },
  aws_eks_node_group: {
    source: api("EKS CreateNodegroup"),
    arguments: {
      cluster_name: holds(service.cluster),
      node_role_arn: names(role, invalid),
      subnet_ids: holds(subnet, invalid),
      "launch_template.id": names(launchTemplate, { code: "InvalidRequestException" }),
      "launch_template.name": names(launchTemplate, { code: "InvalidRequestException" }),
      "remote_access.ec2_ssh_key": names(keyPair, invalid),
      "remote_access.source_security_group_ids": holds(securityGroup, invalid),
    },
  },
  aws_eks_fargate_profile: {
    source: api("EKS CreateFargateProfile"),
    arguments: {
      cluster_name: holds(service.cluster),
      pod_execution_role_arn: names(role, invalid),
      subnet_ids: names(subnet, invalid),
    },
  },
  aws_eks_addon: {
    source: api("EKS CreateAddon"),
    arguments: {
      cluster_name: partOf(service.cluster),
      service_account_role_arn: names(role, invalid),
      "pod_identity_association.role_arn": names(role, invalid),
    },
  },
  aws_eks_access_entry: {
    source: api("EKS CreateAccessEntry"),
    arguments: {
      cluster_name: partOf(service.cluster),
      principal_arn: names({ ...role, reach: "everywhere" }, { ...invalid, unless: (_, arn) => !arn.includes(":role/") }),
    },
  },
  aws_eks_access_policy_association: {
    source: api("EKS AssociateAccessPolicy"),
    arguments: {
      cluster_name: partOf(service.cluster),
      principal_arn: names({
        noun: "EKS access entry",
        made: [["aws_eks_access_entry", "principal_arn"]],
        // The maker of a cluster, and managed nodes, have entries that nobody made.
        outside: true,
        reach: "everywhere",
        code: "ResourceNotFoundException",
        source: api("EKS AssociateAccessPolicy"),
      }),
    },
  },
  aws_eks_pod_identity_association: {
    source: api("EKS CreatePodIdentityAssociation"),
    arguments: { cluster_name: partOf(service.cluster), role_arn: names(role, invalid) },
  },
  aws_eks_identity_provider_config: { arguments: { cluster_name: partOf(service.cluster) } },

  // --- CodeBuild ---
  aws_codebuild_project: {
    source: api("CodeBuild CreateProject"),
    arguments: {
      service_role: names(role, builds),
      encryption_key: names(key, builds),
      "vpc_config.vpc_id": holds(vpc, builds),
      "vpc_config.subnets": holds(subnet, builds),
      "vpc_config.security_group_ids": holds(securityGroup, builds),
      "source.auth.resource": names(secret, { ...builds, unless: (_, arn) => /:code(?:star-)?connections:/.test(arn) }),
      "logs_config.cloudwatch_logs.group_name": names(logGroupByName, builds),
    },
  },
  aws_codebuild_webhook: { source: api("CodeBuild CreateWebhook"), arguments: { project_name: partOf(service.buildProject) } },

  // --- ECS ---
  aws_ecs_service: {
    source: api("ECS CreateService"),
    arguments: {
      cluster: holds(service.containers),
      task_definition: names(service.taskDefinition, { unless: (_, name) => !name.startsWith("arn:") }),
      "network_configuration.subnets": holds(subnet, invalid),
      "network_configuration.security_groups": holds(securityGroup, invalid),
      "load_balancer.target_group_arn": names(service.targetGroup, invalid),
    },
  },
  aws_ecs_task_definition: {
    source: api("ECS RegisterTaskDefinition"),
    arguments: { execution_role_arn: names(role, { code: "ClientException" }), task_role_arn: names(role, { code: "ClientException" }) },
  },

  // --- Load balancing ---
  aws_lb: {
    source: api("ELB CreateLoadBalancer"),
    arguments: {
      subnets: holds(subnet, { code: "SubnetNotFound" }),
      "subnet_mapping.subnet_id": holds(subnet, { code: "SubnetNotFound" }),
      "subnet_mapping.allocation_id": holds(allocation, { code: "AllocationIdNotFound" }),
      security_groups: holds(securityGroup, { code: "InvalidSecurityGroup" }),
      "access_logs.bucket": names(nearBucket, { code: "InvalidConfigurationRequest" }),
      "connection_logs.bucket": names(nearBucket, { code: "InvalidConfigurationRequest" }),
    },
  },
  aws_lb_target_group: { source: api("ELB CreateTargetGroup"), arguments: { vpc_id: names(vpc, { code: "ValidationError" }) } },
  aws_lb_listener: {
    source: api("ELB CreateListener"),
    arguments: { load_balancer_arn: partOf(service.loadBalancer), certificate_arn: holds(certificate), ...listenerActions },
  },
  aws_lb_listener_certificate: {
    source: api("ELB AddListenerCertificates"),
    arguments: { listener_arn: partOf(service.listener), certificate_arn: holds(certificate) },
  },
  aws_lb_listener_rule: {
    source: api("ELB CreateRule"),
    arguments: {
      listener_arn: partOf(service.listener),
      "action.target_group_arn": holds(service.targetGroup),
      "action.forward.target_group.arn": holds(service.targetGroup),
    },
  },
  aws_lb_target_group_attachment: {
    source: api("ELB RegisterTargets"),
    arguments: { target_group_arn: partOf(service.targetGroup) },
  },
  aws_autoscaling_group: { arguments: { target_group_arns: names(service.targetGroup, { code: "ValidationError" }) } },
  aws_autoscaling_attachment: { arguments: { lb_target_group_arn: partOf(service.targetGroup) } },

  // --- Lambda ---
  aws_lambda_function: {
    source: api("Lambda CreateFunction"),
    arguments: {
      role: names(role, value),
      kms_key_arn: names(key, { code: "KMSNotFoundException" }),
      "vpc_config.subnet_ids": holds(subnet, value),
      "vpc_config.security_group_ids": holds(securityGroup, value),
      "dead_letter_config.target_arn": names(queue, { ...value, unless: (_, arn) => !arn.includes(":sqs:") }),
      s3_bucket: names(nearBucket, value),
    },
  },
  aws_lambda_alias: { arguments: { function_name: partOf(lambda) } },
  aws_lambda_permission: { source: api("Lambda AddPermission"), arguments: { function_name: partOf(lambda) } },
  aws_lambda_function_url: { arguments: { function_name: partOf(lambda) } },
  aws_lambda_event_source_mapping: {
    source: api("Lambda CreateEventSourceMapping"),
    arguments: {
      function_name: names(lambda),
      event_source_arn: names(queue, { ...value, unless: (_, arn) => !arn.includes(":sqs:") }),
    },
  },

  // --- API Gateway ---
  aws_apigatewayv2_stage: {
    arguments: {
      api_id: partOf(service.httpApi),
      "access_log_settings.destination_arn": names(logGroup, {
        code: "BadRequestException",
        unless: (_, arn) => !arn.includes(":logs:"),
      }),
    },
  },
  aws_apigatewayv2_route: {
    arguments: { api_id: partOf(service.httpApi), authorizer_id: holds(service.authorizer, { code: "BadRequestException" }) },
  },
  aws_apigatewayv2_integration: {
    arguments: {
      api_id: partOf(service.httpApi),
      connection_id: names(service.vpcLink, { code: "BadRequestException" }),
      integration_uri: names(service.listener, {
        code: "BadRequestException",
        unless: (_, uri) => !uri.includes(":elasticloadbalancing:"),
      }),
    },
  },
  aws_apigatewayv2_authorizer: { arguments: { api_id: partOf(service.httpApi) } },
  aws_apigatewayv2_deployment: { arguments: { api_id: partOf(service.httpApi) } },
  aws_apigatewayv2_api_mapping: {
    arguments: { api_id: names(service.httpApi, { code: "BadRequestException" }), domain_name: partOf(service.apiDomain) },
  },
  aws_apigatewayv2_domain_name: {
    arguments: { "domain_name_configuration.certificate_arn": holds(certificate, { code: "BadRequestException" }) },
  },
  aws_apigatewayv2_vpc_link: {
    arguments: {
      subnet_ids: holds(subnet, { code: "BadRequestException" }),
      security_group_ids: holds(securityGroup, { code: "BadRequestException" }),
    },
  },
});
