import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { estate } from "./environments";
import { checkForm } from "./environments/schema";
import { contractProblems } from "./modules/core/contracts";
import { failOn, type Problem } from "./modules/core/errors";
import { formatJson } from "./modules/core/json";
import { writeOutput, type WrittenOutput } from "./modules/core/output-writer";
import { forgetTokens, stackRoot, synthesizeStack, withoutTokenTraces } from "./modules/core/synthesize";
import { concludeEstate, examineStack } from "./modules/policy";
import type { EstateVerdict, StackFindings } from "./modules/policy/model";
import type { EstateDescription } from "./regions/description";
import { buildStack, checkMeaning, planEstate, type Outlook } from "./regions/estate";
import { cdktfManifest, describeStack, inWaves, manifestVersion, waves, type Manifest, type ManifestStack } from "./regions/manifest";
import { policyKnowledge } from "./regions/knowledge";
import { selectStacks, type Selection, type Selects } from "./regions/selection";

/** Where the output goes unless told otherwise. The cdktf command sets the variable; nothing else is read from the environment. */
export const defaultOutputFolder = (): string => process.env["CDKTF_OUTDIR"] ?? "cdktf.out";

/** What a synthesis is asked for. */
export interface SynthesisRequest extends Outlook, Selection {
  /** The description, of unchecked form. @default the estate in environments/ */
  readonly description?: unknown;
  /** Called after each stack, with how many are done and how many there are. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** The estate as text, before anything is written. */
export interface Synthesis {
  readonly organization: string;
  /** Terraform JSON by stack name, for the selected stacks. */
  readonly texts: ReadonlyMap<string, string>;
  /** The selected stacks, in waves. */
  readonly stacks: readonly ManifestStack[];
  readonly verdict: EstateVerdict;
  /** Whether the selection holds a stack of this name, which may have gone. */
  readonly selects: Selects;
}

/**
 * Reads the description, builds every stack, and checks what came out. Pure: the same description gives the same text.
 * The whole estate is always built and judged; the selection decides what is handed on.
 *
 * @throws EstateError with every problem of the first step that finds any: form and meaning, constructs, policies.
 */
export const synthesizeEstate = (request: SynthesisRequest = {}): Synthesis => {
  const synthesis = buildEstate(readDescription(request), request);
  failOn(synthesis.verdict.problems);
  return synthesis;
};

/** Builds every stack of a description that has been checked. What the rules say of the estate is the caller's to act on. */
export const buildEstate = (description: EstateDescription, request: SynthesisRequest = {}): Synthesis => {
  const plans = planEstate(description, request);
  const selects = selectStacks(
    plans.map(({ identity }) => identity),
    request,
  );
  const order = waves(plans);
  const texts = new Map<string, string>();
  const stacks: ManifestStack[] = [];
  const findings: StackFindings[] = [];
  const knowledge = policyKnowledge(plans, request.facts);
  withoutTokenTraces(() => {
    for (const plan of plans) {
      const { identity, backend, dependsOn } = plan;
      const json = synthesizeStack(buildStack(stackRoot(), plan));
      forgetTokens();
      failOn(contractProblems(identity.name, plan.builder.contract, json));
      findings.push(examineStack({ identity, backend, dependsOn, json }, knowledge));
      if (selects(identity.name)) {
        texts.set(identity.name, formatJson(json));
        stacks.push(describeStack(plan, order.get(identity.name) ?? 0, json));
      }
      request.onProgress?.(findings.length, plans.length);
    }
  });
  return {
    organization: description.organization.name,
    texts,
    stacks: inWaves(stacks),
    verdict: concludeEstate(findings),
    selects,
  };
};

const readDescription = ({ description = estate, facts }: SynthesisRequest): EstateDescription => {
  const form = checkForm(description);
  failOn([...form.problems, ...(form.description === undefined ? [] : checkMeaning(form.description, facts))]);
  return form.description as EstateDescription;
};

/**
 * Writes a synthesis to `folder`: all or nothing. Stacks outside the selection stay as they are; folders of stacks that
 * are gone are removed, but never a state. The cdktf command deletes such folders itself, states and all: below it, a
 * state in the way is an error.
 *
 * @throws EstateError StateInTheWay, and those of writeOutput.
 */
export const writeEstate = (folder: string, synthesis: Synthesis): WrittenOutput =>
  writeOutput(folder, () => {
    const gone = stackFolders(folder).filter((name) => synthesis.selects(name) && !synthesis.texts.has(name));
    const belowCdktf = process.env["CDKTF_OUTDIR"] !== undefined;
    if (belowCdktf) failOn(gone.flatMap((name) => stateProblems(folder, name)));
    const kept = readManifest(folder).stacks.filter(({ name }) => !synthesis.selects(name));
    const stacks = inWaves([...kept, ...synthesis.stacks]);
    const manifest: Manifest = {
      version: manifestVersion,
      organization: synthesis.organization,
      stacks,
      residencyExceptions: synthesis.verdict.exceptions,
    };
    const files = new Map([...synthesis.texts].map(([name, text]) => [`stacks/${name}/cdk.tf.json`, text]));
    files.set("estate.json", formatJson(manifest)).set("manifest.json", cdktfManifest(stacks));
    return { files, remove: belowCdktf ? [] : gone.map((name) => `stacks/${name}`) };
  });

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
