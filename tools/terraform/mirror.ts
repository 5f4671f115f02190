import { existsSync, readdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { EstateError } from "../../modules/core/errors";
import { compareVersions } from "../../modules/core/versions";

/** Names the folder of a filesystem mirror of providers. */
export const mirrorVariable = "ESTATE_PROVIDER_MIRROR";

const registryHost = "registry.terraform.io";

/** Where packages and people put providers that are not fetched from the registry. */
const usualRoots = (): readonly string[] => [
  join(homedir(), ".terraform.d"),
  join(homedir(), ".local/share/terraform"),
  "/usr/local/share/terraform",
  "/usr/share/terraform",
  "/var/lib/terraform",
  "/opt",
];

/** The folders in which Terraform would find the provider `<host>/<namespace>/<type>`: those that hold a folder of the host. */
const mirrorsBelow = (root: string, depth: number): readonly string[] => {
  if (existsSync(join(root, registryHost))) return [root];
  return depth === 0 ? [] : foldersIn(root).flatMap((name) => mirrorsBelow(join(root, name), depth - 1));
};

/**
 * The filesystem mirrors to take providers from: the one that {@link mirrorVariable} names, or those found at most three
 * levels below the usual roots.
 *
 * @throws EstateError UnknownOption where the variable names no mirror: who sets it wants no other.
 */
export const findMirrors = (named: string | undefined, roots: readonly string[] = usualRoots()): readonly string[] => {
  if (named === undefined || named === "") return [...new Set(roots.flatMap((root) => mirrorsBelow(root, 2)))];
  const folder = resolve(named);
  const found = basename(folder) === registryHost ? [dirname(folder)] : mirrorsBelow(folder, 2);
  if (found.length > 0) return found;
  throw new EstateError([
    {
      code: "UnknownOption",
      place: mirrorVariable,
      rule: `the folder must be a filesystem mirror of providers, which holds a folder '${registryHost}'`,
      value: named,
      fix: "make one with 'terraform providers mirror', or unset the variable",
    },
  ]);
};

/** The versions of a provider in the mirrors that this machine can run, highest first. `source` has its host in front. */
export const versionsIn = (mirrors: readonly string[], source: string): readonly string[] => {
  const versions = mirrors.flatMap((mirror) => {
    const folder = join(mirror, source);
    const type = basename(source);
    const packed = new RegExp(`^terraform-provider-${escape(type)}_(\\d.*)_${escape(platform)}\\.zip$`);
    return namesIn(folder).flatMap((name) => {
      if (existsSync(join(folder, name, platform))) return [name];
      const version = packed.exec(name)?.[1];
      return version === undefined ? [] : [version];
    });
  });
  return [...new Set(versions)].sort(compareVersions).reverse();
};

const goSystems: Readonly<Record<string, string>> = { win32: "windows" };
const goMachines: Readonly<Record<string, string>> = { x64: "amd64", ia32: "386" };

/** This machine in the words of Terraform's packages, such as `linux_amd64`. */
export const platform = `${goSystems[process.platform] ?? process.platform}_${goMachines[process.arch] ?? process.arch}`;

const escape = (text: string): string => text.replace(/[.+^${}()|[\]\\*?]/g, "\\$&");

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

const foldersIn = (folder: string): readonly string[] =>
  namesIn(folder).filter((name) => {
    try {
      return statSync(join(folder, name)).isDirectory();
    } catch {
      return false;
    }
  });
