import { Construct } from "constructs";
import { oneOf, text, wholeNumber } from "../../../modules/core/checks";
import { anything, bounded } from "../../../modules/core/props";
import { furtherNumber, type PublishedModule, type PublishedShape } from "../../../modules/core/published";
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

const described = (props: readonly DeclaredProp[], shape: Partial<PublishedShape> = {}, rules: PublishedModule["rules"] = {}) => {
  const full: PublishedShape = { summary: "", basic: {}, complete: {}, ...shape };
  const face: PublishedModule = { name: "aws-thing", construct: Thing, rules, shapes: { "": full } };
  return variablesOf(face, full, { doc: "", props, fields: [] });
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
    expect(types).toEqual(["bool", "list(string)", "map(string)", "string", "string"]);
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
