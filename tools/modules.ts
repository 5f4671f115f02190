import { writeFileSync } from "node:fs";
import { resourceTotal } from "../modules/core/expand";
import { unpublished } from "./modules/faces";
import { writeModules } from "./modules/output";
import { publishedLibrary } from "./modules/publication";
import { recordFile } from "./modules/record";
import { readOptions, runCommand } from "./command";
import { formatTable } from "./table";

const help = `npm run modules [-- options]: writes every construct that is published as a Terraform module in HCL

  --out DIR       the folder (default: cdktf.out/modules)
  --accept        also writes the modules' interfaces into ${recordFile}, as those of the version in package.json
  --unpublished   with --accept: nobody has that version yet, so only the version before must not be broken`;

/** Runs the verb with the arguments after its name. */
export const run = (args: readonly string[]): Promise<void> =>
  runCommand(() => {
    const {
      out = "cdktf.out/modules",
      accept = false,
      unpublished: isUnpublished = false,
    } = readOptions("modules", help, args, { out: { type: "string" }, accept: { type: "boolean" }, unpublished: { type: "boolean" } });
    const library = publishedLibrary(isUnpublished);
    const { modules, record } = library;
    const files = new Map(
      [...library.files].flatMap(([name, own]) => [...own].map(([path, text]): [string, string] => [`${name}/${path}`, text])),
    );
    const written = writeModules(out, files);
    if (record.isNew && accept) writeFileSync(recordFile, record.text);
    const rows = modules.map(({ name, json, variables, outputs }) => [
      name,
      String(resourceTotal(json)),
      String(variables.length),
      String(outputs.length),
    ]);
    console.log(formatTable(["module", "resources", "variables", "outputs"], rows, [1, 2, 3]));
    for (const [folder, reason] of Object.entries(unpublished)) console.log(`not published: ${folder} (${reason})`);
    const examples = [...files.keys()].filter((path) => path.includes("/examples/")).length;
    console.log(`\n${out}: ${String(modules.length)} modules with ${String(examples)} examples, ${String(written)} files changed`);
    if (record.isNew) console.log(accept ? `${recordFile}: written` : `${recordFile} says otherwise: npm run modules -- --accept`);
  });
