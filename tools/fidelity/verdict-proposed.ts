import type { Attribute, Block, NestedBlock } from "../catalogue/facts";
import type { ObjectValue, Value } from "../protocol/values";
import { fingerprint } from "../twins/fingerprint";

/**
 * What Terraform proposes to a provider: the configuration, and where it says nothing of what a provider may compute,
 * what stood before (objchange.ProposedNew of Terraform 1.11). `prior` is `null` for a create.
 */
export const proposedNew = (block: Block, prior: ObjectValue | null, config: ObjectValue): ObjectValue => {
  const { attributes = {}, block_types: blocks = {} } = block;
  return Object.fromEntries([
    ...Object.entries(attributes).map(
      ([name, one]) => [name, proposedAttribute(one, prior?.[name] ?? null, config[name] ?? null)] as const,
    ),
    ...Object.entries(blocks).map(([name, one]) => [name, proposedBlocks(one, prior?.[name] ?? null, config[name] ?? null)] as const),
  ]);
};

const proposedAttribute = (attribute: Attribute, prior: Value, config: Value): Value => {
  const { computed = false, nested_type: nested } = attribute;
  if (config === null) return computed && !wasConfigured(attribute, prior) ? prior : null;
  if (nested === undefined) return config;
  return proposedElements({ mode: nested.nesting_mode, block: { attributes: nested.attributes } }, prior, config);
};

/** An optional object that holds what no provider computes was configured before; now that it isn't, it goes. */
const wasConfigured = ({ optional = false, nested_type: nested }: Attribute, prior: Value): boolean => {
  if (!optional || nested === undefined) return false;
  return objectsIn(prior).some((object) =>
    Object.entries(nested.attributes).some(([name, one]) => {
      const value = object[name] ?? null;
      return value !== null && (one.computed !== true || wasConfigured(one, value));
    }),
  );
};

const proposedBlocks = ({ nesting_mode: mode, block }: NestedBlock, prior: Value, config: Value): Value =>
  proposedElements({ mode, block }, prior, config);

const proposedElements = (
  { mode, block }: { readonly mode: NestedBlock["nesting_mode"]; readonly block: Block },
  prior: Value,
  config: Value,
): Value => {
  if (config === null || typeof config !== "object") return config;
  switch (mode) {
    case "single":
    case "group":
      return proposedNew(block, asObject(prior), config as ObjectValue);
    case "map": {
      const before = asObject(prior) ?? {};
      return Object.fromEntries(
        Object.entries(config as ObjectValue).map(([key, one]) => [
          key,
          one === null ? null : proposedNew(block, asObject(before[key] ?? null), one as ObjectValue),
        ]),
      );
    }
    case "list": {
      const before = objectsIn(prior);
      return objectsIn(config).map((one, index) => proposedNew(block, before[index] ?? null, one));
    }
    case "set":
      return proposedSet(block, objectsIn(prior), objectsIn(config));
  }
};

/** An element of a set is the one before whose configured part is the same; no element is taken twice. */
const proposedSet = (block: Block, prior: readonly ObjectValue[], config: readonly ObjectValue[]): readonly Value[] => {
  const left = [...prior];
  return config.map((one) => {
    const index = left.findIndex((before) => isMadeFrom(block, before, one));
    const [before = null] = index < 0 ? [] : left.splice(index, 1);
    return proposedNew(block, before, one);
  });
};

const isMadeFrom = (block: Block, before: ObjectValue, config: ObjectValue): boolean =>
  fingerprint(proposedNew(block, before, config)) === fingerprint(before);

const asObject = (value: Value): ObjectValue | null =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as ObjectValue) : null;

const objectsIn = (value: Value): readonly ObjectValue[] =>
  Array.isArray(value) ? (value as readonly ObjectValue[]) : asObject(value) === null ? [] : [value as ObjectValue];
