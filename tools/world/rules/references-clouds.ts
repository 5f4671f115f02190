import { page } from "../rule";
import * as thing from "./things-clouds";
import { holds, names, partOf, referenceTable, type Reference, type TypeReferences } from "./things";

const { googleNetwork, googleSubnetwork, googleKey, googleServiceAccount, googleBucket, cloudflareZone, cloudflarePool, namespace } = thing;

const granted = page("https://cloud.google.com/iam/docs/granting-changing-revoking-access");

/** Who is granted a role has to be there: `member` of one grant, `members` of all of a role. */
const grants: Readonly<Record<string, TypeReferences>> = Object.fromEntries(
  [
    "artifact_registry_repository",
    "cloud_run_v2_service",
    "folder",
    "kms_crypto_key",
    "kms_key_ring",
    "organization",
    "project",
    "pubsub_subscription",
    "pubsub_topic",
    "secret_manager_regional_secret",
    "secret_manager_secret",
    "service_account",
    "storage_bucket",
  ].flatMap((resource): readonly (readonly [string, TypeReferences])[] => [
    [`google_${resource}_iam_member`, { source: granted, arguments: { member: names(googleServiceAccount) } }],
    [`google_${resource}_iam_binding`, { source: granted, arguments: { members: names(googleServiceAccount) } }],
  ]),
);

const databaseKey = page("https://cloud.google.com/sql/docs/postgres/configure-cmek");

