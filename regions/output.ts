import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { failOn, type Problem } from "../modules/core/errors";
import { formatJson } from "../modules/core/json";
import { writeOutput, type WrittenOutput } from "../modules/core/output-writer";
import { lockBlock, lockKey, stackLockFile, type Locks } from "./locks";
import { cdktfManifest, inWaves, manifestVersion, type Manifest } from "./manifest";
import type { Synthesis } from "./synthesis";

/** What a synthesis is written with. */
export interface WriteOptions {
  /** The recorded checksums of providers. */
  readonly locks: Locks;
  /** Whether the cdktf command runs the program, and will delete the folders of stacks that are gone. */
  readonly isBelowCdktf: boolean;
  /** Writes root modules in HCL: the files of a stack by name, out of its Terraform JSON. @default - Terraform's JSON itself */
  readonly asHcl?: (stack: string, json: string) => ReadonlyMap<string, string>;
}

/**
 * Writes a synthesis to `folder`: all or nothing. Stacks outside the selection stay as they are; folders of stacks that
 * are gone are removed, but never a state. The cdktf command deletes such folders itself, states and all: below it, a
 * state in the way is an error.
 *
 * @throws EstateError StateInTheWay, OutputNotOurs for a folder of the other form, and those of writeOutput.
 */
export const writeSynthesis = (folder: string, synthesis: Synthesis, { locks, isBelowCdktf, asHcl }: WriteOptions): WrittenOutput =>
  writeOutput(folder, () => {
    const form = asHcl === undefined ? "json" : "hcl";
    failOn(formProblems(folder, form));
    const gone = stackFolders(folder).filter((name) => synthesis.selects(name) && !synthesis.texts.has(name));
    if (isBelowCdktf) failOn(gone.flatMap((name) => stateProblems(folder, name)));
    const kept = readManifest(folder).stacks.filter(({ name }) => !synthesis.selects(name));
    const stacks = inWaves([...kept, ...synthesis.stacks]);
    const manifest: Manifest = {
      version: manifestVersion,
      organization: synthesis.organization,
      ...(form === "hcl" ? { form } : {}),
      stacks,
      residencyExceptions: synthesis.verdict.exceptions,
    };
    const filesOf = asHcl ?? ((_stack: string, text: string) => new Map([["cdk.tf.json", text]]));
    const files = new Map(
      [...synthesis.texts].flatMap(([name, json]) => [...filesOf(name, json)].map(([file, text]) => [`stacks/${name}/${file}`, text])),
    );
    for (const { path, providers } of synthesis.stacks) {
      const lockFile = stackLockFile(providers, locks);
      if (lockFile !== undefined) files.set(`${path}/.terraform.lock.hcl`, lockFile);
    }
    files.set("estate.json", formatJson(manifest)).set("manifest.json", cdktfManifest(stacks));
    return { files, remove: isBelowCdktf ? [] : gone.map((name) => `stacks/${name}`) };
  });

/** A folder holds stacks in one form: with both, Terraform would read each resource twice. */
const formProblems = (folder: string, form: "json" | "hcl"): Problem[] => {
  const { stacks, form: earlier = "json" } = readManifest(folder);
  if (stacks.length === 0 || earlier === form) return [];
  const rule = `a folder must hold its stacks in one form, and these are in ${earlier === "hcl" ? "HCL" : "JSON"}`;
  return [{ code: "OutputNotOurs", place: folder, rule, fix: "name another folder with --out" }];
};

/** The recorded checksums of providers; none where there is no such folder. `npm run locks` makes them. */
export const readLocks = (folder: string): Locks => {
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  return new Map(
    files
      .filter((file) => file.endsWith(".hcl"))
      .flatMap((file) => {
        const block = lockBlock(readFileSync(join(folder, file), "utf8"));
        const [, source, version] =
          /^provider "registry\.terraform\.io\/([^"]+)"[\s\S]*?^ {2}version\s+= "([^"]+)"$/m.exec(block ?? "") ?? [];
        return block === undefined || source === undefined || version === undefined ? [] : [[lockKey(source, version), block] as const];
      }),
  );
};

const stackFolders = (folder: string): readonly string[] => {
  const stacks = join(folder, "stacks");
  return existsSync(stacks) ? readdirSync(stacks).sort() : [];
};

const stateProblems = (folder: string, name: string): Problem[] =>
  readdirSync(join(folder, "stacks", name))
    .filter((file) => file.includes(".tfstate"))
    .map((file) => ({
      code: "StateInTheWay",
      place: `${folder}/stacks/${name}/${file}`,
      rule: "the stack is no longer part of the estate, and its folder would be deleted with its state",
      fix: "move the state away, or run npm run synth, which keeps it",
    }));

/** The manifest that an earlier run wrote to `folder`; an empty one where there is none. */
export const readManifest = (folder: string): Manifest => {
  const nothing: Manifest = { version: manifestVersion, organization: "", stacks: [], residencyExceptions: [] };
  try {
    const manifest = JSON.parse(readFileSync(join(folder, "estate.json"), "utf8")) as Manifest;
    return manifest.version === manifestVersion ? manifest : nothing;
  } catch {
    return nothing;
  }
};
