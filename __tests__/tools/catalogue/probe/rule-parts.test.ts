import type { Rule } from "../../../../tools/catalogue/facts";
import { forbidsEmpty, ruleBehind } from "../../../../tools/catalogue/probe/rule-parts";

/** Answers by value: what was said of it. */
const behind = (answers: Readonly<Record<string, readonly string[]>>, isNumber = false): Rule =>
  ruleBehind(
    Object.entries(answers).map(([value, said]) => ({
      value: isNumber ? Number(value) : value,
      said: said.map((summary) => ({ severity: "error" as const, summary, detail: "" })),
      isTaken: said.length === 0,
    })),
  );

const letters = 'only lowercase alphanumeric characters and hyphens allowed in "name"';
const first = 'first character of "name" must be a letter';
const arn = (text: string): string => `"name" (${text}) is an invalid ARN: arn: invalid prefix`;
const pattern = (text: string): string => `invalid value for name (must match regular expression "^[a-z]+$"), got ${text}`;

test.each<readonly [string, Readonly<Record<string, readonly string[]>>, Rule]>([
  ["nothing said", { a: [] }, {}],
  ["one message", { "~": [letters] }, { other: letters }],
  ["two that came apart have to hold both", { "~": [letters, first], "1a": [first] }, { other: letters, also: [{ other: first }] }],
  [
    "two that come together only: one is enough",
    { "~": [arn("~"), pattern("~")], b1: [arn("b1"), pattern("b1")] },
    { anyOf: [{ format: "arn" }, { pattern: "^[a-z]+$" }] },
  ],
  [
    "a name, where an ARN is taken too",
    { "~": [pattern("~")], "arn:aws:s3:::b": [] },
    { anyOf: [{ pattern: "^[a-z]+$" }, { format: "arn" }] },
  ],
  ["what is taken all the same refutes a rule", { "~": ['expected name to be one of ["x" "y"], got ~'], z: [] }, {}],
  ["another case refutes no word", { "~": ['expected name to be one of ["x" "y"], got ~'], X: [] }, { enum: ["x", "y"] }],
  [
    "bounds, and a form",
    { "": ["expected length of name to be in the range (1 - 9), got "], "~": [pattern("~")] },
    { min: 1, max: 9, pattern: "^[a-z]+$" },
  ],
  [
    "a message that repeats the value is one",
    { "~": ['"name" (~) is odd: "~"'], example: ['"name" (example) is odd: "example"'] },
    { other: '"name" (~) is odd: "~"' },
  ],
])("of texts: %s", (_what, answers, expected) => {
  expect(behind(answers)).toEqual(expected);
});

test("of numbers: two ranges, one of which is enough", () => {
  const said = (value: string): readonly string[] => [
    `expected size to be in the range (0 - 0), got ${value}`,
    `expected size to be in the range (30 - 900), got ${value}`,
  ];
  expect(behind({ "-1": said("-1"), "1000": said("1000"), "0": [] }, true)).toEqual({
    anyOf: [
      { min: 0, max: 0 },
      { min: 30, max: 900 },
    ],
  });
});

test.each<readonly [Rule, boolean]>([
  [{}, false],
  [{ min: 1 }, true],
  [{ pattern: "^[a-z]*$" }, false],
  [{ pattern: "^[a-z]+$" }, true],
  [{ other: letters }, false],
  [{ other: letters, also: [{ other: first }] }, true],
  [{ anyOf: [{ enum: ["a"] }, { max: 3 }] }, false],
])("whether %j forbids an empty text: %s", (rule, expected) => {
  expect(forbidsEmpty(rule)).toBe(expected);
});
