import { CloudflareBotProtection } from "../../modules/cloudflare/bot-protection/bot-protection";
import { CloudflareCache } from "../../modules/cloudflare/cache/cache";
import { CloudflareDevicePosture } from "../../modules/cloudflare/device-posture/device-posture";
import { CloudflareFirewall } from "../../modules/cloudflare/firewall/firewall";
import { CloudflareLeakedCredentials } from "../../modules/cloudflare/leaked-credentials/leaked-credentials";
import { CloudflareLoadBalancer } from "../../modules/cloudflare/load-balancer/load-balancer";
import { CloudflareOriginPull } from "../../modules/cloudflare/origin-pull/origin-pull";
import { CloudflareRateLimits } from "../../modules/cloudflare/rate-limits/rate-limits";
import { CloudflareRegionalHostname } from "../../modules/cloudflare/regional-hostname/regional-hostname";
import { physicalName } from "../../modules/core/names";
import type { EstateStack } from "../../modules/core/stack";
import type { Size } from "../../modules/core/words";
import { apiHostname } from "../hostnames";
import type { EdgeJurisdiction, EdgeLayerBuilder, EdgePlace } from "../place";
import { has } from "../tables";
import { edgePools } from "./pools";
import { edgeRegions, publicPathPrefixes, rateLimitsOf, zonePlans } from "./plans";
import { zoneProvider } from "../zone-records";

/** Seconds between two probes of a place, by size. The plans of the sizes allow 60, 15 and 10 at the least. */
const probeIntervalSeconds: Readonly<Record<Size, number>> = { small: 60, medium: 60, large: 15 };

/** Every gateway passes it on to the cluster's way in, which answers for as long as it takes requests. */
const healthPath = "/healthz/ready";

const wordsOf = ({ organization, environment }: EdgePlace): readonly string[] => [organization.name, environment.name];

/** What the edge does with the requests of one jurisdiction's users. */
const serveJurisdiction = (stack: EstateStack, place: EdgePlace, jurisdiction: EdgeJurisdiction): void => {
  const { environment, phase, size } = place;
  const { accountId, zoneId } = environment.edge;
  const { origin } = jurisdiction;
  const hostname = apiHostname(environment, origin);
  const { probe, terminate } = edgeRegions[origin];
  const terminates = has(phase, "edge", "regional-termination");
  const balancer = new CloudflareLoadBalancer(stack, `api-${origin}`, {
    accountId,
    zoneId,
    zoneName: environment.domain,
    hostname,
    name: physicalName("edgePool", ...wordsOf(place), origin),
    ...edgePools(place, jurisdiction),
    probeRegions: terminates ? probe : probe.slice(0, 1),
    probeIntervalSeconds: probeIntervalSeconds[size],
    healthPath,
  });
  if (terminates) new CloudflareRegionalHostname(stack, `region-${origin}`, { zoneId, hostname: balancer.hostname, regionKey: terminate });
};

const readOnlyModes = ({ environment, jurisdictions }: EdgePlace) =>
  Object.fromEntries(
    jurisdictions.map(({ origin }) => [
      origin,
      { hostname: apiHostname(environment, origin), readOnly: environment.jurisdictions[origin]?.readOnly ?? false },
    ]),
  );

/**
 * The environment's edge: for each jurisdiction a hostname whose requests go to its own sites and to no others, and for
 * all of them the rules that every request has to pass.
 *
 * It takes a load balancer to give a gateway the hostname that it serves: an origin rule that rewrites `Host` and the name
 * in TLS exists on the enterprise plan only (https://developers.cloudflare.com/rules/origin-rules/, read 2026-11-23). So each
 * hostname has one from the first phase on, with the primary alone; its failover comes with the capability
 * `load-balancing`. Nothing has to give way then: pools are added, and the balancer is changed in place.
 *
 * The site's front has no name here until the layer `web` stands, and the log push no job until an archive for it does.
 */
export const edgeLayer: EdgeLayerBuilder = {
  build: (stack, place) => {
    zoneProvider(stack, place);
    const { accountId, zoneId } = place.environment.edge;
    const plan = zonePlans[place.phase];
    for (const jurisdiction of place.jurisdictions) serveJurisdiction(stack, place, jurisdiction);
    new CloudflareOriginPull(stack, "origin-pull", { zoneId });
    new CloudflareFirewall(stack, "firewall", {
      accountId,
      zoneId,
      blockListName: physicalName("edgeList", ...wordsOf(place), "blocked"),
      interfaces: readOnlyModes(place),
    });
    new CloudflareRateLimits(stack, "rate-limits", { zoneId, plan, limits: rateLimitsOf(plan) });
    new CloudflareCache(stack, "cache", { zoneId, publicPathPrefixes });
    if (has(place.phase, "edge", "bots")) {
      new CloudflareBotProtection(stack, "bots", { zoneId });
      new CloudflareLeakedCredentials(stack, "leaked-credentials", { zoneId });
    }
    if (has(place.phase, "edge", "device-posture")) {
      new CloudflareDevicePosture(stack, "devices", { accountId, name: wordsOf(place).join("-") });
    }
  },
};
