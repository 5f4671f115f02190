import { publish } from "../../core/published";
import { GoogleDatabase } from "./database";
import { databaseRules, together, type GoogleDatabaseProps } from "./database-props";

const basic = {
  instanceName: "orders",
  projectId: "orders-test",
  region: "europe-west4",
  dataClass: "sensitive",
  machineTier: "db-custom-2-8192",
  storageGib: 100,
  maxStorageGib: 1000,
  networkId: "projects/orders-test/global/networks/orders",
  privateServiceRangeName: "orders-managed-services",
  kmsKeyName: "projects/orders-test/locations/europe-west4/keyRings/orders/cryptoKeys/internal",
} as const;

/** The database as a Terraform module. */
export const googleDatabaseModule = publish<GoogleDatabaseProps>({
  name: "google-database",
  construct: GoogleDatabase,
  rules: databaseRules,
  together,
  shapes: {
    "": {
      summary: "A PostgreSQL database in two availability zones, without an address on the internet.",
      basic,
      complete: {
        backupRetentionDays: 14,
        transactionLogRetentionDays: 3,
        backupStart: "03:00",
        sslMode: "TRUSTED_CLIENT_CERTIFICATE_REQUIRED",
        databases: { orders: "orders", stock: "stock" },
        users: { shop: "orders-shop@orders-test.iam.gserviceaccount.com" },
      },
    },
    "one-zone": {
      summary: "A PostgreSQL database in one availability zone, for tests.",
      fixed: { multiAz: false },
      basic,
      complete: { backupRetentionDays: 7 },
    },
  },
});
