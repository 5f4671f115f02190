import { global, regional, row } from "./aws-row";
import { chanceOf, fill, textOf, type Form, type Forms, type Made } from "./made";

/** The hosted zone of all distributions (docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html). */
const distributionZone = "Z2FDTNDATAQYW2";

const cloudfront = global("cloudfront");

const etag: Form = { etag: "E{#upper-13:etag}" };

const apiArn = (rest: string): string => `arn:{@partition}:apigateway:{@region}::${rest}`;

const execution = (rest: string): string => `arn:{@partition}:execute-api:{@region}:{@account}:${rest}`;

/** The default stage stands at the root. */
const invokeUrl = (made: Made): string =>
  fill(`https://{api_id}.execute-api.{@region}.{@suffix}/${textOf(made.value("name")) === "$default" ? "" : "{name}"}`, made);

const nameServers = (made: Made): readonly string[] =>
  ["com", "net", "org", "co.uk"].map(
    (domain, index) =>
      `ns-${made.chance("digits", 3, `ns${String(index)}`).replace(/^0+(?=\d)/, "")}.awsdns-${made.chance("digits", 2, `dns${String(index)}`)}.${domain}`,
  );

/** Web ACLs and their parts lie in a region, or at the edge, which is asked in `us-east-1`. */
const waf = (kind: string): Form =>
  row(
    "{#uuid}",
    (made) =>
      fill(
        `arn:{@partition}:wafv2:{@region}:{@account}:${textOf(made.value("scope")) === "CLOUDFRONT" ? "global" : "regional"}/${kind}/{name}/{id}`,
        made,
      ),
    { lock_token: "{#uuid:lock}" },
  );

const recordId = (made: Made): string =>
  ["zone_id", "name", "type", "set_identifier"]
    .map((name) => textOf(made.value(name)))
    .filter((text) => text !== "")
    .join("_");

/** A record's name ends with its zone's; which one that is, only the zone knows. */
const fqdn = (made: Made): string => textOf(made.value("name")).replace(/\.$/, "");

const resolver = regional("route53resolver");

const resolverOf = (prefix: string, kind: string, more: Form = {}): Form => row(`${prefix}-{#hex-17}`, resolver(`${kind}/{id}`), more);

/** A VPC has one of each of these. */
const vpcId =
  (prefix: string) =>
  (made: Made): string =>
    `${prefix}-${chanceOf(`${prefix} ${textOf(made.value("resource_id"))}`, "hex", 17)}`;

