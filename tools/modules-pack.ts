import { readOptions, runCommand } from "./command";
import { packInto } from "./modules/pack";
import { publishedLibrary } from "./modules/publication";
import { archiveName, archiveOf, registryAddress } from "./modules/registry";
import { formatTable } from "./table";

const help = `npm run modules:pack [-- options]: packs every published module, and adds its version to a registry of plain files

  --out DIR   the registry's folder; what it holds of other versions stays (default: registry.out)`;

/** Runs the verb with the arguments after its name. */
export const run = (args: readonly string[]): Promise<void> =>
  runCommand(() => {
    const { out = "registry.out" } = readOptions("modules-pack", help, args, { out: { type: "string" } });
    const { version, files } = publishedLibrary();
    const packed = [...files].map(([name, own]) => ({ name, version, archive: archiveOf(own) }));
    const { added, versions, modules } = packInto(out, packed);
    const rows = packed.map((one) => [
      registryAddress(one.name),
      one.version,
      String(one.archive.length),
      added.includes(archiveName(one)) ? "new" : "stood",
    ]);
    console.log(formatTable(["module", "version", "bytes", "archive"], rows, [2]));
    console.log(`\n${out}: ${String(added.length)} archives added; ${String(versions)} versions of ${String(modules)} modules`);
  });
