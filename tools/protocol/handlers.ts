import type { Block } from "../catalogue/facts";
import { decode, encode, typeOfBlock } from "./codec";
import { diagnosticsToWire, pathToWire } from "./diagnostics";
import { callFunction, functionsToWire, type ProviderFunctions } from "./functions";
import type { Diagnostic, Provider, ProviderSchema } from "./provider";
import type { ObjectValue } from "./values";
import type { Diagnostics, Methods, ServerCapabilities, WireValue } from "./wire";

/** What the served provider can do: it plans deletions, and works without having been asked for its schema. */
export const capabilities: ServerCapabilities = { plan_destroy: true, get_provider_schema_optional: true, move_resource_state: true };

/** How each method is answered. The provider is made by whoever needs it. */
export type Handlers = {
  readonly [Name in keyof Methods]: (
    request: Methods[Name]["request"],
    provider: () => Provider,
  ) => Methods[Name]["response"] | Promise<Methods[Name]["response"]>;
};

/** The answer to a question that could not be answered: an error, in words alone. */
export const refusal = (error: unknown): Diagnostics =>
  told([{ severity: "error", summary: "The provider could not answer", detail: error instanceof Error ? error.message : String(error) }]);

const told = (diagnostics: readonly Diagnostic[]): Diagnostics => ({ diagnostics: diagnosticsToWire(diagnostics) });

const write = (block: Block, value: ObjectValue | null): WireValue => ({ msgpack: encode(typeOfBlock(block), value) });

const readOrNull = (block: Block, { msgpack }: WireValue = {}): ObjectValue | null =>
  msgpack === undefined || msgpack.length === 0 ? null : (decode(typeOfBlock(block), msgpack) as ObjectValue | null);

const read = (block: Block, wire: WireValue | undefined): ObjectValue => {
  const value = readOrNull(block, wire);
  if (value === null) throw new Error("the request has no value");
  return value;
};

const noBytes = new Uint8Array();

type Kind = "resources" | "data_sources" | "ephemeral_resources";

const words: Readonly<Record<Kind, string>> = {
  resources: "resource type",
  data_sources: "data source",
  ephemeral_resources: "ephemeral resource",
};

/** The answers to all methods, for a provider with this schema and these functions. */
export const handlersOf = (schema: ProviderSchema, functions: ProviderFunctions = {}): Handlers => {
  const blockOf = (kind: Kind, type = ""): Block => {
    const found = Object.hasOwn(schema[kind], type) ? schema[kind][type] : undefined;
    if (found === undefined) throw new Error(`The provider has no ${words[kind]} '${type}'.`);
    return found.block;
  };
  return {
    ...ownHandlers(schema, functions),
    ...resourceHandlers((type) => blockOf("resources", type)),
    ...dataHandlers((type) => blockOf("data_sources", type)),
    ...ephemeralHandlers((type) => blockOf("ephemeral_resources", type)),
  };
};

type Some<Names extends keyof Methods> = Pick<Handlers, Names>;

const typeNames = (types: Readonly<Record<string, unknown>>) => Object.keys(types).map((name) => ({ type_name: name }));

const ownHandlers = (
  schema: ProviderSchema,
  functions: ProviderFunctions,
): Some<
  "GetMetadata" | "GetProviderSchema" | "ValidateProviderConfig" | "ConfigureProvider" | "GetFunctions" | "CallFunction" | "StopProvider"
> => ({
  GetMetadata: () => ({
    server_capabilities: capabilities,
    resources: typeNames(schema.resources),
    data_sources: typeNames(schema.data_sources),
    ephemeral_resources: typeNames(schema.ephemeral_resources),
    functions: Object.keys(functions).map((name) => ({ name })),
  }),
  // The server answers with bytes that it has at hand.
  GetProviderSchema: () => ({}),
  ValidateProviderConfig: async ({ config }, provider) => told(await provider().validateProviderConfig(read(schema.config, config))),
  ConfigureProvider: async ({ config }, provider) => told(await provider().configure(read(schema.config, config))),
  GetFunctions: () => ({ functions: functionsToWire(functions) }),
  CallFunction: ({ name = "", arguments: given = [] }) => callFunction(functions, name, given),
  StopProvider: () => ({}),
});

