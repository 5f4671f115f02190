import { formatTable } from "../table";
import { noCounts, type Counts } from "./commands";
import type { Extent } from "./cycle";
import { failureText, type Failure } from "./failures";
import type { SiteLoss } from "./sites";
import type { LostResource, StackUpdate } from "./update";

/** What became of one stack. */
export interface StackReport extends Counts {
  readonly stack: string;
  readonly result: "passed" | "failed" | "not run";
  /** What it was run with: `twin`, `real aws 5.100.0`, or both. */
  readonly provider: string;
  /** The stacks for which it waits, where it was not run. */
  readonly needs: readonly string[];
  /** The resources whose destruction was refused before their protection was lifted. */
  readonly refused: readonly string[];
  readonly seconds: number;
}

/** What became of one change. */
export interface ChangeReport {
  /** As it was given: `production.phase=enterprise`. */
  readonly change: string;
  /** Whether it was tried: a change is not where one before it did not go through. */
  readonly tried: boolean;
  /** Whether it has to be refused, with every stateful resource that it would lose. */
  readonly isWayBack: boolean;
  readonly stacks: readonly StackUpdate[];
}

/** What a rehearsal came to. Written as JSON with `--report`. */
export interface RehearsalReport {
  readonly until: Extent;
  readonly terraform: string;
  readonly stacks: readonly StackReport[];
  readonly changes: readonly ChangeReport[];
  /** The loss of each site; none where nothing was planned. */
  readonly losses: readonly SiteLoss[];
  readonly failures: readonly Failure[];
  /** What a reader has to know of the run: stacks that were taken along, providers that were not there. */
  readonly notes: readonly string[];
  readonly seconds: number;
}

/** Stateful resources that a change would lose without having been allowed. A way back is there to be refused for them. */
export const lostOf = ({ changes }: RehearsalReport): readonly LostResource[] =>
  changes.flatMap(({ stacks, isWayBack }) => (isWayBack ? [] : stacks.flatMap(({ lost }) => lost))).filter(({ allowed }) => !allowed);

/** Whether everything went through, and something was run. */
export const isGood = (report: RehearsalReport): boolean =>
  report.failures.length === 0 &&
  lostOf(report).length === 0 &&
  report.stacks.every(({ result }) => result === "passed") &&
  // What is wrong with a way back is among the failures.
  report.changes.every(({ tried, stacks, isWayBack }) => tried && (isWayBack || stacks.every(isDone)));

/** Whether a change went through in a stack. */
export const isDone = ({ result }: StackUpdate): boolean => result === "applied" || result === "unchanged";

/** The table of all stacks. */
export const stackTable = ({ stacks }: RehearsalReport): string =>
  formatTable(
    ["stack", "add", "change", "replace", "destroy", "seconds", "provider", "result"],
    stacks.map(({ stack, seconds, provider, result, needs, ...counts }) => [
      stack,
      ...countCells(counts),
      seconds.toFixed(1),
      provider,
      needs.length === 0 ? result : `${result}: needs ${needs.join(", ")}`,
    ]),
    [1, 2, 3, 4, 5],
  );

const countCells = ({ add, change, replace, destroy }: Counts): readonly string[] => [add, change, replace, destroy].map(String);

/** What a change does, stack by stack; stacks that it leaves as they are make one line. */
export const changeText = ({ change, tried, stacks, isWayBack }: ChangeReport, paint: (text: string) => string): string => {
  const title = `${isWayBack ? "way back" : "change"} ${change}`;
  if (!tried) return `${title}: not run, for a change before it did not go through`;
  const touched = stacks.filter(({ result }) => result !== "unchanged");
  const table = formatTable(
    ["stack", "create", "change", "replace", "destroy", "seconds", "result"],
    touched.map(({ stack, kind, counts, seconds, result, needs }) => [
      stack,
      ...countCells(counts),
      seconds.toFixed(1),
      [kind === "changed" ? "" : `${kind}, `, result, needs.length === 0 ? "" : `: needs ${needs.join(", ")}`].join(""),
    ]),
    [1, 2, 3, 4, 5],
  );
  const lost = stacks.flatMap((one) => one.lost);
  return [
    `${title}:`,
    ...(touched.length === 0 ? [] : [table]),
    `${String(stacks.length - touched.length)} of ${String(stacks.length)} stacks unchanged`,
    ...(lost.length === 0
      ? []
      : [
          isWayBack
            ? `refused for ${String(lost.length)} stateful resource${lost.length === 1 ? "" : "s"}:`
            : "stateful resources that it replaces or destroys:",
        ]),
    ...lost.map(({ stack, address, fate, allowed }) => {
      const line = `  ${stack} ${address}: ${fate}${allowed ? ", allowed" : ""}`;
      return allowed ? line : paint(line);
    }),
  ].join("\n");
};

/** The loss of each site, one line each. */
export const lossLines = ({ losses }: RehearsalReport): readonly string[] =>
  losses.map(({ site, planned, stopped }) => {
    const words = `loss of ${site}: ${String(planned)} of ${String(planned + stopped.length)} stacks outside still plan`;
    return stopped.length === 0 ? words : `${words}, not: ${stopped.join(", ")}`;
  });

/** How many resources were refused to be destroyed while they were protected, by type; none where nothing was. */
export const refusedLines = ({ stacks }: RehearsalReport): readonly string[] => {
  const types = stacks.flatMap(({ refused }) => refused.map((address) => address.split(".").at(-2) ?? address));
  const counts = [...new Set(types)].sort().map((type) => `${type} ${String(types.filter((one) => one === type).length)}`);
  return types.length === 0 ? [] : [`refused to be destroyed while protected: ${String(types.length)} (${counts.join(", ")})`];
};

/** Paints a text red, for a terminal whose user wants colours: any value of NO_COLOR but an empty one says no. */
export const redFor =
  (isTerminal: boolean, noColor: string | undefined): ((text: string) => string) =>
  (text) =>
    isTerminal && (noColor ?? "") === "" ? `\u001b[31m${text}\u001b[39m` : text;

/** Every failure in full. */
export const failureTexts = ({ failures }: RehearsalReport): string => failures.map(failureText).join("\n\n");

/** One line that tells how the run ended. */
export const summaryLine = (report: RehearsalReport): string => {
  const { until, stacks, failures, terraform, seconds } = report;
  const of = (result: StackReport["result"]): number => stacks.filter((stack) => stack.result === result).length;
  const total = stacks.reduce<Counts>(
    (sum, { add, change, replace, destroy }) => ({
      add: sum.add + add,
      change: sum.change + change,
      replace: sum.replace + replace,
      destroy: sum.destroy + destroy,
    }),
    noCounts,
  );
  const lost = lostOf(report).length;
  return [
    `rehearsed ${String(of("passed"))} of ${String(stacks.length)} stacks until ${until} with Terraform ${terraform}: `,
    until === "validate" || until === "plan"
      ? `${String(total.add)} to add; `
      : `${String(total.add)} added, ${String(total.destroy)} destroyed; `,
    `${String(failures.length)} failure${failures.length === 1 ? "" : "s"}, `,
    `${String(of("not run"))} not run${lost === 0 ? "" : `; stateful resources lost: ${String(lost)}`}; ${seconds.toFixed(1)} s`,
  ].join("");
};
