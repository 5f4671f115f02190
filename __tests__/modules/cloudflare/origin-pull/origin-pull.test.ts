import { CloudflareOriginPull } from "../../../../modules/cloudflare/origin-pull/origin-pull";
import { countsOf, problemsOf, resourceOf, synthesized, zoneId } from "../zone-record/cloudflare-fixture";

test("origin pull is one setting, and no key comes near the state", () => {
  const json = synthesized((stack) => new CloudflareOriginPull(stack, "origin-pull", { zoneId }));
  expect(countsOf(json)).toEqual({ cloudflare_authenticated_origin_pulls_settings: 1 });
  expect(resourceOf(json, "cloudflare_authenticated_origin_pulls_settings", "origin-pull")).toMatchObject({
    zone_id: zoneId,
    enabled: true,
  });
});

test("origin pull refuses a zone by its name", () => {
  expect(problemsOf((stack) => new CloudflareOriginPull(stack, "origin-pull", { zoneId: "meetbarter.example" }))).toContain(
    "[BadProp] 'zoneId'",
  );
});
