import type { Block } from "../catalogue/facts";
import { decode, encode, typeOfBlock } from "./codec";
import { diagnosticsFromWire, pathFromWire } from "./diagnostics";
import type { Provider, ProviderSchema } from "./provider";
import { schemaFromWire } from "./schema";
import type { ObjectValue } from "./values";
import type { Methods, WireValue } from "./wire";

/** Asks one question over the wire. */
export type Ask = <Name extends keyof Methods>(method: Name, request: Methods[Name]["request"]) => Promise<Methods[Name]["response"]>;

/** As a Terraform that knows write-only arguments and wants no answer put off. */
const client_capabilities = { write_only_attributes_allowed: true };

const terraform_version = "1.11.4";

/** A provider that is asked over the wire. Its schema is asked for first. */
export const clientProvider = async (ask: Ask): Promise<Provider> => {
  const wire = await ask("GetProviderSchema", {});
  const refusal = diagnosticsFromWire(wire.diagnostics).find(({ severity }) => severity === "error");
  if (refusal !== undefined) throw new Error(`the provider tells no schema: ${refusal.summary}`);
  const schema = schemaFromWire(wire);
  return {
    schema,
    ...configuration(ask, schema.config),
    ...stored(ask, schema),
    ...changes(ask, schema, wire.server_capabilities?.plan_destroy === true),
    ...dataSources(ask, schema),
    ...ephemerals(ask, schema),
  };
};

const write = (block: Block, value: ObjectValue | null): WireValue => ({ msgpack: encode(typeOfBlock(block), value) });

/** An answer with an error has no value. */
const read = (block: Block, { msgpack }: WireValue = {}): ObjectValue | null =>
  msgpack === undefined || msgpack.length === 0 ? null : (decode(typeOfBlock(block), msgpack) as ObjectValue | null);

type Typed = Readonly<Record<string, { readonly block: Block }>>;

const blockOf = (types: Typed, type: string): Block => {
  const found = Object.hasOwn(types, type) ? types[type] : undefined;
  if (found === undefined) throw new Error(`the provider has no type '${type}'`);
  return found.block;
};

const noBytes = new Uint8Array();

const configuration = (ask: Ask, block: Block): Pick<Provider, "validateProviderConfig" | "configure"> => ({
  validateProviderConfig: async (config) =>
    diagnosticsFromWire((await ask("ValidateProviderConfig", { config: write(block, config) })).diagnostics),
  configure: async (config) => {
    const request = { terraform_version, config: write(block, config), client_capabilities };
    return diagnosticsFromWire((await ask("ConfigureProvider", request)).diagnostics);
  },
});

const stored = (ask: Ask, { resources }: ProviderSchema): Pick<Provider, "upgradeState" | "read" | "importState"> => ({
  upgradeState: async (type, version, json) => {
    const block = blockOf(resources, type);
    const answer = await ask("UpgradeResourceState", { type_name: type, version, raw_state: { json: Buffer.from(json) } });
    return { state: read(block, answer.upgraded_state), diagnostics: diagnosticsFromWire(answer.diagnostics) };
  },
  read: async (type, state, privateData) => {
    const block = blockOf(resources, type);
    const answer = await ask("ReadResource", {
      type_name: type,
      current_state: write(block, state),
      private: privateData,
      client_capabilities,
    });
    const { private: kept = noBytes } = answer;
    return { state: read(block, answer.new_state), private: kept, diagnostics: diagnosticsFromWire(answer.diagnostics) };
  },
  importState: async (type, id) => {
    const answer = await ask("ImportResourceState", { type_name: type, id, client_capabilities });
    const found = (answer.imported_resources ?? []).flatMap(({ type_name: name = type, state, private: kept = noBytes }) => {
      const value = read(blockOf(resources, name), state);
      return value === null ? [] : [{ type: name, state: value, private: kept }];
    });
    return { resources: found, diagnostics: diagnosticsFromWire(answer.diagnostics) };
  },
});

const changes = (
  ask: Ask,
  { resources }: ProviderSchema,
  plansDeletion: boolean,
): Pick<Provider, "validateResource" | "plan" | "apply"> => ({
  validateResource: async (type, config) => {
    const request = { type_name: type, config: write(blockOf(resources, type), config), client_capabilities };
    return diagnosticsFromWire((await ask("ValidateResourceConfig", request)).diagnostics);
  },
  plan: async ({ type, prior, proposed, config, private: privateData }) => {
    const block = blockOf(resources, type);
    if (proposed === null && !plansDeletion) return { planned: null, requiresReplace: [], private: privateData, diagnostics: [] };
    const answer = await ask("PlanResourceChange", {
      type_name: type,
      prior_state: write(block, prior),
      proposed_new_state: write(block, proposed),
      config: write(block, config),
      prior_private: privateData,
      client_capabilities,
    });
    return {
      planned: read(block, answer.planned_state),
      requiresReplace: (answer.requires_replace ?? []).map(pathFromWire),
      private: answer.planned_private ?? noBytes,
      diagnostics: diagnosticsFromWire(answer.diagnostics),
    };
  },
  apply: async ({ type, prior, planned, config, private: privateData }) => {
    const block = blockOf(resources, type);
    const answer = await ask("ApplyResourceChange", {
      type_name: type,
      prior_state: write(block, prior),
      planned_state: write(block, planned),
      config: write(block, config),
      planned_private: privateData,
    });
    const { private: kept = noBytes } = answer;
    return { state: read(block, answer.new_state), private: kept, diagnostics: diagnosticsFromWire(answer.diagnostics) };
  },
});

const dataSources = (ask: Ask, schema: ProviderSchema): Pick<Provider, "validateDataSource" | "readDataSource"> => {
  const question = (type: string, config: ObjectValue) => ({
    type_name: type,
    config: write(blockOf(schema.data_sources, type), config),
    client_capabilities,
  });
  return {
    validateDataSource: async (type, config) =>
      diagnosticsFromWire((await ask("ValidateDataResourceConfig", question(type, config))).diagnostics),
    readDataSource: async (type, config) => {
      const { state, diagnostics } = await ask("ReadDataSource", question(type, config));
      return { state: read(blockOf(schema.data_sources, type), state), diagnostics: diagnosticsFromWire(diagnostics) };
    },
  };
};

const ephemerals = (
  ask: Ask,
  { ephemeral_resources: types }: ProviderSchema,
): Pick<Provider, "validateEphemeral" | "openEphemeral" | "closeEphemeral"> => {
  /** What the provider wants back when it closes what is open, by type, oldest first. */
  const open = new Map<string, Uint8Array[]>();
  return {
    validateEphemeral: async (type, config) => {
      const request = { type_name: type, config: write(blockOf(types, type), config), client_capabilities };
      return diagnosticsFromWire((await ask("ValidateEphemeralResourceConfig", request)).diagnostics);
    },
    openEphemeral: async (type, config) => {
      const block = blockOf(types, type);
      const answer = await ask("OpenEphemeralResource", { type_name: type, config: write(block, config), client_capabilities });
      open.set(type, [...(open.get(type) ?? []), answer.private ?? noBytes]);
      return { state: read(block, answer.result), diagnostics: diagnosticsFromWire(answer.diagnostics) };
    },
    closeEphemeral: async (type) => {
      const answer = await ask("CloseEphemeralResource", { type_name: type, private: open.get(type)?.shift() ?? noBytes });
      return diagnosticsFromWire(answer.diagnostics);
    },
  };
};
