import { origins } from "../modules/core/words";
import type { HostnameHome, PolicyKnowledge } from "../modules/policy/model";
import type { EstateDescription, SiteKey } from "./description";
import { regionFacts } from "./facts";
import type { RegionFacts } from "./facts/fact";
import { apiHostname, originHostname } from "./hostnames";
import type { StackPlan } from "./place";

/** What the estate's rules have to know of regions, of the estate's own state buckets and of its hostnames. */
export const policyKnowledge = (
  description: EstateDescription,
  plans: readonly StackPlan[],
  facts: Readonly<Record<string, RegionFacts>> = regionFacts,
): PolicyKnowledge => {
  const buckets = new Map(plans.flatMap(({ backend }) => (backend.kind === "local" ? [] : [[backend.bucket, backend.region] as const])));
  const hostnames = new Map(hostnameHomes(description, facts));
  return {
    jurisdictionOf: (cloud, region) => facts[`${cloud}-${region}`]?.jurisdiction,
    regionOfStateBucket: (bucket) => buckets.get(bucket),
    homeOfHostname: (hostname) => hostnames.get(hostname),
  };
};

/** Each hostname of the estate: of users by their jurisdiction, of sites by where their region lies. */
const hostnameHomes = (
  { environments }: EstateDescription,
  facts: Readonly<Record<string, RegionFacts>>,
): readonly (readonly [hostname: string, home: HostnameHome])[] =>
  environments.flatMap((environment) =>
    origins.flatMap((origin) => {
      const jurisdiction = environment.jurisdictions[origin];
      if (jurisdiction === undefined) return [];
      const sites = Object.keys(jurisdiction.sites).flatMap((key) => {
        const lies = facts[key]?.jurisdiction;
        if (lies === undefined) return [];
        return [[originHostname(environment, origin, key as SiteKey), { environment: environment.name, jurisdiction: lies }] as const];
      });
      return [[apiHostname(environment, origin), { environment: environment.name, jurisdiction: origin }] as const, ...sites];
    }),
  );
