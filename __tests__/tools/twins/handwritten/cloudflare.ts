import { cloudflareAccess } from "./cloudflare-access";
import { cloudflareZone } from "./cloudflare-zone";
import type { HandwrittenProvider } from "./resource";

/** Cloudflare 5.14.0. */
export const cloudflare: HandwrittenProvider = {
  provider: "registry.terraform.io/cloudflare/cloudflare",
  version: "5.14.0",
  configuration: {},
  resources: [...cloudflareZone, ...cloudflareAccess],
};
