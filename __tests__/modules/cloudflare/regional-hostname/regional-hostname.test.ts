import {
  CloudflareRegionalHostname,
  type CloudflareRegionalHostnameProps,
} from "../../../../modules/cloudflare/regional-hostname/regional-hostname";
import { countsOf, problemsOf, resourceOf, synthesized, zoneId } from "../zone-record/cloudflare-fixture";

const props: CloudflareRegionalHostnameProps = { zoneId, hostname: "api-eu.meetbarter.example", regionKey: "eu" };

test("a regional hostname is one setting", () => {
  const json = synthesized((stack) => new CloudflareRegionalHostname(stack, "eu", props));
  expect(countsOf(json)).toEqual({ cloudflare_regional_hostname: 1 });
  expect(resourceOf(json, "cloudflare_regional_hostname", "eu")).toMatchObject({
    zone_id: zoneId,
    hostname: "api-eu.meetbarter.example",
    region_key: "eu",
    routing: "dns",
  });
});

test.each<[string, Partial<CloudflareRegionalHostnameProps>, string]>([
  ["a zone by its name", { zoneId: "meetbarter.example" }, "[BadProp] 'zoneId'"],
  ["a hostname of one word", { hostname: "api" }, "[BadProp] 'hostname'"],
  ["a region in capitals", { regionKey: "EU" }, "[BadProp] 'regionKey'"],
])("a regional hostname refuses %s", (_, change, message) => {
  expect(problemsOf((stack) => new CloudflareRegionalHostname(stack, "eu", { ...props, ...change }))).toContain(message);
});
