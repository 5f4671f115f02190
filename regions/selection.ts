import { didYouMean, EstateError, failOn } from "../modules/core/errors";
import { globTest } from "../modules/core/glob";
import type { StackIdentity } from "../modules/core/stack";
import { clouds, global, origins } from "../modules/core/words";

/** Which stacks a run is about. Both filters hold; without one, everything. */
export interface Selection {
  /** Names of environments. */
  readonly environments?: readonly string[];
  /** Globs of stack names: `*` for any characters, `?` for one. A stack is selected by any of them. */
  readonly globs?: readonly string[];
}

/** Whether a stack of this name is selected; also asked of stacks that are gone. */
export type Selects = (name: string) => boolean;

/**
 * Applies a selection to the stacks that there are.
 *
 * @throws EstateError UnknownEnvironment, UnknownStack when a filter matches nothing.
 */
export const selectStacks = (
  stacks: readonly Pick<StackIdentity, "name" | "environment">[],
  { environments = [], globs = [] }: Selection,
): Selects => {
  const known = [...new Set(stacks.map(({ environment }) => environment))];
  const names = stacks.map(({ name }) => name);
  const tests = globs.map(globTest);
  const environmentOf = new Map(stacks.map(({ name, environment }) => [name, environment]));
  const isOf = (name: string, environment: string): boolean =>
    environmentOf.has(name) ? environmentOf.get(name) === environment : wasOf(name, environment);
  const selects = (name: string): boolean =>
    (environments.length === 0 || environments.some((environment) => isOf(name, environment))) &&
    (tests.length === 0 || tests.some((test) => test(name)));
  failOn(
    environments
      .filter((environment) => !known.includes(environment))
      .map((environment) => ({
        code: "UnknownEnvironment",
        place: "--environment",
        rule: "the environment must exist",
        value: environment,
        fix: didYouMean(environment, known),
      })),
  );
  if (names.some(selects)) return selects;
  throw new EstateError([
    {
      code: "UnknownStack",
      place: "--stack",
      rule: "the filter must match a stack",
      value: globs.join(", "),
      fix: didYouMean(globs[0] ?? "", names),
    },
  ]);
};

/** Whether the name of a stack that is gone begins with the environment and nothing longer: `dev-old-eu-…` was not of `dev`. */
const wasOf = (name: string, environment: string): boolean =>
  name.startsWith(`${environment}-`) && afterEnvironment.test(name.slice(environment.length + 1));

const afterEnvironment = new RegExp(`^(${[...origins, global].join("|")})-(${clouds.join("|")})-`);
