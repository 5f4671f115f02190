import { estate } from "../../environments";
import { origins, phases, type Origin, type Role, type SiteCloud } from "../../modules/core/words";
import type { EnvironmentDescription, EstateDescription, JurisdictionDescription, SiteDescription } from "../../regions/description";
import { regionFacts } from "../../regions/facts";
import { cloudsOfRole, phaseOf } from "../../regions/tables";
import type { Random } from "./random";

const digits = (number: number): string => String(number).padStart(12, "1");

const regionsFor = (role: Role, origin: Origin, cloud: SiteCloud): string[] =>
  Object.keys(regionFacts)
    .filter((key) => regionFacts[key]?.cloud === cloud && regionFacts[key].jurisdiction === (role === "backup" ? "neutral" : origin))
    .sort();

/** Gives out numbers that were not given before. */
interface Counter {
  readonly account: () => string;
  readonly block: () => number;
}

const jurisdictionOf = (random: Random, origin: Origin, name: string, counter: Counter): JurisdictionDescription => {
  const sites: Record<string, SiteDescription> = {};
  const place = (role: Role, cloud: SiteCloud): void => {
    const free = regionsFor(role, origin, cloud).filter((key) => sites[key] === undefined);
    if (free.length === 0) return;
    sites[random.pick(free)] = { role, since: phaseOf("roles", role), addressBlock: counter.block() };
  };
  place("primary", "aws");
  place("hot-standby", "aws");
  place("secondary", "google");
  for (const cloud of random.pick([cloudsOfRole.backup, ["aws"], ["google"]] as const)) place("backup", cloud);
  return {
    accounts: {
      aws: { workload: counter.account(), vault: counter.account(), backup: counter.account() },
      google: { workload: `p-${name}-${origin}`, backup: `p-${name}-${origin}-backup` },
    },
    projectNumbers: { workload: counter.account(), backup: counter.account() },
    sites,
  };
};

const environmentOf = (random: Random, name: string, counter: Counter): EnvironmentDescription => {
  const chosen = random.pick([origins, ["eu"], ["mena"]] as const);
  return {
    name,
    phase: random.pick(phases),
    domain: `${name}.example`,
    usdPerMonth: 1 + random.below(5_000),
    providers: {
      ...estate.environments[0]?.providers,
      aws: random.pick(["5.100.0", "6.0.0", "6.25.0"]),
    } as EnvironmentDescription["providers"],
    edge: {
      accountId: "a".repeat(32),
      zoneId: counter.account().padStart(32, "b"),
      state: { project: `p-${name}-edge`, projectNumber: counter.account(), region: "google-europe-west6" },
      originPullCertificateAuthority: estate.environments[0]?.edge.originPullCertificateAuthority ?? "",
    },
    tags: random.below(2) === 0 ? {} : { owner: `team-${String(random.below(99))}` },
    jurisdictions: Object.fromEntries(chosen.map((origin) => [origin, jurisdictionOf(random, origin, name, counter)])),
  };
};

/** A random estate that is right: one to three environments in one or two jurisdictions, in any phase. */
export const randomEstate = (random: Random): EstateDescription => {
  let accounts = random.below(1_000_000);
  const blocks = random.shuffle(Array.from({ length: 256 }, (_, block) => block));
  const counter: Counter = { account: () => digits((accounts += 1)), block: () => blocks.pop() ?? 0 };
  const names = random.shuffle(["alpha", "beta", "gamma-two", "delta", "a", "sixteen-letters1"]).slice(0, 1 + random.below(3));
  return { ...estate, environments: names.map((name) => environmentOf(random, name, counter)) };
};
