import type { ManifestStack } from "../../regions/manifest";
import * as terraform from "./commands";
import { countChanges, isBroken, noCounts, type Answer, type Counts, type TerraformRun } from "./commands";
import { provideSamples, type StackCopy } from "./copies";
import { failuresOf, ownFailure, type Failure, type Step } from "./failures";
import { isReadable, planFile, refreshReads, remainingChanges, runIn, type Ground, type Readable } from "./ground";
import { planInHcl } from "./hcl";
import { foreignSites, type SiteName } from "./sites";

/** How far a rehearsal goes. */
export const extents = ["validate", "plan", "apply", "destroy"] as const;
/** How far a rehearsal goes. */
export type Extent = (typeof extents)[number];

/** What came of a stack's way up. */
export interface CycleResult {
  /** What the plan that was made from nothing would do. */
  readonly counts: Counts;
  readonly failures: readonly Failure[];
  /** Whether all of it stands, so that others may read it. */
  readonly stands: boolean;
  /** Other sites without whose states it can't be planned; `undefined` where that was not tried. */
  readonly needs: readonly SiteName[] | undefined;
}

/** Takes a stack through `init`, `validate`, `plan`, `apply` and a second plan that must be empty, as far as `until` says. */
export const rehearseStack = async (ground: Ground, copy: StackCopy, until: Extent): Promise<CycleResult> => {
  const run = await runIn(ground, copy);
  const prepared = await inSteps(copy, [
    ["init", () => terraform.init(run)],
    ["validate", () => terraform.validate(run)],
  ]);
  if (prepared.some(isError)) return { counts: noCounts, failures: prepared, stands: false, needs: undefined };
  if (until === "validate") return { counts: noCounts, failures: prepared, stands: false, needs: undefined };
  if (until === "plan") {
    const { answer, failures, needs } = await planAlone(ground, copy, run, "plan", (readable) => withSamples(ground, copy, readable));
    const inHcl = failures.some(isError) ? [] : await alsoInHcl(ground, copy, run);
    return { counts: countChanges(answer.changes), failures: [...prepared, ...failures, ...inHcl], stands: false, needs };
  }
  refreshReads(ground, copy, "all");
  const planned = await terraform.plan(run, planFile);
  const counts = countChanges(planned.changes);
  const before = [
    ...prepared,
    ...failuresOf("plan", copy, planned.diagnostics),
    ...(isBroken(planned) ? [] : await alsoInHcl(ground, copy, run)),
  ];
  if (isBroken(planned)) return { counts, failures: before, stands: false, needs: undefined };
  const { failures, stands, needs } = await applyAndPlan(ground, copy, run);
  return { counts, failures: [...before, ...failures], stands, needs };
};

const alsoInHcl = async ({ hcl }: Ground, copy: StackCopy, run: TerraformRun): Promise<readonly Failure[]> =>
  hcl === undefined ? [] : planInHcl(copy, run, hcl);

const isError = ({ severity }: Failure): boolean => severity === "error";

/** Runs commands one after another, until one has an error. */
const inSteps = async (copy: StackCopy, steps: readonly (readonly [Step, () => Promise<Answer>])[]): Promise<readonly Failure[]> => {
  const failures: Failure[] = [];
  for (const [step, command] of steps) {
    const answer = await command();
    failures.push(...failuresOf(step, copy, answer.diagnostics));
    if (isBroken(answer)) break;
  }
  return failures;
};

/**
 * Applies the plan that lies in a stack's folder, and plans again with no state but its own site's: there must be
 * nothing left to do, and no other site may be needed to say so.
 */
export const applyAndPlan = async (ground: Ground, copy: StackCopy, run: TerraformRun): Promise<Omit<CycleResult, "counts">> => {
  const applied = await terraform.apply(run, planFile);
  const before = failuresOf("apply", copy, applied.diagnostics);
  if (isBroken(applied)) return { failures: before, stands: false, needs: undefined };
  const { answer, failures, needs } = await planAlone(ground, copy, run, "second plan", (readable) => refreshReads(ground, copy, readable));
  const rest =
    answer.code === 2
      ? [ownFailure("second plan", copy, { summary: "The second plan is not empty", detail: await remainingChanges(run) })]
      : [];
  // A stack that another site's loss would stop stands all the same.
  return { failures: [...before, ...failures, ...rest], stands: !isBroken(answer) && rest.length === 0, needs };
};

interface AlonePlan {
  readonly answer: Answer;
  readonly failures: readonly Failure[];
  readonly needs: readonly SiteName[] | undefined;
}

/**
 * Plans a stack with no state but its own site's. Where that fails, and it reads others', it is planned with all of them:
 * what is still wrong then is no matter of lost sites.
 */
const planAlone = async (
  { entries }: Ground,
  copy: StackCopy,
  run: TerraformRun,
  step: Step,
  provide: (readable: Readable) => void,
): Promise<AlonePlan> => {
  provide("own site");
  const alone = await terraform.plan(run, planFile);
  const others = foreignSites(copy.entry, entries);
  if (!isBroken(alone) || others.length === 0) {
    return { answer: alone, failures: failuresOf(step, copy, alone.diagnostics), needs: isBroken(alone) ? undefined : [] };
  }
  provide("all");
  const answer = await terraform.plan(run, planFile);
  if (isBroken(answer)) return { answer, failures: failuresOf(step, copy, answer.diagnostics), needs: undefined };
  const failures = [...failuresOf(step, copy, answer.diagnostics), ...failuresOf("loss", copy, alone.diagnostics)];
  return { answer, failures, needs: others };
};

const withSamples = ({ entries, terraform: { version } }: Ground, copy: StackCopy, readable: Readable): void => {
  const known: ReadonlyMap<string, ManifestStack> = entries;
  provideSamples(known, copy, (stack) => isReadable(known, copy, stack, readable), version);
};
