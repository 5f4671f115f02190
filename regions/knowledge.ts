import type { PolicyKnowledge } from "../modules/policy/model";
import { regionFacts } from "./facts";
import type { RegionFacts } from "./facts/fact";
import type { StackPlan } from "./place";

/** What the estate's rules have to know of regions and of the estate's own state buckets. */
export const policyKnowledge = (
  plans: readonly StackPlan[],
  facts: Readonly<Record<string, RegionFacts>> = regionFacts,
): PolicyKnowledge => {
  const buckets = new Map(plans.flatMap(({ backend }) => (backend.kind === "local" ? [] : [[backend.bucket, backend.region] as const])));
  return {
    jurisdictionOf: (cloud, region) => facts[`${cloud}-${region}`]?.jurisdiction,
    regionOfStateBucket: (bucket) => buckets.get(bucket),
  };
};
