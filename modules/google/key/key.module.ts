import { publish } from "../../core/published";
import { GoogleKey, rules, together, type GoogleKeyProps } from "./key";

const basic = {
  keyName: "internal",
  keyRingId: "projects/orders-test/locations/europe-west4/keyRings/orders",
  dataClass: "internal",
  userMembers: ["serviceAccount:orders@orders-test.iam.gserviceaccount.com"],
} as const;

/** The key as a Terraform module: in software, or in a hardware security module. */
export const googleKeyModule = publish<GoogleKeyProps>({
  name: "google-key",
  construct: GoogleKey,
  rules,
  together,
  shapes: {
    "": {
      summary: "A key in software, for named members.",
      takes: ["userMembers"],
      basic,
      complete: { deletionWindowDays: 14, rotationPeriodDays: 30 },
    },
    hsm: {
      summary: "A key whose material never leaves a hardware security module.",
      fixed: { protectionLevel: "HSM" },
      takes: ["userMembers", "administratorMembers"],
      basic: { ...basic, administratorMembers: ["group:key-administrators@orders.example"] },
      complete: { deletionWindowDays: 14, rotationPeriodDays: 30 },
    },
  },
});
