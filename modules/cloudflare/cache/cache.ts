import { ArgoTieredCaching } from "@cdktf/provider-cloudflare/lib/argo-tiered-caching";
import { Ruleset } from "@cdktf/provider-cloudflare/lib/ruleset";
import { TieredCache } from "@cdktf/provider-cloudflare/lib/tiered-cache";
import { Construct } from "constructs";
import { listOf, text } from "../../core/checks";
import { cloudflareId } from "../../core/hosts";
import { checkProps, shape, value, type PropRules, type Shape, type Value } from "../../core/props";

/** Props of {@link CloudflareCache}. */
export interface CloudflareCacheProps {
  /** Id of the zone, 32 hexadecimal digits. A change replaces the rules. */
  readonly zoneId: Value<string>;
  /** Starts of the paths whose answers are public data, in lower case, 1 to 10. Nothing else is ever kept. Changed in place. */
  readonly publicPathPrefixes: Shape<readonly string[]>;
}

/** What each prop has to be. */
export const rules: PropRules<CloudflareCacheProps> = {
  zoneId: value(cloudflareId),
  publicPathPrefixes: shape(listOf(text(/^\/[a-z0-9/._-]+\/$/, "the start of a path in lower case that ends in '/'", 3, 100), 1, 10)),
};

/**
 * What the edge keeps: answers to reading requests below the public paths, for as long as the origin says, and nothing
 * else. So data of a person never lies in a data center of the edge, which may be anywhere. Locations ask the one that is
 * nearest to the origin first, so that an origin is asked once.
 */
export class CloudflareCache extends Construct {
  constructor(scope: Construct, id: string, props: CloudflareCacheProps) {
    super(scope, id);
    checkProps(this, props, rules);
    const { zoneId } = props;
    const starts = props.publicPathPrefixes.map((one) => `starts_with(http.request.uri.path, "${one}")`).join(" or ");
    new Ruleset(this, "Resource", {
      zoneId,
      kind: "zone",
      phase: "http_request_cache_settings",
      name: "cache rules",
      // A later rule takes precedence over an earlier one.
      rules: [
        {
          ref: "nothing",
          description: "answers are not kept",
          action: "set_cache_settings",
          actionParameters: { cache: false },
          expression: "true",
          enabled: true,
        },
        {
          ref: "public",
          description: "but for public data, as long as the origin says",
          action: "set_cache_settings",
          actionParameters: { cache: true, edgeTtl: { mode: "respect_origin" }, browserTtl: { mode: "respect_origin" } },
          expression: `http.request.method in {"GET" "HEAD"} and (${starts})`,
          enabled: true,
        },
      ],
    });
    const tiers = new ArgoTieredCaching(this, "tiers", { zoneId, value: "on" });
    new TieredCache(this, "nearest-tier", { zoneId, value: "on", dependsOn: [tiers] });
  }
}
