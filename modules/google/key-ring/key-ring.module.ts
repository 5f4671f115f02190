import { publish } from "../../core/published";
import { GoogleKeyRing, rules, type GoogleKeyRingProps } from "./key-ring";

/** The key ring as a Terraform module. */
export const googleKeyRingModule = publish<GoogleKeyRingProps>({
  name: "google-key-ring",
  construct: GoogleKeyRing,
  rules,
  shapes: {
    "": {
      summary: "A ring for keys of one region.",
      basic: { keyRingName: "orders", projectId: "orders-test", region: "europe-west4" },
      complete: {},
    },
  },
});
