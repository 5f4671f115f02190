/** A small seeded generator, so that each case can be repeated by its number (mulberry32). */
export interface Random {
  /** A number from 0 up to, but not including, 1. */
  readonly next: () => number;
  /** A whole number from 0 up to, but not including, `below`. */
  readonly below: (below: number) => number;
  /** One member of a list. */
  readonly pick: <T>(list: readonly T[]) => T;
  /** The list in another order. */
  readonly shuffle: <T>(list: readonly T[]) => T[];
}

export const randomOf = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const pick = <T>(list: readonly T[]): T => {
    const found = list[below(list.length)];
    if (found === undefined) throw new Error("nothing to pick from");
    return found;
  };
  const shuffle = <T>(list: readonly T[]): T[] =>
    list
      .map((item) => [next(), item] as const)
      .sort(([a], [b]) => a - b)
      .map(([, item]) => item);
  return { next, below, pick, shuffle };
};

/** A copy with the keys of every object in another order, and the lists named in `lists` shuffled. */
export const shuffled = (random: Random, value: unknown, lists: readonly string[] = [], key = ""): unknown => {
  if (Array.isArray(value)) {
    const items = value.map((item) => shuffled(random, item, lists));
    return lists.includes(key) ? random.shuffle(items) : items;
  }
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(random.shuffle(Object.entries(value)).map(([name, inner]) => [name, shuffled(random, inner, lists, name)]));
};
