import { networkClaims, networkOverlaps, subnetProblems } from "./addresses";
import { asksCloud } from "./asks-cloud";
import type { EstateVerdict, ExceptionUse, PolicyKnowledge, ResolvedStack, StackFindings } from "./model";
import { nameClaims, namesClaimedTwice } from "./names";
import { orderProblems } from "./order";
import { poolProblems } from "./pools";
import { remoteStatesAcrossSites } from "./remote-state";
import { bucketProblems, residencyOf } from "./residency";
import { viewOf } from "./view";
import { clusterDoors, clustersWithoutWayIn, clusterUses } from "./way-in";

export { residencyExceptions } from "./residency-exceptions";

/**
 * Judges one stack right after it was synthesized, and notes what the estate's rules have to know of it. The stack can
 * be forgotten afterwards.
 */
export const examineStack = (stack: ResolvedStack, knowledge: PolicyKnowledge): StackFindings => {
  const view = viewOf(stack);
  const residency = residencyOf(view, knowledge);
  return {
    stack: view.name,
    dependsOn: stack.dependsOn,
    problems: [
      ...residency.problems,
      ...asksCloud(stack),
      ...remoteStatesAcrossSites(stack),
      ...subnetProblems(view),
      ...poolProblems(view, knowledge),
    ],
    names: nameClaims(view),
    networks: networkClaims(view),
    exceptions: residency.exceptions,
    bucketsMade: residency.bucketsMade,
    bucketUses: residency.bucketUses,
    clusters: clusterDoors(view),
    clusterUses: clusterUses(view),
  };
};

/** Judges the whole estate from what its stacks have told. All problems of all rules at once. */
export const concludeEstate = (findings: readonly StackFindings[]): EstateVerdict => ({
  problems: [
    ...findings.flatMap(({ problems }) => problems),
    ...bucketProblems(findings),
    ...namesClaimedTwice(findings),
    ...networkOverlaps(findings),
    ...orderProblems(findings),
    ...clustersWithoutWayIn(findings),
  ],
  exceptions: findings.flatMap(({ exceptions }) => exceptions).sort(byExceptionAndPlace),
});

const byExceptionAndPlace = (a: ExceptionUse, b: ExceptionUse): number => {
  const [left, right] = [a, b].map(({ exception, stack, address }) => `${exception} ${stack} ${address}`) as [string, string];
  return left < right ? -1 : left > right ? 1 : 0;
};
