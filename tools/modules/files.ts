import { blocksOf, writeHcl, type RootBlock } from "../../modules/core/hcl/writer";
import type { Schemas } from "../../modules/core/hcl/forms";
import { providerRequirements } from "../../modules/core/provider-ranges";
import { isSecret } from "../../modules/core/published";
import { exampleValues, providersOf, type BuiltModule } from "./module";
import { nativeTests } from "./native-tests";
import { readme } from "./readme";
import { changesOf, type InterfaceRecord } from "./record";

/** What a module is published with, beside what it holds itself. */
export interface Publication {
  readonly version: string;
  readonly license: string;
  readonly schemas: Schemas;
  /** What each version changed, with this one. @default - it is the first */
  readonly record?: InterfaceRecord;
}

/** Which blocks stand in which file (Terraform's standard module structure). Anything else stands in main.tf. */
const fileOf: Readonly<Record<string, string>> = { terraform: "versions.tf", variable: "variables.tf", output: "outputs.tf" };

/** How an example configures a provider: an account and a place that nobody has. */
const exampleProviders: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  aws: { region: "eu-central-1" },
  cloudflare: {},
  google: { project: "meetbarter-example", region: "europe-west4" },
  helm: {},
  kubernetes: {},
};

/** The files of a published module by path, in the registry's standard structure. */
export const moduleFiles = (module: BuiltModule, publication: Publication): ReadonlyMap<string, string> => {
  const { name, folder, json } = module;
  const header = `# ${name} ${publication.version}, made from ${folder} of meetbarter-infrastructure; changes belong there.\n`;
  const { "//": _metadata, ...configuration } = json;
  const blocks = blocksOf(withoutMetadata(configuration), publication.schemas, name);
  const file = (path: string): [string, string] => [
    path,
    join(
      header,
      blocks.filter(({ kind }) => (fileOf[kind] ?? "main.tf") === path),
    ),
  ];
  return new Map([
    ...["main.tf", "variables.tf", "outputs.tf", "versions.tf"].map(file),
    ["README.md", readme(module, publication)],
    ["LICENSE", publication.license],
    ["CHANGELOG.md", changesOf(name, publication.record ?? { versions: [publication.version], changes: [] })],
    ...(["basic", "complete"] as const).map((kind): [string, string] => [
      `examples/${kind}/main.tf`,
      header + "\n" + writeHcl(example(module, kind), publication.schemas, `${name} ${kind}`),
    ]),
    [`tests/${name}.tftest.hcl`, header + "\n" + nativeTests(module)],
  ]);
};

const join = (header: string, blocks: readonly RootBlock[]): string => [header, ...blocks.map(({ text }) => text)].join("\n");

/** cdktf's notes in each resource are of no use to who reads the module. */
const withoutMetadata = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutMetadata);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => (key === "//" ? [] : [[key, withoutMetadata(inner)]])));
};

/** A root module that calls the module from the folder two levels up. A secret is a variable of its own. */
const example = (module: BuiltModule, kind: "basic" | "complete"): unknown => ({
  terraform: { required_providers: Object.fromEntries(providersOf(module).map((name) => [name, providerRequirements[name]])) },
  provider: Object.fromEntries(providersOf(module).map((name) => [name, exampleProviders[name] ?? {}])),
  variable: Object.fromEntries(
    module.variables
      .filter(isSecret)
      .map(({ name, description }) => [
        name,
        { type: "string", description, default: "", sensitive: true, ephemeral: true, nullable: false },
      ]),
  ),
  module: {
    [module.name.replaceAll("-", "_")]: {
      source: "../..",
      ...escaped(exampleValues(module, kind)),
      ...Object.fromEntries(module.variables.filter(isSecret).map(({ name }) => [name, `\${var.${name}}`])),
    },
  },
});

/** Example values are plain text; the arguments of a module call are templates. */
const escaped = (value: unknown): Readonly<Record<string, unknown>> =>
  JSON.parse(JSON.stringify(value).replace(/([$%])\{/g, "$1$1{")) as Readonly<Record<string, unknown>>;
