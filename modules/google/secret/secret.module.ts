import { publish } from "../../core/published";
import { GoogleSecret, rules, type GoogleSecretProps } from "./secret";

/** The secret as a Terraform module. */
export const googleSecretModule = publish<GoogleSecretProps>({
  name: "google-secret",
  construct: GoogleSecret,
  rules,
  shapes: {
    "": {
      summary: "A place for a secret in one region, whose value people put in.",
      basic: {
        secretName: "orders-runtime",
        projectId: "orders-test",
        region: "europe-west4",
        description: "What orders has to know",
        dataClass: "sensitive",
        kmsKeyName: "projects/orders-test/locations/europe-west4/keyRings/orders/cryptoKeys/internal",
        readerMembers: ["serviceAccount:orders@orders-test.iam.gserviceaccount.com"],
      },
      complete: { recoveryWindowDays: 14 },
    },
  },
});
