import { named, stackOf } from "./stacks";

const edge = { origin: "global", cloud: "cloudflare", region: "global", layer: "edge", purpose: "global" } as const;
const place = "production-global-cloudflare-global-edge";
const balancer = `[ResidencyBreach] ${place} cloudflare_load_balancer.api`;

const pool = (address: string, host = address) => ({ name: "pool", origins: [{ name: "one", address, header: { host: [host] } }] });

const pools = {
  primary: pool("eu-central-1.production.example"),
  secondary: pool("europe-west4.production.example"),
  mena: pool("me-central-1.production.example"),
  neutral: pool("eu-central-2.production.example"),
  staging: pool("eu-central-1.staging.example"),
  masked: pool("eu-central-1.production.example", "me-central-1.production.example"),
  address: pool("192.0.2.7"),
};

const id = (key: keyof typeof pools): string => `\${cloudflare_load_balancer_pool.${key}.id}`;

const problemsWith = (attributes: Record<string, unknown>): readonly string[] =>
  named(
    stackOf(
      {
        provider: { cloudflare: [{}] },
        resource: {
          cloudflare_load_balancer_pool: pools,
          cloudflare_load_balancer: {
            api: { name: "api-eu.example", default_pools: [id("primary"), id("secondary")], fallback_pool: id("secondary"), ...attributes },
          },
        },
      },
      edge,
    ),
  );

describe("load balancers", () => {
  test("may choose among the sites of their own jurisdiction, in any cloud", () => {
    expect(problemsWith({})).toEqual([]);
  });

  test.each<[string, Record<string, unknown>, readonly string[]]>([
    ["another jurisdiction in the order", { default_pools: [id("primary"), id("mena")] }, ["default_pools", "default_pools"]],
    ["another jurisdiction as the last resort", { fallback_pool: id("mena") }, ["fallback_pool", "fallback_pool"]],
    ["a backup's region", { fallback_pool: id("neutral") }, ["fallback_pool", "fallback_pool"]],
    ["another environment", { default_pools: [id("staging")] }, ["default_pools", "default_pools"]],
    ["another jurisdiction's name at an own address", { default_pools: [id("masked")] }, ["default_pools"]],
    ["an address that nobody knows", { default_pools: [id("address")] }, ["default_pools", "default_pools"]],
    ["a pool of another stack", { fallback_pool: "0123456789abcdef0123456789abcdef" }, ["fallback_pool"]],
    ["steering by country", { country_pools: { AE: [id("mena")] } }, ["country_pools.AE", "country_pools.AE"]],
    ["steering by region", { region_pools: { ME: [id("mena")] } }, ["region_pools.ME", "region_pools.ME"]],
    ["steering by location", { pop_pools: { DXB: [id("mena")] } }, ["pop_pools.DXB", "pop_pools.DXB"]],
    [
      "a rule that overrides the order",
      { rules: [{ overrides: { default_pools: [id("mena")], fallback_pool: id("primary") } }] },
      ["rules.overrides.default_pools", "rules.overrides.default_pools"],
    ],
    ["a hostname that nobody knows", { name: "api.example" }, ["name"]],
  ])("may not choose %s", (_, attributes, paths) => {
    expect(problemsWith(attributes)).toEqual(paths.map((path) => `${balancer}.${path}`));
  });
});

describe("records", () => {
  const record = (name: string, content: string) =>
    named(
      stackOf({ provider: { cloudflare: [{}] }, resource: { cloudflare_dns_record: { api: { name, content, type: "CNAME" } } } }, edge),
    );

  test("of a jurisdiction's hostname lead to its own sites, or to what is known later", () => {
    expect(record("api-eu.example", "eu-west-1.production.example")).toEqual([]);
    expect(record("eu-west-1.production.example", "${aws_apigatewayv2_domain_name.api.target}")).toEqual([]);
    expect(record("_validation.eu-west-1.production.example", "_a.acm-validations.aws")).toEqual([]);
  });

  test("may not lead to another jurisdiction", () => {
    const breach = `[ResidencyBreach] ${place} cloudflare_dns_record.api.content`;
    expect(record("api-eu.example", "me-south-1.production.example")).toEqual([breach]);
    expect(record("eu-west-1.production.example", "me-south-1.production.example")).toEqual([breach]);
  });
});
