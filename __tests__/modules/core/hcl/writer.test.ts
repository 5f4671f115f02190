import type { BlockSchema, Schemas } from "../../../../modules/core/hcl/forms";
import { blocksOf, writeHcl } from "../../../../modules/core/hcl/writer";

const thing: BlockSchema = {
  attributes: { name: { type: "string" }, port: { type: "number" }, parts: {}, policy: { type: "string" } },
  block_types: {
    rule: { nesting_mode: "list", block: { attributes: { days: {} }, block_types: { filter: { nesting_mode: "single", block: {} } } } },
    named: { nesting_mode: "map", block: { attributes: { size: {} } } },
  },
};
const known = (name: string): BlockSchema | undefined => (name === "x_thing" || name === "x" ? thing : undefined);
const schemas: Schemas = { resource: known, data: known, ephemeral: known, provider: known };
const write = (configuration: unknown): string => writeHcl(configuration, schemas, "stack");
const thingOf = (body: unknown): string => write({ resource: { x_thing: { a: body } } });

test("blocks stand in the order of the style guide, arguments before blocks, lifecycle and depends_on last", () => {
  const text = write({
    output: { o: { value: "${x_thing.a.name}" } },
    resource: {
      x_thing: {
        a: { depends_on: ["x_thing.b"], lifecycle: { ignore_changes: "all" }, rule: [{ days: 1 }, { filter: {} }], name: "8080", count: 2 },
      },
    },
    variable: { v: { default: false, type: "bool" } },
  });
  expect(text).toBe(`variable "v" {
  type    = bool
  default = false
}

resource "x_thing" "a" {
  count = 2

  name = "8080"

  rule {
    days = 1
  }

  rule {
    filter {
    }
  }

  lifecycle {
    ignore_changes = all
  }

  depends_on = [x_thing.b]
}

output "o" {
  value = x_thing.a.name
}
`);
});

test("dynamic blocks, blocks with a label, and comments", () => {
  expect(
    thingOf({
      "//": "why\n\nso",
      named: { "a b": { size: 1 } },
      dynamic: { rule: { for_each: "${var.r}", content: { days: "${rule.value}" } } },
    }),
  ).toBe(
    `resource "x_thing" "a" {
  # why
  #
  # so

  named "a b" {
    size = 1
  }

  dynamic "rule" {
    for_each = var.r

    content {
      days = rule.value
    }
  }
}
`,
  );
});

test("a list of objects is an attribute where the schema says so", () => {
  expect(thingOf({ parts: [{ a: 1 }] })).toBe(`resource "x_thing" "a" {
  parts = [
    {
      a = 1
    },
  ]
}
`);
});

test("each block is handed on with its kind and labels", () => {
  const blocks = blocksOf({ provider: { x: [{ alias: "west", name: "a" }] }, locals: { b: null } }, schemas, "stack");
  expect(blocks.map(({ kind, labels }) => [kind, labels])).toEqual([
    ["provider", ["x"]],
    ["locals", []],
  ]);
});

test.each<readonly [string, unknown, string]>([
  [
    "a block that Terraform doesn't have",
    { resources: {} },
    "stack: resources: [HclCannotSay] Terraform's language has no 'resources' at its top level",
  ],
  [
    "a type of which nothing is known",
    { resource: { y_thing: { a: {} } } },
    "stack: resource.y_thing.a: [HclCannotSay] what 'y_thing' holds has to be known",
  ],
  [
    "an argument that the schema doesn't have",
    { resource: { x_thing: { a: { nam: 1 } } } },
    "stack: resource.x_thing.a.nam: [HclCannotSay] no argument or block 'nam'",
  ],
  [
    "a block that is text",
    { resource: { x_thing: { a: { rule: "b" } } } },
    "stack: resource.x_thing.a.rule: [HclCannotSay] 'rule' is a block",
  ],
  ["a label that is missing", { resource: { x_thing: [1] } }, "[HclCannotSay] a block with a label is an object with the label as its key"],
  [
    "a template without an end",
    { output: { o: { value: "${a" } } },
    "stack: output.o.value: [HclCannotSay] a text with sequences has to be a template",
  ],
  [
    "a lone carriage return beside a sequence",
    { output: { o: { value: "\r${a}" } } },
    "a carriage return without a line feed can't stand beside sequences",
  ],
  [
    "a reference that is a number",
    { resource: { x_thing: { a: { depends_on: [1] } } } },
    "stack: resource.x_thing.a.depends_on[0]: [HclCannotSay] a text has to hold a reference",
  ],
  [
    "providers that are a list",
    { module: { m: { source: "./m", providers: [] } } },
    "stack: module.m.providers: [HclCannotSay] an object of references",
  ],
  ["a configuration that is a text", "x", "stack: [HclCannotSay] a configuration is an object"],
])("%s is refused", (_name, configuration, message) => {
  expect(() => write(configuration)).toThrow(message);
});

test("all that can't be said is said at once", () => {
  expect(() => write({ a: {}, b: {} })).toThrow(/stack: a: \[HclCannotSay\][^]*stack: b: \[HclCannotSay\]/);
});
