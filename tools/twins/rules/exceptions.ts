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
    "aws_route.destination_cidr_block",
    "aws_security_group_rule.cidr_blocks",
    "aws_subnet.cidr_block",
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
  date: ["aws_s3_bucket.lifecycle_rule.expiration.date"],
  "url-https": [
    "aws_cloudformation_type.schema_handler_package",
    "aws_eks_identity_provider_config.oidc.issuer_url",
    "aws_iam_openid_connect_provider.url",
  ],
};

const formAt: ReadonlyMap<string, string> = new Map(
  Object.entries(forms).flatMap(([form, places]) => places.map((place) => [place, form] as const)),
);

/** A rule as the provider applies it to an argument of a type. */
export const ruleFor = (type: string | undefined, path: string, rule: Rule): Rule => {
  const form = type === undefined || rule.format === undefined ? undefined : formAt.get(`${type}.${path}`);
  return form === undefined ? rule : { ...rule, format: form };
};
