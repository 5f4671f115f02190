import type { Flow } from "../modules/core/flows";
import type { Contract, ContractSource } from "../modules/core/contracts";
import type { EstateStack, StackBackend, StackIdentity } from "../modules/core/stack";
import type { Origin, Phase, Purpose, Size } from "../modules/core/words";
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
  readonly origin: Origin;
  readonly purpose: Purpose;
  /** The account id or project id. */
  readonly account: string;
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

/** How a layer is built. */
export interface LayerBuilder {
  /** What it offers to later layers of its site. */
  readonly contract?: Contract;
  /** Contracts of the same site that it reads. */
  readonly reads?: readonly Contract[];
  /** Fills the stack, which has its backend already. */
  readonly build: (stack: EstateStack, place: Place) => void;
}

/** A stack that will be built: who it is, what it waits for, and how. */
export interface StackPlan {
  readonly identity: StackIdentity;
  readonly backend: StackBackend;
  readonly place: Place;
  readonly builder: LayerBuilder;
  /** Names of the stacks that have to be applied before, sorted. */
  readonly dependsOn: readonly string[];
  /** Sources of the contracts that it reads. */
  readonly reads: readonly { readonly source: ContractSource; readonly contract: Contract }[];
}
