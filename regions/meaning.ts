import { didYouMean, type Problem } from "../modules/core/errors";
import { availabilityZonesUsed } from "../modules/core/addressing";
import { providerRanges } from "../modules/core/provider-ranges";
import { compareVersions } from "../modules/core/versions";
import { hasReached, origins, roles, type Origin, type Role, type SiteCloud } from "../modules/core/words";
import { pinnedProviders, type EnvironmentDescription, type EstateDescription, type SiteDescription, type SiteKey } from "./description";
import { regionFacts, serviceStands } from "./facts";
import type { CloudService, RegionFacts } from "./facts/fact";
import { cloudsOfRole, costBands, layerTable, phaseOf, purposeOfRole, zoneCrossings } from "./tables";

/** What the checks have to know besides the description. */
export interface Knowledge {
  /** Facts by `<cloud>-<region>`. @default the committed facts */
  readonly facts?: Readonly<Record<string, RegionFacts>>;
  /** Layers that the program builds, by cloud: only what is built can lack a service. */
  readonly built: Readonly<Record<SiteCloud, readonly string[]>>;
}

/** Checks what a well-formed description means, and returns every problem. */
export const meaningProblems = (description: EstateDescription, { facts = regionFacts, built }: Knowledge): Problem[] => [
  ...description.environments.flatMap((environment) => environmentProblems(environment, facts, built)),
  ...uniquenessProblems(description),
  ...budgetProblems(description.environments),
  ...serviceProblems(description),
  ...flowProblems(description),
];

/** One declared site, with where it is declared. */
interface DeclaredSite {
  readonly place: string;
  readonly environment: EnvironmentDescription;
  readonly origin: Origin;
  readonly key: SiteKey;
  readonly site: SiteDescription;
}

const declaredSites = (environment: EnvironmentDescription): DeclaredSite[] =>
  origins.flatMap((origin) =>
    Object.entries(environment.jurisdictions[origin]?.sites ?? {}).map(([key, site]) => ({
      place: `environments.${environment.name}.jurisdictions.${origin}.sites.${key}`,
      environment,
      origin,
      key: key as SiteKey,
      site,
    })),
  );

const environmentProblems = (
  environment: EnvironmentDescription,
  facts: Readonly<Record<string, RegionFacts>>,
  built: Knowledge["built"],
): Problem[] => [
  ...declaredSites(environment).flatMap((declared) => siteProblems(declared, facts, built)),
  ...origins.flatMap((origin) => jurisdictionProblems(environment, origin)),
  ...edgeProblems(environment, facts),
  ...pinProblems(environment),
];

/** The states of the edge lie in the neutral jurisdiction, where no user's site is lost with them. */
const edgeProblems = (environment: EnvironmentDescription, facts: Readonly<Record<string, RegionFacts>>): Problem[] => {
  const key = environment.edge.state.region;
  const place = `environments.${environment.name}.edge.state.region`;
  const region = facts[key];
  const neutral = Object.keys(facts).filter((one) => facts[one]?.jurisdiction === "neutral" && facts[one].cloud === "google");
  if (region === undefined)
    return [{ code: "UnknownRegion", place, rule: "facts about the region must be known", value: key, fix: didYouMean(key, neutral) }];
  if (region.jurisdiction === "neutral" && region.cloud === "google") return [];
  return [
    {
      code: "RegionOutsideJurisdiction",
      place,
      rule: "the states of the edge must lie in a Google region of the jurisdiction neutral",
      value: `${region.cloud}, ${region.jurisdiction}`,
      fix: didYouMean(key, neutral),
    },
  ];
};

