import { once } from "node:events";
import { parentPort, type Worker } from "node:worker_threads";
import { approved, planSynthesis, type SynthesisRequest } from "../main";
import type { StackOutcome, Synthesis } from "../regions/synthesis";

/** What the second thread is sent: what it shall synthesize, and the counter of which each thread takes its next stack. */
interface Order {
  readonly request: Omit<SynthesisRequest, "onProgress">;
  readonly taken: Int32Array;
}

/**
 * Synthesizes in this thread and in `second`, each taking the next stack when it has done one: the same result as with one
 * thread, and of several stacks that fail, the same one is told. Without `second` all is done here.
 *
 * @throws EstateError as `synthesizeEstate` does.
 */
export const synthesizeInThreads = async (request: SynthesisRequest, second: Worker | undefined): Promise<Synthesis> => {
  const { onProgress, ...rest } = request;
  // The end is told when the second thread is done too.
  const work = planSynthesis({ ...rest, onProgress: (done, total) => (done < total ? onProgress?.(done, total) : undefined) });
  const taken = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  second?.postMessage({ request: rest, taken } satisfies Order);
  const others = second === undefined ? [] : outcomesOf(second);
  const own = work.build(next(taken, work.count));
  const synthesis = approved(work.conclude([...own, ...(await others)]));
  onProgress?.(work.count, work.count);
  return synthesis;
};

/** The second thread's part: waits for its order, builds until nothing is left, and sends what came of it. */
export const join = async (): Promise<void> => {
  if (parentPort === null) return;
  const [{ request, taken }] = (await once(parentPort, "message")) as [Order];
  const work = planSynthesis(request);
  parentPort.postMessage(work.build(next(taken, work.count)));
};

/** The numbers that no thread has taken yet, in their order. Whoever ends early leaves none to the others. */
const next = (taken: Int32Array, count: number): Iterable<number> => ({
  *[Symbol.iterator]() {
    try {
      for (let index = Atomics.add(taken, 0, 1); index < count; index = Atomics.add(taken, 0, 1)) yield index;
    } finally {
      Atomics.store(taken, 0, count);
    }
  },
});

const outcomesOf = async (second: Worker): Promise<readonly StackOutcome[]> => {
  // Nobody waited for it so far: a verb that fails early ends without it.
  second.ref();
  const [outcomes] = (await once(second, "message")) as [readonly StackOutcome[]];
  return outcomes;
};
