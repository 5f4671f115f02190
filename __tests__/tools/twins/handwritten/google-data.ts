import type { HandwrittenResource } from "./resource";

const labels = { "goog-terraform-provisioned": "true" };

/** Databases, buckets, topics, zones of names, alerts. */
export const googleData: readonly HandwrittenResource[] = [
  {
    name: "a PostgreSQL instance in two zones",
    type: "google_sql_database_instance",
    config: {
      name: "ledger",
      region: "europe-west4",
      database_version: "POSTGRES_16",
      encryption_key_name: "projects/example-project/locations/europe-west4/keyRings/data/cryptoKeys/sql",
      settings: [
        {
          tier: "db-custom-2-7680",
          availability_type: "REGIONAL",
          edition: "ENTERPRISE",
          disk_type: "PD_SSD",
          backup_configuration: [{ enabled: true, point_in_time_recovery_enabled: true }],
          ip_configuration: [
            {
              ipv4_enabled: false,
              private_network: "projects/example-project/global/networks/primary",
              ssl_mode: "TRUSTED_CLIENT_CERTIFICATE_REQUIRED",
            },
          ],
          insights_config: [{ query_insights_enabled: true, query_string_length: 1024 }],
          maintenance_window: [{ day: 7, hour: 3 }],
        },
      ],
    },
    defaults: { deletion_protection: true, project: "example-project" },
    mistakes: [
      { mistake: "required", with: { database_version: null }, at: ["database_version"] },
      { mistake: "required", with: { "settings.0.tier": null }, at: ["settings.tier"] },
      { mistake: "enumeration", with: { "settings.0.availability_type": "MULTI_ZONE" }, at: ["settings.availability_type"] },
      { mistake: "enumeration", with: { "settings.0.edition": "STANDARD" }, at: ["settings.edition"] },
      {
        mistake: "enumeration",
        with: { "settings.0.ip_configuration.0.ssl_mode": "REQUIRED" },
        at: ["settings.ip_configuration.ssl_mode"],
      },
      {
        mistake: "format",
        with: { "settings.0.ip_configuration.0.private_network": "primary" },
        at: ["settings.ip_configuration.private_network"],
      },
      { mistake: "range", with: { "settings.0.maintenance_window.0.day": 8 }, at: ["settings.maintenance_window.day"] },
      { mistake: "range", with: { "settings.0.maintenance_window.0.hour": 24 }, at: ["settings.maintenance_window.hour"] },
      {
        mistake: "range",
        with: { "settings.0.insights_config.0.query_string_length": 0 },
        at: ["settings.insights_config.query_string_length"],
      },
      { mistake: "one of", with: { settings: null }, at: ["settings", "clone"] },
    ],
    changes: [
      { change: "tier", with: { "settings.0.tier": "db-custom-4-15360" }, replaces: [] },
      { change: "region", with: { region: "europe-west6" }, replaces: ["region"] },
      {
        change: "key",
        with: { encryption_key_name: "projects/example-project/locations/europe-west4/keyRings/data/cryptoKeys/new" },
        replaces: ["encryption_key_name"],
      },
      { change: "window", with: { "settings.0.maintenance_window.0.hour": 4 }, replaces: [] },
    ],
  },
  {
    name: "a database",
    type: "google_sql_database",
    config: { name: "ledger", instance: "ledger", charset: "UTF8" },
    defaults: { deletion_policy: "DELETE", project: "example-project" },
    mistakes: [{ mistake: "required", with: { instance: null }, at: ["instance"] }],
    changes: [
      { change: "instance", with: { instance: "other" }, replaces: ["instance"] },
      { change: "deletion policy", with: { deletion_policy: "ABANDON" }, replaces: [] },
    ],
  },
  {
    name: "a user of a database whose password no state holds",
    type: "google_sql_user",
    config: { name: "ledger", instance: "ledger", password_wo: "from-a-secret-store", password_wo_version: 1 },
    defaults: { project: "example-project" },
    mistakes: [
      { mistake: "enumeration", with: { deletion_policy: "KEEP" }, at: ["deletion_policy"] },
      { mistake: "condition", with: { password_wo: null }, at: ["password_wo_version", "password_wo"] },
    ],
    changes: [
      { change: "name", with: { name: "audit" }, replaces: ["name"] },
      { change: "password", with: { password_wo_version: 2 }, replaces: [] },
    ],
  },
  {
    name: "a ring of keys",
    type: "google_kms_key_ring",
    config: { name: "data", location: "europe-west4" },
    defaults: { project: "example-project" },
    mistakes: [{ mistake: "required", with: { location: null }, at: ["location"] }],
    changes: [{ change: "location", with: { location: "europe-west6" }, replaces: ["location"] }],
  },
  {
    name: "a key that is rotated",
    type: "google_kms_crypto_key",
    config: {
      name: "sql",
      key_ring: "projects/example-project/locations/europe-west4/keyRings/data",
      rotation_period: "7776000s",
      version_template: [{ algorithm: "GOOGLE_SYMMETRIC_ENCRYPTION", protection_level: "HSM" }],
    },
    defaults: { purpose: "ENCRYPT_DECRYPT", effective_labels: labels, terraform_labels: labels },
    mistakes: [
      { mistake: "required", with: { key_ring: null }, at: ["key_ring"] },
      { mistake: "required", with: { "version_template.0.algorithm": null }, at: ["version_template.algorithm"] },
      { mistake: "format", with: { rotation_period: "90 days" }, at: ["rotation_period"] },
    ],
    changes: [
      {
        change: "protection level",
        with: { "version_template.0.protection_level": "SOFTWARE" },
        replaces: ["version_template.protection_level"],
      },
      { change: "rotation", with: { rotation_period: "2592000s" }, replaces: [] },
    ],
  },
  {
    name: "a bucket for states",
    type: "google_storage_bucket",
    config: {
      name: "meetbarter-production-eu-state",
      location: "EUROPE-WEST6",
      uniform_bucket_level_access: true,
      public_access_prevention: "enforced",
      versioning: [{ enabled: true }],
      retention_policy: [{ retention_period: 2592000 }],
      lifecycle_rule: [{ action: [{ type: "Delete" }], condition: [{ num_newer_versions: 20 }] }],
      encryption: [{ default_kms_key_name: "projects/example-project/locations/europe-west6/keyRings/state/cryptoKeys/state" }],
    },
    defaults: { force_destroy: false, storage_class: "STANDARD", effective_labels: labels, terraform_labels: labels },
    mistakes: [
      { mistake: "required", with: { location: null }, at: ["location"] },
      { mistake: "required", with: { "versioning.0.enabled": null }, at: ["versioning.enabled"] },
      { mistake: "range", with: { "retention_policy.0.retention_period": 0 }, at: ["retention_policy.retention_period"] },
      { mistake: "required", with: { "lifecycle_rule.0.action": null }, at: ["lifecycle_rule.action"] },
      { mistake: "enumeration", with: { ip_filter: [{ mode: "On" }] }, at: ["ip_filter.mode"] },
      {
        mistake: "format",
        with: { ip_filter: [{ mode: "Enabled", public_network_source: [{ allowed_ip_cidr_ranges: ["203.0.113.7"] }] }] },
        at: ["ip_filter.public_network_source.allowed_ip_cidr_ranges"],
      },
    ],
    changes: [
      { change: "name", with: { name: "meetbarter-production-eu-states" }, replaces: ["name"] },
      { change: "location", with: { location: "EUROPE-WEST4" }, replaces: ["location"] },
      { change: "class", with: { storage_class: "NEARLINE" }, replaces: [] },
      { change: "versions", with: { "lifecycle_rule.0.condition.0.num_newer_versions": 30 }, replaces: [] },
    ],
  },
  {
    name: "a zone of names inside a network",
    type: "google_dns_managed_zone",
    config: {
      name: "internal",
      dns_name: "internal.meetbarter.example.",
      visibility: "private",
      private_visibility_config: [{ networks: [{ network_url: "projects/example-project/global/networks/primary" }] }],
    },
    defaults: {
      description: "Managed by Terraform",
      force_destroy: false,
      project: "example-project",
      effective_labels: labels,
      terraform_labels: labels,
    },
    mistakes: [
      { mistake: "enumeration", with: { visibility: "internal" }, at: ["visibility"] },
      { mistake: "enumeration", with: { dnssec_config: [{ state: "enabled" }] }, at: ["dnssec_config.state"] },
      { mistake: "required", with: { dns_name: null }, at: ["dns_name"] },
    ],
    changes: [
      { change: "visibility", with: { visibility: "public", private_visibility_config: null }, replaces: ["visibility"] },
      { change: "description", with: { description: "Names inside the network" }, replaces: [] },
    ],
  },
  {
    name: "a record",
    type: "google_dns_record_set",
    config: { managed_zone: "internal", name: "db.internal.meetbarter.example.", type: "A", ttl: 60, rrdatas: ["10.20.0.5"] },
    defaults: { project: "example-project" },
    mistakes: [
      { mistake: "format", with: { name: "db.internal.meetbarter.example" }, at: ["name"] },
      { mistake: "one of", with: { rrdatas: null }, at: ["rrdatas", "routing_policy"] },
      {
        mistake: "exclusive",
        with: { routing_policy: [{ wrr: [{ weight: 1, rrdatas: ["10.20.0.6"] }] }] },
        at: ["rrdatas", "routing_policy"],
      },
    ],
    changes: [
      { change: "time to live", with: { ttl: 300 }, replaces: [] },
      { change: "zone", with: { managed_zone: "other" }, replaces: ["managed_zone"] },
    ],
  },
  {
    name: "a topic that keeps its messages in Europe",
    type: "google_pubsub_topic",
    config: {
      name: "trades",
      message_retention_duration: "86600s",
      message_storage_policy: [{ allowed_persistence_regions: ["europe-west4", "europe-west6"] }],
    },
    defaults: { project: "example-project", effective_labels: labels, terraform_labels: labels },
    mistakes: [
      {
        mistake: "enumeration",
        with: { schema_settings: [{ schema: "projects/example-project/schemas/trade", encoding: "AVRO" }] },
        at: ["schema_settings.encoding"],
      },
      {
        mistake: "required",
        with: { "message_storage_policy.0.allowed_persistence_regions": null },
        at: ["message_storage_policy.allowed_persistence_regions"],
      },
    ],
    changes: [
      { change: "retention", with: { message_retention_duration: "172800s" }, replaces: [] },
      { change: "name", with: { name: "offers" }, replaces: ["name"] },
    ],
  },
  {
    name: "a subscription in order",
    type: "google_pubsub_subscription",
    config: {
      name: "trades-ledger",
      topic: "trades",
      filter: 'attributes.kind = "settled"',
      enable_message_ordering: true,
      push_config: [{ push_endpoint: "https://ledger.meetbarter.example/trades" }],
      expiration_policy: [{ ttl: "" }],
    },
    defaults: { message_retention_duration: "604800s", project: "example-project", effective_labels: labels, terraform_labels: labels },
    mistakes: [
      { mistake: "length", with: { filter: `attributes.kind = "${"x".repeat(250)}"` }, at: ["filter"] },
      {
        mistake: "exclusive",
        with: { bigquery_config: [{ table: "example-project.events.trades" }] },
        at: ["push_config", "bigquery_config"],
      },
      { mistake: "required", with: { topic: null }, at: ["topic"] },
    ],
    changes: [
      { change: "order", with: { enable_message_ordering: false }, replaces: ["enable_message_ordering"] },
      { change: "deadline", with: { ack_deadline_seconds: 30 }, replaces: [] },
    ],
  },
  {
    name: "a cache with a standby",
    type: "google_redis_instance",
    config: {
      name: "sessions",
      memory_size_gb: 4,
      tier: "STANDARD_HA",
      region: "europe-west4",
      connect_mode: "PRIVATE_SERVICE_ACCESS",
      transit_encryption_mode: "SERVER_AUTHENTICATION",
    },
    defaults: { auth_enabled: false, project: "example-project", effective_labels: labels, terraform_labels: labels },
    mistakes: [
      { mistake: "required", with: { memory_size_gb: null }, at: ["memory_size_gb"] },
      { mistake: "enumeration", with: { tier: "STANDARD" }, at: ["tier"] },
      {
        mistake: "enumeration",
        with: { persistence_config: [{ persistence_mode: "RDB", rdb_snapshot_period: "TWO_HOURS" }] },
        at: ["persistence_config.rdb_snapshot_period"],
      },
      { mistake: "format", with: { name: "Sessions" }, at: ["name"] },
    ],
    changes: [
      { change: "tier", with: { tier: "BASIC" }, replaces: ["tier"] },
      { change: "memory", with: { memory_size_gb: 8 }, replaces: [] },
    ],
  },
  {
    name: "a repository of images",
    type: "google_artifact_registry_repository",
    config: { repository_id: "services", location: "europe-west4", format: "DOCKER", docker_config: [{ immutable_tags: true }] },
    defaults: { mode: "STANDARD_REPOSITORY", project: "example-project", effective_labels: labels, terraform_labels: labels },
    mistakes: [
      { mistake: "enumeration", with: { mode: "MIRROR" }, at: ["mode"] },
      { mistake: "required", with: { format: null }, at: ["format"] },
      {
        mistake: "exclusive",
        with: { remote_repository_config: [{ description: "mirror" }], virtual_repository_config: [{}] },
        at: ["remote_repository_config", "virtual_repository_config"],
      },
    ],
    changes: [
      { change: "format", with: { format: "NPM" }, replaces: ["format"] },
      { change: "immutable tags", with: { "docker_config.0.immutable_tags": false }, replaces: [] },
    ],
  },
  {
    name: "an alert",
    type: "google_monitoring_alert_policy",
    config: {
      display_name: "Ledger is slow",
      combiner: "OR",
      severity: "ERROR",
      conditions: [
        {
          display_name: "p99",
          condition_threshold: [
            { filter: 'metric.type="custom.googleapis.com/latency"', comparison: "COMPARISON_GT", duration: "300s", threshold_value: 0.5 },
          ],
        },
      ],
    },
    defaults: { enabled: true, project: "example-project" },
    mistakes: [
      { mistake: "enumeration", with: { combiner: "XOR" }, at: ["combiner"] },
      {
        mistake: "enumeration",
        with: { "conditions.0.condition_threshold.0.comparison": ">" },
        at: ["conditions.condition_threshold.comparison"],
      },
      {
        mistake: "required",
        with: { "conditions.0.condition_threshold.0.duration": null },
        at: ["conditions.condition_threshold.duration"],
      },
    ],
    changes: [{ change: "severity", with: { severity: "CRITICAL" }, replaces: [] }],
  },
  {
    name: "a job at night",
    type: "google_cloud_scheduler_job",
    config: {
      name: "reconcile",
      schedule: "0 3 * * *",
      http_target: [{ uri: "https://ledger.meetbarter.example/reconcile", http_method: "POST", body: "e30=" }],
    },
    defaults: { time_zone: "Etc/UTC", project: "example-project", region: "europe-west4" },
    mistakes: [
      { mistake: "one of", with: { http_target: null }, at: ["app_engine_http_target", "http_target", "pubsub_target"] },
      { mistake: "required", with: { "http_target.0.uri": null }, at: ["http_target.uri"] },
    ],
    changes: [{ change: "schedule", with: { schedule: "0 4 * * *" }, replaces: [] }],
  },
];
