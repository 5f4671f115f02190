import { EstateError } from "../modules/core/errors";
import type { StackIdentity } from "../modules/core/stack";
import { global, hasReached, type Origin, type Phase, type Purpose, type SiteCloud } from "../modules/core/words";
import { awsLayers } from "./aws";
import { backendOf, type StateOutlook } from "./backends";
import { cloudflareLayers } from "./cloudflare";
import type { EnvironmentDescription, EstateDescription, SiteDescription, SiteKey } from "./description";
import { regionFacts } from "./facts";
import type { RegionFacts } from "./facts/fact";
import { googleLayers } from "./google";
import type { LayerBuilder, Place, Site, StackPlan } from "./place";
import { layerTable, purposeOfRole, sizeOfPhase, type LayerRow } from "./tables";

/** What can be built at a site, by cloud and layer. A layer of the table that is missing here is not part of the estate yet. */
export const siteBuilders: Readonly<Record<SiteCloud, Readonly<Record<string, LayerBuilder>>>> = { aws: awsLayers, google: googleLayers };

/** One environment, as it is looked at. */
export interface EnvironmentView {
  readonly description: EstateDescription;
  readonly environment: EnvironmentDescription;
  /** The phase that is being looked at. */
  readonly phase: Phase;
  readonly flows: Place["flows"];
  readonly states: StateOutlook;
  /** Facts by `<cloud>-<region>`. @default the committed facts */
  readonly facts: Readonly<Record<string, RegionFacts>> | undefined;
}

/** One jurisdiction of an environment on one cloud; `global` for the project that holds the edge's states. */
export interface Slice extends EnvironmentView {
  readonly origin: Origin | typeof global;
  readonly cloud: SiteCloud;
}

/** The home of the edge's states is no site: it has no network, and so no address block. */
const homeOfEdge: SiteDescription = { role: "backup", since: "foundation", addressBlock: -1 };

const asSite = ({ facts = regionFacts }: EnvironmentView, key: string, description: SiteDescription): readonly Site[] => {
  const region = facts[key];
  return region === undefined ? [] : [{ key: key as SiteKey, region, description }];
};

/** The sites that an environment declares in a jurisdiction, in the order of their address blocks. */
export const declaredSites = (view: EnvironmentView, origin: Origin): readonly Site[] =>
  Object.entries(view.environment.jurisdictions[origin]?.sites ?? {})
    .flatMap(([key, description]) => asSite(view, key, description))
    .sort((a, b) => a.description.addressBlock - b.description.addressBlock);

/** Where the states of the layers of the edge lie. */
export const edgeHome = (view: EnvironmentView): readonly Site[] => asSite(view, view.environment.edge.state.region, homeOfEdge);

/** The sites of a jurisdiction that are active at the phase, in the order of their address blocks. */
export const activeSites = (view: EnvironmentView, origin: Origin): readonly Site[] =>
  declaredSites(view, origin).filter(({ description }) => hasReached(view.phase, description.since));

const sitesOf = (slice: Slice): readonly Site[] =>
  (slice.origin === global ? edgeHome(slice) : activeSites(slice, slice.origin)).filter(({ region }) => region.cloud === slice.cloud);

/** The stacks of one jurisdiction of one environment on one cloud. */
export const planSlice = (slice: Slice): readonly StackPlan[] => {
  const active = sitesOf(slice);
  return layerTable.flatMap((row) => {
    const builder = siteBuilders[slice.cloud][row.layer];
    const isHere = (row.purpose === global) === (slice.origin === global) && (row.per === "account" || row.per === "site");
    if (builder === undefined || !isHere || !hasReached(slice.phase, row.since)) return [];
    const sites = slice.origin === global ? active : active.filter((site) => row.roles.includes(site.description.role));
    const homes = row.per === "account" ? sites.slice(0, 1) : sites;
    return homes.map((site) => planStack(slice, row, builder, site, active));
  });
};

type BasePlace = Omit<Place, "identity" | "source">;

const planStack = (slice: Slice, row: LayerRow, builder: LayerBuilder, site: Site, active: readonly Site[]): StackPlan => {
  const base = basePlace(slice, row, site, active);
  const identity = identityOf(base, row);
  const layerIdentity = (layer: string): StackIdentity => identityOf(base, rowOf(layer, row.purpose));
  const place: Place = {
    ...base,
    identity,
    source: (layer) => ({ stack: layerIdentity(layer).name, backend: backendOf(base, layerIdentity(layer), slice.states) }),
  };
  const contracts = builder.reads ?? [];
  const after = row.after.filter((layer) => (siteBuilders[slice.cloud][layer] ?? cloudflareLayers[layer]) !== undefined);
  const primary = base.sites.find(({ description }) => description.role === "primary");
  const replicated = row.replicates && primary !== undefined && primary !== site ? [identityOf({ ...base, site: primary }, row).name] : [];
  return {
    identity,
    backend: backendOf(base, identity, slice.states),
    phase: slice.phase,
    contract: builder.contract,
    build: (stack) => builder.build(stack, place),
    dependsOn: [
      ...new Set([...replicated, ...[...after, ...contracts.map(({ layer }) => layer)].map((layer) => layerIdentity(layer).name)]),
    ].sort(),
    reads: contracts.map((contract) => ({ contract, source: place.source(contract.layer) })),
  };
};

const basePlace = (
  { description, environment, phase, origin, cloud, flows }: Slice,
  row: LayerRow,
  site: Site,
  active: readonly Site[],
): BasePlace => {
  const ofEnvironment = {
    organization: description.organization,
    environment,
    phase,
    size: environment.size ?? sizeOfPhase[phase],
    origin,
    site,
    services: description.services,
    flows,
  };
  if (row.purpose === global || origin === global) {
    const { project, projectNumber } = environment.edge.state;
    return { ...ofEnvironment, purpose: "workload", account: project, projectNumber, sites: active };
  }
  const { purpose } = row;
  const jurisdiction = environment.jurisdictions[origin];
  return {
    ...ofEnvironment,
    purpose,
    account: jurisdiction?.accounts[cloud][purpose] ?? "",
    projectNumber: (cloud === "google" ? jurisdiction?.projectNumbers[purpose] : undefined) ?? "",
    sites: active.filter((one) => purposeOf(row, one) === purpose),
  };
};

/** The account in which a layer stands at a site: the vault's layers stand at the same sites as the workload's. */
const purposeOf = (row: LayerRow, site: Site): Purpose => (row.purpose === "vault" ? "vault" : purposeOfRole[site.description.role]);

const rowOf = (layer: string, purpose: LayerRow["purpose"]): LayerRow => {
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

const identityOf = ({ environment, origin, site, account }: BasePlace, row: LayerRow): StackIdentity => {
  if (row.per === "environment") return edgeIdentity(environment, row.layer);
  const region = row.per === "site" ? site.region.code : global;
  return {
    name: [environment.name, origin, site.region.cloud, region, row.layer].join("-"),
    environment: environment.name,
    origin,
    jurisdiction: row.per === "site" ? site.region.jurisdiction : global,
    cloud: site.region.cloud,
    region,
    account,
    purpose: row.purpose,
    layer: row.layer,
  };
};

/** The identity of a layer of an environment's edge. */
export const edgeIdentity = ({ name, edge }: EnvironmentDescription, layer: string): StackIdentity => ({
  name: [name, global, "cloudflare", global, layer].join("-"),
  environment: name,
  origin: global,
  jurisdiction: global,
  cloud: "cloudflare",
  region: global,
  account: edge.accountId,
  purpose: global,
  layer,
});