const resourceHandlers = (
  blockOf: (type: string | undefined) => Block,
): Some<
  | "ValidateResourceConfig"
  | "UpgradeResourceState"
  | "ReadResource"
  | "PlanResourceChange"
  | "ApplyResourceChange"
  | "ImportResourceState"
  | "MoveResourceState"
> => ({
  ValidateResourceConfig: async ({ type_name: type = "", config }, provider) =>
    told(await provider().validateResource(type, read(blockOf(type), config))),
  UpgradeResourceState: async ({ type_name: type = "", version = 0, raw_state: raw }, provider) => {
    const block = blockOf(type);
    const { state, diagnostics } = await provider().upgradeState(type, version, Buffer.from(raw?.json ?? noBytes).toString());
    return { upgraded_state: write(block, state), ...told(diagnostics) };
  },
  ReadResource: async ({ type_name: type = "", current_state: current, private: kept = noBytes }, provider) => {
    const block = blockOf(type);
    const answer = await provider().read(type, read(block, current), kept);
    return { new_state: write(block, answer.state), private: answer.private, ...told(answer.diagnostics) };
  },
  PlanResourceChange: async (request, provider) => {
    const { type_name: type = "", prior_state: prior, proposed_new_state: proposed, config, prior_private: kept = noBytes } = request;
    const block = blockOf(type);
    const answer = await provider().plan({
      type,
      prior: readOrNull(block, prior),
      proposed: readOrNull(block, proposed),
      config: readOrNull(block, config),
      private: kept,
    });
    return {
      planned_state: write(block, answer.planned),
      requires_replace: answer.requiresReplace.map(pathToWire),
      planned_private: answer.private,
      ...(answer.legacyTypeSystem === true && { legacy_type_system: true }),
      ...told(answer.diagnostics),
    };
  },
  ApplyResourceChange: async (request, provider) => {
    const { type_name: type = "", prior_state: prior, planned_state: planned, config, planned_private: kept = noBytes } = request;
    const block = blockOf(type);
    const answer = await provider().apply({
      type,
      prior: readOrNull(block, prior),
      planned: readOrNull(block, planned),
      config: readOrNull(block, config),
      private: kept,
    });
    return {
      new_state: write(block, answer.state),
      private: answer.private,
      ...(answer.legacyTypeSystem === true && { legacy_type_system: true }),
      ...told(answer.diagnostics),
    };
  },
  ImportResourceState: async ({ type_name: type = "", id = "" }, provider) => {
    blockOf(type);
    const { resources, diagnostics } = await provider().importState(type, id);
    const imported = resources.map((one) => ({ type_name: one.type, state: write(blockOf(one.type), one.state), private: one.private }));
    return { imported_resources: imported, ...told(diagnostics) };
  },
  MoveResourceState: ({ source_type_name: source = "", target_type_name: target = "" }) =>
    told([
      {
        severity: "error",
        summary: "Move Resource State Not Supported",
        detail: `The '${target}' resource type does not support moving resource state from '${source}'.`,
      },
    ]),
});

const dataHandlers = (blockOf: (type: string | undefined) => Block): Some<"ValidateDataResourceConfig" | "ReadDataSource"> => ({
  ValidateDataResourceConfig: async ({ type_name: type = "", config }, provider) =>
    told(await provider().validateDataSource(type, read(blockOf(type), config))),
  ReadDataSource: async ({ type_name: type = "", config }, provider) => {
    const block = blockOf(type);
    const { state, diagnostics } = await provider().readDataSource(type, read(block, config));
    return { state: write(block, state), ...told(diagnostics) };
  },
});

const ephemeralHandlers = (
  blockOf: (type: string | undefined) => Block,
): Some<"ValidateEphemeralResourceConfig" | "OpenEphemeralResource" | "RenewEphemeralResource" | "CloseEphemeralResource"> => ({
  ValidateEphemeralResourceConfig: async ({ type_name: type = "", config }, provider) =>
    told(await provider().validateEphemeral(type, read(blockOf(type), config))),
  OpenEphemeralResource: async ({ type_name: type = "", config }, provider) => {
    const block = blockOf(type);
    const { state, diagnostics } = await provider().openEphemeral(type, read(block, config));
    return { result: write(block, state), ...told(diagnostics) };
  },
  // It tells no time at which it wants to be renewed.
  RenewEphemeralResource: () => ({}),
  CloseEphemeralResource: async ({ type_name: type = "" }, provider) => {
    blockOf(type);
    return told(await provider().closeEphemeral(type));
  },
});
