import { contractProblems } from "../modules/core/contracts";
import { failOn } from "../modules/core/errors";
import { formatJson } from "../modules/core/json";
import { forgetTokens, stackRoot, synthesizeStack, withoutTokenTraces } from "../modules/core/synthesize";
import { concludeEstate, examineStack } from "../modules/policy";
import type { EstateVerdict, StackFindings } from "../modules/policy/model";
import type { EstateDescription } from "./description";
import { buildStack, planEstate, type Outlook } from "./estate";
import { policyKnowledge } from "./knowledge";
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

/** Builds every stack of a description that has been checked. What the rules say of the estate is the caller's to act on. */
export const buildEstate = (description: EstateDescription, request: BuildRequest = {}): Synthesis => {
  const plans = planEstate(description, request);
  const selects = selectStacks(
    plans.map(({ identity }) => identity),
    request,
  );
  const order = waves(plans);
  const texts = new Map<string, string>();
  const stacks: ManifestStack[] = [];
  const findings: StackFindings[] = [];
  const knowledge = policyKnowledge(description, plans, request.facts);
  withoutTokenTraces(() => {
    for (const plan of plans) {
      const { identity, backend, dependsOn } = plan;
      const json = synthesizeStack(buildStack(stackRoot(), plan));
      forgetTokens();
      failOn(contractProblems(identity.name, plan.contract, json));
      findings.push(examineStack({ identity, backend, dependsOn, json }, knowledge));
      if (selects(identity.name)) {
        texts.set(identity.name, formatJson(json));
        stacks.push(describeStack(plan, order.get(identity.name) ?? 0, json));
      }
      request.onProgress?.(findings.length, plans.length);
    }
  });
  return {
    organization: description.organization.name,
    texts,
    stacks: inWaves(stacks),
    verdict: concludeEstate(findings),
    selects,
  };
};
