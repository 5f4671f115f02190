import { outputName } from "../../../modules/core/contracts";
import { sizes, type phases } from "../../../modules/core/words";
import { dataContract } from "../../../regions/google/contracts";
import { dataLayer } from "../../../regions/google/data";
import { counts, made, outputs } from "../../support/google";
import { addressesOf, builtAt, googlePlace } from "./google-place";

const at = (phase: (typeof phases)[number], size: (typeof sizes)[number] = "large") =>
  builtAt(dataLayer, googlePlace("eu", "google-europe-west4", phase, size));
const json = at("enterprise");
const keyOf = (word: string): string =>
  `projects/meetbarter-prod-eu/locations/europe-west4/keyRings/meetbarter-production-eu/cryptoKeys/${word}`;
const member = (identity: string): string => `serviceAccount:service-${identity}@meetbarter-prod-eu.iam.gserviceaccount.com`;

const services = [
  "api",
  "auth",
  "governance-engine",
  "messaging",
  "notifications",
  "protocol-engine",
  "trade-engine",
  "trust-engine",
  "value-point-ledger",
];

describe("Google's data layer", () => {
  test("is what the services keep, and what each may do with its own", () => {
    expect(counts(json)).toEqual({
      google_firestore_backup_schedule: 3,
      google_firestore_database: 3,
      google_project_iam_member: 8,
      google_secret_manager_regional_secret: 9,
      google_secret_manager_regional_secret_iam_binding: 9,
      google_sql_database: 5,
      google_sql_database_instance: 2,
      google_sql_user: 5,
      google_storage_bucket: 1,
      google_storage_bucket_iam_policy: 1,
    });
  });

  test("has a database a data class, ready for rows from the primary, with a database and a user for each service", () => {
    expect(made(json, "google_sql_database_instance", "database-sensitive")).toMatchObject({
      name: "meetbarter-production-eu-europe-west4-sensitive",
      encryption_key_name: keyOf("database-sensitive"),
      settings: {
        tier: "db-custom-6-32768",
        disk_size: 400,
        ip_configuration: {
          private_network: "${data.terraform_remote_state.network.outputs.network_id}",
          allocated_ip_range: "${data.terraform_remote_state.network.outputs.private_service_range_name}",
        },
        user_labels: { "cost-center": "operations", "estate-data-class": "sensitive" },
      },
    });
    const { database_flags: flags } = made(json, "google_sql_database_instance", "database-internal")["settings"] as Record<
      string,
      unknown
    >;
    expect(flags).toContainEqual({ name: "cloudsql.logical_decoding", value: "on" });
    const named = (type: string): unknown[] => Object.values(json.resource?.[type] ?? {}).map(({ name }) => name);
    expect(named("google_sql_database").sort()).toEqual(["auth", "governance_engine", "protocol_engine", "trade_engine", "trust_engine"]);
    expect(named("google_sql_user")).toContain("service-auth@meetbarter-prod-eu.iam");
  });

  test("has a document store and a bucket a store, each under the key of its class, and none of the vault's", () => {
    const documents = Object.values(json.resource?.["google_firestore_database"] ?? {});
    expect(documents.map(({ name, location_id: location, cmek_config: key }) => [name, location, key])).toEqual([
      ["meetbarter-production-eu-europe-west4-messaging-conversations", "europe-west4", { kms_key_name: keyOf("table-sensitive") }],
      ["meetbarter-production-eu-europe-west4-trust-engine-signals", "europe-west4", { kms_key_name: keyOf("table-internal") }],
      ["meetbarter-production-eu-europe-west4-value-point-ledger-ledger", "europe-west4", { kms_key_name: keyOf("table-sensitive") }],
    ]);
    expect(made(json, "google_storage_bucket", "bucket-messaging-attachments")).toMatchObject({
      name: "meetbarter-production-eu-europe-west4-messaging-attachments",
      location: "europe-west4",
      encryption: { default_kms_key_name: keyOf("objects-sensitive") },
    });
  });

  test("has a secret a service, which that service reads, and the secrets operator for it", () => {
    for (const identity of services) {
      expect(made(json, "google_secret_manager_regional_secret_iam_binding", `secret-${identity}_readers`)["members"]).toEqual([
        member(identity),
        "serviceAccount:external-secrets@meetbarter-prod-eu.iam.gserviceaccount.com",
      ]);
    }
  });

  test("each service may use its own databases and documents, and nobody else's", () => {
    const grants = Object.values(json.resource?.["google_project_iam_member"] ?? {}).map((grant) => [
      grant["member"],
      grant["role"],
      (grant["condition"] as { expression: string }).expression.replace(/^resource\.name == "projects\/meetbarter-prod-eu\/(.*)"$/, "$1"),
    ]);
    const prefix = "meetbarter-production-eu-europe-west4";
    expect(grants).toEqual([
      [member("auth"), "roles/cloudsql.instanceUser", `instances/${prefix}-sensitive`],
      [member("governance-engine"), "roles/cloudsql.instanceUser", `instances/${prefix}-sensitive`],
      [member("messaging"), "roles/datastore.user", `databases/${prefix}-messaging-conversations`],
      [member("protocol-engine"), "roles/cloudsql.instanceUser", `instances/${prefix}-internal`],
      [member("trade-engine"), "roles/cloudsql.instanceUser", `instances/${prefix}-sensitive`],
      [member("trust-engine"), "roles/datastore.user", `databases/${prefix}-trust-engine-signals`],
      [member("trust-engine"), "roles/cloudsql.instanceUser", `instances/${prefix}-sensitive`],
      [member("value-point-ledger"), "roles/datastore.user", `databases/${prefix}-value-point-ledger-ledger`],
    ]);
  });

  test("offers every field of its contract, and no value of a secret stands in it", () => {
    expect(Object.keys(outputs(json)).sort()).toEqual(Object.keys(dataContract.fields).map(outputName).sort());
    expect(JSON.stringify(json)).not.toMatch(/secret_data|password/);
  });

  test("a later phase only adds, and a size changes nothing that is replaced", () => {
    const [foundation, growth] = [addressesOf(at("foundation")), addressesOf(at("growth"))];
    expect(growth).toEqual(foundation);
    expect(addressesOf(json)).toEqual(expect.arrayContaining([...foundation]));
    expect(foundation.filter((address) => address.startsWith("google_sql_"))).toEqual([]);
    const withoutSize = (one: typeof json): string =>
      JSON.stringify(one.resource).replaceAll(/"(tier|disk_size|disk_autoresize_limit|retained_backups)":("[^"]*"|\d+)/g, "");
    for (const size of sizes) expect(withoutSize(at("enterprise", size))).toBe(withoutSize(json));
  });
});
