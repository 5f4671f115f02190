import type { Block, ProviderFacts } from "../../../../tools/catalogue/facts";
import { loadCatalogue } from "../../../../tools/catalogue/load";
import { configurationOf } from "../../../../tools/fidelity/seeds-form";
import { existingState } from "../../../../tools/fidelity/verdict-existing";
import { proposedNew } from "../../../../tools/fidelity/verdict-proposed";
import type { Diagnostic, PlanAnswer, Provider } from "../../../../tools/protocol/provider";
import type { ObjectValue, Path } from "../../../../tools/protocol/values";
import { Seeds } from "../../../../tools/twins/seeds";
import { createTwin } from "../../../../tools/twins/twin";
import { createWorld } from "../../../../tools/world/create-world";
import type { Arguments, HandwrittenProvider } from "./resource";

/** A twin of a provider, configured as the cases want it. */
export const twinOf = async ({ provider, configuration }: HandwrittenProvider): Promise<Provider> => {
  const facts = factsOf(provider);
  const twin = createTwin({ facts, world: createWorld({ outside: "open" }), stack: "handwritten", seeds: new Seeds() });
  await twin.configure(configurationOf(facts.config, configuration));
  return twin;
};

const factsOf = (source: string): ProviderFacts => {
  const facts = loadCatalogue().find(({ provider }) => provider === source);
  if (facts === undefined) throw new Error(`the catalogue has no ${source}`);
  return facts;
};

/** Where errors are, as names with dots, each once. */
export const errorPaths = (diagnostics: readonly Diagnostic[]): readonly string[] => [
  ...new Set(diagnostics.filter(({ severity }) => severity === "error").map(({ path = [] }) => namesOf(path))),
];

const namesOf = (path: Path): string => path.flatMap((step) => ("attribute" in step ? [step.attribute] : [])).join(".");

/** The errors of a body's validation. */
export const validated = async (twin: Provider, type: string, body: Arguments): Promise<readonly Diagnostic[]> =>
  twin.validateResource(type, configurationOf(blockOf(twin, type), body));

/** The plan of a create. */
export const created = async (twin: Provider, type: string, body: Arguments): Promise<PlanAnswer> => {
  const block = blockOf(twin, type);
  const config = configurationOf(block, body);
  return twin.plan({ type, prior: null, proposed: proposedNew(block, null, config), config, private: new Uint8Array() });
};

/** The plan of a change to what was made from `before`. */
export const changed = async (twin: Provider, type: string, before: Arguments, after: Arguments): Promise<PlanAnswer> => {
  const block = blockOf(twin, type);
  const made = await created(twin, type, before);
  const prior = existingState(type, block, made.planned as ObjectValue);
  const config = configurationOf(block, after);
  return twin.plan({ type, prior, proposed: proposedNew(block, prior, config), config, private: made.private });
};

/** The paths for which a plan replaces, as names with dots. */
export const replacedPaths = ({ requiresReplace }: PlanAnswer): readonly string[] => [...new Set(requiresReplace.map(namesOf))].sort();

/** Where a provider says that an error at a path is: elements of a set have no address, so it says the set. */
export const placeOf = (twin: Provider, type: string, path: string): string => {
  const names = path.split(".");
  const end = names.findIndex((_, index) => isSet(blockOf(twin, type), names.slice(0, index + 1)));
  return names.slice(0, end < 0 ? names.length : end + 1).join(".");
};

const isSet = (block: Block, [name = "", ...rest]: readonly string[]): boolean => {
  const nested = block.block_types?.[name];
  const attribute = block.attributes?.[name]?.nested_type;
  if (rest.length === 0) return (nested ?? attribute)?.nesting_mode === "set";
  const inside = nested?.block ?? attribute;
  return inside !== undefined && isSet(inside, rest);
};

const blockOf = (twin: Provider, type: string): Block => {
  const resource = twin.schema.resources[type];
  if (resource === undefined) throw new Error(`the catalogue has no ${type}`);
  return resource.block;
};

/** A body with arguments put over it, by path; `null` takes one away. */
export const withArguments = (body: Arguments, changes: Arguments): Arguments =>
  Object.entries(changes).reduce<Arguments>((before, [path, value]) => put(before, path.split("."), value) as Arguments, body);

const put = (value: unknown, [step = "", ...rest]: readonly string[], next: unknown): unknown => {
  if (Array.isArray(value)) {
    if (value[Number(step)] === undefined) throw new Error(`there is no element ${step}`);
    return value.map((item: unknown, index) => (String(index) === step ? (rest.length === 0 ? next : put(item, rest, next)) : item));
  }
  const object = (value ?? {}) as Arguments;
  if (rest.length > 0) return { ...object, [step]: put(object[step], rest, next) };
  const { [step]: _, ...others } = object;
  return next === null ? others : { ...others, [step]: next };
};

/** The value at a path with indexes, `spec.0.type`. */
export const valueAt = (value: unknown, path: string): unknown =>
  path.split(".").reduce<unknown>((one, step) => (one as Readonly<Record<string, unknown>> | null | undefined)?.[step], value);
