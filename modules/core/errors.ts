import { closest, distance } from "fastest-levenshtein";
import type { ProblemCode } from "./problem-codes";

/** One thing that is wrong, told so that it can be mended without reading the code. */
export interface Problem {
  /** Public, documented in docs/errors.md. */
  readonly code: ProblemCode;
  /** Where: a path into the description, a construct path or a stack and resource address. */
  readonly place: string;
  /** What has to hold, with units, as a sentence without a full stop. */
  readonly rule: string;
  /** What stands there instead. Left out where it would be meaningless or secret. */
  readonly value?: unknown;
  /** The smallest change that mends it. */
  readonly fix: string;
}

const show = (value: unknown): string => {
  const text = (JSON.stringify(value) as string | undefined) ?? String(value);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
};

/** One line: `<place>: [Code] <rule>, got <value>; <fix>`. */
export const formatProblem = (problem: Problem): string => {
  const got = problem.value === undefined ? "" : `, got ${show(problem.value)}`;
  return `${problem.place}: [${problem.code}] ${problem.rule}${got}; ${problem.fix}`;
};

const order = (a: Problem, b: Problem): number => {
  const left = formatProblem(a);
  const right = formatProblem(b);
  return left < right ? -1 : left > right ? 1 : 0;
};

/** All problems of one input at once, in a stable order. A command prints them and exits with 1; it never shows a stack trace. */
export class EstateError extends Error {
  /** Sorted by place, code and rule. */
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const sorted = [...problems].sort(order);
    super(sorted.map(formatProblem).join("\n"));
    this.name = "EstateError";
    this.problems = sorted;
  }
}

/** Throws an {@link EstateError} with all `problems`, if there are any. */
export const failOn = (problems: readonly Problem[]): void => {
  if (problems.length > 0) throw new EstateError(problems);
};

/**
 * The fix for a word that is not in a closed list: "did you mean 'x'?" where one is near, and the whole list otherwise.
 * Near is what begins with the word, if only one does, or is at most a third of the word's length in edits, at least one.
 */
export const didYouMean = (word: string, allowed: readonly string[]): string => {
  const sorted = [...allowed].sort();
  if (sorted.length === 0) return "remove it";
  const longer = sorted.filter((one) => word.length >= 3 && one.startsWith(word));
  const continued = longer.length === 1 ? longer[0] : undefined;
  const best = continued ?? closest(word, sorted);
  const near = continued !== undefined || distance(word, best) <= Math.max(1, Math.floor(word.length / 3));
  return near ? `did you mean '${best}'?` : `use one of: ${sorted.join(", ")}`;
};
