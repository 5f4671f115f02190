import { CloudflareLeakedCredentials } from "../../../../modules/cloudflare/leaked-credentials/leaked-credentials";
import { countsOf, problemsOf, resourceOf, synthesized, zoneId } from "../zone-record/cloudflare-fixture";

test("leaked credentials are looked for, and the origin is told", () => {
  const json = synthesized((stack) => new CloudflareLeakedCredentials(stack, "leaked", { zoneId }));
  expect(countsOf(json)).toEqual({ cloudflare_leaked_credential_check: 1, cloudflare_managed_transforms: 1 });
  expect(resourceOf(json, "cloudflare_leaked_credential_check", "leaked")).toMatchObject({ zone_id: zoneId, enabled: true });
  expect(resourceOf(json, "cloudflare_managed_transforms", "leaked_headers")).toMatchObject({
    zone_id: zoneId,
    managed_request_headers: [{ id: "add_waf_credential_check_status_header", enabled: true }],
    managed_response_headers: [{ id: "remove_x-powered-by_header", enabled: true }],
    depends_on: ["cloudflare_leaked_credential_check.leaked"],
  });
});

test("the check for leaked credentials refuses a zone by its name", () => {
  const build = () => problemsOf((stack) => new CloudflareLeakedCredentials(stack, "leaked", { zoneId: "meetbarter.example" }));
  expect(build()).toContain("[BadProp] 'zoneId'");
});
