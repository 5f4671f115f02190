import { byNumber, inProject, located, named, numberOf, projectOf, row } from "./google-row";
import { fill, publicAddress, textOf, type Forms, type Made } from "./made";

const email = (made: Made): string => fill("{account_id}@{@project}.iam.gserviceaccount.com", made);

const sqlLink = "https://sqladmin.googleapis.com/sql/v1beta4/projects/{@project}/instances/";

const bucketLink = "https://www.googleapis.com/storage/v1/b/";

/** An organization's logs are written by an account of its own. */
const writer =
  (owner: string, name: string) =>
  (made: Made): string =>
    fill(`serviceAccount:service-${owner}-{${name}~last}@gcp-sa-logging.iam.gserviceaccount.com`, made);

const nameServers = (made: Made): readonly string[] => {
  const shard = "abcde".charAt(Number(made.chance("digits", 1, "dns")) % 5);
  return [1, 2, 3, 4].map((number) => `ns-cloud-${shard}${String(number)}.googledomains.com.`);
};

const sink = (made: Made): string => `serviceAccount:service-${numberOf(made)}@gcp-sa-logging.iam.gserviceaccount.com`;

const addresses = (made: Made): readonly { readonly ip_address: string; readonly time_to_retire: string; readonly type: string }[] => {
  const ip = publicAddress(made, "primary");
  return [{ ip_address: ip, time_to_retire: "", type: "PRIMARY" }];
};

