import { spawn, spawnSync } from "node:child_process";
import { cpSync, readdirSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { terraformEnvironment } from "../../../tools/terraform/environment";
import { fromMirrors } from "../../../tools/terraform/installation";
import { findMirrors, mirrorVariable, versionsIn } from "../../../tools/terraform/mirror";
import { terraformVariable } from "../../../tools/terraform/program";
import { awsSource } from "../../../tools/terraform/requirements";
import { projectRoot } from "../../rules/repository";
import { freshFolder } from "../../support/folders";
import { notRunWithRealTerraform } from "../terraform-output";
import { differencesOfPlans, type ShownPlan } from "./plan-differences";

const folder = join(__dirname, "configurations");
const names = readdirSync(folder).sort();
const terraform = process.env[terraformVariable] ?? "terraform";
const mirrors = findMirrors(process.env[mirrorVariable]);
const answers = (program: string, argument: string): boolean => spawnSync(program, [argument], { stdio: "ignore" }).status === 0;

const copyOf = (name: string): string => {
  const copy = freshFolder();
  cpSync(join(folder, name), copy, { recursive: true });
  return copy;
};

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs Terraform in a folder by `npm run twins`, as anybody would. */
const byTwins = (copy: string, ...args: readonly string[]): Ended => {
  const command = ["tools/run.mjs", "twins", "--in", copy, "--", terraform, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: projectRoot, encoding: "utf8", maxBuffer: 2 ** 27 });
  return { code: status, out: stdout, err: stderr };
};

const planOf = ({ out, err }: Ended): ShownPlan => {
  if (out === "") throw new Error(err);
  return JSON.parse(out) as ShownPlan;
};

describe.each(names)("%s, of handwritten modules", (name) => {
  test("goes through the whole cycle", () => {
    if (!answers(terraform, "version")) {
      notRunWithRealTerraform("Terraform can't be had");
      return;
    }
    const copy = copyOf(name);
    expect(byTwins(copy, "init", "-input=false").code).toBe(0);
    expect(byTwins(copy, "validate")).toMatchObject({ code: 0, err: "" });
    expect(byTwins(copy, "plan", "-input=false", "-out=plan")).toMatchObject({ code: 0, err: "" });
    const changes = planOf(byTwins(copy, "show", "-json", "plan")).resource_changes ?? [];
    const created = changes.filter(({ change }) => change.actions[0] === "create");
    expect(created.length).toBeGreaterThanOrEqual(30);
    expect(created.some(({ address }) => address.startsWith("module."))).toBe(true);
    const applied = byTwins(copy, "apply", "-input=false", "plan");
    expect(applied).toMatchObject({ code: 0, err: "" });
    expect(applied.out).toContain(`${String(created.length)} added, 0 changed, 0 destroyed`);
    expect(byTwins(copy, "plan", "-input=false", "-detailed-exitcode").code).toBe(0);
    const destroyed = byTwins(copy, "destroy", "-auto-approve", "-input=false");
    expect(destroyed).toMatchObject({ code: 0, err: "" });
    expect(destroyed.out).toContain(`Destroy complete! Resources: ${String(created.length)} destroyed`);
  });
});

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

const untilItAnswers = async (address: string): Promise<void> => {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    if (
      await fetch(address).then(
        () => true,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("the emulator does not answer");
};

/**
 * Where a twin's plan differs from the real provider's of version 5.100.0: what the provider fills in by code of its own,
 * which asking it never showed. The list may only shrink.
 */
const known: readonly string[] = [
  // Filled in by the provider when a block or another argument is there.
  "aws_lambda_function ephemeral_storage",
  "aws_lambda_function logging_config",
  "aws_lambda_function package_type",
  "aws_lambda_function tracing_config",
  // A map with one value that is not known: the provider says the same of the whole.
  "aws_cloudwatch_metric_alarm dimensions",
];

test("their plans are those of the real provider, with an emulator behind its data sources", async () => {
  if (!answers(terraform, "version")) {
    notRunWithRealTerraform("Terraform can't be had");
    return;
  }
  if (versionsIn(mirrors, awsSource).length === 0) {
    notRunWithRealTerraform("the provider of AWS can't be had");
    return;
  }
  if (!answers("moto_server", "--help")) {
    process.stderr.write("not compared: moto_server is not installed\n");
    return;
  }
  const port = await freePort();
  const address = `http://127.0.0.1:${String(port)}`;
  const emulator = spawn("moto_server", ["-H", "127.0.0.1", "-p", String(port)], { stdio: "ignore", detached: true });
  try {
    await untilItAnswers(address);
    const home = freshFolder();
    const cliConfig = join(home, "terraform.rc");
    writeFileSync(cliConfig, fromMirrors(mirrors));
    const env = {
      ...terraformEnvironment(process.env, { home, cliConfig, network: false }),
      AWS_ENDPOINT_URL: address,
      AWS_ACCESS_KEY_ID: "rehearsal",
      AWS_SECRET_ACCESS_KEY: "rehearsal",
    };
    const differences = names.flatMap((name) => {
      const [real, twin] = [copyOf(name), copyOf(name)];
      const run = (...args: readonly string[]): Ended => {
        const { status, stdout, stderr } = spawnSync(terraform, args, { cwd: real, env, encoding: "utf8", maxBuffer: 2 ** 27 });
        return { code: status, out: stdout, err: stderr };
      };
      expect(run("init", "-input=false").code).toBe(0);
      expect(run("plan", "-input=false", "-out=plan")).toMatchObject({ code: 0, err: "" });
      byTwins(twin, "init", "-input=false");
      byTwins(twin, "plan", "-input=false", "-out=plan");
      return differencesOfPlans(planOf(run("show", "-json", "plan")), planOf(byTwins(twin, "show", "-json", "plan"))).map(
        (line) => `${name}: ${line}`,
      );
    });
    const places = [...new Set(differences.map((line) => /: (aws_\w+ \w+): /.exec(line)?.[1] ?? line))].sort();
    process.stderr.write(`twins' plans differ from the real provider's in: ${places.join(", ")}\n`);
    expect(places).toEqual([...known].sort());
  } finally {
    process.kill(-(emulator.pid ?? 0), "SIGKILL");
  }
});
