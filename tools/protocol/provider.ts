import type { ProviderFacts } from "../catalogue/facts";
import type { ObjectValue, Path } from "./values";

/** What a provider has to say about a configuration, a plan or a change. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  readonly path?: Path;
}

/** The schemas of a provider, without what only asking tells. */
export type ProviderSchema = Pick<ProviderFacts, "config" | "resources" | "data_sources" | "ephemeral_resources">;

/** Bytes that a provider keeps with a resource and that nobody else reads. */
export type PrivateData = Uint8Array;

/** What is asked for a plan. `prior` is `null` for a create, `proposed` for a destroy. */
export interface PlanRequest {
  readonly type: string;
  readonly prior: ObjectValue | null;
  readonly proposed: ObjectValue | null;
  readonly config: ObjectValue | null;
  readonly private: PrivateData;
}

/** The planned state, and the paths whose change forces replacement. */
export interface PlanAnswer {
  readonly planned: ObjectValue | null;
  readonly requiresReplace: readonly Path[];
  readonly private: PrivateData;
  readonly diagnostics: readonly Diagnostic[];
  /** Whether Terraform has to forgive that a planned argument differs from what is configured, as it does with an SDK of old. */
  readonly legacyTypeSystem?: boolean;
}

/** What is asked for a change. `planned` is `null` for a destroy. */
export interface ApplyRequest {
  readonly type: string;
  readonly prior: ObjectValue | null;
  readonly planned: ObjectValue | null;
  readonly config: ObjectValue | null;
  readonly private: PrivateData;
}

/** A resource as it is now; `null` where it is gone. */
export interface StateAnswer {
  readonly state: ObjectValue | null;
  readonly private: PrivateData;
  readonly diagnostics: readonly Diagnostic[];
  /** Of an apply: as with a plan. */
  readonly legacyTypeSystem?: boolean;
}

/** One resource that was imported. */
export interface ImportedResource {
  readonly type: string;
  readonly state: ObjectValue;
  readonly private: PrivateData;
}

/** Attributes and what was said about them. */
export interface ReadAnswer {
  readonly state: ObjectValue | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * One configuration of a provider, with decoded values: a real provider behind the plugin protocol, or a twin. What
 * Terraform asks, and nothing more. A method rejects only where the other side broke the protocol or is gone; whatever
 * a provider refuses is a diagnostic.
 */
export interface Provider {
  readonly schema: ProviderSchema;
  validateProviderConfig(config: ObjectValue): Promise<readonly Diagnostic[]>;
  configure(config: ObjectValue): Promise<readonly Diagnostic[]>;
  validateResource(type: string, config: ObjectValue): Promise<readonly Diagnostic[]>;
  validateDataSource(type: string, config: ObjectValue): Promise<readonly Diagnostic[]>;
  validateEphemeral(type: string, config: ObjectValue): Promise<readonly Diagnostic[]>;
  /** Brings a state of an earlier schema version, as JSON, to the form of this one. */
  upgradeState(type: string, version: number, json: string): Promise<ReadAnswer>;
  plan(request: PlanRequest): Promise<PlanAnswer>;
  apply(request: ApplyRequest): Promise<StateAnswer>;
  read(type: string, state: ObjectValue, privateData: PrivateData): Promise<StateAnswer>;
  importState(
    type: string,
    id: string,
  ): Promise<{ readonly resources: readonly ImportedResource[]; readonly diagnostics: readonly Diagnostic[] }>;
  readDataSource(type: string, config: ObjectValue): Promise<ReadAnswer>;
  openEphemeral(type: string, config: ObjectValue): Promise<ReadAnswer>;
  closeEphemeral(type: string): Promise<readonly Diagnostic[]>;
}
