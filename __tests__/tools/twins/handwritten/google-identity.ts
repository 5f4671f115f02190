import type { HandwrittenResource } from "./resource";

const labels = { "goog-terraform-provisioned": "true" };

/** Who may do what: accounts, roles, federation, secrets. */
export const googleIdentity: readonly HandwrittenResource[] = [
  {
    name: "an account of a service",
    type: "google_service_account",
    config: { account_id: "ledger", display_name: "Ledger" },
    defaults: {
      disabled: false,
      email: "ledger@example-project.iam.gserviceaccount.com",
      member: "serviceAccount:ledger@example-project.iam.gserviceaccount.com",
      project: "example-project",
    },
    mistakes: [
      { mistake: "length", with: { account_id: "led" }, at: ["account_id"] },
      { mistake: "length", with: { account_id: "ledger-of-the-whole-of-meetbarter" }, at: ["account_id"] },
      { mistake: "required", with: { account_id: null }, at: ["account_id"] },
    ],
    changes: [
      { change: "id", with: { account_id: "ledger-v2" }, replaces: ["account_id"] },
      { change: "shown name", with: { display_name: "The ledger" }, replaces: [] },
    ],
  },
  {
    name: "who may use a service account",
    type: "google_service_account_iam_member",
    config: {
      service_account_id: "projects/example-project/serviceAccounts/ledger@example-project.iam.gserviceaccount.com",
      role: "roles/iam.workloadIdentityUser",
      member: "serviceAccount:example-project.svc.id.goog[ledger/ledger]",
    },
    mistakes: [
      { mistake: "format", with: { service_account_id: "~ ledger" }, at: ["service_account_id"] },
      { mistake: "required", with: { role: null }, at: ["role"] },
    ],
    changes: [{ change: "role", with: { role: "roles/iam.serviceAccountTokenCreator" }, replaces: ["role"] }],
  },
  {
    name: "a role in a project, for a while",
    type: "google_project_iam_member",
    config: {
      project: "example-project",
      role: "roles/cloudsql.client",
      member: "user:ann@meetbarter.example",
      condition: [{ title: "until-2027", expression: 'request.time < timestamp("2027-01-01T00:00:00Z")' }],
    },
    mistakes: [
      { mistake: "required", with: { member: null }, at: ["member"] },
      { mistake: "required", with: { "condition.0.expression": null }, at: ["condition.expression"] },
    ],
    changes: [{ change: "member", with: { member: "group:operators@meetbarter.example" }, replaces: ["member"] }],
  },
  {
    name: "a reader of a bucket",
    type: "google_storage_bucket_iam_member",
    config: { bucket: "meetbarter-public", role: "roles/storage.objectViewer", member: "allUsers" },
    mistakes: [{ mistake: "required", with: { bucket: null }, at: ["bucket"] }],
    changes: [{ change: "bucket", with: { bucket: "meetbarter-web" }, replaces: ["bucket"] }],
  },
  {
    name: "who may encrypt",
    type: "google_kms_crypto_key_iam_member",
    config: {
      crypto_key_id: "projects/example-project/locations/europe-west4/keyRings/data/cryptoKeys/sql",
      role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
      member: "serviceAccount:service-123456789012@gcp-sa-cloud-sql.iam.gserviceaccount.com",
    },
    changes: [{ change: "role", with: { role: "roles/cloudkms.cryptoKeyEncrypter" }, replaces: ["role"] }],
  },
  {
    name: "a role of our own",
    type: "google_project_iam_custom_role",
    config: { role_id: "stateLocker", title: "State locker", permissions: ["storage.objects.create", "storage.objects.delete"] },
    defaults: { stage: "GA", project: "example-project" },
    mistakes: [
      { mistake: "format", with: { role_id: "state-locker" }, at: ["role_id"] },
      { mistake: "enumeration", with: { stage: "READY" }, at: ["stage"] },
      { mistake: "required", with: { permissions: null }, at: ["permissions"] },
    ],
    changes: [
      { change: "id", with: { role_id: "lockKeeper" }, replaces: ["role_id"] },
      { change: "permissions", with: { permissions: ["storage.objects.create"] }, replaces: [] },
    ],
  },
  {
    name: "a pool of workload identities",
    type: "google_iam_workload_identity_pool",
    config: { workload_identity_pool_id: "github", display_name: "GitHub" },
    defaults: { project: "example-project" },
    mistakes: [{ mistake: "format", with: { workload_identity_pool_id: "GitHub" }, at: ["workload_identity_pool_id"] }],
    changes: [{ change: "shown name", with: { display_name: "Jobs" }, replaces: [] }],
  },
  {
    name: "tokens of GitHub's jobs",
    type: "google_iam_workload_identity_pool_provider",
    config: {
      workload_identity_pool_id: "github",
      workload_identity_pool_provider_id: "actions",
      attribute_mapping: { "google.subject": "assertion.sub" },
      attribute_condition: "assertion.repository_owner == 'meetbarter'",
      oidc: [{ issuer_uri: "https://token.actions.githubusercontent.com" }],
    },
    defaults: { project: "example-project" },
    mistakes: [
      { mistake: "one of", with: { oidc: null }, at: ["aws", "oidc", "saml", "x509"] },
      { mistake: "exclusive", with: { aws: [{ account_id: "111122223333" }] }, at: ["aws", "oidc", "saml", "x509"] },
      { mistake: "required", with: { "oidc.0.issuer_uri": null }, at: ["oidc.issuer_uri"] },
    ],
    changes: [{ change: "condition", with: { attribute_condition: "false" }, replaces: [] }],
  },
  {
    name: "a secret in two regions",
    type: "google_secret_manager_secret",
    config: {
      secret_id: "ledger-signing-key",
      replication: [{ user_managed: [{ replicas: [{ location: "europe-west4" }, { location: "europe-west6" }] }] }],
      labels: { service: "ledger" },
    },
    defaults: {
      deletion_protection: false,
      project: "example-project",
      effective_labels: { ...labels, service: "ledger" },
      terraform_labels: { ...labels, service: "ledger" },
    },
    mistakes: [
      { mistake: "required", with: { replication: null }, at: ["replication", "replication.auto", "replication.user_managed"] },
      { mistake: "exclusive", with: { "replication.0.auto": [{}] }, at: ["replication.auto", "replication.user_managed"] },
      { mistake: "required", with: { secret_id: null }, at: ["secret_id"] },
    ],
    changes: [
      { change: "id", with: { secret_id: "ledger-key" }, replaces: ["secret_id"] },
      { change: "labels", with: { labels: { service: "audit" } }, replaces: [] },
    ],
  },
  {
    name: "a version of a secret",
    type: "google_secret_manager_secret_version",
    config: { secret: "projects/example-project/secrets/ledger-signing-key", secret_data_wo: "from-a-vault", secret_data_wo_version: 1 },
    defaults: { deletion_policy: "DELETE", enabled: true, is_secret_data_base64: false },
    mistakes: [{ mistake: "required", with: { secret: null }, at: ["secret"] }],
    changes: [
      { change: "version", with: { secret_data_wo_version: 2 }, replaces: ["secret_data_wo_version"] },
      { change: "disabled", with: { enabled: false }, replaces: [] },
    ],
  },
  {
    name: "an API that a project uses",
    type: "google_project_service",
    config: { service: "container.googleapis.com", disable_on_destroy: false },
    defaults: { project: "example-project" },
    mistakes: [
      { mistake: "format", with: { service: "the container engine" }, at: ["service"] },
      { mistake: "required", with: { service: null }, at: ["service"] },
    ],
    changes: [{ change: "service", with: { service: "sqladmin.googleapis.com" }, replaces: ["service"] }],
  },
  {
    name: "a way of logs to a bucket",
    type: "google_logging_project_sink",
    config: { name: "audit", destination: "storage.googleapis.com/meetbarter-audit", filter: "logName:cloudaudit.googleapis.com" },
    defaults: { unique_writer_identity: true },
    mistakes: [
      { mistake: "required", with: { destination: null }, at: ["destination"] },
      { mistake: "required", with: { exclusions: [{ name: "noise" }] }, at: ["exclusions.filter"] },
    ],
    changes: [
      { change: "name", with: { name: "audit-v2" }, replaces: ["name"] },
      { change: "filter", with: { filter: "severity >= ERROR" }, replaces: [] },
    ],
  },
];
