import { DynamicValue } from "../../protocol/values";
import { fill, firstBlock, textOf, type Form, type Forms, type Made, type Maker } from "./made";

/** Cloudflare's ids are 32 hexadecimal digits. */
const ofId = (more: Form = {}): Form => ({ id: "{#hex-32}", ...more });

/** Settings of a zone have its id. */
const ofZone = (more: Form = {}): Form => ({ id: "{zone_id}", ...more });

const uuid = (more: Form = {}): Form => ({ id: "{#uuid}", ...more });

const setting = (name: string): Form => ({ id: name, editable: () => true });

const pem: Maker = (made) => `-----BEGIN CERTIFICATE-----\n${made.chance("base64", 64, "certificate")}\n-----END CERTIFICATE-----\n`;

/** The two name servers of a zone are people's first names. */
const people = ["ada", "ben", "cora", "dan", "eva", "finn", "gina", "hugo"] as const;

const nameServers = (made: Made): readonly string[] =>
  [0, 1].map((index) => `${people[(Number(made.chance("digits", 2, "ns")) + index) % people.length] ?? ""}.ns.cloudflare.com`);

const accountTag = (made: Made): string => textOf(made.value("account_id"));

/** What a record says whose parts were given one by one: https://developers.cloudflare.com/api/resources/dns/. */
const recordContent: Maker = (made) => {
  if (textOf(made.value("type")) !== "CAA") return undefined;
  const { flags, tag, value } = firstBlock(made, "data");
  return `${textOf(flags instanceof DynamicValue ? flags.value : flags)} ${textOf(tag)} "${textOf(value)}"`;
};

const dnssec: Form = ofZone({
  algorithm: "13",
  digest: "{#hex-64}",
  digest_algorithm: "SHA256",
  digest_type: "2",
  ds: "{zone_id}. 3600 IN DS 2371 13 2 {#hex-64}",
  flags: () => 257,
  key_tag: () => 2371,
  key_type: "ECDSAP256SHA256",
  public_key: "{#base64-86}==",
  status: "pending",
});

