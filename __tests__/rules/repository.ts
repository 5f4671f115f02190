import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as ts from "typescript";

/** The folder of package.json. */
export const projectRoot = resolve(__dirname, "../..");

/** Every file that is tracked or would be by `git add .`, relative to the project, sorted. */
export const projectFiles: readonly string[] = execFileSync(
  "git",
  ["ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate", "-z"],
  { cwd: projectRoot, encoding: "utf8" },
)
  .split("\0")
  .filter((file) => file !== "" && existsSync(join(projectRoot, file)))
  .sort();

/** The text of a file of the project. */
export const readProjectFile = (file: string): string => readFileSync(join(projectRoot, file), "utf8");

/** Whether people wrote the file: generated files say so in their path. */
export const isHandWritten = (file: string): boolean => !file.split("/").includes("generated") && file !== "package-lock.json";

/** One problem a line, for a comparison with none. */
export type Problems = readonly string[];

/** A syntax tree without types: enough for rules about form, and a hundred times faster than a program. */
export const parse = (file: string, text: string): ts.SourceFile => ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);

/** The TypeScript files of the project whose path has the form `pattern`, parsed. */
export const parsedFiles = (pattern: RegExp): readonly ts.SourceFile[] =>
  projectFiles.filter((file) => file.endsWith(".ts") && pattern.test(file)).map((file) => parse(file, readProjectFile(file)));

/** Whether a declaration has the word `export` in front. */
export const isExported = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

/** `file:line`, for messages. */
export const placeOf = (node: ts.Node): string => {
  const source = node.getSourceFile();
  return `${source.fileName}:${String(source.getLineAndCharacterOfPosition(node.getStart()).line + 1)}`;
};
