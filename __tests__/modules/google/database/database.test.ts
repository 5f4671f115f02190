import { TerraformVariable } from "cdktf";
import { databaseUserOf, GoogleDatabase } from "../../../../modules/google/database/database";
import type { GoogleDatabaseProps } from "../../../../modules/google/database/database-props";
import { databaseFlags } from "../../../../modules/google/database/flags";
import { counts, made, problemsOnGoogle, project, region, synthesizedOnGoogle } from "../../../support/google";

const email = `service-auth@${project}.iam.gserviceaccount.com`;

const props: GoogleDatabaseProps = {
  instanceName: "meetbarter-test-eu-sensitive",
  projectId: project,
  region,
  dataClass: "sensitive",
  labels: { "estate-layer": "data" },
  machineTier: "db-custom-2-8192",
  storageGib: 100,
  maxStorageGib: 1000,
  networkId: `projects/${project}/global/networks/test`,
  privateServiceRangeName: "test-managed-services",
  kmsKeyName: `projects/${project}/locations/${region}/keyRings/test/cryptoKeys/database-sensitive`,
  databases: { "trade-engine": "trade_engine", auth: "auth" },
  users: { auth: email },
};

const json = (changes: Partial<GoogleDatabaseProps> = {}) =>
  synthesizedOnGoogle((stack) => new GoogleDatabase(stack, "database", { ...props, ...changes }));
const instance = (changes: Partial<GoogleDatabaseProps> = {}) => made(json(changes), "google_sql_database_instance", "database");

describe("GoogleDatabase", () => {
  test("is an instance with its databases and users", () => {
    expect(counts(json())).toEqual({ google_sql_database_instance: 1, google_sql_database: 2, google_sql_user: 1 });
    expect(counts(json({ databases: {}, users: {} }))).toEqual({ google_sql_database_instance: 1 });
  });

  test("is private, encrypted, highly available, backed up in its region, and kept", () => {
    const { settings, ...rest } = instance();
    expect(rest).toEqual({
      name: props.instanceName,
      project,
      region,
      database_version: "POSTGRES_17",
      encryption_key_name: props.kmsKeyName,
      deletion_protection: true,
      lifecycle: { prevent_destroy: true },
    });
    expect(settings).toEqual({
      edition: "ENTERPRISE",
      tier: "db-custom-2-8192",
      availability_type: "REGIONAL",
      disk_type: "PD_SSD",
      disk_size: 100,
      disk_autoresize: true,
      disk_autoresize_limit: 1000,
      deletion_protection_enabled: true,
      retain_backups_on_delete: true,
      user_labels: { "estate-data-class": "sensitive", "estate-layer": "data" },
      database_flags: databaseFlags(false),
      ip_configuration: {
        ipv4_enabled: false,
        private_network: props.networkId,
        allocated_ip_range: props.privateServiceRangeName,
        ssl_mode: "ENCRYPTED_ONLY",
      },
      backup_configuration: {
        enabled: true,
        start_time: "00:00",
        location: region,
        point_in_time_recovery_enabled: true,
        transaction_log_retention_days: 7,
        backup_retention_settings: { retention_unit: "COUNT", retained_backups: 35 },
      },
      insights_config: {
        query_insights_enabled: true,
        query_plans_per_minute: 5,
        query_string_length: 1024,
        record_application_tags: true,
        record_client_address: false,
      },
      maintenance_window: { day: 7, hour: 2, update_track: "stable" },
    });
  });

  test("people and services sign in as who they are; no password stands anywhere", () => {
    const whole = json();
    expect(databaseFlags(false)).toContainEqual({ name: "cloudsql.iam_authentication", value: "on" });
    expect(made(whole, "google_sql_user", 'database_user["auth"]')).toEqual({
      name: `service-auth@${project}.iam`,
      project,
      instance: "${google_sql_database_instance.database.name}",
      type: "CLOUD_IAM_SERVICE_ACCOUNT",
      deletion_policy: "ABANDON",
    });
    expect(JSON.stringify(whole)).not.toMatch(/password/);
  });

  test("databases are protected like the instance", () => {
    expect(made(json(), "google_sql_database", 'database_database["trade-engine"]')).toEqual({
      name: "trade_engine",
      project,
      instance: "${google_sql_database_instance.database.name}",
      charset: "UTF8",
      lifecycle: { prevent_destroy: true },
    });
  });

  test("the name of a user is the account's without its ending, also where that is known later", () => {
    expect(databaseUserOf(email)).toBe(`service-auth@${project}.iam`);
    const later = synthesizedOnGoogle((stack) => {
      const address = new TerraformVariable(stack, "address", { type: "string" }).stringValue;
      new GoogleDatabase(stack, "database", { ...props, users: { auth: address } });
    });
    expect(made(later, "google_sql_user", 'database_user["auth"]')["name"]).toBe('${trimsuffix(var.address, ".gserviceaccount.com")}');
  });

  test("logical replication only adds settings", () => {
    const names = (logical: boolean) => databaseFlags(logical).map(({ name }) => name);
    expect(names(true)).toEqual([...names(true)].sort());
    expect(names(true).filter((name) => !names(false).includes(name))).toEqual([
      "cloudsql.enable_pglogical",
      "cloudsql.logical_decoding",
      "max_replication_slots",
      "max_wal_senders",
      "max_worker_processes",
    ]);
    expect((instance({ logicalReplication: true })["settings"] as { database_flags: unknown }).database_flags).toEqual(databaseFlags(true));
  });

  test("one availability zone, another version and a client's certificate are choices", () => {
    const changed = instance({
      multiAz: false,
      engineVersion: "16",
      sslMode: "TRUSTED_CLIENT_CERTIFICATE_REQUIRED",
      maintenanceWindow: { day: 5, hour: 3 },
    });
    expect(changed).toMatchObject({
      database_version: "POSTGRES_16",
      settings: {
        availability_type: "ZONAL",
        ip_configuration: { ssl_mode: "TRUSTED_CLIENT_CERTIFICATE_REQUIRED" },
        maintenance_window: { day: 5, hour: 3 },
      },
    });
  });

  test.each([
    ["instanceName", "Sensitive"],
    ["instanceName", `a${"b".repeat(60)}`],
    ["projectId", "P"],
    ["region", "eu"],
    ["dataClass", "secret"],
    ["labels", { "estate:layer": "data" }],
    ["engineVersion", "15"],
    ["machineTier", "db-f1-micro"],
    ["machineTier", "db-custom-3-8192"],
    ["machineTier", "db-custom-2-3584"],
    ["machineTier", "db-custom-4-32768"],
    ["machineTier", "db-custom-2-8000"],
    ["storageGib", 9],
    ["maxStorageGib", 65_537],
    ["maxStorageGib", 99],
    ["networkId", "test"],
    ["networkId", `//projects/${project}/global/networks/test`],
    ["privateServiceRangeName", "Range"],
    ["kmsKeyName", "database"],
    ["backupRetentionDays", 0],
    ["transactionLogRetentionDays", 8],
    ["backupStart", "00:30"],
    ["maintenanceWindow", { day: 8, hour: 0 }],
    ["maintenanceWindow", { day: 1, hour: 24 }],
    ["sslMode", "ALLOW_UNENCRYPTED_AND_ENCRYPTED"],
    ["databases", { "trade-engine": "trade-engine" }],
    ["users", { auth: "auth" }],
  ])("%s must not be %j: [BadProp]", (prop, wrong) => {
    const problem = problemsOnGoogle((stack) => new GoogleDatabase(stack, "database", { ...props, [prop]: wrong }));
    expect(problem).toContain(`[BadProp] '${prop}' must `);
  });
});
