import { readFileSync } from "node:fs";
import { compile } from "./build/compile";
import { entriesOf } from "./build/entries";
import { packageFiles, packageName, type Repository } from "./build/package";
import { readOptions, runCommand } from "./command";
import { writeModules } from "./modules/output";

const help = `npm run build [-- options]: compiles the constructs as a TypeScript package, which npm packs and publishes

  --out DIR   the package's folder (default: package.out)`;

/** Runs the verb with the arguments after its name. */
export const run = (args: readonly string[]): Promise<void> =>
  runCommand(() => {
    const { out = "package.out" } = readOptions("build", help, args, { out: { type: "string" } });
    const repository = JSON.parse(readFileSync("package.json", "utf8")) as Repository;
    const entries = entriesOf(".");
    const compiled = compile(
      process.cwd(),
      entries.map(({ file }) => file),
    );
    const written = writeModules(out, packageFiles(repository, entries, compiled, readFileSync("LICENSE", "utf8")));
    console.log(
      `${out}: ${packageName} ${repository.version}, ${String(compiled.files.size)} files behind ${String(entries.length)} imports, ${String(written)} files changed`,
    );
  });
