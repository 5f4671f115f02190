/** A message without fields. */
export type Empty = Readonly<Record<string, never>>;

/** A value in MessagePack, or in JSON, which no provider sends. */
export interface WireValue {
  readonly msgpack?: Uint8Array;
  readonly json?: Uint8Array;
}

/** A state as it was stored. */
export interface RawState {
  readonly json?: Uint8Array;
}

/** One step of a path: exactly one of the three. */
export interface WireStep {
  readonly attribute_name?: string;
  readonly element_key_string?: string;
  readonly element_key_int?: number;
}

/** Where something is. */
export interface WirePath {
  readonly steps?: readonly WireStep[];
}

/** Severity 1 is an error, 2 a warning. */
export interface WireDiagnostic {
  readonly severity?: number;
  readonly summary?: string;
  readonly detail?: string;
  readonly attribute?: WirePath;
}

/** What a message says besides its answer. */
export interface Diagnostics {
  readonly diagnostics?: readonly WireDiagnostic[];
}

/** `type` is the JSON of a type; `nested_type` is known to version 6 alone. */
export interface WireAttribute {
  readonly name?: string;
  readonly type?: Uint8Array;
  readonly nested_type?: { readonly attributes?: readonly WireAttribute[]; readonly nesting?: number };
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly deprecated?: boolean;
  readonly write_only?: boolean;
}

/** The blocks of one name. */
export interface WireNestedBlock {
  readonly type_name?: string;
  readonly block?: WireBlock;
  readonly nesting?: number;
  readonly min_items?: number;
  readonly max_items?: number;
}

/** Attributes and blocks. */
export interface WireBlock {
  readonly attributes?: readonly WireAttribute[];
  readonly block_types?: readonly WireNestedBlock[];
}

/** The schema of one type. */
export interface WireSchema {
  readonly version?: number;
  readonly block?: WireBlock;
}

/** What a provider can do. */
export interface ServerCapabilities {
  /** It wants to plan deletions too. */
  readonly plan_destroy?: boolean;
  /** It works without having been asked for its schema first. */
  readonly get_provider_schema_optional?: boolean;
  readonly move_resource_state?: boolean;
}

/** What Terraform can do. */
export interface ClientCapabilities {
  readonly write_only_attributes_allowed?: boolean;
}

/** All schemas of a provider. */
export interface WireProviderSchema extends Diagnostics {
  readonly provider?: WireSchema;
  readonly resource_schemas?: Readonly<Record<string, WireSchema>>;
  readonly data_source_schemas?: Readonly<Record<string, WireSchema>>;
  readonly ephemeral_resource_schemas?: Readonly<Record<string, WireSchema>>;
  readonly server_capabilities?: ServerCapabilities;
  readonly functions?: Readonly<Record<string, WireFunction>>;
}

/** A function's signature; types are JSON. */
export interface WireFunction {
  readonly parameters?: readonly { readonly name?: string; readonly type?: Uint8Array }[];
  readonly return?: { readonly type?: Uint8Array };
  readonly summary?: string;
}

interface TypeName {
  readonly type_name?: string;
}

interface Config extends TypeName {
  readonly config?: WireValue;
  readonly client_capabilities?: ClientCapabilities;
}

interface Method<Request, Response> {
  readonly request: Request;
  readonly response: Response;
}

/** The methods of a provider by their names in version 6 of the protocol. */
export interface Methods {
  readonly GetMetadata: Method<
    Empty,
    {
      readonly server_capabilities?: ServerCapabilities;
      readonly data_sources?: readonly TypeName[];
      readonly resources?: readonly TypeName[];
      readonly ephemeral_resources?: readonly TypeName[];
      readonly functions?: readonly { readonly name?: string }[];
    }
  >;
  readonly GetProviderSchema: Method<Empty, WireProviderSchema>;
  readonly ValidateProviderConfig: Method<{ readonly config?: WireValue }, Diagnostics>;
  readonly ConfigureProvider: Method<
    { readonly terraform_version?: string; readonly config?: WireValue; readonly client_capabilities?: ClientCapabilities },
    Diagnostics
  >;
  readonly ValidateResourceConfig: Method<Config, Diagnostics>;
  readonly ValidateDataResourceConfig: Method<Config, Diagnostics>;
  readonly ValidateEphemeralResourceConfig: Method<Config, Diagnostics>;
  readonly UpgradeResourceState: Method<
    TypeName & { readonly version?: number; readonly raw_state?: RawState },
    Diagnostics & { readonly upgraded_state?: WireValue }
  >;
  readonly ReadResource: Method<
    TypeName & { readonly current_state?: WireValue; readonly private?: Uint8Array; readonly client_capabilities?: ClientCapabilities },
    Diagnostics & { readonly new_state?: WireValue; readonly private?: Uint8Array }
  >;
  readonly PlanResourceChange: Method<
    Config & { readonly prior_state?: WireValue; readonly proposed_new_state?: WireValue; readonly prior_private?: Uint8Array },
    Diagnostics & {
      readonly planned_state?: WireValue;
      readonly requires_replace?: readonly WirePath[];
      readonly planned_private?: Uint8Array;
      readonly legacy_type_system?: boolean;
    }
  >;
  readonly ApplyResourceChange: Method<
    TypeName & {
      readonly prior_state?: WireValue;
      readonly planned_state?: WireValue;
      readonly config?: WireValue;
      readonly planned_private?: Uint8Array;
    },
    Diagnostics & { readonly new_state?: WireValue; readonly private?: Uint8Array; readonly legacy_type_system?: boolean }
  >;
  readonly ImportResourceState: Method<
    TypeName & { readonly id?: string; readonly client_capabilities?: ClientCapabilities },
    Diagnostics & { readonly imported_resources?: readonly (TypeName & { readonly state?: WireValue; readonly private?: Uint8Array })[] }
  >;
  readonly MoveResourceState: Method<
    { readonly source_type_name?: string; readonly target_type_name?: string },
    Diagnostics & { readonly target_state?: WireValue }
  >;
  readonly ReadDataSource: Method<Config, Diagnostics & { readonly state?: WireValue }>;
  readonly OpenEphemeralResource: Method<Config, Diagnostics & { readonly result?: WireValue; readonly private?: Uint8Array }>;
  readonly RenewEphemeralResource: Method<TypeName & { readonly private?: Uint8Array }, Diagnostics>;
  readonly CloseEphemeralResource: Method<TypeName & { readonly private?: Uint8Array }, Diagnostics>;
  readonly GetFunctions: Method<Empty, Diagnostics & { readonly functions?: Readonly<Record<string, WireFunction>> }>;
  readonly CallFunction: Method<
    { readonly name?: string; readonly arguments?: readonly WireValue[] },
    { readonly result?: WireValue; readonly error?: { readonly text?: string } }
  >;
  readonly StopProvider: Method<Empty, { readonly Error?: string }>;
}
