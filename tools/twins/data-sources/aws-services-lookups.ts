import type { ObjectValue } from "../../protocol/values";
import { chanceOf, fixedInstant } from "../computed/made";
import { matchesRegex } from "./aws-identity";
import { anything, copied, nameById, named, notFound, startsWith, unlessEmpty } from "./aws-named";
import { accountOf, regionOf } from "./aws-scope";
import { defaultEventBuses } from "./aws-standing";
import { blocksOf, givenText, listOf, textFrom, textOf } from "./config";
import type { DataSourceRequest, Reader } from "./data-source";
import { listReader, reader, tagsOf, textsAt, type Lookup } from "./lookup";

const withoutDot = (name: string): string => name.replace(/\.$/, "").toLowerCase();

const isPrivate = (values: ObjectValue): boolean => blocksOf(values, "vpc").length > 0;

const zone: Lookup = {
  of: ["aws_route53_zone"],
  reach: "account",
  by: {
    zone_id: "zone_id",
    name: (name, values, { config }) =>
      withoutDot(textFrom(name)) === withoutDot(textOf(values, "name") ?? "") && (config["private_zone"] === true) === isPrivate(values),
    private_zone: anything,
    vpc_id: (vpcId, values) => blocksOf(values, "vpc").some((vpc) => vpc["vpc_id"] === vpcId),
  },
  missing: "no matching Route 53 Hosted Zone found",
  several: "multiple Route 53 Hosted Zones matched; use additional constraints to reduce matches to a single Route 53 Hosted Zone",
  values: (values, { config }) => ({
    id: values["zone_id"] ?? "",
    name: withoutDot(textOf(values, "name") ?? ""),
    private_zone: isPrivate(values),
    vpc_id: config["vpc_id"] ?? null,
    linked_service_description: null,
    linked_service_principal: null,
    resource_record_set_count: 2,
  }),
};

const loadBalancer = { reach: "own-region", several: "multiple ELBv2 Load Balancers matched" } as const;

/** The balancers whose listeners name a target group. */
const balancersOf = (values: ObjectValue, { world }: DataSourceRequest): readonly string[] => {
  const arn = textOf(values, "arn") ?? "";
  const listeners = world
    .all("aws_lb_listener")
    .filter((one) => textsAt(one.values["default_action"] ?? null, "target_group_arn").includes(arn));
  return [...new Set(listeners.map((one) => textOf(one.values, "load_balancer_arn") ?? ""))];
};

const listener: Lookup = {
  of: ["aws_lb_listener", "aws_alb_listener"],
  reach: "own-region",
  by: { arn: "arn", load_balancer_arn: "load_balancer_arn", port: "port" },
  missing: "no matching ELBv2 Listener found",
};

/** A certificate that was asked for in the world is issued: who rehearses doesn't wait for its validation. */
const certificate: Lookup = {
  of: ["aws_acm_certificate"],
  reach: "own-region",
  by: {
    domain: "domain_name",
    statuses: anything,
    types: anything,
    key_types: (asked, values) => listOf({ asked }, "asked").includes((textOf(values, "key_algorithm") ?? "RSA_2048").replace("-", "_")),
    most_recent: anything,
  },
  missing: "reading ACM Certificates: empty result",
  values: (values, { config }) => ({
    status: "ISSUED",
    domain: values["domain_name"] ?? "",
    ...Object.fromEntries(["statuses", "types", "key_types"].map((name) => [name, config[name] ?? null] as const)),
    most_recent: config["most_recent"] ?? false,
    certificate: `-----BEGIN CERTIFICATE-----\n${chanceOf(textOf(values, "arn") ?? "", "base64", 64)}\n-----END CERTIFICATE-----\n`,
    certificate_chain: `-----BEGIN CERTIFICATE-----\n${chanceOf("chain", "base64", 64)}\n-----END CERTIFICATE-----\n`,
  }),
};

const cluster: Lookup = {
  of: ["aws_ecs_cluster"],
  reach: "own-region",
  by: { cluster_name: "name" },
  missing: "reading ECS Cluster ({cluster_name}): empty result",
  values: (values) => ({
    cluster_name: values["name"] ?? "",
    status: "ACTIVE",
    pending_tasks_count: 0,
    registered_container_instances_count: 0,
    running_tasks_count: 0,
  }),
};

