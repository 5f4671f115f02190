import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { projectRoot } from "./repository";

const cli = join(projectRoot, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
const configuration = join(projectRoot, ".dependency-cruiser.cjs");
const rooms = ["main.ts", "environments", "regions", "modules", "tools", "__tests__"];

interface CruiseResult {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly { readonly rule: { readonly name: string }; readonly from: string; readonly to: string }[];
  };
}

const cruise = (folder: string): CruiseResult["summary"] => {
  const present = rooms.filter((room) => existsSync(join(folder, room)));
  const run = spawnSync(process.execPath, [cli, "--config", configuration, "--output-type", "json", ...present], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (run.stderr !== "") throw new Error(run.stderr);
  return (JSON.parse(run.stdout) as CruiseResult).summary;
};

const violations = (summary: CruiseResult["summary"]): string[] =>
  summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`).sort();

const { forbidden } = createRequire(__filename)(configuration) as {
  readonly forbidden: readonly { readonly name: string; readonly comment?: string }[];
};

/** Packages of the planted project: name with the file inside, and where package.json names it. */
const packages: readonly (readonly [string, string, "dependencies" | "devDependencies" | "nowhere"])[] = [
  ["cdktf", "index.js", "dependencies"],
  ["constructs", "index.js", "dependencies"],
  ["zod", "index.js", "dependencies"],
  ["@cdktf/provider-aws", "lib/vpc/index.js", "dependencies"],
  ["@cdktf/provider-google", "lib/network/index.js", "dependencies"],
  ["jest", "index.js", "devDependencies"],
  ["stowaway", "index.js", "nowhere"],
];

/** Files that keep every rule, with the imports of each. */
const lawful: Readonly<Record<string, readonly string[]>> = {
  "main.ts": ["./environments/dev", "./regions/aws/network", "node:fs"],
  "environments/dev.ts": ["../regions/description", "../regions/facts/fact", "../regions/tables", "../modules/core/words", "zod"],
  "regions/description.ts": ["../modules/core/words"],
  "regions/tables.ts": ["../modules/core/words"],
  "regions/facts/fact.ts": ["../../modules/core/words"],
  "regions/aws/network.ts": ["../description", "../../modules/aws/network/network", "../../modules/policy/residency", "cdktf"],
  "modules/aws/network/network.ts": ["../../core/words", "../policy-document/policy-document", "@cdktf/provider-aws/lib/vpc", "constructs"],
  "modules/aws/policy-document/policy-document.ts": ["../../core/words"],
  "modules/aws/key/key.ts": ["../../core/words"],
  "modules/policy/residency.ts": ["../core/words"],
  "modules/core/words.ts": ["cdktf", "constructs", "node:crypto"],
  "tools/report.ts": ["../main", "node:child_process"],
  "__tests__/support.ts": ["../tools/report", "jest"],
};

/** Files that each break a rule: what the file imports, and every violation that has to be found. */
const planted: Readonly<Record<string, readonly [specifier: string, ...expected: (readonly [rule: string, to: string])[]]>> = {
  "regions/uses-main.ts": ["../main", ["main-is-the-top", "main.ts"]],
  "environments/uses-layer.ts": ["../regions/aws/network", ["environments-are-data", "regions/aws/network.ts"]],
  "environments/uses-module.ts": ["../modules/aws/key/key", ["environments-are-data", "modules/aws/key/key.ts"]],
  "environments/uses-cdktf.ts": ["cdktf", ["environments-build-nothing", "node_modules/cdktf/index.js"]],
  "environments/uses-files.ts": ["node:fs", ["environments-build-nothing", "fs"]],
  "regions/uses-environment.ts": ["../environments/dev", ["regions-know-no-environment", "environments/dev.ts"]],
  "modules/policy/uses-facts.ts": ["../../regions/facts/fact", ["modules-know-no-place", "regions/facts/fact.ts"]],
  "modules/core/uses-environment.ts": ["../../environments/dev", ["modules-know-no-place", "environments/dev.ts"]],
  "modules/aws/database/uses-key.ts": ["../key/key", ["entities-stand-alone", "modules/aws/key/key.ts"]],
  "modules/aws/database/uses-policy.ts": ["../../policy/residency", ["entities-stand-alone", "modules/policy/residency.ts"]],
  "modules/core/uses-policy.ts": ["../policy/residency", ["core-is-the-ground", "modules/policy/residency.ts"]],
  "modules/core/uses-zod.ts": ["zod", ["core-has-few-libraries", "node_modules/zod/index.js"]],
  "modules/policy/uses-cdktf.ts": ["cdktf", ["policies-judge-only", "node_modules/cdktf/index.js"]],
  "modules/policy/uses-module.ts": ["../aws/key/key", ["policies-judge-only", "modules/aws/key/key.ts"]],
  "modules/aws/network/uses-zod.ts": ["zod", ["modules-use-bindings-only", "node_modules/zod/index.js"]],
  "regions/uses-tool.ts": ["../tools/report", ["tools-are-outside", "tools/report.ts"]],
  "regions/uses-test.ts": ["../__tests__/support", ["tests-are-outside", "__tests__/support.ts"]],
  "regions/google/uses-aws.ts": ["../aws/network", ["clouds-do-not-meet", "regions/aws/network.ts"]],
  "regions/google/uses-aws-module.ts": ["../../modules/aws/key/key", ["clouds-do-not-meet", "modules/aws/key/key.ts"]],
  "modules/google/network/uses-aws.ts": [
    "../../aws/key/key",
    ["clouds-do-not-meet", "modules/aws/key/key.ts"],
    ["entities-stand-alone", "modules/aws/key/key.ts"],
  ],
  "modules/aws/network/uses-google.ts": [
    "@cdktf/provider-google/lib/network",
    ["a-cloud-has-its-own-provider", "node_modules/@cdktf/provider-google/lib/network/index.js"],
  ],
  // A circle is reported once.
  "regions/circle-out.ts": ["./circle-back"],
  "regions/circle-back.ts": ["./circle-out", ["no-circle", "regions/circle-out.ts"]],
  "regions/uses-network.ts": ["node:https", ["no-network-in-synthesis", "https"]],
  "regions/uses-program.ts": ["node:child_process", ["no-network-in-synthesis", "child_process"]],
  "tools/uses-stowaway.ts": ["stowaway", ["not-to-undeclared-package", "node_modules/stowaway/index.js"]],
  "tools/uses-nothing.ts": ["./nothing", ["not-to-unresolvable", "./nothing"]],
};

/** Broken only by an import that is there at run time. */
const plantedAtRunTime = {
  "regions/uses-jest.ts": ["jest", ["not-to-dev-dependency", "node_modules/jest/index.js"]],
} as const;

const plant = (folder: string): void => {
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const named = (where: string) => Object.fromEntries(packages.filter(([, , place]) => place === where).map(([name]) => [name, "1.0.0"]));
  const manifest = { name: "planted", dependencies: named("dependencies"), devDependencies: named("devDependencies") };
  write("package.json", JSON.stringify(manifest));
  for (const [name, file] of packages) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0" }));
    write(`node_modules/${name}/${file}`, "module.exports = {};\n");
  }
  for (const [path, specifiers] of Object.entries(lawful)) {
    write(path, specifiers.map((specifier, index) => `import type { One as One${String(index)} } from "${specifier}";\n`).join(""));
  }
  for (const [path, [specifier]] of Object.entries(planted)) write(path, `import type { One } from "${specifier}";\n`);
  for (const [path, [specifier]] of Object.entries(plantedAtRunTime)) write(path, `import "${specifier}";\n`);
  write("regions/orphan.ts", "export const nobody = 1;\n");
};

describe("dependency rules", () => {
  test("the project keeps them", () => {
    const summary = cruise(projectRoot);
    expect(summary.totalCruised).toBeGreaterThan(20);
    expect(violations(summary)).toEqual([]);
  });

  test("each rule finds what was planted for it, by its name, and nothing lawful", () => {
    const folder = mkdtempSync(join(tmpdir(), "dependency-rules-"));
    try {
      plant(folder);
      const expected = Object.entries({ ...planted, ...plantedAtRunTime }).flatMap(([from, [, ...broken]]) =>
        broken.map(([rule, to]) => `${rule}: ${from} -> ${to}`),
      );
      expect(violations(cruise(folder))).toEqual([...expected, "no-orphan: regions/orphan.ts -> regions/orphan.ts"].sort());
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("every rule has a planted case and a reason", () => {
    const cases = Object.values({ ...planted, ...plantedAtRunTime }).flatMap(([, ...broken]) => broken.map(([rule]) => rule));
    expect([...new Set([...cases, "no-orphan"])].sort()).toEqual(forbidden.map(({ name }) => name).sort());
    expect(forbidden.filter(({ comment = "" }) => comment.length < 20)).toEqual([]);
  });
});
