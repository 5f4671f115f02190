import fc from "fast-check";
import type { Attribute, Block, NestedBlock, ResourceFacts } from "../../../tools/catalogue/facts";
import { typeOfAttribute } from "../../../tools/protocol/types";
import type { ObjectValue, Value, ValueType } from "../../../tools/protocol/values";
import { valueOf, type Holes } from "../protocol/arbitrary";

const anySimple = fc.constantFrom<ValueType>("string", "number", "bool");

const anyAttributeType: fc.Arbitrary<ValueType> = fc.oneof(
  { weight: 4, arbitrary: anySimple },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom<"list" | "set" | "map">("list", "set", "map"), anySimple) },
  { weight: 1, arbitrary: fc.record({ a: anySimple, b: anySimple }).map((types): ValueType => ["list", ["object", types]]) },
);

const anyFlags = fc.constantFrom<Omit<Attribute, "type">>(
  { required: true },
  { optional: true },
  { optional: true, computed: true },
  { computed: true },
);

const anyAttribute: fc.Arbitrary<Attribute> = fc.tuple(anyAttributeType, anyFlags).map(([type, flags]) => ({ type, ...flags }));

const names = ["a", "b", "c", "d"] as const;

const someOf = <T>(parts: fc.Arbitrary<T>, prefix: string): fc.Arbitrary<Readonly<Record<string, T>>> =>
  fc
    .tuple(fc.subarray([...names]), fc.array(parts, { minLength: names.length, maxLength: names.length }))
    .map(([chosen, all]) =>
      Object.fromEntries(chosen.flatMap((name, index) => (all[index] === undefined ? [] : [[prefix + name, all[index]]]))),
    );

const anyBlock = (depth: number): fc.Arbitrary<Block> =>
  fc.record({
    attributes: someOf(anyAttribute, ""),
    block_types: depth === 0 ? fc.constant({}) : someOf(anyNested(depth - 1), "in_"),
  });

const anyNested = (depth: number): fc.Arbitrary<NestedBlock> =>
  fc.record({ nesting_mode: fc.constantFrom<NestedBlock["nesting_mode"]>("single", "list", "set"), block: anyBlock(depth) });

/** The paths of all arguments and blocks of a block. */
export const pathsIn = (block: Block, around = ""): readonly string[] => [
  ...Object.keys(block.attributes ?? {}).map((name) => around + name),
  ...Object.entries(block.block_types ?? {}).flatMap(([name, nested]) => [around + name, ...pathsIn(nested.block, `${around}${name}.`)]),
];

/** Any type of a resource, of the SDK of old or of the framework; a change of anything replaces it. */
export const anyResource: fc.Arbitrary<ResourceFacts> = fc
  .tuple(anyBlock(2), fc.boolean())
  .map(([{ attributes, block_types: blocks }, sdk]) => {
    const id: Attribute = { type: "string", computed: true, ...(sdk ? { optional: true } : {}) };
    const block: Block = { attributes: { ...attributes, id }, block_types: blocks ?? {} };
    return { version: 0, block, replace: pathsIn(block) };
  });

/** Any configuration of a block; what has to be there is there, and what can't be configured is not. */
export const anyConfig = (block: Block, holes: Holes): fc.Arbitrary<ObjectValue> =>
  fc.record({
    ...mapRecord(block.attributes ?? {}, (one) => configOf(one, holes)),
    ...mapRecord(block.block_types ?? {}, (nested) => blocksOf(nested, holes)),
  });

const configOf = (attribute: Attribute, holes: Holes): fc.Arbitrary<Value> => {
  if (attribute.required !== true && attribute.optional !== true) return fc.constant(null);
  const given = valueOf(typeOfAttribute(attribute), holes);
  return attribute.required === true ? given.filter((value) => value !== null) : fc.option(given);
};

const blocksOf = ({ nesting_mode: mode, block }: NestedBlock, holes: Holes): fc.Arbitrary<Value> =>
  mode === "single" ? fc.option(anyConfig(block, holes)) : fc.array(anyConfig(block, holes), { maxLength: 3 });

const mapRecord = <T>(
  record: Readonly<Record<string, T>>,
  change: (value: T) => fc.Arbitrary<Value>,
): Record<string, fc.Arbitrary<Value>> => Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
