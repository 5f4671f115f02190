import { EventEmitter } from "node:events";
import type { Worker } from "node:worker_threads";
import { estate } from "../../environments";
import { planSynthesis, synthesizeEstate, type SynthesisRequest } from "../../main";
import { synthesizeInThreads } from "../../tools/threads";

interface Order {
  readonly request: SynthesisRequest;
  readonly taken: Int32Array;
}

/** A second thread that answers as `answer` says, once the first has done its part. */
const secondThread = (answer: (order: Order, thread: EventEmitter) => void): Worker => {
  const thread = new EventEmitter();
  return Object.assign(thread, {
    ref: () => undefined,
    postMessage: (order: Order) => {
      // Takes its first stacks at once, as a thread of its own does, and tells later.
      answer(order, {
        emit: (name: string, value: unknown) => setImmediate(() => thread.emit(name, value)),
      } as unknown as EventEmitter);
    },
  }) as unknown as Worker;
};

/** Builds this many stacks and leaves the others to the first thread. */
const buildsFirst = (count: number): Worker =>
  secondThread(({ request, taken }, thread) => {
    const work = planSynthesis(request);
    const indices = Array.from({ length: Math.min(count, work.count) }, () => Atomics.add(taken, 0, 1));
    thread.emit("message", structuredClone(work.build(indices)));
  });

const dev: SynthesisRequest = { description: { ...estate, environments: estate.environments.slice(0, 1) } };

describe("a synthesis in two threads", () => {
  test.each([0, 1, 10, 10_000])("gives what one thread gives, if the second builds %i stacks", async (count) => {
    const [alone, together] = [synthesizeEstate(dev), await synthesizeInThreads(dev, buildsFirst(count))];
    expect({ ...together, selects: undefined }).toEqual({ ...alone, selects: undefined });
  });

  test("tells how far it is, and its end once", async () => {
    const seen: (readonly [number, number])[] = [];
    const { count } = planSynthesis(dev);
    await synthesizeInThreads({ ...dev, onProgress: (done, total) => seen.push([done, total]) }, buildsFirst(3));
    expect(seen).toEqual([...Array.from({ length: count - 4 }, (_, index) => [index + 4, count]), [count, count]]);
  });

  test("fails with the error of a second thread that dies", async () => {
    const dying = secondThread((_, thread) => thread.emit("error", new Error("out of memory")));
    await expect(synthesizeInThreads(dev, dying)).rejects.toThrow("out of memory");
  });
});
