import type { Block } from "../../../tools/catalogue/facts";
import { DynamicValue } from "../../../tools/protocol/values";
import { configurationOf } from "../../../tools/fidelity/seeds-form";

const block: Block = {
  attributes: {
    name: { type: "string", required: true },
    size: { type: "number", optional: true },
    names: { type: ["set", "string"], optional: true },
    any: { type: "dynamic", optional: true },
    made: {
      nested_type: {
        nesting_mode: "list",
        attributes: { key: { type: "string", required: true }, value: { type: "string", optional: true } },
      },
    },
  },
  block_types: {
    rule: { nesting_mode: "list", block: { attributes: { path: { type: "string", optional: true } } } },
    one: { nesting_mode: "single", block: { attributes: { path: { type: "string", optional: true } } } },
    by_key: { nesting_mode: "map", block: { attributes: { path: { type: "string", optional: true } } } },
  },
};

const nothing = { name: null, size: null, names: null, any: null, made: null, rule: [], one: null, by_key: {} };

test("what is not given is null, or no block", () => {
  expect(configurationOf(block, {})).toEqual(nothing);
});

test.each([
  ["an argument", { name: "a", size: 3, names: ["b"] }, { name: "a", size: 3, names: ["b"] }],
  ["a list of blocks", { rule: [{ path: "/" }, {}] }, { rule: [{ path: "/" }, { path: null }] }],
  ["a block alone where a list may be", { rule: { path: "/" } }, { rule: [{ path: "/" }] }],
  ["a single block", { one: {} }, { one: { path: null } }],
  ["blocks by key", { by_key: { a: { path: "/" } } }, { by_key: { a: { path: "/" } } }],
  ["an argument of arguments", { made: [{ key: "a" }] }, { made: [{ key: "a", value: null }] }],
  ["a text where any type may be", { any: "1.2" }, { any: new DynamicValue("string", "1.2") }],
  [
    "an object where any type may be",
    { any: { a: [1, true] } },
    { any: new DynamicValue(["object", { a: ["tuple", ["number", "bool"]] }], { a: [1, true] }) },
  ],
])("%s is decoded", (_, body, decoded) => {
  expect(configurationOf(block, body)).toEqual({ ...nothing, ...decoded });
});

test.each([
  ["at the top", { nam: "a" }],
  ["in a block", { rule: [{ way: "/" }] }],
  ["in an argument of arguments", { made: [{ key: "a", weight: 1 }] }],
])("an unknown argument %s is an error", (_, body) => {
  expect(() => configurationOf(block, body)).toThrow(/there is no argument '(nam|way|weight)'/);
});

test("a value of another type is an error", () => {
  expect(() => configurationOf(block, { size: "many" })).toThrow(/number/);
});
