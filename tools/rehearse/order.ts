import { failOn } from "../../modules/core/errors";

/** Something that is done after others. */
export interface Task {
  readonly name: string;
  /** Names of tasks that have to be done before. One that is not among the tasks is taken as done. */
  readonly after: readonly string[];
}

/** What is done with tasks in their order. */
export interface OrderRequest {
  readonly tasks: readonly Task[];
  /** How many are under way at a time, at least 1. */
  readonly limit: number;
  /** Does a task, and tells whether it was done. What comes after one that was not is not done either. */
  readonly work: (name: string) => Promise<boolean>;
  /** Called for a task that is not done, with the names that it waited for, sorted. */
  readonly skip: (name: string, needs: readonly string[]) => void;
}

/**
 * Does tasks in their order, as many side by side as `limit` says, and takes the first that is ready in the given
 * order. A task that is not done stops those after it alone.
 *
 * @throws EstateError DependencyCircle before anything is done.
 */
export const runInOrder = async ({ tasks, limit, work, skip }: OrderRequest): Promise<void> => {
  failOn(circleProblems(tasks));
  const names = new Set(tasks.map(({ name }) => name));
  const done = new Map<string, boolean>();
  const waiting = new Map(tasks.map((task) => [task.name, task.after.filter((name) => names.has(name))] as const));
  const running = new Map<string, Promise<void>>();
  const settle = (): void => {
    for (const [name, after] of waiting) {
      const broken = after.filter((one) => done.get(one) === false).sort();
      if (broken.length === 0) continue;
      waiting.delete(name);
      done.set(name, false);
      skip(name, broken);
      settle();
      return;
    }
  };
  const start = (): void => {
    for (const [name, after] of waiting) {
      if (running.size >= limit) return;
      if (!after.every((one) => done.get(one) === true)) continue;
      waiting.delete(name);
      running.set(
        name,
        work(name).then((good) => {
          done.set(name, good);
          running.delete(name);
        }),
      );
    }
  };
  start();
  while (running.size > 0) {
    await Promise.race(running.values());
    settle();
    start();
  }
};

/** The given names with everything that they come after, near or far, in the order of `tasks`. */
export const withNeeds = (tasks: readonly Task[], names: readonly string[]): readonly string[] => {
  const after = new Map(tasks.map((task) => [task.name, task.after]));
  const found = new Set<string>();
  const add = (name: string): void => {
    if (found.has(name) || !after.has(name)) return;
    found.add(name);
    after.get(name)?.forEach(add);
  };
  names.forEach(add);
  return tasks.map(({ name }) => name).filter((name) => found.has(name));
};

/** The same tasks the other way round: what came after something comes before it. */
export const reversed = (tasks: readonly Task[]): readonly Task[] =>
  [...tasks].reverse().map(({ name }) => ({ name, after: tasks.filter(({ after }) => after.includes(name)).map((task) => task.name) }));

/** Names the tasks that are in a circle, or come after one: what is left when all that can be done is done. */
const circleProblems = (tasks: readonly Task[]): Parameters<typeof failOn>[0] => {
  const left = new Map(tasks.map((task) => [task.name, task.after]));
  for (let before = -1; before !== left.size;) {
    before = left.size;
    for (const [name, after] of left) if (!after.some((one) => left.has(one))) left.delete(name);
  }
  const inCircle = [...left.keys()].filter((name) => withNeeds(tasks, left.get(name) ?? []).includes(name)).sort();
  if (inCircle.length === 0) return [];
  return [
    {
      code: "DependencyCircle",
      place: inCircle[0] ?? "",
      rule: "stacks must not depend on each other in a circle",
      value: inCircle,
      fix: "let one of them derive the name that it needs",
    },
  ];
};
