import { publish } from "../../core/published";
import { CloudflareRateLimits, rules, type CloudflareRateLimitsProps } from "./rate-limits";

/** The limits of requests as a Terraform module: by the zone's plan. */
export const cloudflareRateLimitsModule = publish<CloudflareRateLimitsProps>({
  name: "cloudflare-rate-limits",
  construct: CloudflareRateLimits,
  rules,
  shapes: {
    "": {
      summary: "A zone of the pro plan, in which an address may sign in 10 times a minute and call 300 times.",
      fixed: {
        plan: "pro",
        limits: {
          "sign-in": { pathPrefixes: ["/auth/"], requests: 10, periodSeconds: 60, blockSeconds: 600 },
          calls: { pathPrefixes: ["/api/"], requests: 300, periodSeconds: 60, blockSeconds: 60 },
        },
      },
      basic: { zoneId: "0123456789abcdef0123456789abcdef" },
      complete: {},
    },
  },
});
