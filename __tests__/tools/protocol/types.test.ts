import type { Attribute, Block, NestedBlock } from "../../../tools/catalogue/facts";
import { typeOfAttribute, typeOfBlock } from "../../../tools/protocol/types";
import type { ValueType } from "../../../tools/protocol/values";

const ports: Block = { attributes: { port: { type: "number", required: true } } };
const anything: Block = { attributes: { any: { type: "dynamic", optional: true } } };
const port: ValueType = ["object", { port: "number" }];
const any: ValueType = ["object", { any: "dynamic" }];

describe("the types of values", () => {
  test.each<[NestedBlock["nesting_mode"], Block, ValueType]>([
    ["single", ports, port],
    ["group", ports, port],
    ["list", ports, ["list", port]],
    ["set", ports, ["set", port]],
    ["map", ports, ["map", port]],
    // Each block of a list or map may have a type of its own.
    ["single", anything, any],
    ["list", anything, "dynamic"],
    ["map", anything, "dynamic"],
    ["set", anything, ["set", any]],
    ["list", { block_types: { deep: { nesting_mode: "single", block: anything } } }, "dynamic"],
    ["list", { attributes: { pair: { type: ["tuple", ["bool", ["list", "dynamic"]]] } } }, "dynamic"],
  ])("a nested block, nesting mode %s, %#", (nesting_mode, block, type) => {
    expect(typeOfBlock({ block_types: { inner: { nesting_mode, block } } })).toEqual(["object", { inner: type }]);
  });

  const attributes = { port: { type: "number" } } as const;
  test.each<[string, Attribute, ValueType]>([
    ["a type", { type: ["set", "string"] }, ["set", "string"]],
    ["single attributes", { nested_type: { nesting_mode: "single", attributes } }, port],
    ["a list of attributes", { nested_type: { nesting_mode: "list", attributes } }, ["list", port]],
    ["a set of attributes", { nested_type: { nesting_mode: "set", attributes } }, ["set", port]],
    ["a map of attributes", { nested_type: { nesting_mode: "map", attributes } }, ["map", port]],
  ])("an attribute that is %s", (_title, attribute, type) => {
    expect(typeOfAttribute(attribute)).toEqual(type);
  });

  test("the type of a block is made once", () => {
    expect(typeOfBlock(ports)).toBe(typeOfBlock(ports));
  });
});
