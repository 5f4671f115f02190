import type { Problem } from "../core/errors";
import type { HostnameHome, PolicyKnowledge } from "./model";
import { isRecord, literal, valuesAt, visitTexts, type ResourceView, type StackView } from "./view";

/** Arguments by which a load balancer, or one of its rules, names pools. Steering ones are maps of lists. */
const poolArguments = ["default_pools", "fallback_pool", "country_pools", "pop_pools", "region_pools"] as const;

const poolReference = /^\$\{(cloudflare_load_balancer_pool\.[\w-]+)\.id\}$/;

/** A pool that a load balancer names, and where. */
interface PoolUse {
  readonly path: string;
  /** The text that names it. */
  readonly text: string;
}

const poolUses = (attributes: ResourceView["attributes"]): readonly PoolUse[] => {
  const uses: PoolUse[] = [];
  const visit = (holder: unknown, path: string): void => {
    if (!isRecord(holder)) return;
    for (const argument of poolArguments) {
      visitTexts(holder[argument], path === "" ? argument : `${path}.${argument}`, (text, at) => uses.push({ path: at, text }));
    }
  };
  visit(attributes, "");
  for (const overrides of valuesAt(attributes, "rules.overrides")) visit(overrides, "rules.overrides");
  return uses;
};

/** Where a pool sends requests to: its origins' addresses, and the names under which it asks for them. */
const originTexts = (pool: ResourceView): readonly (readonly [path: string, text: unknown])[] =>
  ["origins.address", "origins.header.host"].flatMap((path) => valuesAt(pool.attributes, path).map((text) => [path, text] as const));

const homeText = (home: HostnameHome | undefined): string =>
  home === undefined ? "no known place" : `${home.jurisdiction} of ${home.environment}`;

const isSame = (a: HostnameHome, b: HostnameHome | undefined): boolean =>
  a.environment === b?.environment && a.jurisdiction === b.jurisdiction;

const breach = (place: string, rule: string, value: string, fix: string): Problem => ({ code: "ResidencyBreach", place, rule, value, fix });

/**
 * Users of a jurisdiction are never sent to another's sites: every pool that a load balancer can ever choose, by order, by
 * steering, by a rule or as the last resort, must have origins of the hostname's own environment and jurisdiction only. A
 * pool or an origin about which nothing is known is refused. So is a record by which such a hostname leads elsewhere.
 */
export const poolProblems = (view: StackView, { homeOfHostname }: PolicyKnowledge): readonly Problem[] => {
  const pools = new Map(view.resources.filter(({ type }) => type === "cloudflare_load_balancer_pool").map((pool) => [pool.address, pool]));
  const homeOf = (text: unknown): HostnameHome | undefined => {
    const name = literal(text);
    return name === undefined ? undefined : homeOfHostname(name);
  };

  const balancerProblems = ({ address, attributes }: ResourceView): readonly Problem[] => {
    const place = `${view.name} ${address}`;
    const home = homeOf(attributes["name"]);
    if (home === undefined) {
      const rule = "a load balancer must have a hostname of which it is known whose users come to it";
      return [breach(`${place}.name`, rule, String(attributes["name"]), "use a hostname of regions/hostnames.ts")];
    }
    return poolUses(attributes).flatMap(({ path, text }): readonly Problem[] => {
      const pool = pools.get(poolReference.exec(text)?.[1] ?? "");
      if (pool === undefined) {
        return [
          breach(
            `${place}.${path}`,
            "a load balancer must name pools of its own stack, whose origins can be looked at",
            text,
            "make the pool here",
          ),
        ];
      }
      return originTexts(pool)
        .filter(([, origin]) => !isSame(home, homeOf(origin)))
        .map(([at, origin]) =>
          breach(
            `${place}.${path}`,
            `requests of ${homeText(home)} must stay there, and ${pool.address}.${at} leads to ${homeText(homeOf(origin))}`,
            String(origin),
            "take the pool out of the load balancer",
          ),
        );
    });
  };

  const recordProblems = ({ address, attributes }: ResourceView): readonly Problem[] => {
    const [home, target] = [homeOf(attributes["name"]), homeOf(attributes["content"])];
    if (home === undefined || target === undefined || isSame(home, target)) return [];
    const rule = `requests of ${homeText(home)} must stay there, and the record leads to ${homeText(target)}`;
    return [
      breach(`${view.name} ${address}.content`, rule, String(attributes["content"]), "name a site of the hostname's own jurisdiction"),
    ];
  };

  return view.resources.flatMap((resource) =>
    resource.type === "cloudflare_load_balancer"
      ? balancerProblems(resource)
      : resource.type === "cloudflare_dns_record"
        ? recordProblems(resource)
        : [],
  );
};