const siteProblems = (
  { place, environment, origin, key, site }: DeclaredSite,
  facts: Readonly<Record<string, RegionFacts>>,
  built: Knowledge["built"],
): Problem[] => {
  const region = facts[key];
  if (region === undefined) {
    return [
      { code: "UnknownRegion", place, rule: "facts about the region must be known", value: key, fix: didYouMean(key, Object.keys(facts)) },
    ];
  }
  const problems: Problem[] = [];
  const wanted = site.role === "backup" ? "neutral" : origin;
  if (region.jurisdiction !== wanted) {
    problems.push({
      code: "RegionOutsideJurisdiction",
      place,
      rule: `a ${site.role} site of ${origin} must lie in the jurisdiction ${wanted}`,
      value: region.jurisdiction,
      fix: didYouMean(
        key,
        Object.keys(facts).filter((one) => facts[one]?.jurisdiction === wanted && facts[one].cloud === region.cloud),
      ),
    });
  }
  if (!cloudsOfRole[site.role].includes(region.cloud)) {
    problems.push({
      code: "RoleNotForCloud",
      place: `${place}.role`,
      rule: `the role ${site.role} must be taken by ${cloudsOfRole[site.role].join(" or ")}`,
      value: region.cloud,
      fix: "give the role to a site of that cloud",
    });
  }
  const since = phaseOf("roles", site.role);
  if (!hasReached(site.since, since)) {
    problems.push({
      code: "RoleTooEarly",
      place: `${place}.since`,
      rule: `the role ${site.role} must begin in ${since} or later`,
      value: site.since,
      fix: `write since: "${since}"`,
    });
  }
  if (region.availabilityZones.value.length < availabilityZonesUsed) {
    problems.push({
      code: "TooFewAvailabilityZones",
      place,
      rule: `the region must have at least ${String(availabilityZonesUsed)} availability zones`,
      value: region.availabilityZones.value.length,
      fix: "use another region",
    });
  }
  const purpose = purposeOfRole[site.role];
  if (environment.jurisdictions[origin]?.accounts[region.cloud][purpose] === undefined) {
    problems.push({
      code: "AccountMissing",
      place,
      rule: `the jurisdiction must declare the ${region.cloud} account for ${purpose}`,
      fix: `add accounts.${region.cloud}.${purpose}`,
    });
  }
  if (region.cloud === "google" && environment.jurisdictions[origin]?.projectNumbers[purpose] === undefined) {
    problems.push({
      code: "AccountMissing",
      place,
      rule: `the jurisdiction must declare the number of the google project for ${purpose}`,
      fix: `add projectNumbers.${purpose}`,
    });
  }
  problems.push(...missingServices(site.role, region, built[region.cloud]).map(([layer, service]) => lacking(place, key, layer, service)));
  return problems;
};

const missingServices = (role: Role, region: RegionFacts, built: readonly string[]): (readonly [string, CloudService])[] => {
  const missing = layerTable
    .filter((layer) => built.includes(layer.layer) && layer.roles.includes(role) && layer.per === "site")
    .flatMap((layer) => (layer.needs[region.cloud] ?? []).map((service) => [layer.layer, service] as const))
    .filter(([, service]) => !serviceStands(region, service));
  return missing.filter(([, service], index) => missing.findIndex(([, earlier]) => earlier === service) === index);
};

const lacking = (place: string, key: string, layer: string, service: CloudService): Problem => ({
  code: "ServiceNotInRegion",
  place,
  rule: `the layer '${layer}' needs ${service}, which must be known to stand in ${key}`,
  fix: `use another region, or add the fact with its source to regions/facts`,
});

const jurisdictionProblems = (environment: EnvironmentDescription, origin: Origin): Problem[] => {
  const jurisdiction = environment.jurisdictions[origin];
  if (jurisdiction === undefined) return [];
  const place = `environments.${environment.name}.jurisdictions.${origin}`;
  const sites = Object.values(jurisdiction.sites);
  const primaries = sites.filter((site) => site.role === "primary");
  if (primaries.length !== 1) {
    const fix = primaries.length === 0 ? "declare one" : "make the others hot-standby";
    return [{ code: "PrimaryMissing", place, rule: "a jurisdiction must have exactly one primary site", value: primaries.length, fix }];
  }
  const problems: Problem[] = [];
  const first = primaries[0]?.since ?? "foundation";
  if (sites.some((site) => !hasReached(site.since, first)) || !hasReached(environment.phase, first)) {
    problems.push({
      code: "PrimaryTooLate",
      place,
      rule: "the primary site must stand before all others, and in the environment's own phase",
      value: first,
      fix: 'write since: "foundation" at the primary site',
    });
  }
  for (const role of roles.filter((one) => one !== "primary")) {
    const since = phaseOf("roles", role);
    if (sites.some((site) => site.role === role && hasReached(since, site.since))) continue;
    problems.push({
      code: "CapabilityWithoutSite",
      place,
      rule: `a ${role} site must be declared with since: "${since}", for that phase has the role`,
      fix: "declare the site; it costs nothing before its phase",
    });
  }
  return problems;
};

const pinProblems = (environment: EnvironmentDescription): Problem[] =>
  pinnedProviders.flatMap((provider) => {
    const pin = environment.providers[provider];
    const { from, below } = providerRanges[provider];
    if (compareVersions(pin, from) >= 0 && compareVersions(pin, below) < 0) return [];
    return {
      code: "PinOutOfRange" as const,
      place: `environments.${environment.name}.providers.${provider}`,
      rule: `the pin must be at least ${from} and below ${below}`,
      value: pin,
      fix: `use ${from} or a later one below ${below}`,
    };
  });

/** Claims of the same value by different owners: all but the first are problems. */
const repeated = <T>(
  claims: readonly (readonly [T, string])[],
  problem: (value: T, place: string, first: string) => Problem,
): Problem[] => {
  const owners = new Map<T, string>();
  return claims.flatMap(([value, place]) => {
    const first = owners.get(value);
    if (first === undefined) owners.set(value, place);
    return first === undefined ? [] : [problem(value, place, first)];
  });
};

