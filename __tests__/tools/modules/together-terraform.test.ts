import type { BuiltModule } from "../../../tools/modules/module";
import { exampleValues } from "../../../tools/modules/module";
import { moduleFiles } from "../../../tools/modules/files";
import { publication, publishedModule } from "../../support/modules";
import { describeWithTerraform, good } from "../../support/terraform-folder";
import { plant, type Planted } from "./planted";

/** A module whose first variable of a rule keeps its default, and what the second one is given. */
interface Broken {
  readonly module: BuiltModule;
  readonly given: Readonly<Record<string, unknown>>;
  readonly words: string;
}

const windows = { maintenance_window: "sun:00:30-sun:01:30" };
const windowsWords = 'backup_window must not meet maintenance_window; backup_window is "00:00-01:00" by default.';
const all: readonly Broken[] = [
  { module: publishedModule("aws-database"), given: windows, words: windowsWords },
  { module: publishedModule("aws-database-replica"), given: windows, words: windowsWords },
  {
    module: publishedModule("google-cluster"),
    given: { most_nodes: 1 },
    words: "least_nodes must be less than most_nodes; least_nodes is 1 by default.",
  },
];

/** The variables of a module alone, which need no provider: as they are published, or as they stand in JSON. */
const forms: Readonly<Record<string, (module: BuiltModule) => readonly [string, string]>> = {
  HCL: (module) => ["variables.tf", moduleFiles(module, publication).get("variables.tf") ?? ""],
  JSON: ({ json }) => ["variables.tf.json", JSON.stringify({ variable: json.variable })],
};

/** Plants the variables of the modules and one root that calls each. */
const called = (form: string, callOf: (one: Broken) => object, more: object = {}): Planted => {
  const planted = plant([]);
  for (const { module } of all) {
    const [path, text] = forms[form]?.(module) ?? ["", ""];
    planted.write(`${module.name}/${path}`, text);
  }
  const calls = all.map((one) => [one.module.name, { source: `../${one.module.name}`, ...callOf(one) }] as const);
  planted.write("root/main.tf.json", JSON.stringify({ ...more, module: Object.fromEntries(calls) }));
  return planted;
};

interface Diagnostic {
  readonly detail: string;
}

/** The first line of each error. */
const errorsOf = (stdout: string): readonly string[] =>
  stdout
    .trim()
    .split("\n")
    .flatMap((line) => (JSON.parse(line) as { readonly diagnostic?: Diagnostic }).diagnostic ?? [])
    .map(({ detail }) => detail.replace(/\n[^]*$/, ""))
    .sort();

const basic = ({ module }: Broken) => exampleValues(module, "basic");
const expected = all.map(({ words }) => words).sort();

describeWithTerraform("a rule between variables of which the first keeps its default", () => {
  test.each(Object.keys(forms))("is asked when Terraform plans, in %s", async (form) => {
    const { run } = called(form, (one) => ({ ...basic(one), ...one.given }));
    await good(run("root", ["init", "-backend=false"]));
    expect(errorsOf((await run("root", ["plan", "-input=false", "-json"])).stdout)).toEqual(expected);
  });

  test("is asked when Terraform applies, where the second is known only then", async () => {
    const late = {
      resource: { terraform_data: Object.fromEntries(all.map(({ module, given }) => [module.name, { input: Object.values(given)[0] }])) },
    };
    const { run } = called(
      "HCL",
      (one) => ({ ...basic(one), [Object.keys(one.given)[0] ?? ""]: `\${terraform_data.${one.module.name}.output}` }),
      late,
    );
    await good(run("root", ["init", "-backend=false"]));
    await good(run("root", ["plan", "-input=false"]));
    expect(errorsOf((await run("root", ["apply", "-input=false", "-auto-approve", "-json"])).stdout)).toEqual(expected);
  });

  test("lets values pass that keep it", async () => {
    const { run } = called("HCL", basic);
    await good(run("root", ["init", "-backend=false"]));
    await good(run("root", ["plan", "-input=false"]));
  });
});
