import { publish } from "../../core/published";
import { CloudflareCache, rules, type CloudflareCacheProps } from "./cache";

/** The rules of the cache as a Terraform module. */
export const cloudflareCacheModule = publish<CloudflareCacheProps>({
  name: "cloudflare-cache",
  construct: CloudflareCache,
  rules,
  shapes: {
    "": {
      summary: "A zone whose edge keeps nothing but what begins with /public/, /assets/ or /.well-known/.",
      fixed: { publicPathPrefixes: ["/public/", "/assets/", "/.well-known/"] },
      basic: { zoneId: "0123456789abcdef0123456789abcdef" },
      complete: {},
    },
  },
});
