import type { Block, Relation } from "../../../../tools/catalogue/facts";
import { unknown, type ObjectValue } from "../../../../tools/protocol/values";
import { relationProblems } from "../../../../tools/twins/rules/relations";

const text = { type: "string", optional: true } as const;
const block: Block = {
  attributes: { a: text, b: text, c: text },
  block_types: { rule: { nesting_mode: "list", block: { attributes: { x: text, y: text } } } },
};
const nothing: ObjectValue = { a: null, b: null, c: null, rule: [] };

/** Where something is wrong, and in which words. */
const said = (relation: Relation, config: ObjectValue, sdk = true): readonly string[] =>
  relationProblems(block, { relations: [relation] }, { ...nothing, ...config }, sdk).map(({ summary, detail, path = [] }) => {
    const place = path.map((step) => ("attribute" in step ? step.attribute : String(step.element))).join(".");
    return `${place}: ${summary} | ${detail}`;
  });

const conflict: Relation = { kind: "conflicts", path: "a", with: ["b"] };
const one: Relation = { kind: "exactly_one", of: ["a", "b"] };
const most: Relation = { kind: "at_most_one", of: ["a", "b"] };
const least: Relation = { kind: "at_least_one", of: ["a", "b"] };
const both: Relation = { kind: "together", path: "a", of: ["a", "b"] };

test.each<readonly [string, Relation, ObjectValue, readonly string[]]>([
  ["one of two that exclude each other", conflict, { a: "1" }, []],
  ["two that exclude each other", conflict, { a: "1", b: "1" }, ['a: Conflicting configuration arguments | "a": conflicts with b']],
  ["one that may turn out to be nothing", conflict, { a: "1", b: unknown }, []],
  ["exactly one", one, { a: "1" }, []],
  [
    "none of exactly one: each is told",
    one,
    {},
    ["a", "b"].map((name) => `${name}: Invalid combination of arguments | "${name}": one of \`a,b\` must be specified`),
  ],
  [
    "both of exactly one: each is told",
    one,
    { a: "1", b: "1" },
    ["a", "b"].map(
      (name) => `${name}: Invalid combination of arguments | "${name}": only one of \`a,b\` can be specified, but \`a,b\` were specified.`,
    ),
  ],
  ["none of at most one", most, {}, []],
  [
    "none of at least one: each is told",
    least,
    {},
    ["a", "b"].map((name) => `${name}: Missing required argument | "${name}": one of \`a,b\` must be specified`),
  ],
  ["one of at least one", least, { b: "1" }, []],
  ["one without its companion", both, { a: "1" }, ['a: Missing required argument | "a": all of `a,b` must be specified']],
  ["the companion alone", both, { b: "1" }, []],
  [
    "one without what it requires",
    { kind: "requires", path: "a", with: ["b"] },
    { a: "1" },
    ['a: Invalid Attribute Combination | Attribute "b" must be specified when "a" is specified'],
  ],
  [
    "one beside the wrong value of another",
    { kind: "only_if", path: "a", when: "b", in: ["x"] },
    { a: "1", b: "y" },
    ['a: Invalid Attribute Combination | Attribute "a" can only be specified when "b" is one of ["x"]'],
  ],
  ["one beside the right value of another", { kind: "only_if", path: "a", when: "b", in: ["x"] }, { a: "1", b: "x" }, []],
  [
    "two in the second of two blocks",
    { kind: "conflicts", path: "rule.x", with: ["rule.y"] },
    {
      rule: [
        { x: "1", y: null },
        { x: "1", y: "1" },
      ],
    },
    ['rule.1.x: Conflicting configuration arguments | "rule.0.x": conflicts with rule.0.y'],
  ],
  ["a path that leads nowhere", { kind: "conflicts", path: "a", with: ["cut_o"] }, { a: "1" }, []],
  ["words of no known form", { kind: "other", path: "a", says: "a and b don't go together" }, { a: "1", b: "1" }, []],
])("as the SDK tells: %s", (_what, relation, config, expected) => {
  expect(said(relation, config)).toEqual(expected);
});

test("an argument that is one of a wrong choice is not told of what it conflicts with", () => {
  const found = relationProblems(
    block,
    { relations: [one, { kind: "conflicts", path: "a", with: ["b", "c"] }] },
    { ...nothing, a: "1", b: "1" },
    true,
  );
  expect(found.map(({ summary }) => summary)).toEqual(["Invalid combination of arguments", "Invalid combination of arguments"]);
});

test.each<readonly [string, Relation, ObjectValue, readonly string[]]>([
  [
    "none of exactly one: without a place",
    one,
    {},
    [": Missing Attribute Configuration | Exactly one of these attributes must be configured: [a,b]"],
  ],
  [
    "both: at the first",
    one,
    { a: "1", b: "1" },
    ["a: Invalid Attribute Combination | Exactly one of these attributes must be configured: [a,b]"],
  ],
  [
    "both of at most one",
    most,
    { a: "1", b: "1" },
    ["a: Invalid Attribute Combination | No more than one of these attributes can be configured: [a,b]"],
  ],
  ["none of at least one", least, {}, [": Missing Attribute Configuration | At least one of these attributes must be configured: [a,b]"]],
  ["what is not known yet", one, { a: unknown, b: "1" }, []],
])("as the framework tells: %s", (_what, relation, config, expected) => {
  expect(said(relation, config, false)).toEqual(expected);
});
