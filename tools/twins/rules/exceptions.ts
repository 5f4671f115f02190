import type { Rule } from "../../catalogue/facts";

/**
 * Arguments whose check is narrower or wider than what the facts' word for it means elsewhere, as `<type>.<path>` (asked
 * of AWS 5.100.0: each format with a dozen right and wrong values).
 */
const forms: Readonly<Record<string, readonly string[]>> = {
  // An object, without duplicate keys.
  "json-policy": [
    "aws_glacier_vault_lock.policy",
    "aws_iam_group_policy.policy",
    "aws_iam_policy.policy",
    "aws_iam_role.assume_role_policy",
    "aws_iam_role.inline_policy.policy",
    "aws_iam_role_policy.policy",
    "aws_iam_user_policy.policy",
    "aws_media_store_container_policy.policy",
    "aws_ssoadmin_permission_set_inline_policy.inline_policy",
  ],
  // IPv4 alone, though the name doesn't say so.
  "cidr-v4": [
    "aws_codepipeline_webhook.authentication_configuration.allowed_ip_range",
    "aws_ec2_client_vpn_route.destination_cidr_block",
    "aws_eks_cluster.remote_network_config.remote_node_networks.cidrs",
    "aws_eks_cluster.remote_network_config.remote_pod_networks.cidrs",
    "aws_security_group_rule.cidr_blocks",
    "aws_vpc_ipam_preview_next_cidr.disallowed_cidrs",
  ],
  // A network of a VPC's size.
  "cidr-v4-vpc": ["aws_vpc.cidr_block", "aws_vpc_ipv4_cidr_block_association.cidr_block"],
  // Any address of the network.
  "cidr-any": [
    "aws_cognito_risk_configuration.risk_exception_configuration.blocked_ip_range_list",
    "aws_cognito_risk_configuration.risk_exception_configuration.skipped_ip_range_list",
    "aws_ec2_client_vpn_endpoint.client_cidr_block",
    "aws_ec2_managed_prefix_list_entry.cidr",
    "aws_networkmanager_connect_peer.inside_cidr_blocks",
    "aws_verifiedaccess_endpoint.cidr_options.cidr",
  ],
  "ip-v4": [
    "aws_customer_gateway.ip_address",
    "aws_directory_service_trust.conditional_forwarder_ip_addrs",
    "aws_efs_mount_target.ip_address",
    "aws_instance.private_ip",
    "aws_instance.secondary_private_ips",
    "aws_launch_template.network_interfaces.private_ip_address",
    "aws_nat_gateway.private_ip",
    "aws_spot_instance_request.private_ip",
    "aws_spot_instance_request.secondary_private_ips",
  ],
  // A network of the size that Amazon gives to a VPC.
  "cidr-v6-vpc": ["aws_vpc.ipv6_cidr_block"],
  date: ["aws_s3_bucket.lifecycle_rule.expiration.date", "aws_s3_bucket.lifecycle_rule.transition.date"],
  "url-https": [
    "aws_cloudformation_type.schema_handler_package",
    "aws_eks_identity_provider_config.oidc.issuer_url",
    "aws_iam_openid_connect_provider.url",
  ],
};

const formAt: ReadonlyMap<string, string> = new Map(
  Object.entries(forms).flatMap(([form, places]) => places.map((place) => [place, form] as const)),
);

/** Enumerations whose words may be written in capitals, too. */
const anyCase: ReadonlySet<string> = new Set([
  "aws_default_network_acl.egress.action",
  "aws_default_network_acl.ingress.action",
  "aws_network_acl.egress.action",
  "aws_network_acl.ingress.action",
]);

/** Enumerations that are texts to the framework, and not of the provider's own type for them. */
const plainEnumerations: ReadonlySet<string> = new Set(["aws_s3_bucket_lifecycle_configuration.rule.status"]);

/** Whether an enumeration is of the AWS provider's own type, which the SDK's and the framework's types of it share. */
const isOwnEnumeration = (type: string | undefined, path: string): boolean =>
  type?.startsWith("aws_") === true && !plainEnumerations.has(`${type}.${path}`) && !anyCase.has(`${type}.${path}`);

