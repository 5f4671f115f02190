import { CloudflareBotProtection } from "../../../../modules/cloudflare/bot-protection/bot-protection";
import { countsOf, problemsOf, resourceOf, synthesized, zoneId } from "../zone-record/cloudflare-fixture";

test("bot protection refuses what surely is a program, challenges what probably is one, and lets good ones pass", () => {
  const json = synthesized((stack) => new CloudflareBotProtection(stack, "bots", { zoneId }));
  expect(countsOf(json)).toEqual({ cloudflare_bot_management: 1 });
  expect(resourceOf(json, "cloudflare_bot_management", "bots")).toMatchObject({
    zone_id: zoneId,
    enable_js: true,
    sbfm_definitely_automated: "block",
    sbfm_likely_automated: "managed_challenge",
    sbfm_verified_bots: "allow",
    sbfm_static_resource_protection: false,
    optimize_wordpress: false,
    ai_bots_protection: "block",
  });
});

test("bot protection refuses a zone by its name", () => {
  expect(problemsOf((stack) => new CloudflareBotProtection(stack, "bots", { zoneId: "meetbarter.example" }))).toContain(
    "[BadProp] 'zoneId'",
  );
});
