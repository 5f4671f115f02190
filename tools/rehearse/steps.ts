import { phases, type Phase } from "../../modules/core/words";
import { readChanges, type Change } from "./change";

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