/** Arguments inside a set of which a wrong value is told a second time, by its own name alone: their type checks it too. */
const toldTwice: ReadonlySet<string> = new Set([
  "aws_s3_bucket_lifecycle_configuration.rule.transition.date",
  "aws_s3_bucket_lifecycle_configuration.rule.transition.storage_class",
]);

/** Whether a wrong value of an argument is told twice. */
export const isToldTwice = (type: string | undefined, path: string): boolean => toldTwice.has(`${type ?? ""}.${path}`);

/**
 * Arguments of whose rules nothing holds: the message was another argument's, or one of several of which one suffices
 * (AWS 5.100.0 took values outside the rule, asked in 2026-11).
 */
const misread: readonly string[] = [
  "aws_autoscaling_policy.predictive_scaling_configuration.metric_specification.predefined_load_metric_specification.resource_label",
  "aws_autoscaling_policy.predictive_scaling_configuration.metric_specification.predefined_metric_pair_specification.resource_label",
  "aws_autoscaling_policy.predictive_scaling_configuration.metric_specification.predefined_scaling_metric_specification.resource_label",
  "aws_cloudfront_distribution.default_cache_behavior.forwarded_values.cookies.whitelisted_names",
  "aws_cloudfront_distribution.ordered_cache_behavior.forwarded_values.cookies.whitelisted_names",
  "aws_cloudwatch_metric_alarm.extended_statistic",
  "aws_cloudwatch_metric_alarm.period",
  "aws_ecs_service.volume_configuration.managed_ebs_volume.tag_specifications.tags",
  "aws_ecs_task_definition.family",
];

/** A rule as the provider applies it to an argument of a type. */
export interface AppliedRule {
  readonly rule: Rule;
  /** Values beside the enumeration's that are taken, and that no message names. */
  readonly alsoAllowed: readonly string[];
  /** Whether the value is of a provider's own type for enumerations. */
  readonly isOwnType: boolean;
}

/** How the provider applies a rule to an argument of a type. */
export const ruleFor = (type: string | undefined, path: string, told: Rule, sdk: boolean): AppliedRule => {
  const place = `${type ?? ""}.${path}`;
  const form = formAt.get(place);
  const rule = misread.includes(place) ? {} : form === undefined ? told : withForm(told, form);
  const isOwnType = rule.enum !== undefined && isOwnEnumeration(type, path);
  const capitals = anyCase.has(place) ? (rule.enum ?? []).map((one) => String(one).toUpperCase()) : [];
  // The framework's type takes an empty text for none.
  return { rule, isOwnType, alsoAllowed: isOwnType && !sdk ? [""] : capitals };
};

/** The rule with another form wherever it names one. */
const withForm = (rule: Rule, form: string): Rule => ({
  ...rule,
  ...(rule.format !== undefined && { format: form }),
  ...(rule.anyOf !== undefined && { anyOf: rule.anyOf.map((one) => withForm(one, form)) }),
  ...(rule.also !== undefined && { also: rule.also.map((one) => withForm(one, form)) }),
});

/** Parts that have to be given in the objects of an attribute that is written like a block: its type doesn't tell. */
const neededParts: Readonly<Record<string, readonly string[]>> = {
  "aws_default_security_group.egress": ["from_port", "protocol", "to_port"],
  "aws_default_security_group.ingress": ["from_port", "protocol", "to_port"],
  "aws_network_acl.egress": ["action", "from_port", "protocol", "rule_no", "to_port"],
  "aws_network_acl.ingress": ["action", "from_port", "protocol", "rule_no", "to_port"],
  "aws_security_group.egress": ["from_port", "protocol", "to_port"],
  "aws_security_group.ingress": ["from_port", "protocol", "to_port"],
};

/** The parts that objects of an attribute of a type have to have. */
export const neededPartsOf = (type: string | undefined, name: string): readonly string[] => neededParts[`${type ?? ""}.${name}`] ?? [];
