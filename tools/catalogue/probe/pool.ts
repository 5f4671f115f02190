/**
 * Items that are worked on at a time, at each level: several types, several arguments of each. How many questions are under
 * way is the line's to say; it takes more items than that, since each asks one question after another.
 */
const lanes = 8;

/** Does work for each item, several at a time. Results have the order of the items. */
export const forEachOf = async <T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> => {
  const results: R[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index] as T);
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
  return results;
};
