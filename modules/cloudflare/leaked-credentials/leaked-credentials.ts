import { LeakedCredentialCheck } from "@cdktf/provider-cloudflare/lib/leaked-credential-check";
import { ManagedTransforms } from "@cdktf/provider-cloudflare/lib/managed-transforms";
import { Construct } from "constructs";
import { cloudflareId } from "../../core/hosts";
import { checkProps, value, type PropRules, type Value } from "../../core/props";

/** Props of {@link CloudflareLeakedCredentials}. */
export interface CloudflareLeakedCredentialsProps {
  /** Id of the zone, 32 hexadecimal digits. A change replaces the settings. */
  readonly zoneId: Value<string>;
}

/** What each prop has to be. */
export const rules: PropRules<CloudflareLeakedCredentialsProps> = { zoneId: value(cloudflareId) };

/**
 * Compares what people sign in with to what is known to have leaked, and tells the origin in the header
 * `Exposed-Credential-Check`: the service decides whether somebody has to choose a new password, for the edge can't ask.
 * The zone's managed transforms are this list, whole: one that isn't named here is off.
 * https://developers.cloudflare.com/waf/detections/leaked-credentials/, read 2026-11-23.
 */
export class CloudflareLeakedCredentials extends Construct {
  constructor(scope: Construct, id: string, props: CloudflareLeakedCredentialsProps) {
    super(scope, id);
    checkProps(this, props, rules);
    const check = new LeakedCredentialCheck(this, "Resource", { zoneId: props.zoneId, enabled: true });
    new ManagedTransforms(this, "headers", {
      zoneId: props.zoneId,
      managedRequestHeaders: [{ id: "add_waf_credential_check_status_header", enabled: true }],
      managedResponseHeaders: [{ id: "remove_x-powered-by_header", enabled: true }],
      dependsOn: [check],
    });
  }
}
