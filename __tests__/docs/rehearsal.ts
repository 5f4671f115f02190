import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { connect, createServer, type AddressInfo } from "node:net";
import { delimiter, dirname, join } from "node:path";
import { awsSource } from "../../tools/terraform/requirements";
import { terraformEnvironment } from "../../tools/terraform/environment";
import { fromMirrors } from "../../tools/terraform/installation";
import { findMirrors, mirrorVariable, versionsIn } from "../../tools/terraform/mirror";
import { terraformVariable } from "../../tools/terraform/program";
import { projectFiles, projectRoot } from "../rules/repository";
import { freshFolder } from "../support/folders";

/** The account of the stacks that documents name: the emulator is that account. */
export const rehearsedAccount = "111122223333";

/**
 * What the emulator can't do, so that another resource stands in its place:
 * the lifecycle is never reported as applied; denials of a bucket policy are read without their conditions; the account's
 * public access block is called at a host of its own; and token preferences are unknown to it.
 */
const beyondEmulator = [
  "aws_iam_security_token_service_preferences",
  "aws_s3_account_public_access_block",
  "aws_s3_bucket_lifecycle_configuration",
  "aws_s3_bucket_policy",
];

/** What a rehearsal has at hand. */
export interface Means {
  /** The Terraform program, or `undefined`. */
  readonly terraform: string | undefined;
  /** Folders with providers, the one of AWS among them; empty where there is none. */
  readonly mirrors: readonly string[];
  /** The program that simulates AWS, or `undefined`. */
  readonly emulator: string | undefined;
}

const answers = (program: string, argument: string): boolean => spawnSync(program, [argument], { stdio: "ignore" }).status === 0;

/** Looks for what a rehearsal can use. */
export const findMeans = (): Means => {
  const terraform = process.env[terraformVariable] ?? "terraform";
  const mirrors = findMirrors(process.env[mirrorVariable]);
  return {
    terraform: answers(terraform, "version") ? terraform : undefined,
    mirrors: versionsIn(mirrors, awsSource).length > 0 ? mirrors : [],
    emulator: answers("moto_server", "--help") ? "moto_server" : undefined,
  };
};

/** Whether stacks run as they are, against the emulator; otherwise a small stack without a provider stands for each. */
export const isFaithful = ({ mirrors, emulator }: Means): boolean => mirrors.length > 0 && emulator !== undefined;

/** A copy of the project with installed packages of its own, so that no run here touches what the project keeps. */
export const copyOfProject = (): string => {
  const folder = join(freshFolder(), "project");
  for (const file of projectFiles.filter((one) => !one.startsWith(".git"))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(projectRoot, file), join(folder, file), { preserveTimestamps: true });
  }
  mkdirSync(join(folder, "node_modules"));
  for (const name of readdirSync(join(projectRoot, "node_modules")).filter((one) => one !== ".cache")) {
    symlinkSync(join(projectRoot, "node_modules", name), join(folder, "node_modules", name));
  }
  return folder;
};

/**
 * What stands before the real Terraform: it makes the stack of the current folder one that can run here. The command in
 * the document stays as it is.
 */
const shim = (means: Means): string => `
const { existsSync, readFileSync, writeFileSync } = require("node:fs");
const faithful = ${String(isFaithful(means))};
const beyond = ${JSON.stringify(beyondEmulator)};
const file = "cdk.tf.json";
if (existsSync(file)) {
  let stack = JSON.parse(readFileSync(file, "utf8"));
  const standIn = (type) => {
    const names = Object.keys(stack.resource[type] ?? {});
    delete stack.resource[type];
    stack = JSON.parse(JSON.stringify(stack).replaceAll(type + ".", "terraform_data."));
    stack.resource.terraform_data = { ...stack.resource.terraform_data, ...Object.fromEntries(names.map((name) => [name, {}])) };
  };
  if (faithful) {
    beyond.filter((type) => type in stack.resource).forEach(standIn);
    // The pin gives way to the version that is at hand.
    for (const provider of Object.values(stack.terraform.required_providers ?? {})) delete provider.version;
  } else if (stack.provider !== undefined) {
    const key = stack.terraform.backend.s3?.key;
    const backend = key === undefined ? stack.terraform.backend : { local: { path: "../../../bucket/" + key } };
    stack = { terraform: { required_version: stack.terraform.required_version, backend }, resource: { terraform_data: { thing: {} } } };
  }
  writeFileSync(file, JSON.stringify(stack));
}
`;

