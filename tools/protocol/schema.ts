import type { Attribute, Block, NestedBlock, NestedType } from "../catalogue/facts";
import type { ProviderSchema } from "./provider";
import type { ValueType } from "./values";
import type { WireAttribute, WireBlock, WireNestedBlock, WireProviderSchema, WireSchema } from "./wire";

/** The wire's number of a nesting mode is its index. */
const nestingModes = ["invalid", "single", "list", "set", "map", "group"] as const;

const flags = ["required", "optional", "computed", "sensitive", "write_only", "deprecated"] as const;

type Flags = Readonly<Partial<Record<(typeof flags)[number], boolean>>>;

const setFlags = (from: Flags): Flags => Object.fromEntries(flags.filter((flag) => from[flag] === true).map((flag) => [flag, true]));

/** A block in the form of the facts. What is false or empty is left out. */
export const blockFromWire = ({ attributes = [], block_types: nested = [] }: WireBlock): Block => ({
  ...(attributes.length === 0 ? {} : { attributes: attributesFromWire(attributes) }),
  ...(nested.length === 0 ? {} : { block_types: Object.fromEntries(nested.map((one) => [one.type_name ?? "", nestedFromWire(one)])) }),
});

const attributesFromWire = (attributes: readonly WireAttribute[]): Readonly<Record<string, Attribute>> =>
  Object.fromEntries(attributes.map((one) => [one.name ?? "", attributeFromWire(one)]));

const attributeFromWire = (attribute: WireAttribute): Attribute => {
  const { type, nested_type: nested } = attribute;
  const attributes = nested?.attributes ?? [];
  return {
    ...(nested === undefined
      ? { type: JSON.parse(Buffer.from(type ?? []).toString()) as ValueType }
      : {
          nested_type: { attributes: attributesFromWire(attributes), nesting_mode: modeOf(nested.nesting) as NestedType["nesting_mode"] },
        }),
    ...setFlags(attribute),
  };
};

const nestedFromWire = ({ block = {}, nesting, min_items: least = 0, max_items: most = 0 }: WireNestedBlock): NestedBlock => ({
  nesting_mode: modeOf(nesting),
  block: blockFromWire(block),
  ...(least === 0 ? {} : { min_items: least }),
  ...(most === 0 ? {} : { max_items: most }),
});

const modeOf = (nesting = 0): NestedBlock["nesting_mode"] => {
  const mode = nestingModes[nesting];
  if (mode === undefined || mode === "invalid") throw new Error(`the provider's schema has an unknown nesting mode, ${String(nesting)}`);
  return mode;
};

/** A block as version 6 of the protocol has it. */
export const blockToWire = ({ attributes = {}, block_types: nested = {} }: Block): WireBlock => ({
  attributes: attributesToWire(attributes),
  block_types: Object.entries(nested).map(([name, one]) => ({
    type_name: name,
    block: blockToWire(one.block),
    nesting: nestingModes.indexOf(one.nesting_mode),
    min_items: one.min_items ?? 0,
    max_items: one.max_items ?? 0,
  })),
});

const attributesToWire = (attributes: Readonly<Record<string, Attribute>>): readonly WireAttribute[] =>
  Object.entries(attributes).map(([name, attribute]) => ({ name, ...typeToWire(attribute), ...setFlags(attribute) }));

const typeToWire = ({ type = "dynamic", nested_type: nested }: Attribute): WireAttribute =>
  nested === undefined
    ? { type: Buffer.from(JSON.stringify(type)) }
    : { nested_type: { attributes: attributesToWire(nested.attributes), nesting: nestingModes.indexOf(nested.nesting_mode) } };

type Versioned = Readonly<Record<string, { readonly version: number; readonly block: Block }>>;

const schemasFromWire = (schemas: Readonly<Record<string, WireSchema>> = {}): Versioned =>
  Object.fromEntries(
    Object.entries(schemas)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { version = 0, block = {} }]) => [name, { version, block: blockFromWire(block) }]),
  );

const schemasToWire = (schemas: Versioned): Readonly<Record<string, WireSchema>> =>
  Object.fromEntries(Object.entries(schemas).map(([name, { version, block }]) => [name, { version, block: blockToWire(block) }]));

/** The schemas of a provider in the form of the facts, types in the order of their names. */
export const schemaFromWire = (wire: WireProviderSchema): ProviderSchema => ({
  config: blockFromWire(wire.provider?.block ?? {}),
  resources: schemasFromWire(wire.resource_schemas),
  data_sources: schemasFromWire(wire.data_source_schemas),
  ephemeral_resources: schemasFromWire(wire.ephemeral_resource_schemas),
});

/** The schemas of a provider as version 6 of the protocol has them. */
export const schemaToWire = (schema: ProviderSchema): WireProviderSchema => ({
  provider: { version: 0, block: blockToWire(schema.config) },
  resource_schemas: schemasToWire(schema.resources),
  data_source_schemas: schemasToWire(schema.data_sources),
  ephemeral_resource_schemas: schemasToWire(schema.ephemeral_resources),
});
