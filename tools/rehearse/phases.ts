import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Schemas } from "../../modules/core/hcl/forms";
import type { ManifestStack } from "../../regions/manifest";
import type { Selection } from "../../regions/selection";
import { noCounts } from "./commands";
import { departures, type FactsOfType } from "./comparison";
import { resourcesIn, writeStackCopy, type RehearsedStack, type StackCopy } from "./copies";
import { rehearseStack, type CycleResult, type Extent } from "./cycle";
import { destroyStack, type DestroyResult } from "./destroy";
import { selectFrom, type EstateSteps } from "./estate";
import { ownFailure, type Failure } from "./failures";
import type { Ground } from "./ground";
import { reversed, runInOrder } from "./order";
import { protectionOf } from "./protection";
import { isDone, type ChangeReport } from "./report";
import { updateEstate, type StackUpdate } from "./update";
import { checkWayBack } from "./way-back";

/** How the stacks are taken up, through changes, and down. */
export interface PhaseRequest extends Selection {
  readonly until: Extent;
  /** Stacks and addresses of which a change may lose stateful resources. */
  readonly allowed: readonly string[];
  /** Plans each stack in HCL too, by what tells arguments from blocks. @default - in Terraform's JSON alone */
  readonly hcl?: Schemas;
  /** How many stacks side by side. @default the number of processors */
  readonly parallel?: number;
  /** Called with one line of text after each step. */
  readonly onProgress: (line: string) => void;
}

/** Whether the stacks really stand, so that one needs what comes before it. */
export const isWhole = ({ until }: Pick<PhaseRequest, "until">): boolean => until === "apply" || until === "destroy";

/** How long something took, in seconds. */
export interface Timed {
  readonly seconds: number;
}

/** What came of one stack's way up; without a copy where it was not run. */
export interface UpResult extends CycleResult, Timed {
  readonly entry: ManifestStack;
  readonly copy: StackCopy | undefined;
  /** The stacks for which it waits. */
  readonly waits: readonly string[];
}

const timed = async <T extends object>(work: () => Promise<T>): Promise<T & Timed> => {
  const start = performance.now();
  const result = await work();
  return { ...result, seconds: (performance.now() - start) / 1000 };
};

/** How many stacks side by side. */
const limitOf = ({ parallel }: PhaseRequest): number => parallel ?? Math.max(1, availableParallelism());

const hasErrors = ({ failures }: { readonly failures: readonly Failure[] }): boolean =>
  failures.some(({ severity }) => severity === "error");

/** Takes all stacks up, each after those that it depends on where they really stand, in any order otherwise. */
export const goUp = async (ground: Ground, stacks: readonly RehearsedStack[], request: PhaseRequest): Promise<readonly UpResult[]> => {
  const { until, onProgress } = request;
  const inOrder = isWhole(request);
  const results = new Map<string, UpResult>();
  const byName = new Map(stacks.map((stack) => [stack.entry.name, stack]));
  const add = (result: UpResult, words: string): void => {
    results.set(result.entry.name, result);
    onProgress(`[${String(results.size)}/${String(stacks.length)}] ${result.entry.name}: ${words}`);
  };
  await runInOrder({
    tasks: stacks.map(({ entry }) => ({ name: entry.name, after: inOrder ? entry.dependsOn : [] })),
    limit: limitOf(request),
    work: async (name) => {
      const stack = byName.get(name);
      if (stack === undefined) return false;
      const copy = writeStackCopy(ground.workspace, join(ground.workspace, "stacks", name), stack, ground.terraform.version);
      const cycle = await timed(() => rehearseStack(ground, copy, until));
      const gaps = protectionOf(stack.json).gaps.map((gap) => ownFailure("protection", stack, gap));
      const result = { ...cycle, failures: [...cycle.failures, ...gaps], entry: stack.entry, copy, waits: [] };
      add(result, `${hasErrors(result) ? "failed" : doneWord[until]}, ${String(cycle.counts.add)} to add, ${cycle.seconds.toFixed(1)} s`);
      return !inOrder || cycle.stands;
    },
    skip: (name, needs) => {
      const stack = byName.get(name);
      if (stack === undefined) return;
      const nothing = { counts: noCounts, failures: [], stands: false, needs: undefined, seconds: 0 };
      add({ ...nothing, entry: stack.entry, copy: undefined, waits: needs }, `not run: needs ${needs.join(", ")}`);
    },
  });
  return stacks.flatMap(({ entry }) => results.get(entry.name) ?? []);
};

