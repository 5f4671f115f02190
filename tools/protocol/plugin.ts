import { spawn, type ChildProcess } from "node:child_process";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { EstateError } from "../../modules/core/errors";
import { terraformEnvironment } from "../terraform/environment";
import type { ProtocolVersion } from "./messages";

/** How a provider's program is started. */
export interface PluginOptions {
  /** Environment variables besides those that any program needs to start. Nothing else of the caller's is passed on, and
   * no network is reached unless they say so. */
  readonly env?: Readonly<Record<string, string>>;
  /** Seconds that it may take to say where it listens; 60 if not given. */
  readonly startSeconds?: number;
}

/** A program that told where it listens. */
export interface Plugin {
  readonly pid: number;
  readonly protocol: ProtocolVersion;
  /** For gRPC: `127.0.0.1:PORT`, or a socket, `unix:FILE`. */
  readonly target: string;
  hasEnded(): boolean;
  /** Why a question got no answer: that the program has ended, and its last words, or what was wrong with the call. */
  whyFailed(question: string, said: string): Promise<EstateError>;
  /** Gives it time to end by itself, then ends it. */
  end(seconds: number): Promise<void>;
}

/** Providers refuse to start without it: it says that they were not started by hand. */
const cookie = { TF_PLUGIN_MAGIC_COOKIE: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2" };

/** How much is kept of what a program says. */
const lastWords = 4000;

/** A crash is noticed by the connection a little before the process's end is known. */
const crashSeconds = 1;

/** Programs that run, each with the socket on which it listens, if it is one. */
const running = new Map<ChildProcess, string | undefined>();

/** Ends every provider's program that still runs, at once: for the end of the program that started them. */
export const endProviders = (): void =>
  running.forEach((socket, child) => {
    child.kill("SIGKILL");
    removeSocket(socket);
  });

/**
 * Ends a program once this process is gone, however it went: the pipe to the watch then ends too. Ctrl-C and the signals
 * to this process's group don't reach the watch.
 */
const watch = (pid: number | undefined): ChildProcess | undefined => {
  if (pid === undefined || process.platform === "win32") return undefined;
  const watcher = spawn("/bin/sh", ["-c", `read -r _; kill -9 ${String(pid)}`], { stdio: ["pipe", "ignore", "ignore"], detached: true });
  // Without a shell, what ends this program in an orderly way still ends the other.
  watcher.once("error", () => undefined);
  watcher.unref();
  return watcher;
};

const removeSocket = (file: string | undefined): void => {
  if (file !== undefined) rmSync(file, { force: true });
};

/**
 * Starts a provider's program and waits until it tells where it listens.
 *
 * @throws EstateError ProviderFailed
 */
export const startPlugin = async (file: string, { env = {}, startSeconds = 60 }: PluginOptions): Promise<Plugin> => {
  const child = spawn(file, [], { env: pluginEnvironment(env), stdio: ["ignore", "pipe", "pipe"] });
  if (running.size === 0) process.once("exit", endProviders);
  const watcher = watch(child.pid);
  running.set(child, undefined);
  let said = "";
  let ended: string | undefined;
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said = (said + text).slice(-lastWords)));
  const end = new Promise<void>((succeed) => {
    const note = (how: string): void => {
      ended ??= how;
      watcher?.kill("SIGKILL");
      removeSocket(running.get(child));
      running.delete(child);
      if (running.size === 0) process.off("exit", endProviders);
      succeed();
    };
    child.once("error", (error) => note(error.message));
    child.once("close", (code, signal) => note(code === null ? `ended by ${String(signal)}` : `exit code ${String(code)}`));
  });
  const failure = (question: string, otherwise: string): EstateError => providerFailed(file, question, ended ?? otherwise, said);
  const line = await Promise.race([firstLine(child), end, wait(startSeconds * 1000, undefined, { ref: false })]);
  const handshake = line === undefined ? undefined : readHandshake(line);
  if (handshake === undefined) {
    if (ended === undefined) child.kill("SIGKILL");
    throw failure("start", line === undefined ? `no word after ${String(startSeconds)} seconds` : `'${line.slice(0, 200)}'`);
  }
  if (ended === undefined) running.set(child, handshake.socket);
  return {
    ...handshake,
    pid: child.pid ?? 0,
    hasEnded: () => ended !== undefined,
    whyFailed: async (question, otherwise) => {
      await Promise.race([end, wait(crashSeconds * 1000, undefined, { ref: false })]);
      return failure(question, otherwise);
    },
    end: async (seconds) => {
      await Promise.race([end, wait(seconds * 1000, undefined, { ref: false })]);
      child.kill("SIGKILL");
      await end;
    },
  };
};

/** A folder that is not there: no file with credentials is found. */
const noHome = join(tmpdir(), "estate-no-home");

const pluginEnvironment = (env: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  ...terraformEnvironment(process.env, { home: noHome, cliConfig: join(noHome, "none"), network: false }),
  ...cookie,
  PLUGIN_PROTOCOL_VERSIONS: "5,6",
  PLUGIN_MIN_PORT: "10000",
  PLUGIN_MAX_PORT: "25000",
  ...env,
});

const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((succeed) => {
    if (child.stdout !== null) createInterface(child.stdout).once("line", succeed);
  });

/** Reads `1|6|tcp|127.0.0.1:1234|grpc`: form, protocol, network, address, how it is spoken. */
const readHandshake = (line: string): (Pick<Plugin, "protocol" | "target"> & { readonly socket?: string }) | undefined => {
  const [form, version, network, address, spoken] = line.trim().split("|");
  const protocol = version === "5" ? 5 : version === "6" ? 6 : undefined;
  if (form !== "1" || protocol === undefined || address === undefined || address === "" || spoken !== "grpc") return undefined;
  if (network !== "tcp" && network !== "unix") return undefined;
  return network === "unix" ? { protocol, target: `unix:${address}`, socket: address } : { protocol, target: address };
};

const providerFailed = (file: string, question: string, how: string, said: string): EstateError => {
  const words = said.trim().split("\n").slice(-5).join(" | ");
  return new EstateError([
    {
      code: "ProviderFailed",
      place: `${basename(file)}, ${question}`,
      rule: "a provider's program must start, speak Terraform's plugin protocol, and answer",
      value: words === "" ? how : `${how}: ${words}`,
      fix: "run Terraform with it, or take another version of it",
    },
  ]);
};
