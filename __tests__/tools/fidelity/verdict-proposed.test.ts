import type { Block } from "../../../tools/catalogue/facts";
import type { ObjectValue } from "../../../tools/protocol/values";
import { proposedNew } from "../../../tools/fidelity/verdict-proposed";

const inner: Block = { attributes: { key: { type: "string", optional: true }, id: { type: "string", computed: true } } };
const block: Block = {
  attributes: {
    name: { type: "string", optional: true },
    arn: { type: "string", computed: true },
    zone: { type: "string", optional: true, computed: true },
    made: {
      optional: true,
      computed: true,
      nested_type: {
        nesting_mode: "single",
        attributes: { size: { type: "number", optional: true }, at: { type: "string", computed: true } },
      },
    },
  },
  block_types: {
    first: { nesting_mode: "list", block: inner },
    some: { nesting_mode: "set", block: inner },
    keyed: { nesting_mode: "map", block: inner },
    one: { nesting_mode: "single", block: inner },
  },
};

const empty = { name: null, arn: null, zone: null, made: null, first: [], some: [], keyed: {}, one: null };
const config = (values: ObjectValue): ObjectValue => ({ ...empty, ...values });

test("a create proposes the configuration", () => {
  const given = config({ name: "a", first: [{ key: "k", id: null }] });
  expect(proposedNew(block, null, given)).toEqual(given);
});

const cases: readonly (readonly [string, ObjectValue, ObjectValue, ObjectValue])[] = [
  ["keeps what is computed", { arn: "x", zone: "a" }, {}, { arn: "x", zone: "a" }],
  ["takes what is configured", { name: "a", zone: "a" }, { name: "b", zone: "b" }, { name: "b", zone: "b" }],
  ["drops what was only configured", { name: "a" }, {}, { name: null }],
  [
    "keeps what is computed inside the same element of a list",
    { first: [{ key: "a", id: "1" }] },
    { first: [{ key: "b", id: null }] },
    { first: [{ key: "b", id: "1" }] },
  ],
  ["knows nothing of a new element", { first: [] }, { first: [{ key: "b", id: null }] }, { first: [{ key: "b", id: null }] }],
  [
    "finds the element of a set again by what was configured",
    {
      some: [
        { key: "a", id: "1" },
        { key: "b", id: "2" },
      ],
    },
    {
      some: [
        { key: "b", id: null },
        { key: "c", id: null },
      ],
    },
    {
      some: [
        { key: "b", id: "2" },
        { key: "c", id: null },
      ],
    },
  ],
  [
    "finds an element by its key",
    { keyed: { a: { key: "k", id: "1" } } },
    { keyed: { a: { key: "l", id: null } } },
    { keyed: { a: { key: "l", id: "1" } } },
  ],
  ["drops a block that is gone", { one: { key: "k", id: "1" } }, {}, { one: null }],
  ["keeps an object that was computed as a whole", { made: { size: null, at: "x" } }, {}, { made: { size: null, at: "x" } }],
  ["drops an object of which something was configured", { made: { size: 1, at: "x" } }, {}, { made: null }],
  [
    "keeps what is computed inside a configured object",
    { made: { size: 1, at: "x" } },
    { made: { size: 2, at: null } },
    { made: { size: 2, at: "x" } },
  ],
];

test.each(cases)("an update %s", (_, prior, given, proposed) => {
  expect(proposedNew(block, config(prior), config(given))).toEqual(config(proposed));
});
