import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { reattachName, reattachVariable } from "../../../tools/protocol/reattach";
import { serveProvider, type ServedProvider } from "../../../tools/protocol/server";
import { terraformEnvironment } from "../../../tools/terraform/environment";
import { findTerraform, runProgram, type RunPlace, type RunResult } from "../../../tools/terraform/program";
import { freshFolder } from "../../support/folders";
import { notRunWithRealTerraform } from "../terraform-output";
import { fakeProvider, fakeSchema, fakeSource } from "./fake";

test("the variable names each source, its port and this process", () => {
  expect(JSON.parse(reattachVariable({ "registry.terraform.io/b/b": 2, "registry.terraform.io/a/a": 1 }))).toEqual({
    "registry.terraform.io/a/a": {
      Protocol: "grpc",
      ProtocolVersion: 6,
      Pid: process.pid,
      Test: true,
      Addr: { Network: "tcp", String: "127.0.0.1:1" },
    },
    "registry.terraform.io/b/b": expect.objectContaining({ Addr: { Network: "tcp", String: "127.0.0.1:2" } }) as object,
  });
});

/** Two configurations of one provider, and values of every kind. */
const configuration = `
terraform {
  required_providers {
    fake = { source = "example/fake" }
  }
}
variable "name" { default = "b" }
provider "fake" { place = "left" }
provider "fake" {
  alias = "right"
  place = "right"
}
ephemeral "fake_token" "t" { length = 12 }
data "fake_where" "here" { prefix = "at-" }
resource "fake_thing" "a" {
  name   = "a"
  ratio  = 0.1
  tags   = { "__proto__" = "x", b = "y" }
  words  = ["b", "a", "b"]
  any    = { deep = [1, "two", true, 0.25] }
  secret = ephemeral.fake_token.t.value
  parts  = [{ key = "k", value = "v" }]
  rule { port = 1 }
  rule { port = 2 }
  member { name = "m" }
  limits { most = 12345678901234567890123 }
  zone "z" { weight = 9007199254740993 }
}
resource "fake_thing" "b" {
  provider = fake.right
  name     = "\${var.name}-\${fake_thing.a.id}"
  tags     = { for part in fake_thing.a.parts : part.key => fake_thing.a.place }
}
output "places" { value = [fake_thing.a.place, fake_thing.b.place, data.fake_where.here.place, fake_thing.b.name] }
`;

interface Resource {
  readonly address: string;
  readonly values: Readonly<Record<string, unknown>>;
}

