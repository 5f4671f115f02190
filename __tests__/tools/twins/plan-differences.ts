/** A plan as `terraform show -json` prints it. */
export interface ShownPlan {
  readonly resource_changes?: readonly ShownChange[];
}

interface ShownChange {
  readonly address: string;
  readonly type: string;
  readonly mode: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly after: Readonly<Record<string, unknown>> | null;
    readonly after_unknown: Readonly<Record<string, unknown>>;
  };
}

/**
 * In what a twin's plan differs from the real provider's, one line each: addresses, actions, what is known and what is
 * not. Attributes that only a later version of the provider has are left out.
 */
export const differencesOfPlans = (real: ShownPlan, twin: ShownPlan): readonly string[] => {
  const [reals, twins] = [byAddress(real), byAddress(twin)];
  const missing = [...reals.keys()].filter((address) => !twins.has(address)).map((address) => `${address}: only in the real plan`);
  const extra = [...twins.keys()].filter((address) => !reals.has(address)).map((address) => `${address}: only in the twin's plan`);
  const changed = [...reals].flatMap(([address, one]) => {
    const other = twins.get(address);
    return other === undefined ? [] : differencesOfChanges(one, other);
  });
  return [...missing, ...extra, ...changed];
};

const byAddress = ({ resource_changes: changes = [] }: ShownPlan): ReadonlyMap<string, ShownChange> =>
  new Map(changes.filter(({ change }) => change.actions[0] !== "no-op").map((change) => [change.address, change]));

const differencesOfChanges = (real: ShownChange, twin: ShownChange): readonly string[] => {
  const { address, type } = real;
  if (real.change.actions.join() !== twin.change.actions.join()) {
    return [`${address}: ${real.change.actions.join()} in the real plan, ${twin.change.actions.join()} in the twin's`];
  }
  const names = new Set([real, twin].flatMap(({ change }) => [...Object.keys(change.after ?? {}), ...Object.keys(change.after_unknown)]));
  const [ofReal, ofTwin] = [valuesOf(real), valuesOf(twin)];
  return [...names].sort().flatMap((name) => {
    const isLater = !(name in (real.change.after ?? {})) && !(name in real.change.after_unknown);
    const [one, other] = [text(ofReal(name)), text(onlyKnownTo(ofReal(name), ofTwin(name)))];
    return isLater || one === other ? [] : [`${address}: ${type} ${name}: ${one} in the real plan, ${other} in the twin's`];
  });
};

/** A twin's value without the parts that a later version of the provider has, and that nobody gave. */
const onlyKnownTo = (real: unknown, twin: unknown): unknown => {
  if (Array.isArray(real) && Array.isArray(twin)) {
    const items = real as readonly unknown[];
    return (twin as readonly unknown[]).map((one, index) => onlyKnownTo(items[index], one));
  }
  if (typeof real !== "object" || real === null || typeof twin !== "object" || twin === null) return twin;
  const isNothing = (value: unknown): boolean => value === null || value === "" || (Array.isArray(value) && value.length === 0);
  const kept = Object.entries(twin).filter(([name, value]) => name in real || !isNothing(value));
  return Object.fromEntries(kept.map(([name, value]) => [name, onlyKnownTo((real as Readonly<Record<string, unknown>>)[name], value)]));
};

/** Known values as they are; what is not known in their place, as far down as the plan tells it. */
const valuesOf =
  ({ change: { after, after_unknown: unknowns } }: ShownChange) =>
  (name: string): unknown =>
    merge(after?.[name], unknowns[name]);

const merge = (known: unknown, unknowns: unknown): unknown => {
  if (unknowns === true) return "(known after apply)";
  if (Array.isArray(unknowns)) {
    const items = (known ?? []) as readonly unknown[];
    return Array.from({ length: Math.max(items.length, unknowns.length) }, (_, index) => merge(items[index], unknowns[index]));
  }
  if (typeof unknowns === "object" && unknowns !== null) {
    const [values, marks] = [(known ?? {}) as Readonly<Record<string, unknown>>, unknowns as Readonly<Record<string, unknown>>];
    const names = [...new Set([...Object.keys(values), ...Object.keys(marks)])].sort();
    return Object.fromEntries(names.map((name) => [name, merge(values[name], marks[name])]));
  }
  return known;
};

const text = (value: unknown): string => JSON.stringify(value ?? null).slice(0, 400);
