import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { EstateError } from "../../../modules/core/errors";
import type { TerraformJson } from "../../../modules/core/output-guards";
import { carried, forEmulator } from "../../../tools/rehearse/emulator-copies";
import { emulatorGaps } from "../../../tools/rehearse/emulator-gaps";
import { checkEmulator, checkEndpoint } from "../../../tools/rehearse/emulator";
import { findMirrors, mirrorVariable, versionsIn } from "../../../tools/terraform/mirror";
import { terraformVariable } from "../../../tools/terraform/program";
import { awsSource } from "../../../tools/terraform/requirements";
import { projectRoot } from "../../rules/repository";
import { freshFolder } from "../../support/folders";
import { notRunWithRealTerraform } from "../terraform-output";

describe("the address of an emulator", () => {
  test.each(["http://127.0.0.1:5000", "http://localhost:5000/", "http://[::1]:5000"])("%s is on this machine", (address) => {
    expect(checkEndpoint(address)).toBe(address.replace(/\/$/, ""));
  });

  test.each([
    "https://s3.amazonaws.com",
    "http://192.0.2.1:5000",
    "http://127.0.0.1.acme.example",
    "127.0.0.1:5000",
    "http://localhost@acme.example",
    "",
  ])("%p is refused", (address) => {
    expect(() => checkEndpoint(address)).toThrow(/--aws-endpoint: \[UnknownOption\]/);
  });

  test("at which nothing answers is refused", async () => {
    const port = await freePort();
    const error = await checkEmulator(`http://127.0.0.1:${String(port)}`).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(EstateError);
    expect((error as EstateError).message).toMatch(/--aws-endpoint: \[UnknownOption\] an emulator of AWS must answer there/);
  });
});

describe("what an emulator gets", () => {
  const gaps = [
    { type: "aws_whole", says: "error" },
    { type: "aws_part", argument: "lost", says: "null -> " },
  ];
  const json = {
    resource: {
      aws_whole: { a: { name: "a" } },
      aws_part: { b: { lost: 1, kept: 2, depends_on: ["aws_whole.a", "aws_other.d"] }, c: { kept: 3 } },
      aws_other: { d: { lost: 4 } },
    },
  } as unknown as TerraformJson;

  test("is a stack without the types and arguments that it can't carry, and nothing else is missing", () => {
    const { json: copy, leftOut } = carried(json, gaps);
    expect(copy.resource).toEqual({
      aws_part: { b: { kept: 2, depends_on: ["aws_other.d"] }, c: { kept: 3 } },
      aws_other: { d: { lost: 4 } },
    });
    expect(leftOut.map(({ address, gap }) => [address, gap.argument])).toEqual([
      ["aws_part.b", "lost"],
      ["aws_whole.a", undefined],
    ]);
  });

  test("keeps each provider block, with buckets at one host", () => {
    const stack = { provider: { aws: [{ region: "eu-central-1" }, { alias: "other", region: "eu-west-1" }] } } as unknown as TerraformJson;
    expect(forEmulator(stack).provider).toMatchObject({
      aws: [
        { region: "eu-central-1", s3_use_path_style: true },
        { alias: "other", region: "eu-west-1", s3_use_path_style: true },
      ],
    });
  });

  test("each gap names a type of AWS once", () => {
    const names = emulatorGaps.map(({ type, argument = "" }) => `${type} ${argument}`);
    expect(names).toEqual([...new Set(names)]);
    expect(emulatorGaps.filter(({ type, says }) => !type.startsWith("aws_") || says === "")).toEqual([]);
  });
});

const answers = (program: string, argument: string): boolean => spawnSync(program, [argument], { stdio: "ignore" }).status === 0;

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

interface Report {
  readonly notes: readonly string[];
  readonly stacks: readonly { readonly stack: string; readonly add: number; readonly result: string }[];
  readonly failures: readonly { readonly stack: string; readonly summary: string }[];
}

/** The whole of dev takes minutes on an emulator: `npm run proof` takes all of it, every other run all but the network. */
const whole = process.env["ESTATE_EMULATOR"] === "full";

test("dev goes up and down on a local emulator with the real provider, and its list of gaps is true", async () => {
  if (!answers(process.env[terraformVariable] ?? "terraform", "version")) {
    notRunWithRealTerraform("Terraform can't be had");
    return;
  }
  if (versionsIn(findMirrors(process.env[mirrorVariable]), awsSource).length === 0) {
    notRunWithRealTerraform("the provider of AWS can't be had");
    return;
  }
  if (!answers("moto_server", "--help")) {
    process.stderr.write("not rehearsed on an emulator: moto_server is not installed\n");
    return;
  }
  const port = String(await freePort());
  const emulator = spawn("moto_server", ["-H", "127.0.0.1", "-p", port], {
    stdio: "ignore",
    detached: true,
    env: { ...process.env, MOTO_ACCOUNT_ID: "111122223333", MOTO_IAM_LOAD_MANAGED_POLICIES: "true" },
  });
  try {
    const endpoint = `http://127.0.0.1:${port}`;
    for (
      let attempt = 0;
      attempt < 150 &&
      !(await checkEmulator(endpoint).then(
        () => true,
        () => false,
      ));
      attempt += 1
    ) {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const file = join(freshFolder(), "report.json");
    const args = ["tools/run.mjs", "rehearse", "--providers", "real", "--aws-endpoint", endpoint, "--report", file];
    const part = ["--environment", "dev", "--stack", whole ? "dev-*-aws-*-network" : "dev-*-aws-*-keys"];
    if (!whole) process.stderr.write("rehearsed on the emulator without dev's network, which takes minutes: ESTATE_EMULATOR=full\n");
    const { code, err } = await new Promise<{ code: number | null; err: string }>((resolve) => {
      const child = spawn(process.execPath, [...args, ...part], { cwd: projectRoot, stdio: ["ignore", "ignore", "pipe"] });
      let text = "";
      child.stderr.setEncoding("utf8").on("data", (part: string) => (text += part));
      child.once("close", (ended) => resolve({ code: ended, err: text }));
    });
    const { stacks, failures, notes } = JSON.parse(readFileSync(file, "utf8")) as Report;
    expect(failures).toEqual([]);
    expect({ code, err: code === 0 ? "" : err }).toEqual({ code: 0, err: "" });
    expect(stacks.map(({ result }) => result)).toEqual(stacks.map(() => "passed"));
    expect(stacks).toHaveLength(whole ? 4 : 3);
    const [, alike = "", all = ""] =
      /^applied states: (\d+) of (\d+) attributes/.exec(notes.find((note) => note.startsWith("applied states")) ?? "") ?? [];
    process.stderr.write(`${notes.filter((note) => note.includes("the real provider's state holds")).join("\n")}\n`);
    expect(Number(all)).toBeGreaterThan(1_000);
    // An attribute that came with a later version than the installed one is all that may differ: the twin knows it already.
    expect(Number(alike) / Number(all)).toBeGreaterThan(0.96);
    const unequal = notes.filter((note) => /state holds (null|a value), the twin's (null|a value)/.test(note));
    expect(unequal).toEqual([]);
    // All of dev's resources but those whose type is a gap.
    expect(stacks.reduce((sum, { add }) => sum + add, 0)).toBe(whole ? 344 : 92);
  } finally {
    process.kill(-(emulator.pid ?? 0), "SIGKILL");
  }
}, 900_000);
