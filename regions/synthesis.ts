import { contractProblems } from "../modules/core/contracts";
import { EstateError, failOn, type Problem } from "../modules/core/errors";
import { expandInstances } from "../modules/core/expand";
import { formatJson } from "../modules/core/json";
import { forgetTokens, stackRoot, synthesizeStack, withoutTokenTraces } from "../modules/core/synthesize";
import { concludeEstate, examineStack } from "../modules/policy";
import type { EstateVerdict, StackFindings } from "../modules/policy/model";
import type { EstateDescription } from "./description";
import { buildStack, planEstate, type Outlook } from "./estate";
import { policyKnowledge } from "./knowledge";
import type { StackPlan } from "./place";
import { describeStack, inWaves, waves, type ManifestStack } from "./manifest";
import { selectStacks, type Selection, type Selects } from "./selection";

/** How an estate is built, and which of its stacks are handed on. */
export interface BuildRequest extends Outlook, Selection {
  /** Called after each stack, with how many are done and how many there are. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** The estate as text, before anything is written. */
export interface Synthesis {
  readonly organization: string;
  /** Terraform JSON by stack name, for the selected stacks. */
  readonly texts: ReadonlyMap<string, string>;
  /** The selected stacks, in waves. */
  readonly stacks: readonly ManifestStack[];
  readonly verdict: EstateVerdict;
  /** Whether the selection holds a stack of this name, which may have gone. */
  readonly selects: Selects;
}

/** What came of one stack, by its place in the order: plain data, which another thread may send. */
export type StackOutcome = { readonly index: number } & (
  | { readonly findings: StackFindings; readonly selected?: { readonly text: string; readonly stack: ManifestStack } }
  | { readonly problems: readonly Problem[] }
);

/** An estate that is planned: its stacks can be built one by one, in any order and by several threads. */
export interface EstateWork {
  /** How many stacks there are. */
  readonly count: number;
  /** Builds the stacks that stand at `indices`, and ends after the first that fails. */
  readonly build: (indices: Iterable<number>) => readonly StackOutcome[];
  /**
   * Puts together what came of all stacks.
   *
   * @throws EstateError with the problems of the first stack that failed.
   */
  readonly conclude: (outcomes: readonly StackOutcome[]) => Synthesis;
}

/** Builds every stack of a description that has been checked. What the rules say of the estate is the caller's to act on. */
export const buildEstate = (description: EstateDescription, request: BuildRequest = {}): Synthesis => {
  const work = planWork(description, request);
  return work.conclude(work.build(Array.from({ length: work.count }, (_, index) => index)));
};

/** Plans the estate of a description that has been checked. */
export const planWork = (description: EstateDescription, request: BuildRequest = {}): EstateWork => {
  const plans = planEstate(description, request);
  const selects = selectStacks(
    plans.map(({ identity }) => identity),
    request,
  );
  const order = waves(plans);
  const knowledge = policyKnowledge(description, plans, request.facts);
  const buildOne = (plan: StackPlan, index: number): StackOutcome => {
    const { identity, backend, dependsOn } = plan;
    const json = synthesizeStack(buildStack(stackRoot(), plan));
    forgetTokens();
    failOn(contractProblems(identity.name, plan.contract, json));
    const findings = examineStack({ identity, backend, dependsOn, json: expandInstances(json) }, knowledge);
    if (!selects(identity.name)) return { index, findings };
    return { index, findings, selected: { text: formatJson(json), stack: describeStack(plan, order.get(identity.name) ?? 0, json) } };
  };
  return {
    count: plans.length,
    build: (indices) => withoutTokenTraces(() => untilFailure(plans, indices, buildOne, request.onProgress)),
    conclude: (outcomes) => {
      const inPlan = [...outcomes].sort((a, b) => a.index - b.index);
      const built = inPlan.map((outcome) => {
        if ("problems" in outcome) throw new EstateError(outcome.problems);
        return outcome;
      });
      const selected = built.flatMap((one) => one.selected ?? []);
      return {
        organization: description.organization.name,
        texts: new Map(selected.map(({ stack, text }) => [stack.name, text])),
        stacks: inWaves(selected.map(({ stack }) => stack)),
        verdict: concludeEstate(built.map(({ findings }) => findings)),
        selects,
      };
    },
  };
};

const untilFailure = (
  plans: readonly StackPlan[],
  indices: Iterable<number>,
  build: (plan: StackPlan, index: number) => StackOutcome,
  onProgress: BuildRequest["onProgress"],
): readonly StackOutcome[] => {
  const outcomes: StackOutcome[] = [];
  for (const index of indices) {
    const plan = plans[index];
    if (plan === undefined) throw new RangeError(`the estate has no stack ${String(index)}`);
    try {
      outcomes.push(build(plan, index));
    } catch (error) {
      if (!(error instanceof EstateError)) throw error;
      return [...outcomes, { index, problems: error.problems }];
    }
    onProgress?.(index + 1, plans.length);
  }
  return outcomes;
};