/** What faces the outside: distributions, filters, names and gateways. Id forms: `import` sections of the provider's documentation. */
export const awsEdge: Forms = {
  aws_cloudfront_cache_policy: row("{#uuid}", cloudfront("cache-policy/{id}"), etag),
  aws_cloudfront_continuous_deployment_policy: row("{#uuid}", cloudfront("continuous-deployment-policy/{id}"), etag),
  aws_cloudfront_distribution: row("E{#upper-13}", cloudfront("distribution/{id}"), {
    ...etag,
    caller_reference: "terraform-{#name}",
    domain_name: "d{#lower-13}.cloudfront.net",
    hosted_zone_id: distributionZone,
    last_modified_time: "2026-01-01 00:00:00 +0000 UTC",
  }),
  aws_cloudfront_function: row("{name}", cloudfront("function/{name}"), {
    ...etag,
    live_stage_etag: "E{#upper-13:etag}",
    status: "UNASSOCIATED",
  }),
  aws_cloudfront_key_group: row("{#uuid}", undefined, etag),
  aws_cloudfront_origin_access_control: row("E{#upper-13}", cloudfront("origin-access-control/{id}"), etag),
  aws_cloudfront_origin_request_policy: row("{#uuid}", cloudfront("origin-request-policy/{id}"), etag),
  aws_cloudfront_public_key: row("K{#upper-13}", undefined, { ...etag, caller_reference: "terraform-{#name}" }),
  aws_cloudfront_response_headers_policy: row("{#uuid}", cloudfront("response-headers-policy/{id}"), etag),
  aws_cloudfront_vpc_origin: row("vo_{#base64-22}", cloudfront("vpcorigin/{id}"), etag),

  aws_wafv2_ip_set: waf("ipset"),
  aws_wafv2_regex_pattern_set: waf("regexpatternset"),
  aws_wafv2_web_acl: { ...waf("webacl"), application_integration_url: "", capacity: () => 1 },
  aws_wafv2_web_acl_association: row("{web_acl_arn},{resource_arn}"),
  aws_wafv2_web_acl_logging_configuration: row("{resource_arn}"),

  aws_api_gateway_account: row("api-gateway-account", undefined, { api_key_version: "4", features: () => ["UsagePlans"] }),
  aws_api_gateway_deployment: row("{#lower-6}", undefined, {
    created_date: "{@instant}",
    execution_arn: execution("{rest_api_id}/"),
    invoke_url: "https://{rest_api_id}.execute-api.{@region}.{@suffix}/",
  }),
  aws_api_gateway_integration: row("agi-{rest_api_id}-{resource_id}-{http_method}"),
  aws_api_gateway_method: row("agm-{rest_api_id}-{resource_id}-{http_method}"),
  aws_api_gateway_resource: row("{#lower-6}", undefined, { path: "/{path_part}" }),
  aws_api_gateway_rest_api: row("{#lower-10}", apiArn("/restapis/{id}"), {
    created_date: "{@instant}",
    execution_arn: execution("{id}"),
    root_resource_id: "{#lower-10:root}",
  }),
  aws_api_gateway_stage: row("ags-{rest_api_id}-{stage_name}", apiArn("/restapis/{rest_api_id}/stages/{stage_name}"), {
    execution_arn: execution("{rest_api_id}/{stage_name}"),
    invoke_url: "https://{rest_api_id}.execute-api.{@region}.{@suffix}/{stage_name}",
    web_acl_arn: "",
  }),
  aws_apigatewayv2_api: row("{#lower-10}", apiArn("/apis/{id}"), {
    api_endpoint: (made) =>
      fill(`${textOf(made.value("protocol_type")) === "WEBSOCKET" ? "wss" : "https"}://{id}.execute-api.{@region}.{@suffix}`, made),
    execution_arn: execution("{id}"),
    ip_address_type: "ipv4",
  }),
  aws_apigatewayv2_api_mapping: row("{#lower-6}"),
  aws_apigatewayv2_authorizer: row("{#lower-6}"),
  aws_apigatewayv2_domain_name: row("{domain_name}", apiArn("/domainnames/{domain_name}"), {
    api_mapping_selection_expression: "$request.basepath",
    "domain_name_configuration.hosted_zone_id": ({ scope }) => `Z${chanceOf(`apigateway ${scope.region ?? ""}`, "upper", 13)}`,
    "domain_name_configuration.ip_address_type": "ipv4",
    "domain_name_configuration.target_domain_name": "d-{#lower-10}.execute-api.{@region}.{@suffix}",
  }),
  aws_apigatewayv2_integration: row("{#lower-7}"),
  aws_apigatewayv2_route: row("{#lower-7}"),
  aws_apigatewayv2_stage: row("{name}", apiArn("/apis/{api_id}/stages/{name}"), {
    deployment_id: (made) => (made.value("auto_deploy") === true ? fill("{#lower-6}", made) : ""),
    execution_arn: execution("{api_id}/{name}"),
    invoke_url: invokeUrl,
  }),
  aws_apigatewayv2_vpc_link: row("{#lower-6}", apiArn("/vpclinks/{id}")),

  aws_route53_delegation_set: row("N{#upper-20}", "arn:{@partition}:route53:::delegationset/{id}", { name_servers: nameServers }),
  aws_route53_health_check: row("{#uuid}", "arn:{@partition}:route53:::healthcheck/{id}"),
  aws_route53_hosted_zone_dnssec: row("{hosted_zone_id}"),
  aws_route53_key_signing_key: row("{hosted_zone_id},{name}", undefined, {
    digest_algorithm_mnemonic: "SHA-256",
    digest_algorithm_type: () => 2,
    digest_value: "{#hex-64}",
    flag: () => 257,
    key_tag: () => 12_345,
    signing_algorithm_mnemonic: "ECDSAP256SHA256",
    signing_algorithm_type: () => 13,
  }),
  aws_route53_query_log: row("{#uuid}", "arn:{@partition}:route53:::queryloggingconfig/{id}"),
  aws_route53_record: row(recordId, undefined, { fqdn }),
  aws_route53_resolver_config: row(vpcId("rslvr-rc")),
  aws_route53_resolver_dnssec_config: row(vpcId("rdsc"), resolver("resolver-dnssec-config/{id}"), { validation_status: "ENABLED" }),
  aws_route53_resolver_endpoint: row(
    (made) => fill(`rslvr-${textOf(made.value("direction")) === "OUTBOUND" ? "out" : "in"}-{#hex-17}`, made),
    resolver("resolver-endpoint/{id}"),
    { host_vpc_id: "vpc-{#hex-17}" },
  ),
  aws_route53_resolver_firewall_config: row(vpcId("rslvr-fc")),
  aws_route53_resolver_firewall_domain_list: resolverOf("rslvr-fdl", "firewall-domain-list"),
  aws_route53_resolver_firewall_rule: row("{firewall_rule_group_id}:{firewall_domain_list_id}"),
  aws_route53_resolver_firewall_rule_group: resolverOf("rslvr-frg", "firewall-rule-group", { share_status: "NOT_SHARED" }),
  aws_route53_resolver_firewall_rule_group_association: resolverOf("rslvr-frgassoc", "firewall-rule-group-association"),
  aws_route53_resolver_query_log_config: resolverOf("rqlc", "resolver-query-log-config", { share_status: "NOT_SHARED" }),
  aws_route53_resolver_query_log_config_association: row("rqlca-{#hex-17}"),
  aws_route53_resolver_rule: resolverOf("rslvr-rr", "resolver-rule", { share_status: "NOT_SHARED" }),
  aws_route53_resolver_rule_association: row("rslvr-rrassoc-{#hex-17}"),
  aws_route53_zone: row("Z{#upper-20}", "arn:{@partition}:route53:::hostedzone/{id}", {
    name_servers: nameServers,
    primary_name_server: (made) => nameServers(made)[0] ?? "",
    zone_id: "{id}",
  }),
  aws_route53_zone_association: row("{zone_id}:{vpc_id}", undefined, { owning_account: "{@account}" }),
  aws_service_discovery_http_namespace: row("ns-{#lower-16}", regional("servicediscovery")("namespace/{id}"), { http_name: "{name}" }),
  aws_service_discovery_private_dns_namespace: row("ns-{#lower-16}", regional("servicediscovery")("namespace/{id}"), {
    hosted_zone: "Z{#upper-20}",
  }),
  aws_service_discovery_service: row("srv-{#lower-16}", regional("servicediscovery")("service/{id}")),
  aws_sesv2_configuration_set: row("{configuration_set_name}", regional("ses")("configuration-set/{configuration_set_name}")),
  aws_sesv2_email_identity: row("{email_identity}", regional("ses")("identity/{email_identity}"), {
    identity_type: (made) => (textOf(made.value("email_identity")).includes("@") ? "EMAIL_ADDRESS" : "DOMAIN"),
  }),
};