/** References of Google resources. */
const googleReferences: readonly Reference[] = referenceTable({
  // --- Networks ---
  google_compute_subnetwork: { arguments: { network: holds(googleNetwork) } },
  google_compute_firewall: { arguments: { network: holds(googleNetwork) } },
  google_compute_route: { arguments: { network: holds(googleNetwork) } },
  google_compute_router: { arguments: { network: holds(googleNetwork) } },
  google_compute_router_nat: {
    arguments: { router: partOf(thing.googleRouter), nat_ips: holds(thing.googleAddress), "subnetwork.name": names(googleSubnetwork) },
  },
  google_compute_router_interface: { arguments: { router: partOf(thing.googleRouter) } },
  google_compute_router_peer: { arguments: { router: partOf(thing.googleRouter) } },
  google_compute_address: { arguments: { subnetwork: holds(googleSubnetwork) } },
  google_compute_global_address: { arguments: { network: holds(googleNetwork) } },
  google_service_networking_connection: {
    arguments: { network: holds(googleNetwork), reserved_peering_ranges: names(thing.googleGlobalAddress) },
  },
  google_compute_network_peering: { arguments: { network: partOf(googleNetwork) } },
  google_compute_network_firewall_policy_association: {
    arguments: { attachment_target: partOf(googleNetwork), firewall_policy: partOf(thing.googleFirewallPolicy) },
  },
  google_compute_network_firewall_policy_rule: { arguments: { firewall_policy: partOf(thing.googleFirewallPolicy) } },
  google_compute_ha_vpn_gateway: { arguments: { network: holds(googleNetwork) } },
  google_compute_vpn_tunnel: { arguments: { vpn_gateway: holds(thing.googleVpnGateway), router: holds(thing.googleRouter) } },
  google_vpc_access_connector: { arguments: { network: holds(googleNetwork) } },
  google_compute_instance: {
    arguments: {
      "network_interface.network": holds(googleNetwork),
      "network_interface.subnetwork": holds(googleSubnetwork),
      "service_account.email": names(googleServiceAccount),
      "boot_disk.kms_key_self_link": names(googleKey),
    },
  },

  // --- Load balancing ---
  google_compute_backend_service: {
    arguments: {
      health_checks: holds(thing.googleHealthCheck),
      security_policy: names(thing.googleSecurityPolicy),
      "backend.group": holds(thing.googleEndpointGroup),
    },
  },
  google_compute_url_map: {
    arguments: { default_service: holds(thing.googleBackend), "path_matcher.default_service": holds(thing.googleBackend) },
  },
  google_compute_target_https_proxy: {
    arguments: {
      url_map: holds(thing.googleUrlMap),
      ssl_policy: holds(thing.googleTlsRule),
      certificate_map: names(thing.googleCertificateMap),
      server_tls_policy: names(thing.googleClientTls),
    },
  },
  google_compute_region_backend_service: {
    arguments: { health_checks: holds(thing.googleRegionHealthCheck), "backend.group": holds(thing.googleEndpointGroup) },
  },
  google_compute_region_url_map: {
    arguments: { default_service: holds(thing.googleRegionBackend), "path_matcher.default_service": holds(thing.googleRegionBackend) },
  },
  google_compute_region_target_https_proxy: {
    arguments: {
      url_map: holds(thing.googleRegionUrlMap),
      ssl_policy: holds(thing.googleRegionTlsRule),
      certificate_manager_certificates: names(thing.googleCertificate),
      server_tls_policy: names(thing.googleClientTls),
    },
  },
  google_compute_target_http_proxy: { arguments: { url_map: holds(thing.googleUrlMap) } },
  google_compute_global_forwarding_rule: { arguments: { target: holds(thing.googleTarget) } },
  google_compute_region_network_endpoint_group: {
    arguments: { network: holds(googleNetwork), subnetwork: holds(googleSubnetwork) },
  },
  google_compute_network_endpoint_group: {
    arguments: { network: holds(googleNetwork), subnetwork: holds(googleSubnetwork) },
  },
  google_certificate_manager_certificate: { arguments: { "managed.dns_authorizations": names(thing.googleDomainPermission) } },
  google_certificate_manager_certificate_map_entry: {
    arguments: { map: partOf(thing.googleCertificateMap), certificates: names(thing.googleCertificate) },
  },
  google_network_security_server_tls_policy: {
    arguments: { "mtls_policy.client_validation_trust_config": names(thing.googleTrust) },
  },

  // --- Clusters ---
  google_container_cluster: {
    source: page("https://cloud.google.com/kubernetes-engine/docs/troubleshooting"),
    arguments: {
      network: holds(googleNetwork),
      subnetwork: holds(googleSubnetwork),
      "database_encryption.key_name": names(googleKey),
      "node_config.service_account": names(googleServiceAccount),
    },
  },
  google_container_node_pool: {
    arguments: {
      cluster: partOf(thing.googleCluster),
      "node_config.service_account": names(googleServiceAccount),
      "node_config.boot_disk_kms_key": names(googleKey),
    },
  },
  google_gke_backup_backup_plan: {
    source: page("https://cloud.google.com/kubernetes-engine/docs/add-on/backup-for-gke/how-to/backup-plan"),
    arguments: { cluster: names(thing.googleCluster), "backup_config.encryption_key.gcp_kms_encryption_key": names(googleKey) },
  },

  // --- Databases, buckets, messages, secrets ---
  google_sql_database_instance: {
    source: databaseKey,
    arguments: {
      master_instance_name: holds({
        ...thing.googleDatabase,
        removal: {
          code: "invalidOperation",
          source: page("https://cloud.google.com/sql/docs/postgres/replication/manage-replicas"),
        },
      }),
      encryption_key_name: names(googleKey),
      "settings.ip_configuration.private_network": names(googleNetwork),
      "settings.ip_configuration.allocated_ip_range": names(thing.googleGlobalAddress),
    },
  },
  google_sql_database: { arguments: { instance: partOf(thing.googleDatabase) } },
  google_sql_user: { arguments: { instance: partOf(thing.googleDatabase) } },
  google_firestore_database: { arguments: { "cmek_config.kms_key_name": names(googleKey) } },
  google_firestore_backup_schedule: { arguments: { database: partOf(thing.googleDocumentStore) } },
  google_kms_crypto_key: { arguments: { key_ring: names(thing.googleKeyRing) } },
  google_storage_bucket: { arguments: { "encryption.default_kms_key_name": names(googleKey), "logging.log_bucket": names(googleBucket) } },
  google_storage_bucket_object: { arguments: { bucket: names(googleBucket) } },
  google_storage_notification: { arguments: { bucket: partOf(googleBucket), topic: names(thing.googleTopic) } },
  google_pubsub_topic: { arguments: { kms_key_name: names(googleKey) } },
  google_pubsub_subscription: {
    arguments: { topic: names(thing.googleTopic), "dead_letter_policy.dead_letter_topic": names(thing.googleTopic) },
  },
  google_secret_manager_secret: {
    arguments: { "replication.user_managed.replicas.customer_managed_encryption.kms_key_name": names(googleKey) },
  },
  google_secret_manager_regional_secret: { arguments: { "customer_managed_encryption.kms_key_name": names(googleKey) } },
  google_logging_project_bucket_config: { arguments: { "cmek_settings.kms_key_name": names(googleKey) } },
  google_secret_manager_secret_version: { arguments: { secret: partOf(thing.googleSecret) } },
  google_artifact_registry_repository: { arguments: { kms_key_name: names(googleKey) } },
  google_redis_instance: { arguments: { authorized_network: names(googleNetwork), customer_managed_key: names(googleKey) } },
  google_dns_managed_zone: { arguments: { "private_visibility_config.networks.network_url": names(googleNetwork) } },
  google_dns_policy: { arguments: { "networks.network_url": names(googleNetwork) } },
  google_dns_record_set: { arguments: { managed_zone: holds(thing.googleZone) } },

  // --- Identities ---
  google_service_account_key: { arguments: { service_account_id: partOf(googleServiceAccount) } },
  google_iam_workload_identity_pool_provider: { arguments: { workload_identity_pool_id: partOf(thing.googleIdentityPool) } },
  google_cloud_run_v2_service: { arguments: { "template.service_account": names(googleServiceAccount) } },
  ...grants,
});

