import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readManifest } from "../regions/output";
import { EstateError } from "../modules/core/errors";
import { benchCases, caseNames, outputFolder, referenceFolder, type BenchCase, type CaseName } from "./bench/cases";
import { differences } from "./bench/difference";
import { measure, type Measurement, type MeasuringPlace } from "./bench/measure";
import { caseResult, resultTable, targets, targetTable, type CaseResult } from "./bench/report";
import { listOption, oneOfOption, readOptions, runCommand } from "./command";

const help = `npm run bench [-- options]: measures a full synthesis in whole processes, against the stock way and the floor, and a rehearsal

  --runs N      how often each case is measured, after one run to warm up (default: 5)
  --only CASE   only these cases: ${caseNames.join(", ")} (may be repeated)
  --json FILE   where the figures go (default: bench.json)`;

/** Runs the verb with the arguments after its name. */
export const run = (args: readonly string[]): Promise<void> =>
  runCommand(() => {
    const options = readOptions("bench", help, args, {
      runs: { type: "string" },
      only: { type: "string", multiple: true },
      json: { type: "string" },
    });
    const runs = runsOption(options.runs ?? "5");
    const only = listOption(options.only).map((name) => oneOfOption("only", name, caseNames));
    const file = options.json ?? "bench.json";
    const scratch = mkdtempSync(join(tmpdir(), "estate-bench-"));
    try {
      const place = { root: dirname(__dirname), scratch };
      const cases = benchCases(place).filter(({ name }) => only.length === 0 || only.includes(name));
      const report = bench(place, cases, runs);
      writeFileSync(file, `${JSON.stringify(report, undefined, 2)}\n`);
      print(report);
      console.log(`\n${file} written`);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  });

const runsOption = (text: string): number => {
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  const problem = { code: "UnknownOption", place: "--runs", rule: "the value must be 1 to 999", value: text, fix: "use 5" } as const;
  throw new EstateError([problem]);
};

/** What `npm run bench` writes. Times are in milliseconds, memory in MiB. */
interface BenchReport {
  readonly date: string;
  readonly machine: { readonly node: string; readonly system: string; readonly processor: string; readonly parallel: number };
  readonly estate: { readonly stacks: number; readonly resources: number; readonly bytes: number };
  readonly cases: readonly CaseResult[];
  readonly targets: ReturnType<typeof targets>;
  /** In what the stock output differs from ours; absent where the stock way was not measured. */
  readonly stockDifferences?: readonly string[];
  /** Cases that could not be measured, with the last words of the run that failed. */
  readonly failed: Readonly<Partial<Record<CaseName, string>>>;
}

const bench = (place: MeasuringPlace, cases: readonly BenchCase[], runs: number): BenchReport => {
  const estate = writeReference(place);
  const measurements = new Map<CaseName, Measurement[]>(cases.map(({ name }) => [name, []]));
  const failed: Partial<Record<CaseName, string>> = {};
  // One case after the other, again and again, each time from another one on: what disturbs the machine for a while, and
  // what one case leaves to the next, disturbs all cases alike.
  for (let round = 0; round <= runs; round += 1) {
    const first = round % cases.length;
    for (const one of [...cases.slice(first), ...cases.slice(0, first)]) {
      if (failed[one.name] !== undefined || isDone(one, round)) continue;
      one.prepare();
      const measured = measure(one, place);
      if ("failure" in measured) failed[one.name] = measured.failure;
      // The first round warms up the kept bundles and the disk's cache.
      else if (round > 0) measurements.get(one.name)?.push(measured);
    }
    if (runs > 1) console.error(round === 0 ? "warmed up" : `round ${String(round)} of ${String(runs)}`);
  }
  const results = cases
    .filter(({ name }) => failed[name] === undefined)
    .map(({ name, summary }) => caseResult(name, summary, measurements.get(name) ?? [], estate.stacks));
  const hasStock = results.some(({ name }) => name === "stock");
  return {
    date: new Date().toISOString(),
    machine: {
      node: process.version,
      system: `${process.platform} ${process.arch}`,
      processor: cpus()[0]?.model ?? "unknown",
      parallel: availableParallelism(),
    },
    estate,
    cases: results,
    targets: targets(results),
    ...(hasStock ? { stockDifferences: differences(referenceFolder(place), outputFolder(place, "stock")) } : {}),
    failed,
  };
};

const isDone = ({ mostRuns }: BenchCase, round: number): boolean => mostRuns !== undefined && (round === 0 || round > mostRuns);

/** Writes the output that the floor copies, and that the stock way's is compared with. */
const writeReference = (place: MeasuringPlace): BenchReport["estate"] => {
  const reference = referenceFolder(place);
  const args = ["tools/run.mjs", "synth", "--quiet", "--out", reference];
  const written = measure({ command: process.execPath, args }, place);
  if ("failure" in written) throw new Error(`the synthesis itself fails: ${written.failure}`);
  const { stacks } = readManifest(reference);
  const files = readdirSync(reference, { recursive: true, encoding: "utf8" }).map((path) => statSync(join(reference, path)));
  return {
    stacks: stacks.length,
    resources: stacks.flatMap(({ resources }) => Object.values(resources)).reduce((sum, count) => sum + count, 0),
    bytes: files.filter((file) => file.isFile()).reduce((sum, { size }) => sum + size, 0),
  };
};

const print = ({ estate, machine, cases, targets: rows, stockDifferences, failed }: BenchReport): void => {
  const { stacks, resources, bytes } = estate;
  console.log(`${String(stacks)} stacks, ${String(resources)} resources, ${(bytes / 2 ** 20).toFixed(1)} MiB of JSON`);
  console.log(`node ${machine.node}, ${machine.system}, ${String(machine.parallel)} × ${machine.processor}\n`);
  console.log(resultTable(cases));
  if (rows.length > 0) console.log(`\n${targetTable(rows)}`);
  for (const [name, words] of Object.entries(failed)) console.log(`\n${name} could not be measured: ${words}`);
  if (stockDifferences === undefined) return;
  if (stockDifferences.length === 0) console.log(`\nthe stock way makes the same ${String(stacks)} stacks`);
  for (const difference of stockDifferences) console.log(`stock and ours differ: ${difference}`);
};
