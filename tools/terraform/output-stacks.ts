import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EstateError } from "../../modules/core/errors";
import type { TerraformJson } from "../../modules/core/output-guards";
import { manifestVersion, type Manifest, type ManifestStack } from "../../regions/manifest";
import { selectStacks, type Selection } from "../../regions/selection";

/** A stack of an output folder. */
export interface OutputStack {
  readonly entry: ManifestStack;
  readonly json: TerraformJson;
}

/** What an output folder holds. */
export interface OutputStacks {
  /** The selected stacks, in the manifest's order. */
  readonly selected: readonly OutputStack[];
  /** Every stack of the manifest by name. */
  readonly entries: ReadonlyMap<string, ManifestStack>;
}

/**
 * Reads the selected stacks of an output folder.
 *
 * @throws EstateError OutputNotOurs where there is no output; UnknownEnvironment, UnknownStack when a filter matches nothing.
 */
export const readStacks = (folder: string, selection: Selection): OutputStacks => {
  const manifest = readJson(join(folder, "estate.json")) as Manifest;
  if (manifest.version !== manifestVersion) throw noOutput(join(folder, "estate.json"), `version ${String(manifest.version)}`);
  const selects = selectStacks(manifest.stacks, selection);
  return {
    selected: manifest.stacks
      .filter(({ name }) => selects(name))
      .map((entry) => ({ entry, json: readJson(join(folder, entry.path, "cdk.tf.json")) as TerraformJson })),
    entries: new Map(manifest.stacks.map((entry) => [entry.name, entry])),
  };
};

const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw noOutput(file, error instanceof Error ? error.message.split("\n")[0] : String(error));
  }
};

const noOutput = (file: string, value: string | undefined): EstateError =>
  new EstateError([
    {
      code: "OutputNotOurs",
      place: file,
      rule: "the folder must hold an output of this program, with estate.json and the files of its stacks",
      value,
      fix: "run npm run synth, or leave the folder out to have a fresh output made",
    },
  ]);
