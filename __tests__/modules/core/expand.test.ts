import { countResources, expandInstances, resourceTotal } from "../../../modules/core/expand";
import type { Attributes } from "../../../modules/core/output-guards";

const expanded = (body: Attributes): Readonly<Record<string, Attributes>> =>
  expandInstances({ resource: { test_thing: { thing: body } } }).resource?.["test_thing"] ?? {};

describe("instances", () => {
  test("stand under their keys, with their own key and values", () => {
    expect(
      expanded({
        for_each: { a: { name: "one", ports: [1], on: true }, b: { name: "two", ports: [], on: false } },
        key: "${each.key}",
        name: "${each.value.name}",
        ports: "${each.value.ports}",
        block: [{ on: "${each.value.on}" }],
      }),
    ).toEqual({
      'thing["a"]': { key: "a", name: "one", ports: [1], block: [{ on: true }] },
      'thing["b"]': { key: "b", name: "two", ports: [], block: [{ on: false }] },
    });
  });

  test("have what is null for them not at all, at any depth", () => {
    const body = { for_each: { a: { role: null } }, role: "${each.value.role}", inner: { role: "${each.value.role}", kept: null } };
    expect(expanded(body)).toEqual({ 'thing["a"]': { inner: { kept: null } } });
  });

  test.each([
    ["a text", "arn:${each.value}/${each.key}", "arn:x/a"],
    ["a text that is a reference", "arn:${each.value}", "arn:${test_other.b.arn}", "${test_other.b.arn}"],
    ["another instance", "${test_other.o[each.key].arn}", '${test_other.o["a"].arn}'],
    ["an expression", '${jsonencode({"v" = each.value})}', '${jsonencode({"v" = "x"})}'],
    ["an expression with a reference", "${lower(each.value)}", "${lower(test_other.b.arn)}", "${test_other.b.arn}"],
    ["a text and an expression", "${each.key}: ${lower(each.value)} $${each.key}", 'a: ${lower("x")} $${each.key}'],
    ["the end of a path", "${basename(each.value)} alone", "c alone", "a/b/c"],
    ["a text without its end", '${trimsuffix(each.value, ".x")}', "a", "a.x"],
    ["a word of a list", '${lookup({ "a" = "one", "b" = "two" }, each.value)}', "two", "b"],
    ["what is given", '${each.value.x != null ? "given" : "not"}', "given", { x: ["a"] }],
    ["what is not given", '${each.value.x != null ? "given" : "not"}', "not", { x: null }],
    ["somebody else's each", "${test_each.key.arn} and each.key", "${test_each.key.arn} and each.key"],
  ])("fill in %s", (_, argument, filled, value = "x") => {
    expect(expanded({ for_each: { a: value }, argument })).toEqual({ 'thing["a"]': { argument: filled } });
  });

  test("are not made up where the keys are known only later, or there are none", () => {
    const json = { resource: { test_thing: { later: { for_each: "${var.things}", name: "${each.value}" }, plain: { name: "x" } } } };
    expect(expandInstances(json)).toBe(json);
    expect(expanded({ for_each: {} })).toEqual({});
  });

  test("are counted, each", () => {
    const json = {
      resource: { test_thing: { some: { for_each: { a: "", b: "" } }, later: { for_each: "${var.x}" } }, test_other: { one: {} } },
    };
    expect(countResources(json)).toEqual({ test_thing: 3, test_other: 1 });
    expect(resourceTotal(json)).toBe(4);
  });
});
