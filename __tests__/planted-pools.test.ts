import { LoadBalancer } from "@cdktf/provider-cloudflare/lib/load-balancer";
import { LoadBalancerPool } from "@cdktf/provider-cloudflare/lib/load-balancer-pool";
import { DnsRecord } from "@cdktf/provider-cloudflare/lib/dns-record";
import { synthesizeEstate } from "../main";
import { EstateError } from "../modules/core/errors";
import type { EstateStack } from "../modules/core/stack";
import { cloudflareLayers } from "../regions/cloudflare";
import { apiHostname, originHostname } from "../regions/hostnames";
import type { EdgeLayerBuilder, EdgePlace } from "../regions/place";

const victim = "production-global-cloudflare-global-edge";

/** What comes out when something is planted into the edge of the real estate. */
const planted = (plant: (stack: EstateStack, place: EdgePlace) => unknown): string[] => {
  const layers = cloudflareLayers as Record<string, EdgeLayerBuilder>;
  const edge = layers["edge"];
  if (edge === undefined) throw new Error("no layer of the edge");
  layers["edge"] = {
    build: (stack, place) => {
      edge.build(stack, place);
      if (stack.identity.name === victim) plant(stack, place);
    },
  };
  try {
    synthesizeEstate({ environments: ["production"] });
  } catch (error) {
    if (error instanceof EstateError) return error.problems.map(({ code, place }) => `${code} ${place}`);
    throw error;
  } finally {
    layers["edge"] = edge;
  }
  return [];
};

const balancerOf = (stack: EstateStack, origin: string): LoadBalancer => {
  const found = stack.node.findChild(`api-${origin}`).node.findChild("Resource");
  if (found instanceof LoadBalancer) return found;
  throw new Error("no load balancer");
};

const poolOf = (stack: EstateStack, origin: string, word: string): LoadBalancerPool => {
  const found = stack.node.findChild(`api-${origin}`).node.findChild(`pool-${word}`);
  if (found instanceof LoadBalancerPool) return found;
  throw new Error("no pool");
};

describe("a way to another jurisdiction's sites planted into the real edge is caught", () => {
  test("nothing planted, nothing caught", () => {
    expect(planted(() => undefined)).toEqual([]);
  });

  test.each<[string, (stack: EstateStack, place: EdgePlace) => unknown, string]>([
    [
      "a pool of the other as the last resort",
      (stack) => {
        balancerOf(stack, "mena").fallbackPool = poolOf(stack, "eu", "read-only").id;
      },
      `ResidencyBreach ${victim} cloudflare_load_balancer.api-mena.fallback_pool`,
    ],
    [
      "an origin of the other in an own pool",
      (stack, { environment }) => {
        const elsewhere = originHostname(environment, "eu", "google-europe-west4");
        poolOf(stack, "mena", "secondary").putOrigins([{ name: "secondary", address: elsewhere, enabled: true }]);
      },
      `ResidencyBreach ${victim} cloudflare_load_balancer.api-mena.default_pools`,
    ],
    [
      "steering by country",
      (stack) => {
        balancerOf(stack, "eu").countryPools = { AE: [poolOf(stack, "mena", "primary").id] };
      },
      `ResidencyBreach ${victim} cloudflare_load_balancer.api-eu.country_pools.AE`,
    ],
    [
      "a record beside the load balancer",
      (stack, { environment }) =>
        new DnsRecord(stack, "shortcut", {
          zoneId: environment.edge.zoneId,
          name: apiHostname(environment, "mena"),
          type: "CNAME",
          content: originHostname(environment, "eu", "aws-eu-central-1"),
          ttl: 1,
          proxied: true,
        }),
      `ResidencyBreach ${victim} cloudflare_dns_record.shortcut.content`,
    ],
  ])("%s", (_, plant, expected) => {
    expect([...new Set(planted(plant))]).toEqual([expected]);
  });
});
