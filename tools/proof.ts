import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { estate } from "../environments";
import { synthesizeEstate } from "../main";
import { readOptions, runCommand } from "./command";
import { lossLines, summaryLine, type RehearsalReport } from "./rehearse/report";
import { stepFigures } from "./rehearse/steps";

const help = `npm run proof [-- --out FILE]: runs everything at full size and writes what came out, with its date

  --out FILE   where the proof goes (default: proof.json)`;

/** How large the samples of the tests are in a proof; `npm test` takes smaller ones. */
const fullSize = {
  ESTATE_SPAWNS: "1000",
  ESTATE_BROKEN: "10000",
  ESTATE_CASES: "500",
  ESTATE_SHUFFLES: "100",
  ESTATE_EMULATOR: "full",
  ESTATE_CATALOGUE: "full",
  ESTATE_HCL: "full",
  ESTATE_MODULES: "full",
} as const;

/** One part of the proof: a command, and the JSON that it left. */
interface Part {
  readonly code: number | null;
  readonly seconds: number;
  readonly result: unknown;
}

interface JestResult {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly { readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[] }[];
}

/** Runs the verb with the arguments after its name. */
export const run = (args: readonly string[]): Promise<void> =>
  runCommand(() => {
    const { out = "proof.json" } = readOptions("proof", help, args, { out: { type: "string" } });
    const folder = mkdtempSync(join(tmpdir(), "estate-proof-"));
    try {
      const { stacks, verdict } = synthesizeEstate();
      const tests = part("tests", folder, ["node_modules/jest/bin/jest.js", "--silent", "--json", "--outputFile"], fullSize);
      const parts = {
        validate: part("validate", folder, ["tools/run.mjs", "validate", "--json"]),
        plan: part("plan", folder, ["tools/run.mjs", "plan-offline", "--json"]),
        // Every stack from nothing and back, and every plan out of HCL beside the one out of JSON.
        rehearse: inWords(part("rehearse", folder, ["tools/run.mjs", "rehearse", "--report"])),
        hcl: inWords(part("hcl", folder, ["tools/run.mjs", "rehearse", "--hcl", "--until", "plan", "--report"])),
        bench: part("bench", folder, ["tools/run.mjs", "bench", "--json"]),
        // Every environment from phase to phase and back, with each stack applied: a result of many pages, of which the figures stay.
        steps: inFigures(part("steps", folder, ["tools/run.mjs", "rehearse", "--steps", "--report"])),
      };
      const proof = {
        date: new Date().toISOString(),
        commit: commit(),
        node: process.version,
        estate: {
          stacks: stacks.length,
          resources: stacks.reduce((sum, { resources }) => sum + Object.values(resources).reduce((all, count) => all + count, 0), 0),
          residencyExceptions: [...new Set(verdict.exceptions.map(({ exception }) => exception))].sort(),
        },
        tests: { ...tests, samples: fullSize, result: summary(tests.result as JestResult | undefined) },
        ...parts,
      };
      writeFileSync(out, `${JSON.stringify(proof, undefined, 2)}\n`);
      const failed = [tests, ...Object.values(parts)].filter(({ code }) => code !== 0).length;
      console.log(
        `${out}: ${failed === 0 ? "everything holds" : `${String(failed)} of ${String(1 + Object.keys(parts).length)} parts failed`}`,
      );
      process.exitCode = failed === 0 ? 0 : 1;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

const part = (name: string, folder: string, command: readonly string[], env: Readonly<Record<string, string>> = {}): Part => {
  const file = join(folder, `${name}.json`);
  console.log(`proof: ${name}`);
  const start = performance.now();
  const { status } = spawnSync(process.execPath, [...command, file], { stdio: "inherit", env: { ...process.env, ...env } });
  return { code: status, seconds: Math.round((performance.now() - start) / 100) / 10, result: readJson(file) };
};

const inWords = ({ result, ...rest }: Part): Part => {
  const report = result as RehearsalReport | undefined;
  return { ...rest, result: report && { failures: report.failures, summary: summaryLine(report), losses: lossLines(report) } };
};

const inFigures = ({ result, ...rest }: Part): Part => {
  const report = result as RehearsalReport | undefined;
  const environments = estate.environments.map(({ name }) => name);
  return { ...rest, result: report && { failures: report.failures, environments: stepFigures(report, environments) } };
};

const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
};

const summary = (result: JestResult | undefined): unknown =>
  result === undefined
    ? "no result"
    : {
        passed: result.numPassedTests,
        failed: result.numFailedTests,
        skipped: result.numPendingTests,
        failures: result.testResults
          .flatMap(({ assertionResults }) => assertionResults)
          .filter(({ status }) => status === "failed")
          .map(({ fullName }) => fullName),
      };

const commit = (): string => {
  const { status, stdout } = spawnSync("git", ["rev-parse", "HEAD"], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : "unknown";
};
