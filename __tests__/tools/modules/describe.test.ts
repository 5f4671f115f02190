import { Construct } from "constructs";
import { oneOf, text, wholeNumber } from "../../../modules/core/checks";
import { anything, bounded } from "../../../modules/core/props";
import { furtherNumber, type PublishedModule, type PublishedShape } from "../../../modules/core/published";
import { typeText } from "../../../modules/core/variable-types";
import { outputsOf, variablesOf } from "../../../tools/modules/describe";
import type { DeclaredConstruct, DeclaredProp } from "../../../tools/modules/reader";
import { codesOf } from "../../support/stack";

class Thing extends Construct {}

const prop = (name: string, more: Partial<DeclaredProp> = {}): DeclaredProp => ({
  name,
  kind: "value",
  type: "string",
  optional: false,
  doc: "",
  default: undefined,
  ...more,
});

const described = (
  props: readonly DeclaredProp[],
  shape: Partial<PublishedShape> = {},
  rules: PublishedModule["rules"] = {},
  types: DeclaredConstruct["types"] = {},
) => {
  const full: PublishedShape = { summary: "", basic: {}, complete: {}, ...shape };
  const face: PublishedModule = { name: "aws-thing", construct: Thing, rules, shapes: { "": full } };
  return variablesOf(face, full, { doc: "", props, fields: [], types });
};
const row = (check: unknown) => ({ kind: "value", check }) as PublishedModule["rules"][string];

describe("variables", () => {
  test("are the value props that are required or have a literal default, and those that the shape takes", () => {
    const optional = { optional: true, default: "- none" };
    const variables = described(
      [
        prop("keyArn"),
        prop("days", { type: "number", optional: true, default: "1_000" }),
        prop("alias", optional),
        prop("other", optional),
      ],
      { takes: ["alias"] },
    );
    expect(variables.map(({ name, type, default: fallback }) => [name, type, fallback])).toEqual([
      ["key_arn", "string", undefined],
      ["days", "number", 1000],
      ["alias", "string", undefined],
    ]);
  });

  test("leave out what is fixed, composed, left, or an optional shape", () => {
    const props = [
      prop("a"),
      prop("b", { type: "Thing" }),
      prop("c", { optional: true, default: '"c"' }),
      prop("d", { kind: "shape", optional: true }),
    ];
    expect(described(props, { fixed: { a: "x" }, compose: { b: () => "" }, leaves: ["c"] })).toEqual([]);
  });

  test("keep a default as it is written", () => {
    const name = prop("name", { optional: true, default: '"master_user"' });
    expect(described([name])[0]?.default).toBe("master_user");
  });

  test("have the types of Terraform", () => {
    const words = row(oneOf(["a", "b"]));
    const types = described(
      [
        prop("on", { type: "boolean" }),
        prop("arns", { type: "readonly string[]" }),
        prop("labels", { type: "Readonly<Record<string, string>>" }),
        prop("mode", { type: '"a" | "b"' }),
        prop("word", { type: "Word" }),
      ],
      {},
      { word: words },
    ).map(({ type }) => type);
    expect(types.map(typeText)).toEqual(["bool", "list(string)", "map(string)", "string", "string"]);
  });

  test("have the types of what the construct's files declare, and say what each field is", () => {
    const field = (name: string, type: string, more: Partial<DeclaredProp> = {}) => ({
      ...prop(name, { type, doc: `About \`${name}\`.`, ...more }),
    });
    const types = {
      Mode: '"on" | "off"',
      Words: "(typeof words)[number]",
      Route: [
        field("targetArn", "string"),
        field("mode", "Mode", { optional: true, default: '"on"' }),
        field("sources", "readonly string[]", { optional: true, default: "- any" }),
        field("nodes", "readonly [number, number]"),
      ],
    };
    const [routes, words] = described(
      [prop("routes", { type: "Readonly<Record<string, Route>>", doc: "Where to." }), prop("words", { type: "readonly Words[]" })],
      {},
      {},
      types,
    );
    expect([routes, words].map((one) => one && typeText(one.type))).toEqual([
      'map(object({ target_arn = string, mode = optional(string, "on"), sources = optional(list(string)), nodes = list(number) }))',
      "list(string)",
    ]);
    expect(routes?.description).toBe(
      'Where to.\n`target_arn`: About `target_arn`.\n`mode`: About `mode`. Optional, "on" by default.\n`sources`: About `sources`. Optional.\n`nodes`: About `nodes`.',
    );
  });

  test("name props and variables as Terraform does in their texts", () => {
    const [first] = described([prop("maxGib", { doc: "At least `minGib`, see `Other`." }), prop("minGib")]);
    expect(first?.description).toBe("At least `min_gib`, see `Other`.");
  });

  test("of a secret are empty until somebody gives one", () => {
    const secret = row(bounded(() => undefined, { must: "be long", condition: () => "true", secret: true }));
    expect(described([prop("password", { optional: true })], { takes: ["password"] }, { password: secret })[0]?.default).toBe("");
  });

  test("that are no props come last", () => {
    const shape = { further: { leastNodes: furtherNumber("How many.", wholeNumber(1, 3, "nodes"), 2) } };
    expect(described([prop("name")], shape).map(({ name, default: fallback }) => [name, fallback])).toEqual([
      ["name", undefined],
      ["least_nodes", 2],
    ]);
  });

  test.each([
    ["a shape prop that is required", [prop("zones", { kind: "shape" })], {}],
    ["a type that no variable has", [prop("routes", { type: "Readonly<Record<string, Route>>" })], {}],
    ["a check that Terraform could not make", [prop("name")], { name: row(() => undefined) }],
  ] as const)("refuse %s", (_, props, rules) => {
    expect(codesOf(() => described(props, {}, rules))).toEqual(["NotPublishable"]);
  });

  test("take a check with a bound, or none at all", () => {
    const variables = described([prop("name"), prop("free")], {}, { name: row(text(/^a$/, "a")), free: row(anything) });
    expect(variables.map(({ check }) => check.bound?.must)).toEqual(["be a, 1 to 1024 characters", undefined]);
  });
});

test("outputs are the fields that Terraform can put out, in the order of their names", () => {
  const construct: DeclaredConstruct = {
    doc: "",
    props: [],
    types: {},
    fields: [
      { name: "subnetIds", type: "Readonly<Record<Zone, string[]>>", doc: "Ids of `vpcId`." },
      { name: "release", type: "ITerraformDependable", doc: "" },
      { name: "arn", type: "string | undefined", doc: "Its ARN." },
      { name: "vpcId", type: "string", doc: "" },
    ],
  };
  expect(outputsOf(construct).map(({ name, description }) => [name, description])).toEqual([
    ["arn", "Its ARN."],
    ["subnet_ids", "Ids of `vpc_id`."],
    ["vpc_id", ""],
  ]);
});
