import type { BlockSchema } from "../../../../modules/core/hcl/forms";
import { textTeller } from "../../../../modules/core/hcl/types";

const schema: BlockSchema = {
  attributes: { name: { type: "string" }, port: { type: "number" }, tags: { type: ["map", "string"] }, odd: {} },
};
const known = (type: string): BlockSchema | undefined => (type === "x_thing" ? schema : undefined);
const schemas = { resource: known, data: known, ephemeral: () => undefined, provider: () => undefined };
const isText = textTeller(
  { variable: { word: { type: "string" }, count: { type: "number" }, free: {}, "a-b": { type: "string" } } },
  schemas,
);

test.each([
  "each.key",
  "var.word",
  "var.a-b",
  "x_thing.this.name",
  "x_thing.this[0].name",
  'x_thing.this["a.b"].name',
  "x_thing.größe-1.name",
  "data.x_thing.this.name",
  'format("%s", var.count)',
  "jsonencode([1])",
  "trimspace(a)",
  "uuidv5(a, b)",
])("%s gives text", (expression) => {
  expect(isText(expression)).toBe(true);
});

test.each([
  "each.value",
  "var.count",
  "var.free",
  "var.none",
  "var.word.a",
  "local.a",
  "x_thing.this",
  "x_thing.this.port",
  "x_thing.this.tags",
  "x_thing.this.odd",
  "x_thing.this.none",
  "x_thing.this.name.a",
  "y_thing.this.name",
  "data.y_thing.this.name",
  "module.a.name",
  "length(a)",
  "format(upper(a))",
  "format(a) == format(b)",
  "1",
  "",
])("of %s it is not known", (expression) => {
  expect(isText(expression)).toBe(false);
});

test("a configuration may have no variables", () => {
  expect(textTeller({}, schemas)("var.word")).toBe(false);
});
