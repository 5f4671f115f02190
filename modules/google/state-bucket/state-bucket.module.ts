import { publish } from "../../core/published";
import { GoogleStateBucket, rules, type GoogleStateBucketProps } from "./state-bucket";

/** The bucket of Terraform's states as a Terraform module. */
export const googleStateBucketModule = publish<GoogleStateBucketProps>({
  name: "google-state-bucket",
  construct: GoogleStateBucket,
  rules,
  shapes: {
    "": {
      summary: "A bucket for states of Terraform, with its key.",
      basic: {
        bucketName: "orders-europe-west4-state",
        keyRingName: "orders-state",
        projectId: "orders-test",
        projectNumber: "123456789012",
        region: "europe-west4",
      },
      complete: { keyName: "states", dataClass: "vault", noncurrentVersionDays: 730, softDeleteDays: 14, deletionWindowDays: 14 },
    },
  },
});
