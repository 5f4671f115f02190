import type { Block } from "../../../../tools/catalogue/facts";
import { unknown, type ObjectValue } from "../../../../tools/protocol/values";
import { structureProblems } from "../../../../tools/twins/rules/structure";

const needed = { type: "string", required: true } as const;
const block: Block = {
  attributes: {
    made: { type: "string", computed: true },
    of: { nested_type: { nesting_mode: "map", attributes: { a: needed } }, optional: true },
  },
  block_types: {
    least: { nesting_mode: "list", min_items: 1, max_items: 2, block: { attributes: { a: needed } } },
    one: { nesting_mode: "single", block: { attributes: { a: needed } } },
    some: { nesting_mode: "set", block: { block_types: { inner: { nesting_mode: "list", block: { attributes: { a: needed } } } } } },
  },
};

const right: ObjectValue = { made: null, of: null, least: [{ a: "1" }], one: null, some: [] };

const said = (config: ObjectValue, sdk = true): readonly string[] =>
  structureProblems(block, { ...right, ...config }, sdk).map(({ summary, detail, path = [] }) => {
    const place = path.map((step) => ("attribute" in step ? step.attribute : String(step.element))).join(".");
    return `${place}: ${summary} | ${detail.split("\n")[0] ?? ""}`;
  });

const missing = (name: string): string => `Missing required argument | The argument "${name}" is required, but no definition was found.`;

test.each<readonly [string, ObjectValue, readonly string[]]>([
  ["nothing", {}, []],
  ["blocks that are not known yet", { least: unknown }, []],
  ["a block that is needed", { least: [] }, [`least: ${missing("least")}`]],
  [
    "a third block",
    { least: [{ a: "1" }, { a: "2" }, { a: "3" }] },
    ["least: Too many list items | Attribute least supports 2 item maximum, but config has 3 declared."],
  ],
  ["in the second block of a list", { least: [{ a: "1" }, { a: null }] }, [`least.1.a: ${missing("least.1.a")}`]],
  ["in a single block", { one: { a: null } }, [`one.a: ${missing("one.a")}`]],
  ["below a set: at the set", { some: [{ inner: [{ a: null }] }] }, [`some: ${missing("some.0.inner.0.a")}`]],
  ["in an attribute made of attributes", { of: { k: { a: null } } }, [`of.k.a: ${missing("of.k.a")}`]],
  [
    "an attribute that only the provider sets",
    { made: "mine" },
    [
      'made: Value for unconfigurable attribute | Can\'t configure a value for "made": its value will be decided automatically based on the result of applying this configuration.',
    ],
  ],
])("what is wrong: %s", (_what, config, expected) => {
  expect(said(config)).toEqual(expected);
});

test("the framework has words of its own", () => {
  expect(said({ least: [{ a: null }] }, false)).toEqual([
    "least.0.a: Missing Configuration for Required Attribute | Must set a configuration value for the least[0].a attribute as the provider has marked it as required.",
  ]);
});

test("objects of an attribute that is written like a block have parts that a type needs", () => {
  const ingress: Block = {
    attributes: { ingress: { type: ["set", ["object", { from_port: "number", to_port: "number", protocol: "string" }]], optional: true } },
  };
  const config = { ingress: [{ from_port: 1, to_port: null, protocol: "tcp" }] };
  expect(structureProblems(ingress, config, true, "aws_security_group")).toEqual([
    {
      severity: "error",
      summary: "Missing required argument",
      detail: 'The argument "ingress.0.to_port" is required, but no definition was found.',
      path: [{ attribute: "ingress" }],
    },
  ]);
  expect(structureProblems(ingress, config, true, "aws_other")).toEqual([]);
});
