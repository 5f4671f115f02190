import { join, relative } from "node:path";
import * as ts from "typescript";

/** What a compilation made, by path. */
export interface Compiled {
  /** JavaScript and declarations of every file that the entries need. */
  readonly files: ReadonlyMap<string, string>;
  /** The packages that the JavaScript and the declarations import, sorted. */
  readonly packages: readonly string[];
  /** The classes that each entry exports. */
  readonly classes: ReadonlyMap<string, readonly string[]>;
}

/**
 * Compiles TypeScript files, given without their extension, and all that they need to CommonJS with declarations.
 *
 * @throws Error what TypeScript says of them, which the checks of this repository say too.
 */
export const compile = (root: string, entries: readonly string[]): Compiled => {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (path) => ts.sys.readFile(path)) as {
    readonly config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const program = ts.createProgram(
    entries.map((entry) => join(root, `${entry}.ts`)),
    { ...options, noEmit: false, declaration: true, types: ["node"], rootDir: root, outDir: root, newLine: ts.NewLineKind.LineFeed },
  );
  const problems = ts.getPreEmitDiagnostics(program);
  if (problems.length > 0) {
    const host = { getCurrentDirectory: () => root, getCanonicalFileName: (name: string) => name, getNewLine: () => "\n" };
    throw new Error(ts.formatDiagnostics(problems, host));
  }
  const files = new Map<string, string>();
  program.emit(undefined, (path, text) => files.set(relative(root, path), text));
  const checker = program.getTypeChecker();
  const classesOf = (entry: string): readonly string[] => {
    const source = program.getSourceFile(join(root, `${entry}.ts`));
    const symbol = source === undefined ? undefined : checker.getSymbolAtLocation(source);
    const exported = symbol === undefined ? [] : checker.getExportsOfModule(symbol);
    return exported.filter(({ flags }) => (flags & ts.SymbolFlags.Class) !== 0).map(({ name }) => name);
  };
  return {
    files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))),
    packages: [...new Set([...files.values()].flatMap(packagesIn))].sort(),
    classes: new Map(entries.map((entry) => [entry, classesOf(entry)])),
  };
};

/** The packages that a text imports: neither files of its own nor what Node has. */
const packagesIn = (text: string): readonly string[] =>
  ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => !name.startsWith(".") && !name.startsWith("node:"))
    .map((name) => name.split("/", name.startsWith("@") ? 2 : 1).join("/"));
