import { EstateError } from "../../../modules/core/errors";
import { addressOf, checkMoves, destination, repetitionOf, type Moves } from "../../../tools/modules/moved";

const resources = { x_y: { one: {}, many: { for_each: {} }, counted: { count: 2 } }, x_z: { one: {} } };
const said = (moves: Moves): string => {
  try {
    checkMoves("aws-thing", moves, resources);
  } catch (error) {
    if (error instanceof EstateError) return error.message;
    throw error;
  }
  return "";
};

test.each([
  ["x_y.this", { resource: "x_y.this", type: "x_y", key: "" }],
  ['x_y.this["a.b"]', { resource: "x_y.this", type: "x_y", key: '["a.b"]' }],
  ["x_y.this_to-b[0]", { resource: "x_y.this_to-b", type: "x_y", key: "[0]" }],
  ["this", undefined],
  ["x_y.this.id", undefined],
  ["module.a.x_y.this", undefined],
  ['x_y.this["${a}"]', undefined],
])("%s is read as an address", (text, expected) => {
  expect(addressOf(text)).toEqual(expected);
});

test("a destination is where the last move leads, if there is a last", () => {
  const moves = { a: "b", b: "c", d: "e", e: "d" };
  expect(["a", "c", "d"].map((from) => destination(from, moves))).toEqual(["c", "c", undefined]);
});

test("instances are told apart by key, by number, or not at all", () => {
  expect([{ for_each: {} }, { count: 0 }, {}].map(repetitionOf)).toEqual(["[each.key]", "[count.index]", ""]);
});

test.each<readonly [string, Moves]>([
  ["a new name", { "x_y.old": "x_y.one" }],
  ["a chain", { "x_y.oldest": "x_y.old", "x_y.old": "x_y.one" }],
  ["one that became one of many", { "x_y.many": 'x_y.many["a"]' }],
  ["one of many that became the only one", { 'x_y.one["a"]': "x_y.one" }],
  ["instances that go along", { "x_y.old": "x_y.many" }],
  ["the first of a count", { "x_y.old": "x_y.counted[0]" }],
])("%s is a move", (_, moves) => {
  expect(said(moves)).toBe("");
});

test.each<readonly [string, Moves, string]>([
  [
    "to a wrong address",
    { "x_y.old": "x_y.nowhere" },
    "a move must end at an address that the module has; use one of: x_y.one, x_y.many[each.key], x_y.counted[count.index], x_z.one",
  ],
  ["to a key of a resource without keys", { "x_y.old": 'x_y.one["a"]' }, "a move must end at an address that the module has"],
  ["to a number among keys", { "x_y.old": "x_y.many[0]" }, "a move must end at an address that the module has"],
  ["to a key among numbers", { "x_y.old": 'x_y.counted["a"]' }, "a move must end at an address that the module has"],
  ["to another type", { "x_y.old": "x_z.one" }, "a move must keep the resource's type"],
  ["from an address that stands", { "x_y.one": "x_y.counted[0]" }, "no resource may stand any more where one was moved from"],
  ["in a circle", { "x_y.a": "x_y.b", "x_y.b": "x_y.a" }, "moves must come to an end"],
  ["from a text that is no address", { old: "x_y.one" }, "a move must lead from an address to an address"],
  ["to a text that is no address", { "x_y.old": "one" }, "a move must lead from an address to an address"],
])("a move %s is refused", (_, moves, message) => {
  expect(said(moves)).toContain(`[NotPublishable] ${message}`);
});
