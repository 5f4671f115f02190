import {
  DataResource,
  DataTerraformRemoteStateLocal,
  TerraformCount,
  TerraformHclModule,
  TerraformIterator,
  TerraformOutput,
  TerraformVariable,
  type TerraformMetaArguments,
  type TerraformStack,
} from "cdktf";
import type { Builds } from "./case";

const child = { source: "./child", skipAssetCreationFromLocalModules: true } as const;

/** The module that the cases call. */
export const childModule = {
  "child/main.tf": `variable "word" {
  type    = any
  default = "none"
}
output "word" {
  value = var.word
}
`,
};

interface Data extends TerraformMetaArguments {
  readonly input?: unknown;
  readonly triggersReplace?: unknown[];
}

/** A resource of Terraform itself, whose input cdktf takes as an object only. */
const data = (stack: TerraformStack, id: string, { input, triggersReplace, ...meta }: Data): DataResource =>
  new DataResource(stack, id, {
    ...meta,
    ...(input === undefined ? {} : { input: isObject(input) ? input : { value: input } }),
    ...(triggersReplace === undefined ? {} : { triggersReplace: { by: triggersReplace } }),
  });

const isObject = (value: unknown): value is Record<string, unknown> => Object.getPrototypeOf(Object(value)) === Object.prototype;

