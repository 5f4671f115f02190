import { rmSync } from "node:fs";
import { join } from "node:path";
import { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { ModuleStack, type PublishedShape } from "../../../modules/core/published";
import { stackRoot, synthesizeStack } from "../../../modules/core/synthesize";
import { moduleFiles } from "../../../tools/modules/files";
import { interfaceOf } from "../../../tools/modules/interface";
import type { BuiltModule } from "../../../tools/modules/module";
import { checkMoves, type Moves } from "../../../tools/modules/moved";
import { recordedAt } from "../../../tools/modules/record";
import { hasTerraform, runTerraform, writeFiles } from "../../modules/core/hcl/real-terraform";
import { freshFolder } from "../../support/folders";
import { publication } from "../../support/modules";
import { codesOf } from "../../support/stack";

/** A version of a module with one resource, under a name of that version: alone, or with a key. */
const versionOf = (name: string, key: string | undefined, moved: Moves): BuiltModule => {
  class Thing extends Construct {
    constructor(scope: Construct, id: string) {
      super(scope, id);
      const made = new TerraformResource(this, name, { terraformResourceType: "terraform_data" });
      made.addOverride("input", "kept");
      if (key !== undefined) made.addOverride("for_each", { [key]: 1 });
    }
  }
  const shape: PublishedShape = { summary: "A thing.", moved, basic: {}, complete: {} };
  const face = { name: "terraform-thing", construct: Thing, rules: {}, shapes: { "": shape } };
  const json = synthesizeStack(new ModuleStack(stackRoot(), face.name, face, shape, [], []), "module");
  checkMoves(face.name, moved, json.resource);
  return { name: face.name, face, shape, doc: "", variables: [], outputs: [], json, folder: "modules/terraform/thing" };
};

const old = versionOf("old", undefined, {});
const chain = { "terraform_data.old": "terraform_data.new", "terraform_data.new": 'terraform_data.many["k"]' };
const versions: readonly (readonly [string, BuiltModule, string])[] = [
  ["a new name", versionOf("new", undefined, { "terraform_data.old": "terraform_data.new" }), "new"],
  ["a key, by a chain", versionOf("many", "k", chain), 'many["k"]'],
];

const interfaces = (module: BuiltModule) => new Map([[module.name, interfaceOf(module)]]);

test("a new name is taken in with a move only, a wrong move never", () => {
  const record = recordedAt({ versions: [], changes: [] }, interfaces(old), "0.1.0");
  expect(codesOf(() => recordedAt(record, interfaces(versionOf("new", undefined, {})), "0.1.1"))).toEqual(["AddressChanged"]);
  expect(codesOf(() => recordedAt(record, interfaces(versionOf("many", "k", {})), "0.1.1"))).toEqual(["AddressChanged"]);
  expect(codesOf(() => versionOf("new", undefined, { "terraform_data.old": "terraform_data.neu" }))).toEqual(["NotPublishable"]);
  for (const [, module] of versions) expect(codesOf(() => recordedAt(record, interfaces(module), "0.1.1"))).toEqual([]);
});

test("the state of an earlier version moves to the addresses of the later one, and nothing is destroyed", async () => {
  if (!(await hasTerraform())) return;
  const folder = freshFolder();
  const plant = (module: BuiltModule): void => {
    rmSync(join(folder, "module"), { recursive: true, force: true });
    const files = [...moduleFiles(module, publication)].filter(([path]) => !path.includes("/"));
    writeFiles(folder, Object.fromEntries(files.map(([path, text]) => [`module/${path}`, text])));
  };
  const run = async (...args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await runTerraform(folder, [...args, "-no-color"]);
    if (code !== 0) throw new Error(stderr);
    return stdout;
  };
  writeFiles(folder, { "main.tf": 'module "thing" {\n  source = "./module"\n}\n' });
  plant(old);
  await run("init");
  await run("apply", "-auto-approve");
  for (const [, module, name] of versions) {
    plant(module);
    const said = await run("plan");
    expect(said).toContain(`# module.thing.terraform_data.old has moved to module.thing.terraform_data.${name}`);
    expect(said).toContain("Plan: 0 to add, 0 to change, 0 to destroy.");
  }
  plant(versionOf("new", undefined, {}));
  expect(await run("plan")).toContain("Plan: 1 to add, 0 to change, 1 to destroy.");
});
