import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { synthesizeEstate, writeEstate } from "../../main";
import { EstateError, formatProblem } from "../../modules/core/errors";
import { formatJson } from "../../modules/core/json";
import { phases } from "../../modules/core/words";
import type { Outlook } from "../../regions/estate";
import { listOption, oneOfOption, readOptions, runCommand } from "../command";
import { formatTable } from "../table";
import { mirrorVariable } from "./mirror";
import { terraformVariable } from "./program";
import type { RehearsalRequest } from "./rehearsal";
import { isGood, notRunLines, problemsOf, resultWord, summaryLine, type TerraformReport } from "./report";

/** The part of --help that validate and plan:offline share. */
export const sharedHelp = `
  --environment NAME   only this environment (may be repeated)
  --stack GLOB         only stacks whose name matches, for example '*-network' (may be repeated)
  --phase PHASE        look at every environment in this phase: ${phases.join(", ")}
  --out DIR            an output folder that is there, also --from (default: a fresh output, made for this run)
  --batch NUMBER       how many stacks one Terraform holds at a time (default: 12, which takes about 2 GB)
  --terraform FILE     the Terraform program (default: ${terraformVariable}, else 'terraform' on the PATH)
  --strict             a provider that can't be had is a failure
  --json FILE          also writes the result as JSON
  --keep               leaves the working copy, and tells where it is

Everything happens in a temporary copy. Terraform sees none of the caller's credentials and settings.
Providers come from the filesystem mirror that ${mirrorVariable} names, else from one in the usual places, else from
the registry. A pin is relaxed in the copy to what a mirror holds, and the output says so.
The exit code is 1 when a stack has an error or a warning, when no stack passed because a provider is not there, and with
--strict when any provider is not there. In CI (CI=true) a named mirror is strict: who names it promises the providers.`;

/** Puts an output with the whole estate into the folder that it is given. */
export const freshOutput =
  (outlook: Pick<Outlook, "phase"> = {}) =>
  (folder: string): void => {
    writeEstate(folder, synthesizeEstate(outlook));
  };

/** Runs validate or plan:offline with the arguments after its name. */
export const runVerb = (
  verb: string,
  help: string,
  args: readonly string[],
  rehearse: (request: RehearsalRequest) => Promise<TerraformReport>,
): Promise<void> =>
  runCommand(async () => {
    const options = readOptions(verb, help, args, {
      environment: { type: "string", multiple: true },
      stack: { type: "string", multiple: true },
      phase: { type: "string" },
      out: { type: "string" },
      from: { type: "string" },
      batch: { type: "string" },
      terraform: { type: "string" },
      strict: { type: "boolean" },
      json: { type: "string" },
      keep: { type: "boolean" },
    });
    const phase = oneOfOption("phase", options.phase, phases);
    const batchSize = batchOption(options.batch);
    const report = await rehearse({
      output: options.from ?? options.out ?? freshOutput(phase === undefined ? {} : { phase }),
      environments: listOption(options.environment),
      globs: listOption(options.stack),
      keep: options.keep ?? false,
      onProgress: (line) => console.error(line),
      ...(batchSize === undefined ? {} : { batchSize }),
      ...(options.terraform === undefined ? {} : { terraform: options.terraform }),
    });
    if (options.json !== undefined) writeReport(options.json, report);
    const promised = process.env["CI"] === "true" && (process.env[mirrorVariable] ?? "") !== "";
    if (!show(report, options.strict === true || promised)) process.exitCode = 1;
  });

/** Prints a report, and tells whether it is good. */
const show = (report: TerraformReport, strict: boolean): boolean => {
  console.log(reportTable(report));
  const lines = notRunLines(report);
  if (lines.length > 0) console.log(`\n${lines.join("\n")}`);
  const problems = problemsOf(report).map(formatProblem);
  if (problems.length > 0) console.error(`\n${problems.join("\n")}`);
  console.log(`\n${summaryLine(report)}`);
  return isGood(report, strict);
};

const reportTable = ({ command, stacks }: TerraformReport): string => {
  const counted = command === "plan" ? ["resources"] : [];
  return formatTable(
    ["stack", "result", ...counted, "errors", "warnings", "note"],
    stacks.map(({ stack, result, resources, findings, note }) => {
      const of = (severity: string): string => String(findings.filter((finding) => finding.severity === severity).length);
      return [stack, resultWord(command, result), ...counted.map(() => String(resources)), of("error"), of("warning"), note];
    }),
    command === "plan" ? [2, 3, 4] : [2, 3],
  );
};

const batchOption = (text: string | undefined): number | undefined => {
  if (text === undefined || /^[1-9]\d{0,2}$/.test(text)) return text === undefined ? undefined : Number(text);
  throw new EstateError([
    { code: "UnknownOption", place: "--batch", rule: "the value must be a whole number from 1 to 999", value: text, fix: "use 12" },
  ]);
};

const writeReport = (file: string, report: TerraformReport): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, formatJson(report));
};
