import { publish } from "../../core/published";
import { GoogleBucket, rules, type GoogleBucketProps } from "./bucket";

const basic = {
  bucketName: "orders-europe-west4-invoices",
  projectId: "orders-test",
  region: "europe-west4",
  kmsKeyName: "projects/orders-test/locations/europe-west4/keyRings/orders/cryptoKeys/internal",
  userMembers: ["serviceAccount:orders@orders-test.iam.gserviceaccount.com"],
};

/** The bucket as a Terraform module: by the class of its data, which says how long things stay. */
export const googleBucketModule = publish<GoogleBucketProps>({
  name: "google-bucket",
  construct: GoogleBucket,
  rules,
  shapes: {
    "": { summary: "A bucket for internal data.", fixed: { dataClass: "internal" }, basic, complete: { softDeleteDays: 14 } },
    sensitive: {
      summary: "A bucket for sensitive data, whose old versions stay as long as its callers say.",
      fixed: { dataClass: "sensitive" },
      takes: ["noncurrentVersionDays"],
      basic: { ...basic, noncurrentVersionDays: 730 },
      complete: { softDeleteDays: 14 },
    },
  },
});
