import { FirestoreBackupSchedule } from "@cdktf/provider-google/lib/firestore-backup-schedule";
import { FirestoreDatabase } from "@cdktf/provider-google/lib/firestore-database";
import { Construct } from "constructs";
import { oneOf, text, wholeNumber } from "../../core/checks";
import { projectId, region } from "../../core/google";
import { daysAsDuration } from "../../core/google-durations";
import { keyFullName } from "../../core/google-key";
import { nameRules } from "../../core/names";
import { checkProps, shape, value, type PropRules, type Shape, type Value } from "../../core/props";
import { dataClasses, type DataClass } from "../../core/words";

/** Props of {@link GoogleDocumentStore}. */
export interface GoogleDocumentStoreProps {
  /** Name of the database, 4 to 63 lower-case letters, digits and hyphens. Renaming replaces it, which Terraform refuses. */
  readonly storeName: Value<string>;
  /** Id of the project that it stands in. */
  readonly projectId: Value<string>;
  /** Code of the region that documents and backups lie in. A change replaces the database, which Terraform refuses. */
  readonly region: Value<string>;
  /** The most sensitive data that it holds: it decides how long backups are kept. */
  readonly dataClass: Shape<DataClass>;
  /** Name of the key that encrypts documents and backups, in the store's region. Another one replaces the database, which Terraform refuses. */
  readonly kmsKeyName: Value<string>;
  /** How long a daily backup is kept, 1 to 98 days. @default - by data class: public and internal 14, sensitive and vault 98 */
  readonly backupRetentionDays?: Value<number>;
}

/** What each prop has to be. */
export const rules: PropRules<GoogleDocumentStoreProps> = {
  storeName: value(text(nameRules.firestoreDatabase.pattern, "a database's name", 4, nameRules.firestoreDatabase.max)),
  projectId: value(projectId),
  region: value(region),
  dataClass: shape(oneOf(dataClasses)),
  kmsKeyName: value(keyFullName),
  // Fourteen weeks at most: https://cloud.google.com/firestore/docs/backups, read 2026-11.
  backupRetentionDays: value(wholeNumber(1, 98, "days")),
};

const backupDays: Readonly<Record<DataClass, number>> = { public: 14, internal: 14, sensitive: 98, vault: 98 };

/**
 * A database of documents: Firestore in its native mode, in one region, encrypted with its own key. Every change of the
 * last seven days can be read again, to the minute, and a backup is made each day.
 *
 * A transaction locks what it reads, so that a ledger that is written from many places stays right. Neither Google nor
 * Terraform destroys it before its protection is lifted, and taking it out of Terraform deletes it like anything else
 * instead of leaving it behind.
 */
export class GoogleDocumentStore extends Construct {
  /** Id of the database: `projects/<project>/databases/<name>`. */
  readonly storeId: string;
  /** Name of the database. */
  readonly storeName: string;

  constructor(scope: Construct, id: string, props: GoogleDocumentStoreProps) {
    super(scope, id);
    checkProps(this, props, rules);
    const database = new FirestoreDatabase(this, "Resource", {
      name: props.storeName,
      project: props.projectId,
      locationId: props.region,
      type: "FIRESTORE_NATIVE",
      databaseEdition: "STANDARD",
      concurrencyMode: "PESSIMISTIC",
      appEngineIntegrationMode: "DISABLED",
      pointInTimeRecoveryEnablement: "POINT_IN_TIME_RECOVERY_ENABLED",
      deleteProtectionState: "DELETE_PROTECTION_ENABLED",
      // The provider's default would leave the database behind, protected or not.
      deletionPolicy: "DELETE",
      cmekConfig: { kmsKeyName: props.kmsKeyName },
      lifecycle: { preventDestroy: true },
    });
    new FirestoreBackupSchedule(this, "daily-backup", {
      project: props.projectId,
      database: database.name,
      retention: daysAsDuration(props.backupRetentionDays ?? backupDays[props.dataClass]),
      dailyRecurrence: {},
    });
    this.storeId = database.id;
    this.storeName = database.name;
  }
}
