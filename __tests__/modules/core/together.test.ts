import { apart, boundsTogether, different, notBelow, notEmpty, rangesApart } from "../../../modules/core/together";

const conditions = (rules: Parameters<typeof boundsTogether>[0], known: Readonly<Record<string, string>>): readonly string[] =>
  boundsTogether(rules, "a", (prop) => known[prop]).map(({ condition }) => condition("unused"));

describe("what holds between variables", () => {
  test("stands in the first of them, with what is fixed as a literal", () => {
    expect(conditions([notBelow("a", "b", "be b or more")], { a: "var.a", b: "20" })).toEqual(["try(var.a >= 20, true)"]);
    expect(conditions([notBelow("b", "a", "be a or more")], { a: "var.a", b: "20" })).toEqual([]);
  });

  test("is left out where a shape has no value for one of them", () => {
    expect(conditions([different("a", "b", "differ")], { a: "var.a" })).toEqual([]);
  });

  test("names the default of the first, for Terraform says nothing of one; of one prop alone the default is right", () => {
    const must = (of: readonly [string, ...string[]], fallback?: unknown): readonly string[] =>
      boundsTogether([{ of, must: "differ from b", condition: () => "" }], "a", (prop) => prop, fallback).map((one) => one.must);
    expect(must(["a", "b"], "x")).toEqual(['differ from b; a is "x" by default']);
    expect(must(["a", "b"], false)).toEqual(["differ from b; a is false by default"]);
    expect(must(["a", "b"])).toEqual(["differ from b"]);
    expect(must(["a"], "x")).toEqual(["differ from b"]);
  });

  test("is told of lists and ranges", () => {
    expect(conditions([notEmpty("a", "have one")], { a: "var.a" })).toEqual(["try(length(var.a) > 0, true)"]);
    expect(conditions([apart("a", "b", "not meet")], { a: "var.a", b: "var.b" })).toEqual([
      "try(length(setintersection(var.a, var.b)) == 0, true)",
    ]);
    expect(conditions([rangesApart("a", "b", "not meet")], { a: "var.a", b: "var.b" })[0]).toContain('min(tonumber(split("/", var.a)[1])');
  });
});
