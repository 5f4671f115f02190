import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { App, TerraformHclModule, TerraformOutput, TerraformStack } from "cdktf";
import { providerRequirements } from "../../../modules/core/provider-ranges";
import { interfaceOf } from "../../../tools/modules/interface";
import { exampleValues, type BuiltModule } from "../../../tools/modules/module";
import { publishedModules } from "../../support/modules";
import { awsWithoutAccount, good } from "../../support/terraform-folder";
import { hasAwsProvider, isAws, isFull, plant, withTwins, type Planted } from "./planted";

const handwritten = "__tests__/tools/modules/roots";
const textOf = (root: string): string =>
  readdirSync(join(handwritten, root))
    .filter((file) => file.endsWith(".tf"))
    .map((file) => readFileSync(join(handwritten, root, file), "utf8"))
    .join("\n");
const modulesIn = (text: string): readonly BuiltModule[] => {
  const sources = new Set([...text.matchAll(/source += "\.\.\/\.\.\/([\w-]+)"/g)].map(([, name]) => name));
  return publishedModules().filter(({ name }) => sources.has(name));
};

interface PlannedModule {
  readonly address: string;
  readonly resources?: readonly { readonly type: string; readonly name: string }[];
}

interface Plan {
  readonly planned_values: { readonly root_module: { readonly child_modules?: readonly PlannedModule[] } };
  readonly configuration: { readonly root_module: { readonly module_calls: Readonly<Record<string, { readonly source: string }>> } };
  readonly resource_changes: readonly { readonly change: { readonly actions: readonly string[] } }[];
}

/** Validates and plans a folder, and expects of every module that is called there that its resources are in the plan. */
const plansWhole = async ({ run }: Planted, folder: string, modules: readonly BuiltModule[], env = {}): Promise<Plan> => {
  await good(run(folder, ["init"], env));
  await good(run(folder, ["validate"], env));
  await good(run(folder, ["plan", "-input=false", "-refresh=false", "-out=plan"], env));
  const plan = JSON.parse(await good(run(folder, ["show", "-json", "plan"], env))) as Plan;
  const seen = new Set<string>();
  for (const { address, resources = [] } of plan.planned_values.root_module.child_modules ?? []) {
    const call = plan.configuration.root_module.module_calls[/^module\.([^[]+)/.exec(address)?.[1] ?? ""];
    const module = modules.find(({ name }) => call?.source.endsWith(`/${name}`));
    if (module === undefined) throw new Error(`${address} calls none of the modules`);
    seen.add(module.name);
    const rows = interfaceOf(module).filter((row) => row.startsWith("resource "));
    const planned = new Set(resources.map(({ type, name }) => `resource ${type}.${name}`));
    // A resource with for_each may have no instance.
    expect([address, rows.filter((row) => !row.endsWith("]") && !planned.has(row))]).toEqual([address, []]);
    expect([address, [...planned].filter((one) => !rows.some((row) => row.split("[")[0] === one))]).toEqual([address, []]);
  }
  expect(modules.filter(({ name }) => !seen.has(name)).map(({ name }) => name)).toEqual([]);
  expect(new Set(plan.resource_changes.map(({ change }) => change.actions.join()))).toEqual(new Set(["create"]));
  return plan;
};

describe("roots that were written by hand", () => {
  test("call every module at least once", () => {
    const called = new Set(readdirSync(handwritten).flatMap((root) => modulesIn(textOf(root)).map(({ name }) => name)));
    expect(publishedModules().flatMap(({ name }) => (called.has(name) ? [] : [name]))).toEqual([]);
  });

  test.each([["for_each"], ["count"], ["depends_on"], ["providers"]])("call modules with %s, on each cloud that can", (argument) => {
    const using = readdirSync(handwritten).filter((root) => new RegExp(`^  ${argument} += `, "m").test(textOf(root)));
    expect(using.sort()).toEqual(argument === "providers" ? ["aws", "google"] : ["aws", "edge", "google"]);
  });

  const plantRoot = (root: string) => {
    const modules = modulesIn(textOf(root));
    const planted = plant(modules);
    cpSync(join(handwritten, root), join(planted.root, "roots", root), { recursive: true });
    return { modules, planted };
  };

  const inFull = isFull ? test : () => undefined;

  inFull(
    "AWS: validate and plan with the real provider, a second region by an aliased one",
    async () => {
      if (!hasAwsProvider()) return;
      const { modules, planted } = plantRoot("aws");
      const provider = { aws: [awsWithoutAccount, { ...awsWithoutAccount, alias: "ireland", region: "eu-west-1" }] };
      planted.write("roots/aws/zz_override.tf.json", JSON.stringify({ provider }));
      await plansWhole(planted, "roots/aws", modules);
    },
    600_000,
  );

  test.each(isFull ? ["edge", "google"] : ["edge"])(
    "%s: validate and plan with twins",
    async (root) => {
      const { modules, planted } = plantRoot(root);
      await withTwins(planted, async (env) => {
        await plansWhole(planted, `roots/${root}`, modules, env);
      });
    },
    600_000,
  );
});

/** A program of cdktf that knows a module by its folder alone. */
const program = (outdir: string, stackName: string, modules: readonly BuiltModule[], provider: object): void => {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, stackName);
  stack.addOverride("provider", provider);
  for (const name of Object.keys(provider)) stack.addOverride(`terraform.required_providers.${name}`, providerRequirements[name]);
  for (const module of modules) {
    const called = new TerraformHclModule(stack, module.name, {
      source: `../../../${module.name}`,
      skipAssetCreationFromLocalModules: true,
      variables: { ...exampleValues(module, "complete") },
    });
    for (const { name } of module.outputs)
      new TerraformOutput(stack, `${module.name}-${name}`, { value: called.getString(name), sensitive: true });
  }
  app.synth();
};

const sample = ["aws-topic", "aws-database", "cloudflare-zone", "google-cluster", "kubernetes-release"];
const chosen = publishedModules().filter(({ name }) => isFull || sample.includes(name));

describe("programs of cdktf with TerraformHclModule", () => {
  test("AWS: the output validates and plans with the real provider", async () => {
    if (!hasAwsProvider()) return;
    const modules = chosen.filter(isAws);
    const planted = plant(modules);
    program(join(planted.root, "out"), "aws", modules, { aws: [awsWithoutAccount] });
    await plansWhole(planted, "out/stacks/aws", modules);
  }, 600_000);

  test("the other clouds: the output validates and plans with twins", async () => {
    const modules = chosen.filter((module) => !isAws(module));
    const planted = plant(modules);
    program(join(planted.root, "out"), "others", modules, { cloudflare: [{}], google: [{}], helm: [{}] });
    await withTwins(planted, async (env) => {
      await plansWhole(planted, "out/stacks/others", modules, env);
    });
  }, 600_000);
});
