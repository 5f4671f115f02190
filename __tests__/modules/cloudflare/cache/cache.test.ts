import { CloudflareCache, type CloudflareCacheProps } from "../../../../modules/cloudflare/cache/cache";
import { countsOf, problemsOf, resourceOf, synthesized, zoneId } from "../zone-record/cloudflare-fixture";

const props: CloudflareCacheProps = { zoneId, publicPathPrefixes: ["/public/", "/catalog/"] };

describe("cache", () => {
  const json = synthesized((stack) => new CloudflareCache(stack, "cache", props));

  test("is one ruleset and the tiers of the cache", () => {
    expect(countsOf(json)).toEqual({ cloudflare_ruleset: 1, cloudflare_argo_tiered_caching: 1, cloudflare_tiered_cache: 1 });
    expect(resourceOf(json, "cloudflare_argo_tiered_caching", "cache_tiers")).toMatchObject({ zone_id: zoneId, value: "on" });
    expect(resourceOf(json, "cloudflare_tiered_cache", "cache_nearest-tier")).toMatchObject({ zone_id: zoneId, value: "on" });
  });

  test("keeps nothing but public data, as long as the origin says", () => {
    expect(resourceOf(json, "cloudflare_ruleset", "cache")).toMatchObject({
      zone_id: zoneId,
      kind: "zone",
      phase: "http_request_cache_settings",
      rules: [
        { ref: "nothing", action: "set_cache_settings", action_parameters: { cache: false }, expression: "true", enabled: true },
        {
          ref: "public",
          action: "set_cache_settings",
          action_parameters: { cache: true, edge_ttl: { mode: "respect_origin" }, browser_ttl: { mode: "respect_origin" } },
          expression:
            'http.request.method in {"GET" "HEAD"} and ' +
            '(starts_with(http.request.uri.path, "/public/") or starts_with(http.request.uri.path, "/catalog/"))',
          enabled: true,
        },
      ],
    });
  });

  test.each<[string, Partial<CloudflareCacheProps>, string]>([
    ["a zone by its name", { zoneId: "meetbarter.example" }, "[BadProp] 'zoneId'"],
    ["everything as public", { publicPathPrefixes: ["/"] }, "[BadProp] 'publicPathPrefixes'"],
    ["a path that others begin with too", { publicPathPrefixes: ["/public"] }, "[BadProp] 'publicPathPrefixes'"],
    ["no path", { publicPathPrefixes: [] }, "[BadProp] 'publicPathPrefixes'"],
  ])("refuses %s", (_, change, message) => {
    expect(problemsOf((stack) => new CloudflareCache(stack, "cache", { ...props, ...change }))).toContain(message);
  });
});
