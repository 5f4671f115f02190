import { publish } from "../../core/published";
import { CloudflareRegionalHostname, rules, type CloudflareRegionalHostnameProps } from "./regional-hostname";

/** The regional hostname as a Terraform module. */
export const cloudflareRegionalHostnameModule = publish<CloudflareRegionalHostnameProps>({
  name: "cloudflare-regional-hostname",
  construct: CloudflareRegionalHostname,
  rules,
  shapes: {
    "": {
      summary: "A hostname whose TLS ends in one region of the edge only.",
      basic: { zoneId: "0123456789abcdef0123456789abcdef", hostname: "api.orders.example", regionKey: "eu" },
      complete: {},
    },
  },
});
