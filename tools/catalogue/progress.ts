import type { Watcher } from "./probe/probe";

/** How often a line is written, in milliseconds. */
const pace = 10_000;

/** How many names of types a line has. */
const mostNames = 3;

/** A watcher that now and then writes how far the asking is, and which types have been asked about for longest. */
export const progressOf = (types: number, write: (line: string) => void, now: () => number): Watcher => {
  const startedAt = now();
  const underWay = new Set<string>();
  let [done, questions, lastAt] = [0, 0, startedAt];
  return {
    began: (name) => underWay.add(name),
    ended: (name, asked) => {
      underWay.delete(name);
      done += 1;
      questions += asked;
      if (now() - lastAt < pace && done < types) return;
      lastAt = now();
      const names = [...underWay].slice(0, mostNames);
      const still = names.length === 0 ? "" : `; still at ${names.join(", ")}`;
      write(
        `${String(done)} of ${String(types)} types, ${String(questions)} questions, ${((lastAt - startedAt) / 1000).toFixed(0)} s${still}`,
      );
    },
  };
};
