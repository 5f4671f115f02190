import { estate } from "../../environments";
import { checkForm } from "../../environments/schema";
import { failOn } from "../../modules/core/errors";
import type { TerraformJson } from "../../modules/core/output-guards";
import type { Phase } from "../../modules/core/words";
import type { EstateDescription } from "../../regions/description";
import { checkMeaning } from "../../regions/estate";
import { selectStacks, type Selection } from "../../regions/selection";
import { buildEstate, type Synthesis } from "../../regions/synthesis";
import { changed, inPhase, type Change } from "./change";
import type { RehearsedStack } from "./copies";
import { withNeeds } from "./order";

/** Which estate is rehearsed, and in what steps it changes. */
export interface EstateRequest {
  /** Of unchecked form. @default the estate in environments/ */
  readonly description?: unknown;
  /** Looks at every environment in this phase. */
  readonly phase?: Phase;
  /** One step each, on top of the steps before it. */
  readonly changes: readonly Change[];
}

/** The estate as it is first, and after each change. */
export interface EstateSteps {
  readonly first: Synthesis;
  readonly later: readonly { readonly change: Change; readonly synthesis: Synthesis }[];
}

/**
 * Synthesizes the estate, and again after each change, before anything is run.
 *
 * @throws EstateError with every problem of the first description that has any, and of a path that leads nowhere
 */
export const synthesizeSteps = ({ description = estate, phase, changes }: EstateRequest): EstateSteps => {
  let current = phase === undefined ? description : inPhase(description, phase);
  const first = synthesize(current);
  const later = changes.map((change) => {
    current = changed(current, change);
    return { change, synthesis: synthesize(current) };
  });
  return { first, later };
};

/**
 * The whole estate of a description. What is rehearsed in another phase is not paid for: of all problems, the one that
 * compares the budgets with the phase's cost band is none here.
 */
const synthesize = (description: unknown): Synthesis => {
  const form = checkForm(description);
  const meaning = form.description === undefined ? [] : checkMeaning(form.description);
  failOn([...form.problems, ...meaning.filter(({ code }) => code !== "BudgetOutsideBand")]);
  const synthesis = buildEstate(form.description as EstateDescription);
  failOn(synthesis.verdict.problems);
  return synthesis;
};

/** Stacks to be rehearsed, in the manifest's order. */
export interface SelectedStacks {
  readonly stacks: readonly RehearsedStack[];
  /** Those that were not selected, but are needed by one that was. */
  readonly added: readonly string[];
}

/**
 * The selected stacks of a synthesis.
 *
 * @param complete whether what they come after is taken along, because it has to stand before
 * @throws EstateError UnknownEnvironment, UnknownStack when a filter matches nothing
 */
export const selectFrom = ({ stacks, texts }: Synthesis, selection: Selection, complete: boolean): SelectedStacks => {
  const selects = selectStacks(stacks, selection);
  const selected = stacks.map(({ name }) => name).filter(selects);
  const tasks = stacks.map(({ name, dependsOn }) => ({ name, after: dependsOn }));
  const wanted = new Set(complete ? withNeeds(tasks, selected) : selected);
  return {
    stacks: stacks
      .filter(({ name }) => wanted.has(name))
      .map((entry) => ({ entry, json: JSON.parse(texts.get(entry.name) ?? "{}") as TerraformJson })),
    added: [...wanted].filter((name) => !selects(name)),
  };
};
