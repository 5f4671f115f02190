import type { Attribute, Block, NestedBlock } from "../catalogue/facts";
import { fromJson } from "../protocol/codec";
import { typeOfAttribute } from "../protocol/types";
import type { ProviderSchema } from "../protocol/provider";
import { unknown, type ObjectValue, type Value, type ValueType } from "../protocol/values";

/** A resource as Terraform asks for it on a cold start: what refers to another resource is unknown. */
export interface PlanCase {
  /** `<stack>/<type>.<name>` */
  readonly address: string;
  readonly type: string;
  readonly config: ObjectValue;
}

/** The resources of one configuration of a provider. */
export interface PlanGroup {
  readonly stack: string;
  /** The provider's configuration. */
  readonly provider: ObjectValue;
  readonly cases: readonly PlanCase[];
}

type Json = Readonly<Record<string, unknown>>;

/** What Terraform reads itself, and no provider sees. */
const metaArguments = new Set(["//", "connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioner"]);

/**
 * The resources of a provider in the .tf.json text of a stack.
 *
 * @param name the provider's name in the stack, such as `aws`
 */
export const planGroup = (stack: string, text: string, name: string, schema: ProviderSchema): PlanGroup => {
  const { provider = {}, resource = {} } = JSON.parse(text) as { readonly provider?: Json; readonly resource?: Json };
  const own = [provider[name] ?? {}].flat()[0] as Json;
  const cases = Object.entries(resource).flatMap(([type, byName]) => {
    const block = schema.resources[type]?.block;
    if (block === undefined) return [];
    return Object.entries(byName as Readonly<Record<string, Json>>).map(([label, body]) => {
      const given = Object.fromEntries(Object.entries(body).filter(([argument]) => !metaArguments.has(argument)));
      return { address: `${stack}/${type}.${label}`, type, config: configured(block, given) };
    });
  });
  return { stack, provider: configured(schema.config, Object.fromEntries(Object.entries(own).filter(([key]) => key !== "alias"))), cases };
};

/** A configuration with references in it. What is not given is `null`, or no block. */
export const configured = ({ attributes = {}, block_types: blocks = {} }: Block, body: Json): ObjectValue =>
  Object.fromEntries([
    ...Object.entries(attributes).map(([name, attribute]) => [name, attributeValue(attribute, body[name])] as const),
    ...Object.entries(blocks).map(([name, nested]) => [name, blocksValue(nested, body[name])] as const),
  ]);

const attributeValue = (attribute: Attribute, raw: unknown): Value => typedValue(typeOfAttribute(attribute), raw);

const typedValue = (type: ValueType, raw: unknown): Value => {
  if (raw === undefined || raw === null) return null;
  if (isReference(raw)) return unknown;
  if (typeof type === "string") return fromJson(type, type === "string" && typeof raw === "string" ? raw.replaceAll("$${", "${") : raw);
  switch (type[0]) {
    case "list":
    case "set":
      return (raw as readonly unknown[]).map((one) => typedValue(type[1], one));
    case "tuple":
      return type[1].map((one, index) => typedValue(one, (raw as readonly unknown[])[index]));
    case "map":
      return mapValues(raw as Json, (one) => typedValue(type[1], one));
    case "object":
      return mapValues(type[1], (one, name) => typedValue(one, (raw as Json)[name]));
  }
};

/** Whether a text has an expression in it. */
const isReference = (raw: unknown): boolean => typeof raw === "string" && /(^|[^$])\$\{/.test(raw);

const blocksValue = ({ nesting_mode: mode, block }: NestedBlock, raw: unknown): Value => {
  if (mode === "map") return mapValues((raw ?? {}) as Json, (one) => configured(block, one as Json));
  const bodies = (raw === undefined || raw === null ? [] : Array.isArray(raw) ? raw : [raw]) as readonly Json[];
  const [first] = bodies;
  if (mode === "list" || mode === "set") return bodies.map((body) => configured(block, body));
  return first === undefined && mode === "single" ? null : configured(block, first ?? {});
};

const mapValues = <T>(record: Readonly<Record<string, T>>, change: (value: T, name: string) => Value): ObjectValue =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value, name)]));
