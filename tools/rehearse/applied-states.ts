/** What an attribute holds after an apply: `null`, something, or there is no such attribute. */
export type Held = "null" | "a value" | "nothing";

/** An attribute that the real provider's state and its twin's hold differently. */
export interface AppliedDifference {
  readonly type: string;
  /** Names and keys from the resource on, joined by `.`; positions in lists are left out. */
  readonly path: string;
  readonly real: Held;
  readonly twin: Held;
}

/** Two states of the same configuration, attribute by attribute. */
export interface ComparedStates {
  /** Attributes that were compared, at every depth. */
  readonly attributes: number;
  readonly differences: readonly AppliedDifference[];
}

interface State {
  readonly resources?: readonly {
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly index_key?: string | number; readonly attributes?: unknown }[];
  }[];
}

/**
 * Compares what an apply by the real provider left in its state with what its twin's left: which attributes are null and
 * which hold something. Values may differ, for each world gives out its own ids.
 *
 * @param real the text of a state file
 * @param twin the same
 */
export const compareApplied = (real: string, twin: string): ComparedStates => {
  const twins = new Map(instancesOf(twin).map((one) => [one.address, one]));
  return merged(
    instancesOf(real).map(({ address, type, attributes }) => {
      const own = twins.get(address);
      const other = own === undefined ? new Map<string, Held>() : leaves(own.attributes);
      const leavesOfReal = leaves(attributes);
      const paths = [...new Set([...leavesOfReal.keys(), ...other.keys()])].sort();
      const differences = paths.flatMap((path): AppliedDifference[] => {
        const [here, there] = [leavesOfReal.get(path) ?? "nothing", other.get(path) ?? "nothing"];
        return here === there ? [] : [{ type, path: path.replace(/\.\d+(?=\.|$)/g, ""), real: here, twin: there }];
      });
      return { attributes: paths.length, differences };
    }),
  );
};

/** All comparisons together. */
export const merged = (parts: readonly ComparedStates[]): ComparedStates => ({
  attributes: parts.reduce((sum, { attributes }) => sum + attributes, 0),
  differences: parts.flatMap(({ differences }) => differences),
});

/** One line for each attribute that differs, and how often it does. */
export const differenceLines = (differences: readonly AppliedDifference[]): readonly string[] => {
  const counts = new Map<string, number>();
  for (const { type, path, real, twin } of differences) {
    const line = `${type} ${path}: the real provider's state holds ${real}, the twin's ${twin}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([line, count]) => `${line} (${String(count)})`);
};

interface Instance {
  readonly address: string;
  readonly type: string;
  readonly attributes: unknown;
}

const instancesOf = (state: string): readonly Instance[] =>
  ((JSON.parse(state) as State).resources ?? [])
    .filter(({ mode }) => mode === "managed")
    .flatMap(({ type, name, instances }) =>
      instances.map(({ index_key: key, attributes }) => ({
        address: `${type}.${name}${key === undefined ? "" : `[${JSON.stringify(key)}]`}`,
        type,
        attributes,
      })),
    );

/**
 * Every attribute that holds no other, by its path. An empty list or map holds something: it is not null. How many plain
 * values a list holds is a matter of what they are: the emulator's default network ACL has the subnets that come to it
 * before their own, one time three and another time none.
 */
const leaves = (value: unknown, path = "", into = new Map<string, Held>()): ReadonlyMap<string, Held> => {
  const isPlain = Array.isArray(value) && value.every((one) => typeof one !== "object" && one !== null);
  const inner = typeof value === "object" && value !== null && !isPlain ? Object.entries(value) : [];
  if (inner.length === 0) into.set(path, value === null || value === undefined ? "null" : "a value");
  for (const [key, one] of inner) leaves(one, path === "" ? key : `${path}.${key}`, into);
  return into;
};
