import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ModuleStack, furtherText, publish, type PublishedModule } from "../../../modules/core/published";
import { wholeNumber } from "../../../modules/core/checks";
import { stackRoot } from "../../../modules/core/synthesize";
import { AwsTopic, rules, type AwsTopicProps } from "../../../modules/aws/topic/topic";
import { faces, unpublished } from "../../../tools/modules/faces";
import { exampleValues, type BuiltModule } from "../../../tools/modules/module";
import { exampleStack, publishedModule, publishedModules } from "../../support/modules";
import { codesOf } from "../../support/stack";

const clouds = ["aws", "cloudflare", "google", "kubernetes"];
const folders = clouds.flatMap((cloud) => readdirSync(join("modules", cloud)).map((entity) => `modules/${cloud}/${entity}`));

describe("faces", () => {
  test("each folder of the library has a face, or its reason stands in the list of those without", () => {
    const published = [...new Set(faces.map(([folder]) => folder))];
    expect([...published, ...Object.keys(unpublished)].sort()).toEqual(folders.sort());
  });

  const declared = faces.map(([folder]) => folder).flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)));
  const faceFiles = [...new Set(declared)].filter((file) => file.endsWith(".module.ts"));

  test("each face stands in the list", () => {
    expect(faceFiles).toHaveLength(faces.length);
  });

  test("a face has at most 40 lines of declarations", () => {
    const lines = (file: string): number =>
      readFileSync(file, "utf8")
        .replace(/^import [^;]*;\n/gm, "")
        .replace(/\/\*\*[\s\S]*?\*\//g, "")
        .split("\n")
        .filter((line) => line.trim() !== "").length;
    expect(faceFiles.map((file) => [file, lines(file)] as const).filter(([, count]) => count > 40)).toEqual([]);
  });

  test("names are unique, and begin with their cloud", () => {
    const names = publishedModules().map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(publishedModules().filter(({ name, folder }) => !name.startsWith(`${folder.split("/")[1] ?? ""}-`))).toEqual([]);
  });
});

/** What stands outside of the declarations of variables. */
const withoutVariables = ({ json: { variable: _variables, ...rest } }: BuiltModule): string => JSON.stringify(rest);

describe("every module", () => {
  const modules = publishedModules();

  test.each(modules.map((module) => [module.name, module] as const))(
    "%s has no provider and no backend, and uses its variables",
    (_, module) => {
      expect(module.json.provider).toBeUndefined();
      expect(Object.keys(module.json.terraform ?? {}).sort()).toEqual(["required_providers", "required_version"]);
      const used = withoutVariables(module);
      expect(module.variables.filter(({ name }) => !new RegExp(`var\\.${name}\\b`).test(used)).map(({ name }) => name)).toEqual([]);
    },
  );

  test.each(modules.map((module) => [module.name, module] as const))(
    "%s is called by its examples with values that its checks let pass",
    (_, module) => {
      const given: Readonly<Record<string, unknown>> = { ...module.shape.basic, ...module.shape.complete };
      const required = module.variables.filter((variable) => variable.default === undefined).map(({ name }) => name);
      expect(Object.keys(exampleValues(module, "basic")).sort()).toEqual(required.sort());
      const known = new Set(module.variables.map(({ prop }) => prop));
      expect(Object.keys({ ...module.shape.basic, ...module.shape.complete }).filter((prop) => !known.has(prop))).toEqual([]);
      const breaches = module.variables.flatMap(({ prop, check }) => (prop in given ? (check(given[prop] as never) ?? []) : []));
      expect(breaches).toEqual([]);
    },
  );

  test.each(modules.map((module) => [module.name, module] as const))("%s has the defaults that its construct has", (_, module) => {
    expect(exampleStack(module, "basic", "with defaults")).toEqual(exampleStack(module, "basic"));
  });
});

const variablesOf = (name: string): Readonly<Record<string, unknown>> =>
  publishedModule(name).json.variable as Readonly<Record<string, unknown>>;

describe("a module as a stack", () => {
  test("its variables have a type, a description, no null, and the rule of their prop", () => {
    expect(variablesOf("aws-key")["deletion_window_days"]).toEqual({
      type: "number",
      description: "How long a deleted key can be taken back, 7 to 30 days.",
      default: 30,
      nullable: false,
      validation: [
        {
          condition:
            "${floor(var.deletion_window_days) == var.deletion_window_days && var.deletion_window_days >= 7 && var.deletion_window_days <= 30}",
          error_message: "deletion_window_days must be a whole number from 7 to 30 (days).",
        },
      ],
    });
  });

  test("a secret is ephemeral, sensitive, and empty unless somebody gives it", () => {
    expect(variablesOf("aws-database")["master_password"]).toMatchObject({
      ephemeral: true,
      sensitive: true,
      default: "",
      nullable: false,
    });
  });

  test("a composed prop takes its variables", () => {
    const { resource } = publishedModule("aws-queue-from-service").json;
    expect(JSON.stringify(resource?.["aws_sqs_queue_policy"])).toContain("${var.sender_principal}");
  });

  test("a map of objects is a variable of that type, with the rules of its fields, and makes instances", () => {
    const { json } = publishedModule("aws-topic");
    expect(variablesOf("aws-topic")["subscribers"]).toMatchObject({
      type: "map(object({ queue_arn = string, dead_letter_arn = string }))",
      default: {},
      description: expect.stringContaining("`dead_letter_arn`: ARN of the queue of messages that could not be delivered.") as string,
      validation: [{ condition: expect.stringMatching(/one\.queue_arn.* && .*one\.dead_letter_arn/) as string }],
    });
    expect(json.resource?.["aws_sns_topic_subscription"]?.["subscription"]).toMatchObject({
      for_each: "${var.subscribers}",
      endpoint: "${each.value.queue_arn}",
    });
  });

  test("it asks for the providers of its resources, in a range", () => {
    expect(publishedModule("cloudflare-cache").json.terraform?.["required_providers"]).toEqual({
      cloudflare: { source: "cloudflare/cloudflare", version: ">= 5.14.0, < 6.0.0" },
    });
  });

  const face = (compose: (given: { text: (name: string) => string }) => AwsTopicProps["subscribers"]): PublishedModule =>
    publish<AwsTopicProps>({
      name: "aws-topic",
      construct: AwsTopic,
      rules,
      shapes: {
        "": { summary: "", further: { queueArn: furtherText("A queue.") }, compose: { subscribers: compose }, basic: {}, complete: {} },
      },
    });

  test("a composed prop of a variable that nobody declared is refused", () => {
    const wrong = face(({ text }) => ({ queue: { queueArn: text("queue"), deadLetterArn: "" } }));
    const work = (): unknown => new ModuleStack(stackRoot(), "aws-topic", wrong, wrong.shapes[""] ?? fail(), [], []);
    expect(codesOf(work)).toEqual(["NotPublishable"]);
  });

  test("a number of a further variable keeps its check", () => {
    expect(wholeNumber(1, 3, "nodes").bound?.condition("var.nodes")).toBe(
      "floor(var.nodes) == var.nodes && var.nodes >= 1 && var.nodes <= 3",
    );
  });
});

const fail = (): never => {
  throw new Error("no such shape");
};
