import { phases, type Phase } from "../../modules/core/words";
import { readChanges, type Change } from "./change";
import { noCounts, type Counts } from "./commands";
import type { RehearsalReport } from "./report";

/**
 * The phases as changes of every environment: from the first one up to each, where nothing stateful may be lost, and then
 * back to each, which has to be refused.
 */
export const phaseSteps: { readonly phase: Phase; readonly changes: readonly Change[] } = {
  phase: phases[0],
  changes: [
    ...readChanges(phases.slice(1).map((phase) => `*.phase=${phase}`)),
    ...readChanges(
      phases
        .map((phase) => `*.phase=${phase}`)
        .slice(0, -1)
        .reverse(),
    ).map((change) => ({ ...change, isWayBack: true })),
  ],
};

/** What one step did with one environment. */
export interface StepFigures extends Counts {
  /** As it was given: `*.phase=growth`. */
  readonly step: string;
  readonly isWayBack: boolean;
  readonly stacks: number;
  /** Stateful resources that it would have replaced or destroyed: none on the way up, all that came on the way back. */
  readonly lost: number;
}

/** The figures of each step, by environment. */
export const stepFigures = (
  { changes }: Pick<RehearsalReport, "changes">,
  environments: readonly string[],
): Readonly<Record<string, readonly StepFigures[]>> =>
  Object.fromEntries(
    environments.map((environment) => [
      environment,
      changes.map(({ change, isWayBack, stacks }) => {
        const own = stacks.filter(({ stack }) => stack.startsWith(`${environment}-`));
        const counts = own.reduce<Counts>((sum, one) => sumOf(sum, one.counts), noCounts);
        return { step: change, isWayBack, stacks: own.length, ...counts, lost: own.reduce((sum, { lost }) => sum + lost.length, 0) };
      }),
    ]),
  );

const sumOf = (a: Counts, b: Counts): Counts => ({
  add: a.add + b.add,
  change: a.change + b.change,
  replace: a.replace + b.replace,
  destroy: a.destroy + b.destroy,
});
