import type { Block, Rule } from "../../../../tools/catalogue/facts";
import type { Value, ValueType } from "../../../../tools/protocol/values";
import { valueProblems } from "../../../../tools/twins/rules/values";

const problems = (rule: Rule, type: ValueType, value: Value, sdk = true, sensitive = false): readonly string[] => {
  const block: Block = { attributes: { a: { type, optional: true, sensitive } } };
  const found = valueProblems({ block, constraints: { rules: { a: rule } }, config: { a: value }, sdk, type: undefined });
  expect(found.every(({ severity, path }) => severity === "error" && JSON.stringify(path) === '[{"attribute":"a"}]')).toBe(true);
  return found.map(({ summary, detail }) => [summary, detail].filter((one) => one !== "").join(" | "));
};

test.each<readonly [string, Rule, Value, readonly string[]]>([
  ["an enumeration", { enum: ["x", "y"] }, "x", []],
  ["another word", { enum: ["x", "y"] }, "X", ['expected a to be one of ["x" "y"], got X']],
  ["capitals, where they don't count", { enum: ["x", "y"], anyCase: true }, "X", []],
  ["another word, where capitals don't count", { enum: ["x", "y"], anyCase: true }, "Z", ['expected a to be one of ["x" "y"], got Z']],
  ["an empty text", { enum: ["x"] }, "", ['expected a to be one of ["x"], got ']],
  ["an empty text, where it stands for none", { enum: ["x"], orEmpty: true }, "", []],
  ["the least length", { min: 2, max: 3 }, "ab", []],
  ["too short", { min: 2, max: 3 }, "a", ["expected length of a to be in the range (2 - 3), got a"]],
  ["too long, in bytes", { max: 3 }, "aéé", ["expected length of a to be at most (3), got aéé"]],
  ["a pattern", { pattern: "^[a-z]+$" }, "ab", []],
  ["no match", { pattern: "^[a-z]+$" }, "a1", ['invalid value for a (must match regular expression "^[a-z]+$")']],
  ["no ARN", { format: "arn" }, "bad", ['"a" (bad) is an invalid ARN: arn: invalid prefix']],
  [
    "a message's letters",
    { other: 'only alphanumeric characters and hyphens allowed in "a"' },
    "a b",
    ['only alphanumeric characters and hyphens allowed in "a"'],
  ],
  ["a message that isn't understood", { other: "is refused for a reason of its own" }, "~", []],
  ["the first of two, one of which is enough", { anyOf: [{ pattern: "^[a-z]+$" }, { format: "arn" }] }, "ab", []],
  ["the second of two", { anyOf: [{ pattern: "^[a-z]+$" }, { format: "arn" }] }, "arn:aws:s3:::b", []],
  [
    "none of two: the first is told",
    { anyOf: [{ pattern: "^[a-z]+$" }, { format: "arn" }] },
    "A",
    ['invalid value for a (must match regular expression "^[a-z]+$")'],
  ],
  ["all of several", { max: 5, also: [{ pattern: "^[a-z]" }, { pattern: "[0-9]$" }] }, "a1", []],
  [
    "not the last of several",
    { max: 5, also: [{ pattern: "^[a-z]" }, { pattern: "[0-9]$" }] },
    "ab",
    ['invalid value for a (must match regular expression "[0-9]$")'],
  ],
])("texts: %s", (_what, rule, value, expected) => {
  expect(problems(rule, "string", value)).toEqual(expected);
});

test.each<readonly [string, Rule, number, readonly string[]]>([
  ["within bounds", { min: 1, max: 5 }, 5, []],
  ["out of bounds", { min: 1, max: 5 }, 6, ["expected a to be in the range (1 - 5), got 6"]],
  [
    "zero or a range: zero",
    {
      anyOf: [
        { min: 0, max: 0 },
        { min: 30, max: 900 },
      ],
    },
    0,
    [],
  ],
  [
    "zero or a range: neither",
    {
      anyOf: [
        { min: 0, max: 0 },
        { min: 30, max: 900 },
      ],
    },
    7,
    ["expected a to be in the range (0 - 0), got 7"],
  ],
  ["words or multiples", { anyOf: [{ enum: [7, 731] }, { other: "expected a to be divisible by 31, got: -999999" }] }, 62, []],
  [
    "neither word nor multiple",
    { anyOf: [{ enum: [7, 731] }, { other: "expected a to be divisible by 31, got: -999999" }] },
    8,
    ["expected a to be one of [7 731], got 8"],
  ],
  ["not zero", { other: "a must not be zero, got 0" }, 0, ["a must not be zero, got 0"]],
])("numbers: %s", (_what, rule, value, expected) => {
  expect(problems(rule, "number", value)).toEqual(expected);
});

test.each<readonly [string, Rule, ValueType, Value, readonly string[]]>([
  [
    "too few",
    { minItems: 2 },
    ["list", "string"],
    ["x"],
    ["Invalid Attribute Value | Attribute a list must contain at least 2 elements, got: 1"],
  ],
  [
    "too many entries",
    { maxItems: 1 },
    ["map", "string"],
    { a: "", b: "" },
    ["Invalid Attribute Value | Attribute a map must contain at most 1 elements, got: 2"],
  ],
])("collections, as the framework tells: %s", (_what, rule, type, value, expected) => {
  expect(problems(rule, type, value, false)).toEqual(expected);
});

test("a map's keys have a rule of their own", () => {
  const block: Block = { attributes: { a: { type: ["map", "string"], optional: true } } };
  const rules = { a: { keys: { pattern: "^[a-z]+$" } } };
  const found = valueProblems({ block, constraints: { rules }, config: { a: { ok: "~", "~": "ok" } }, sdk: true, type: undefined });
  expect(found).toEqual([
    {
      severity: "error",
      summary: 'invalid value for a (must match regular expression "^[a-z]+$")',
      detail: "",
      path: [{ attribute: "a" }],
    },
  ]);
});

test("a secret value is not shown", () => {
  expect(problems({ enum: ["x"] }, "string", "hunter2", true, true)).toEqual(['expected a to be one of ["x"], got (sensitive value)']);
});