/** Types of Cloudflare's that belong to a zone and go with it. */
const zoneTypes = [
  "argo_smart_routing",
  "argo_tiered_caching",
  "authenticated_origin_pulls",
  "authenticated_origin_pulls_settings",
  "bot_management",
  "certificate_pack",
  "custom_hostname",
  "dns_record",
  "healthcheck",
  "leaked_credential_check",
  "load_balancer",
  "logpush_job",
  "managed_transforms",
  "page_shield_policy",
  "regional_hostname",
  "regional_tiered_cache",
  "ruleset",
  "spectrum_application",
  "tiered_cache",
  "total_tls",
  "universal_ssl_setting",
  "url_normalization_settings",
  "waiting_room",
  "workers_route",
  "zero_trust_access_application",
  "zero_trust_access_group",
  "zero_trust_access_service_token",
  "zone_cache_reserve",
  "zone_dnssec",
  "zone_hold",
  "zone_lockdown",
  "zone_setting",
] as const;

const cloudflareReferences: readonly Reference[] = referenceTable({
  ...Object.fromEntries(zoneTypes.map((type) => [`cloudflare_${type}`, { arguments: { zone_id: partOf(cloudflareZone) } }])),
  cloudflare_load_balancer: {
    arguments: {
      zone_id: partOf(cloudflareZone),
      default_pools: holds(cloudflarePool),
      fallback_pool: holds(cloudflarePool),
    },
  },
  cloudflare_load_balancer_pool: { arguments: { monitor: holds(thing.cloudflareMonitor) } },
});

/** Types of Kubernetes that live in a namespace; each also with the version of its API behind it. */
const namespacedTypes = [
  "config_map",
  "config_map_v1",
  "cron_job",
  "cron_job_v1",
  "daemon_set_v1",
  "daemonset",
  "deployment",
  "deployment_v1",
  "endpoints",
  "endpoints_v1",
  "horizontal_pod_autoscaler",
  "horizontal_pod_autoscaler_v1",
  "horizontal_pod_autoscaler_v2",
  "ingress",
  "ingress_v1",
  "job",
  "job_v1",
  "limit_range",
  "limit_range_v1",
  "network_policy",
  "network_policy_v1",
  "persistent_volume_claim",
  "persistent_volume_claim_v1",
  "pod",
  "pod_disruption_budget",
  "pod_disruption_budget_v1",
  "pod_v1",
  "resource_quota",
  "resource_quota_v1",
  "role",
  "role_binding",
  "role_binding_v1",
  "role_v1",
  "secret",
  "secret_v1",
  "service",
  "service_account",
  "service_account_v1",
  "service_v1",
  "stateful_set",
  "stateful_set_v1",
] as const;

const kubernetesReferences: readonly Reference[] = referenceTable({
  ...Object.fromEntries(namespacedTypes.map((type) => [`kubernetes_${type}`, { arguments: { "metadata.namespace": partOf(namespace) } }])),
  helm_release: {
    source: page("https://helm.sh/docs/helm/helm_install/"),
    arguments: { namespace: partOf(namespace, { unless: ({ values }) => values["create_namespace"] === true }) },
  },
});

/** References of Google, Cloudflare, Kubernetes and Helm resources. */
export const cloudReferences: readonly Reference[] = [...googleReferences, ...cloudflareReferences, ...kubernetesReferences];
