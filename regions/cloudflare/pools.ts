import type { OriginPool } from "../../modules/cloudflare/load-balancer/load-balancer";
import type { Role } from "../../modules/core/words";
import { originHostname } from "../hostnames";
import type { EdgeJurisdiction, EdgePlace, Site } from "../place";
import { has } from "../tables";

/** Roles whose sites have a gateway, in the order in which the edge tries them. */
const servingRoles = ["primary", "hot-standby", "secondary"] as const satisfies readonly Role[];

/** The word of the pool of last resort. */
const readOnly = "read-only";

/** The pools of a hostname, and how they follow each other. */
export interface EdgePools {
  readonly pools: Readonly<Record<string, OriginPool>>;
  readonly order: readonly string[];
  readonly fallback: string;
}

/** Sites by the words of their pools: the role, and the site's key where an older site of the jurisdiction has the role too. */
const wordsOf = (sites: readonly Site[]): readonly (readonly [word: string, site: Site])[] =>
  servingRoles.flatMap((role) =>
    sites
      .filter((site) => site.description.role === role)
      .map((site, index) => [index === 0 ? role : `${role}-${site.key}`, site] as const),
  );

/**
 * The pools of a jurisdiction in the order primary, hot standby, secondary, read-only: all of them the jurisdiction's own.
 * Sites of later phases are declared and disabled, from the phase on that brings failover at all.
 *
 * The pool of last resort gets the requests when no pool is healthy. It leads to the last of the active sites, which the
 * failure has the least to do with: the second cloud, once there is one, whose database is a replica and takes no writes
 * until it is promoted. People switch the edge to read-only meanwhile, with one word of the description.
 */
export const edgePools = ({ environment, phase }: EdgePlace, { origin, sites, declared }: EdgeJurisdiction): EdgePools => {
  const active = wordsOf(sites);
  const known = has(phase, "edge", "load-balancing") ? wordsOf(declared) : active.slice(0, 1);
  const isActive = (site: Site): boolean => sites.some(({ key }) => key === site.key);
  const pool = (site: Site): OriginPool => ({ originHostname: originHostname(environment, origin, site.key), enabled: isActive(site) });
  const last = active.at(-1)?.[1];
  return {
    pools: {
      ...Object.fromEntries(known.map(([word, site]) => [word, pool(site)])),
      ...(last === undefined ? {} : { [readOnly]: pool(last) }),
    },
    order: [...known.map(([word]) => word), readOnly],
    fallback: readOnly,
  };
};
