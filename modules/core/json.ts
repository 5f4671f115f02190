/** A copy with the keys of every object in alphabetical order. Lists keep their order, for there it may carry meaning. */
export const withSortedKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withSortedKeys);
  if (value === null || typeof value !== "object") return value;
  const record = value as Record<string, unknown>;
  const sorted: Record<string, unknown> = {};
  for (const key of Object.keys(record).sort()) sorted[key] = withSortedKeys(record[key]);
  return sorted;
};

/** The one way in which JSON is written: sorted keys, two spaces, a line feed at the end. */
export const formatJson = (value: unknown): string => `${JSON.stringify(withSortedKeys(value), undefined, 2)}\n`;
