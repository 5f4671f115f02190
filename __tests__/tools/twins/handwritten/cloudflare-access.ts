import type { HandwrittenResource } from "./resource";

const zone = "0123456789abcdef0123456789abcdef";
const account = "fedcba9876543210fedcba9876543210";

/** Access, lists, workers, buckets, tokens. */
export const cloudflareAccess: readonly HandwrittenResource[] = [
  {
    name: "an application behind access",
    type: "cloudflare_zero_trust_access_application",
    config: {
      account_id: account,
      name: "Dashboards",
      type: "self_hosted",
      domain: "dashboards.meetbarter.example",
      session_duration: "8h",
      skip_interstitial: true,
    },
    mistakes: [
      { mistake: "enumeration", with: { type: "web" }, at: ["type", "session_duration", "skip_interstitial"] },
      { mistake: "format", with: { session_duration: "eight hours" }, at: ["session_duration"] },
      { mistake: "condition", with: { bg_color: "#ffffff" }, at: ["bg_color", "type"] },
      {
        mistake: "exclusive",
        with: {
          self_hosted_domains: ["dashboards.meetbarter.example"],
          destinations: [{ type: "public", uri: "dashboards.meetbarter.example" }],
        },
        at: ["self_hosted_domains", "destinations"],
      },
      {
        mistake: "required",
        with: { footer_links: [{ name: "Help" }], type: "app_launcher", skip_interstitial: null },
        at: ["footer_links.url"],
      },
    ],
    changes: [{ change: "account", with: { account_id: "0edcba9876543210fedcba9876543210" }, replaces: ["account_id"] }],
  },
  {
    name: "who may pass",
    type: "cloudflare_zero_trust_access_policy",
    config: { account_id: account, name: "Operators", decision: "allow", include: [{ email_domain: { domain: "meetbarter.example" } }] },
    defaults: { session_duration: "24h" },
    mistakes: [
      { mistake: "enumeration", with: { decision: "permit" }, at: ["decision"] },
      { mistake: "required", with: { name: null }, at: ["name"] },
      {
        mistake: "required",
        with: { approval_groups: [{ email_addresses: ["ann@meetbarter.example"] }] },
        at: ["approval_groups.approvals_needed"],
      },
    ],
    changes: [{ change: "decision", with: { decision: "deny" }, replaces: [] }],
  },
  {
    name: "a group of people",
    type: "cloudflare_zero_trust_access_group",
    config: { account_id: account, name: "Operators", include: [{ email: { email: "ann@meetbarter.example" } }] },
    mistakes: [{ mistake: "required", with: { include: null }, at: ["include"] }],
    changes: [{ change: "name", with: { name: "Auditors" }, replaces: [] }],
  },
  {
    name: "a list of addresses",
    type: "cloudflare_list",
    config: { account_id: account, name: "offices", kind: "ip", description: "Our offices" },
    mistakes: [{ mistake: "enumeration", with: { kind: "ipv4" }, at: ["kind"] }],
    changes: [
      { change: "kind", with: { kind: "asn" }, replaces: ["kind"] },
      { change: "description", with: { description: "Offices" }, replaces: [] },
    ],
  },
  {
    name: "a redirect of a list",
    type: "cloudflare_list_item",
    config: {
      account_id: account,
      list_id: "2c0fc9fa937b11eaa1b71c4d701ab86e",
      redirect: { source_url: "https://old.meetbarter.example/", target_url: "https://meetbarter.example/", status_code: 301 },
    },
    mistakes: [
      { mistake: "enumeration", with: { "redirect.status_code": 303 }, at: ["redirect.status_code"] },
      { mistake: "required", with: { "redirect.target_url": null }, at: ["redirect.target_url"] },
      { mistake: "required", with: { list_id: null }, at: ["list_id"] },
    ],
    changes: [{ change: "status", with: { "redirect.status_code": 308 }, replaces: ["redirect.status_code"] }],
  },
  {
    name: "a worker",
    type: "cloudflare_workers_script",
    config: {
      account_id: account,
      script_name: "headers",
      content: "export default { fetch: (request) => fetch(request) };",
      main_module: "worker.js",
      bindings: [{ name: "ORIGIN", type: "plain_text", text: "gateway.meetbarter.example" }],
    },
    defaults: { logpush: false, usage_model: "standard" },
    mistakes: [
      { mistake: "one of", with: { content: null }, at: ["content", "content_file", "assets", ""] },
      {
        mistake: "exclusive",
        with: { content_file: "worker.js", content_sha256: null },
        at: ["content", "content_file", "content_sha256"],
      },
      { mistake: "enumeration", with: { "bindings.0.type": "text" }, at: ["bindings.type"] },
      { mistake: "enumeration", with: { placement: { mode: "near" } }, at: ["placement.mode"] },
      { mistake: "required", with: { observability: { head_sampling_rate: 1 } }, at: ["observability.enabled"] },
    ],
    changes: [
      { change: "name", with: { script_name: "headers-v2" }, replaces: ["script_name"] },
      { change: "content", with: { content: "export default {};" }, replaces: [] },
    ],
  },
  {
    name: "where a worker stands",
    type: "cloudflare_workers_route",
    config: { zone_id: zone, pattern: "meetbarter.example/app/*", script: "headers" },
    mistakes: [{ mistake: "required", with: { pattern: null }, at: ["pattern"] }],
    changes: [{ change: "script", with: { script: "other" }, replaces: [] }],
  },
  {
    name: "a store of keys",
    type: "cloudflare_workers_kv_namespace",
    config: { account_id: account, title: "sessions" },
    changes: [
      { change: "title", with: { title: "visits" }, replaces: [] },
      { change: "account", with: { account_id: "0edcba9876543210fedcba9876543210" }, replaces: ["account_id"] },
    ],
  },
  {
    name: "a bucket in Europe",
    type: "cloudflare_r2_bucket",
    config: { account_id: account, name: "assets", jurisdiction: "eu" },
    defaults: { storage_class: "Standard" },
    mistakes: [
      { mistake: "enumeration", with: { jurisdiction: "ch" }, at: ["jurisdiction"] },
      { mistake: "enumeration", with: { location: "europe" }, at: ["location"] },
      { mistake: "enumeration", with: { storage_class: "STANDARD" }, at: ["storage_class"] },
    ],
    changes: [
      { change: "name", with: { name: "media" }, replaces: ["name"] },
      { change: "class", with: { storage_class: "InfrequentAccess" }, replaces: [] },
    ],
  },
  {
    name: "logs of requests to a bucket",
    type: "cloudflare_logpush_job",
    config: {
      zone_id: zone,
      dataset: "http_requests",
      destination_conf: "s3://meetbarter-edge-logs/{DATE}?region=eu-central-1",
      enabled: true,
      max_upload_interval_seconds: 60,
      output_options: { output_type: "ndjson", timestamp_format: "rfc3339", sample_rate: 1 },
    },
    defaults: { filter: "", kind: "", name: "", max_upload_bytes: 0, max_upload_records: 0 },
    mistakes: [
      { mistake: "enumeration", with: { dataset: "requests" }, at: ["dataset"] },
      { mistake: "enumeration", with: { "output_options.timestamp_format": "iso8601" }, at: ["output_options.timestamp_format"] },
      { mistake: "range", with: { "output_options.sample_rate": 1.1 }, at: ["output_options.sample_rate"] },
      { mistake: "required", with: { destination_conf: null }, at: ["destination_conf"] },
    ],
    changes: [
      { change: "dataset", with: { dataset: "firewall_events" }, replaces: ["dataset"] },
      { change: "off", with: { enabled: false }, replaces: [] },
    ],
  },
  {
    name: "who is told",
    type: "cloudflare_notification_policy",
    config: {
      account_id: account,
      name: "Pools",
      alert_type: "load_balancing_health_alert",
      mechanisms: { email: [{ id: "operators@meetbarter.example" }] },
    },
    defaults: { enabled: true },
    mistakes: [
      { mistake: "enumeration", with: { alert_type: "pool_down" }, at: ["alert_type"] },
      { mistake: "required", with: { mechanisms: null }, at: ["mechanisms"] },
      { mistake: "enumeration", with: { filters: { incident_impact: ["HIGH"] } }, at: ["filters.incident_impact"] },
    ],
    changes: [{ change: "off", with: { enabled: false }, replaces: [] }],
  },
  {
    name: "a token of a pipeline",
    type: "cloudflare_api_token",
    config: {
      name: "dns",
      expires_on: "2027-01-01T00:00:00Z",
      policies: [
        {
          effect: "allow",
          permission_groups: [{ id: "82e64a83756745bbbb1c9c2701bf816b" }],
          resources: '{"com.cloudflare.api.account.zone.*":"*"}',
        },
      ],
    },
    mistakes: [
      { mistake: "format", with: { expires_on: "next year" }, at: ["expires_on"] },
      { mistake: "enumeration", with: { status: "enabled" }, at: ["status"] },
      { mistake: "required", with: { policies: null }, at: ["policies"] },
    ],
    changes: [{ change: "name", with: { name: "dns-apply" }, replaces: [] }],
  },
  {
    name: "a check of people",
    type: "cloudflare_turnstile_widget",
    config: { account_id: account, name: "login", domains: ["meetbarter.example"], mode: "managed" },
    defaults: { region: "world" },
    mistakes: [
      { mistake: "enumeration", with: { mode: "hidden" }, at: ["mode"] },
      { mistake: "enumeration", with: { clearance_level: "high" }, at: ["clearance_level"] },
    ],
    changes: [{ change: "mode", with: { mode: "invisible" }, replaces: [] }],
  },
  {
    name: "a tunnel",
    type: "cloudflare_zero_trust_tunnel_cloudflared",
    config: { account_id: account, name: "vault", config_src: "cloudflare" },
    mistakes: [{ mistake: "enumeration", with: { config_src: "remote" }, at: ["config_src"] }],
    changes: [
      { change: "where its configuration is", with: { config_src: "local" }, replaces: ["config_src"] },
      { change: "name", with: { name: "vault-eu" }, replaces: [] },
    ],
  },
  {
    name: "a certificate between edge and origin",
    type: "cloudflare_origin_ca_certificate",
    config: {
      csr: "-----BEGIN CERTIFICATE REQUEST-----\nMIIBWTCB\n-----END CERTIFICATE REQUEST-----\n",
      hostnames: ["gateway.meetbarter.example"],
      request_type: "origin-ecc",
      requested_validity: 365,
    },
    mistakes: [
      { mistake: "enumeration", with: { request_type: "ecc" }, at: ["request_type"] },
      { mistake: "enumeration", with: { requested_validity: 100 }, at: ["requested_validity"] },
    ],
    changes: [{ change: "names", with: { hostnames: ["api.meetbarter.example"] }, replaces: ["hostnames"] }],
  },
];