/** Where blocks are run. */
export interface Stage {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** Ends what was started for it. */
  readonly close: () => Promise<void>;
}

/** A copy of the project, an environment without credentials, the shim, and the emulator where stacks run as they are. */
export const openStage = async (means: Means): Promise<Stage> => {
  const folder = copyOfProject();
  const beside = dirname(folder);
  const [home, bin] = [join(beside, "home"), join(beside, "bin")];
  mkdirSync(home);
  mkdirSync(bin);
  const cliConfig = join(beside, "terraform.rc");
  writeFileSync(cliConfig, fromMirrors(means.mirrors));
  writeFileSync(join(bin, "prepare.js"), shim(means));
  const program = means.terraform === undefined || means.terraform.includes("/") ? means.terraform : pathOf(means.terraform);
  if (program !== undefined) {
    writeFileSync(join(bin, "terraform"), `#!/bin/sh\nset -e\n"${process.execPath}" "${bin}/prepare.js"\nexec "${program}" "$@"\n`);
    chmodSync(join(bin, "terraform"), 0o755);
  }
  const emulator = isFaithful(means) ? await startEmulator(means.emulator ?? "", beside) : undefined;
  const { TF_INPUT: _, ...base } = terraformEnvironment(process.env, { home, cliConfig, network: true });
  const env = {
    ...base,
    PATH: [bin, process.env["PATH"] ?? ""].join(delimiter),
    DISABLE_VERSION_CHECK: "1",
    // The project's own commands meet the real one: they work on copies that nothing has to make fit.
    ...(program === undefined ? {} : { [terraformVariable]: program }),
    ...(process.env[mirrorVariable] === undefined ? {} : { [mirrorVariable]: process.env[mirrorVariable] }),
    AWS_ACCESS_KEY_ID: "rehearsal",
    AWS_SECRET_ACCESS_KEY: "rehearsal",
    AWS_MAX_ATTEMPTS: "5",
    TF_CLI_ARGS_apply: "-parallelism=4",
    ...(emulator === undefined ? {} : { AWS_ENDPOINT_URL: emulator.address }),
  };
  return { folder, env, close: async () => emulator?.stop() };
};

const pathOf = (program: string): string => spawnSync("which", [program], { encoding: "utf8" }).stdout.trim();

/** How a text ended. */
export interface Ran {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a text as bash would, with every question answered by yes. */
export const runText = (text: string, { folder, env }: Stage): Promise<Ran> =>
  new Promise((resolve, reject) => {
    // Its input is a socket, for which bash would otherwise read the settings of interactive shells.
    const child = spawn("bash", ["--norc", "--noprofile", "-euo", "pipefail", "-c", text], { cwd: folder, env });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (part: string) => (output += part));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
    // Nobody has to read all the answers.
    child.stdin.on("error", () => undefined);
    child.stdin.end("yes\n".repeat(15_000));
  });

interface Emulator {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

const startEmulator = async (program: string, folder: string): Promise<Emulator> => {
  const port = await freePort();
  const child = spawn(program, ["-H", "127.0.0.1", "-p", String(port)], {
    cwd: folder,
    env: { ...process.env, MOTO_ACCOUNT_ID: rehearsedAccount, MOTO_IAM_LOAD_MANAGED_POLICIES: "true" },
    stdio: "ignore",
    detached: true,
  });
  const stop = (): Promise<void> => endGroup(child);
  try {
    await untilItListens(port, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { address: `http://127.0.0.1:${String(port)}`, stop };
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

const untilItListens = async (port: number, child: ChildProcess): Promise<void> => {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`the emulator ended with ${String(child.exitCode)}`);
    if (await listens(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("the emulator does not listen");
};

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });

/** Ends a program with all that it started, and waits until it is gone. */
const endGroup = async ({ pid }: ChildProcess): Promise<void> => {
  if (pid === undefined) return;
  for (let attempt = 0; attempt < 100; attempt += 1) {
    try {
      process.kill(-pid, attempt === 50 ? "SIGKILL" : attempt === 0 ? "SIGTERM" : 0);
    } catch {
      return; // Nothing of it is left.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};
