import { rmSync } from "node:fs";
import { join } from "node:path";
import type { ManifestStack } from "../../regions/manifest";
import * as terraform from "./commands";
import { countChanges, isBroken, noCounts, type Counts } from "./commands";
import { resourcesIn, stateFile, writeStackCopy, type RehearsedStack, type StackCopy } from "./copies";
import { applyAndPlan, rehearseStack } from "./cycle";
import { destroyStack, lift, preventedIn } from "./destroy";
import { failuresOf, withoutKey, type Failure } from "./failures";
import { planFile, refreshReads, runIn, type Ground } from "./ground";
import { reversed, runInOrder } from "./order";
import { isStateful } from "./protection";

/** A stateful resource that a change would replace or destroy. */
export interface LostResource {
  readonly stack: string;
  readonly address: string;
  readonly fate: "replaced" | "destroyed";
  /** Whether it was allowed by name. */
  readonly allowed: boolean;
}

/** What a change does with one stack. */
export interface StackUpdate {
  readonly stack: string;
  /** `changed`: there before and after. `new`, `gone`: with the change. */
  readonly kind: "changed" | "new" | "gone";
  readonly counts: Counts;
  /** `refused`: a stateful resource would be lost. `planned`: a stack before it was refused, so it was not applied. */
  readonly result: "unchanged" | "applied" | "planned" | "refused" | "failed" | "not run";
  readonly lost: readonly LostResource[];
  readonly failures: readonly Failure[];
  /** The stacks for which it waits, where it was not run. */
  readonly needs: readonly string[];
  readonly seconds: number;
}

/** One change of the estate. */
export interface UpdateRequest {
  /** The folder of this step's copies. */
  readonly folder: string;
  /** The stacks after the change, in the manifest's order. */
  readonly stacks: readonly RehearsedStack[];
  /** The copies by which the standing stacks were applied; kept up to date. */
  readonly standing: Map<string, StackCopy>;
  /** Stacks and addresses of which stateful resources may be lost: `STACK`, `ADDRESS` or `STACK:ADDRESS`. */
  readonly allowed: ReadonlySet<string>;
  /** How many stacks side by side. */
  readonly limit: number;
  readonly onStack: (update: StackUpdate) => void;
}

/**
 * Brings the standing stacks to what the change makes of them: plans each against its state, and applies it unless a
 * stateful resource would be lost. New stacks go their whole way up. Stacks that are gone are destroyed whole, after all
 * others, for these may have let go of them.
 */
export const updateEstate = async (ground: Ground, request: UpdateRequest): Promise<readonly StackUpdate[]> => {
  const updates: StackUpdate[] = [];
  const held = new Set<string>();
  const add = (update: StackUpdate): boolean => {
    if (update.result === "refused" || update.result === "planned") held.add(update.stack);
    updates.push(update);
    request.onStack(update);
    return update.result !== "failed" && update.result !== "not run";
  };
  const there = new Map(request.stacks.map((stack) => [stack.entry.name, stack]));
  await runInOrder({
    tasks: request.stacks.map(({ entry }) => ({ name: entry.name, after: entry.dependsOn })),
    limit: request.limit,
    work: async (name) => {
      const stack = there.get(name);
      return stack !== undefined && add(await timed(() => updateOne(ground, request, stack, held)));
    },
    skip: (name, needs) => add(notRun(name, request.standing.has(name) ? "changed" : "new", needs)),
  });
  await removeGone(ground, request, there, add);
  // They ended in any order; a report has the manifest's.
  const order = [
    ...there.keys(),
    ...updates
      .filter(({ kind }) => kind === "gone")
      .map(({ stack }) => stack)
      .sort(),
  ];
  return [...updates].sort((a, b) => order.indexOf(a.stack) - order.indexOf(b.stack));
};

const timed = async (work: () => Promise<Omit<StackUpdate, "seconds">>): Promise<StackUpdate> => {
  const start = performance.now();
  const update = await work();
  return { ...update, seconds: (performance.now() - start) / 1000 };
};

const notRun = (stack: string, kind: StackUpdate["kind"], needs: readonly string[]): StackUpdate => ({
  stack,
  kind,
  counts: noCounts,
  result: "not run",
  lost: [],
  failures: [],
  needs,
  seconds: 0,
});

