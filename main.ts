import { estate } from "./environments";
import { checkForm } from "./environments/schema";
import { failOn } from "./modules/core/errors";
import type { WrittenOutput } from "./modules/core/output-writer";
import type { EstateDescription } from "./regions/description";
import { checkMeaning } from "./regions/estate";
import { readLocks, writeSynthesis, type WriteOptions } from "./regions/output";
import { buildEstate, planWork, type BuildRequest, type EstateWork, type Synthesis } from "./regions/synthesis";

/** The variable with which the cdktf command names the output folder. Nothing else is read from the environment. */
const cdktfFolder = (): string | undefined => process.env["CDKTF_OUTDIR"];

/** Where the output goes unless told otherwise. */
export const defaultOutputFolder = (): string => cdktfFolder() ?? "cdktf.out";

/** The folder of the providers' recorded checksums, beside package.json. */
export const locksFolder = "locks";

/** What a synthesis is asked for. */
export interface SynthesisRequest extends BuildRequest {
  /** The description, of unchecked form. @default the estate in environments/ */
  readonly description?: unknown;
}

/**
 * Reads the description, builds every stack, and checks what came out. Pure: the same description gives the same text.
 * The whole estate is always built and judged; the selection decides what is handed on.
 *
 * @throws EstateError with every problem of the first step that finds any: form and meaning, constructs, policies.
 */
export const synthesizeEstate = (request: SynthesisRequest = {}): Synthesis => approved(buildEstate(readDescription(request), request));

/**
 * The same work in parts, for several threads: see {@link EstateWork}. What comes of it has to be {@link approved}.
 *
 * @throws EstateError with every problem of form and meaning.
 */
export const planSynthesis = (request: SynthesisRequest = {}): EstateWork => planWork(readDescription(request), request);

/**
 * Hands on a synthesis that keeps every rule.
 *
 * @throws EstateError with what the policies say.
 */
export const approved = (synthesis: Synthesis): Synthesis => {
  failOn(synthesis.verdict.problems);
  return synthesis;
};

const readDescription = ({ description = estate, facts }: SynthesisRequest): EstateDescription => {
  const form = checkForm(description);
  failOn([...form.problems, ...(form.description === undefined ? [] : checkMeaning(form.description, facts))]);
  return form.description as EstateDescription;
};

/**
 * Writes a synthesis to `folder`: all or nothing.
 *
 * @throws EstateError StateInTheWay, OutputNotOurs, OutputBusy.
 */
export const writeEstate = (folder: string, synthesis: Synthesis, options: Partial<WriteOptions> = {}): WrittenOutput =>
  writeSynthesis(folder, synthesis, { locks: readLocks(locksFolder), isBelowCdktf: cdktfFolder() !== undefined, ...options });
