import fc from "fast-check";
import { DynamicValue, LargeNumber, unknown, type Value } from "../../../tools/protocol/values";
import { fingerprint } from "../../../tools/twins/fingerprint";

test("the order of attributes does not count", () => {
  expect(fingerprint({ a: 1, b: [true, null] })).toBe(fingerprint({ b: [true, null], a: 1 }));
});

test.each<readonly [Value, Value]>([
  [null, "null"],
  [null, ""],
  [unknown, "?"],
  [1, "1"],
  [1, true],
  [12n, 13n],
  [new LargeNumber("1e400"), new LargeNumber("1e401")],
  [new DynamicValue("string", "1"), new DynamicValue("number", 1)],
  [
    ["a", "b"],
    ["b", "a"],
  ],
  [["a,b"], ["a", "b"]],
  [{ a: null }, {}],
  [{ a: { b: 1 } }, { a: { c: 1 } }],
])("%p and %p differ", (one, other) => {
  expect(fingerprint(one)).not.toBe(fingerprint(other));
});

test("equal JSON has equal fingerprints, and different JSON has not", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (one, other) => {
      const same = JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
      expect(fingerprint(one as Value) === fingerprint(other as Value)).toBe(same);
    }),
  );
});

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  // An empty object is no empty list.
  return { entries: entries.map(([name, one]) => [name, sorted(one)]) };
};
