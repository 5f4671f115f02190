import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { EstateError, failOn, type Problem } from "../../modules/core/errors";
import { notOurs, realFileSystem, type OutputKind } from "../../modules/core/output-folder";
import { writeOutput } from "../../modules/core/output-writer";
import { archiveName, archivesFolder, checksumOf, checksumsFile, registryFiles, type PackedModule } from "./registry";

const registryOutput: OutputKind = {
  isOurs: (names) => names.includes("index.json") && names.includes(archivesFolder),
  rule: `the folder must be new, empty, or an earlier registry, which has an index.json next to ${archivesFolder}/`,
};

/** What packing did to a registry. */
export interface PackedRegistry {
  /** Names of the archives that are new. */
  readonly added: readonly string[];
  /** How many versions of modules the registry holds now. */
  readonly versions: number;
  /** How many modules it holds. */
  readonly modules: number;
}

const semantic = /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

/**
 * Adds versions of modules to the registry in a folder. What it holds already stays, and a version that it holds is left as
 * it is. All is written or nothing, and one run at a time writes.
 *
 * @throws EstateError VersionTaken where a version would get another content, or has got one; BadFormat for a version;
 * OutputNotOurs; OutputBusy.
 */
export const packInto = (folder: string, packed: readonly PackedModule[]): PackedRegistry => {
  failOn(packed.filter(({ version }) => !semantic.test(version)).map(badVersion));
  let result: PackedRegistry = { added: [], versions: 0, modules: 0 };
  const make = () => {
    const standing = standingIn(folder);
    const before = new Map(standing.map((one) => [archiveName(one), one]));
    failOn(packed.flatMap((one) => taken(one, before.get(archiveName(one)))));
    const added = packed.filter((one) => !before.has(archiveName(one)));
    const all = [...standing, ...added];
    result = { added: added.map(archiveName), versions: all.length, modules: new Set(all.map(({ name }) => name)).size };
    return { files: registryFiles(all), remove: [] };
  };
  writeOutput(folder, make, realFileSystem, registryOutput);
  return result;
};

const badVersion = ({ name, version }: PackedModule): Problem => ({
  code: "BadFormat",
  place: name,
  rule: "the version must be semantic, MAJOR.MINOR.PATCH or with a pre-release behind a '-', for Terraform orders by it",
  value: version,
  fix: "correct it in package.json",
});

const taken = (packed: PackedModule, standing: PackedModule | undefined): readonly Problem[] =>
  standing === undefined || standing.archive.equals(packed.archive)
    ? []
    : [
        {
          code: "VersionTaken",
          place: `${packed.name} ${packed.version}`,
          rule: "a published version must keep its content",
          value: `checksum ${checksumOf(packed.archive)} instead of ${checksumOf(standing.archive)}`,
          fix: "raise the version in package.json; while nothing is published, name a new folder with --out",
        },
      ];

/** What was published into the folder before: every archive of its list of checksums, still with that checksum. */
const standingIn = (folder: string): readonly PackedModule[] => {
  const archives = join(folder, archivesFolder);
  if (!existsSync(archives)) return [];
  if (!existsSync(join(archives, checksumsFile))) throw lostList(archives, `no ${checksumsFile}`);
  const lines = readFileSync(join(archives, checksumsFile), "utf8").split("\n").slice(0, -1);
  const listed = lines.map((line) => readLine(archives, line));
  const unlisted = readdirSync(archives).filter((file) => file !== checksumsFile && !listed.some((one) => one.file === file));
  const [foreign] = unlisted.sort();
  if (foreign !== undefined) throw notOurs(archives, foreign, "take away what no run wrote", registryOutput);
  return listed.map(({ file, checksum, name, version }) => {
    const path = join(archives, file);
    const archive = existsSync(path) ? readFileSync(path) : undefined;
    if (archive !== undefined && checksumOf(archive) === checksum) return { name, version, archive };
    throw new EstateError([
      {
        code: "VersionTaken",
        place: path,
        rule: `a published version must keep its content, whose checksum is ${checksum}`,
        value: archive === undefined ? "no file" : checksumOf(archive),
        fix: "bring the archive back from where it was published",
      },
    ]);
  });
};

const readLine = (archives: string, line: string) => {
  const { checksum, file, name, version } =
    /^(?<checksum>[0-9a-f]{64}) {2}(?<file>(?<name>[a-z0-9-]+?)-(?<version>\d+\.\d.*)\.tar\.gz)$/.exec(line)?.groups ?? {};
  if (checksum !== undefined && file !== undefined && name !== undefined && version !== undefined && semantic.test(version))
    return { checksum, file, name, version };
  throw lostList(archives, line);
};

const lostList = (archives: string, value: string): EstateError =>
  notOurs(join(archives, checksumsFile), value, "bring the list back from where it was published", registryOutput);
