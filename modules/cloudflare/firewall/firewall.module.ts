import { furtherText, furtherTruth, publish } from "../../core/published";
import { hostname } from "../../core/hosts";
import { CloudflareFirewall, rules, type CloudflareFirewallProps } from "./firewall";

/** The firewall of a zone as a Terraform module. */
export const cloudflareFirewallModule = publish<CloudflareFirewallProps>({
  name: "cloudflare-firewall",
  construct: CloudflareFirewall,
  rules,
  shapes: {
    "": {
      summary:
        "A zone's web application firewall, for one hostname that can be made read-only. Its list of refused addresses is called blocked.",
      fixed: { blockListName: "blocked" },
      further: {
        hostname: furtherText("The hostname that the zone serves, in lower case. Changed in place.", hostname),
        readOnly: furtherTruth("Whether nothing may be changed through the hostname now. Changed in place.", false),
      },
      compose: { interfaces: (given) => ({ api: { hostname: given.text("hostname"), readOnly: given.truth("readOnly") } }) },
      basic: { accountId: "fedcba9876543210fedcba9876543210", zoneId: "0123456789abcdef0123456789abcdef", hostname: "api.orders.example" },
      complete: { owaspThreshold: 25, readOnly: true },
    },
  },
});
