import { hashcode } from "./made";

/** The attributes that a text tells. */
export type Told = Readonly<Record<string, string>>;

/** How the import of a type reads what it is given. */
export interface ImportForm {
  /** What a text must be, each with the attributes that it tells; `*` is for one that may hold what separates the others. */
  readonly given: readonly string[];
  /** What is said where it is something else; `<ID>` is what was given. */
  readonly says: string;
  readonly detail?: string;
  /** The id that comes of it, and what else. @default the attribute `id` if it is told, else the text itself */
  readonly tells?: (told: Told, text: string) => Told;
}

const form = (given: string | readonly string[], says: string, tells?: ImportForm["tells"]): ImportForm => ({
  given: typeof given === "string" ? [given] : given,
  says,
  ...(tells === undefined ? {} : { tells }),
});

/** Told parts joined to an id. */
const joined =
  (separator: string, ...names: readonly string[]): ImportForm["tells"] =>
  (told) => ({ id: names.map((name) => told[name] ?? name).join(separator) });

const idIs =
  (name: string): ImportForm["tells"] =>
  (told) => ({ id: told[name] ?? "" });

const unexpected = (expected: string): string => `unexpected format of ID ("<ID>"), expected ${expected}`;
const capital = (expected: string): string => `Unexpected format of ID ("<ID>"), expected ${expected}`;
const wrong = (expected: string): string => `wrong format of import ID (<ID>), use: '${expected}'`;

/** A route is told by its table and its destination, of which there are three kinds. */
const routeTells: ImportForm["tells"] = ({ route_table_id: table = "", destination = "" }) => {
  const kind = destination.includes(":")
    ? "destination_ipv6_cidr_block"
    : destination.includes("/")
      ? "destination_cidr_block"
      : "destination_prefix_list_id";
  return { id: `r-${table}${hashcode(destination)}`, [kind]: destination };
};

const aclRuleTells: ImportForm["tells"] = ({ network_acl_id: acl = "", rule_number: number = "", egress = "", kind = "" }) => ({
  id: `nacl-${hashcode(`${acl}-${number}-${egress}-${kind}-`)}`,
});

const endpointTells =
  (name: string): ImportForm["tells"] =>
  (told) => ({ id: `a-${told["vpc_endpoint_id"] ?? ""}${hashcode(told[name] ?? "")}` });

const waf = form("{id}/{name}/{scope}", capital("ID/NAME/SCOPE"));

/**
 * Imports of AWS that don't take their text for the id alone. The provider 5.100.0 was asked in 2026-11 to import each type
 * by texts of many forms; of those that would have asked AWS there and then, the form is what their message says.
 */