const uniquenessProblems = ({ organization, environments }: EstateDescription): Problem[] => {
  const byName = [...environments].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const accounts = byName.flatMap((environment) =>
    origins.flatMap((origin) =>
      (["aws", "google"] as const).flatMap((cloud) =>
        Object.entries(environment.jurisdictions[origin]?.accounts[cloud] ?? {})
          .sort()
          .map(([purpose, id]) => [id, `environments.${environment.name}.jurisdictions.${origin}.accounts.${cloud}.${purpose}`] as const),
      ),
    ),
  );
  const edges = byName.flatMap(({ name, edge }) => [
    [edge.state.project, `environments.${name}.edge.state.project`] as const,
    [edge.zoneId, `environments.${name}.edge.zoneId`] as const,
  ]);
  const numbers = byName.flatMap(({ name, edge, jurisdictions }) => [
    ...origins.flatMap((origin) =>
      Object.entries(jurisdictions[origin]?.projectNumbers ?? {})
        .sort()
        .map(([purpose, number]) => [number, `environments.${name}.jurisdictions.${origin}.projectNumbers.${purpose}`] as const),
    ),
    [edge.state.projectNumber, `environments.${name}.edge.state.projectNumber`] as const,
  ]);
  const ofOrganization = Object.entries(organization.accounts).map(([word, id]) => [id, `organization.accounts.${word}`] as const);
  const blocks = byName.flatMap(declaredSites).map(({ site, place }) => [site.addressBlock, `${place}.addressBlock`] as const);
  return [
    ...repeated(
      byName.map((one) => [one.name, `environments.${one.name}`] as const),
      (value, place) => ({
        code: "DuplicateEnvironment",
        place,
        rule: "each environment must have a name of its own",
        value,
        fix: "rename one",
      }),
    ),
    ...repeated(
      byName.map((one) => [one.domain, `environments.${one.name}.domain`] as const),
      (value, place, first) => ({
        code: "DomainReused",
        place,
        rule: `each environment must have a domain of its own; ${first} has this one`,
        value,
        fix: "register another domain",
      }),
    ),
    ...[[...ofOrganization, ...accounts, ...edges], numbers].flatMap((claims) =>
      repeated(claims, (value, place, first) => ({
        code: "AccountReused",
        place,
        rule: `each account must serve one environment, jurisdiction and purpose; ${first} has this one`,
        value,
        fix: "use an account of its own",
      })),
    ),
    ...repeated(blocks, (value, place, first) => ({
      code: "AddressBlockTaken",
      place,
      rule: `each site must have an address block of its own; ${first} has this one`,
      value,
      fix: `use the next free one: ${String(nextFree(blocks.map(([block]) => block)))}`,
    })),
  ];
};

const nextFree = (taken: readonly number[]): number => Math.max(...taken) + 1;

const budgetProblems = (environments: readonly EnvironmentDescription[]): Problem[] => {
  const production = environments.find((environment) => environment.name === "production");
  if (production === undefined) return [];
  const [least, most] = costBands[production.phase];
  const sum = environments.reduce((total, environment) => total + environment.usdPerMonth, 0);
  if (sum >= least && sum <= most) return [];
  return [
    {
      code: "BudgetOutsideBand",
      place: "environments",
      rule: `the budgets together must be ${String(least)} to ${String(most)} US dollars a month at production's phase ${production.phase}`,
      value: sum,
      fix: "change usdPerMonth of an environment, or the phase",
    },
  ];
};

const serviceProblems = ({ services }: EstateDescription): Problem[] =>
  Object.entries(services).flatMap(([name, service]) =>
    service.calls
      .filter((callee) => services[callee] === undefined)
      .map((callee) => ({
        code: "UnknownService",
        place: `services.${name}.calls`,
        rule: "a service must call services that exist",
        value: callee,
        fix: didYouMean(callee, Object.keys(services)),
      })),
  );

const flowProblems = ({ services, flows }: EstateDescription): Problem[] => {
  const declared = flows.map((flow, index) => [flow, `flows[${String(index)}]`] as const);
  const calls = Object.entries(services).flatMap(([name, service]) =>
    service.calls.flatMap((callee) => {
      const target = services[callee];
      return target === undefined ? [] : ([[{ from: service.zone, to: target.zone }, `services.${name}.calls.${callee}`]] as const);
    }),
  );
  return [...declared, ...calls]
    .filter(([flow]) => !zoneCrossings[flow.from].includes(flow.to))
    .map(([flow, place]) => ({
      code: "FlowRefused",
      place,
      rule: `'${flow.from}' may open connections only to ${zoneCrossings[flow.from].join(", ") || "nothing"}`,
      value: flow.to,
      fix: "go through the zones in their order",
    }));
};
