import type { Attribute, Block } from "../../catalogue/facts";
import { unknown, type ObjectValue, type Value } from "../../protocol/values";
import { applyValues } from "../computed";
import type { DataSourceRequest } from "./data-source";

/**
 * A data source of which nothing but its schema is known: the arguments as given, and for all that is computed something
 * plausible by name and type. The same arguments give the same values in every run.
 */
export const genericValues = ({ source, type, facts, config, scope }: DataSourceRequest): ObjectValue =>
  applyValues({
    source,
    type,
    facts,
    planned: withUnknowns(facts.block, config),
    config,
    prior: null,
    scope,
    stack: "",
    identity: JSON.stringify([scope, given(config)], (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value)),
  });

/** The arguments that are set, by name: those that are not must not count. */
const given = (config: ObjectValue): readonly unknown[] =>
  Object.entries(config)
    .filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0))
    .sort(([left], [right]) => (left < right ? -1 : 1));

const withUnknowns = (block: Block, config: ObjectValue): ObjectValue => ({
  ...Object.fromEntries(
    Object.entries(block.attributes ?? {}).map(([name, attribute]) => [name, planned(attribute, config[name] ?? null)] as const),
  ),
  ...Object.fromEntries(Object.keys(block.block_types ?? {}).map((name) => [name, config[name] ?? null] as const)),
});

/** A computed argument that is not set is left alone where it only selects, as `name_regex` and the like do. */
const planned = ({ computed }: Attribute, value: Value): Value => (value === null && computed === true ? unknown : value);
