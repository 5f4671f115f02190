import { synthesizeEstate } from "../../../main";
import { estate } from "../../../environments";
import type { Attributes, TerraformJson } from "../../../modules/core/output-guards";
import { phases, type Phase } from "../../../modules/core/words";

const looks = new Map(phases.map((phase) => [phase, synthesizeEstate({ environments: ["production"], globs: ["*cloudflare*"], phase })]));

const stackOf = (phase: Phase, layer: string, synthesis = looks.get(phase)): TerraformJson =>
  JSON.parse(synthesis?.texts.get(`production-global-cloudflare-global-${layer}`) ?? "{}") as TerraformJson;

const resource = (json: TerraformJson, type: string, name: string): Attributes => json.resource?.[type]?.[name] ?? {};

const countOf = (json: TerraformJson, type: string): number => Object.keys(json.resource?.[type] ?? {}).length;

/** The pools of a jurisdiction in their order, each with the site that it leads to. */
const poolsOf = (phase: Phase, origin: string): readonly string[] => {
  const json = stackOf(phase, "edge");
  const order = resource(json, "cloudflare_load_balancer", `api-${origin}`)["default_pools"] as readonly string[];
  return order.map((reference) => {
    const name = /pool\.([\w-]+)\.id/.exec(reference)?.[1] ?? "";
    const { enabled, origins } = resource(json, "cloudflare_load_balancer_pool", name);
    const [first] = origins as readonly { readonly address: string; readonly header: { readonly host: readonly string[] } }[];
    expect(first?.header.host).toEqual([first?.address]);
    const site = first?.address.replace(".origin.meetbarter.example", "") ?? "";
    return `${name.replace(`api-${origin}_pool-`, "")} ${site}${enabled === true ? "" : " (off)"}`;
  });
};

describe("the pools of a jurisdiction", () => {
  test("are the primary's alone in the first phase, with the last resort", () => {
    expect(poolsOf("foundation", "eu")).toEqual(["primary eu-aws-eu-central-1", "read-only eu-aws-eu-central-1"]);
    expect(poolsOf("foundation", "mena")).toEqual(["primary mena-aws-me-central-1", "read-only mena-aws-me-central-1"]);
  });

  test("are declared for all phases from growth on, and off until their sites stand", () => {
    expect(poolsOf("growth", "eu")).toEqual([
      "primary eu-aws-eu-central-1",
      "hot-standby eu-aws-eu-west-1",
      "secondary eu-google-europe-west4 (off)",
      "read-only eu-aws-eu-west-1",
    ]);
    expect(poolsOf("enterprise", "mena")).toEqual([
      "primary mena-aws-me-central-1",
      "hot-standby mena-aws-me-south-1",
      "secondary mena-google-me-central1",
      "read-only mena-google-me-central1",
    ]);
  });

  test.each(phases)("end with the last resort in phase %s", (phase) => {
    for (const origin of ["eu", "mena"]) {
      expect(resource(stackOf(phase, "edge"), "cloudflare_load_balancer", `api-${origin}`)).toMatchObject({
        name: `api-${origin}.meetbarter.example`,
        fallback_pool: `\${cloudflare_load_balancer_pool.api-${origin}_pool-read-only.id}`,
        steering_policy: "off",
      });
    }
  });
});

describe("the edge by phase", () => {
  test.each<[Phase, readonly string[], readonly number[]]>([
    ["foundation", ["login", "trade-and-search"], [0, 0, 0, 0]],
    ["growth", ["login", "search", "trade"], [1, 1, 0, 0]],
    ["enterprise", ["login", "search", "trade"], [1, 1, 2, 3]],
  ])("%s has its limits, and what its plan brings", (phase, limits, counts) => {
    const json = stackOf(phase, "edge");
    const { rules } = resource(json, "cloudflare_ruleset", "rate-limits");
    expect((rules as readonly { readonly ref: string }[]).map(({ ref }) => ref)).toEqual(limits);
    const types = [
      "cloudflare_bot_management",
      "cloudflare_leaked_credential_check",
      "cloudflare_regional_hostname",
      "cloudflare_zero_trust_device_posture_rule",
    ];
    expect(types.map((type) => countOf(json, type))).toEqual(counts);
    expect(countOf(json, "cloudflare_authenticated_origin_pulls_settings")).toBe(1);
    expect(countOf(json, "cloudflare_authenticated_origin_pulls_certificate")).toBe(0);
    expect(countOf(stackOf(phase, "zone"), "cloudflare_zone_hold")).toBe(phase === "enterprise" ? 1 : 0);
  });

  test("ends TLS inside the jurisdiction, after its hostname stands", () => {
    const regional = (origin: string) => resource(stackOf("enterprise", "edge"), "cloudflare_regional_hostname", `region-${origin}`);
    expect(regional("eu")).toMatchObject({ hostname: "${cloudflare_load_balancer.api-eu.name}", region_key: "eu" });
    expect(regional("mena")).toMatchObject({ hostname: "${cloudflare_load_balancer.api-mena.name}", region_key: "ae" });
  });

  test("is read-only for the jurisdiction that says so, and for no other", () => {
    const description = {
      ...estate,
      environments: estate.environments.map((one) => {
        const { mena } = one.jurisdictions;
        return mena === undefined ? one : { ...one, jurisdictions: { ...one.jurisdictions, mena: { ...mena, readOnly: true } } };
      }),
    };
    const json = stackOf("enterprise", "edge", synthesizeEstate({ description, environments: ["production"], globs: ["*-edge"] }));
    const { rules } = resource(json, "cloudflare_ruleset", "firewall_custom");
    expect((rules as readonly Attributes[]).map(({ ref, enabled }) => `${String(ref)} ${String(enabled)}`)).toEqual([
      "block-list true",
      "methods true",
      "read-only-eu false",
      "read-only-mena true",
    ]);
  });
});

describe("the zone", () => {
  test.each(phases)("is taken over by the id of the description in phase %s", (phase) => {
    const json = stackOf(phase, "zone");
    expect(json["import"]).toEqual([{ to: "cloudflare_zone.zone", id: "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeee3" }]);
    expect(resource(json, "cloudflare_zone", "zone")).toMatchObject({ name: "meetbarter.example", lifecycle: { prevent_destroy: true } });
  });

  test("lets AWS issue for origins, and the edge's authorities for all names", () => {
    const records = Object.values(stackOf("enterprise", "zone").resource?.["cloudflare_dns_record"] ?? {}).map(({ data }) => {
      const { tag, value } = data as Readonly<Record<string, string>>;
      return [tag, value].join(" ");
    });
    expect(records.sort()).toEqual([
      "issue amazon.com",
      "issue letsencrypt.org",
      "issue pki.goog",
      "issue ssl.com",
      "issuewild letsencrypt.org",
      "issuewild pki.goog",
      "issuewild ssl.com",
    ]);
  });
});
