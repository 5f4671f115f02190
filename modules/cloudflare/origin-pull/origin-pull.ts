import { AuthenticatedOriginPullsSettings } from "@cdktf/provider-cloudflare/lib/authenticated-origin-pulls-settings";
import { Construct } from "constructs";
import { cloudflareId } from "../../core/hosts";
import { checkProps, value, type PropRules, type Value } from "../../core/props";

/** Props of {@link CloudflareOriginPull}. */
export interface CloudflareOriginPullProps {
  /** Id of the zone, 32 hexadecimal digits. A change replaces the setting. */
  readonly zoneId: Value<string>;
}

/** What each prop has to be. */
export const rules: PropRules<CloudflareOriginPullProps> = { zoneId: value(cloudflareId) };

/**
 * Lets the edge show a client certificate of the zone's own to every origin, so that gateways can tell our zone from
 * other customers of the same edge, whose requests come from the same addresses.
 *
 * The certificate is uploaded outside Terraform, before this is applied and again before it ends: the provider's resource
 * for it (`cloudflare_authenticated_origin_pulls_certificate`) takes the private key as an ordinary argument, which would
 * put it into the state. Without an upload the edge shows a certificate that all its customers share, and a gateway that
 * trusts our own authority refuses it: closed, not open.
 * https://developers.cloudflare.com/ssl/origin-configuration/authenticated-origin-pull/set-up/zone-level/, read 2026-11-23.
 */
export class CloudflareOriginPull extends Construct {
  constructor(scope: Construct, id: string, props: CloudflareOriginPullProps) {
    super(scope, id);
    checkProps(this, props, rules);
    new AuthenticatedOriginPullsSettings(this, "Resource", { zoneId: props.zoneId, enabled: true });
  }
}