const doneWord: Readonly<Record<Extent, string>> = { validate: "validated", plan: "planned", apply: "applied", destroy: "applied" };

/** What a rehearsal goes through once its stacks stand. */
export interface Changes {
  /** The stacks before the first change. */
  readonly stacks: readonly RehearsedStack[];
  readonly later: EstateSteps["later"];
  /** What is known of a type: which of its arguments replace. */
  readonly factsOf: FactsOfType;
}

/**
 * Goes through the changes, one after another, until one does not go through. A way back is not meant to: it is tried
 * from what stands, and has to be refused for all that it would lose.
 */
export const goThrough = async (
  ground: Ground,
  { stacks: first, later, factsOf }: Changes,
  standing: Map<string, StackCopy>,
  request: PhaseRequest,
): Promise<readonly ChangeReport[]> => {
  const reports: ChangeReport[] = [];
  let reached = first;
  for (const [index, { change, synthesis }] of later.entries()) {
    const { text, isWayBack = false } = change;
    const wentThrough = reports.every((before) => before.tried && (before.isWayBack || before.stacks.every(isDone)));
    if (!wentThrough) {
      reports.push({ change: text, tried: false, isWayBack, stacks: [] });
      continue;
    }
    request.onProgress(`${isWayBack ? "way back" : "change"} ${text}`);
    const { stacks } = selectFrom(synthesis, request, true);
    const updates = await updateEstate(ground, {
      folder: join(ground.workspace, `change-${String(index + 1)}`),
      stacks,
      standing,
      allowed: new Set(request.allowed),
      limit: limitOf(request),
      onStack: (update) => request.onProgress(updateLine(update)),
    });
    const told = isWayBack ? checkWayBack(updates, reached, departures(reached, stacks, factsOf)) : updates;
    reports.push({ change: text, tried: true, isWayBack, stacks: told });
    if (!isWayBack) reached = stacks;
  }
  return reports;
};

const updateLine = ({ stack, kind, result, counts, needs, seconds }: StackUpdate): string => {
  const { add, change, replace, destroy } = counts;
  const words = [
    `${String(add)} to create`,
    `${String(change)} to change`,
    `${String(replace)} to replace`,
    `${String(destroy)} to destroy`,
  ];
  const why = needs.length === 0 ? "" : `: needs ${needs.join(", ")}`;
  return `${stack}${kind === "changed" ? "" : ` (${kind})`}: ${result}${why}, ${words.join(", ")}, ${seconds.toFixed(1)} s`;
};

/** Takes down whatever stands, last first. What something stands on stays where that could not be taken down. */
export const goDown = async (
  ground: Ground,
  standing: ReadonlyMap<string, StackCopy>,
  request: PhaseRequest,
): Promise<ReadonlyMap<string, DestroyResult & Timed>> => {
  const results = new Map<string, DestroyResult & Timed>();
  const up = [...standing.values()].filter(({ entry }) => resourcesIn(ground.workspace, entry.name).length > 0);
  await runInOrder({
    tasks: reversed(up.map(({ entry }) => ({ name: entry.name, after: entry.dependsOn }))),
    limit: limitOf(request),
    work: async (name) => {
      const copy = standing.get(name);
      if (copy === undefined) return false;
      const result = await timed(() => destroyStack(ground, copy));
      results.set(name, result);
      const words = hasErrors(result) ? "destroy failed" : "destroyed";
      const refused = result.refused.length === 0 ? "" : `, ${String(result.refused.length)} refused before`;
      request.onProgress(
        `[${String(results.size)}/${String(up.length)}] ${name}: ${words}, ${String(result.destroyed)} gone${refused}, ${result.seconds.toFixed(1)} s`,
      );
      return !hasErrors(result);
    },
    skip: (name, needs) => {
      const copy = standing.get(name);
      const failures =
        copy === undefined
          ? []
          : [ownFailure("destroy", copy, { summary: `Not destroyed, for others still stand on it: ${needs.join(", ")}` })];
      results.set(name, { destroyed: 0, refused: [], failures, seconds: 0 });
      request.onProgress(`[${String(results.size)}/${String(up.length)}] ${name}: not destroyed, for ${needs.join(", ")} still stands`);
    },
  });
  return results;
};
