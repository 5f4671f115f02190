import type { Constraints, Block } from "../../../tools/catalogue/facts";
import { unknown, type ObjectValue } from "../../../tools/protocol/values";
import { validateConfig } from "../../../tools/twins/validate";

const text = { type: "string", optional: true } as const;

/** A type of the SDK of old: its id could be configured. */
const sdkBlock: Block = {
  attributes: {
    id: { ...text, computed: true },
    name: { type: "string", required: true },
    kind: text,
    size: { type: "number", optional: true },
  },
  block_types: {
    rule: { nesting_mode: "list", max_items: 1, block: { attributes: { port: { type: "number", required: true }, protocol: text } } },
    tag: { nesting_mode: "set", block: { attributes: { key: { type: "string", required: true }, value: text } } },
  },
};

const constraints: Constraints = {
  rules: { kind: { enum: ["small", "big"] }, "rule.protocol": { enum: ["tcp"] }, size: { min: 1, max: 5 }, "tag.value": { max: 3 } },
  relations: [{ kind: "conflicts", path: "kind", with: ["size"] }],
};

/** What is said, shortly: where, and in which words. */
const said = (config: ObjectValue, block = sdkBlock): readonly string[] =>
  validateConfig({ block, ...constraints }, config).map(({ severity, summary, detail, path = [] }) => {
    const place = path.map((step) => ("attribute" in step ? step.attribute : String(step.element))).join(".");
    return `${severity} at ${place}: ${[summary, detail].filter((one) => one !== "").join(" | ")}`;
  });

const right: ObjectValue = { id: null, name: "a", kind: null, size: null, rule: [], tag: [] };

test.each<readonly [string, ObjectValue, readonly string[]]>([
  ["nothing wrong", right, []],
  ["what is not known yet is never wrong", { ...right, name: unknown, kind: unknown, size: unknown, rule: unknown, tag: unknown }, []],
  [
    "a required argument",
    { ...right, name: null },
    ['error at name: Missing required argument | The argument "name" is required, but no definition was found.'],
  ],
  ["a value", { ...right, kind: "huge" }, ['error at kind: expected kind to be one of ["small" "big"], got huge']],
  ["a number", { ...right, size: 6 }, ["error at size: expected size to be in the range (1 - 5), got 6"]],
  [
    "a value and what is missing, in a block",
    { ...right, rule: [{ port: null, protocol: "udp" }] },
    [
      'error at rule.0.port: Missing required argument | The argument "rule.0.port" is required, but no definition was found.',
      'error at rule.0.protocol: expected rule.0.protocol to be one of ["tcp"], got udp',
    ],
  ],
  [
    "an element of a set, which has no place of its own",
    { ...right, tag: [{ key: null, value: "long" }] },
    [
      'error at tag: Missing required argument | The argument "tag.0.key" is required, but no definition was found.',
      "error at tag: expected length of tag.0.value to be at most (3), got long",
    ],
  ],
  [
    "too many blocks",
    {
      ...right,
      rule: [
        { port: 1, protocol: null },
        { port: 2, protocol: null },
      ],
    },
    ["error at rule: Too many list items | Attribute rule supports 1 item maximum, but config has 2 declared."],
  ],
  [
    "arguments that exclude each other",
    { ...right, kind: "small", size: 1 },
    ['error at kind: Conflicting configuration arguments | "kind": conflicts with size'],
  ],
])("a type of the SDK refuses as the SDK does: %s", (_what, config, expected) => {
  expect(said(config)).toEqual(expected);
});

const frameworkBlock: Block = { ...sdkBlock, attributes: { ...sdkBlock.attributes, id: { type: "string", computed: true } } };

test.each<readonly [string, ObjectValue, readonly string[]]>([
  [
    "a value",
    { ...right, kind: "huge" },
    ['error at kind: Invalid Attribute Value Match | Attribute kind value must be one of: ["small" "big"], got: "huge"'],
  ],
  ["a number", { ...right, size: 0 }, ["error at size: Invalid Attribute Value | Attribute size value must be between 1 and 5, got: 0"]],
  [
    "an attribute that only the provider sets",
    { ...right, id: "mine" },
    [
      'error at id: Value for unconfigurable attribute | Can\'t configure a value for "id": its value will be decided automatically based on the result of applying this configuration.',
    ],
  ],
])("a type of the framework refuses as the framework does: %s", (_what, config, expected) => {
  expect(said(config, frameworkBlock)).toEqual(expected);
});
