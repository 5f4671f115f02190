import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { EstateError, failOn } from "../modules/core/errors";
import { formatJson } from "../modules/core/json";
import { phases, type Phase } from "../modules/core/words";
import { listOption, oneOfOption, readOptions, runCommand } from "./command";
import { readEstateFile } from "./estate-file";
import { schemasOf } from "./hcl/schemas";
import { readChanges, type Change } from "./rehearse/change";
import { extents } from "./rehearse/cycle";
import { rehearseEmulated } from "./rehearse/emulated-run";
import { checkEndpoint } from "./rehearse/emulator";
import { factsOfStacks } from "./rehearse/facts";
import { junit } from "./rehearse/junit";
import {
  changeText,
  failureTexts,
  isGood,
  lossLines,
  redFor,
  refusedLines,
  stackTable,
  summaryLine,
  type RehearsalReport,
} from "./rehearse/report";
import { rehearse, type RehearsalRequest } from "./rehearse/run";
import { phaseSteps } from "./rehearse/steps";
import { terraformVariable } from "./terraform/program";
import { startTwins } from "./twins/twins";

const help = `npm run rehearse [-- options]: takes every stack through real Terraform, with no credentials, no registry and no cloud

Each stack goes through init, validate, plan, apply, a second plan that must be empty, and destroy. Its providers are
twins, which say what the real ones would say. Everything happens in a temporary copy with local states; Terraform sees
none of the caller's credentials and settings, and calls no network.

  --environment NAME   only this environment (may be repeated)
  --stack GLOB         only stacks whose name matches, for example '*-network' (may be repeated); with --until apply or
                       destroy, the stacks that these come after are taken along
  --phase PHASE        look at every environment in this phase: ${phases.join(", ")}
  --estate FILE        a description as JSON instead of environments/
  --until WORD         ${extents.join(", ")} (default: destroy); until plan, the contracts' samples stand in for
                       the outputs of stacks that don't stand
  --change PATH=VALUE  then changes the description, for example production.phase=enterprise, and brings the stacks there
                       (may be repeated: one step each); * is every environment, null takes a key out. A step that would
                       replace or destroy a stateful resource is told and refused
  --steps              steps every environment from ${phases.join(" to ")}, which may lose nothing that is
                       stateful, and back, which has to be refused with the whole list of what would be lost
  --allow NAME         lets changes do so to this stack, this address, or STACK:ADDRESS (may be repeated)
  --providers WORD     twin (default); real: providers that are installed validate and plan, without twins; auto: both
  --aws-endpoint URL   with --providers real: applies the stacks of AWS, dev's unless told otherwise, with the real provider
                       to a local emulator of AWS, for example http://127.0.0.1:5000
  --parallel NUMBER    how many stacks side by side (default: the number of processors)
  --terraform FILE     the Terraform or OpenTofu program (default: ${terraformVariable}, else 'terraform' on the PATH)
  --report FILE        also writes the result, as JUnit XML where FILE ends in .xml, and as JSON otherwise
  --hcl                plans each stack a second time, written as HCL: both plans must say the same
  --keep               leaves the working copies, and tells where they are

For the loss of each site, one plan of each stack is enough: the second one is made while no state can be read but those
of the stack's own site. Losing one site takes no more than that.
The exit code is 1 where anything failed, was not run, or would lose a stateful resource that was not allowed.`;

