import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { fromJson, parseJson, toJson } from "../../../tools/protocol/codec";
import { DynamicValue, LargeNumber, unknown, type Value, type ValueType } from "../../../tools/protocol/values";
import { typedValue } from "./arbitrary";

describe("values in JSON", () => {
  test("every value without unknown ones comes back as it was, through text", () => {
    fc.assert(
      fc.property(typedValue([null]), ([type, value]) => {
        expect(isDeepStrictEqual(fromJson(type, parseJson(JSON.stringify(toJson(value)))), value)).toBe(true);
      }),
    );
  });

  const state: ValueType = ["object", { id: "string", count: "number", on: "bool", tags: ["map", "string"], any: "dynamic" }];
  test.each<[string, string, Value]>([
    ["missing attributes are null", "{}", { id: null, count: null, on: null, tags: null, any: null }],
    ["what the type doesn't know is dropped", '{"id":"a","gone":[1]}', { id: "a", count: null, on: null, tags: null, any: null }],
    [
      "texts, numbers and booleans are taken for each other",
      '{"id":5,"count":"7","on":"true"}',
      { id: "5", count: 7, on: true, tags: null, any: null },
    ],
    [
      "a dynamic value brings its type",
      '{"any":{"type":["list","bool"],"value":[true]}}',
      { id: null, count: null, on: null, tags: null, any: new DynamicValue(["list", "bool"], [true]) },
    ],
    [
      "no digit of a number is lost",
      '{"count":12345678901234567890123,"id":"12345678901234567890123 \\" 98765432109876543210"}',
      {
        id: '12345678901234567890123 " 98765432109876543210',
        count: new LargeNumber("12345678901234567890123"),
        on: null,
        tags: null,
        any: null,
      },
    ],
  ])("%s", (_title, text, value) => {
    expect(fromJson(state, parseJson(text))).toStrictEqual(value);
  });

  test.each<[string, ValueType, unknown, RegExp]>([
    ["a list in a text's place", state, { id: [] }, /^id: expected string, got a list of 0$/],
    ["a text in a map's place", state, { tags: "x" }, /^tags: expected map, got string$/],
    ["a wrong value in a map", ["map", "bool"], { a: "maybe" }, /^\["a"\]: expected bool, got string$/],
    ["a tuple of another length", ["tuple", ["bool"]], [], /^the value: expected tuple, got a list of 0$/],
    ["a dynamic value without a type", "dynamic", "x", /^the value: expected dynamic, got string$/],
    ["a text that is no number", "number", "many", /^'many' is no number$/],
  ])("%s is not read", (_title, type, raw, message) => {
    expect(() => fromJson(type, raw)).toThrow(message);
  });

  test("an unknown value is not written", () => {
    expect(() => toJson({ a: [unknown] })).toThrow(/^an unknown value has no JSON form$/);
  });
});
