import { publish } from "../../core/published";
import { CloudflareBotProtection, rules, type CloudflareBotProtectionProps } from "./bot-protection";

/** The protection from bots as a Terraform module. */
export const cloudflareBotProtectionModule = publish<CloudflareBotProtectionProps>({
  name: "cloudflare-bot-protection",
  construct: CloudflareBotProtection,
  rules,
  shapes: {
    "": {
      summary: "A zone that keeps programs away that pose as people.",
      basic: { zoneId: "0123456789abcdef0123456789abcdef" },
      complete: {},
    },
  },
});
