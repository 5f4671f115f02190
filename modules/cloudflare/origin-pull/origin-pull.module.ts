import { publish } from "../../core/published";
import { CloudflareOriginPull, rules, type CloudflareOriginPullProps } from "./origin-pull";

/** The certificate of the edge as a Terraform module. */
export const cloudflareOriginPullModule = publish<CloudflareOriginPullProps>({
  name: "cloudflare-origin-pull",
  construct: CloudflareOriginPull,
  rules,
  shapes: {
    "": {
      summary: "A zone that shows a client certificate to its origins.",
      basic: { zoneId: "0123456789abcdef0123456789abcdef" },
      complete: {},
    },
  },
});
