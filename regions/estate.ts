import type { Construct } from "constructs";
import { EstateError, failOn, type Problem } from "../modules/core/errors";
import { EstateStack } from "../modules/core/stack";
import { global, origins, siteClouds, type Phase } from "../modules/core/words";
import type { StateOutlook } from "./backends";
import type { EstateDescription } from "./description";
import { planEdge } from "./edge-plans";
import type { RegionFacts } from "./facts/fact";
import { estateFlows } from "./flows";
import { meaningProblems } from "./meaning";
import type { StackPlan } from "./place";
import { planSlice, siteBuilders, type EnvironmentView } from "./site-plans";

/** How the estate is looked at. */
export interface Outlook extends StateOutlook {
  /** Looks at every environment in this phase instead of its own. */
  readonly phase?: Phase;
  /** Facts by `<cloud>-<region>`. @default the committed facts */
  readonly facts?: Readonly<Record<string, RegionFacts>>;
}

/** Checks the meaning of a description. Returns every problem; none means that it can be planned. */
export const checkMeaning = (description: EstateDescription, facts?: Outlook["facts"]): Problem[] =>
  meaningProblems(description, {
    built: { aws: Object.keys(siteBuilders.aws), google: Object.keys(siteBuilders.google) },
    ...(facts === undefined ? {} : { facts }),
  });

/**
 * All stacks of the estate, in the order in which they are applied: every stack after those that it depends on, and
 * by name where the order is free.
 *
 * @throws EstateError DuplicateStack, UnknownDependency, DependencyCircle.
 */
export const planEstate = (description: EstateDescription, outlook: Outlook = {}): readonly StackPlan[] => {
  const flows = estateFlows(description);
  const plans = description.environments.flatMap((environment) =>
    planEnvironment({ description, environment, phase: outlook.phase ?? environment.phase, flows, states: outlook, facts: outlook.facts }),
  );
  failOn(duplicateNames(plans));
  failOn(unofferedReads(plans));
  return inOrder(plans);
};

const planEnvironment = (view: EnvironmentView): readonly StackPlan[] => {
  const ofSites = ([...origins, global] as const).flatMap((origin) => siteClouds.flatMap((cloud) => planSlice({ ...view, origin, cloud })));
  return [...ofSites, ...planEdge(view, ofSites)];
};

/** Makes the stack of a plan below `scope`. */
export const buildStack = (scope: Construct, plan: StackPlan): EstateStack => {
  const stack = new EstateStack(scope, { identity: plan.identity, backend: plan.backend });
  plan.build(stack);
  return stack;
};

const duplicateNames = (plans: readonly StackPlan[]): Problem[] => {
  const names = plans.map(({ identity }) => identity.name);
  return names
    .filter((name, index) => names.indexOf(name) !== index)
    .map((name) => ({
      code: "DuplicateStack",
      place: name,
      rule: "each stack must have a name of its own, for the second would overwrite the first",
      fix: "rename the environment or the layer",
    }));
};

/** A contract is read from a stack that offers every field of it. */
const unofferedReads = (plans: readonly StackPlan[]): Problem[] => {
  const offered = new Map(plans.map(({ identity, contract }) => [identity.name, Object.keys(contract?.fields ?? {})]));
  return plans.flatMap(({ identity, reads }) =>
    reads.flatMap(({ contract, source }) =>
      Object.keys(contract.fields)
        .filter((field) => offered.get(source.stack)?.includes(field) !== true)
        .map((field) => ({
          code: "ContractBroken" as const,
          place: identity.name,
          rule: `a stack must read only what ${source.stack} offers`,
          value: field,
          fix: "read another field, or let that layer offer it",
        })),
    ),
  );
};

/** Kahn's order, by name where the order is free: the same on every machine, whatever the description's order. */
export const inOrder = (plans: readonly StackPlan[]): readonly StackPlan[] => {
  const waiting = new Map(
    [...plans].sort((a, b) => (a.identity.name < b.identity.name ? -1 : 1)).map((plan) => [plan.identity.name, plan] as const),
  );
  failOn(
    plans.flatMap(({ identity, dependsOn }) =>
      dependsOn
        .filter((name) => !waiting.has(name))
        .map((name) => ({
          code: "UnknownDependency" as const,
          place: identity.name,
          rule: "a stack must depend only on stacks of the estate at this phase",
          value: name,
          fix: "mend the layer table, or the site's 'since'",
        })),
    ),
  );
  const ordered: StackPlan[] = [];
  const done = new Set<string>();
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(({ dependsOn }) => dependsOn.every((name) => done.has(name)));
    if (ready.length === 0) {
      throw new EstateError([
        {
          code: "DependencyCircle",
          place: [...waiting.keys()].join(", "),
          rule: "stacks must not depend on each other in a circle",
          fix: "let one of them derive the name that it reads",
        },
      ]);
    }
    for (const plan of ready) {
      ordered.push(plan);
      done.add(plan.identity.name);
      waiting.delete(plan.identity.name);
    }
  }
  return ordered;
};