const logGroup = { of: ["aws_cloudwatch_log_group"], reach: "own-region" } as const;

/** Data sources of AWS that find things of a service by name, id or ARN. */
export const serviceReaders: Readonly<Record<string, Reader>> = {
  aws_route53_zone: reader(zone),
  aws_route53_zones: listReader({ one: { ...zone, by: {} }, lists: { ids: "zone_id" }, id: regionOf }),
  aws_sns_topic: named("aws_sns_topic", "name", "name", "reading SNS Topic ({name}): empty result"),
  aws_sqs_queue: named("aws_sqs_queue", "name", "name", "reading SQS Queue ({name}) URL: couldn't find resource"),
  aws_cloudwatch_log_group: named("aws_cloudwatch_log_group", "name", "name", "reading CloudWatch Logs Log Group ({name}): empty result", {
    values: (values) => ({ kms_key_id: values["kms_key_id"] ?? "", creation_time: new Date(fixedInstant).getTime() }),
  }),
  aws_cloudwatch_log_groups: listReader({
    one: { ...logGroup, by: { log_group_name_prefix: startsWith("name") } },
    lists: { arns: "arn", log_group_names: "name" },
    id: regionOf,
  }),
  aws_lb: reader({
    ...loadBalancer,
    of: ["aws_lb", "aws_alb"],
    by: { arn: "arn", name: "name" },
    missing: "reading ELBv2 Load Balancers: couldn't find resource",
  }),
  aws_lbs: listReader({ one: { ...loadBalancer, of: ["aws_lb", "aws_alb"], by: {} }, lists: { arns: "arn" }, id: regionOf }),
  aws_lb_target_group: reader({
    ...loadBalancer,
    of: ["aws_lb_target_group", "aws_alb_target_group"],
    by: { arn: "arn", name: "name" },
    missing: "reading ELBv2 Target Groups: couldn't find resource",
    values: (values, request) => ({
      load_balancer_arns: balancersOf(values, request),
      lambda_multi_value_headers_enabled:
        values["target_type"] === "lambda" ? (values["lambda_multi_value_headers_enabled"] ?? false) : null,
      proxy_protocol_v2: /^(TCP|UDP|TLS)/.test(textOf(values, "protocol") ?? "") ? (values["proxy_protocol_v2"] ?? false) : null,
    }),
  }),
  aws_lb_listener: reader(listener),
  aws_acm_certificate: reader(certificate),
  aws_eks_cluster: named("aws_eks_cluster", "name", "name", notFound("EKS Cluster", "name"), {
    values: (values) => ({ id: values["name"] ?? "" }),
  }),
  aws_eks_clusters: listReader({ one: { of: ["aws_eks_cluster"], reach: "own-region", by: {} }, lists: { names: "name" }, id: regionOf }),
  aws_eks_node_group: named(
    "aws_eks_node_group",
    "node_group_name",
    "node_group_name",
    "reading EKS Node Group ({cluster_name}:{node_group_name}): couldn't find resource",
    {
      by: { cluster_name: "cluster_name", node_group_name: "node_group_name" },
      values: (values) => ({ taints: blocksOf(values, "taint") }),
    },
  ),
  aws_eks_node_groups: listReader({
    one: { of: ["aws_eks_node_group"], reach: "own-region", by: { cluster_name: "cluster_name" } },
    lists: { names: "node_group_name" },
    id: nameById("cluster_name"),
  }),
  aws_ecs_cluster: reader(cluster),
  aws_ecs_service: named("aws_ecs_service", "service_name", "name", "no matching ECS Service found", {
    by: { service_name: "name", cluster_arn: "cluster" },
    values: copied(["service_name", "name"], ["cluster_arn", "cluster"]),
  }),
  aws_ecs_task_definition: named(
    "aws_ecs_task_definition",
    "task_definition",
    "family",
    notFound("ECS Task Definition", "task_definition"),
    {
      by: {
        task_definition: (asked, { family, arn, revision }) =>
          [family, arn, `${textFrom(family ?? null)}:${textFrom(revision ?? null)}`].includes(asked),
      },
    },
  ),
  aws_cloudwatch_event_bus: named("aws_cloudwatch_event_bus", "name", "name", notFound("EventBridge Event Bus", "name"), {
    standing: defaultEventBuses,
  }),
  aws_lambda_function: named(
    "aws_lambda_function",
    "function_name",
    "function_name",
    "reading Lambda Function ({function_name}) latest version: empty result",
    {
      by: {
        function_name: (name, values) => [values["function_name"], values["arn"]].includes(name),
        qualifier: (qualifier, values) => qualifier === "$LATEST" || textFrom(qualifier) === textOf(values, "version"),
      },
    },
  ),
  aws_api_gateway_rest_api: named("aws_api_gateway_rest_api", "name", "name", "no matching API Gateway REST API found"),
  aws_apigatewayv2_api: named(
    "aws_apigatewayv2_api",
    "api_id",
    "id",
    "no API Gateway v2 API matched; change the search criteria and try again",
    {
      values: copied(["api_id", "id"]),
    },
  ),
  aws_cognito_user_pools: listReader({
    one: { of: ["aws_cognito_user_pool"], reach: "own-region", by: { name: "name" } },
    lists: { arns: "arn", ids: "id" },
    id: nameById("name"),
  }),
  aws_cognito_user_pool: named(
    "aws_cognito_user_pool",
    "user_pool_id",
    "id",
    "reading Cognito User Pool ({user_pool_id})\ncouldn't find resource",
    {
      values: (values) => ({
        user_pool_tags: tagsOf(values),
        ...Object.fromEntries(
          ["auto_verified_attributes", "device_configuration", "lambda_config", "user_pool_add_ons", "username_attributes"].map(
            (name) => [name, unlessEmpty(listOf(values, name))] as const,
          ),
        ),
        ...Object.fromEntries(
          ["custom_domain", "domain", "sms_authentication_message"].map((name) => [name, givenText(values, name) ?? null] as const),
        ),
        sms_configuration_failure: null,
      }),
    },
  ),
  aws_guardduty_detector: named("aws_guardduty_detector", "id", "id", "no GuardDuty detectors found in this region", {
    values: (values, request) => ({
      status: values["enable"] === false ? "DISABLED" : "ENABLED",
      features: [],
      service_role_arn: `arn:${request.scope.partition ?? "aws"}:iam::${accountOf(request)}:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty`,
    }),
  }),
  aws_wafv2_web_acl: named("aws_wafv2_web_acl", "name", "name", "WAFv2 WebACL not found for name: {name}", {
    by: { name: "name", scope: "scope" },
  }),
  aws_wafv2_ip_set: named("aws_wafv2_ip_set", "name", "name", "WAFv2 IPSet not found for name: {name}", {
    by: { name: "name", scope: "scope" },
  }),
  aws_autoscaling_group: named("aws_autoscaling_group", "name", "name", "reading Auto Scaling Group ({name}): empty result"),
  aws_autoscaling_groups: listReader({
    one: {
      of: ["aws_autoscaling_group"],
      reach: "own-region",
      by: { names: (names, values) => listOf({ names }, "names").includes(values["name"] ?? "") },
    },
    lists: { arns: "arn", names: "name" },
    id: regionOf,
  }),
  aws_cloudfront_distribution: named("aws_cloudfront_distribution", "id", "id", notFound("CloudFront Distribution", "id"), {
    reach: "account",
  }),
  aws_sqs_queues: listReader({
    one: { of: ["aws_sqs_queue"], reach: "own-region", by: { queue_name_prefix: startsWith("name") } },
    lists: { queue_urls: "url" },
    id: regionOf,
  }),
  aws_lambda_functions: listReader({
    one: { of: ["aws_lambda_function"], reach: "own-region", by: { name_regex: matchesRegex("function_name") } },
    lists: { function_names: "function_name", function_arns: "arn" },
    id: regionOf,
  }),
};
