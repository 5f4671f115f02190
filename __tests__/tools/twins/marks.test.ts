import fc from "fast-check";
import { markOf, readMark } from "../../../tools/twins/marks";

test("a mark is read as it was written", () => {
  const mark = fc.record({ seed: fc.string(), imported: fc.constant(true) }, { requiredKeys: [] });
  fc.assert(
    fc.property(mark, (one) => {
      expect(readMark(markOf(one))).toEqual(one);
    }),
  );
});

test("the same mark has the same bytes", () => {
  expect(markOf({ seed: "a", imported: true })).toEqual(markOf({ imported: true, seed: "a" }));
});

test.each([
  ["nothing", ""],
  ["what an older SDK keeps", '{"schema_version":"1"}'],
  ["what a newer SDK keeps", '{"key":"dmFsdWU="}'],
  ["no JSON", "\u0000\u0001"],
  [
    "a mark that was cut off",
    Buffer.from(markOf({ seed: "a" }))
      .toString("utf8")
      .slice(0, -1),
  ],
  [
    "a mark of another version",
    Buffer.from(markOf({ seed: "a" }))
      .toString("utf8")
      .replace('"version":1', '"version":2'),
  ],
])("%s is no mark", (_, text) => {
  expect(readMark(Buffer.from(text))).toBeUndefined();
});

test("a mark is no JSON, so that a real provider refuses it", () => {
  expect(() => JSON.parse(Buffer.from(markOf({ seed: "a" })).toString("utf8")) as unknown).toThrow(SyntaxError);
});
