import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInThisContext } from "node:vm";
import * as ts from "typescript";
import type { PublishedModule } from "../../modules/core/published";
import { moduleFiles } from "../../tools/modules/files";
import { buildModules } from "../../tools/modules/module";
import { publication } from "../support/modules";
import { blocksIn } from "./documents";

const blocks = blocksIn("CONTRIBUTING.md", readFileSync("CONTRIBUTING.md", "utf8")).filter(({ info }) => info === "ts");
const example = blocks.find(({ text }) => text.includes("publish<"))?.text ?? "";
const folder = "modules/aws/topic";

/** The exports of a text that stands in `folder`, with its imports from there. */
const exportsOf = (text: string): Readonly<Record<string, unknown>> => {
  const { outputText } = ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
  const exported: Record<string, unknown> = {};
  const load = (path: string): unknown => jest.requireActual(join(process.cwd(), folder, path));
  const run = runInThisContext(`(exports, require) => {${outputText}}`) as (exports: object, require: (path: string) => unknown) => void;
  run(exported, load);
  return exported;
};

describe("the face in CONTRIBUTING.md", () => {
  const face = exportsOf(example)["awsTopicModule"] as PublishedModule;
  const built = buildModules(".", folder, face);

  test("has at most 40 lines", () => {
    expect(example.split("\n").length).toBeGreaterThan(10);
    expect(example.split("\n").length).toBeLessThanOrEqual(40);
  });

  test("builds its module, whose subscribers are a map", () => {
    expect(built.map(({ name, variables }) => [name, variables.map((one) => one.name)])).toEqual([
      ["aws-topic", ["topic_name", "data_class", "kms_key_arn", "account_id", "subscribers"]],
    ]);
    expect(Object.keys(built[0]?.json.resource ?? {}).sort()).toEqual([
      "aws_sns_topic",
      "aws_sns_topic_policy",
      "aws_sns_topic_subscription",
    ]);
  });

  test("is the face that the library has", () => {
    expect(`${example}\n`).toBe(readFileSync(join(folder, "topic.module.ts"), "utf8"));
  });

  test("gives the files that are published", () => {
    const files = built.map((module) => moduleFiles(module, publication));
    expect(files.map((one) => one.get("README.md")?.split("\n")[0])).toEqual(["# aws-topic"]);
  });
});
