import type { HandwrittenResource } from "./resource";

const zone = "0123456789abcdef0123456789abcdef";
const account = "fedcba9876543210fedcba9876543210";

/** Zones, names, load balancers and rules. */
export const cloudflareZone: readonly HandwrittenResource[] = [
  {
    name: "a zone",
    type: "cloudflare_zone",
    config: { account: { id: account }, name: "meetbarter.example" },
    defaults: { paused: false, type: "full" },
    mistakes: [
      { mistake: "required", with: { name: null }, at: ["name"] },
      { mistake: "required", with: { account: null }, at: ["account"] },
      { mistake: "enumeration", with: { type: "cname" }, at: ["type"] },
    ],
    changes: [
      { change: "name", with: { name: "meetbarter.test" }, replaces: ["name"] },
      { change: "paused", with: { paused: true }, replaces: [] },
    ],
  },
  {
    name: "an address behind the edge",
    type: "cloudflare_dns_record",
    config: { zone_id: zone, name: "api.meetbarter.example", type: "A", content: "203.0.113.10", ttl: 1, proxied: true },
    mistakes: [
      { mistake: "required", with: { ttl: null }, at: ["ttl"] },
      { mistake: "required", with: { name: null }, at: ["name"] },
      { mistake: "enumeration", with: { type: "ALIAS" }, at: ["type"] },
      { mistake: "enumeration", with: { type: "a" }, at: ["type"] },
      { mistake: "range", with: { priority: 65536 }, at: ["priority"] },
      { mistake: "exclusive", with: { data: { value: "203.0.113.11" } }, at: ["content", "data"] },
    ],
    changes: [
      { change: "content", with: { content: "203.0.113.11" }, replaces: [] },
      { change: "zone", with: { zone_id: "1123456789abcdef0123456789abcdef" }, replaces: ["zone_id"] },
    ],
  },
  {
    name: "who may issue certificates",
    type: "cloudflare_dns_record",
    config: {
      zone_id: zone,
      name: "meetbarter.example",
      type: "CAA",
      ttl: 3600,
      data: { flags: 0, tag: "issue", value: "letsencrypt.org" },
    },
    defaults: { proxied: false },
  },
  {
    name: "where a service is",
    type: "cloudflare_dns_record",
    config: {
      zone_id: zone,
      name: "_sip._tls.meetbarter.example",
      type: "SRV",
      ttl: 300,
      data: { priority: 10, weight: 5, port: 443, target: "sip.meetbarter.example" },
    },
    mistakes: [
      { mistake: "range", with: { "data.port": 65536 }, at: ["data.port"] },
      { mistake: "range", with: { "data.weight": -1 }, at: ["data.weight"] },
    ],
  },
  {
    name: "where we are",
    type: "cloudflare_dns_record",
    config: {
      zone_id: zone,
      name: "meetbarter.example",
      type: "LOC",
      ttl: 3600,
      data: {
        lat_degrees: 47,
        lat_minutes: 22,
        lat_seconds: 8.5,
        lat_direction: "N",
        long_degrees: 8,
        long_minutes: 32,
        long_seconds: 30,
        long_direction: "E",
        altitude: 408,
      },
    },
    mistakes: [
      { mistake: "enumeration", with: { "data.lat_direction": "North" }, at: ["data.lat_direction"] },
      { mistake: "range", with: { "data.lat_degrees": 91 }, at: ["data.lat_degrees"] },
      { mistake: "range", with: { "data.long_seconds": 60 }, at: ["data.long_seconds"] },
    ],
  },
  {
    name: "signed answers",
    type: "cloudflare_zone_dnssec",
    config: { zone_id: zone, status: "active" },
    mistakes: [{ mistake: "enumeration", with: { status: "enabled" }, at: ["status"] }],
    changes: [{ change: "status", with: { status: "disabled" }, replaces: [] }],
  },
  {
    name: "a setting of a zone",
    type: "cloudflare_zone_setting",
    config: { zone_id: zone, setting_id: "min_tls_version", value: "1.2" },
    mistakes: [{ mistake: "required", with: { setting_id: null }, at: ["setting_id"] }],
    changes: [{ change: "setting", with: { setting_id: "ssl" }, replaces: ["setting_id"] }],
  },
  {
    name: "a load balancer of one jurisdiction, steering off",
    type: "cloudflare_load_balancer",
    config: {
      zone_id: zone,
      name: "api.meetbarter.example",
      default_pools: ["17b5962d775c646f3f9725cbc7a53df4"],
      fallback_pool: "17b5962d775c646f3f9725cbc7a53df4",
      steering_policy: "off",
      proxied: true,
      session_affinity: "cookie",
      session_affinity_attributes: { samesite: "Lax", secure: "Always", zero_downtime_failover: "temporary" },
    },
    defaults: { enabled: true },
    mistakes: [
      { mistake: "required", with: { fallback_pool: null }, at: ["fallback_pool"] },
      { mistake: "enumeration", with: { steering_policy: "latency" }, at: ["steering_policy"] },
      { mistake: "enumeration", with: { session_affinity: "sticky" }, at: ["session_affinity"] },
      { mistake: "enumeration", with: { "session_affinity_attributes.samesite": "lax" }, at: ["session_affinity_attributes.samesite"] },
      { mistake: "range", with: { random_steering: { default_weight: 1.5 } }, at: ["random_steering.default_weight"] },
    ],
    changes: [
      { change: "zone", with: { zone_id: "1123456789abcdef0123456789abcdef" }, replaces: ["zone_id"] },
      { change: "steering", with: { steering_policy: "geo" }, replaces: [] },
    ],
  },
  {
    name: "a load balancer with nothing but what it must have",
    type: "cloudflare_load_balancer",
    config: {
      zone_id: zone,
      name: "www.meetbarter.example",
      default_pools: ["17b5962d775c646f3f9725cbc7a53df4"],
      fallback_pool: "17b5962d775c646f3f9725cbc7a53df4",
    },
    defaults: { enabled: true, proxied: false, session_affinity: "none", steering_policy: "" },
  },
  {
    name: "a pool of one site",
    type: "cloudflare_load_balancer_pool",
    config: {
      account_id: account,
      name: "eu-central-1",
      origins: [{ name: "gateway", address: "gateway.eu-central-1.meetbarter.example", enabled: true, weight: 1 }],
      check_regions: ["WEU", "EEU"],
      origin_steering: { policy: "least_outstanding_requests" },
      load_shedding: { default_percent: 0, default_policy: "random" },
    },
    defaults: { enabled: true, description: "", minimum_origins: 1, notification_email: "" },
    mistakes: [
      { mistake: "required", with: { origins: null }, at: ["origins"] },
      { mistake: "enumeration", with: { check_regions: ["EUROPE"] }, at: ["check_regions"] },
      { mistake: "enumeration", with: { "origin_steering.policy": "round_robin" }, at: ["origin_steering.policy"] },
      { mistake: "range", with: { "origins.0.weight": 2 }, at: ["origins.weight"] },
      { mistake: "range", with: { "load_shedding.default_percent": 101 }, at: ["load_shedding.default_percent"] },
    ],
    changes: [
      { change: "account", with: { account_id: "0edcba9876543210fedcba9876543210" }, replaces: ["account_id"] },
      { change: "weight", with: { "origins.0.weight": 0.5 }, replaces: [] },
    ],
  },
  {
    name: "what says whether a pool is well",
    type: "cloudflare_load_balancer_monitor",
    config: { account_id: account, type: "https", path: "/healthz", expected_codes: "2xx", interval: 30 },
    defaults: { allow_insecure: false, follow_redirects: false, retries: 2, timeout: 5, probe_zone: "", expected_body: "" },
    mistakes: [
      { mistake: "enumeration", with: { type: "grpc" }, at: ["type"] },
      { mistake: "required", with: { account_id: null }, at: ["account_id"] },
    ],
    changes: [{ change: "path", with: { path: "/ready" }, replaces: [] }],
  },
  {
    name: "what the firewall of a zone blocks",
    type: "cloudflare_ruleset",
    config: {
      zone_id: zone,
      name: "Firewall",
      kind: "zone",
      phase: "http_request_firewall_custom",
      rules: [
        { action: "block", expression: '(ip.geoip.country in {"KP"})', description: "No trade", enabled: true },
        { action: "skip", expression: '(http.request.uri.path eq "/healthz")', action_parameters: { products: ["waf", "rateLimit"] } },
      ],
    },
    defaults: { description: "" },
    mistakes: [
      { mistake: "required", with: { phase: null }, at: ["phase"] },
      { mistake: "required", with: { "rules.0.expression": null }, at: ["rules.expression"] },
      { mistake: "enumeration", with: { kind: "account" }, at: ["kind"] },
      { mistake: "enumeration", with: { phase: "http_request_firewall" }, at: ["phase"] },
      { mistake: "enumeration", with: { "rules.0.action": "deny" }, at: ["rules.action"] },
      { mistake: "enumeration", with: { "rules.1.action_parameters.products": ["firewall"] }, at: ["rules.action_parameters.products"] },
      { mistake: "format", with: { zone_id: "meetbarter.example" }, at: ["zone_id"] },
      { mistake: "exclusive", with: { account_id: account }, at: ["zone_id", "account_id"] },
      { mistake: "one of", with: { zone_id: null }, at: ["zone_id", "account_id", ""] },
      {
        mistake: "condition",
        with: { "rules.0.action_parameters": { phases: ["http_ratelimit"] } },
        at: ["rules.action_parameters.phases", "rules.action"],
      },
    ],
    changes: [
      { change: "phase", with: { phase: "http_request_firewall_managed" }, replaces: ["phase"] },
      { change: "kind", with: { kind: "root" }, replaces: ["kind"] },
      { change: "expression", with: { "rules.0.expression": '(ip.geoip.country in {"KP" "IR"})' }, replaces: [] },
    ],
  },
  {
    name: "how much one address may ask",
    type: "cloudflare_ruleset",
    config: {
      zone_id: zone,
      name: "Rates",
      kind: "zone",
      phase: "http_ratelimit",
      rules: [
        {
          action: "block",
          expression: '(http.request.uri.path contains "/login")',
          action_parameters: { response: { content: "{}", content_type: "application/json", status_code: 429 } },
          ratelimit: { characteristics: ["ip.src", "cf.colo.id"], period: 60, requests_per_period: 20, mitigation_timeout: 600 },
        },
      ],
    },
    mistakes: [
      { mistake: "required", with: { "rules.0.ratelimit.characteristics": null }, at: ["rules.ratelimit.characteristics"] },
      { mistake: "range", with: { "rules.0.ratelimit.requests_per_period": 0 }, at: ["rules.ratelimit.requests_per_period"] },
      { mistake: "range", with: { "rules.0.ratelimit.period": -60 }, at: ["rules.ratelimit.period"] },
    ],
  },
  {
    name: "what the cache keeps",
    type: "cloudflare_ruleset",
    config: {
      zone_id: zone,
      name: "Cache",
      kind: "zone",
      phase: "http_request_cache_settings",
      rules: [
        {
          action: "set_cache_settings",
          expression: "true",
          action_parameters: { cache: true, edge_ttl: { mode: "respect_origin" }, read_timeout: 900 },
        },
      ],
    },
    mistakes: [
      { mistake: "range", with: { "rules.0.action_parameters.read_timeout": 6001 }, at: ["rules.action_parameters.read_timeout"] },
      {
        mistake: "required",
        with: { "rules.0.action_parameters.edge_ttl": { default: 60 } },
        at: ["rules.action_parameters.edge_ttl.mode"],
      },
    ],
  },
  {
    name: "a look at an origin",
    type: "cloudflare_healthcheck",
    config: {
      zone_id: zone,
      name: "gateway",
      address: "gateway.meetbarter.example",
      type: "HTTPS",
      check_regions: ["WEU"],
      http_config: { method: "HEAD", path: "/healthz" },
    },
    defaults: { consecutive_fails: 1, consecutive_successes: 1, interval: 60, retries: 2, suspended: false, timeout: 5 },
    mistakes: [
      { mistake: "enumeration", with: { "http_config.method": "POST" }, at: ["http_config.method"] },
      { mistake: "enumeration", with: { check_regions: ["EU"] }, at: ["check_regions"] },
    ],
    changes: [{ change: "interval", with: { interval: 30 }, replaces: [] }],
  },
  {
    name: "a certificate for many names",
    type: "cloudflare_certificate_pack",
    config: {
      zone_id: zone,
      type: "advanced",
      hosts: ["meetbarter.example", "*.meetbarter.example"],
      validation_method: "txt",
      validity_days: 90,
      certificate_authority: "lets_encrypt",
    },
    mistakes: [
      { mistake: "enumeration", with: { validity_days: 60 }, at: ["validity_days"] },
      { mistake: "enumeration", with: { certificate_authority: "digicert" }, at: ["certificate_authority"] },
      { mistake: "required", with: { hosts: null }, at: ["hosts"] },
    ],
    changes: [{ change: "validity", with: { validity_days: 30 }, replaces: ["validity_days"] }],
  },
  {
    name: "a room where one waits",
    type: "cloudflare_waiting_room",
    config: { zone_id: zone, name: "launch", host: "app.meetbarter.example", new_users_per_minute: 300, total_active_users: 5000 },
    defaults: { path: "/", queueing_method: "fifo", queueing_status_code: 200, session_duration: 5, default_template_language: "en-US" },
    mistakes: [
      { mistake: "range", with: { new_users_per_minute: 199 }, at: ["new_users_per_minute"] },
      { mistake: "range", with: { session_duration: 31 }, at: ["session_duration"] },
      { mistake: "enumeration", with: { queueing_status_code: 404 }, at: ["queueing_status_code"] },
      { mistake: "enumeration", with: { default_template_language: "de" }, at: ["default_template_language"] },
    ],
    changes: [{ change: "users", with: { total_active_users: 8000 }, replaces: [] }],
  },
];