/** Runs the verb with the arguments after its name. */
export const run = (args: readonly string[]): Promise<void> =>
  runCommand(async () => {
    const options = readOptions("rehearse", help, args, {
      environment: { type: "string", multiple: true },
      stack: { type: "string", multiple: true },
      phase: { type: "string" },
      estate: { type: "string" },
      until: { type: "string" },
      change: { type: "string", multiple: true },
      steps: { type: "boolean" },
      allow: { type: "string", multiple: true },
      providers: { type: "string" },
      "aws-endpoint": { type: "string" },
      parallel: { type: "string" },
      terraform: { type: "string" },
      report: { type: "string" },
      hcl: { type: "boolean" },
      keep: { type: "boolean" },
    });
    const { steps = false } = options;
    const given = { phase: oneOfOption("phase", options.phase, phases), changes: readChanges(options.change ?? []) };
    checkAlone(steps, given, options.allow ?? []);
    const { phase, changes } = steps ? phaseSteps : given;
    const parallel = parallelOption(options.parallel);
    const request: RehearsalRequest = {
      environments: listOption(options.environment),
      globs: listOption(options.stack),
      until: oneOfOption("until", options.until, extents) ?? "destroy",
      providers: oneOfOption("providers", options.providers, ["twin", "real", "auto"]) ?? "twin",
      changes,
      allowed: options.allow ?? [],
      keep: options.keep ?? false,
      onProgress: (line) => console.error(line),
      ...(options.hcl === true ? { hcl: schemasOf() } : {}),
      ...(phase === undefined ? {} : { phase }),
      ...(parallel === undefined ? {} : { parallel }),
      ...(options.estate === undefined ? {} : { description: readEstateFile(options.estate) }),
      ...(options.terraform === undefined ? {} : { terraform: options.terraform }),
    };
    const endpoint = options["aws-endpoint"] === undefined ? undefined : checkEndpoint(options["aws-endpoint"]);
    checkTogether(request, endpoint);
    const parts = { startTwins, factsFor: factsOfStacks };
    const report = endpoint === undefined ? await rehearse(request, parts) : await rehearseEmulated(request, endpoint, parts);
    if (options.report !== undefined) writeReport(options.report, report);
    show(report);
    if (!isGood(report)) process.exitCode = 1;
  });

/** The steps are phases and changes of their own, and none of them may lose anything. */
const checkAlone = (
  steps: boolean,
  { phase, changes }: { readonly phase: Phase | undefined; readonly changes: readonly Change[] },
  allowed: readonly string[],
): void => {
  const others = [phase === undefined ? "" : "--phase", changes.length === 0 ? "" : "--change", allowed.length === 0 ? "" : "--allow"];
  failOn(
    others.flatMap((option) =>
      steps && option !== ""
        ? [{ code: "UnknownOption", place: "--steps", rule: "the steps are given", value: option, fix: `leave ${option} out` }]
        : [],
    ),
  );
};

/** Options that make no sense together: each with the rule that it breaks, and what to do. */
const checkTogether = ({ until, providers, changes, allowed, hcl }: RehearsalRequest, endpoint: string | undefined): void => {
  const isWhole = until === "apply" || until === "destroy";
  const isReal = providers === "real";
  const rules: readonly (readonly [isBroken: boolean, place: string, rule: string, fix: string])[] = [
    [
      isReal && isWhole && endpoint === undefined,
      "--providers",
      "real providers alone can only validate and plan",
      "add --until plan or --aws-endpoint URL, or use auto",
    ],
    [endpoint !== undefined && !isReal, "--aws-endpoint", "an emulator is asked by real providers", "add --providers real"],
    [
      endpoint !== undefined && until !== "destroy",
      "--until",
      "stacks on an emulator go the whole way, so that nothing is left there",
      "leave --until out",
    ],
    [
      changes.length > 0 && (!isWhole || isReal),
      "--change, --steps",
      "a change needs stacks that stand",
      "leave --until and --providers out",
    ],
    [hcl !== undefined && (isReal || until === "validate"), "--hcl", "twins plan in HCL", "leave --providers and --until validate out"],
    [allowed.length > 0 && changes.length === 0, "--allow", "what is allowed is allowed to a change", "add --change"],
  ];
  failOn(rules.flatMap(([isBroken, place, rule, fix]) => (isBroken ? [{ code: "UnknownOption", place, rule, fix }] : [])));
};

const parallelOption = (text: string | undefined): number | undefined => {
  if (text === undefined || /^[1-9]\d?$/.test(text)) return text === undefined ? undefined : Number(text);
  throw new EstateError([
    { code: "UnknownOption", place: "--parallel", rule: "the value must be a whole number from 1 to 99", value: text, fix: "use 2" },
  ]);
};

const writeReport = (file: string, report: RehearsalReport): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, file.endsWith(".xml") ? junit(report) : formatJson(report));
};

const show = (report: RehearsalReport): void => {
  const parts = [
    stackTable(report),
    ...report.changes.map((change) => changeText(change, redFor(process.stdout.isTTY, process.env["NO_COLOR"]))),
    [...refusedLines(report), ...lossLines(report)].join("\n"),
    report.notes.join("\n"),
  ].filter((part) => part !== "");
  console.log(parts.join("\n\n"));
  if (report.failures.length > 0) console.error(`\n${failureTexts(report)}`);
  console.log(`\n${summaryLine(report)}`);
};
