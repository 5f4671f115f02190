import { mkdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { resourceTotal } from "../../modules/core/expand";
import { stateFile, writeStackCopy, type RehearsedStack, type StackCopy } from "./copies";
import { rehearseStack } from "./cycle";
import { destroyStack } from "./destroy";
import { carried, forEmulator, type LeftOut } from "./emulator-copies";
import { gapsToTry, tryGaps, withGaps } from "./emulator-trial";
import { ownFailure, type Failure } from "./failures";
import type { Ground } from "./ground";
import { reversed, runInOrder } from "./order";

/** What came of one stack on the emulator. */
export interface EmulatedStack {
  readonly stack: string;
  /** Resources of the stack, and how many of them the emulator carried: made, unchanged in a second plan, destroyed. */
  readonly resources: number;
  readonly carried: number;
  readonly leftOut: readonly LeftOut[];
  /** The stacks that don't stand and that it waited for: then nothing was tried. */
  readonly waits: readonly string[];
  readonly failures: readonly Failure[];
  readonly seconds: number;
}

/** What happens beside a rehearsal on an emulator. */
export interface EmulatorHooks {
  readonly onProgress: (line: string) => void;
  /**
   * Called with what the emulator carries of a stack and the text of its state, as soon as it stands and nothing else of
   * it was tried; for one stack after another, in the order in which they came to stand.
   */
  readonly onStanding: (part: RehearsedStack, state: string) => Promise<readonly Failure[]>;
}

/** A stack that was taken up. */
interface Up {
  readonly stack: RehearsedStack;
  readonly part: StackCopy;
  readonly leftOut: readonly LeftOut[];
  readonly stands: boolean;
  readonly failures: Failure[];
  seconds: number;
}

/** Programs side by side. Most of a way up is waiting, so there is no use in more of them than processors. */
const limit = (): number => Math.max(2, availableParallelism());

/**
 * Takes stacks through apply, an empty second plan and destroy, with the real provider against an emulator, each after
 * those that it depends on and independent ones side by side. Between the ways up and down everything is tried that the
 * emulator is said not to carry, so that the list of it stays true.
 */
export const rehearseOnEmulator = async (
  ground: Ground,
  stacks: readonly RehearsedStack[],
  hooks: EmulatorHooks,
): Promise<readonly EmulatedStack[]> => {
  const { up, skipped } = await goUp(ground, stacks, hooks);
  await tryAll(ground, up, hooks);
  await goDown(ground, up, hooks);
  return stacks.flatMap((stack) => {
    const one = up.get(stack.entry.name);
    return one === undefined ? notRun(stack, skipped.get(stack.entry.name)) : [resultOf(one)];
  });
};

const goUp = async (
  ground: Ground,
  stacks: readonly RehearsedStack[],
  { onProgress, onStanding }: EmulatorHooks,
): Promise<{ readonly up: ReadonlyMap<string, Up>; readonly skipped: ReadonlyMap<string, readonly string[]> }> => {
  const byName = new Map(stacks.map((stack) => [stack.entry.name, stack]));
  const up = new Map<string, Up>();
  const skipped = new Map<string, readonly string[]>();
  // What happens beside takes a stack at a time, while the next ones wait for the emulator.
  let beside = Promise.resolve();
  await runInOrder({
    tasks: tasksOf(stacks),
    limit: limit(),
    work: async (name) => {
      const stack = byName.get(name);
      if (stack === undefined) return false;
      const start = performance.now();
      const { json, leftOut } = carried(forEmulator(stack.json));
      const part = copyOf(ground, { ...stack, json });
      const { failures, stands } = await rehearseStack(ground, part, "apply");
      const one: Up = { stack, part, leftOut, stands, failures: failures.filter(isOfStack), seconds: since(start) };
      up.set(name, one);
      onProgress(`${name} ${stands ? "stands" : "does not stand"} on the emulator after ${String(one.seconds)} s`);
      if (!stands) return false;
      const state = readFileSync(stateFile(ground.workspace, name), "utf8");
      beside = beside.then(async () => {
        one.failures.push(...(await onStanding(part, state)));
      });
      // It is awaited at the end; until then nobody listens to it.
      void beside.catch(() => undefined);
      return true;
    },
    skip: (name, needs) => skipped.set(name, needs),
  });
  await beside;
  return { up, skipped };
};

/** Each gap is tried in the first stack that has it: a second one would hear the same answer. */
const tryAll = async (ground: Ground, up: ReadonlyMap<string, Up>, { onProgress }: EmulatorHooks): Promise<void> => {
  const standing = [...up.values()].filter(({ stands }) => stands);
  const trials = gapsToTry(standing.map(({ leftOut }) => leftOut));
  await runInOrder({
    tasks: standing.flatMap(({ stack }, index) => ((trials[index] ?? []).length === 0 ? [] : [{ name: stack.entry.name, after: [] }])),
    limit: limit(),
    work: async (name) => {
      const one = up.get(name);
      const own = trials[standing.findIndex(({ stack }) => stack.entry.name === name)] ?? [];
      if (one === undefined) return false;
      const start = performance.now();
      const gaps = own.map(({ gap }) => gap);
      one.failures.push(...(await tryGaps(ground, copyOf(ground, { ...one.stack, json: withGaps(one.stack.json, gaps) }), own)));
      one.seconds += since(start);
      onProgress(
        `${name} was tried with ${String(own.length)} resources that the emulator is said not to carry after ${String(since(start))} s`,
      );
      return true;
    },
    skip: () => undefined,
  });
};

const goDown = async (ground: Ground, up: ReadonlyMap<string, Up>, { onProgress }: EmulatorHooks): Promise<void> =>
  runInOrder({
    tasks: reversed(tasksOf([...up.values()].map(({ stack }) => stack))),
    limit: limit(),
    work: async (name) => {
      const one = up.get(name);
      if (one === undefined) return false;
      const start = performance.now();
      const { failures } = await destroyStack(ground, copyOf(ground, one.part));
      one.failures.push(...failures);
      one.seconds += since(start);
      onProgress(`${name} is ${failures.length === 0 ? "" : "not "}destroyed after ${String(since(start))} s`);
      return failures.length === 0;
    },
    skip: (name, needs) => {
      const one = up.get(name);
      one?.failures.push(ownFailure("destroy", one.part, { summary: `Not destroyed, for others still stand on it: ${needs.join(", ")}` }));
    },
  });

const tasksOf = (stacks: readonly RehearsedStack[]): readonly { readonly name: string; readonly after: readonly string[] }[] =>
  stacks.map(({ entry }) => ({ name: entry.name, after: entry.dependsOn }));

const resultOf = ({ stack, part, leftOut, failures, seconds }: Up): EmulatedStack => ({
  stack: stack.entry.name,
  resources: resourcesOf(stack),
  carried: failures.length === 0 ? resourcesOf(part) : 0,
  leftOut,
  waits: [],
  failures,
  seconds: Math.round(seconds * 10) / 10,
});

const notRun = (stack: RehearsedStack, waits: readonly string[] = []): readonly EmulatedStack[] => [
  { stack: stack.entry.name, resources: resourcesOf(stack), carried: 0, leftOut: [], waits, failures: [], seconds: 0 },
];

const resourcesOf = ({ json }: RehearsedStack): number => resourceTotal(json);

/** That providers came from a folder, whose checksums hold for this machine alone, says nothing about a stack. */
const isOfStack = ({ summary }: Failure): boolean => summary !== "Incomplete lock file information for providers";

const since = (start: number): number => Math.round((performance.now() - start) / 100) / 10;

const copyOf = (ground: Ground, stack: RehearsedStack): StackCopy => {
  const folder = join(ground.workspace, "emulated", stack.entry.name);
  mkdirSync(folder, { recursive: true });
  return writeStackCopy(ground.workspace, folder, stack, ground.terraform.version);
};