describe("real Terraform", () => {
  let served: ServedProvider;
  let terraform: string | undefined;
  let place: RunPlace;

  beforeAll(async () => {
    served = await serveProvider(fakeProvider, fakeSchema);
    const cwd = freshFolder();
    const cliConfig = join(cwd, "cli.tfrc");
    writeFileSync(cliConfig, "");
    const env = terraformEnvironment(process.env, { home: join(cwd, "home"), cliConfig, network: false });
    place = { cwd, env: { ...env, [reattachName]: reattachVariable({ [fakeSource]: served.port }) }, limitSeconds: 60 };
    terraform = await findTerraform(undefined, place).then(
      ({ file }) => file,
      () => undefined,
    );
    if (terraform === undefined) notRunWithRealTerraform("Terraform can't be had");
  });

  afterAll(() => served.close());

  const run = async (...args: readonly string[]): Promise<RunResult> => runProgram(terraform ?? "", [...args, "-no-color"], place);

  const outcome = ({ code, stdout, stderr }: RunResult): unknown => ({
    code,
    stderr,
    last: stdout
      .split("\n")
      .filter((line) => /^(Success!|No changes|Plan:|Apply complete|Destroy complete|Terraform has been)/.test(line))
      .map((line) => line.replace(/\. .*/, "."))
      .slice(-1),
  });

  const clean = (code: number, last: string): unknown => ({ code, stderr: "", last: [last] });

  test("takes a configuration from nothing to nothing, without a word of trouble", async () => {
    if (terraform === undefined) return;
    writeFileSync(join(place.cwd, "main.tf"), configuration);
    expect(outcome(await run("init"))).toEqual(clean(0, "Terraform has been successfully initialized!"));
    expect(outcome(await run("validate"))).toEqual(clean(0, "Success! The configuration is valid."));
    expect(outcome(await run("plan", "-out=planned"))).toEqual(clean(0, "Plan: 2 to add, 0 to change, 0 to destroy."));
    expect(outcome(await run("apply", "planned"))).toEqual(clean(0, "Apply complete! Resources: 2 added, 0 changed, 0 destroyed."));
    expect(outcome(await run("plan", "-detailed-exitcode"))).toEqual(clean(0, "No changes."));
    const { stdout: shown } = await run("show", "-json");
    expect(outcome(await run("plan", "-detailed-exitcode", "-var=name=c"))).toEqual(clean(2, "Plan: 1 to add, 0 to change, 1 to destroy."));
    expect(outcome(await run("destroy", "-auto-approve"))).toEqual(clean(0, "Destroy complete! Resources: 2 destroyed."));

    const { values } = JSON.parse(shown.replace("12345678901234567890123", '"many"').replace("9007199254740993", '"more"')) as {
      readonly values: { readonly outputs: unknown; readonly root_module: { readonly resources: readonly Resource[] } };
    };
    expect(values.outputs).toMatchObject({ places: { value: ["left", "right", "at-left", "b-left/a"] } });
    const things = values.root_module.resources.filter(({ address }) => address.startsWith("fake_thing."));
    expect(things.map(({ values: thing }) => thing)).toEqual([
      {
        id: "left/a",
        name: "a",
        place: "left",
        size: 1,
        ratio: 0.1,
        tags: Object.fromEntries([
          ["__proto__", "x"],
          ["b", "y"],
        ]),
        words: ["a", "b"],
        any: { deep: [1, "two", true, 0.25] },
        secret: null,
        parts: [{ key: "k", value: "v" }],
        old: null,
        rule: [{ port: 1 }, { port: 2 }],
        member: [{ name: "m" }],
        limits: { most: "many" },
        zone: { z: { weight: "more" } },
      },
      {
        id: "right/b-left/a",
        name: "b-left/a",
        place: "right",
        size: 1,
        ratio: null,
        tags: { k: "left" },
        words: null,
        any: null,
        secret: null,
        parts: null,
        old: null,
        rule: [],
        member: [],
        limits: null,
        zone: {},
      },
    ]);
  });

  test("shows what the provider refuses, at the argument's place", async () => {
    if (terraform === undefined) return;
    const cwd = freshFolder();
    writeFileSync(
      join(cwd, "main.tf"),
      `terraform {\n  required_providers {\n    fake = { source = "example/fake" }\n  }\n}\nresource "fake_thing" "a" {\n  name = "bad"\n}\n`,
    );
    const { code, stdout } = await runProgram(terraform, ["validate", "-json"], { ...place, cwd });
    const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: unknown };
    expect({ code, diagnostics }).toEqual({
      code: 1,
      diagnostics: [
        expect.objectContaining({
          summary: "Bad name",
          range: expect.objectContaining({ start: { line: 7, column: 10, byte: 117 } }) as object,
        }),
      ],
    });
  });

  test("imports, and doesn't move what the provider can't move", async () => {
    if (terraform === undefined) return;
    const cwd = freshFolder();
    const head = `terraform {\n  required_providers {\n    fake = { source = "example/fake" }\n  }\n}\nprovider "fake" { place = "left" }\n`;
    writeFileSync(
      join(cwd, "main.tf"),
      `${head}resource "fake_thing" "a" {\n  name = "a"\n}\nimport {\n  to = fake_thing.a\n  id = "a"\n}\n`,
    );
    const here = { ...place, cwd };
    expect(outcome(await runProgram(terraform, ["apply", "-auto-approve", "-no-color"], here))).toEqual(
      clean(0, "Apply complete! Resources: 1 imported, 0 added, 0 changed, 0 destroyed."),
    );
    writeFileSync(join(cwd, "main.tf"), `${head}resource "fake_empty" "a" {}\nmoved {\n  from = fake_thing.a\n  to   = fake_empty.a\n}\n`);
    const { code, stderr } = await runProgram(terraform, ["plan", "-no-color"], here);
    expect({ code, said: /Error: (.*)\n/.exec(stderr)?.[1] }).toEqual({ code: 1, said: "Move Resource State Not Supported" });
  });
});
