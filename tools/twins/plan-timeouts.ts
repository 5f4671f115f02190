import type { Diagnostic } from "../protocol/provider";
import type { ObjectValue } from "../protocol/values";
import { fingerprint } from "./fingerprint";
import { recordOf } from "./plan-values";

/** What Go says of a text that is no duration (`time.ParseDuration`); `undefined` where it is one. */
export const durationProblem = (text: string): string | undefined => {
  const unsigned = text.replace(/^[+-]/, "");
  const invalid = `time: invalid duration ${JSON.stringify(text)}`;
  if (unsigned === "0") return undefined;
  let left = unsigned;
  do {
    const number = /^(\d+\.?\d*|\.\d+)/.exec(left)?.[0];
    if (number === undefined) return invalid;
    const unit = /^[^.\d]*/.exec(left.slice(number.length))?.[0] ?? "";
    if (unit === "") return `time: missing unit in duration ${JSON.stringify(text)}`;
    if (!units.has(unit)) return `time: unknown unit ${JSON.stringify(unit)} in duration ${JSON.stringify(text)}`;
    left = left.slice(number.length + unit.length);
  } while (left !== "");
  return undefined;
};

const units: ReadonlySet<string> = new Set(["ns", "us", "µs", "μs", "ms", "s", "m", "h"]);

/**
 * The SDK of old looks at `timeouts` only once it plans something else too; of several that are wrong, it tells one, and
 * no place.
 */
export const timeoutProblems = (prior: ObjectValue | null, planned: ObjectValue, config: ObjectValue): readonly Diagnostic[] => {
  if (prior !== null && fingerprint({ ...prior, timeouts: null }) === fingerprint({ ...planned, timeouts: null })) return [];
  const timeouts = Object.entries(recordOf(config["timeouts"] ?? null) ?? {});
  return timeouts
    .flatMap(([name, text]): readonly Diagnostic[] => {
      const problem = typeof text === "string" ? durationProblem(text) : undefined;
      return problem === undefined
        ? []
        : [{ severity: "error", summary: `Error parsing ${JSON.stringify(name)} timeout: ${problem}`, detail: "" }];
    })
    .slice(0, 1);
};