/** Resources of Terraform itself, modules, moved and removed blocks. */
export const language: Builds = {
  "a resource with an input": (stack) => {
    data(stack, "one", { input: { a: ["b", 1], "c d": null } });
  },
  "a resource that reads another": (stack) => {
    const one = data(stack, "one", { input: "a" });
    data(stack, "two", { input: `x-${one.id}`, triggersReplace: [one.id] });
  },
  "count as a number": (stack) => {
    data(stack, "many", { count: 2, input: "${count.index}" });
  },
  "count of an expression": (stack) => {
    const v = new TerraformVariable(stack, "v", { type: "number", default: 2 });
    const count = TerraformCount.of(v.numberValue);
    data(stack, "many", { count, input: count.index });
  },
  "for_each of a set": (stack) => {
    const each = TerraformIterator.fromList(["a", "b c"]);
    data(stack, "many", { forEach: each, input: each.value });
  },
  "for_each of a map": (stack) => {
    const each = TerraformIterator.fromMap({ "a b": { size: 1 }, c: { size: 2 } });
    data(stack, "many", { forEach: each, input: `${each.key}-${each.getString("size")}` });
    new TerraformOutput(stack, "value", { value: '${terraform_data.many["a b"].input}' });
  },
  "for_each of a resource's instances": (stack) => {
    const each = TerraformIterator.fromList(["a", "b"]);
    const first = data(stack, "first", { forEach: each, input: each.value });
    const second = TerraformIterator.fromResources(first);
    data(stack, "second", { forEach: second, input: second.key });
  },
  depends_on: (stack) => {
    const one = data(stack, "one", {});
    const two = data(stack, "two", {});
    data(stack, "three", { dependsOn: [one, two] });
  },
  "create_before_destroy and prevent_destroy": (stack) => {
    data(stack, "one", { lifecycle: { createBeforeDestroy: true, preventDestroy: true } });
  },
  "prevent_destroy is false": (stack) => {
    data(stack, "one", { lifecycle: { createBeforeDestroy: false, preventDestroy: false } });
  },
  "ignore_changes of all": (stack) => {
    data(stack, "one", { input: "a", lifecycle: { ignoreChanges: "all" } });
  },
  "ignore_changes of attributes": (stack) => {
    data(stack, "one", { input: { a: 1 }, lifecycle: { ignoreChanges: ["input", "triggers_replace"] } });
  },
  "ignore_changes of a path": (stack) => {
    data(stack, "one", { input: { a: 1 }, lifecycle: { ignoreChanges: ["input.a", 'input["b c"]'] } });
  },
  replace_triggered_by: (stack) => {
    data(stack, "one", { input: "a" });
    data(stack, "two", { lifecycle: { replaceTriggeredBy: ["terraform_data.one", "terraform_data.one.input"] } });
  },
  "replace_triggered_by an instance": (stack) => {
    const each = TerraformIterator.fromList(["a"]);
    data(stack, "one", { forEach: each, input: each.value });
    data(stack, "two", { forEach: each, lifecycle: { replaceTriggeredBy: ["terraform_data.one[each.key]"] } });
  },
  "preconditions and postconditions": (stack) => {
    const v = new TerraformVariable(stack, "v", { type: "string", default: "a" });
    data(stack, "one", {
      input: v.value as unknown,
      lifecycle: {
        precondition: [{ condition: '${var.v != ""}', errorMessage: 'Must be given, got "${var.v}".' }],
        postcondition: [
          { condition: '${self.input.value == "a"}', errorMessage: "Must be a." },
          { condition: "${length(self.input.value) == 1}", errorMessage: "Must be short." },
        ],
      },
    });
  },
  "a local-exec provisioner": (stack) => {
    data(stack, "one", {
      provisioners: [
        { type: "local-exec", command: 'echo "$HOME" \\\n  && true', environment: { A: "b c" }, interpreter: ["/bin/sh", "-c"] },
      ],
    });
  },
  "a provisioner at destruction": (stack) => {
    data(stack, "one", {
      input: "a",
      provisioners: [{ type: "local-exec", command: "echo ${self.input.value}", when: "destroy" }],
    });
  },
  "provisioners with a connection": (stack) => {
    const connection = { type: "ssh", host: "host.example", user: "root", port: 22 } as const;
    data(stack, "one", {
      connection,
      provisioners: [
        { type: "file", source: "a.txt", destination: "/etc/app/a.txt", connection },
        { type: "remote-exec", inline: ["true", 'echo "a\\b"'], connection: { ...connection, port: 2222 } },
      ],
    });
  },
  "a provisioner that may fail": (stack) => {
    stack.addOverride("resource.terraform_data.raw", {
      provisioner: [{ "local-exec": { command: "false", on_failure: "continue" } }, { "local-exec": { command: "true", when: "destroy" } }],
    });
  },
  moved: (stack) => {
    data(stack, "one", { input: "a" });
    stack.addOverride("moved", [{ from: "terraform_data.old", to: "terraform_data.one" }]);
  },
  "moved to an instance": (stack) => {
    const each = TerraformIterator.fromList(["a b"]);
    data(stack, "one", { forEach: each, input: each.value });
    stack.addOverride("moved", [{ from: "terraform_data.old[0]", to: 'terraform_data.one["a b"]' }]);
  },
  "moved by cdktf": (stack) => {
    const each = TerraformIterator.fromList(["a"]);
    data(stack, "one", { forEach: each }).addMoveTarget("here");
    data(stack, "two", { input: "a" }).moveTo("here", "a");
  },
  removed: (stack) => {
    stack.addOverride("removed", [
      { from: "terraform_data.gone", lifecycle: { destroy: false } },
      { from: "module.gone", lifecycle: { destroy: true } },
    ]);
  },
  "a module": (stack) => {
    const module = new TerraformHclModule(stack, "child", { ...child, variables: { word: "a" } });
    new TerraformOutput(stack, "value", { value: module.get("word") as unknown });
  },
  "a module with templates and collections": (stack) => {
    const v = new TerraformVariable(stack, "v", { type: "string", default: "a" });
    new TerraformHclModule(stack, "child", { ...child, variables: { word: { "a b": [v.value as unknown, 'q"$${x}'], c: false } } });
    new TerraformOutput(stack, "value", { value: "${module.child.word}" });
  },
  "a module that depends on a resource": (stack) => {
    const one = data(stack, "one", { input: "a" });
    new TerraformHclModule(stack, "child", { ...child, dependsOn: [one] });
  },
  "a module for each": (stack) => {
    const each = TerraformIterator.fromMap({ a: "x", "b c": "y" });
    new TerraformHclModule(stack, "child", { ...child, forEach: each, variables: { word: each.value as unknown } });
    new TerraformOutput(stack, "value", { value: '${module.child["b c"].word}' });
  },
  "a module with a count": (stack) => {
    new TerraformHclModule(stack, "child", child).addOverride("count", 2);
    new TerraformOutput(stack, "value", { value: "${module.child[*].word}" });
  },
  "a remote state with defaults": (stack) => {
    const state = new DataTerraformRemoteStateLocal(stack, "other", { path: "none.tfstate", defaults: { a: "b" } });
    state.addOverride("depends_on", ["terraform_data.one"]);
    data(stack, "one", {});
    new TerraformOutput(stack, "value", { value: state.getString("a") });
  },
  "overrides at depth": (stack) => {
    const one = data(stack, "one", { input: { a: { b: 1, c: 2 } } });
    one.addOverride("input.a.b", [{ d: '"e"' }]);
    one.addOverride("lifecycle.ignore_changes", ["input"]);
  },
  "overrides of a whole stack": (stack) => {
    stack.addOverride("resource.terraform_data.raw", { input: '${upper("a")}', triggers_replace: ["b"] });
    stack.addOverride("output.value", { value: "${terraform_data.raw.input}" });
  },
  comments: (stack) => {
    stack.addOverride("resource.terraform_data.raw", { "//": "why\n\nit is */ here ${a}", input: "a" });
  },
  "names that are words of the language": (stack) => {
    for (const name of ["for", "in", "null", "true", "count", "provider"]) data(stack, name, { input: name });
    new TerraformOutput(stack, "if", { value: "${[terraform_data.for.input, terraform_data.null.input]}" });
  },
  "names with dashes and capitals": (stack) => {
    data(stack, "One-two_3", { input: "a" });
    new TerraformOutput(stack, "a-B", { value: "${terraform_data.One-two_3.input.value}" });
  },
};