export const awsImports: Readonly<Record<string, ImportForm>> = {
  aws_acmpca_certificate: form(
    "{certificate_authority_arn*}/certificate/{serial}",
    'Unexpected format for ID ("<ID>"), expected ACM PCA Certificate ARN',
  ),
  aws_api_gateway_deployment: form("{rest_api_id}/{id}", "Unexpected format of ID (<ID>), use: 'REST-API-ID/DEPLOYMENT-ID'"),
  aws_api_gateway_integration: form(
    "{rest_api_id}/{resource_id}/{http_method}",
    capital("REST-API-ID/RESOURCE-ID/HTTP-METHOD"),
    joined("-", "agi", "rest_api_id", "resource_id", "http_method"),
  ),
  aws_api_gateway_method: form(
    "{rest_api_id}/{resource_id}/{http_method}",
    capital("REST-API-ID/RESOURCE-ID/HTTP-METHOD"),
    joined("-", "agm", "rest_api_id", "resource_id", "http_method"),
  ),
  aws_api_gateway_resource: form("{rest_api_id}/{id}", capital("REST-API-ID/RESOURCE-ID")),
  aws_api_gateway_stage: form(
    "{rest_api_id}/{stage_name}",
    capital("REST-API-ID/STAGE-NAME"),
    joined("-", "ags", "rest_api_id", "stage_name"),
  ),
  aws_apigatewayv2_api_mapping: form("{id}/{domain_name}", wrong("api-mapping-id/domain-name")),
  aws_apigatewayv2_authorizer: form("{api_id}/{id}", wrong("api-id/authorizer-id")),
  aws_apigatewayv2_integration: form("{api_id}/{id}", wrong("api-id/integration-id")),
  aws_apigatewayv2_route: form("{api_id}/{id}", wrong("api-id/route-id")),
  aws_apigatewayv2_stage: form("{api_id}/{name}", wrong("api-id/stage-name"), idIs("name")),
  aws_appautoscaling_policy: form(
    "{service_namespace}/{resource_id*}/{scalable_dimension}/{name}",
    'unexpected format ("<ID>"), expected <service-namespace>/<resource-id>/<scalable-dimension>/<policy-name>',
    idIs("name"),
  ),
  aws_appautoscaling_target: form(
    "{service_namespace}/{resource_id*}/{scalable_dimension}",
    'unexpected format ("<ID>"), expected <service-namespace>/<resource-id>/<scalable-dimension>',
    idIs("resource_id"),
  ),
  aws_autoscaling_lifecycle_hook: form(
    "{autoscaling_group_name}/{name*}",
    'unexpected format ("<ID>"), expected <asg-name>/<lifecycle-hook-name>',
    idIs("name"),
  ),
  aws_autoscaling_policy: form(
    "{autoscaling_group_name}/{name*}",
    'unexpected format ("<ID>"), expected <asg-name>/<policy-name>',
    idIs("name"),
  ),
  aws_autoscaling_schedule: form(
    "{autoscaling_group_name}/{scheduled_action_name}",
    wrong("asg-name/action-name"),
    idIs("scheduled_action_name"),
  ),
  aws_backup_restore_testing_selection: {
    ...form("{name}:{restore_testing_plan_name}", "Resource Import Invalid ID"),
    detail: 'Unexpected format for import ID (<ID>), use: "RestoreTestingSelectionName:RestoreTestingPlanName"',
  },
  aws_backup_selection: form("{plan_id}|{id}", unexpected("<plan-id>|<selection-id>")),
  aws_cloudwatch_event_target: form(
    ["{rule}/{target_id}", "{event_bus_name*}/{rule}/{target_id}"],
    "unexpected format for ID (<ID>), expected EVENTBUSNAME/RULENAME/TARGETID or RULENAME/TARGETID",
    ({ event_bus_name: bus, rule = "", target_id: target = "" }) => ({
      event_bus_name: bus ?? "default",
      id: [...(bus === undefined ? [] : [bus]), rule, target].join("-"),
    }),
  ),
  aws_cloudwatch_log_metric_filter: form("{log_group_name}:{name}", capital("<log_group_name>:<name>"), idIs("name")),
  aws_cloudwatch_log_stream: form("{log_group_name}:{name}", wrong("log-group-name:log-stream-name"), idIs("name")),
  aws_cloudwatch_log_subscription_filter: form("{log_group_name}|{name}", unexpected("<log-group-name>|<filter-name>"), (told) => ({
    id: `cwlsf-${hashcode(`${told["name"] ?? ""}-`)}`,
  })),
  aws_cloudwatch_query_definition: form(
    "arn:{partition}:logs:{region}:{account}:query-definition:{id}",
    "unexpected format for ID (<ID>), expected a CloudWatch query definition ARN",
  ),
  aws_controltower_control: form(
    "{target_identifier},{control_identifier}",
    "unexpected format for ID ([<ID>]), expected more than one part",
  ),
  aws_default_network_acl: form("{default_network_acl_id*}", ""),
  aws_default_route_table: form("{vpc_id*}", "", ({ vpc_id: vpc = "" }) => ({
    id: vpc.replace(/^vpc-/, "rtb-"),
    default_route_table_id: vpc.replace(/^vpc-/, "rtb-"),
  })),
  aws_dx_gateway_association: form(
    "{dx_gateway_id}/{associated_gateway_id}",
    'Incorrect resource ID format: "<ID>". Expected DXGATEWAYID/ASSOCIATEDGATEWAYID',
    (told) => ({
      id: `ga-${told["dx_gateway_id"] ?? ""}${told["associated_gateway_id"] ?? ""}`,
    }),
  ),
  aws_ec2_managed_prefix_list_entry: form("{prefix_list_id},{cidr}", "unexpected format for ID (<ID>), expected prefix-list-id,cidr-block"),
  aws_ecs_service: form("{cluster}/{name}", "wrong format of resource: <ID>, expecting 'cluster-name/service-name'", idIs("name")),
  aws_ecs_task_definition: form(
    "arn:{partition}:ecs:{region}:{account}:task-definition/{family}:{revision}",
    "Expected ID in format of arn:PARTITION:ecs:REGION:ACCOUNTID:task-definition/FAMILY:REVISION and provided: <ID>",
    (told, text) => ({ arn: text, id: told["family"] ?? "" }),
  ),
  aws_eks_pod_identity_association: {
    ...form("{cluster_name},{association_id}", "importing Pod Identity Association (<ID>)", idIs("association_id")),
    detail: "unexpected format for ID ([<ID>]), expected more than one part",
  },
  aws_elasticache_global_replication_group: form("{global_replication_group_id_suffix*}", ""),
  aws_iam_group_policy_attachment: form(
    "{group}/{policy_arn*}",
    unexpected("<group-name>/<policy_arn>"),
    joined("-", "group", "policy_arn"),
  ),
  aws_iam_role_policy_attachment: form("{role}/{policy_arn*}", unexpected("<role-name>/<policy_arn>"), joined("-", "role", "policy_arn")),
  aws_iam_user_policy_attachment: form("{user}/{policy_arn*}", unexpected("<user-name>/<policy_arn>"), joined("-", "user", "policy_arn")),
  aws_kinesis_firehose_delivery_stream: form(
    "arn:{partition}:{service}:{region}:{account}:{kind}/{name}",
    "Expected ID in format of arn:PARTITION:firehose:REGION:ACCOUNTID:deliverystream/NAME and provided: <ID>",
  ),
  aws_kms_grant: form("{key_id*}:{grant_id}", "unexpected format of ID (<ID>), expected KeyID:GrantID"),
  aws_lambda_alias: form("{function_name}/{name}", capital("FUNCTION_NAME/ALIAS")),
  aws_lambda_function: form("{function_name*}", ""),
  aws_lambda_permission: form(
    ["{function_name}:{qualifier}/{statement_id}", "{function_name*}/{statement_id}"],
    capital("FUNCTION_NAME/STATEMENT_ID or FUNCTION_NAME:QUALIFIER/STATEMENT_ID"),
    idIs("statement_id"),
  ),
  aws_network_acl_rule: form(
    "{network_acl_id}:{rule_number}:{kind}:{egress}",
    "unexpected format of ID (<ID>), expected NETWORK_ACL_ID:RULE_NUMBER:PROTOCOL:EGRESS",
    aclRuleTells,
  ),
  aws_organizations_account: form(
    ["{id}_{iam_user_access_to_billing}", "{id*}"],
    "unexpected format of ID (<ID>), expected <account_id>_<IAM User Access Status> or <account_id>",
  ),
  aws_route: form("{route_table_id}_{destination}", unexpected("ROUTETABLEID_DESTINATION"), routeTells),
  aws_route53_record: form(
    ["{zone_id}_{name}_{type}", "{zone_id}_{name}_{type}_{set_identifier}"],
    unexpected("ZONEID_RECORDNAME_TYPE_SET-IDENTIFIER (e.g. Z4KAPRWWNC7JR_dev.example.com_NS_dev), where SET-IDENTIFIER is optional"),
  ),
  aws_route_table_association: form(
    "{subnet_id}/{route_table_id}",
    "Unexpected format for import: <ID>. Use 'subnet ID/route table ID' or 'gateway ID/route table ID",
    ({ subnet_id: subnet = "", route_table_id: table = "" }) => ({ id: `rtbassoc-${subnet.replace(/^.*-/, "")}`, route_table_id: table }),
  ),
  aws_s3_bucket_lifecycle_configuration: {
    ...form(["{bucket},{expected_bucket_owner}", "{bucket}"], "Resource Import Invalid ID", (told) => ({
      expected_bucket_owner: told["expected_bucket_owner"] ?? "",
    })),
    detail: "unexpected format for ID (<ID>), expected BUCKET or BUCKET,EXPECTED_BUCKET_OWNER",
  },
  aws_s3_object: form(
    ["s3://{bucket}/{key*}", "{bucket}/{key*}"],
    "id <ID> should be in format <bucket>/<key> or s3://<bucket>/<key>",
    idIs("key"),
  ),
  aws_service_discovery_private_dns_namespace: form("{id}:{vpc}", capital("NAMESPACE_ID:VPC_ID")),
  aws_signer_signing_profile_permission: form("{profile_name}/{statement_id}", unexpected("PROFILE_NAME/STATEMENT_ID")),
  aws_volume_attachment: form("{device_name}:{volume_id}:{instance_id}", capital("DEVICE_NAME:VOLUME_ID:INSTANCE_ID"), (told) => ({
    id: `vai-${hashcode(`${told["device_name"] ?? ""}-${told["instance_id"] ?? ""}-${told["volume_id"] ?? ""}-`)}`,
  })),
  aws_vpc_endpoint_route_table_association: form(
    "{vpc_endpoint_id}/{route_table_id}",
    wrong("vpc-endpoint-id/route-table-id"),
    endpointTells("route_table_id"),
  ),
  aws_vpc_endpoint_security_group_association: form(
    "{vpc_endpoint_id}/{security_group_id}",
    wrong("vpc-endpoint-id/security-group-id"),
    endpointTells("security_group_id"),
  ),
  aws_vpc_endpoint_subnet_association: form(
    "{vpc_endpoint_id}/{subnet_id}",
    "unexpected format for ID (<ID>), expected vpc-endpoint-id/subnet-id",
    endpointTells("subnet_id"),
  ),
  aws_vpc_ipv4_cidr_block_association: form(["{id},{ipv4_ipam_pool_id},{ipv4_netmask_length}", "{id},{ipv4_ipam_pool_id}", "{id*}"], ""),
  aws_vpc_ipv6_cidr_block_association: form(["{id},{ipv6_ipam_pool_id},{ipv6_netmask_length}", "{id},{ipv6_ipam_pool_id}", "{id*}"], ""),
  aws_vpc_peering_connection_accepter: form("{vpc_peering_connection_id*}", ""),
  aws_vpc_security_group_vpc_association: {
    ...form("{security_group_id},{vpc_id}", "Unexpected Import Identifier"),
    detail: 'Expected import identifier with format: security_group_id,vpc_id. Got: "<ID>"',
  },
  aws_wafv2_ip_set: waf,
  aws_wafv2_regex_pattern_set: waf,
  aws_wafv2_web_acl: waf,
};

