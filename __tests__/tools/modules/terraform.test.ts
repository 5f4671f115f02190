import { resourceTotal } from "../../../modules/core/expand";
import { nativeTests } from "../../../tools/modules/native-tests";
import { exampleValues, type BuiltModule } from "../../../tools/modules/module";
import { exampleStack, publishedModules } from "../../support/modules";
import { awsWithoutAccount, good } from "../../support/terraform-folder";
import { hasAwsProvider, isAws, isFull, plant, withTwins, type Planted } from "./planted";

/** Those with maps, pairs of maps, a secret, lists, and an index in a name. */
const sample = [
  "aws-topic",
  "aws-registry",
  "google-registry",
  "aws-database",
  "cloudflare-zone",
  "google-key-hsm",
  "google-cluster",
  "kubernetes-release",
];

const all = publishedModules();
const chosen = all.filter(({ name }) => isFull || sample.includes(name));
const kinds = ["basic", "complete"] as const;

/** Every example of the modules, called from one root: so that providers are started once. */
const examplesOf = (modules: readonly BuiltModule[]) => ({
  module: Object.fromEntries(
    modules.flatMap(({ name }) => kinds.map((kind) => [`${name}_${kind}`, { source: `../${name}/examples/${kind}` }] as const)),
  ),
});

/** The same calls as in the examples, with one provider that has no account. */
const callsOf = (modules: readonly BuiltModule[]) => ({
  provider: { aws: awsWithoutAccount },
  module: Object.fromEntries(
    modules.flatMap((module) =>
      kinds.map((kind) => [`${module.name}_${kind}`, { source: `../${module.name}`, ...exampleValues(module, kind) }] as const),
    ),
  ),
});

/** How many resources the examples of the modules make. */
const resourcesOf = (modules: readonly BuiltModule[]): number =>
  modules.flatMap((module) => kinds.map((kind) => resourceTotal(exampleStack(module, kind)))).reduce((sum, count) => sum + count, 0);

/** Plans a root, which validates it, and expects that each resource of each example is in the plan. */
const plans = async ({ write, run }: Planted, configuration: object, modules: readonly BuiltModule[], env = {}): Promise<void> => {
  write("root/main.tf.json", JSON.stringify(configuration));
  await good(run("root", ["init", "-backend=false"], env));
  const plan = await good(run("root", ["plan", "-input=false", "-refresh=false"], env));
  const added = Number(/^Plan: (\d+) to add, 0 to change, 0 to destroy\.$/m.exec(plan)?.[1]);
  expect(added).toBe(resourcesOf(modules));
};

/** Runs the native tests of a module: two plans, and at least one run of refusals where a variable has a rule. */
const passes = async ({ run }: Planted, module: BuiltModule, env = {}): Promise<void> => {
  const { name, variables } = module;
  await good(run(name, ["init", "-backend=false"], env));
  const said = await good(run(name, ["test"], env));
  const runs = nativeTests(module).match(/^run "/gm)?.length ?? 0;
  expect(runs).toBeGreaterThanOrEqual(variables.some(({ check }) => check.bound !== undefined) ? 3 : 2);
  expect(said).toContain(`Success! ${String(runs)} passed, 0 failed.`);
};

describe("published modules in real Terraform", () => {
  test("every file has the form that terraform fmt gives", async () => {
    const { run } = plant(all);
    expect((await run(".", ["fmt", "-check", "-recursive"])).stdout).toBe("");
  });

  test("modules of AWS: examples validate and plan with the real provider, and native tests pass", async () => {
    const modules = chosen.filter(isAws);
    if (!hasAwsProvider()) return;
    const planted = plant(modules);
    planted.write("examples/main.tf.json", JSON.stringify(examplesOf(modules)));
    await good(planted.run("examples", ["init", "-backend=false"]));
    await good(planted.run("examples", ["validate"]));
    await plans(planted, callsOf(modules), modules);
    for (const module of modules) await passes(planted, module);
  }, 1_800_000);

  test("modules of the other clouds: examples validate and plan with twins, and native tests pass", async () => {
    const modules = chosen.filter((module) => !isAws(module));
    const planted = plant(modules);
    await withTwins(planted, async (env) => {
      await plans(planted, examplesOf(modules), modules, env);
      for (const module of modules) await passes(planted, module, env);
    });
  }, 1_800_000);
});
