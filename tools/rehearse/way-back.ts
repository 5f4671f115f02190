import type { Departure } from "./comparison";
import type { RehearsedStack } from "./copies";
import { ownFailure, withoutKey, type Failure } from "./failures";
import type { StackUpdate } from "./update";

/**
 * What a change did that had to be refused: the same, with a failure for each stateful resource that it should have been
 * refused for and wasn't, and for each that it was refused for and shouldn't have been.
 *
 * @param before the stacks before the change
 * @param expected what the two syntheses don't both have
 */
export const checkWayBack = (
  updates: readonly StackUpdate[],
  before: readonly RehearsedStack[],
  expected: readonly Departure[],
): readonly StackUpdate[] =>
  updates.map((update) => {
    const stack = before.find(({ entry }) => entry.name === update.stack);
    if (stack === undefined) return update;
    const lines = (of: readonly { readonly address: string; readonly fate: string }[]): ReadonlySet<string> =>
      new Set(of.map(({ address, fate }) => `${withoutKey(address)} ${fate}`));
    const wanted = lines(expected.filter((one) => one.isStateful && one.stack === update.stack));
    const told = lines(update.lost);
    const failure = (line: string, summary: string): Failure => {
      const [address = "", fate = ""] = line.split(" ");
      return ownFailure("way back", stack, { address, summary: `${summary}: ${fate}` });
    };
    return {
      ...update,
      failures: [
        ...update.failures,
        ...[...wanted]
          .filter((line) => !told.has(line))
          .map((line) => failure(line, "A stateful resource would be lost without being told")),
        ...[...told]
          .filter((line) => !wanted.has(line))
          .map((line) => failure(line, "A stateful resource is told as lost that would stay")),
      ],
    };
  });
