import type { Attributes, TerraformJson } from "../../modules/core/output-guards";
import { instanceCount } from "../../modules/core/expand";
import { emulatorGaps, type EmulatorGap } from "./emulator-gaps";

/** A resource, or one argument of it, that the emulator does not get. */
export interface LeftOut {
  /** Without a key: all instances of a resource are left out together. */
  readonly address: string;
  readonly instances: number;
  readonly gap: EmulatorGap;
  /** The resource that it names and that is left out; `undefined` where it is left out for itself. */
  readonly names?: string;
}

/** A stack as the emulator can carry it. */
export interface Carried {
  readonly json: TerraformJson;
  /** Sorted by address. */
  readonly leftOut: readonly LeftOut[];
}

/** Takes out of a stack what the emulator can't carry and what names it, and nothing else. */
export const carried = (json: TerraformJson, gaps: readonly EmulatorGap[] = emulatorGaps): Carried => {
  const own = Object.entries(json.resource ?? {}).flatMap(([type, byName]) =>
    gaps
      .filter((gap) => gap.type === type)
      .flatMap((gap) =>
        Object.entries(byName)
          .filter(([, body]) => gap.argument === undefined || body[gap.argument] !== undefined)
          .map(([name, body]): LeftOut => ({ address: `${type}.${name}`, instances: instanceCount(body), gap })),
      ),
  );
  const leftOut = [...own, ...naming(json, own)];
  const gone = new Set(leftOut.filter(isWhole).map(({ address }) => address));
  const resource = Object.fromEntries(
    Object.entries(json.resource ?? {}).flatMap(([type, byName]) => {
      const trimmed = gaps.flatMap((gap) => (gap.type === type && gap.argument !== undefined ? [gap.argument] : []));
      const kept = Object.entries(byName).filter(([name]) => !gone.has(`${type}.${name}`));
      return kept.length === 0 ? [] : [[type, Object.fromEntries(kept.map(([name, body]) => [name, without(body, trimmed, gone)]))]];
    }),
  );
  const { output, ...rest } = json;
  const outputs = Object.entries(output ?? {}).filter(([, body]) => namedIn(body, gone) === undefined);
  return {
    json: { ...rest, resource, ...(output === undefined ? {} : { output: Object.fromEntries(outputs) }) },
    leftOut: leftOut.sort((a, b) => (a.address < b.address ? -1 : 1)),
  };
};

/** Whether a whole resource is left out, and not an argument of it. */
const isWhole = ({ gap, names }: LeftOut): boolean => gap.argument === undefined || names !== undefined;

/** The resources that name what is left out, and those that name these. */
const naming = (json: TerraformJson, own: readonly LeftOut[]): readonly LeftOut[] => {
  const gone = new Map(own.filter(isWhole).map((one) => [one.address, one]));
  const found: LeftOut[] = [];
  const resources = Object.entries(json.resource ?? {}).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, body]) => ({ address: `${type}.${name}`, body })),
  );
  for (let before = -1; before !== gone.size;) {
    before = gone.size;
    for (const { address, body } of resources) {
      if (gone.has(address)) continue;
      const { depends_on: _waits, ...arguments_ } = body;
      const names = namedIn(arguments_, gone);
      const cause = names === undefined ? undefined : gone.get(names);
      if (names === undefined || cause === undefined) continue;
      const one = { address, instances: instanceCount(body), gap: cause.gap, names };
      found.push(one);
      gone.set(address, one);
    }
  }
  return found;
};

/** The first of these resources that an expression in a body names. */
const namedIn = (body: unknown, addresses: { keys(): Iterable<string> }): string | undefined => {
  if (typeof body === "string") {
    const named = new Set([...body.matchAll(/\baws_\w+\.[\w-]+/g)].map(([address]) => address));
    return named.size === 0 ? undefined : [...addresses.keys()].find((address) => named.has(address));
  }
  if (typeof body !== "object" || body === null) return undefined;
  for (const [key, value] of Object.entries(body)) {
    const found = key === "//" ? undefined : namedIn(value, addresses);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** A resource without some arguments, which no longer waits for resources that are gone. */
const without = (body: Attributes, names: readonly string[], gone: ReadonlySet<string>): Attributes => {
  const kept = Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));
  const waits = kept["depends_on"];
  return Array.isArray(waits) ? { ...kept, depends_on: waits.filter((one) => !gone.has(String(one))) } : kept;
};

/**
 * The provider blocks for an emulator, which serves every bucket at one host. The account stays declared: the provider
 * asks the emulator which one it is, and refuses another.
 */
export const forEmulator = (json: TerraformJson): TerraformJson => ({
  ...json,
  provider: Object.fromEntries(
    Object.entries(json.provider ?? {}).map(([local, blocks]) => [
      local,
      [blocks].flat().map((block) => ({ ...block, s3_use_path_style: true, skip_metadata_api_check: true, max_retries: 2 })),
    ]),
  ),
});