/** Types that can't be imported, and how they say so. */
export const notImportable: Readonly<Record<string, "sdk" | "framework">> = {
  aws_acm_certificate_validation: "sdk",
  aws_autoscaling_attachment: "sdk",
  aws_dynamodb_table_item: "sdk",
  aws_ec2_image_block_public_access: "sdk",
  aws_ec2_instance_metadata_defaults: "framework",
  aws_grafana_role_association: "sdk",
  aws_guardduty_detector_feature: "sdk",
  aws_guardduty_organization_configuration_feature: "sdk",
  aws_iam_group_membership: "sdk",
  aws_iam_security_token_service_preferences: "sdk",
  aws_inspector2_enabler: "sdk",
  aws_inspector2_organization_configuration: "sdk",
  aws_kms_ciphertext: "sdk",
  aws_lb_target_group_attachment: "sdk",
  aws_macie2_organization_configuration: "framework",
  aws_main_route_table_association: "sdk",
  aws_vpc_endpoint_service_allowed_principal: "sdk",
  aws_vpn_connection_route: "sdk",
  aws_vpn_gateway_attachment: "sdk",
  aws_vpn_gateway_route_propagation: "sdk",
};

/** Types of the newer SDK that have no id: what names them is another attribute. */
export const importedBy: Readonly<Record<string, string>> = {
  aws_backup_restore_testing_plan: "name",
  aws_cloudwatch_log_delivery_destination: "name",
  aws_cloudwatch_log_delivery_source: "name",
  aws_ecr_account_setting: "name",
  aws_iam_role_policies_exclusive: "role_name",
  aws_iam_role_policy_attachments_exclusive: "role_name",
  aws_resiliencehub_resiliency_policy: "arn",
};
