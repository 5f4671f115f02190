/** A record with one member for each of `keys`. */
export const keyed = <K extends string, T>(keys: readonly K[], make: (key: K) => T): Readonly<Record<K, T>> =>
  Object.fromEntries(keys.map((key) => [key, make(key)] as const)) as Record<K, T>;
