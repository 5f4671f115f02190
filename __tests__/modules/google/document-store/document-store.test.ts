import { GoogleDocumentStore, type GoogleDocumentStoreProps } from "../../../../modules/google/document-store/document-store";
import { counts, made, problemsOnGoogle, project, region, synthesizedOnGoogle } from "../../../support/google";

const props: GoogleDocumentStoreProps = {
  storeName: "meetbarter-test-eu-ledger",
  projectId: project,
  region,
  dataClass: "sensitive",
  kmsKeyName: `projects/${project}/locations/${region}/keyRings/test/cryptoKeys/table-sensitive`,
};

const json = (changes: Partial<GoogleDocumentStoreProps> = {}) =>
  synthesizedOnGoogle((stack) => new GoogleDocumentStore(stack, "store", { ...props, ...changes }));

describe("GoogleDocumentStore", () => {
  test("is a database and its daily backup", () => {
    expect(counts(json())).toEqual({ google_firestore_database: 1, google_firestore_backup_schedule: 1 });
  });

  test("keeps documents in its region under its own key, with every change of a week, and is kept itself", () => {
    expect(made(json(), "google_firestore_database", "store")).toEqual({
      name: props.storeName,
      project,
      location_id: region,
      type: "FIRESTORE_NATIVE",
      database_edition: "STANDARD",
      concurrency_mode: "PESSIMISTIC",
      app_engine_integration_mode: "DISABLED",
      point_in_time_recovery_enablement: "POINT_IN_TIME_RECOVERY_ENABLED",
      delete_protection_state: "DELETE_PROTECTION_ENABLED",
      deletion_policy: "DELETE",
      cmek_config: { kms_key_name: props.kmsKeyName },
      lifecycle: { prevent_destroy: true },
    });
  });

  test.each([
    ["public", 14],
    ["internal", 14],
    ["sensitive", 98],
    ["vault", 98],
  ] as const)("keeps backups of what is %s for %i days", (dataClass, days) => {
    expect(made(json({ dataClass }), "google_firestore_backup_schedule", "store_daily-backup")).toEqual({
      project,
      database: "${google_firestore_database.store.name}",
      retention: `${String(days * 86_400)}s`,
      daily_recurrence: {},
    });
  });

  test.each([
    ["storeName", "abc"],
    ["projectId", "P"],
    ["region", "eur3"],
    ["dataClass", "secret"],
    ["kmsKeyName", "table"],
    ["backupRetentionDays", 99],
  ])("%s must not be %j: [BadProp]", (prop, wrong) => {
    const problem = problemsOnGoogle((stack) => new GoogleDocumentStore(stack, "store", { ...props, [prop]: wrong }));
    expect(problem).toContain(`[BadProp] '${prop}' must `);
  });
});
