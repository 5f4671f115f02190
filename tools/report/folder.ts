import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EstateError } from "../../modules/core/errors";
import { reportKind } from "./model";

/** The files of a report, each with the words by which a later run knows it as one. */
export const marks = {
  "estate.mmd": "%% written by npm run report",
  "index.html": '<meta name="generator" content="npm run report">',
  "report.json": `"kind": "${reportKind}"`,
} as const satisfies Readonly<Record<string, string>>;

/** A file of a report. */
export type ReportFile = keyof typeof marks;

const names = Object.keys(marks) as readonly ReportFile[];

const refuse = (place: string, value: string): never => {
  throw new EstateError([
    {
      code: "OutputNotOurs",
      place,
      rule: "the folder of a report must be new, empty, or hold an earlier report",
      value,
      fix: "choose another folder with --out, or empty this one yourself",
    },
  ]);
};

/** Whether a file begins as this program's own; none is as good as its own. */
const isOurs = (path: string, name: ReportFile): boolean =>
  !existsSync(path) || (statSync(path).isFile() && readFileSync(path, "utf8").includes(marks[name]));

/**
 * Writes the files of a report. Other files beside an earlier report stay as they are.
 *
 * @throws EstateError OutputNotOurs where the folder holds what no run wrote; then nothing is written.
 */
export const writeReport = (folder: string, files: Readonly<Record<ReportFile, string>>): void => {
  if (existsSync(folder)) {
    if (!statSync(folder).isDirectory()) refuse(folder, "a file");
    const present = readdirSync(folder).sort();
    if (present.length > 0 && !names.some((name) => present.includes(name))) refuse(folder, present.slice(0, 3).join(", "));
    for (const name of names) if (!isOurs(join(folder, name), name)) refuse(join(folder, name), "something else");
  }
  mkdirSync(folder, { recursive: true });
  for (const name of names) writeFileSync(join(folder, name), files[name]);
};
