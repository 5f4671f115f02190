import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** A program that can be run. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
}

/** What one run of a program took. */
export interface Measurement {
  /** From the start of the first process to the end of the last, in milliseconds. */
  readonly wallMs: number;
  /** User and system time of every node process that it started, in milliseconds. Other programs are not counted. */
  readonly cpuMs: number;
  /** The most memory that one of its node processes held, in MiB. */
  readonly peakMb: number;
  /** What it printed. */
  readonly stdout: string;
}

/** A run that ended with an error, and its last words. */
export interface FailedRun {
  readonly failure: string;
}

/** How a run is measured. */
export interface MeasuringPlace {
  /** The project's folder: where programs run. */
  readonly root: string;
  /** A folder that the measurement may use as it likes. */
  readonly scratch: string;
}

interface Usage {
  readonly cpuMs: number;
  readonly peakMb: number;
}

/**
 * Runs a program to its end. Each node process of its tree reports its own usage when it ends (bench-usage.mjs), which
 * needs no other program and works on every system; loading the reporter costs each of them some milliseconds.
 */
export const measure = ({ command, args }: Program, { root, scratch }: MeasuringPlace): Measurement | FailedRun => {
  const usageFolder = join(scratch, "usage");
  rmSync(usageFolder, { recursive: true, force: true });
  mkdirSync(usageFolder, { recursive: true });
  // cdktf's variables would change where our synthesis writes.
  const { CDKTF_OUTDIR: _, NODE_OPTIONS: options = "", ...inherited } = process.env;
  const reporter = pathToFileURL(join(root, "tools/bench-usage.mjs")).href;
  const env = {
    ...inherited,
    NODE_OPTIONS: `${options} --import=${reporter}`.trim(),
    ESTATE_BENCH_USAGE: usageFolder,
    // cdktf's command looks for news of itself on the network, which says nothing about synthesis.
    CHECKPOINT_DISABLE: "1",
    DISABLE_VERSION_CHECK: "true",
  };
  const start = performance.now();
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    env,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  const wallMs = performance.now() - start;
  if (error !== undefined || status !== 0) return { failure: lastLine(error?.message ?? `${stdout}\n${stderr}`) };
  const usages = readdirSync(usageFolder).map((name) => JSON.parse(readFileSync(join(usageFolder, name), "utf8")) as Usage);
  return {
    wallMs,
    cpuMs: usages.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    peakMb: Math.max(...usages.map(({ peakMb }) => peakMb)),
    stdout,
  };
};

const lastLine = (text: string): string => text.trim().split("\n").at(-1)?.trim() ?? "";
