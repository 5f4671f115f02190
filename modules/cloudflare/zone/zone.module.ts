import { publish } from "../../core/published";
import { CloudflareZone, rules, type CloudflareZoneProps } from "./zone";

/** The zone as a Terraform module. */
export const cloudflareZoneModule = publish<CloudflareZoneProps>({
  name: "cloudflare-zone",
  construct: CloudflareZone,
  rules,
  shapes: {
    "": {
      summary: "A domain with DNSSEC, whose certificates come from Amazon, Google or Let's Encrypt.",
      fixed: {
        certificateAuthorities: {
          amazon: { domain: "amazon.com", wildcards: false },
          google: { domain: "pki.goog", wildcards: true },
          "lets-encrypt": { domain: "letsencrypt.org", wildcards: true },
        },
      },
      basic: { accountId: "fedcba9876543210fedcba9876543210", domain: "orders.example" },
      complete: { minTlsVersion: "1.3", hstsMaxAgeSeconds: 63072000, hstsPreload: true },
    },
  },
});
