import type { Attribute, Block, NestedType, ProviderFacts, ResourceFacts } from "../../../tools/catalogue/facts";
import { loadCatalogue } from "../../../tools/catalogue/load";
import { typeOfBlock } from "../../../tools/protocol/codec";
import { unknown, type ObjectValue, type Value, type ValueType } from "../../../tools/protocol/values";
import { applyValues } from "../../../tools/twins/computed";
import type { Scope } from "../../../tools/world/world";

/** A resource type, and what provider it is of. */
export interface KnownType {
  readonly source: string;
  readonly type: string;
  readonly facts: ResourceFacts;
}

/** Whether the catalogue says enough of a type's attributes for its values to have a type. */
const hasType = ({ block }: ResourceFacts): boolean => {
  try {
    typeOfBlock(block);
    return true;
  } catch {
    return false;
  }
};

/** The resource types of the catalogue. */
export const knownTypes: readonly KnownType[] = loadCatalogue().flatMap(({ provider, resources }: ProviderFacts) =>
  Object.entries(resources).flatMap(([type, facts]) => (hasType(facts) ? [{ source: provider, type, facts }] : [])),
);

/** One type of the catalogue. */
export const knownType = (type: string): KnownType => {
  const found = knownTypes.find((one) => one.type === type);
  if (found === undefined) throw new Error(`${type} is not in the catalogue`);
  return found;
};

/** Scopes of each provider. */
export const scopes: Readonly<Record<string, Scope>> = {
  aws: { provider: "aws", partition: "aws", account: "111122223333", region: "eu-central-1" },
  cloudflare: { provider: "cloudflare" },
  google: { provider: "google", project: "example-project", region: "europe-west4" },
  helm: { provider: "helm", cluster: "https://cluster.example" },
  kubernetes: { provider: "kubernetes", cluster: "https://cluster.example" },
};

/** The scope that stands for a provider's. */
export const scopeOf = (source: string): Scope => scopes[source.slice(source.lastIndexOf("/") + 1)] ?? { provider: "other" };

/** Decides whether something that may be left out is set. */
export type Choice = (path: string) => boolean;

const sampleText = (path: string): string => {
  const name = path.split(".").at(-1) ?? path;
  return /arn$|^secret_id$|^sink_identifier$/.test(name) ? `arn:aws:sample:eu-central-1:111122223333:${name}/x` : `x-${name}`;
};

/** A value of a type that is not empty where it needn't be. */
const sample = (type: ValueType | undefined, path: string): Value => {
  if (type === "number") return 7;
  if (type === "bool") return true;
  if (type === "string") return sampleText(path);
  if (type === undefined || type === "dynamic") return null;
  switch (type[0]) {
    case "map":
      return { key: sample(type[1], path) };
    case "list":
    case "set":
      return [sample(type[1], path)];
    case "tuple":
      return type[1].map((one) => sample(one, path));
    case "object":
      return Object.fromEntries(Object.entries(type[1]).map(([name, one]) => [name, sample(one, `${path}.${name}`)]));
  }
};

const nestedSample = ({ attributes, nesting_mode: mode }: NestedType, path: string, choose: Choice): Value => {
  const one: ObjectValue = Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => [name, planned(attribute, `${path}.${name}`, choose)]),
  );
  return mode === "single" ? one : mode === "map" ? { key: one } : [one];
};

const planned = (attribute: Attribute, path: string, choose: Choice): Value => {
  const isSet = attribute.required === true || (attribute.optional === true && attribute.write_only !== true && choose(path));
  if (!isSet) return attribute.computed === true ? unknown : null;
  return attribute.nested_type === undefined ? sample(attribute.type, path) : nestedSample(attribute.nested_type, path, choose);
};

/** The plan of a create: what is required is set, what is optional if it is chosen, and what is computed is unknown. */
export const samplePlan = ({ attributes = {}, block_types: nested = {} }: Block, choose: Choice = () => false, path = ""): ObjectValue => {
  const below = (name: string): string => (path === "" ? name : `${path}.${name}`);
  return {
    ...Object.fromEntries(Object.entries(attributes).map(([name, one]) => [name, planned(one, below(name), choose)])),
    ...Object.fromEntries(
      Object.entries(nested).map(([name, { block, nesting_mode: mode, min_items: least = 0 }]): readonly [string, Value] => {
        const isThere = least > 0 || choose(below(name));
        const one = isThere ? [samplePlan(block, choose, below(name))] : [];
        return [name, mode === "list" || mode === "set" ? one : (one[0] ?? null)];
      }),
    ),
  };
};

/** The texts that a provider fills in for arguments while it plans. */
const textsOf = ({ block, defaults = {} }: ResourceFacts): ObjectValue =>
  Object.fromEntries(
    Object.entries(defaults).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string" && block.attributes?.[entry[0]]?.optional === true,
    ),
  );

/** What is applied: a type, some of its arguments, and which of its attributes are unknown besides those that are computed. */
export interface Applied {
  readonly type: string;
  readonly given?: ObjectValue;
  readonly prior?: ObjectValue;
  readonly scope?: Scope;
  readonly identity?: string;
  readonly emptyWhereUnset?: boolean;
}

/** The state after an apply of a type of the catalogue. */
export const applied = ({ type, given = {}, prior, scope, identity = "one", emptyWhereUnset = false }: Applied): ObjectValue => {
  const known = knownType(type);
  const plan = { ...samplePlan(known.facts.block), ...textsOf(known.facts), ...given };
  return applyValues({
    ...known,
    planned: plan,
    config: plan,
    prior: prior ?? null,
    scope: scope ?? scopeOf(known.source),
    identity,
    stack: "dev",
    emptyWhereUnset,
  });
};
