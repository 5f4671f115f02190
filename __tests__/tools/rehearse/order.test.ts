import fc from "fast-check";
import { reversed, runInOrder, withNeeds, type Task } from "../../../tools/rehearse/order";

/** Runs tasks that each take one turn, and tells what happened in which order. */
const trace = async (tasks: readonly Task[], limit: number, broken: readonly string[] = []) => {
  const lines: string[] = [];
  let running = 0;
  let most = 0;
  await runInOrder({
    tasks,
    limit,
    work: async (name) => {
      running += 1;
      most = Math.max(most, running);
      lines.push(`start ${name}`);
      await Promise.resolve();
      lines.push(`end ${name}`);
      running -= 1;
      return !broken.includes(name);
    },
    skip: (name, needs) => lines.push(`skip ${name} for ${needs.join(" ")}`),
  });
  return { lines, most };
};

const chain: readonly Task[] = [
  { name: "state", after: [] },
  { name: "keys", after: ["state"] },
  { name: "network", after: ["keys"] },
  { name: "other", after: [] },
];

/** Tasks without a circle: each comes after some of those before it. */
const anyTasks: fc.Arbitrary<readonly Task[]> = fc.array(fc.array(fc.nat(30), { maxLength: 3 }), { maxLength: 12 }).map((rows) =>
  rows.map((row, index) => ({
    name: `t${String(index)}`,
    after: [...new Set(row.filter((one) => one < index).map((one) => `t${String(one)}`))],
  })),
);

describe("runInOrder", () => {
  test("does the first that is ready, side by side up to the limit", async () => {
    expect((await trace(chain, 2)).lines).toEqual([
      "start state",
      "start other",
      "end state",
      "end other",
      "start keys",
      "end keys",
      "start network",
      "end network",
    ]);
  });

  test("goes on with what does not come after a failure, and names what each waits for", async () => {
    const { lines } = await trace(chain, 1, ["state"]);
    expect(lines.filter((line) => !line.startsWith("end"))).toEqual([
      "start state",
      "skip keys for state",
      "skip network for keys",
      "start other",
    ]);
  });

  test("takes what is not among the tasks as done", async () => {
    expect((await trace([{ name: "keys", after: ["state"] }], 1)).lines).toEqual(["start keys", "end keys"]);
  });

  test("refuses a circle, and names those in it alone, before anything is done", async () => {
    const circle = [
      { name: "a", after: ["b"] },
      { name: "b", after: ["c"] },
      { name: "c", after: ["b"] },
      { name: "d", after: [] },
    ];
    await expect(trace(circle, 1)).rejects.toThrow(/^b: \[DependencyCircle\] .*\["b","c"\]/);
  });

  test("does everything once, never before what it comes after, and never more than the limit at a time", async () => {
    await fc.assert(
      fc.asyncProperty(anyTasks, fc.integer({ min: 1, max: 4 }), async (tasks, limit) => {
        const { lines, most } = await trace(tasks, limit);
        expect(lines).toHaveLength(2 * tasks.length);
        expect(most).toBeLessThanOrEqual(limit);
        for (const { name, after } of tasks)
          for (const one of after) expect(lines.indexOf(`end ${one}`)).toBeLessThan(lines.indexOf(`start ${name}`));
      }),
    );
  });
});

describe("reversed", () => {
  test("turns the order round", async () => {
    const { lines } = await trace(reversed(chain), 1);
    expect(lines.filter((line) => line.startsWith("start"))).toEqual(["start other", "start network", "start keys", "start state"]);
  });

  test("twice is the same again", () => {
    fc.assert(
      fc.property(anyTasks, (tasks) => {
        const sorted = (all: readonly Task[]) => all.map(({ name, after }) => ({ name, after: [...after].sort() }));
        expect(sorted(reversed(reversed(tasks)))).toEqual(sorted(tasks));
      }),
    );
  });
});

describe("withNeeds", () => {
  test("adds what a task comes after, near or far, in the order of the tasks", () => {
    expect(withNeeds(chain, ["network"])).toEqual(["state", "keys", "network"]);
    expect(withNeeds(chain, ["other", "keys"])).toEqual(["state", "keys", "other"]);
  });
});
