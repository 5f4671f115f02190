import { allFields, complete, elementAt, fieldsOf, pathText, valueAt, withValue } from "../../../../tools/catalogue/probe/fields";
import type { Block } from "../../../../tools/catalogue/facts";
import { encode, typeOfBlock } from "../../../../tools/protocol/codec";
import { DynamicValue } from "../../../../tools/protocol/values";

const inner: Block = { attributes: { port: { type: "number", required: true } } };

const block: Block = {
  attributes: {
    name: { type: "string", required: true },
    parts: { type: ["list", ["object", { a: "string", b: "bool" }]], optional: true },
    made: { nested_type: { nesting_mode: "map", attributes: { key: { type: "string", optional: true } } }, optional: true },
    told: { type: ["set", ["object", { x: "string" }]], computed: true },
  },
  block_types: {
    many: { nesting_mode: "set", block: inner },
    two: { nesting_mode: "list", min_items: 2, block: inner },
    one: { nesting_mode: "single", block: inner },
    always: { nesting_mode: "group", block: inner },
    named: { nesting_mode: "map", block: inner },
    loose: { nesting_mode: "list", block: { attributes: { any: { type: "dynamic", optional: true } } } },
  },
};

const fields = fieldsOf(block);

test("all paths at all depths, each with whether it may be set", () => {
  const paths = allFields(fields, 3).map(({ path, settable }) => `${pathText(path)}${settable ? "" : " (told)"}`);
  expect(paths).toEqual([
    ...["made", "made.key", "name", "parts", "parts.a", "parts.b", "told (told)", "told.x (told)"],
    ...["always", "always.port", "loose", "loose.any", "many", "many.port", "named", "named.port", "one", "one.port", "two", "two.port"],
  ]);
  expect(allFields(fields, 1)).toHaveLength(10);
});

test("a draft of nothing is a whole value: null, or no elements", () => {
  expect(complete(fields, {})).toEqual({
    ...{ name: null, parts: null, made: null, told: null },
    ...{ many: [], two: [], one: null, always: { port: null }, named: {}, loose: new DynamicValue(["tuple", []], []) },
  });
});

test("a draft's one element stands in each nested place in its form, and as often as it has to", () => {
  const paths = ["parts.a", "made.key", "many.port", "two.port", "one.port", "named.port", "loose.any"].map((path) => path.split("."));
  const draft = paths.reduce(
    (made, path) => withValue(made, path, path[0] === "loose" ? new DynamicValue("bool", true) : path.at(-1) === "port" ? 1 : "x"),
    {},
  );
  const value = complete(fields, draft);
  expect(value).toMatchObject({
    ...{ parts: [{ a: "x", b: null }], made: { k: { key: "x" } }, many: [{ port: 1 }], two: [{ port: 1 }, { port: 1 }] },
    ...{ one: { port: 1 }, named: { k: { port: 1 } } },
  });
  expect(paths.map((path) => elementAt(value, path))).toEqual(paths.map((path) => valueAt(draft, path)));
  expect(() => encode(typeOfBlock(block), value)).not.toThrow();
});

test("taking a value out leaves its neighbours", () => {
  const draft = { name: "a", one: { port: 1 } };
  expect(withValue(draft, ["one", "port"], undefined)).toEqual({ name: "a", one: {} });
  expect(withValue(draft, ["one"], undefined)).toEqual({ name: "a" });
  expect(withValue(draft, ["many", "port"], undefined)).toEqual(draft);
});
