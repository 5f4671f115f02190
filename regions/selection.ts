import { didYouMean, failOn, type Problem } from "../modules/core/errors";
import { globTest } from "../modules/core/glob";
import type { StackPlan } from "./place";

/** Which stacks a run is about. Both filters hold; without one, everything. */
export interface Selection {
  /** Names of environments. */
  readonly environments?: readonly string[];
  /** Globs of stack names: `*` for any characters, `?` for one. A stack is selected by any of them. */
  readonly globs?: readonly string[];
}

/** The selected stacks. */
export interface Selected {
  /** Whether the selection holds a stack of the estate. */
  readonly has: (name: string) => boolean;
  /** Whether a stack of this name would be selected, if it existed. */
  readonly covers: (name: string) => boolean;
}

/**
 * Applies a selection to the stacks of the estate.
 *
 * @throws EstateError UnknownEnvironment, UnknownStack when a filter matches nothing.
 */
export const selectStacks = (plans: readonly StackPlan[], { environments = [], globs = [] }: Selection): Selected => {
  const known = [...new Set(plans.map(({ identity }) => identity.environment))];
  const names = plans.map(({ identity }) => identity.name);
  const tests = globs.map(globTest);
  const covers = (name: string): boolean =>
    (environments.length === 0 || environments.includes(environmentOf(name, [...known, ...environments]))) &&
    (tests.length === 0 || tests.some((test) => test(name)));
  const problems: Problem[] = environments
    .filter((environment) => !known.includes(environment))
    .map((environment) => ({
      code: "UnknownEnvironment",
      place: "--environment",
      rule: "the environment must exist",
      value: environment,
      fix: didYouMean(environment, known),
    }));
  if (problems.length === 0 && !names.some(covers)) {
    problems.push({
      code: "UnknownStack",
      place: "--stack",
      rule: "the filter must match a stack",
      value: globs.join(", "),
      fix: didYouMean(globs[0] ?? "", names),
    });
  }
  failOn(problems);
  return { has: covers, covers };
};

/** The environment of a stack's name: the longest known one that it begins with. */
const environmentOf = (name: string, known: readonly string[]): string =>
  [...known].sort((a, b) => b.length - a.length).find((environment) => name.startsWith(`${environment}-`)) ?? "";
