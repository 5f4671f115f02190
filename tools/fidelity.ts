import { writeFileSync } from "node:fs";
import { formatJson } from "../modules/core/json";
import { globTest } from "../modules/core/glob";
import { listOption, readOptions, runCommand } from "./command";
import { comparedProvider, runFidelity, type FidelityPart, type FidelityRun } from "./fidelity/verdict-run";
import { formatTable } from "./table";
import type { ClassResult } from "./fidelity/verdict-report";

const help = `npm run fidelity [-- options]: mutated configurations, put to the real AWS provider ${comparedProvider.version} and to its twin

  --type GLOB   only these types, for example 'aws_kms_*' (may be repeated)
  --full        also types of the catalogue that the estate doesn't use
  --json FILE   writes everything as JSON
  --all         prints every disagreement, not only the first ones

The real provider has to be in a filesystem mirror. The exit code is 1 where the twin agrees less often than it should.`;

/** Of the cases of a class, and of all cases, at least so many have to be answered alike, in percent. */
const leastShare = { class: 95, whole: 98 };

/** How many disagreements are printed unless all are asked for. */
const mostPrinted = 40;

/** Runs the verb with the arguments after its name. */
export const run = (args: readonly string[]): Promise<void> =>
  runCommand(async () => {
    const options = readOptions("fidelity", help, args, {
      type: { type: "string", multiple: true },
      full: { type: "boolean" },
      json: { type: "string" },
      all: { type: "boolean" },
    });
    const globs = listOption(options.type).map(globTest);
    const result = await runFidelity({
      types: (type) => globs.length === 0 || globs.some((matches) => matches(type)),
      further: options.full === true || globs.length > 0,
      onProgress: progress,
    });
    if (result === undefined) {
      notRun();
      return;
    }
    if (options.json !== undefined) writeFileSync(options.json, formatJson(result));
    print(result, options.all === true ? Infinity : mostPrinted);
    if (!isFaithful(result.estate)) process.exitCode = 1;
  });

const notRun = (): void => {
  console.log(`not run: the provider ${comparedProvider.source} ${comparedProvider.version} is in no filesystem mirror`);
  if (process.env["CI"] === "true") process.exitCode = 1;
};

const progress = (type: string, done: number, total: number): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r${String(done + 1)}/${String(total)} ${type.padEnd(60)}`);
};

const share = (agreed: number, cases: number): string => (cases === 0 ? "–" : `${((100 * agreed) / cases).toFixed(1)} %`);

const print = ({ estate, further, leftOut }: FidelityRun, most: number): void => {
  if (process.stderr.isTTY) process.stderr.write("\n");
  for (const one of leftOut) console.log(`left out: ${one}`);
  printPart("types of the estate", estate, most);
  if (further !== undefined && further.types > 0) printPart("further types of the catalogue", further, most);
};

const printPart = (title: string, part: FidelityPart, most: number): void => {
  console.log(`\n${title}: ${String(part.types)} types, ${String(part.seeds)} resources`);
  console.log(
    formatTable(
      ["class", "cases", "agreed", "share", "wherever", "share", "at stake", "agreed", "share"],
      part.classes.map((one) => row(one)),
      [1, 2, 3, 4, 5, 6, 7, 8],
    ),
  );
  console.log("agreed: the same verdict with errors at the same places, the same replacements; wherever: whatever the places");
  console.log("at stake: a rule is known there, or one of the two refused it or would replace the resource");
  for (const [reason, count] of Object.entries(part.unasked)) console.log(`not asked: ${String(count)} cases: ${reason}`);
  if (part.notReached.length > 0)
    console.log(`not reached: ${String(part.notReached.length)} arguments, for which no right configuration was found`);
  for (const [who, refused] of Object.entries(part.refusedSeeds))
    if (refused.length > 0)
      console.log(`the ${who} one refuses ${String(refused.length)} of the resources, the first is ${refused[0] ?? ""}`);
  const shown = part.disagreements.slice(0, most);
  for (const { type, path, class: name, reason, kinds } of shown)
    console.log(`${type} ${path} (${name}, ${String(kinds.length)}: ${kinds.slice(0, 3).join("; ")}): ${reason}`);
  if (part.disagreements.length > shown.length) console.log(`… and ${String(part.disagreements.length - shown.length)} more`);
};

const row = ({ class: name, cases, agreed, concurred, atStake, atStakeAgreed }: ClassResult): readonly string[] => [
  name,
  String(cases),
  String(agreed),
  share(agreed, cases),
  String(concurred),
  share(concurred, cases),
  String(atStake),
  String(atStakeAgreed),
  share(atStakeAgreed, atStake),
];

const isFaithful = ({ classes }: FidelityPart): boolean =>
  classes.every(({ class: name, cases, agreed }) => {
    const least = name === "all but required" ? leastShare.whole : leastShare.class;
    return name === "required" || 100 * agreed >= least * cases;
  });
