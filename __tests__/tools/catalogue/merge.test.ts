import type { Block, ProviderFacts } from "../../../tools/catalogue/facts";
import { bindingDifferences } from "../../../tools/catalogue/difference";
import { mergeFacts } from "../../../tools/catalogue/merge";

const facts = (version: string, block: Block, more: Partial<ProviderFacts["resources"][string]> = {}): ProviderFacts => ({
  provider: "registry.terraform.io/example/fake",
  version,
  config: {},
  resources: { fake_thing: { version: 1, block, ...more } },
  data_sources: {},
  ephemeral_resources: {},
});

const nested = (block: Block): NonNullable<Block["block_types"]>[string] => ({ nesting_mode: "list", max_items: 1, block });

const catalogue = facts(
  "1.0.0",
  {
    attributes: { name: { type: "string", required: true }, old: { type: "bool", optional: true } },
    block_types: { rule: nested({ attributes: { port: { type: "number", required: true } } }), part: nested({}) },
  },
  { replace: ["name"] },
);

const bindings = facts("2.0.0", {
  attributes: {
    name: { type: "string", optional: true },
    new: { type: "string", optional: true },
    part: { type: "string", optional: true },
  },
  block_types: {
    rule: nested({ attributes: { port: { type: "number", required: true }, protocol: { type: "string", optional: true } } }),
    extra: nested({ attributes: { a: { type: "string", optional: true } } }),
  },
});

const merged = mergeFacts(catalogue, bindings);
const block = merged.resources["fake_thing"]?.block;

test("what only one of them has is there", () => {
  expect(Object.keys(block?.attributes ?? {})).toEqual(["name", "new", "old"]);
  expect(Object.keys(block?.block_types ?? {})).toEqual(["extra", "part", "rule"]);
});

test("within a block too", () => {
  expect(Object.keys(block?.block_types?.["rule"]?.block.attributes ?? {})).toEqual(["port", "protocol"]);
});

test("where both know, the catalogue is right", () => {
  expect(block?.attributes?.["name"]).toEqual({ type: "string", required: true });
});

test("a block does not become an attribute besides", () => {
  expect(block?.attributes).not.toHaveProperty("part");
});

test("what was asked stays: version, schema version, replacement", () => {
  expect([merged.version, merged.resources["fake_thing"]?.version, merged.resources["fake_thing"]?.replace]).toEqual([
    "1.0.0",
    1,
    ["name"],
  ]);
});

test("a type of the other alone is taken whole", () => {
  expect(mergeFacts({ ...catalogue, resources: {} }, bindings).resources).toEqual(bindings.resources);
});

test("nothing is changed in either", () => {
  expect([Object.keys(catalogue.resources["fake_thing"]?.block.attributes ?? {}), bindings.version]).toEqual([["name", "old"], "2.0.0"]);
});

test("each difference has a line, and what is within a missing block none", () => {
  expect(bindingDifferences(catalogue, bindings)).toEqual([
    "fake_thing extra: only bindings 2.0.0: block list at most one",
    'fake_thing name: catalogue 1.0.0 "string" required, bindings 2.0.0 "string" optional',
    'fake_thing new: only bindings 2.0.0: "string" optional',
    'fake_thing old: only catalogue 1.0.0: "bool" optional',
    'fake_thing part: catalogue 1.0.0 block list at most one, bindings 2.0.0 "string" optional',
    'fake_thing rule.protocol: only bindings 2.0.0: "string" optional',
  ]);
});

test("a type that the bindings don't have is a difference", () => {
  expect(bindingDifferences(catalogue, { ...bindings, resources: {} })).toEqual(["fake_thing: only catalogue 1.0.0"]);
});

test("facts do not differ from themselves", () => {
  expect(bindingDifferences(catalogue, catalogue)).toEqual([]);
});
