import type { Attribute, Block, NestedBlock, ProviderFacts } from "./facts";

/**
 * Facts with what only the other source tells: types, arguments and nested blocks that `facts` doesn't have, at every
 * depth. Where both know something, `facts` wins; version and configuration are those of `facts`, its new arguments added.
 */
export const mergeFacts = (facts: ProviderFacts, more: ProviderFacts): ProviderFacts => ({
  ...facts,
  config: mergeBlocks(facts.config, more.config),
  resources: mergeTypes(facts.resources, more.resources),
  data_sources: mergeTypes(facts.data_sources, more.data_sources),
  ephemeral_resources: mergeTypes(facts.ephemeral_resources, more.ephemeral_resources),
});

const mergeTypes = <T extends { readonly block: Block }>(types: Readonly<Record<string, T>>, more: Readonly<Record<string, T>>) =>
  mergeRecords(types, more, (one, other) => ({ ...one, block: mergeBlocks(one.block, other.block) }));

const mergeBlocks = (block: Block, more: Block): Block => ({
  ...((block.attributes ?? more.attributes) && { attributes: mergeAttributes(block, more) }),
  ...((block.block_types ?? more.block_types) && { block_types: mergeNested(block, more) }),
});

/** An argument that one side has as an attribute and the other as a block stays what it is. */
const mergeAttributes = ({ attributes = {}, block_types: blocks = {} }: Block, more: Block): Readonly<Record<string, Attribute>> =>
  mergeRecords(attributes, without(more.attributes ?? {}, blocks), (one, other) => {
    if (one.nested_type === undefined || other.nested_type === undefined) return one;
    const { attributes: inner = {} } = mergeBlocks(one.nested_type, other.nested_type);
    return { ...one, nested_type: { ...one.nested_type, attributes: inner } };
  });

const mergeNested = ({ attributes = {}, block_types: blocks = {} }: Block, more: Block): Readonly<Record<string, NestedBlock>> =>
  mergeRecords(blocks, without(more.block_types ?? {}, attributes), (one, other) => ({
    ...one,
    block: mergeBlocks(one.block, other.block),
  }));

const mergeRecords = <T>(
  record: Readonly<Record<string, T>>,
  more: Readonly<Record<string, T>>,
  both: (one: T, other: T) => T,
): Readonly<Record<string, T>> => {
  const merged: Record<string, T> = {};
  for (const name of [...new Set([...Object.keys(record), ...Object.keys(more)])].sort()) {
    const one = record[name];
    const other = more[name];
    merged[name] = one === undefined || other === undefined ? ((one ?? other) as T) : both(one, other);
  }
  return merged;
};

const without = <T>(record: Readonly<Record<string, T>>, names: object): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !Object.hasOwn(names, name)));
