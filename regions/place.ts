import type { Flow } from "../modules/core/flows";
import type { Contract, ContractSource } from "../modules/core/contracts";
import type { EstateStack, StackBackend, StackIdentity } from "../modules/core/stack";
import type { global, Origin, Phase, Purpose, SiteCloud, Size } from "../modules/core/words";
import type { EnvironmentDescription, OrganizationDescription, ServiceDescription, SiteDescription, SiteKey } from "./description";
import type { RegionFacts } from "./facts/fact";

/** A site that is active at the phase that is being looked at. */
export interface Site {
  readonly key: SiteKey;
  readonly region: RegionFacts;
  readonly description: SiteDescription;
}

/** Where one stack stands, and all that its layer may know. Layers are functions of this alone. */
export interface Place {
  readonly organization: OrganizationDescription;
  readonly environment: EnvironmentDescription;
  /** The phase that is being looked at; the environment's own unless another was asked for. */
  readonly phase: Phase;
  readonly size: Size;
  /** Whose data; `global` for the project in which the states of `zone` and `edge` lie. */
  readonly origin: Origin | typeof global;
  readonly purpose: Purpose;
  /** The account id or project id. */
  readonly account: string;
  /** The number of the project; empty on AWS. */
  readonly projectNumber: string;
  /** The site. For a layer that stands once an account: the account's home, in whose bucket its state lies. */
  readonly site: Site;
  /** All active sites of the account, in the order of their address blocks. */
  readonly sites: readonly Site[];
  readonly services: Readonly<Record<string, ServiceDescription>>;
  /** The one flow matrix. */
  readonly flows: readonly Flow[];
  readonly identity: StackIdentity;
  /** Where an earlier layer of the same site offers its contract. */
  readonly source: (layer: string) => ContractSource;
}

/** The sites of one jurisdiction, as the edge sees them. */
export interface EdgeJurisdiction {
  readonly origin: Origin;
  /** Sites that are active at the phase, in the order of their address blocks. */
  readonly sites: readonly Site[];
  /** All sites that the environment declares, in the same order. */
  readonly declared: readonly Site[];
}

/** Where a layer of the edge stands: once an environment, in no region. It reads no state, and derives all names. */
export interface EdgePlace {
  readonly organization: OrganizationDescription;
  readonly environment: EnvironmentDescription;
  /** The phase that is being looked at; the environment's own unless another was asked for. */
  readonly phase: Phase;
  readonly size: Size;
  readonly services: Readonly<Record<string, ServiceDescription>>;
  /** The one flow matrix. */
  readonly flows: readonly Flow[];
  readonly identity: StackIdentity;
  /** The environment's jurisdictions, in alphabetical order. */
  readonly jurisdictions: readonly EdgeJurisdiction[];
}

/** How a layer is built; `P` is where it stands. */
export interface LayerBuilder<P = Place> {
  /** What it offers to later layers of its site. */
  readonly contract?: Contract;
  /** Contracts of the same site that it reads. */
  readonly reads?: readonly Contract[];
  /** Fills the stack, which has its backend already. */
  readonly build: (stack: EstateStack, place: P) => void;
}

/** How a layer of the edge is built. It offers and reads no contract. */
export type EdgeLayerBuilder = Pick<LayerBuilder<EdgePlace>, "build">;

/** A stack that will be built: who it is, what it waits for, and how. */
export interface StackPlan {
  readonly identity: StackIdentity;
  readonly backend: StackBackend;
  /** The phase in which it is built. */
  readonly phase: Phase;
  /** What it offers. */
  readonly contract: Contract | undefined;
  /** Names of the stacks that have to be applied before, sorted. */
  readonly dependsOn: readonly string[];
  /** Sources of the contracts that it reads. */
  readonly reads: readonly { readonly source: ContractSource; readonly contract: Contract }[];
  /** Fills the stack, which has its backend already. */
  readonly build: (stack: EstateStack) => void;
}

/** The workload account (or project) of a place's jurisdiction; empty where there is none. */
export const workloadAccount = ({ environment, origin }: Pick<Place, "environment" | "origin">, cloud: SiteCloud): string =>
  (origin === "global" ? undefined : environment.jurisdictions[origin]?.accounts[cloud].workload) ?? "";
