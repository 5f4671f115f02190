import { global, ofAccount, regional, row } from "./aws-row";
import { chanceOf, fill, textOf, type Forms, type Made } from "./made";

const config = regional("config");
const grafana = regional("grafana");
const ecr = regional("ecr");
const inRegistry = { registry_id: "{@account}" };

/** A region has one detector. */
const detector = ({ scope }: Made): string => chanceOf(`detector ${scope.account ?? ""} ${scope.region ?? ""}`, "hex", 32);

const hub = regional("securityhub");

/** `arn:aws:securityhub:<region>::standards/x/v/1` subscribed: `arn:…:<account>:subscription/x/v/1`. */
const subscription = (made: Made): string =>
  fill(
    `arn:{@partition}:securityhub:{@region}:{@account}:subscription/${textOf(made.value("standards_arn")).replace(/^.*?(?:standards|ruleset)\//, "")}`,
    made,
  );

/** Findings, records, registries, dashboards and whatever watches over an account. Id forms: `import` sections of the provider's documentation. */
export const awsSecurity: Forms = {
  aws_accessanalyzer_analyzer: row("{analyzer_name}", regional("access-analyzer")("analyzer/{analyzer_name}")),
  aws_auditmanager_account_registration: row("{@region}", undefined, { status: "ACTIVE" }),
  aws_budgets_budget: row("{account_id}:{name}", global("budgets")("budget/{name}")),
  aws_budgets_budget_action: row("{account_id}:{action_id}:{budget_name}", global("budgets")("budget/{budget_name}/action/{action_id}"), {
    action_id: "{#uuid}",
    status: "STANDBY",
  }),
  aws_ce_anomaly_monitor: row("{arn}", global("ce")("anomalymonitor/{#uuid}")),
  aws_ce_cost_category: row("{arn}", global("ce")("costcategory/{#uuid}"), { effective_end: "" }),
  aws_cloudformation_stack: row(regional("cloudformation")("stack/{name}/{#uuid}")),
  aws_cloudtrail: row("{arn}", regional("cloudtrail")("trail/{name}"), { home_region: "{@region}", sns_topic_arn: "" }),
  aws_codebuild_project: row("{arn}", regional("codebuild")("project/{name}"), { badge_url: "", public_project_alias: "" }),
  aws_codebuild_source_credential: row("{arn}", (made) =>
    fill(`arn:{@partition}:codebuild:{@region}:{@account}:token/${textOf(made.value("server_type")).toLowerCase()}`, made),
  ),
  aws_codebuild_webhook: row("{project_name}", undefined, { payload_url: "https://codebuild.{@region}.{@suffix}/webhooks", url: "" }),
  aws_config_aggregate_authorization: row("{account_id}:{region}", config("aggregation-authorization/{account_id}/{region}")),
  aws_config_config_rule: row("{name}", config("config-rule/{rule_id}"), { rule_id: "config-rule-{#lower-6}" }),
  aws_config_configuration_aggregator: row("{name}", config("config-aggregator/config-aggregator-{#lower-8}")),
  aws_config_configuration_recorder: row("{name}"),
  aws_config_configuration_recorder_status: row("{name}"),
  aws_config_conformance_pack: row("{name}", config("conformance-pack/{name}/conformance-pack-{#lower-9}")),
  aws_config_delivery_channel: row("{name}"),
  aws_config_organization_conformance_pack: row("{name}", config("organization-conformance-pack/{name}-{#lower-8}")),
  aws_config_organization_managed_rule: row("{name}", config("organization-config-rule/{name}-{#lower-8}")),
  aws_config_retention_configuration: row("default", undefined, { name: "default" }),
  aws_controltower_control: row("{target_identifier},{control_identifier}", regional("controltower")("enabledcontrol/{#upper-16}")),
  aws_ecr_account_setting: {},
  aws_ecr_lifecycle_policy: row("{repository}", undefined, inRegistry),
  aws_ecr_pull_through_cache_rule: row("{ecr_repository_prefix}", undefined, inRegistry),
  aws_ecr_registry_policy: row("{@account}", undefined, inRegistry),
  aws_ecr_registry_scanning_configuration: row("{@account}", undefined, inRegistry),
  aws_ecr_replication_configuration: row("{@account}", undefined, inRegistry),
  aws_ecr_repository: row("{name}", ecr("repository/{name}"), {
    ...inRegistry,
    repository_url: "{@account}.dkr.ecr.{@region}.{@suffix}/{name}",
  }),
  aws_ecr_repository_creation_template: row("{prefix}", undefined, inRegistry),
  aws_ecr_repository_policy: row("{repository}", undefined, inRegistry),
  aws_fis_experiment_template: row("EXT{#base64-17}"),
  aws_grafana_role_association: row("{workspace_id}/{role}"),
  aws_grafana_workspace: row("g-{#hex-10}", grafana("/workspaces/{id}"), {
    endpoint: "{id}.grafana-workspace.{@region}.{@suffix}",
    saml_configuration_status: (made) => (JSON.stringify(made.value("authentication_providers")).includes("SAML") ? "NOT_CONFIGURED" : ""),
  }),
  aws_grafana_workspace_saml_configuration: row("{workspace_id}", undefined, { status: "CONFIGURED" }),
  aws_guardduty_detector: row(detector, regional("guardduty")("detector/{id}")),
  aws_guardduty_detector_feature: row("{detector_id}/{name}"),
  aws_guardduty_filter: row("{detector_id}:{name}", regional("guardduty")("detector/{detector_id}/filter/{name}")),
  aws_guardduty_malware_protection_plan: row("{#lower-20}", regional("guardduty")("malware-protection-plan/{id}")),
  aws_guardduty_member: row("{detector_id}:{account_id}", undefined, { relationship_status: "Enabled" }),
  aws_guardduty_organization_admin_account: row("{admin_account_id}"),
  aws_guardduty_organization_configuration: row("{detector_id}"),
  aws_guardduty_organization_configuration_feature: row("{detector_id}/{name}"),
  aws_guardduty_publishing_destination: row("{detector_id}:{#hex-32}"),
  aws_inspector2_delegated_admin_account: row("{account_id}", undefined, { relationship_status: "ENABLED" }),
  aws_inspector2_enabler: row((made) => `${listOf(made, "account_ids").join(":")}-${listOf(made, "resource_types").join(":")}`),
  aws_inspector2_organization_configuration: ofAccount(),
  aws_macie2_account: ofAccount({
    service_role: "arn:{@partition}:iam::{@account}:role/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie",
  }),
  aws_macie2_classification_export_configuration: row("macie:classification_export_configuration:{@account}:{@region}"),
  aws_macie2_organization_admin_account: row("{admin_account_id}"),
  aws_macie2_organization_configuration: {},
  aws_oam_link: row("{arn}", regional("oam")("link/{link_id}"), { label: "{@account}", link_id: "{#uuid}", sink_arn: "{sink_identifier}" }),
  aws_oam_sink: row("{arn}", regional("oam")("sink/{sink_id}"), { sink_id: "{#uuid}" }),
  aws_oam_sink_policy: row("{sink_identifier}", "{sink_identifier}", { sink_id: "{sink_identifier~last}" }),
  aws_prometheus_alert_manager_definition: row("{workspace_id}"),
  aws_prometheus_rule_group_namespace: row("{arn}", regional("aps")("rulegroupsnamespace/{workspace_id}/{name}")),
  aws_prometheus_scraper: row("s-{#uuid}", regional("aps")("scraper/{id}"), {
    role_arn:
      "arn:{@partition}:iam::{@account}:role/aws-service-role/scraper.aps.amazonaws.com/AWSServiceRoleForAmazonPrometheusScraper_{#hex-17}",
  }),
  aws_prometheus_workspace: row("ws-{#uuid}", regional("aps")("workspace/{id}"), {
    prometheus_endpoint: "https://aps-workspaces.{@region}.{@suffix}/workspaces/{id}/",
  }),
  aws_ram_principal_association: row("{resource_share_arn},{principal}"),
  aws_ram_resource_association: row("{resource_share_arn},{resource_arn}"),
  aws_ram_resource_share: row("{arn}", regional("ram")("resource-share/{#uuid}")),
  aws_ram_resource_share_accepter: row("{share_arn}", undefined, {
    receiver_account_id: "{@account}",
    share_id: "rs-{share_arn~last}",
    status: "ACTIVE",
  }),
  aws_ram_sharing_with_organization: ofAccount(),
  aws_resiliencehub_resiliency_policy: { arn: regional("resiliencehub")("resiliency-policy/{#uuid}") },
  aws_securityhub_account: ofAccount({ arn: hub("hub/default") }),
  aws_securityhub_configuration_policy: row("{#uuid}", hub("configuration-policy/{id}")),
  aws_securityhub_configuration_policy_association: row("{target_id}"),
  aws_securityhub_finding_aggregator: row(hub("finding-aggregator/{#uuid}")),
  aws_securityhub_organization_admin_account: row("{admin_account_id}"),
  aws_securityhub_organization_configuration: ofAccount(),
  aws_securityhub_standards_subscription: row(subscription),
  aws_storagegateway_gateway: row("{arn}", regional("storagegateway")("gateway/{gateway_id}"), {
    endpoint_type: "STANDARD",
    gateway_id: "sgw-{#upper-8}",
    host_environment: "EC2",
  }),
  aws_synthetics_canary: row("{name}", regional("synthetics")("canary:{name}"), {
    engine_arn: regional("lambda")("function:cwsyn-{name}-{#uuid}:1"),
    source_location_arn: regional("lambda")("layer:cwsyn-{name}-{#uuid}:1"),
    status: "READY",
  }),
  aws_synthetics_group: row("{name}", regional("synthetics")("group:{group_id}"), { group_id: "{#lower-6}" }),
  aws_synthetics_group_association: row("{canary_arn},{group_name}", undefined, { group_id: "{#lower-6}" }),
};

const listOf = (made: Made, name: string): readonly string[] => {
  const value = made.value(name);
  return Array.isArray(value) ? (value as readonly string[]).map(textOf).sort() : [];
};
