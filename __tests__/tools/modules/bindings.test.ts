import { readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join, relative } from "node:path";
import { typeText } from "../../../modules/core/variable-types";
import { exampleValues, type BuiltModule } from "../../../tools/modules/module";
import { runProgram } from "../../../tools/terraform/program";
import { publishedModules } from "../../support/modules";
import { freshFolder } from "../../support/folders";
import { hasTerraform, writeFiles } from "../../modules/core/hcl/real-terraform";
import { good } from "../../support/terraform-folder";
import { isFull, plant, type Planted } from "./planted";

const sample = ["aws-database", "google-service-permissions", "kubernetes-release"];
const modules = publishedModules().filter(({ name }) => isFull || sample.includes(name));

const pascalCase = (name: string): string => name.replace(/(?:^|[-_])([a-z0-9])/g, (_found, letter: string) => letter.toUpperCase());
const camelCase = (name: string): string => name.replace(/_([a-z0-9])/g, (_found, letter: string) => letter.toUpperCase());

/** What `cdktf get` knows of the modules, which lie in a folder of their own, for cdktf makes one asset of all that is beside them. */
const projectIn = (folder: string, { root }: Planted) => ({
  language: "typescript",
  app: "node main.js",
  projectId: "consumer",
  sendCrashReports: "false",
  terraformProviders: [],
  terraformModules: modules.map(({ name }) => ({ name, source: relative(folder, join(root, name)) })),
});

/**
 * Calls a module with its complete example, reads each output, and gives each variable something that it can't take; but those
 * with objects, for which cdktf writes the type any.
 */
const callOf = (module: BuiltModule, index: number): string => {
  const [id, type] = [`m${String(index)}`, pascalCase(module.name)];
  const values = Object.entries(exampleValues(module, "complete")).map(([name, value]) => [camelCase(name), value]);
  return [
    `import { ${type}, type ${type}Config } from "./.gen/modules/${module.name}";`,
    `const ${id} = new ${type}(stack, "${module.name}", ${JSON.stringify(Object.fromEntries(values))});`,
    ...module.outputs.map(
      ({ name }) => `new TerraformOutput(stack, "${module.name}-${name}", { value: ${id}.${camelCase(name)}Output, sensitive: true });`,
    ),
    ...module.variables
      .filter((one) => !typeText(one.type).includes("object("))
      .map(
        ({ name }) =>
          `// @ts-expect-error: a symbol is no value of a variable\n({ ${camelCase(name)}: Symbol.iterator }) satisfies Partial<${type}Config>;`,
      ),
  ].join("\n");
};

const main = [
  'import { App, TerraformOutput, TerraformStack } from "cdktf";',
  "const app = new App();",
  'const stack = new TerraformStack(app, "consumer");',
  ...modules.map(callOf),
  "app.synth();\n",
].join("\n");

const compilerOptions = { strict: true, module: "commonjs", target: "es2022", skipLibCheck: true, types: ["node"], noEmitOnError: true };

/** Runs a program of this project's packages in the consumer's folder. */
const run = (folder: string, { env }: Planted, script: string, ...args: readonly string[]): Promise<string> =>
  good(
    runProgram(process.execPath, [join("node_modules", script), ...args], {
      cwd: folder,
      env: { ...env, CI: "1", CHECKPOINT_DISABLE: "1", DISABLE_VERSION_CHECK: "1", FORCE_COLOR: "0" },
      limitSeconds: 300,
    }),
  );

test("cdktf get makes typed bindings of modules in local folders, which compile and synthesize with the complete examples", async () => {
  if (!(await hasTerraform())) return;
  const planted = plant(modules);
  const folder = freshFolder();
  symlinkSync(join(process.cwd(), "node_modules"), join(folder, "node_modules"));
  writeFiles(folder, {
    "cdktf.json": JSON.stringify(projectIn(folder, planted)),
    "main.ts": main,
    "tsconfig.json": JSON.stringify({ compilerOptions, files: ["main.ts"] }),
  });

  await run(folder, planted, "cdktf-cli/bundle/bin/cdktf", "get");
  expect(readdirSync(join(folder, ".gen/modules")).sort()).toEqual(modules.map(({ name }) => `${name}.ts`).sort());
  expect(await run(folder, planted, "typescript/bin/tsc", "-p", ".")).toBe("");

  await run(folder, planted, "cdktf-cli/bundle/bin/cdktf", "synth");
  const synthesized = JSON.parse(readFileSync(join(folder, "cdktf.out/stacks/consumer/cdk.tf.json"), "utf8")) as {
    readonly module: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    readonly output: object;
  };
  for (const module of modules) {
    const { source, "//": _metadata, ...given } = synthesized.module[module.name] ?? {};
    expect(source).toMatch(new RegExp(`^\\./assets/.*/${module.name}$`));
    expect(given).toEqual(exampleValues(module, "complete"));
  }
  expect(Object.keys(synthesized.output)).toHaveLength(modules.reduce((sum, { outputs }) => sum + outputs.length, 0));
}, 600_000);
