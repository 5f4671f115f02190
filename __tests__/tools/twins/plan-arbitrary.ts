import fc from "fast-check";
import type { Attribute, Block, NestedBlock, ResourceFacts } from "../../../tools/catalogue/facts";
import type { ObjectValue, Value, ValueType } from "../../../tools/protocol/values";

const types = ["string", "number", "bool", ["list", "string"], ["map", "string"]] as const satisfies readonly ValueType[];

const anyAttribute: fc.Arbitrary<Attribute> = fc
  .tuple(fc.constantFrom(...types), fc.constantFrom("required", "optional", "optional and computed", "computed"))
  .map(([type, kind]): Attribute => {
    switch (kind) {
      case "required":
        return { type, required: true };
      case "optional":
        return { type, optional: true };
      case "computed":
        return { type, computed: true };
      default:
        return { type, optional: true, computed: true };
    }
  });

const anyAttributes = (most: number): fc.Arbitrary<Record<string, Attribute>> =>
  fc
    .array(anyAttribute, { minLength: 1, maxLength: most })
    .map((list) => Object.fromEntries(list.map((one, index) => [`a${String(index)}`, one])));

const anyNested: fc.Arbitrary<NestedBlock> = anyAttributes(3).map((attributes) => ({ nesting_mode: "list", block: { attributes } }));

const anyBlock: fc.Arbitrary<Block> = fc.tuple(anyAttributes(6), fc.array(anyNested, { maxLength: 2 })).map(([attributes, blocks]) => ({
  attributes: { ...attributes, id: { type: "string", optional: true, computed: true } },
  block_types: Object.fromEntries(blocks.map((block, index) => [`b${String(index)}`, block])),
}));

/** The facts of a resource type with attributes of each kind, nested blocks, and some arguments that force replacement. */
export const anyResource: fc.Arbitrary<ResourceFacts> = fc.tuple(anyBlock, fc.infiniteStream(fc.boolean())).map(([block, coin]) => ({
  version: 0,
  block,
  replace: Object.entries(block.attributes ?? {})
    .filter(([, { required, optional }]) => (required ?? optional) === true && coin.next().value === true)
    .map(([name]) => name),
}));

const anyText = fc.constantFrom("a", "b", "c");

const anyValue = (type: ValueType | undefined): fc.Arbitrary<Value> => {
  if (type === "string") return anyText;
  if (type === "number") return fc.integer({ min: 1, max: 9 });
  if (type === "bool") return fc.boolean();
  return typeof type === "object" && type[0] === "list"
    ? fc.array(anyText, { minLength: 1, maxLength: 3 })
    : fc.dictionary(anyText, anyText, { minKeys: 1, maxKeys: 3 });
};

/** A configuration of a block. `extras` are values that any argument which may be left out has now and then. */
export const anyConfig = ({ attributes = {}, block_types: blocks = {} }: Block, extras: readonly Value[]): fc.Arbitrary<ObjectValue> => {
  const ofAttributes = Object.entries(attributes).map(([name, { type, required, optional }]) => {
    if (required === true) return [name, anyValue(type)] as const;
    if (optional !== true || name === "id") return [name, fc.constant<Value>(null)] as const;
    return [name, fc.oneof(anyValue(type), ...extras.map((one) => fc.constant(one)))] as const;
  });
  const ofBlocks = Object.entries(blocks).map(([name, { block }]) => [name, fc.array(anyConfig(block, extras), { maxLength: 2 })] as const);
  return fc.record(Object.fromEntries<fc.Arbitrary<Value>>([...ofAttributes, ...ofBlocks]));
};
