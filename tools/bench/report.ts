import { formatTable } from "../table";
import type { CaseName } from "./cases";
import type { Measurement } from "./measure";

/** The middle, the least and the most of several runs. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** What the runs of one case took. */
export interface CaseResult {
  readonly name: CaseName;
  readonly summary: string;
  readonly runs: number;
  readonly wallMs: Spread;
  readonly cpuMs: Spread;
  readonly peakMb: Spread;
  /** How many stacks were made. */
  readonly stacks: number;
  /** From the start of the program's own work to its end, where the program says it. */
  readonly workMs?: Spread;
}

/** What is wanted of the figures, and what they are. */
export interface Target {
  readonly name: string;
  readonly atMost: number;
  readonly got: number;
  readonly isMet: boolean;
}

/** Median, least and most. The median of an even number is the mean of the two in the middle. */
export const spread = (values: readonly number[]): Spread => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  const upper = Math.floor(sorted.length / 2);
  return { median: sorted.length % 2 === 1 ? at(upper) : (at(upper - 1) + at(upper)) / 2, min: at(0), max: at(sorted.length - 1) };
};

/** Sums up the runs of a case; `stacks` where the program does not say itself how many it made. */
export const caseResult = (name: CaseName, summary: string, measurements: readonly Measurement[], stacks: number): CaseResult => {
  const said = measurements.map(({ stdout }) => workOf(stdout));
  const works = said.flatMap((one) => (one === undefined ? [] : [one.workMs]));
  return {
    name,
    summary,
    runs: measurements.length,
    wallMs: spread(measurements.map(({ wallMs }) => wallMs)),
    cpuMs: spread(measurements.map(({ cpuMs }) => cpuMs)),
    peakMb: spread(measurements.map(({ peakMb }) => peakMb)),
    stacks: said[0]?.stacks ?? stacks,
    ...(works.length === 0 ? {} : { workMs: spread(works) }),
  };
};

const workOf = (stdout: string): { readonly stacks: number; readonly workMs: number } | undefined =>
  /^\{"stacks":\d+,"workMs":[\d.]+\}$/m.test(stdout) ? (JSON.parse(stdout) as { stacks: number; workMs: number }) : undefined;

/** Holds the medians against what is wanted of them. A target whose cases were not measured is left out. */
export const targets = (results: readonly CaseResult[]): readonly Target[] => {
  const of = (name: CaseName): CaseResult | undefined => results.find((result) => result.name === name);
  const [ours, stock, floor, once, most] = [of("ours"), of("stock"), of("floor"), of("1x"), of("16x")];
  const ratio = (a: number | undefined, b: number | undefined): number | undefined =>
    a === undefined || b === undefined ? undefined : a / b;
  const perStack = (result: CaseResult | undefined, part: "wallMs" | "workMs"): number | undefined =>
    ratio(result?.[part]?.median, result?.stacks);
  const rows: readonly (readonly [string, number, number | undefined])[] = [
    ["wall time, ours / stock", 0.2, ratio(ours?.wallMs.median, stock?.wallMs.median)],
    ["wall time, ours / floor", 6, ratio(ours?.wallMs.median, floor?.wallMs.median)],
    // 300 MB.
    ["peak memory of ours, MiB", 286, ours?.peakMb.median],
    ["wall time a stack, 16x / 1x", 1.2, ratio(perStack(most, "wallMs"), perStack(once, "wallMs"))],
    ["work a stack, 16x / 1x", 1.2, ratio(perStack(most, "workMs"), perStack(once, "workMs"))],
    ["rehearsal until plan, s a stack", 1.5, ratio(perStack(of("rehearse-plan"), "wallMs"), 1000)],
    ["whole rehearsal, s a stack", 4, ratio(perStack(of("rehearse"), "wallMs"), 1000)],
  ];
  return rows.flatMap(([name, atMost, got]) => (got === undefined ? [] : [{ name, atMost, got, isMet: got <= atMost }]));
};

/** The figures as people read them. */
export const resultTable = (results: readonly CaseResult[]): string =>
  formatTable(
    ["case", "wall s", "min", "max", "cpu s", "peak MiB", "stacks", "wall ms a stack", "work ms a stack", "what"],
    results.map(({ name, summary, wallMs, cpuMs, peakMb, stacks, workMs }) => [
      name,
      ...[wallMs.median, wallMs.min, wallMs.max, cpuMs.median].map((ms) => (ms / 1000).toFixed(2)),
      peakMb.median.toFixed(0),
      String(stacks),
      (wallMs.median / stacks).toFixed(1),
      workMs === undefined ? "" : (workMs.median / stacks).toFixed(1),
      summary,
    ]),
    [1, 2, 3, 4, 5, 6, 7, 8],
  );

/** The targets as people read them. */
export const targetTable = (rows: readonly Target[]): string =>
  formatTable(
    ["target", "at most", "got", "met"],
    rows.map(({ name, atMost, got, isMet }) => [name, String(atMost), got.toFixed(got < 10 ? 2 : 0), isMet ? "yes" : "no"]),
    [1, 2],
  );
