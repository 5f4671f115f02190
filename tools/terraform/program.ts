import { spawn, type ChildProcess } from "node:child_process";
import { resolve } from "node:path";
import { EstateError } from "../../modules/core/errors";

/** Names the Terraform program, where it is not `terraform` on the PATH. */
export const terraformVariable = "ESTATE_TERRAFORM";

/** A Terraform that answered. */
export interface Terraform {
  readonly file: string;
  readonly version: string;
}

/** How a run of a program ended. */
export interface RunResult {
  /** The exit code; `undefined` where the program was ended by a signal or by its time limit. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

/** Where and how a program runs. */
export interface RunPlace {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Seconds after which it is ended. */
  readonly limitSeconds: number;
}

const running = new Set<ChildProcess>();

/** Called with the process id of a program that has started; what it returns is called when the program has ended. */
export type ProgramWatcher = (pid: number) => () => void;

let watcher: ProgramWatcher | undefined;

/** Tells `watch` of every program from now on. Returns what ends that. */
export const watchPrograms = (watch: ProgramWatcher): (() => void) => {
  watcher = watch;
  return () => (watcher = undefined);
};

/**
 * Runs a program in a process group of its own, so that {@link endPrograms} reaches the providers that it starts too.
 *
 * @throws the system's error where it cannot be started.
 */
export const runProgram = (file: string, args: readonly string[], { cwd, env, limitSeconds }: RunPlace): Promise<RunResult> =>
  new Promise((succeed, fail) => {
    const start = performance.now();
    const child = spawn(file, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: process.platform !== "win32" });
    const ended = child.pid === undefined ? undefined : watcher?.(child.pid);
    const output = { stdout: "", stderr: "" };
    const timer = setTimeout(() => {
      output.stderr += `\nended after ${String(limitSeconds)} seconds without an answer`;
      end(child);
    }, limitSeconds * 1000);
    running.add(child);
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].setEncoding("utf8");
      child[stream].on("data", (text: string) => (output[stream] += text));
    }
    child.once("error", (error) => {
      clearTimeout(timer);
      running.delete(child);
      ended?.();
      fail(error);
    });
    child.once("close", (code) => {
      clearTimeout(timer);
      running.delete(child);
      ended?.();
      succeed({ code: code ?? undefined, ...output, seconds: (performance.now() - start) / 1000 });
    });
  });

/** Ends every program that still runs, with what it started. They hold no state, so none is given time. */
export const endPrograms = (): void => running.forEach(end);

const end = (child: ChildProcess): void => {
  try {
    if (child.pid === undefined || process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has just ended by itself.
  }
};

/**
 * Finds Terraform: `named`, else the variable's, else `terraform` on the PATH; and asks for its version.
 *
 * @throws EstateError TerraformMissing
 */
export const findTerraform = async (named: string | undefined, place: RunPlace): Promise<Terraform> => {
  const wanted = named ?? process.env[terraformVariable] ?? "terraform";
  const file = /[\\/]/.test(wanted) ? resolve(wanted) : wanted;
  const answer = await runProgram(file, ["version", "-json"], place).catch((error: unknown) => String(error));
  const version = typeof answer === "string" ? undefined : versionIn(answer);
  if (version !== undefined) return { file, version };
  const value = typeof answer === "string" ? undefined : (answer.stderr.trim() || answer.stdout.trim()).split("\n")[0];
  throw new EstateError([
    {
      code: "TerraformMissing",
      place: wanted,
      rule: "Terraform must be installed, and must tell its version",
      ...(value === undefined ? {} : { value }),
      fix: `install Terraform, or name its program with --terraform or ${terraformVariable}: the program itself, not a version manager's stand-in`,
    },
  ]);
};

const versionIn = ({ code, stdout }: RunResult): string | undefined => {
  if (code !== 0) return undefined;
  try {
    const version = (JSON.parse(stdout) as Readonly<Record<string, unknown>>)["terraform_version"];
    return typeof version === "string" ? version : undefined;
  } catch {
    return undefined;
  }
};
