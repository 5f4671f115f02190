import type { Construct } from "constructs";
import { EstateError, failOn, type Problem } from "../modules/core/errors";
import { EstateStack, type StackBackend, type StackIdentity } from "../modules/core/stack";
import { global, hasReached, origins, siteClouds, type Origin, type Phase, type Purpose, type SiteCloud } from "../modules/core/words";
import { awsLayers } from "./aws";
import { keyAliasArn, stateBucketName, stateKey } from "./aws/names";
import type { EnvironmentDescription, EstateDescription, SiteKey } from "./description";
import { regionFacts } from "./facts";
import type { RegionFacts } from "./facts/fact";
import { estateFlows } from "./flows";
import { meaningProblems } from "./meaning";
import type { LayerBuilder, Place, Site, StackPlan } from "./place";
import { layerTable, purposeOfRole, sizeOfPhase, type LayerRow } from "./tables";

/** What can be built, by cloud and layer. A layer of the table that is missing here is not part of the estate yet. */
const builders: Readonly<Record<SiteCloud, Readonly<Record<string, LayerBuilder>>>> = { aws: awsLayers, google: {} };

/** How the estate is looked at. */
export interface Outlook {
  /** Looks at every environment in this phase instead of its own. */
  readonly phase?: Phase;
  /** `cloud`: each site's own bucket. `local`: files beside the output folder, for trying things out. @default cloud */
  readonly backend?: "cloud" | "local";
  /** Folder of local states, relative to a stack's folder. @default ../../../local-state */
  readonly localStates?: string;
  /** Facts by `<cloud>-<region>`. @default the committed facts */
  readonly facts?: Readonly<Record<string, RegionFacts>>;
}

/** Checks the meaning of a description. Returns every problem; none means that it can be planned. */
export const checkMeaning = (description: EstateDescription, facts?: Outlook["facts"]): Problem[] =>
  meaningProblems(description, {
    built: { aws: Object.keys(builders.aws), google: Object.keys(builders.google) },
    ...(facts === undefined ? {} : { facts }),
  });

/**
 * All stacks of the estate, in the order in which they are applied: every stack after those that it depends on, and
 * by name where the order is free.
 *
 * @throws EstateError DuplicateStack, UnknownDependency, DependencyCircle.
 */
export const planEstate = (description: EstateDescription, outlook: Outlook = {}): readonly StackPlan[] => {
  const flows = estateFlows(description);
  const plans = description.environments.flatMap((environment) =>
    origins.flatMap((origin) =>
      siteClouds.flatMap((cloud) => planJurisdiction({ description, environment, origin, cloud, flows, outlook })),
    ),
  );
  failOn(duplicateNames(plans));
  failOn(unofferedReads(plans));
  return inOrder(plans);
};

/** Makes the stack of a plan below `scope`. */
export const buildStack = (scope: Construct, plan: StackPlan): EstateStack => {
  const stack = new EstateStack(scope, { identity: plan.identity, backend: plan.backend });
  plan.builder.build(stack, plan.place);
  return stack;
};

/** One jurisdiction of one environment on one cloud. */
interface Slice {
  readonly description: EstateDescription;
  readonly environment: EnvironmentDescription;
  readonly origin: Origin;
  readonly cloud: SiteCloud;
  readonly flows: Place["flows"];
  readonly outlook: Outlook;
}

const planJurisdiction = (slice: Slice): StackPlan[] => {
  const phase = slice.outlook.phase ?? slice.environment.phase;
  const active = activeSites(slice, phase);
  return layerTable.flatMap((row) => {
    const builder = builders[slice.cloud][row.layer];
    if (builder === undefined || !hasReached(phase, row.since) || row.purpose === global) return [];
    const sites = active.filter((site) => row.roles.includes(site.description.role));
    const homes = row.per === "account" ? sites.slice(0, 1) : sites;
    return homes.map((site) => planStack(slice, phase, row, builder, site, active));
  });
};

const activeSites = ({ environment, origin, cloud, outlook }: Slice, phase: Phase): readonly Site[] =>
  Object.entries(environment.jurisdictions[origin]?.sites ?? {})
    .flatMap(([key, description]) => {
      const region = (outlook.facts ?? regionFacts)[key];
      return region?.cloud === cloud && hasReached(phase, description.since) ? [{ key: key as SiteKey, region, description }] : [];
    })
    .sort((a, b) => a.description.addressBlock - b.description.addressBlock);

