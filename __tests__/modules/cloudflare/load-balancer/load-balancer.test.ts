import { TerraformOutput, TerraformVariable } from "cdktf";
import { CloudflareLoadBalancer, type CloudflareLoadBalancerProps } from "../../../../modules/cloudflare/load-balancer/load-balancer";
import { accountId, countsOf, problemsOf, resourceOf, synthesized, zoneId } from "../zone-record/cloudflare-fixture";

const origin = (site: string): string => `eu-${site}.origin.meetbarter.example`;

const props: CloudflareLoadBalancerProps = {
  accountId,
  zoneId,
  zoneName: "meetbarter.example",
  hostname: "api-eu.meetbarter.example",
  name: "meetbarter-dev-eu",
  pools: {
    "read-only": { originHostname: origin("aws-eu-west-1"), enabled: true },
    "hot-standby": { originHostname: origin("aws-eu-west-1"), enabled: true },
    secondary: { originHostname: origin("google-europe-west4"), enabled: false },
    primary: { originHostname: origin("aws-eu-central-1"), enabled: true },
  },
  order: ["primary", "hot-standby", "secondary", "read-only"],
  fallback: "read-only",
  probeRegions: ["WEU"],
};

const made = (more: Partial<CloudflareLoadBalancerProps> = {}) =>
  synthesized((stack) => {
    const balancer = new CloudflareLoadBalancer(stack, "api", { ...props, ...more });
    new TerraformOutput(stack, "id", { value: balancer.loadBalancerId });
    new TerraformOutput(stack, "hostname", { value: balancer.hostname });
    new TerraformOutput(stack, "primary", { value: balancer.poolIds["primary"] });
  });

const poolId = (key: string): string => `\${cloudflare_load_balancer_pool.api_pool-${key}.id}`;

