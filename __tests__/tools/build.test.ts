import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { faces } from "../../tools/modules/faces";
import { runVerb } from "../support/command";
import { freshFolder } from "../support/folders";
import { projectRoot } from "../rules/repository";

interface Manifest {
  readonly version: string;
  readonly exports: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

const folder = freshFolder();
const built = runVerb("build", ["--out", join(folder, "package")]);
const [packed] = JSON.parse(
  execFileSync("npm", ["pack", "./package", "--json", "--loglevel=error", "--no-update-notifier"], { cwd: folder, encoding: "utf8" }),
) as [{ filename: string; files: { path: string }[] }];
const manifest = JSON.parse(readFileSync(join(folder, "package/package.json"), "utf8")) as Manifest;
const name = "@meetbarter/infrastructure";

const typescript = join(projectRoot, "node_modules/typescript/bin/tsc");

/** A project of somebody else that has the packed package, and of what it asks for these. */
const project = (...installed: readonly string[]): string => {
  const root = freshFolder();
  const modules = join(root, "node_modules");
  mkdirSync(join(modules, name), { recursive: true });
  execFileSync("tar", ["-xzf", join(folder, packed.filename), "--strip-components=1", "-C", join(modules, name)]);
  for (const one of [...Object.keys(manifest.dependencies), ...installed]) {
    mkdirSync(dirname(join(modules, one)), { recursive: true });
    symlinkSync(join(projectRoot, "node_modules", one), join(modules, one));
  }
  writeFileSync(join(root, "package.json"), JSON.stringify({ name: "shop", private: true }));
  return root;
};

const run = (cwd: string, args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: "utf8" });
  return { status, said: `${stdout}${stderr}` };
};

/** A program of a team that builds for AWS alone. */
const program = `
import { App, TerraformStack } from "cdktf";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { AwsKey, type AwsKeyProps } from "${name}/modules/aws/key";
import { EstateError } from "${name}/modules/core/errors";
import type { DataClass } from "${name}/modules/core/words";

const dataClass: DataClass = "internal";
const props: AwsKeyProps = {
  aliasName: "orders",
  description: "Orders",
  dataClass,
  accountId: "111122223333",
  administratorArns: ["arn:aws:iam::111122223333:role/key-administrators"],
};
const app = new App({ outdir: "out" });
const stack = new TerraformStack(app, "shop");
new AwsProvider(stack, "aws", { region: "eu-central-1" });
const key: AwsKey = new AwsKey(stack, "key", props);
try {
  new AwsKey(stack, "refused", { ...props, deletionWindowDays: 3 });
} catch (error) {
  if (!(error instanceof EstateError)) throw error;
  console.log(error.problems.map(({ code }) => code).join());
}
console.log(typeof key.arn);
stack.node.tryRemoveChild("refused");
app.synth();
`;

/** Every line must fail to resolve, or TypeScript says that the expectation is unused. */
const refusedImports = [
  "modules/aws/network/subnets",
  "modules/aws/key/key",
  "modules/aws/key/key.js",
  "modules/aws/key.module",
  "modules/core/output-writer",
  "modules/policy/residency",
  "regions/tables",
  "environments",
  "main",
  "tools/modules",
].map((path) => `${name}/${path}`);
const refused = refusedImports.map((path) => `// @ts-expect-error\nexport * from "${path}";\n`).join("");

const settings = {
  node16: { module: "node16", moduleResolution: "node16", outDir: "js" },
  bundler: { module: "esnext", moduleResolution: "bundler", noEmit: true },
};

