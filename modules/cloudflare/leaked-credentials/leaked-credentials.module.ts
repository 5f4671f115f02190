import { publish } from "../../core/published";
import { CloudflareLeakedCredentials, rules, type CloudflareLeakedCredentialsProps } from "./leaked-credentials";

/** The check for leaked credentials as a Terraform module. */
export const cloudflareLeakedCredentialsModule = publish<CloudflareLeakedCredentialsProps>({
  name: "cloudflare-leaked-credentials",
  construct: CloudflareLeakedCredentials,
  rules,
  shapes: {
    "": {
      summary: "A zone that tells its origins of credentials which have leaked.",
      basic: { zoneId: "0123456789abcdef0123456789abcdef" },
      complete: {},
    },
  },
});
