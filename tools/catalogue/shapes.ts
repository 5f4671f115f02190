import { createHash } from "node:crypto";
import { withSortedKeys } from "../../modules/core/json";
import { attributeOf, shortenAttribute } from "./attribute-text";
import type { Attribute, Block, NestedType, ProviderFacts } from "./facts";

/** A block, or the attributes of an attribute: what repeats within a provider, and stands once in its file. */
type Shape = Block | NestedType;

/** Shapes by name. Within them, and in all that refers to them, a name stands in the place of a shape. */
export type Shapes = Readonly<Record<string, Shape>>;

/** A shape shorter than this, in characters of JSON, is repeated: a name would hide more than it saves. */
const leastLength = 200;

interface Found {
  readonly name: string;
  readonly shape: Shape;
  readonly length: number;
  readonly count: number;
}

type Replace = (shape: Shape, name: string) => unknown;

/** The facts with the names of shapes where shapes that stand in more than one place were, and those shapes. */
export const shareShapes = (facts: ProviderFacts): { readonly facts: ProviderFacts; readonly shapes: Shapes } => {
  const found = new Map<string, Found>();
  const keys = new Map<Shape, string>();
  const count: Replace = (shape, name) => {
    const text = JSON.stringify(withSortedKeys(shape));
    const key = createHash("sha256").update(text).digest("hex").slice(0, 8);
    const known = found.get(key);
    keys.set(shape, key);
    found.set(
      key,
      known === undefined ? { name: `${name}-${key}`, shape, length: text.length, count: 1 } : { ...known, count: known.count + 1 },
    );
    if (known === undefined) withinShape(shape, count);
    return shape;
  };
  const shorten: Replace = (shape) => {
    const known = found.get(keys.get(shape) ?? "");
    return known !== undefined && isShared(known) ? known.name : withinShape(known?.shape ?? shape, shorten);
  };
  withinFacts(facts, count);
  const shared = [...found.values()].filter(isShared).map(({ name, shape }) => [name, withinShape(shape, shorten)] as const);
  return { facts: withinFacts(facts, shorten), shapes: Object.fromEntries(shared) };
};

const isShared = ({ count, length }: Found): boolean => count > 1 && length >= leastLength;

/**
 * Puts the shapes themselves where their names stand, into `facts` itself: a copy of a whole catalogue would take longer
 * than reading it. The same shape is the same object everywhere afterwards.
 *
 * @throws Error where a name stands for nothing.
 */
export const expandShapes = (facts: ProviderFacts, shapes: Shapes): void => {
  const resolve = (shape: Shape | string): Shape => {
    if (typeof shape !== "string") {
      // Of a form that is wrong, whoever checks it tells more.
      if (typeof shape === "object") expand(shape);
      return shape;
    }
    const named = shapes[shape];
    if (named === undefined) throw new Error(`no shape is called ${shape}`);
    return named;
  };
  const expand = ({ attributes, block_types: blocks }: Block): void => {
    for (const name in attributes) {
      const attribute = attributes[name] as string | { nested_type?: NestedType };
      if (typeof attribute === "string") (attributes as Record<string, Attribute>)[name] = attributeOf(attribute);
      else if (attribute.nested_type !== undefined) attribute.nested_type = withAttributes(resolve(attribute.nested_type));
    }
    for (const name in blocks) {
      const nested = blocks[name] as { block: Block };
      nested.block = resolve(nested.block);
    }
  };
  for (const name in shapes) expand(shapes[name] as Shape);
  expand(facts.config);
  for (const types of [facts.resources, facts.data_sources, facts.ephemeral_resources]) {
    for (const name in types) {
      const type = types[name] as { block: Block };
      type.block = resolve(type.block);
    }
  }
};

/** Raw answers leave out what is empty. */
const withAttributes = (shape: Partial<NestedType>): NestedType =>
  (shape.attributes === undefined ? { attributes: {}, ...shape } : shape) as NestedType;

const withinFacts = (facts: ProviderFacts, replace: Replace): ProviderFacts => {
  const types = <T extends { readonly block: Block }>(all: Readonly<Record<string, T>>): Record<string, T> =>
    mapValues(all, (one, name) => ({ ...one, block: replace(one.block, name) as Block }));
  return {
    ...facts,
    config: withinShape(facts.config, replace),
    resources: types(facts.resources),
    data_sources: types(facts.data_sources),
    ephemeral_resources: types(facts.ephemeral_resources),
  };
};

const withinShape = <T extends Shape>(shape: T, replace: Replace): T => {
  const { attributes, block_types: blocks } = shape as Block;
  return {
    ...shape,
    ...(attributes && {
      attributes: mapValues(attributes, (one, name) =>
        one.nested_type === undefined
          ? (shortenAttribute(one) as Attribute)
          : { ...one, nested_type: replace(one.nested_type, name) as NestedType },
      ),
    }),
    ...(blocks && { block_types: mapValues(blocks, (one, name) => ({ ...one, block: replace(one.block, name) as Block })) }),
  };
};

const mapValues = <T>(record: Readonly<Record<string, T>>, change: (value: T, name: string) => T): Record<string, T> => {
  const changed: Record<string, T> = {};
  for (const name in record) changed[name] = change(record[name] as T, name);
  return changed;
};
