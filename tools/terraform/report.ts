import type { Problem } from "../../modules/core/errors";
import type { Finding } from "./diagnostics";
import { shortSource } from "./requirements";
import type { SuppliedProvider } from "./supply";

/** What became of one stack. */
export interface StackResult {
  readonly stack: string;
  /**
   * `passed`: Terraform ran to its end and had nothing to say. `failed`: it reported an error or a warning.
   * `unavailable`: a provider can't be had. `skipped`: a plan would need more than AWS.
   */
  readonly result: "passed" | "failed" | "unavailable" | "skipped";
  /** How many resources a plan adds; 0 where nothing was planned. */
  readonly resources: number;
  readonly findings: readonly Finding[];
  /** The providers that it needs, with the versions that it was run with. */
  readonly providers: readonly SuppliedProvider[];
  /** Why it was not run, or in what the run was not what the stack asks for. */
  readonly note: string;
}

/** What a run of validate or plan:offline came to. Written as JSON with `--json`. */
export interface TerraformReport {
  readonly command: "validate" | "plan";
  readonly terraform: string;
  readonly providers: readonly SuppliedProvider[];
  readonly stacks: readonly StackResult[];
  readonly counts: {
    /** Selected stacks. */
    readonly stacks: number;
    readonly passed: number;
    readonly failed: number;
    readonly unavailable: number;
    readonly skipped: number;
    readonly resources: number;
    readonly errors: number;
    readonly warnings: number;
  };
  readonly seconds: number;
}

/** Counts what the stacks came to. */
export const countsOf = (stacks: readonly StackResult[]): TerraformReport["counts"] => {
  const of = (result: StackResult["result"]): number => stacks.filter((stack) => stack.result === result).length;
  const findings = stacks.flatMap((stack) => stack.findings);
  return {
    stacks: stacks.length,
    passed: of("passed"),
    failed: of("failed"),
    unavailable: of("unavailable"),
    skipped: of("skipped"),
    resources: stacks.reduce((sum, { resources }) => sum + resources, 0),
    errors: findings.filter(({ severity }) => severity === "error").length,
    warnings: findings.filter(({ severity }) => severity === "warning").length,
  };
};

/**
 * Whether a report is good: no error, no warning, and something was run. With `strict` every provider has to be there.
 * A plan of stacks of which none is AWS's alone has nothing to run, which is no failure.
 */
export const isGood = ({ counts }: TerraformReport, strict: boolean): boolean =>
  counts.failed === 0 && (counts.unavailable === 0 || (!strict && counts.passed > 0));

/** Errors and warnings as problems of the estate, for messages. */
export const problemsOf = ({ stacks }: TerraformReport): readonly Problem[] =>
  stacks.flatMap(({ stack, findings }) =>
    findings.map(({ severity, summary, detail, address }) => ({
      code: "TerraformFailed" as const,
      place: [stack, address].filter((word) => word !== "").join(" "),
      rule: `Terraform must accept it, but reports ${severity === "error" ? "an error" : "a warning"}: ${oneLine(`${summary}: ${detail}`)}`,
      fix: "mend the construct that makes it",
    })),
  );

const oneLine = (text: string): string => text.replace(/\s+/g, " ").replace(/[.:;\s]+$/, "");

const done = { validate: "validated", plan: "planned" } as const;

/** A result in the words of a table. */
export const resultWord = (command: TerraformReport["command"], result: StackResult["result"]): string =>
  result === "passed" || result === "failed" ? result : `not ${done[command]}`;

/** `aws 5.100.0 (pinned 6.25.0)` for each version that was run. */
const versionsText = (providers: readonly SuppliedProvider[]): string => {
  const pins = new Map<string, Set<string>>();
  for (const { source, pinned, used = "" } of providers) {
    const name = `${nameOf(source)} ${used}`;
    pins.set(name, (pins.get(name) ?? new Set()).add(pinned));
  }
  const texts = [...pins].sort().map(([name, pinned]) => {
    const relaxed = [...pinned].filter((pin) => pin !== "any" && !name.endsWith(` ${pin}`)).sort();
    return relaxed.length === 0 ? name : `${name} (pinned ${relaxed.join(", ")})`;
  });
  return texts.length === 0 ? "" : ` with ${texts.join(", ")}`;
};

/** A provider's short name: `aws` for `registry.terraform.io/hashicorp/aws`. */
export const nameOf = (source: string): string => shortSource(source).replace(/^hashicorp\//, "");

/** The stacks that were not run, by the reason: one line a reason, and a headline for each kind. */
export const notRunLines = ({ command, stacks }: TerraformReport): readonly string[] =>
  (["unavailable", "skipped"] as const).flatMap((result) => {
    const reasons = new Map<string, string[]>();
    for (const { stack, note } of stacks.filter((one) => one.result === result)) reasons.set(note, [...(reasons.get(note) ?? []), stack]);
    return [...reasons].map(([note, names]) => `not ${done[command]}: ${note}: ${names.join(", ")}`);
  });

/** One line that tells how the run ended. A stack that failed or was not run is not among those that were validated or planned. */
export const summaryLine = ({ command, stacks, counts }: TerraformReport): string => {
  const ran = stacks.filter(({ result }) => result === "passed" || result === "failed");
  const word = done[command];
  return [
    `${word} ${String(counts.passed)} of ${String(counts.stacks)} stacks${versionsText(ran.flatMap(({ providers }) => providers))}: `,
    command === "plan" ? `${String(counts.resources)} resources to add, ` : "",
    `${count(counts.errors, "error")}, ${count(counts.warnings, "warning")}; `,
    counts.failed === 0 ? "" : `failed: ${String(counts.failed)}; `,
    `not ${word}: ${String(counts.unavailable + counts.skipped)}`,
  ].join("");
};

/** What a stack was run with, where that is not what it pins: `planned with aws 5.100.0, pinned 6.25.0`. */
export const relaxedNote = (command: TerraformReport["command"], providers: readonly SuppliedProvider[]): string => {
  const relaxed = providers.filter(({ pinned, used }) => used !== undefined && pinned !== "any" && pinned !== used);
  const texts = relaxed.map(({ source, pinned, used = "" }) => `${nameOf(source)} ${used}, pinned ${pinned}`);
  return texts.length === 0 ? "" : `${done[command]} with ${texts.join("; ")}`;
};

const count = (number: number, word: string): string => `${String(number)} ${word}${number === 1 ? "" : "s"}`;
