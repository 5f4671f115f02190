import { DataResource, Fn, TerraformOutput, TerraformVariable, type TerraformVariableConfig } from "cdktf";
import type { Build, Builds } from "./case";

const variable =
  (config: TerraformVariableConfig, overrides: Readonly<Record<string, unknown>> = {}): Build =>
  (stack) => {
    const made = new TerraformVariable(stack, "v", config);
    for (const [path, value] of Object.entries(overrides)) made.addOverride(path, value);
    new TerraformOutput(stack, "value", { value: made.value as unknown, sensitive: config.sensitive ?? false });
  };

/** Variables and outputs with all that they may hold. */
export const variables: Builds = {
  "a default of false": variable({ type: "bool", default: false }),
  "a default of zero": variable({ type: "number", default: 0 }),
  "a default of empty text": variable({ type: "string", default: "" }),
  "a default of an empty list": variable({ type: "list(string)", default: [] }),
  "a default of an empty map": variable({ type: "map(string)", default: {} }),
  "a default of null": variable({ type: "string" }, { default: null }),
  "a default with a dollar and a brace": variable({ type: "string", default: "$${x}" }),
  "a default that is plain text like a template": variable({ type: "string" }, { default: "a%%{b}$${c}" }),
  "a default that is a document": variable({ type: "string", default: '{"a":"b"}' }),
  "a default of several lines": variable({ type: "string", default: "a\nb\n" }),
  "a default with a backslash": variable({ type: "string", default: "a\\b" }),
  "a default that is text of a number": variable({ type: "string", default: "8080" }),
  "a default of nested collections": variable({ type: "any" }, { default: { a: [1, { b: null }], c: {} } }),
  "a default with keys that are no names": variable({ type: "map(string)" }, { default: { "a b": "1", "c.d": "2", for: "3" } }),
  "nullable is false": variable({ type: "string", default: "a", nullable: false }),
  "nullable is true": variable({ type: "string", default: "a", nullable: true }),
  "a sensitive variable": variable({ type: "string", default: "a", sensitive: true }),
  "an ephemeral variable": (stack) => {
    new TerraformVariable(stack, "v", { type: "string", default: "a" }).addOverride("ephemeral", true);
  },
  "an ephemeral output": (stack) => {
    new TerraformVariable(stack, "v", { type: "string", default: "a" }).addOverride("ephemeral", true);
    new TerraformOutput(stack, "value", { value: "${var.v}" }).addOverride("ephemeral", true);
  },
  "a description with quotes, templates and lines": variable({ type: "string", default: "", description: 'a "b" $${c}\nd %%{e}' }),
  "a type of objects with optional parts": variable({
    type: "object({ a = string, b = optional(list(number), [1, 2]), c = optional(map(bool)) })",
    default: { a: "x" },
  }),
  "a type over several lines": variable({ type: "object({\n  a = string\n  b = number\n})", default: { a: "x", b: 1 } }),
  "a type of tuples": variable({ type: "tuple([string, number])", default: ["a", 1] }),
  "the old name of lists": variable({ type: "list", default: ["a"] }),
  "the old name of maps": variable({ type: "map", default: { a: "b" } }),
  "no type": variable({ default: "a" }),
  "a set": variable({ type: "set(string)", default: ["b", "a"] }),
  "one validation": variable({
    type: "number",
    default: 5,
    validation: [{ condition: "${var.v > 0 && var.v <= 10}", errorMessage: 'Must be 1 to 10, got "${var.v}".' }],
  }),
  "two validations": variable({
    type: "string",
    default: "abc",
    validation: [
      { condition: '${can(regex("^[a-z\\\\-]+$", var.v))}', errorMessage: "Must be letters." },
      { condition: "${length(var.v) < 5}", errorMessage: "Must be shorter than five." },
    ],
  }),
  "an output with a description": (stack) => {
    new TerraformOutput(stack, "value", { value: 1, description: 'one "and" $${only}' });
  },
  "a sensitive output": (stack) => {
    new TerraformOutput(stack, "value", { value: "a", sensitive: true });
  },
  "an output with a precondition": (stack) => {
    const v = new TerraformVariable(stack, "v", { type: "string", default: "a" });
    new TerraformOutput(stack, "value", {
      value: v.value as unknown,
      precondition: { condition: '${var.v != ""}', errorMessage: "Must be given." },
    });
  },
  "an output with two preconditions": (stack) => {
    new TerraformVariable(stack, "v", { type: "string", default: "a" });
    new TerraformOutput(stack, "value", { value: "${var.v}" }).addOverride("precondition", [
      { condition: '${var.v != ""}', error_message: "Must be given." },
      { condition: "${length(var.v) < 9}", error_message: "Must be short, is ${var.v}." },
    ]);
  },
  "an output that depends on a resource": (stack) => {
    new DataResource(stack, "one", { input: { a: "b" } });
    new TerraformOutput(stack, "value", { value: "b" }).addOverride("depends_on", ["terraform_data.one"]);
  },
  "an output of a whole object": (stack) => {
    new TerraformVariable(stack, "v", { type: "object({ a = list(string) })", default: { a: ["b"] } });
    new TerraformOutput(stack, "value", { value: "${var.v.a[0]}" });
  },
  "a variable in functions": (stack) => {
    new TerraformVariable(stack, "v", { type: "list(string)", default: ["a", "b"] });
    new TerraformOutput(stack, "value", { value: Fn.join("-", ["${var.v[1]}", "x"]) });
  },
  "a check": (stack) => {
    stack.addOverride("locals.word", "a");
    stack.addOverride("check.words", { assert: [{ condition: "${length(local.word) == 1}", error_message: "Must be one." }] });
  },
  "a check with a data source": (stack) => {
    stack.addOverride("check.state", {
      data: { terraform_remote_state: { other: { backend: "local", config: { path: "none.tfstate" }, defaults: { a: 1 } } } },
      assert: { condition: "${data.terraform_remote_state.other.outputs.a == 1}", error_message: "Must be one." },
    });
  },
};
