import type { Attributes, TerraformJson } from "../../modules/core/output-guards";
import { emulatorGaps, type EmulatorGap } from "./emulator-gaps";

/** A resource, or one argument of it, that the emulator does not get. */
export interface LeftOut {
  readonly address: string;
  readonly gap: EmulatorGap;
}

/** A stack as the emulator can carry it. */
export interface Carried {
  readonly json: TerraformJson;
  /** Sorted by address. */
  readonly leftOut: readonly LeftOut[];
}

/** Takes out of a stack what the emulator can't carry, and nothing else. */
export const carried = (json: TerraformJson, gaps: readonly EmulatorGap[] = emulatorGaps): Carried => {
  const leftOut = Object.entries(json.resource ?? {}).flatMap(([type, byName]) =>
    gaps
      .filter((gap) => gap.type === type)
      .flatMap((gap) =>
        Object.entries(byName)
          .filter(([, body]) => gap.argument === undefined || body[gap.argument] !== undefined)
          .map(([name]) => ({ address: `${type}.${name}`, gap })),
      ),
  );
  const gone = new Set(leftOut.filter(({ gap }) => gap.argument === undefined).map(({ address }) => address));
  const resource = Object.fromEntries(
    Object.entries(json.resource ?? {}).flatMap(([type, byName]) => {
      const trimmed = gaps.flatMap((gap) => (gap.type === type && gap.argument !== undefined ? [gap.argument] : []));
      const kept = Object.entries(byName).filter(([name]) => !gone.has(`${type}.${name}`));
      return kept.length === 0 ? [] : [[type, Object.fromEntries(kept.map(([name, body]) => [name, without(body, trimmed, gone)]))]];
    }),
  );
  return { json: { ...json, resource }, leftOut: leftOut.sort((a, b) => (a.address < b.address ? -1 : 1)) };
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
