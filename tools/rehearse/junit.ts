import { failureText, type Failure } from "./failures";
import type { RehearsalReport, StackReport } from "./report";
import type { StackUpdate } from "./update";

/** One case of a JUnit report. */
interface Case {
  readonly suite: string;
  readonly name: string;
  readonly seconds: number;
  /** What went wrong, in full; empty where nothing did. */
  readonly failures: readonly { readonly summary: string; readonly text: string }[];
  readonly skipped?: string;
}

/**
 * A report in the form that CI reads, with the elements and attributes of Apache Ant's JUnit schema: one suite for the
 * stacks, one for each change, one for the losses of sites.
 */
export const junit = (report: RehearsalReport): string => {
  const cases = [...stackCases(report), ...changeCases(report), ...lossCases(report)];
  const suites = [...new Set(cases.map(({ suite }) => suite))];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="rehearsal" ${countsOf(cases)} time="${report.seconds.toFixed(3)}">`,
    ...suites.flatMap((suite) => suiteLines(suite, cases)),
    "</testsuites>",
    "",
  ].join("\n");
};

const suiteLines = (name: string, all: readonly Case[]): readonly string[] => {
  const cases = all.filter(({ suite }) => suite === name);
  const seconds = cases.reduce((sum, one) => sum + one.seconds, 0);
  return [
    `  <testsuite name="${escaped(name)}" ${countsOf(cases)} time="${seconds.toFixed(3)}">`,
    ...cases.flatMap(caseLines),
    "  </testsuite>",
  ];
};

const countsOf = (cases: readonly Case[]): string => {
  const failed = cases.filter(({ failures }) => failures.length > 0).length;
  const skipped = cases.filter((one) => one.failures.length === 0 && one.skipped !== undefined).length;
  return `tests="${String(cases.length)}" failures="${String(failed)}" errors="0" skipped="${String(skipped)}"`;
};

const caseLines = ({ suite, name, seconds, failures, skipped }: Case): readonly string[] => {
  const open = `    <testcase classname="${escaped(suite)}" name="${escaped(name)}" time="${seconds.toFixed(3)}"`;
  const [first] = failures;
  if (first !== undefined) {
    // The schema has one failure a case.
    const message = failures.length === 1 ? first.summary : `${first.summary} (and ${String(failures.length - 1)} more)`;
    const text = failures.map((failure) => failure.text).join("\n\n");
    return [`${open}>`, `      <failure message="${escaped(message)}">${escaped(text)}</failure>`, "    </testcase>"];
  }
  return skipped === undefined ? [`${open}/>`] : [`${open}>`, `      <skipped message="${escaped(skipped)}"/>`, "    </testcase>"];
};

/** XML 1.0 allows no control characters but tab, line feed and carriage return, not even escaped. */
const escaped = (text: string): string =>
  text
    // eslint-disable-next-line no-control-regex -- these are the characters that are meant
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "?")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;");

const wordsOf = (failures: readonly Failure[]): Case["failures"] =>
  failures.map((failure) => ({ summary: `${failure.step}: ${failure.summary}`, text: failureText(failure) }));

/** A failure of a change belongs to the change's case. */
const stackCases = ({ stacks, failures, changes }: RehearsalReport): readonly Case[] => {
  const ofChanges = new Set(changes.flatMap((change) => change.stacks.flatMap((one) => one.failures)));
  const waits = ({ result, needs }: StackReport): { readonly skipped?: string } =>
    result === "not run" ? { skipped: needs.length === 0 ? "not run" : `not run: needs ${needs.join(", ")}` } : {};
  return stacks.map((stack) => ({
    suite: "stacks",
    name: stack.stack,
    seconds: stack.seconds,
    failures: wordsOf(failures.filter((failure) => failure.stack === stack.stack && !ofChanges.has(failure))),
    ...waits(stack),
  }));
};

const changeCases = ({ changes }: RehearsalReport): readonly Case[] =>
  changes.flatMap(({ change, tried, stacks, isWayBack }) =>
    tried
      ? stacks.map((update) => ({
          suite: suiteOf(change, isWayBack),
          name: update.stack,
          seconds: update.seconds,
          failures: [...(isWayBack ? [] : lostWords(update)), ...wordsOf(update.failures)],
          ...(update.result === "not run" || update.result === "planned"
            ? { skipped: `${update.result}: needs ${update.needs.join(", ")}` }
            : {}),
        }))
      : [{ suite: suiteOf(change, isWayBack), name: change, seconds: 0, failures: [], skipped: "a change before it did not go through" }],
  );

const suiteOf = (change: string, isWayBack: boolean): string => `${isWayBack ? "way back" : "change"} ${change}`;

const lostWords = ({ lost }: StackUpdate): Case["failures"] =>
  lost
    .filter(({ allowed }) => !allowed)
    .map(({ stack, address, fate }) => ({ summary: `stateful resource ${fate}`, text: `${stack} ${address}: ${fate}` }));

const lossCases = ({ losses }: RehearsalReport): readonly Case[] =>
  losses.map(({ site, stopped }) => ({
    suite: "loss of a site",
    name: site,
    seconds: 0,
    failures: stopped.map((stack) => ({ summary: "a stack outside can't be planned", text: `${stack} can't be planned without ${site}` })),
  }));
