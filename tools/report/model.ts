import { addressPlan, type AddressPlan } from "../../modules/core/addressing";
import type { Flow } from "../../modules/core/flows";
import {
  global,
  hasReached,
  origins,
  roles,
  type Cloud,
  type Jurisdiction,
  type Origin,
  type Phase,
  type Role,
} from "../../modules/core/words";
import type { EnvironmentDescription, EstateDescription, ServiceDescription } from "../../regions/description";
import { regionFacts } from "../../regions/facts";
import { estateFlows } from "../../regions/flows";
import { apiHostname } from "../../regions/hostnames";
import type { ManifestStack } from "../../regions/manifest";
import type { Synthesis } from "../../regions/synthesis";
import { layerTable } from "../../regions/tables";
import { usedExceptions, type UsedException } from "./residency";

/** Tells a report from another JSON. */
export const reportKind = "estate report";

/** The form of report.json. A change that readers would notice raises it. */
export const reportVersion = 1;

/** What a stack belongs to: a site, an account of a jurisdiction, the edge, or the place of the edge's states. */
export type StackPlace = "site" | "account" | "edge" | "edge-home";

/** A stack as the report tells of it: the manifest's entry, and who stands on it. */
export interface ReportStack extends Omit<ManifestStack, "outputs" | "githubEnvironments" | "backend" | "path"> {
  readonly place: StackPlace;
  /** The key of its site; of the site where its state lies for one that has none. */
  readonly site: string;
  /** How many resources it makes. */
  readonly resourceCount: number;
  /** What it offers to later layers. */
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly dataClass: string }>>;
  /** Stacks that wait for it, sorted. */
  readonly neededBy: readonly string[];
  /** Stacks that read what it offers, sorted. */
  readonly readBy: readonly string[];
  /** Where its state lies. */
  readonly state: string;
}

/** A site of an environment, with the facts of its region. */
export interface ReportSite {
  readonly key: string;
  readonly cloud: Cloud;
  readonly region: string;
  /** The cloud's own name for the region. */
  readonly regionName: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** The jurisdiction in which it lies. */
  readonly jurisdiction: Jurisdiction;
  readonly role: Role;
  readonly since: Phase;
  /** Whether it stands at the phase. */
  readonly isActive: boolean;
  readonly addressBlock: number;
  readonly addresses: AddressPlan;
}

/** One jurisdiction of an environment. */
export interface ReportJurisdiction {
  readonly origin: Origin;
  /** Where its users find the interface. */
  readonly hostname: string;
  /** By role, then by address block. */
  readonly sites: readonly ReportSite[];
}

/** One environment. */
export interface ReportEnvironment {
  readonly name: string;
  readonly phase: Phase;
  readonly domain: string;
  readonly usdPerMonth: number;
  readonly jurisdictions: readonly ReportJurisdiction[];
}

/** All that the report tells, as report.json holds it. */
export interface Report {
  readonly kind: typeof reportKind;
  readonly version: number;
  readonly organization: string;
  /** In the order of promotion. */
  readonly environments: readonly ReportEnvironment[];
  /** The layers that stand, in the order in which they are applied. */
  readonly layers: readonly string[];
  /** In waves. */
  readonly stacks: readonly ReportStack[];
  readonly flows: readonly Flow[];
  /** By name. */
  readonly services: readonly (ServiceDescription & { readonly name: string })[];
  /** Every residency exception that is in use, with its uses. */
  readonly exceptions: readonly UsedException[];
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The report of a synthesis. Pure: the same description and selection give the same report. */
export const makeReport = (description: EstateDescription, synthesis: Synthesis): Report => {
  const stacks = synthesis.stacks.map((stack) => reportStack(stack, synthesis.stacks));
  const standing = new Set(stacks.map(({ layer }) => layer));
  return {
    kind: reportKind,
    version: reportVersion,
    organization: synthesis.organization,
    environments: description.environments.flatMap((environment) => {
      const phase = stacks.find((stack) => stack.environment === environment.name)?.phase;
      return phase === undefined ? [] : [reportEnvironment(environment, phase)];
    }),
    layers: [...new Set(layerTable.map(({ layer }) => layer))].filter((layer) => standing.has(layer)),
    stacks,
    flows: estateFlows(description),
    services: Object.entries(description.services)
      .map(([name, service]) => ({ name, ...service }))
      .sort((a, b) => byText(a.name, b.name)),
    exceptions: usedExceptions(synthesis.verdict.exceptions.filter(({ stack }) => synthesis.texts.has(stack))),
  };
};

const placeOf = ({ cloud, origin, region }: ManifestStack): StackPlace => {
  if (cloud === "cloudflare") return "edge";
  if (origin === global) return "edge-home";
  return region === global ? "account" : "site";
};

const reportStack = (stack: ManifestStack, all: readonly ManifestStack[]): ReportStack => {
  const { githubEnvironments: _jobs, backend, path: _path, outputs, ...rest } = stack;
  const stateRegion = backend.kind === "local" ? global : backend.region;
  return {
    ...rest,
    place: placeOf(stack),
    site: `${stack.cloud}-${stack.region === global ? stateRegion : stack.region}`,
    resourceCount: Object.values(stack.resources).reduce((sum, count) => sum + count, 0),
    outputs: Object.fromEntries(Object.entries(outputs).map(([name, { description, dataClass }]) => [name, { description, dataClass }])),
    neededBy: all
      .filter(({ dependsOn }) => dependsOn.includes(stack.name))
      .map(({ name }) => name)
      .sort(),
    readBy: all
      .filter(({ reads }) => Object.values(reads).includes(stack.name))
      .map(({ name }) => name)
      .sort(),
    state: stateOf(backend),
  };
};

const stateOf = (backend: ManifestStack["backend"]): string => {
  switch (backend.kind) {
    case "s3":
      return `s3://${backend.bucket}/${backend.key}`;
    case "gcs":
      return `gs://${backend.bucket}/${backend.prefix}`;
    case "local":
      return backend.path;
  }
};

const reportEnvironment = (environment: EnvironmentDescription, phase: Phase): ReportEnvironment => ({
  name: environment.name,
  phase,
  domain: environment.domain,
  usdPerMonth: environment.usdPerMonth,
  jurisdictions: origins.flatMap((origin) => {
    const sites = environment.jurisdictions[origin]?.sites;
    if (sites === undefined) return [];
    return [{ origin, hostname: apiHostname(environment, origin), sites: reportSites(sites, phase) }];
  }),
});

const reportSites = (sites: NonNullable<EnvironmentDescription["jurisdictions"][Origin]>["sites"], phase: Phase): readonly ReportSite[] =>
  Object.entries(sites)
    .flatMap(([key, { role, since, addressBlock }]): readonly ReportSite[] => {
      const region = regionFacts[key];
      if (region === undefined) return [];
      return [
        {
          key,
          cloud: region.cloud,
          region: region.code,
          regionName: region.name,
          country: region.country.value,
          jurisdiction: region.jurisdiction,
          role,
          since,
          isActive: hasReached(phase, since),
          addressBlock,
          addresses: addressPlan(addressBlock),
        },
      ];
    })
    .sort((a, b) => (a.role === b.role ? a.addressBlock - b.addressBlock : roles.indexOf(a.role) - roles.indexOf(b.role)));
