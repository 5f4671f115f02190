import { publish } from "../../core/published";
import { GoogleDocumentStore, rules, type GoogleDocumentStoreProps } from "./document-store";

const basic = {
  storeName: "orders-ledger",
  projectId: "orders-test",
  region: "europe-west4",
  kmsKeyName: "projects/orders-test/locations/europe-west4/keyRings/orders/cryptoKeys/internal",
};

/** The document store as a Terraform module: by the class of its data, which says how long backups stay. */
export const googleDocumentStoreModule = publish<GoogleDocumentStoreProps>({
  name: "google-document-store",
  construct: GoogleDocumentStore,
  rules,
  shapes: {
    "": { summary: "A document store for internal data.", fixed: { dataClass: "internal" }, basic, complete: {} },
    sensitive: {
      summary: "A document store for sensitive data, whose backups stay as long as its callers say.",
      fixed: { dataClass: "sensitive" },
      takes: ["backupRetentionDays"],
      basic: { ...basic, backupRetentionDays: 98 },
      complete: {},
    },
  },
});
