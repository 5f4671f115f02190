import { rootForm, type BlockSchema, type BodyForm } from "../../../../modules/core/hcl/forms";

const thing: BlockSchema = {
  attributes: { name: {} },
  block_types: {
    rule: { nesting_mode: "list", block: { attributes: { days: {} }, block_types: { filter: { nesting_mode: "single", block: {} } } } },
    named: { nesting_mode: "map", block: { attributes: { size: {} } } },
  },
};
const known = (type: string): BlockSchema | undefined => (type === "x_thing" ? thing : undefined);
const root = rootForm({ resource: known, data: known, ephemeral: known, provider: known });

/** The body below names of blocks, each with its labels. */
const below = (...path: readonly (readonly [string, ...string[]])[]): BodyForm | undefined =>
  path.reduce<BodyForm | undefined>((form, [name, ...labels]) => form?.blocks[name]?.body(labels), root);

test("the blocks of a file stand in the order of the style guide", () => {
  expect(Object.keys(root.blocks)).toEqual(
    "terraform provider variable locals moved import removed data ephemeral resource module check output".split(" "),
  );
  expect(root.arguments).toEqual({});
});

test.each([
  [["resource", 2], "x_thing"],
  [["data", 2], "x_thing"],
  [["ephemeral", 2], "x_thing"],
  [["provider", 1], "x_thing"],
] as const)("%j is known by its schema alone", ([kind, labels], type) => {
  expect(root.blocks[kind]?.labels).toBe(labels);
  expect(below([kind, type, "a"])?.arguments["name"]).toBe("expression");
  expect(below([kind, "y_thing", "a"])).toBeUndefined();
  expect(root.blocks[kind]?.body([])).toBeUndefined();
});

test("types of Terraform itself need no schema, and have no blocks of their own", () => {
  expect(Object.keys(below(["resource", "terraform_data", "a"])?.arguments ?? {})).toEqual(
    expect.arrayContaining(["input", "triggers_replace"]),
  );
  expect(Object.keys(below(["data", "terraform_remote_state", "a"])?.blocks ?? {})).toEqual(["lifecycle"]);
});

test("what Terraform gives every type stands beside what the schema knows", () => {
  const resource = below(["resource", "x_thing", "a"]);
  expect(resource?.arguments).toEqual({
    name: "expression",
    count: "expression",
    for_each: "expression",
    provider: "bare",
    depends_on: "bareList",
  });
  expect(Object.keys(resource?.blocks ?? {}).sort()).toEqual(["connection", "dynamic", "lifecycle", "named", "provisioner", "rule"]);
  expect(Object.keys(below(["data", "x_thing", "a"])?.blocks ?? {}).sort()).toEqual(["dynamic", "lifecycle", "named", "rule"]);
  expect(below(["provider", "x_thing"])).toMatchObject({
    arguments: { name: "expression", alias: "text", version: "text" },
    first: ["alias"],
  });
});

test("blocks at every depth are those of the schema; one of a map has a label", () => {
  expect(below(["resource", "x_thing", "a"], ["rule"])).toMatchObject({ arguments: { days: "expression" } });
  expect(below(["resource", "x_thing", "a"], ["rule"], ["filter"])).toEqual({ arguments: {}, blocks: {} });
  expect(below(["resource", "x_thing", "a"])?.blocks["named"]?.labels).toBe(1);
});

test("a dynamic block holds what its block would, and its iterator is a word", () => {
  const dynamic = below(["resource", "x_thing", "a"], ["dynamic", "rule"]);
  expect(dynamic?.arguments).toEqual({ for_each: "expression", iterator: "bare", labels: "expression" });
  expect(below(["resource", "x_thing", "a"], ["dynamic", "rule"], ["content"])?.arguments).toEqual({ days: "expression" });
  expect(below(["resource", "x_thing", "a"], ["dynamic", "none"])).toBeUndefined();
  expect(below(["resource", "x_thing", "a"], ["rule"], ["dynamic", "filter"], ["content"])).toEqual({ arguments: {}, blocks: {} });
});

test("one form serves all blocks of a schema", () => {
  expect(below(["resource", "x_thing", "a"])).toBe(below(["resource", "x_thing", "b"]));
  expect(below(["resource", "x_thing", "a"])).not.toBe(below(["data", "x_thing", "a"]));
});

test.each<readonly [readonly (readonly [string, ...string[]])[], Readonly<Record<string, string>>]>([
  [
    [["variable", "a"]],
    { type: "type", default: "text", description: "text", sensitive: "text", nullable: "text", ephemeral: "text", deprecated: "text" },
  ],
  [[["variable", "a"], ["validation"]], { condition: "expression", error_message: "expression" }],
  [
    [["output", "a"]],
    { value: "expression", description: "text", sensitive: "text", ephemeral: "text", depends_on: "bareList", deprecated: "text" },
  ],
  [[["output", "a"], ["precondition"]], { condition: "expression", error_message: "expression" }],
  [[["moved"]], { from: "bare", to: "bare" }],
  [[["import"]], { to: "bare", id: "expression", identity: "expression", for_each: "expression", provider: "bare" }],
  [[["removed"]], { from: "bare" }],
  [[["removed"], ["lifecycle"]], { destroy: "text" }],
  [[["terraform"]], { required_version: "text", experiments: "bareList" }],
  [
    [["resource", "x_thing", "a"], ["lifecycle"]],
    { create_before_destroy: "text", prevent_destroy: "text", ignore_changes: "bareList", replace_triggered_by: "bareList" },
  ],
  [[["check", "a"], ["assert"]], { condition: "expression", error_message: "expression" }],
  [
    [["module", "a"]],
    { source: "text", version: "text", count: "expression", for_each: "expression", providers: "bareMap", depends_on: "bareList" },
  ],
])("the arguments of %j", (path, expected) => {
  expect(below(...path)?.arguments).toEqual(expected);
});

test.each<readonly [readonly (readonly [string, ...string[]])[], string | undefined]>([
  [[["locals"]], "expression"],
  [[["module", "a"]], "expression"],
  [[["terraform"], ["required_providers"]], "provider"],
  [[["terraform"], ["backend", "s3"]], "text"],
  [[["terraform"], ["cloud"], ["workspaces"]], "text"],
  [[["terraform"], ["provider_meta", "x"]], "expression"],
  [[["resource", "x_thing", "a"], ["provisioner", "local-exec"], ["connection"]], "expression"],
  [[["variable", "a"]], undefined],
])("any other name in %j is %s", (path, expected) => {
  expect(below(...path)?.others).toBe(expected);
});
