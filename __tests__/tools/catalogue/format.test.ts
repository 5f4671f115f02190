import fc from "fast-check";
import type { Attribute, Block, NestedBlock, ProviderFacts } from "../../../tools/catalogue/facts";
import { formatCatalogue } from "../../../tools/catalogue/format";
import { parseCatalogue } from "../../../tools/catalogue/load";
import type { ValueType } from "../../../tools/protocol/values";

/** Names, among them those that mean something in a catalogue's own form. */
const name = fc.constantFrom("a", "b", "name", "block", "nested_type", "attributes", "block_types", "rules", "replace", "type", "shapes");

const { type } = fc.letrec<{ type: ValueType }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom<ValueType>("string", "number", "bool", "dynamic"),
    fc.tuple(fc.constantFrom("list" as const, "set" as const, "map" as const), tie("type")),
    fc.tuple(fc.constant("object" as const), fc.dictionary(name, tie("type"), { maxKeys: 3 })),
  ),
}));

const yes = fc.constant(true as const);
const flags = fc.record(
  { required: yes, optional: yes, computed: yes, sensitive: yes, write_only: yes, deprecated: yes },
  { requiredKeys: [] },
);

const { block } = fc.letrec<{ block: Block; attribute: Attribute; nested: NestedBlock }>((tie) => ({
  attribute: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.tuple(type, flags).map(([one, set]): Attribute => ({ type: one, ...set })),
    fc
      .tuple(
        fc.dictionary(name, tie("attribute"), { maxKeys: 3 }),
        fc.constantFrom("single" as const, "list" as const, "set" as const),
        flags,
      )
      .map(([attributes, mode, set]): Attribute => ({ nested_type: { attributes, nesting_mode: mode }, ...set })),
  ),
  nested: fc
    .tuple(
      fc.constantFrom("single" as const, "list" as const, "set" as const),
      tie("block"),
      fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
    )
    .map(([mode, inner, least]): NestedBlock => ({ nesting_mode: mode, block: inner, ...(least !== undefined && { min_items: least }) })),
  block: fc.record(
    {
      attributes: fc.dictionary(name, tie("attribute"), { maxKeys: 4 }),
      block_types: fc.dictionary(name, tie("nested"), { maxKeys: 2, depthIdentifier: "b" }),
    },
    { requiredKeys: [] },
  ),
}));

const resource = fc.record(
  {
    version: fc.nat(3),
    block,
    replace: fc.array(name),
    defaults: fc.dictionary(name, fc.jsonValue({ maxDepth: 2 })),
    rules: fc.dictionary(name, fc.record({ enum: fc.array(fc.string()), pattern: fc.string() }, { requiredKeys: [] })),
    relations: fc.array(fc.record({ kind: fc.constant("conflicts" as const), path: name, with: fc.array(name) })),
  },
  { requiredKeys: ["version", "block"] },
);

const facts = fc.record({
  provider: fc.constant("registry.terraform.io/example/fake"),
  version: fc.constant("1.0.0"),
  config: block,
  resources: fc.dictionary(name, resource),
  data_sources: fc.dictionary(name, fc.record({ version: fc.nat(3), block })),
  ephemeral_resources: fc.dictionary(name, fc.record({ version: fc.nat(3), block })),
});

/** Without the prototypes that make two equal records look different. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test("what is written is read as it was, whatever things are called", () => {
  fc.assert(
    fc.property(facts, (one) => {
      const again = parseCatalogue(formatCatalogue(one));
      expect(plain(again)).toEqual(plain(one));
    }),
  );
});

test("the order in which facts are given does not show", () => {
  const backwards = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, one]) => [key, backwards(one)]),
    );
  };
  fc.assert(
    fc.property(facts, (one) => {
      expect(formatCatalogue(backwards(one) as ProviderFacts)).toBe(formatCatalogue(one as ProviderFacts));
    }),
  );
});

const example: ProviderFacts = {
  provider: "registry.terraform.io/example/fake",
  version: "1.0.0",
  date: "2026-11-23",
  config: {},
  resources: {
    fake_thing: {
      version: 1,
      block: {
        attributes: { name: { type: "string", required: true }, parts: { type: ["list", ["object", { a: "string" }]], computed: true } },
        block_types: { rule: { nesting_mode: "list", max_items: 1, block: { attributes: { port: { type: "number", optional: true } } } } },
      },
      replace: ["name"],
      rules: { name: { min: 1, max: 3 } },
    },
  },
  data_sources: {},
  ephemeral_resources: {},
};

test("each argument, rule and path has a line", () => {
  expect(
    formatCatalogue(example)
      .split("\n")
      .map((line) => line.trim()),
  ).toEqual(
    expect.arrayContaining([
      '"name": "string required",',
      '"parts": {"computed":true,"type":["list",["object",{"a":"string"}]]}',
      '"port": "number optional"',
      '"name": {"max":3,"min":1}',
      '"name"',
    ]),
  );
});

test("a block that stands in two places is written once", () => {
  const attributes = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [`argument_${String(index)}`, { type: "string" as const, optional: true }]),
  );
  const twice = { a: { version: 0, block: { attributes } }, b: { version: 0, block: { attributes: { ...attributes } } } };
  const text = formatCatalogue({ ...example, resources: twice });
  expect(text.match(/"argument_3"/g)).toHaveLength(1);
  expect(parseCatalogue(text).resources).toEqual(twice);
});

test("a name that stands for no block is noticed", () => {
  const text = JSON.stringify({ ...example, resources: { fake_thing: { version: 0, block: "lost-12345678" } } });
  expect(() => parseCatalogue(text)).toThrow(/no shape is called lost-12345678/);
});