const updateOne = async (
  ground: Ground,
  { folder, standing, allowed }: UpdateRequest,
  stack: RehearsedStack,
  held: ReadonlySet<string>,
): Promise<Omit<StackUpdate, "seconds">> => {
  const name = stack.entry.name;
  const waits = stack.entry.dependsOn.filter((one) => held.has(one)).sort();
  const isNew = !standing.has(name);
  if (isNew && waits.length > 0) return notRun(name, "new", waits);
  const copy = writeStackCopy(ground.workspace, join(folder, name), stack, ground.terraform.version);
  if (isNew) {
    standing.set(name, copy);
    const { counts, failures, stands } = await rehearseStack(ground, copy, "apply");
    return { stack: name, kind: "new", counts, result: stands ? "applied" : "failed", lost: [], failures, needs: [] };
  }
  const run = await runIn(ground, copy);
  const base = { stack: name, kind: "changed", counts: noCounts, lost: [], needs: [] } as const;
  const prepared = await terraform.init(run);
  if (isBroken(prepared)) return { ...base, result: "failed", failures: failuresOf("init", copy, prepared.diagnostics) };
  refreshReads(ground, copy, "all");
  const { answer, prevented } = await planLifted(copy, run);
  const failures = failuresOf("change", copy, answer.diagnostics);
  if (isBroken(answer)) return { ...base, result: "failed", failures };
  const counts = countChanges(answer.changes);
  const lost = answer.changes.flatMap(({ address, type, action }): LostResource[] => {
    const isLoss = action === "replace" || action === "delete";
    if (!isLoss || !(isStateful(type) || prevented.has(withoutKey(address)))) return [];
    return [{ stack: name, address, fate: action === "replace" ? "replaced" : "destroyed", allowed: isAllowed(allowed, name, address) }];
  });
  const done = { ...base, counts, lost, failures };
  if (answer.code === 0) return { ...done, result: "unchanged" };
  if (lost.some((one) => !one.allowed)) return { ...done, result: "refused" };
  if (waits.length > 0) return { ...done, result: "planned", needs: waits };
  standing.set(name, copy);
  const applied = await applyAndPlan(ground, copy, run);
  // What was lifted for one change protects again afterwards.
  if (prevented.size > 0) lift(copy, []);
  return { ...done, result: applied.stands ? "applied" : "failed", failures: [...failures, ...applied.failures] };
};

/** Plans, lifting in the copy what Terraform refuses to destroy, so that the plan tells all that would be lost. */
const planLifted = async (copy: StackCopy, run: terraform.TerraformRun) => {
  const prevented = new Set<string>();
  for (;;) {
    const answer = await terraform.plan(run, planFile);
    const found = preventedIn(answer.diagnostics).filter((address) => !prevented.has(address));
    if (found.length === 0) return { answer, prevented };
    found.forEach((address) => prevented.add(address));
    lift(copy, [...prevented]);
  }
};

const isAllowed = (allowed: ReadonlySet<string>, stack: string, address: string): boolean =>
  [stack, address, withoutKey(address), `${stack}:${address}`, `${stack}:${withoutKey(address)}`].some((name) => allowed.has(name));

/** Destroys the stacks that are gone, last first, where nothing stateful is lost that was not allowed. */
const removeGone = async (
  ground: Ground,
  { standing, allowed, limit }: UpdateRequest,
  there: ReadonlyMap<string, RehearsedStack>,
  add: (update: StackUpdate) => boolean,
): Promise<void> => {
  const gone = [...standing.values()].filter(({ entry }) => !there.has(entry.name));
  const entry = new Map<string, ManifestStack>(gone.map((copy) => [copy.entry.name, copy.entry]));
  const lostOf = (name: string): readonly LostResource[] =>
    resourcesIn(ground.workspace, name)
      .filter(({ type }) => isStateful(type))
      .map(({ address }) => ({ stack: name, address, fate: "destroyed", allowed: isAllowed(allowed, name, address) }));
  const whole = (name: string): Omit<StackUpdate, "result" | "failures" | "seconds" | "needs"> => ({
    stack: name,
    kind: "gone",
    counts: { ...noCounts, destroy: resourcesIn(ground.workspace, name).length },
    lost: lostOf(name),
  });
  await runInOrder({
    tasks: reversed([...entry.values()].map(({ name, dependsOn }) => ({ name, after: dependsOn }))),
    limit,
    work: async (name) => {
      const copy = standing.get(name);
      const all = whole(name);
      if (copy === undefined || all.lost.some((one) => !one.allowed)) {
        add({ ...all, result: "refused", failures: [], needs: [], seconds: 0 });
        return false;
      }
      return add(
        await timed(async () => {
          const { failures } = await destroyStack(ground, copy);
          const failed = failures.some(({ severity }) => severity === "error");
          if (!failed) {
            standing.delete(name);
            rmSync(stateFile(ground.workspace, name), { force: true });
          }
          return { ...all, result: failed ? "failed" : "applied", failures, needs: [] };
        }),
      );
    },
    // A stack that stands keeps what it stands on; what would be lost with it is told all the same.
    skip: (name, needs) => {
      const all = whole(name);
      const refused = all.lost.some((one) => !one.allowed);
      add({ ...all, result: refused ? "refused" : "not run", failures: [], needs: refused ? [] : needs, seconds: 0 });
    },
  });
};
