import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { markdownTable, markedSections, withSection } from "./docs/markdown";
import { sections } from "./docs/sections";
import { readOptions, runCommand } from "./command";

const help = `npm run docs [-- options]: writes what is generated into the documents

  --check   writes nothing, and fails when something is out of date`;

/** The documents with generated sections. */
export const generatedDocuments: readonly string[] = ["README.md", "docs/adr/README.md", "docs/architecture.md", "docs/errors.md"];

const decisions = "docs/adr";

/** The decisions with their titles, in the order of their numbers. */
const decisionTable = (): string =>
  markdownTable(
    ["number", "decision"],
    readdirSync(decisions)
      .filter((file) => /^\d{4}-.*\.md$/.test(file))
      .sort()
      .map((file) => [file.slice(0, 4), `[${/^# (.*)$/m.exec(readFileSync(`${decisions}/${file}`, "utf8"))?.[1] ?? file}](${file})`]),
  );

/** A document as it should be; the same as it is when nothing has changed. */
export const renderDocument = (path: string): string =>
  markedSections(readFileSync(path, "utf8")).reduce(
    (text, name) => {
      const section = name === "decisions" ? decisionTable : sections[name];
      if (section === undefined)
        throw new Error(`${path}: there is no section '${name}'; there are ${Object.keys(sections).join(", ")}, decisions`);
      return withSection(text, name, section());
    },
    readFileSync(path, "utf8"),
  );

/** Runs the verb with the arguments after its name. */
export const run = (args: readonly string[]): Promise<void> =>
  runCommand(() => {
    const { check } = readOptions("docs", help, args, { check: { type: "boolean" } });
    for (const path of generatedDocuments) {
      const text = renderDocument(path);
      if (text === readFileSync(path, "utf8")) continue;
      if (check === true) {
        process.exitCode = 1;
        console.error(`${path} is out of date; run npm run docs`);
      } else {
        writeFileSync(path, text);
        console.log(`${path} written`);
      }
    }
  });