const planStack = (slice: Slice, phase: Phase, row: LayerRow, builder: LayerBuilder, site: Site, active: readonly Site[]): StackPlan => {
  const { description, environment, origin, cloud, flows, outlook } = slice;
  const purpose = row.purpose as Purpose;
  const account = environment.jurisdictions[origin]?.accounts[cloud][purpose] ?? "";
  const base = {
    organization: description.organization,
    environment,
    phase,
    size: environment.size ?? sizeOfPhase[phase],
    origin,
    purpose,
    account,
    site,
    sites: active.filter((one) => purposeOf(row, one) === purpose),
    services: description.services,
    flows,
  };
  const identity = identityOf(base, row);
  const layerIdentity = (layer: string): StackIdentity => identityOf(base, rowOf(layer, purpose));
  const nameOf = (layer: string): string => layerIdentity(layer).name;
  const place: Place = {
    ...base,
    identity,
    source: (layer) => ({ stack: nameOf(layer), backend: backendOf(base, layerIdentity(layer), outlook) }),
  };
  const contracts = builder.reads ?? [];
  const after = row.after.filter((layer) => builders[cloud][layer] !== undefined);
  return {
    identity,
    backend: backendOf(base, identity, outlook),
    place,
    builder,
    dependsOn: [...new Set([...after, ...contracts.map(({ layer }) => layer)].map(nameOf))].sort(),
    reads: contracts.map((contract) => ({ contract, source: place.source(contract.layer) })),
  };
};

type BasePlace = Omit<Place, "identity" | "source">;

/** The account in which a layer stands at a site: the vault's layers stand at the same sites as the workload's. */
const purposeOf = (row: LayerRow, site: Site): Purpose => (row.purpose === "vault" ? "vault" : purposeOfRole[site.description.role]);

const rowOf = (layer: string, purpose: Purpose): LayerRow => {
  const rows = layerTable.filter((one) => one.layer === layer);
  const row = rows.find((one) => one.purpose === purpose) ?? rows[0];
  if (row !== undefined) return row;
  throw new EstateError([
    {
      code: "UnknownDependency",
      place: "layer table",
      rule: "a layer must be in the table",
      value: layer,
      fix: "mend the table in regions/tables.ts",
    },
  ]);
};

const identityOf = (place: BasePlace, row: LayerRow): StackIdentity => {
  const { environment, origin, site, account, purpose } = place;
  const region = row.per === "site" ? site.region.code : global;
  return {
    name: [environment.name, origin, site.region.cloud, region, row.layer].join("-"),
    environment: environment.name,
    origin,
    jurisdiction: row.per === "site" ? site.region.jurisdiction : global,
    cloud: site.region.cloud,
    region,
    account,
    purpose,
    layer: row.layer,
  };
};

const backendOf = (place: BasePlace, identity: StackIdentity, outlook: Outlook): StackBackend => {
  if (outlook.backend === "local")
    return { kind: "local", path: `${outlook.localStates ?? "../../../local-state"}/${identity.name}.tfstate` };
  const words = [identity.environment, identity.origin, identity.cloud, identity.region, identity.layer];
  const region = place.site.region.code;
  return {
    kind: "s3",
    bucket: stateBucketName(place, region),
    key: `${words.join("/")}.tfstate`,
    region,
    kmsKeyArn: keyAliasArn(place, stateKey, region),
    accountId: place.account,
  };
};

const duplicateNames = (plans: readonly StackPlan[]): Problem[] => {
  const names = plans.map(({ identity }) => identity.name);
  return names
    .filter((name, index) => names.indexOf(name) !== index)
    .map((name) => ({
      code: "DuplicateStack",
      place: name,
      rule: "each stack must have a name of its own, for the second would overwrite the first",
      fix: "rename the environment or the layer",
    }));
};

/** A contract is read from a stack that offers every field of it. */
const unofferedReads = (plans: readonly StackPlan[]): Problem[] => {
  const offered = new Map(plans.map(({ identity, builder }) => [identity.name, Object.keys(builder.contract?.fields ?? {})]));
  return plans.flatMap(({ identity, reads }) =>
    reads.flatMap(({ contract, source }) =>
      Object.keys(contract.fields)
        .filter((field) => offered.get(source.stack)?.includes(field) !== true)
        .map((field) => ({
          code: "ContractBroken" as const,
          place: identity.name,
          rule: `a stack must read only what ${source.stack} offers`,
          value: field,
          fix: "read another field, or let that layer offer it",
        })),
    ),
  );
};

/** Kahn's order, by name where the order is free: the same on every machine, whatever the description's order. */
export const inOrder = (plans: readonly StackPlan[]): readonly StackPlan[] => {
  const waiting = new Map(
    [...plans].sort((a, b) => (a.identity.name < b.identity.name ? -1 : 1)).map((plan) => [plan.identity.name, plan] as const),
  );
  failOn(
    plans.flatMap(({ identity, dependsOn }) =>
      dependsOn
        .filter((name) => !waiting.has(name))
        .map((name) => ({
          code: "UnknownDependency" as const,
          place: identity.name,
          rule: "a stack must depend only on stacks of the estate at this phase",
          value: name,
          fix: "mend the layer table, or the site's 'since'",
        })),
    ),
  );
  const ordered: StackPlan[] = [];
  const done = new Set<string>();
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(({ dependsOn }) => dependsOn.every((name) => done.has(name)));
    if (ready.length === 0) {
      throw new EstateError([
        {
          code: "DependencyCircle",
          place: [...waiting.keys()].join(", "),
          rule: "stacks must not depend on each other in a circle",
          fix: "let one of them derive the name that it reads",
        },
      ]);
    }
    for (const plan of ready) {
      ordered.push(plan);
      done.add(plan.identity.name);
      waiting.delete(plan.identity.name);
    }
  }
  return ordered;
};
