import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { EstateError } from "../../modules/core/errors";
import { terraformEnvironment } from "../terraform/environment";

/** What a command may see of the caller's settings: how Terraform works, never with whose credentials. */
const settings = /^(TF_VAR_.*|TF_CLI_ARGS.*|TF_LOG.*|TF_DATA_DIR|TF_WORKSPACE|TF_PLUGIN_CACHE_DIR|TERM|COLORTERM|NO_COLOR|CI|TZ)$/;

/** The environment of a command that a person runs against twins. */
export const commandEnvironment = (from: Readonly<Record<string, string | undefined>>, home: string): Readonly<Record<string, string>> => {
  const configured = from["TF_CLI_CONFIG_FILE"];
  const cliConfig = configured !== undefined && existsSync(configured) ? configured : undefined;
  const {
    TF_INPUT: _input,
    TF_IN_AUTOMATION: _automation,
    TF_CLI_CONFIG_FILE: _config,
    ...base
  } = terraformEnvironment(from, {
    home,
    cliConfig: cliConfig ?? join(home, "none.tfrc"),
    network: true,
  });
  const own = Object.entries(from).filter((entry): entry is [string, string] => settings.test(entry[0]) && entry[1] !== undefined);
  return { ...base, ...Object.fromEntries(own), ...(cliConfig === undefined ? {} : { TF_CLI_CONFIG_FILE: cliConfig }) };
};

/** Where a command runs. */
export interface ForegroundPlace {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** What shells add to a signal's number. */
const signalNumbers: Readonly<Record<string, number>> = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

/**
 * Runs a command with the caller's terminal, and returns its exit code. A key press that interrupts reaches it by itself;
 * other signals are handed on. It ends before this function does.
 *
 * @throws EstateError ProgramMissing
 */
export const runInForeground = (program: string, args: readonly string[], { cwd, env }: ForegroundPlace): Promise<number> =>
  new Promise((succeed, fail) => {
    const child = spawn(program, args, { cwd, env, stdio: "inherit" });
    const handOn = (signal: NodeJS.Signals): void => {
      if (signal !== "SIGINT") child.kill(signal);
    };
    const names = Object.keys(signalNumbers) as NodeJS.Signals[];
    for (const name of names) process.on(name, handOn);
    const done = (): void => names.forEach((name) => process.off(name, handOn));
    child.once("error", () => {
      done();
      fail(
        new EstateError([
          { code: "ProgramMissing", place: program, rule: "the program must be installed", fix: "install it, or name it with its folder" },
        ]),
      );
    });
    child.once("exit", (code, signal) => {
      done();
      succeed(code ?? 128 + (signalNumbers[signal ?? ""] ?? 9));
    });
  });
