import { writeEstate } from "../../main";
import type { Synthesis } from "../../regions/synthesis";
import type { Finding } from "../terraform/diagnostics";
import { findMirrors, mirrorVariable, versionsIn } from "../terraform/mirror";
import { planStacks, validateStacks, type RehearsalRequest } from "../terraform/rehearsal";
import { nameOf, type TerraformReport } from "../terraform/report";
import { requirementsOf } from "../terraform/requirements";
import type { RehearsedStack } from "./copies";
import { constructPathOf, type Failure, type Step } from "./failures";

/** What the real providers said. */
export interface RealResult {
  /** The version of Terraform; empty where nothing was run. */
  readonly terraform: string;
  /** What each stack was run with, such as `real aws 5.100.0`. A stack that is not here was not run. */
  readonly ran: ReadonlyMap<string, string>;
  /** Why the others were not run. */
  readonly reasons: ReadonlyMap<string, string>;
  /** In what the runs were not what the stacks ask for: `validated with aws 5.100.0, pinned 6.25.0`. */
  readonly relaxed: readonly string[];
  /** How many resources each plan adds. */
  readonly resources: ReadonlyMap<string, number>;
  readonly failures: readonly Failure[];
}

/** What the real providers are asked about. */
export interface RealRequest {
  readonly synthesis: Synthesis;
  readonly stacks: readonly RehearsedStack[];
  /** Whether the stacks are planned too, or only validated. */
  readonly plan: boolean;
  readonly terraform?: string;
  readonly keep: boolean;
  readonly onProgress: (line: string) => void;
}

/**
 * Validates, and plans, with real providers the stacks whose providers are all installed on this machine. Nothing is
 * fetched: what is not installed is told.
 */
export const rehearseWithReal = async (request: RealRequest): Promise<RealResult> => {
  const { synthesis, stacks, terraform, keep, onProgress } = request;
  const missing = missingProviders(stacks);
  const names = stacks.map(({ entry }) => entry.name).filter((name) => !missing.has(name));
  if (names.length === 0) return { terraform: "", ran: new Map(), reasons: missing, relaxed: [], resources: new Map(), failures: [] };
  const shared: RehearsalRequest = {
    output: (folder) => void writeEstate(folder, synthesis),
    globs: names,
    keep,
    onProgress: (line) => onProgress(`real ${line}`),
    ...(terraform === undefined ? {} : { terraform }),
  };
  const validated = await validateStacks(shared);
  const planned = request.plan ? await planStacks(shared) : undefined;
  const reports = [validated, ...(planned === undefined ? [] : [planned])];
  return {
    terraform: validated.terraform,
    ran: new Map(validated.stacks.map(({ stack, providers }) => [stack, wordsOf(providers)])),
    reasons: new Map([...missing, ...reports.flatMap(notRun)]),
    relaxed: [...new Set(reports.flatMap((report) => report.stacks.filter(wasRun).map(({ note }) => note)))].filter((note) => note !== ""),
    resources: new Map((planned ?? validated).stacks.map(({ stack, resources }) => [stack, resources])),
    failures: reports.flatMap((report) => failuresIn(report, stacks)),
  };
};

const wordsOf = (providers: TerraformReport["providers"]): string =>
  `real ${providers.map(({ source, used = "" }) => `${nameOf(source)} ${used}`).join(", ")}`;

const wasRun = ({ result }: TerraformReport["stacks"][number]): boolean => result === "passed" || result === "failed";

const notRun = ({ stacks }: TerraformReport): readonly (readonly [string, string])[] =>
  stacks.flatMap((one) => (wasRun(one) ? [] : [[one.stack, one.note] as const]));

/** Why a stack can't be run with real providers: the first that is in no mirror. A stack without providers needs none. */
const missingProviders = (stacks: readonly RehearsedStack[]): ReadonlyMap<string, string> => {
  const mirrors = findMirrors(process.env[mirrorVariable]);
  return new Map(
    stacks.flatMap(({ entry, json }): readonly (readonly [string, string])[] => {
      const needed = requirementsOf(json);
      const absent = needed.filter(({ source }) => versionsIn(mirrors, source).length === 0);
      if (needed.length === 0) return [[entry.name, "it has no provider"]];
      return absent.length === 0 ? [] : [[entry.name, `not installed: ${absent.map(({ source }) => nameOf(source)).join(", ")}`]];
    }),
  );
};

const failuresIn = ({ command, stacks }: TerraformReport, sources: readonly RehearsedStack[]): readonly Failure[] => {
  const byName = new Map(sources.map((stack) => [stack.entry.name, stack]));
  const step: Step = command === "plan" ? "real plan" : "real validate";
  return stacks.flatMap(({ stack, findings }) => {
    const source = byName.get(stack);
    return findings.map((finding: Finding) => ({
      ...finding,
      stack,
      step,
      constructPath: source === undefined ? "" : constructPathOf(source, finding.address),
    }));
  });
};