describe("the package of constructs", () => {
  test("is built", () => {
    expect({ code: built.code, err: built.err }).toEqual({ code: 0, err: "" });
    expect(built.out).toMatch(/package: @meetbarter\/infrastructure \d+\.\d+\.\d+, \d+ files behind \d+ imports/);
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
    expect(manifest.version).toBe(version);
  });

  test("holds the library's JavaScript and declarations in pairs, three papers and nothing else", () => {
    const paths = packed.files.map(({ path }) => path);
    const code = paths.filter((path) => /^modules\/(?:aws|cloudflare|core|google|kubernetes)\/[a-z/-]+\.js$/.test(path));
    expect(code.length).toBeGreaterThan(100);
    const rest = paths.filter((path) => !code.includes(path.replace(/\.d\.ts$/, ".js")));
    expect(rest.sort()).toEqual(["LICENSE", "README.md", "package.json"]);
    expect(paths).toHaveLength(2 * code.length + 3);
  });

  test("reads no file, starts no program, and names no place of the machine that built it", () => {
    const texts = packed.files.map(({ path }) => [path, readFileSync(join(folder, "package", path), "utf8")] as const);
    const odd = texts.filter(
      ([, text]) => /node:(?:fs|child_process|net|https?)"|process\.(?:cwd|env)/.test(text) || text.includes(projectRoot),
    );
    expect(odd.map(([path]) => path)).toEqual([]);
  });

  test("exports every entity by its folder, and of the core what declarations name", () => {
    const paths = Object.keys(manifest.exports);
    expect(paths.filter((path) => path.startsWith("./modules/core/"))).toEqual(
      ["errors", "flows", "google", "props", "together", "words"].map((core) => `./modules/core/${core}`),
    );
    const folders = new Set(faces.map(([entity]) => `./${entity}`));
    expect([...folders].filter((entity) => !paths.includes(entity))).toEqual([]);
    expect(paths).toContain("./modules/aws/runner/credential");
    expect(paths).toContain("./modules/aws/network/network-props");
  });

  test("asks for one copy of cdktf, constructs and the providers, and for one small library of its own", () => {
    expect(Object.keys(manifest.dependencies)).toEqual(["fastest-levenshtein"]);
    expect(Object.keys(manifest.peerDependencies)).toEqual([
      "@cdktf/provider-aws",
      "@cdktf/provider-cloudflare",
      "@cdktf/provider-google",
      "@cdktf/provider-helm",
      "cdktf",
      "constructs",
    ]);
  });
});

describe("a project that has installed the package", () => {
  const root = project("cdktf", "constructs", "@cdktf/provider-aws", "@types/node");
  writeFileSync(join(root, "main.ts"), program);
  writeFileSync(join(root, "refused.ts"), refused);

  const check = (resolution: keyof typeof settings) => {
    const compilerOptions = { target: "es2022", strict: true, types: ["node"], skipLibCheck: false, ...settings[resolution] };
    writeFileSync(join(root, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["main.ts", "refused.ts"] }));
    return run(root, [typescript]);
  };

  test("checks its types as a bundler resolves them, and can't import what is not exported", () => {
    expect(check("bundler")).toEqual({ status: 0, said: "" });
  });

  test("checks its types as Node resolves them, and builds a stack, where mistakes are told as in the estate", () => {
    expect(check("node16")).toEqual({ status: 0, said: "" });
    expect(run(root, ["js/main.js"])).toEqual({ status: 0, said: "BadProp\nstring\n" });
    const stack = JSON.parse(readFileSync(join(root, "out/stacks/shop/cdk.tf.json"), "utf8")) as { resource: Record<string, object> };
    expect(Object.entries(stack.resource).map(([type, byName]) => [type, Object.keys(byName).length])).toEqual([
      ["aws_kms_alias", 1],
      ["aws_kms_key", 1],
    ]);
  });

  test.each(refusedImports)("can't load %s", (path) => {
    const { status, said } = run(root, ["-e", `require(${JSON.stringify(path)})`]);
    expect({ status, told: said.includes("ERR_PACKAGE_PATH_NOT_EXPORTED") }).toEqual({ status: 1, told: true });
  });

  test("loads everything that is exported, as CommonJS and as a module", () => {
    const all = project(...Object.keys(manifest.peerDependencies));
    const paths = Object.keys(manifest.exports)
      .filter((path) => path !== "./package.json")
      .map((path) => path.replace(".", name));
    expect(run(all, ["-e", paths.map((path) => `require("${path}");`).join("")])).toEqual({ status: 0, said: "" });
    writeFileSync(join(all, "main.mjs"), `import { AwsKey } from "${name}/modules/aws/key";\nconsole.log(typeof AwsKey);\n`);
    expect(run(all, ["main.mjs"])).toEqual({ status: 0, said: "function\n" });
  });
});
