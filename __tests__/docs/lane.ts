import { runText, type Ran, type Stage } from "./rehearsal";

/** Texts that are run beside others. */
export interface Lane {
  /** What came of each text. */
  readonly results: ReadonlyMap<string, Promise<Ran>>;
  /** Begins no more, and waits for what has begun. */
  readonly close: () => Promise<void>;
}

/** Runs texts one after another, each once however often it is given, while something else goes on. */
export const openLane = (texts: readonly string[], stage: Stage, run: typeof runText = runText): Lane => {
  let isClosed = false;
  let last: Promise<unknown> = Promise.resolve();
  const results = new Map<string, Promise<Ran>>();
  for (const text of new Set(texts)) {
    const result = last.then(() => (isClosed ? { code: null, output: "not run" } : run(text, stage)));
    // Who asks for it hears of it; the next one begins all the same.
    last = result.catch(() => undefined);
    results.set(text, result);
  }
  return {
    results,
    close: async () => {
      isClosed = true;
      await last;
    },
  };
};
