import { publish } from "../../core/published";
import { CloudflareDevicePosture, rules, type CloudflareDevicePostureProps } from "./device-posture";

/** What devices must be, as a Terraform module. */
export const cloudflareDevicePostureModule = publish<CloudflareDevicePostureProps>({
  name: "cloudflare-device-posture",
  construct: CloudflareDevicePosture,
  rules,
  shapes: {
    "": {
      summary: "Administration from enrolled, encrypted and shielded devices only.",
      basic: { accountId: "fedcba9876543210fedcba9876543210", name: "orders" },
      complete: { sessionHours: 4 },
    },
  },
});
