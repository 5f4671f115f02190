import { spawnSync } from "node:child_process";

/** What a command printed, and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a verb of the program as npm does, without npm's own start. */
export const runVerb = (verb: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Ended => {
  const { CDKTF_OUTDIR: _, ...inherited } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["tools/run.mjs", verb, ...args], {
    encoding: "utf8",
    env: { ...inherited, ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: status, out: stdout, err: stderr };
};

/** Whether a text shows a stack trace. */
export const showsTrace = (text: string): boolean => /^\s+at .+[:(]\d+/m.test(text);