describe("load balancer", () => {
  test("is one balancer, one monitor and a pool for each place", () => {
    const json = made();
    expect(countsOf(json)).toEqual({ cloudflare_load_balancer: 1, cloudflare_load_balancer_monitor: 1, cloudflare_load_balancer_pool: 4 });
    expect(json.output).toMatchObject({
      id: { value: "${cloudflare_load_balancer.api.id}" },
      hostname: { value: "${cloudflare_load_balancer.api.name}" },
    });
    expect(json.output).toMatchObject({ primary: { value: poolId("primary") } });
  });

  test("tries the pools in the order that was given, whatever the order in which they are declared", () => {
    expect(resourceOf(made(), "cloudflare_load_balancer", "api")).toMatchObject({
      zone_id: zoneId,
      name: "api-eu.meetbarter.example",
      enabled: true,
      proxied: true,
      steering_policy: "off",
      default_pools: ["primary", "hot-standby", "secondary", "read-only"].map(poolId),
      fallback_pool: poolId("read-only"),
      session_affinity: "none",
      adaptive_routing: { failover_across_pools: false },
    });
    for (const steering of ["country_pools", "region_pools", "pop_pools", "rules", "random_steering"]) {
      expect(resourceOf(made(), "cloudflare_load_balancer", "api")).not.toHaveProperty(steering);
    }
  });

  test("lets go of a pool before that goes", () => {
    const lifecycles = Object.values(made().resource?.["cloudflare_load_balancer_pool"] ?? {}).map((pool) => pool["lifecycle"]);
    expect(lifecycles).toEqual(Array.from({ length: 4 }, () => ({ create_before_destroy: true })));
  });

  test("gives each origin its own name as host, and declares a pool that isn't ready", () => {
    expect(resourceOf(made(), "cloudflare_load_balancer_pool", "api_pool-secondary")).toMatchObject({
      account_id: accountId,
      name: "meetbarter-dev-eu-secondary",
      enabled: false,
      monitor: "${cloudflare_load_balancer_monitor.api_monitor.id}",
      check_regions: ["WEU"],
      minimum_origins: 1,
      origins: [
        {
          name: "secondary",
          address: origin("google-europe-west4"),
          enabled: true,
          weight: 1,
          header: { host: [origin("google-europe-west4")] },
        },
      ],
    });
    expect(resourceOf(made(), "cloudflare_load_balancer_pool", "api_pool-primary")["enabled"]).toBe(true);
  });

  test("probes by HTTPS, with the zone's own client certificate", () => {
    expect(resourceOf(made(), "cloudflare_load_balancer_monitor", "api_monitor")).toMatchObject({
      account_id: accountId,
      type: "https",
      method: "GET",
      path: "/health",
      port: 443,
      expected_codes: "200",
      allow_insecure: false,
      follow_redirects: false,
      probe_zone: "meetbarter.example",
      interval: 60,
      timeout: 5,
      retries: 2,
      consecutive_up: 2,
      consecutive_down: 2,
    });
    const json = made({ healthPath: "/ready", probeIntervalSeconds: 15 });
    expect(resourceOf(json, "cloudflare_load_balancer_monitor", "api_monitor")).toMatchObject({ path: "/ready", interval: 15 });
  });

  test("values that are known later stay whole", () => {
    const json = synthesized((stack) => {
      const text = (name: string) => new TerraformVariable(stack, name, { type: "string" }).stringValue;
      new CloudflareLoadBalancer(stack, "api", {
        ...props,
        accountId: text("account"),
        hostname: text("host"),
        name: text("name"),
        pools: { ...props.pools, primary: { originHostname: text("origin"), enabled: true } },
      });
    });
    expect(resourceOf(json, "cloudflare_load_balancer_pool", "api_pool-primary")["origins"]).toMatchObject([
      { address: "${var.origin}", header: { host: ["${var.origin}"] } },
    ]);
    expect(resourceOf(json, "cloudflare_load_balancer", "api")["name"]).toBe("${var.host}");
    expect(resourceOf(json, "cloudflare_load_balancer_pool", "api_pool-primary")["name"]).toBe("${var.name}-primary");
  });

  const { primary = { originHostname: "", enabled: true } } = props.pools;

  test.each<[string, Partial<CloudflareLoadBalancerProps>, string]>([
    ["an account by its name", { accountId: "meetbarter" }, "[BadProp] 'accountId'"],
    ["a zone by its name", { zoneId: "meetbarter.example" }, "[BadProp] 'zoneId'"],
    ["a zone's id as its name", { zoneName: zoneId }, "[BadProp] 'zoneName'"],
    ["a hostname of one word", { hostname: "api" }, "[BadProp] 'hostname'"],
    ["a name with dots", { name: "api.eu" }, "[BadProp] 'name'"],
    ["no pool", { pools: {} }, "[BadProp] 'pools'"],
    ["an address as an origin", { pools: { primary: { ...primary, originHostname: "192.0.2.7" } } }, "[BadProp] 'pools'"],
    ["an order of nothing", { order: [] }, "[BadProp] 'order'"],
    ["a pool that nobody declared", { order: [...props.order, "third"] }, "[BadProp] 'order' must name pools that are declared"],
    ["a pool without a place", { order: ["primary", "read-only"] }, "[BadProp] 'order' must name every pool"],
    ["a fallback in capitals", { fallback: "Read only" }, "[BadProp] 'fallback'"],
    ["a fallback that is off", { fallback: "secondary" }, "[BadProp] 'fallback' must be an enabled pool"],
    ["probes from the moon", { probeRegions: ["MOON" as "ME"] }, "[BadProp] 'probeRegions'"],
    ["a path without its slash", { healthPath: "health" }, "[BadProp] 'healthPath'"],
    ["probes without a pause", { probeIntervalSeconds: 5 }, "[BadProp] 'probeIntervalSeconds'"],
  ])("refuses %s", (_, change, message) => {
    expect(problemsOf((stack) => new CloudflareLoadBalancer(stack, "api", { ...props, ...change }))).toContain(message);
  });
});
