import { RegionalHostname } from "@cdktf/provider-cloudflare/lib/regional-hostname";
import { Construct } from "constructs";
import { text } from "../../core/checks";
import { cloudflareId, hostname } from "../../core/hosts";
import { checkProps, value, type PropRules, type Value } from "../../core/props";

/** Props of {@link CloudflareRegionalHostname}. */
export interface CloudflareRegionalHostnameProps {
  /** Id of the zone, 32 hexadecimal digits. A change replaces the setting. */
  readonly zoneId: Value<string>;
  /** The hostname, proxied and in the zone. A change replaces the setting. */
  readonly hostname: Value<string>;
  /** Cloudflare's key of the region: `eu`, or a country's code in lower case. Changed in place. */
  readonly regionKey: Value<string>;
}

/** What each prop has to be. */
export const rules: PropRules<CloudflareRegionalHostnameProps> = {
  zoneId: value(cloudflareId),
  hostname: value(hostname),
  regionKey: value(text(/^[a-z]+(-[a-z]+)*$/, "a region's key in lower case", 2, 40)),
};

/**
 * Keeps TLS of a hostname inside a region: only data centers there decrypt its requests and work on them. Elsewhere the
 * edge passes the bytes on as they are. Enterprise plan with Regional Services only.
 * https://developers.cloudflare.com/data-localization/regional-services/regional-hostnames/, read 2026-11-23.
 */
export class CloudflareRegionalHostname extends Construct {
  constructor(scope: Construct, id: string, props: CloudflareRegionalHostnameProps) {
    super(scope, id);
    checkProps(this, props, rules);
    new RegionalHostname(this, "Resource", { ...props, routing: "dns" });
  }
}
