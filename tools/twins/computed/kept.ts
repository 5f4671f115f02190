import type { Value } from "../../protocol/values";
import measured from "./aws-kept.json";

/** What an attribute holds after an apply that was given nothing for it, by path. */
export type Kept = Readonly<Record<string, Value>>;

/** Paths by what they hold, and what holds something else. */
interface Measured {
  readonly text?: readonly string[];
  readonly zero?: readonly string[];
  readonly false?: readonly string[];
  readonly null?: readonly string[];
  readonly list?: readonly string[];
  readonly map?: readonly string[];
  readonly other?: Readonly<Record<string, Value>>;
}

/**
 * What the AWS provider 5.100.0 left in its state where nothing was configured: small configurations of each type, applied
 * in 2026-11 with the provider itself to an emulator (moto 5.2.1). Attributes that hold an id, an ARN or a time, and those
 * that an emulator keeps empty though AWS doesn't, are left out: forms make them.
 */
const types = measured as Readonly<Record<string, Measured>>;

const values = { text: "", zero: 0, false: false, null: null, list: [], map: {} } as const;

const kinds = Object.keys(values) as (keyof typeof values)[];

const read = (type: Measured): Kept =>
  Object.fromEntries([
    ...kinds.flatMap((kind) => (type[kind] ?? []).map((path) => [path, values[kind]] as const)),
    ...Object.entries(type.other ?? {}),
  ]);

const nothing: Kept = {};
const cache = new Map<string, Kept>();

/** Types of which it was measured what they keep. */
export const measuredTypes: readonly string[] = Object.keys(types);

/** What a type keeps; nothing where that was not measured. */
export const keptOf = ({ type }: { readonly type: string }): Kept => {
  const known = cache.get(type);
  if (known !== undefined) return known;
  const found = types[type];
  const kept = found === undefined ? nothing : read(found);
  cache.set(type, kept);
  return kept;
};
