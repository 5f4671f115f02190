import { CloudflareZone, type CertificateAuthority } from "../../modules/cloudflare/zone/zone";
import type { EdgeLayerBuilder } from "../place";
import { has } from "../tables";
import { zoneProvider } from "../zone-records";

/**
 * Who may issue certificates for the domain: AWS for its gateways (names of origins only), and the authorities of the
 * edge's own certificates, of which Google's and Let's Encrypt's serve Google's gateways too.
 * https://docs.aws.amazon.com/acm/latest/userguide/setup-caa.html,
 * https://developers.cloudflare.com/ssl/edge-certificates/caa-records/ and
 * https://cloud.google.com/certificate-manager/docs/dns-authorizations, all read 2026-11-23.
 */
const certificateAuthorities: Readonly<Record<string, CertificateAuthority>> = {
  amazon: { domain: "amazon.com", wildcards: false },
  google: { domain: "pki.goog", wildcards: true },
  "lets-encrypt": { domain: "letsencrypt.org", wildcards: true },
  "ssl-com": { domain: "ssl.com", wildcards: true },
};

/**
 * The environment's zone. People add the domain to the account once, with which Cloudflare gives the zone the id that
 * stands in the description; the first apply takes it over by that id. So layers of every site know the id without reading
 * a state, and it can't be another zone's: taking over a zone of another name would replace it, which is refused.
 */
export const zoneLayer: EdgeLayerBuilder = {
  build: (stack, place) => {
    zoneProvider(stack, place);
    const { edge, domain } = place.environment;
    new CloudflareZone(stack, "zone", {
      accountId: edge.accountId,
      domain,
      certificateAuthorities,
      // Only the enterprise plan has it, and its contract comes with the phase of the same name.
      hold: has(place.phase, "edge", "device-posture"),
    });
    stack.addOverride("import", [{ to: "cloudflare_zone.zone", id: edge.zoneId }]);
  },
};