/** Id forms: the API's reference, developers.cloudflare.com/api, and the `import` sections of the provider's documentation. */
export const cloudflareForms: Forms = {
  cloudflare_access_rule: ofId(),
  cloudflare_account: ofId(),
  cloudflare_account_member: ofId({ status: "pending" }),
  cloudflare_account_token: ofId({ last_used_on: () => null, status: "active", value: "{#base64-40}" }),
  cloudflare_address_map: ofId({ can_delete: () => true, can_modify_ips: () => true }),
  cloudflare_api_shield: ofZone(),
  cloudflare_api_token: ofId({ last_used_on: () => null, status: "active", value: "{#base64-40}" }),
  cloudflare_argo_smart_routing: setting("smart_routing"),
  cloudflare_argo_tiered_caching: setting("tiered_caching"),
  cloudflare_authenticated_origin_pulls: ofZone({ cert_id: "{#uuid}", cert_status: "active", certificate: pem, status: "active" }),
  cloudflare_authenticated_origin_pulls_certificate: uuid({ certificate_id: "{id}", enabled: () => true, status: "active" }),
  cloudflare_bot_management: ofZone(),
  cloudflare_certificate_pack: uuid({ primary_certificate: "{#uuid:certificate}", status: "active" }),
  cloudflare_custom_hostname: uuid({ status: "pending" }),
  cloudflare_custom_hostname_fallback_origin: ofZone({ errors: () => [] }),
  cloudflare_custom_ssl: ofId({ priority: () => 0, status: "active" }),
  cloudflare_dns_record: ofId({
    content: recordContent,
    comment_modified_on: () => null,
    meta: "{}",
    proxiable: (made) => ["A", "AAAA", "CNAME"].includes(textOf(made.value("type"))),
    proxied: () => false,
    tags: () => [],
    tags_modified_on: () => null,
  }),
  cloudflare_dns_zone_transfers_acl: ofId(),
  cloudflare_healthcheck: ofId({ failure_reason: "No failures", status: "unknown" }),
  cloudflare_hostname_tls_setting: { id: "{setting_id}", status: "active" },
  cloudflare_leaked_credential_check_rule: ofId(),
  cloudflare_list: ofId({ num_items: () => 0, num_referencing_filters: () => 0 }),
  cloudflare_list_item: ofId({ operation_id: "{#hex-32:operation}" }),
  cloudflare_load_balancer: ofId({ zone_name: (made) => textOf(made.value("name")).split(".").slice(-2).join(".") }),
  cloudflare_load_balancer_monitor: ofId(),
  cloudflare_load_balancer_pool: ofId({ disabled_at: () => null, networks: () => ["cloudflare"] }),
  cloudflare_logpush_job: {
    id: (made) => Number(`1${made.chance("digits", 6)}`),
    error_message: () => null,
    last_complete: () => null,
    last_error: () => null,
  },
  cloudflare_logpush_ownership_challenge: { filename: "logs/ownership-challenge-{#hex-8}.txt", message: "", valid: () => true },
  cloudflare_managed_transforms: ofZone(),
  cloudflare_mtls_certificate: uuid({ serial_number: "{#digits-39}", signature: "ECDSAWithSHA256" }),
  cloudflare_notification_policy: ofId(),
  cloudflare_notification_policy_webhooks: ofId({ last_failure: () => null, last_success: () => null, type: "generic" }),
  cloudflare_origin_ca_certificate: { id: "{#digits-48}", certificate: pem },
  cloudflare_page_shield_policy: ofId(),
  cloudflare_queue: {
    id: "{queue_id}",
    consumers: () => [],
    consumers_total_count: () => 0,
    producers: () => [],
    producers_total_count: () => 0,
    queue_id: "{#hex-32}",
  },
  cloudflare_r2_bucket: { id: "{name}", jurisdiction: "default", storage_class: "Standard" },
  cloudflare_regional_hostname: { id: "{hostname}", routing: "dns" },
  cloudflare_regional_tiered_cache: setting("tc_regional"),
  cloudflare_ruleset: ofId({ "rules.id": "{#hex-32}", "rules.ref": "{#hex-32}", version: "1" }),
  cloudflare_tiered_cache: setting("tiered_cache_smart_topology_enable"),
  cloudflare_total_tls: { id: "{zone_id}", validity_period: () => 90 },
  cloudflare_turnstile_widget: { id: "{sitekey}", secret: "0x{#base64-33:secret}", sitekey: "0x{#base64-22}" },
  cloudflare_universal_ssl_setting: ofZone(),
  cloudflare_url_normalization_settings: ofZone(),
  cloudflare_waiting_room: ofId(),
  cloudflare_workers_cron_trigger: { id: "{script_name}" },
  cloudflare_workers_custom_domain: ofId({ zone_name: (made) => textOf(made.value("hostname")).split(".").slice(-2).join(".") }),
  cloudflare_workers_kv: { id: "{key_name}" },
  cloudflare_workers_kv_namespace: ofId({ supports_url_encoding: () => true }),
  cloudflare_workers_route: ofId(),
  cloudflare_workers_script: { id: "{script_name}", etag: "{#hex-64}", handlers: () => ["fetch"], named_handlers: () => [] },
  cloudflare_zero_trust_access_application: uuid({ aud: "{#hex-64}" }),
  cloudflare_zero_trust_access_group: uuid(),
  cloudflare_zero_trust_access_identity_provider: uuid(),
  cloudflare_zero_trust_access_mtls_certificate: uuid({ fingerprint: "MD5 Fingerprint={#hex-32}" }),
  cloudflare_zero_trust_access_policy: uuid(),
  cloudflare_zero_trust_access_service_token: uuid({ client_id: "{#hex-32}.access", client_secret: "{#hex-64}" }),
  cloudflare_zero_trust_device_custom_profile: { id: "{policy_id}", default: () => false, policy_id: "{#uuid}" },
  cloudflare_zero_trust_device_default_profile: { id: accountTag, default: () => true, enabled: () => true },
  cloudflare_zero_trust_device_posture_integration: uuid(),
  cloudflare_zero_trust_device_posture_rule: uuid(),
  cloudflare_zero_trust_gateway_policy: uuid({ deleted_at: () => null, version: () => 1, warning_status: () => null }),
  cloudflare_zero_trust_gateway_settings: { id: accountTag },
  cloudflare_zero_trust_list: uuid(),
  cloudflare_zero_trust_tunnel_cloudflared: uuid({
    account_tag: accountTag,
    connections: () => [],
    conns_active_at: () => null,
    conns_inactive_at: () => null,
    deleted_at: () => null,
    metadata: "{}",
    remote_config: (made) => textOf(made.value("config_src")) === "cloudflare",
    status: "inactive",
    tun_type: "cfd_tunnel",
  }),
  cloudflare_zero_trust_tunnel_cloudflared_config: { id: "{tunnel_id}", version: () => 1 },
  cloudflare_zero_trust_tunnel_cloudflared_route: uuid({ deleted_at: () => null, virtual_network_id: "{#uuid:network}" }),
  cloudflare_zero_trust_tunnel_cloudflared_virtual_network: uuid({ deleted_at: () => null }),
  cloudflare_zone: ofId({
    activated_on: () => null,
    cname_suffix: () => null,
    development_mode: () => 0,
    name_servers: nameServers,
    original_dnshost: () => null,
    original_name_servers: () => [],
    original_registrar: () => null,
    status: "pending",
    type: "full",
    vanity_name_servers: () => [],
    verification_key: (made) => (textOf(made.value("type")) === "partial" ? fill("{#digits-9}-{#digits-9:2}", made) : null),
  }),
  cloudflare_zone_cache_reserve: setting("cache_reserve"),
  cloudflare_zone_cache_variants: setting("variants"),
  cloudflare_zone_dnssec: dnssec,
  cloudflare_zone_hold: ofZone({ hold: () => true }),
  cloudflare_zone_lockdown: ofId(),
  cloudflare_zone_setting: { id: "{setting_id}", editable: () => true, time_remaining: () => 0 },
  cloudflare_zone_subscription: { id: "{zone_id}", currency: "USD", price: () => 0, state: "Paid" },
};
