import { spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
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

  test("counts every instance of what is left out", () => {
    const twice = { resource: { aws_whole: { a: { for_each: { one: 1, two: 2 }, name: "${each.key}" } } } } as unknown as TerraformJson;
    expect(carried(twice, gaps).leftOut).toEqual([{ address: "aws_whole.a", instances: 2, gap: gaps[0] }]);
  });

  test("has nothing that names what is left out, near or far, and says what was named", () => {
    const naming = {
      resource: {
        aws_whole: { a: { name: "a" } },
        aws_policy: { near: { text: 'jsonencode("${aws_whole.a.arn}")' }, kept: { text: "${aws_whole.ab.arn} and aws_whole" } },
        aws_attachment: { far: { policies: [{ arn: "${aws_policy.near.arn}" }] }, waits: { depends_on: ["aws_policy.near"] } },
      },
      output: { lost: { value: "${aws_whole.a.arn}" }, kept: { value: "${aws_policy.kept.arn}" } },
    } as unknown as TerraformJson;
    const { json: copy, leftOut } = carried(naming, gaps);
    expect(copy).toEqual({
      resource: {
        aws_policy: { kept: { text: "${aws_whole.ab.arn} and aws_whole" } },
        aws_attachment: { waits: { depends_on: [] } },
      },
      output: { kept: { value: "${aws_policy.kept.arn}" } },
    });
    expect(leftOut.map(({ address, gap, names }) => [address, gap.type, names])).toEqual([
      ["aws_attachment.far", "aws_whole", "aws_policy.near"],
      ["aws_policy.near", "aws_whole", "aws_whole.a"],
      ["aws_whole.a", "aws_whole", undefined],
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
  readonly seconds: number;
  readonly notes: readonly string[];
  readonly stacks: readonly { readonly stack: string; readonly add: number; readonly result: string }[];
  readonly failures: readonly { readonly stack: string; readonly summary: string }[];
}

/** The whole of dev takes many minutes on an emulator: `npm run proof` takes all of it, every other run its first layers. */
const whole = process.env["ESTATE_EMULATOR"] === "full";

/** What the emulator carries of dev's resources of AWS. */
const carriedOf = whole ? { stacks: 7, carried: 495, all: 537 } : { stacks: 3, carried: 92, all: 97 };

/**
 * Where a twin's state holds something else than the real provider's, by type: what the real one's holds, and the twin's.
 * Where the real one holds nothing, the attribute came with a later version than the installed one, which the twin knows
 * already, or the emulator answers less than AWS does. The rest are arguments and blocks that nobody gave and that the
 * provider keeps without a change in the next plan. The list may only shrink.
 */
const knownDifferences = JSON.parse(readFileSync(join(__dirname, "applied-differences.json"), "utf8")) as Readonly<
  Record<string, readonly string[]>
>;

const differencesIn = (notes: readonly string[]): Readonly<Record<string, readonly string[]>> => {
  const found: Record<string, readonly string[]> = {};
  for (const note of notes) {
    const [, type, path, real, twin] = /^(aws_\w+) (\S+): the real provider's state holds (.+), the twin's (.+) \(\d+\)$/.exec(note) ?? [];
    if (type !== undefined) found[type] = [...(found[type] ?? []), `${String(path)}: ${String(real)}, ${String(twin)}`];
  }
  return found;
};

/** The programs that still run with the emulator's address in their environment, as all that a rehearsal starts does. */
const leftOf = (endpoint: string): readonly string[] =>
  process.platform !== "linux"
    ? []
    : readdirSync("/proc")
        .filter((name) => /^\d+$/.test(name) && environmentOf(name).includes(`AWS_ENDPOINT_URL=${endpoint}`))
        .map((name) => `process ${name}`);

const environmentOf = (pid: string): readonly string[] => {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  } catch {
    // It has ended, or is another user's.
    return [];
  }
};

interface Emulator {
  readonly endpoint: string;
  stop(): void;
}

const startEmulator = async (): Promise<Emulator> => {
  const port = String(await freePort());
  const program = spawn("moto_server", ["-H", "127.0.0.1", "-p", port], {
    stdio: "ignore",
    detached: true,
    env: { ...process.env, MOTO_ACCOUNT_ID: "111122223333", MOTO_IAM_LOAD_MANAGED_POLICIES: "true" },
  });
  const emulator = { endpoint: `http://127.0.0.1:${port}`, stop: () => process.kill(-(program.pid ?? 0), "SIGKILL") };
  for (let attempt = 0; attempt < 150; attempt += 1) {
    const answered = await checkEmulator(emulator.endpoint).then(
      () => true,
      () => false,
    );
    if (answered) return emulator;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  emulator.stop();
  throw new Error("the emulator does not answer");
};

const rehearseOn = async (
  endpoint: string,
  selection: readonly string[],
): Promise<{ code: number | null; err: string; report: Report }> => {
  const file = join(freshFolder(), "report.json");
  const args = ["tools/run.mjs", "rehearse", "--providers", "real", "--aws-endpoint", endpoint, "--report", file, ...selection];
  const { code, err } = await new Promise<{ code: number | null; err: string }>((resolve) => {
    const child = spawn(process.execPath, args, { cwd: projectRoot, stdio: ["ignore", "ignore", "pipe"] });
    let text = "";
    child.stderr.setEncoding("utf8").on("data", (part: string) => (text += part));
    child.once("close", (ended) => resolve({ code: ended, err: text }));
  });
  return { code, err, report: JSON.parse(readFileSync(file, "utf8")) as Report };
};

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
  const emulator = await startEmulator();
  try {
    if (!whole) process.stderr.write("rehearsed on the emulator: dev's first layers; ESTATE_EMULATOR=full takes all of them\n");
    const selection = ["--environment", "dev", ...(whole ? [] : ["--stack", "dev-*-aws-*-keys"])];
    const { code, err, report } = await rehearseOn(emulator.endpoint, selection);
    const { stacks, failures, notes, seconds } = report;
    expect(failures).toEqual([]);
    expect({ code, err: code === 0 ? "" : err }).toEqual({ code: 0, err: "" });
    expect(stacks.map(({ result }) => result)).toEqual(stacks.map(() => "passed"));
    expect(leftOf(emulator.endpoint)).toEqual([]);
    const carried = stacks.reduce((sum, { add }) => sum + add, 0);
    expect({ stacks: stacks.length, carried }).toEqual({ stacks: carriedOf.stacks, carried: carriedOf.carried });
    expect(carried / carriedOf.all).toBeGreaterThan(0.8);
    process.stderr.write(
      `${notes.filter((note) => !note.includes("the real provider's state holds")).join("\n")}\n${seconds.toFixed(0)} s\n`,
    );
    const [, all = ""] = /^applied states: \d+ of (\d+) attributes/.exec(notes.find((note) => note.startsWith("applied")) ?? "") ?? [];
    expect(Number(all)).toBeGreaterThan(1_000);
    const found = differencesIn(notes);
    const fresh = Object.entries(found).flatMap(([type, lines]) =>
      lines.filter((line) => !(knownDifferences[type] ?? []).includes(line)).map((line) => `${type} ${line}`),
    );
    expect(fresh).toEqual([]);
    if (whole) expect(found).toEqual(knownDifferences);
  } finally {
    emulator.stop();
  }
}, 2_400_000);
