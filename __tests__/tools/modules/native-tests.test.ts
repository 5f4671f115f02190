import { Construct } from "constructs";
import { text, wholeNumber } from "../../../modules/core/checks";
import { anything, bounded } from "../../../modules/core/props";
import type { ModuleVariable } from "../../../modules/core/published";
import { listType, type VariableType } from "../../../modules/core/variable-types";
import type { Together } from "../../../modules/core/together";
import type { BuiltModule } from "../../../tools/modules/module";
import { nativeTests } from "../../../tools/modules/native-tests";
import { publishedModules } from "../../support/modules";

class Thing extends Construct {}

const variable = (name: string, type: VariableType, check: unknown = anything): ModuleVariable => ({
  prop: name,
  name,
  type,
  description: "",
  check: check as ModuleVariable["check"],
});
const secret = bounded(() => ({ must: "be long", fix: "" }), { must: "be long", condition: () => "true", secret: true });

const testsOf = (
  variables: readonly ModuleVariable[],
  body: object = {},
  basic: object = {},
  more: { readonly fixed?: Record<string, unknown>; readonly together?: readonly Together[] } = {},
): string => {
  const shape = { summary: "", basic: { ...basic }, complete: {}, ...more };
  const face = { name: "x-thing", construct: Thing, rules: {}, shapes: { "": shape } };
  const json = { terraform: { required_providers: { y: {}, x: {} } }, resource: { x_thing: { this: { ...body } } } };
  return nativeTests({ name: "x-thing", face, shape, doc: "", variables, outputs: [], json, folder: "" } satisfies BuiltModule);
};

test("two plans with every provider mocked; no run of refusals where nothing is refused", () => {
  expect(testsOf([variable("a", "string")], {}, { a: "${b}" })).toBe(`mock_provider "x" {}

mock_provider "y" {}

run "basic" {
  command = plan

  variables {
    a = "$\${b}"
  }
}

run "complete" {
  command = plan

  variables {
    a = "$\${b}"
  }
}
`);
});

test("an argument that is one variable and nothing else is asserted; texts, lists and secrets are not", () => {
  const variables = [variable("a", "string"), variable("b", "number"), variable("c", listType("string")), variable("d", "string", secret)];
  const said = testsOf(variables, { one: "${var.a}", two: "${var.b}", three: "${var.c}", four: "${var.d}", five: "x${var.a}", six: 1 });
  expect([...said.matchAll(/condition += (.*)/g)].map(([, condition]) => condition)).toEqual([
    "x_thing.this.one == var.a",
    "x_thing.this.two == var.b",
    "x_thing.this.one == var.a",
    "x_thing.this.two == var.b",
  ]);
});

test("each variable with a rule refuses a value of its type, but a secret, which stands in no file", () => {
  const list = bounded((value: readonly string[]) => (value.length > 0 ? undefined : { must: "", fix: "" }), {
    must: "",
    condition: () => "",
  });
  const variables = [
    variable("word", "string", text(/^[a-z]*$/, "lower", 0)),
    variable("days", "number", wholeNumber(1, 9, "days")),
    variable("arns", listType("string"), list),
    variable("free", "string"),
    variable("open", "number", wholeNumber(-9, 2e9, "things")),
    variable("password", "string", secret),
  ];
  const refuses = testsOf(variables).split('run "refuses"')[1] ?? "";
  expect(refuses).toBe(` {
  command = plan

  variables {
    word = "!"
    days = -1
    arns = []
    open = 0.5
  }

  expect_failures = [
    var.word,
    var.days,
    var.arns,
    var.open,
  ]
}
`);
});

describe("a rule between variables", () => {
  const rule: Together = { of: ["leastDays", "mostDays"], must: "be less", condition: () => "", broken: { mostDays: 1 } };
  const days = (prop: string, name: string): ModuleVariable => ({ ...variable(name, "number"), prop, default: 1 });
  const [least, most] = [days("leastDays", "least_days"), days("mostDays", "most_days")];

  test("is broken by values that are right alone, and refused in the first, which keeps its default", () => {
    const said = testsOf([variable("word", "string"), least, most], {}, { word: "a" }, { together: [rule] });
    expect(said.split('run "refuses_least_days_beside_most_days"')[1]).toBe(` {
  command = plan

  variables {
    word      = "a"
    most_days = 1
  }

  expect_failures = [
    var.least_days,
  ]
}
`);
  });

  test("is not asked where no values break it, and where one of the props is fixed or left out", () => {
    const { broken: _broken, ...unbroken } = rule;
    expect(testsOf([least, most], {}, {}, { together: [unbroken] })).not.toContain("refuses");
    expect(testsOf([least], {}, {}, { together: [rule], fixed: { mostDays: 1 } })).not.toContain("refuses");
    expect(testsOf([most], {}, {}, { together: [rule] })).not.toContain("refuses");
  });
});

test("each rule that can be broken while the first variable keeps its default is broken so", () => {
  const broken = publishedModules().flatMap((module) =>
    [...nativeTests(module).matchAll(/^run "refuses_(\w+_beside_\w+)"/gm)].map(([, pair]) => `${module.name} ${String(pair)}`),
  );
  const defaulted = publishedModules().flatMap(({ name, face, shape, variables }) => {
    const known = new Map(variables.map((one) => [one.prop, one]));
    return [...(face.together ?? []), ...(shape.together ?? [])]
      .filter(({ of: [first, ...others] }) => known.get(first)?.default !== undefined && others.some((prop) => known.has(prop)))
      .map(({ of }) => `${name} ${of.map((prop) => known.get(prop)?.name ?? prop).join("_beside_")}`);
  });
  // The default of a record's ttl is what a proxied record has to have.
  expect(defaulted.filter((one) => !broken.includes(one))).toEqual([
    "cloudflare-zone-record ttl_seconds_beside_proxied",
    "cloudflare-zone-record-address ttl_seconds_beside_proxied",
  ]);
  expect(defaulted).toHaveLength(5);
});
