import { markdownTable } from "../docs/markdown";
import type { Compiled } from "./compile";
import type { Entry } from "./entries";

/** What the package takes over from the package.json of this repository. */
export interface Repository {
  readonly version: string;
  readonly license: string;
  readonly engines: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** The name of the package: with a scope, so that a line of `.npmrc` says from where it comes, and no stranger can take it. */
export const packageName = "@meetbarter/infrastructure";

/** Packages of which a project must have one copy only, for constructs of two copies don't know each other. */
const peers = /^(?:cdktf|constructs|@cdktf\/provider-.+)$/;

/** Who builds for one cloud needs no provider of another. */
const isOptional = (name: string): boolean => name.startsWith("@cdktf/provider-");

/** Files of `modules/core` that the declarations of entries name, and the one that tells a problem. */
const coreFiles = (entries: readonly Entry[], { files }: Compiled): readonly string[] => {
  const named = entries.flatMap(({ file }) => [...(files.get(`${file}.d.ts`) ?? "").matchAll(/"(?:\.\.\/)+core\/([\w-]+)"/g)]);
  return [...new Set(["errors", ...named.map(([, name = ""]) => name)])].sort();
};

/** What may be imported, with the file that it leads to. */
const exportsOf = (entries: readonly Entry[], compiled: Compiled): Readonly<Record<string, string>> => {
  const core = coreFiles(entries, compiled).map((name) => ({ path: `modules/core/${name}`, file: `modules/core/${name}` }));
  const paths = [...entries, ...core].map(({ path, file }): [string, string] => [`./${path}`, `./${file}.js`]);
  return { ...Object.fromEntries(paths), "./package.json": "./package.json" };
};

/** The package.json of the package. Types stand beside each file, where TypeScript looks for them without being told. */
export const manifestOf = (repository: Repository, entries: readonly Entry[], compiled: Compiled) => {
  const ranges = (isPeer: boolean): Readonly<Record<string, string>> =>
    Object.fromEntries(
      compiled.packages.filter((name) => peers.test(name) === isPeer).map((name) => [name, `^${versionOf(repository, name)}`]),
    );
  return {
    name: packageName,
    version: repository.version,
    description: "Constructs of MeetBarter's infrastructure for CDK for Terraform.",
    license: repository.license,
    engines: repository.engines,
    files: ["modules"],
    exports: exportsOf(entries, compiled),
    dependencies: ranges(false),
    peerDependencies: ranges(true),
    peerDependenciesMeta: Object.fromEntries(compiled.packages.filter(isOptional).map((name) => [name, { optional: true }])),
  };
};

const versionOf = ({ dependencies }: Repository, name: string): string => {
  const version = dependencies[name];
  if (version === undefined) throw new Error(`${name} is imported and is no dependency`);
  return version;
};

/** What a user of the package reads first. */
export const packageReadme = (repository: Repository, entries: readonly Entry[], { classes }: Compiled): string =>
  [
    `# ${packageName}`,
    `Version ${repository.version}. Constructs for CDK for Terraform, made from meetbarter-infrastructure: the same that build the estate. Defaults are private, encrypted and protected from deletion; a wrong prop is an error that says what to do.`,
    `\`\`\`ts\nimport { AwsKey } from "${packageName}/modules/aws/key";\n\`\`\``,
    "Beside it, a project installs `cdktf`, `constructs` and the `@cdktf/provider-…` packages of its clouds.",
    markdownTable(
      ["import", "constructs"],
      entries.flatMap(({ path, file }) => {
        const names = classes.get(file) ?? [];
        return names.length === 0 ? [] : [[`\`${path}\``, names.map((name) => `\`${name}\``).join(", ")]];
      }),
    ),
    "",
  ].join("\n\n");

/** Every file of the package by path. */
export const packageFiles = (
  repository: Repository,
  entries: readonly Entry[],
  compiled: Compiled,
  license: string,
): ReadonlyMap<string, string> =>
  new Map([
    ["package.json", `${JSON.stringify(manifestOf(repository, entries, compiled), undefined, 2)}\n`],
    ["README.md", packageReadme(repository, entries, compiled)],
    ["LICENSE", license],
    ...compiled.files,
  ]);
