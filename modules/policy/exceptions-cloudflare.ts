import { global } from "../core/words";
import type { ResidencyException } from "./model";

const read = "read 2026-11-23";
const edgeNetwork = `https://developers.cloudflare.com/data-localization/, ${read}`;

/** What the edge keeps. Types that are missing here, its stores among them, are breaches. */
export const cloudflareExceptions: readonly ResidencyException[] = [
  {
    id: "cloudflare-edge",
    cloud: "cloudflare",
    service: "cloudflare",
    region: global,
    types: [
      "cloudflare_account*",
      "cloudflare_api_shield*",
      "cloudflare_api_token",
      "cloudflare_argo_*",
      "cloudflare_authenticated_origin_pulls*",
      "cloudflare_bot_management",
      "cloudflare_certificate_pack",
      "cloudflare_custom_pages",
      "cloudflare_dns_*",
      "cloudflare_healthcheck",
      "cloudflare_hostname_tls_setting",
      "cloudflare_leaked_credential_check*",
      "cloudflare_list*",
      "cloudflare_load_balancer*",
      "cloudflare_logpush_*",
      "cloudflare_managed_transforms",
      "cloudflare_mtls_certificate",
      "cloudflare_notification_policy*",
      "cloudflare_origin_ca_certificate",
      "cloudflare_page_shield_policy",
      "cloudflare_regional_*",
      "cloudflare_ruleset",
      "cloudflare_schema_validation_*",
      "cloudflare_tiered_cache",
      "cloudflare_total_tls",
      "cloudflare_turnstile_widget",
      "cloudflare_universal_ssl_setting",
      "cloudflare_url_normalization_settings",
      "cloudflare_waiting_room*",
      "cloudflare_zero_trust_*",
      "cloudflare_zone*",
    ],
    reason: "the edge stands everywhere and is told what is public and who administers; its stores are not on this list",
    most: "account-metadata",
    source: edgeNetwork,
  },
];