/** Services besides Compute. Id forms: `import` sections of the provider's documentation. */
export const googleServices: Forms = {
  google_access_context_manager_access_level: row("{name}"),
  google_access_context_manager_access_policy: row("{name}", { name: "{#digits-12}" }),
  google_access_context_manager_service_perimeter: row("{name}"),
  google_access_context_manager_service_perimeter_dry_run_resource: row("{perimeter_name}/{resource}", {
    access_policy_id: "{perimeter_name}",
  }),
  google_artifact_registry_repository: located("repositories/{repository_id}", { name: "{repository_id}" }),
  google_assured_workloads_workload: row("organizations/{organization}/locations/{location}/workloads/{name}", { name: "{#lower-20}" }),
  google_backup_dr_backup_vault: located("backupVaults/{backup_vault_id}", { name: "{id}", state: "ACTIVE" }),
  google_billing_budget: row("billingAccounts/{billing_account}/budgets/{name}", { name: "{#uuid}" }),
  google_billing_project_info: row("projects/{@project}"),
  google_binary_authorization_attestor: inProject("attestors/{name}"),
  google_binary_authorization_policy: row("projects/{@project}"),
  google_certificate_manager_certificate: located("certificates/{name}"),
  google_certificate_manager_certificate_map: inProject("locations/global/certificateMaps/{name}", { gclb_targets: () => [] }),
  google_certificate_manager_certificate_map_entry: inProject("locations/global/certificateMaps/{map}/certificateMapEntries/{name}"),
  google_certificate_manager_dns_authorization: located("dnsAuthorizations/{name}", {
    dns_resource_record: (made) => [
      { data: fill("{#uuid}.9.authorize.certificatemanager.goog.", made), name: fill("_acme-challenge.{domain}.", made), type: "CNAME" },
    ],
    type: "FIXED_RECORD",
  }),
  google_certificate_manager_trust_config: located("trustConfigs/{name}"),
  google_cloud_run_v2_job: located("jobs/{name}"),
  google_cloud_run_v2_service: located("services/{name}", {
    uri: (made) => `https://${textOf(made.value("name"))}-${numberOf(made)}.${textOf(made.value("location"))}.run.app`,
    urls: (made) => [textOf(made.value("uri"))],
  }),
  google_cloud_scheduler_job: inProject("locations/{region}/jobs/{name}", { state: "ENABLED" }),
  google_database_migration_service_connection_profile: located("connectionProfiles/{connection_profile_id}", {
    name: "{id}",
    state: "READY",
  }),
  google_database_migration_service_migration_job: located("migrationJobs/{migration_job_id}", { name: "{id}", state: "NOT_STARTED" }),
  google_dns_managed_zone: inProject("managedZones/{name}", { managed_zone_id: "{#digits-18}", name_servers: nameServers }),
  google_dns_policy: inProject("policies/{name}"),
  google_dns_record_set: inProject("managedZones/{managed_zone}/rrsets/{name}/{type}"),
  google_dns_response_policy: inProject("responsePolicies/{response_policy_name}"),
  google_dns_response_policy_rule: inProject("responsePolicies/{response_policy}/rules/{rule_name}"),
  google_firestore_backup_schedule: named("databases/{database}/backupSchedules/{#uuid}"),
  google_firestore_database: inProject("databases/{name}", { key_prefix: "e~", version_retention_period: "3600s" }),
  google_firestore_field: named("databases/{database}/collectionGroups/{collection}/fields/{field}"),
  google_firestore_index: named("databases/{database}/collectionGroups/{collection}/indexes/{#base64-12}"),
  google_folder: row("{name}", { folder_id: "{#digits-12}", lifecycle_state: "ACTIVE", name: "folders/{folder_id}" }),
  google_gke_backup_backup_plan: located("backupPlans/{name}", { state: "READY", state_reason: "" }),
  google_gke_backup_restore_plan: located("restorePlans/{name}", { state: "READY", state_reason: "" }),
  google_gke_hub_feature: located("features/{name}", { location: "global" }),
  google_gke_hub_feature_membership: located("features/{feature}/membershipId/{membership}"),
  google_gke_hub_fleet: inProject("locations/global/fleets/default"),
  google_gke_hub_membership: located("memberships/{membership_id}", { name: "{id}" }),
  google_iam_deny_policy: row("{parent}/{name}"),
  google_iam_workload_identity_pool: inProject("locations/global/workloadIdentityPools/{workload_identity_pool_id}", {
    name: byNumber("locations/global/workloadIdentityPools/{workload_identity_pool_id}"),
    state: "ACTIVE",
  }),
  google_iam_workload_identity_pool_provider: inProject(
    "locations/global/workloadIdentityPools/{workload_identity_pool_id}/providers/{workload_identity_pool_provider_id}",
    {
      name: byNumber("locations/global/workloadIdentityPools/{workload_identity_pool_id}/providers/{workload_identity_pool_provider_id}"),
      state: "ACTIVE",
    },
  ),
  google_iap_settings: row("{name}/iapSettings"),
  google_kms_autokey_config: row("folders/{folder~last}/autokeyConfig"),
  google_kms_crypto_key: row("{key_ring}/cryptoKeys/{name}", {
    primary: (made) =>
      textOf(made.value("purpose")) === "ENCRYPT_DECRYPT"
        ? [{ name: fill("{key_ring}/cryptoKeys/{name}/cryptoKeyVersions/1", made), state: "ENABLED" }]
        : [],
  }),
  google_kms_crypto_key_version: row("{crypto_key}/cryptoKeyVersions/1", {
    algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION",
    name: "{id}",
    protection_level: "SOFTWARE",
    state: "ENABLED",
  }),
  google_kms_ekm_connection: located("ekmConnections/{name}"),
  google_kms_key_handle: located("keyHandles/{name}", {
    kms_key: "projects/{@project}/locations/{location}/keyRings/autokey/cryptoKeys/{#uuid}/cryptoKeyVersions/1",
  }),
  google_kms_key_ring: located("keyRings/{name}"),
  google_logging_folder_settings: row("folders/{folder~last}/settings", { name: "folders/{folder~last}/settings" }),
  google_logging_folder_sink: row("{folder}/sinks/{name}", { writer_identity: writer("folder", "folder") }),
  google_logging_log_view: row("{parent}/locations/{location}/buckets/{bucket~last}/views/{name}", {
    parent: (made) => `projects/${projectOf(made, "bucket")}`,
  }),
  google_logging_metric: row("{name}"),
  google_logging_organization_settings: row("organizations/{organization}/settings", { name: "organizations/{organization}/settings" }),
  google_logging_organization_sink: row("organizations/{org_id}/sinks/{name}", { writer_identity: writer("org", "org_id") }),
  google_logging_project_bucket_config: row("projects/{project}/locations/{location}/buckets/{bucket_id}", {
    lifecycle_state: "ACTIVE",
    name: "{id}",
  }),
  google_logging_project_exclusion: inProject("exclusions/{name}"),
  google_logging_project_sink: inProject("sinks/{name}", { writer_identity: sink }),
  google_monitoring_alert_policy: named("alertPolicies/{#digits-19}"),
  google_monitoring_custom_service: named("services/{service_id}", { service_id: "{#base64-22}" }),
  google_monitoring_dashboard: row(byNumber("dashboards/{#uuid}")),
  google_monitoring_notification_channel: named("notificationChannels/{#digits-19}", { verification_status: "" }),
  google_monitoring_service: named("services/{service_id}"),
  google_monitoring_slo: named("services/{service}/serviceLevelObjectives/{slo_id}", { slo_id: "{#base64-22}" }),
  google_monitoring_uptime_check_config: named("uptimeCheckConfigs/{uptime_check_id}", { uptime_check_id: "twin-{#lower-10}" }),
  google_network_connectivity_hub: inProject("locations/global/hubs/{name}", { unique_id: "{#uuid}" }),
  google_network_connectivity_internal_range: inProject("locations/global/internalRanges/{name}", {
    ip_cidr_range: "10.240.0.0/20",
    users: () => [],
  }),
  google_network_connectivity_service_connection_policy: located("serviceConnectionPolicies/{name}", { psc_connections: () => [] }),
  google_network_connectivity_spoke: located("spokes/{name}", { reasons: () => [], unique_id: "{#uuid}" }),
  google_network_security_gateway_security_policy: located("gatewaySecurityPolicies/{name}", {
    self_link: "https://networksecurity.googleapis.com/v1/{id}",
  }),
  google_network_security_server_tls_policy: located("serverTlsPolicies/{name}"),
  google_org_policy_custom_constraint: row("{parent}/customConstraints/{name}"),
  google_org_policy_policy: row("{parent}/policies/{name~last}"),
  google_organization_iam_custom_role: row("organizations/{org_id}/roles/{role_id}", { name: "{id}" }),
  google_privateca_ca_pool: located("caPools/{name}"),
  google_privateca_certificate: located("caPools/{pool}/certificates/{name}"),
  google_privateca_certificate_authority: located("caPools/{pool}/certificateAuthorities/{certificate_authority_id}", {
    name: "{id}",
    state: "ENABLED",
  }),
  google_privileged_access_manager_entitlement: row("{parent}/locations/{location}/entitlements/{entitlement_id}", {
    name: "{id}",
    state: "AVAILABLE",
  }),
  google_project: row("projects/{project_id}", {
    number: (made) => numberOf({ ...made, value: (name) => made.value(name === "project" ? "project_id" : name) }),
  }),
  google_project_access_approval_settings: row("projects/{project_id}/accessApprovalSettings", { name: "{id}" }),
  google_project_default_service_accounts: row("projects/{project}"),
  google_project_iam_custom_role: inProject("roles/{role_id}", { name: "{id}" }),
  google_project_organization_policy: row("{project}/{constraint}"),
  google_project_service: row("{@project}/{service}"),
  google_pubsub_schema: inProject("schemas/{name}"),
  google_pubsub_subscription: inProject("subscriptions/{name}"),
  google_pubsub_topic: inProject("topics/{name}"),
  google_redis_instance: inProject("locations/{region}/instances/{name}", {
    host: "10.0.0.4",
    nodes: () => [],
    port: () => 6379,
    read_endpoint: "",
    read_endpoint_port: () => 0,
  }),
  google_scc_notification_config: row("{name}", {
    name: "organizations/{organization}/notificationConfigs/{config_id}",
    service_account: "service-org-{organization}@gcp-sa-scc-notification.iam.gserviceaccount.com",
  }),
  google_scc_source: row("{name}", { name: "organizations/{organization}/sources/{#digits-20}" }),
  google_scc_v2_organization_notification_config: row("{name}", {
    name: "organizations/{organization}/locations/{location}/notificationConfigs/{config_id}",
    service_account: "service-org-{organization}@gcp-sa-scc-notification.iam.gserviceaccount.com",
  }),
  google_secret_manager_regional_secret: located("secrets/{secret_id}", { name: byNumber("locations/{location}/secrets/{secret_id}") }),
  google_secret_manager_regional_secret_version: row("{secret}/versions/1", { name: "{id}", version: "1" }),
  google_secret_manager_secret: inProject("secrets/{secret_id}", { name: byNumber("secrets/{secret_id}") }),
  google_secret_manager_secret_version: row("{secret}/versions/1", { name: "{id}", version: "1" }),
  google_service_account: inProject("serviceAccounts/{email}", {
    email,
    member: "serviceAccount:{email}",
    name: "{id}",
    unique_id: "1{#digits-20}",
  }),
  google_service_account_key: row("{name}", {
    name: "projects/{@project}/serviceAccounts/{service_account_id~last}/keys/{#hex-40}",
    private_key: (made) =>
      Buffer.from(JSON.stringify({ type: "service_account", private_key_id: made.chance("hex", 40) })).toString("base64"),
  }),
  google_service_networking_connection: row("{network}:{service}", { peering: "servicenetworking-googleapis-com" }),
  google_sql_database: inProject("instances/{instance}/databases/{name}", { self_link: `${sqlLink}{instance}/databases/{name}` }),
  google_sql_database_instance: row("{name}", {
    available_maintenance_versions: () => [],
    connection_name: "{@project}:{region}:{name}",
    dns_name: "",
    dns_names: () => [],
    first_ip_address: (made) => publicAddress(made, "primary"),
    ip_address: addresses,
    name: "terraform-{#name}",
    private_ip_address: "",
    psc_service_attachment_link: "",
    public_ip_address: (made) => publicAddress(made, "primary"),
    self_link: `${sqlLink}{name}`,
    service_account_email_address: (made) => `p${numberOf(made)}-${made.chance("lower", 6)}@gcp-sa-cloud-sql.iam.gserviceaccount.com`,
  }),
  google_sql_ssl_cert: row("{@project}/{instance}/{sha1_fingerprint}", { sha1_fingerprint: "{#hex-40}" }),
  google_sql_user: row("{name}/{host}/{instance}"),
  google_storage_bucket: row("{name}", {
    project_number: numberOf,
    self_link: `${bucketLink}{name}`,
    url: "gs://{name}",
  }),
  google_storage_bucket_object: row("{bucket}-{name}", {
    media_link: "https://storage.googleapis.com/download/storage/v1/b/{bucket}/o/{name}?generation=1767225600000000&alt=media",
    output_name: "{name}",
    self_link: `${bucketLink}{bucket}/o/{name}`,
  }),
  google_storage_hmac_key: inProject("hmacKeys/{access_id}", { access_id: "GOOG1E{#upper-55}" }),
  google_storage_managed_folder: row("{bucket}/{name}", { metageneration: "1", self_link: `${bucketLink}{bucket}/managedFolders/{name}` }),
  google_storage_notification: row("{bucket}/notificationConfigs/{notification_id}", {
    notification_id: "1",
    self_link: `${bucketLink}{bucket}/notificationConfigs/1`,
  }),
  google_storage_transfer_job: row("{@project}/{name~last}", { name: "transferJobs/{#digits-20}" }),
  google_tags_location_tag_binding: row("{location}/{name}", { name: "tagBindings/{#lower-40}" }),
  google_tags_tag_binding: row("{name}", { name: "tagBindings/{#lower-40}" }),
  google_tags_tag_key: row("tagKeys/{name}", { name: "{#digits-12}", namespaced_name: "{parent~last}/{short_name}" }),
  google_tags_tag_value: row("tagValues/{name}", { name: "{#digits-12}", namespaced_name: "{parent}/{short_name}" }),
  google_project_iam_binding: row("{project}/{role}"),
  google_project_iam_member: row("{project}/{role}/{member}"),
};
