import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EstateError } from "../modules/core/errors";
import { askProvider, type TypeChoice } from "./catalogue/ask";
import { catalogueFile, withAsked } from "./catalogue/commit";
import { compareFacts } from "./catalogue/compare";
import { differencesToBindings } from "./catalogue/difference";
import type { ProviderFacts } from "./catalogue/facts";
import { formatCatalogue } from "./catalogue/format";
import { catalogueFolder, loadCatalogue } from "./catalogue/load";
import { findProgram, sourceOf } from "./catalogue/program";
import { readPart } from "./catalogue/part";
import { progressOf } from "./catalogue/progress";
import { listOption, readOptions, runCommand } from "./command";
import { mirrorVariable } from "./terraform/mirror";

const help = `npm run catalogue -- --provider NAME [options]: asks a real provider about itself

  --provider NAME   aws, cloudflare, google, helm, kubernetes, or <namespace>/<name>
  --binary FILE     the provider's program (default: the one in a filesystem mirror, ${mirrorVariable})
  --version V       the version to take from the mirror, or of the program
  --type TYPE       a type to ask about (may be repeated or have commas; default: those of the committed catalogue);
                    data.TYPE, resource.TYPE and ephemeral.TYPE mean one kind
  --all             all types that the provider has
  --part K/N        of these the Kth of N parts, which together are all
  --output FILE     writes there, those types alone (default: into the committed catalogue, beside its other types)
  --check           lists what the committed catalogue says otherwise, and then exits with 1; writes nothing without --output
  --differences     lists where the catalogue and the installed bindings differ, of one provider or of all

It calls no cloud and needs no credentials. What it can't find out is said in the catalogue, not left out in silence.`;

/** Runs the verb with the arguments after its name. */
export const run = (args: readonly string[]): Promise<void> =>
  runCommand(async () => {
    const options = readOptions("catalogue", help, args, {
      provider: { type: "string" },
      binary: { type: "string" },
      version: { type: "string" },
      type: { type: "string", multiple: true },
      all: { type: "boolean" },
      part: { type: "string" },
      output: { type: "string" },
      check: { type: "boolean" },
      differences: { type: "boolean" },
    });
    if (options.differences === true) {
      printDifferences(options.provider);
      return;
    }
    const provider = options.provider ?? missingProvider();
    const part = options.part === undefined ? undefined : readPart(options.part);
    const committed = loadCatalogue().find((one) => one.provider === sourceOf(provider));
    const program = findProgram({ ...options, provider, mirror: process.env[mirrorVariable] });
    const choice = choiceOf(listOption(options.type), options.all === true, committed);
    const startedAt = Date.now();
    const { facts, types, questions } = await askProvider(program, choice, new Date(startedAt).toISOString().slice(0, 10), {
      watch: (count) => progressOf(count, (line) => console.error(line), Date.now),
      part,
    });
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(0);
    console.log(`${facts.provider} ${facts.version}: ${String(types)} types, ${String(questions)} questions, ${seconds} s`);
    if (options.check === true) printCheck(committed, facts);
    if (options.output !== undefined) write(options.output, facts);
    else if (options.check !== true) commit(committed, facts);
  });

const missingProvider = (): never => {
  throw new EstateError([
    { code: "UnknownOption", place: "catalogue", rule: "a provider must be named", fix: "add --provider NAME, or --differences" },
  ]);
};

const choiceOf = (named: readonly string[], all: boolean, committed: ProviderFacts | undefined): TypeChoice => {
  if (all) return "all";
  if (named.length > 0) return { named };
  if (committed !== undefined) return { of: committed };
  const fix = "add --type TYPE, or --all";
  throw new EstateError([{ code: "UnknownOption", place: "--type", rule: "a provider that has no catalogue yet needs types", fix }]);
};

const printCheck = (committed: ProviderFacts | undefined, asked: ProviderFacts): void => {
  const empty = { ...asked, config: {}, resources: {}, data_sources: {}, ephemeral_resources: {} };
  const lines = compareFacts(committed ?? empty, asked);
  for (const line of lines) console.log(line);
  console.log(lines.length === 0 ? "the committed catalogue says the same" : `${String(lines.length)} differences`);
  if (lines.length > 0) process.exitCode = 1;
};

/** Puts what was asked into the committed catalogue. A provider has one, of one version. */
const commit = (committed: ProviderFacts | undefined, asked: ProviderFacts): void => {
  if (committed !== undefined) rmSync(join(catalogueFolder, catalogueFile(committed)), { force: true });
  const facts = withAsked(committed, asked);
  write(join(catalogueFolder, catalogueFile(facts)), facts);
};

const write = (file: string, facts: ProviderFacts): void => {
  writeFileSync(file, formatCatalogue(facts));
  console.log(file);
};

const printDifferences = (provider: string | undefined): void => {
  const source = provider === undefined ? undefined : sourceOf(provider);
  const lines = loadCatalogue()
    .filter((one) => source === undefined || one.provider === source)
    .flatMap(differencesToBindings);
  for (const line of lines) console.log(line);
  console.log(`${String(lines.length)} differences`);
};
