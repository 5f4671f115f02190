import { factsFor } from "../../../tools/catalogue/for-types";
import { moduleFiles } from "../../../tools/modules/files";
import { exampleValues, type BuiltModule } from "../../../tools/modules/module";
import { versionsIn } from "../../../tools/terraform/mirror";
import { awsSource } from "../../../tools/terraform/requirements";
import { startTwins } from "../../../tools/twins/twins";
import { usedTypes } from "../../../tools/twins/used-types";
import { publication, publishedModules } from "../../support/modules";
import { awsWithoutAccount, good, mirrors, terraformFolder } from "../../support/terraform-folder";
import { notRunWithRealTerraform } from "../terraform-output";

const full = process.env["ESTATE_MODULES"] === "full";
/** Those with composed props, a secret, lists, and an index in a name. */
const sample = ["aws-topic-to-queue", "aws-database", "cloudflare-zone", "google-key-hsm", "google-cluster", "kubernetes-release"];

const all = publishedModules();
const chosen = all.filter(({ name }) => full || sample.includes(name));
const isAws = ({ name }: BuiltModule): boolean => name.startsWith("aws-");
const kinds = ["basic", "complete"] as const;

/** A folder with these modules below it, and what runs Terraform in one of its folders. */
const plant = (modules: readonly BuiltModule[]) => {
  const planted = terraformFolder();
  for (const module of modules) for (const [path, text] of moduleFiles(module, publication)) planted.write(`${module.name}/${path}`, text);
  return planted;
};

type Planted = ReturnType<typeof plant>;

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

const resourcesOf = (modules: readonly BuiltModule[]): number =>
  modules.reduce(
    (sum, { json }) => sum + Object.values(json.resource ?? {}).reduce((own, byName) => own + Object.keys(byName).length, 0),
    0,
  );

/** Plans a root, which validates it, and expects that each resource of each example is in the plan. */
const plans = async ({ write, run }: Planted, configuration: object, modules: readonly BuiltModule[], env = {}): Promise<void> => {
  write("root/main.tf.json", JSON.stringify(configuration));
  await good(run("root", ["init", "-backend=false"], env));
  const plan = await good(run("root", ["plan", "-input=false", "-refresh=false"], env));
  const added = Number(/^Plan: (\d+) to add, 0 to change, 0 to destroy\.$/m.exec(plan)?.[1]);
  expect(added).toBe(resourcesOf(modules) * kinds.length);
};

/** Runs the native tests of a module: two plans, and the refusals where it has any. */
const passes = async ({ run }: Planted, { name, variables }: BuiltModule, env = {}): Promise<void> => {
  await good(run(name, ["init", "-backend=false"], env));
  const said = await good(run(name, ["test"], env));
  const runs = variables.some(({ check }) => check.bound !== undefined) ? 3 : 2;
  expect(said).toContain(`Success! ${String(runs)} passed, 0 failed.`);
};

describe("published modules in real Terraform", () => {
  test("every file has the form that terraform fmt gives", async () => {
    const { run } = plant(all);
    expect((await run(".", ["fmt", "-check", "-recursive"])).stdout).toBe("");
  });

  test("modules of AWS: examples validate and plan with the real provider, and native tests pass", async () => {
    const modules = chosen.filter(isAws);
    if (versionsIn(mirrors, awsSource)[0] === undefined) {
      notRunWithRealTerraform("the provider of AWS can't be had");
      return;
    }
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
    const twins = await startTwins({ facts: factsFor(usedTypes(planted.root), [], { unknown: "leave" }), outside: "open" });
    try {
      const env = await twins.environment(planted.root);
      await plans(planted, examplesOf(modules), modules, env);
      for (const module of modules) await passes(planted, module, env);
    } finally {
      await twins.close();
    }
  }, 1_800_000);
});
