import { createHash } from "node:crypto";
import { formatJson } from "../../modules/core/json";
import { compareVersions } from "../../modules/core/versions";
import { storedGzip, tapeArchive } from "../archive";

/** One version of a module, packed. */
export interface PackedModule {
  /** `aws-key` */
  readonly name: string;
  readonly version: string;
  readonly archive: Buffer;
}

/** The first part of every module's address in a registry. */
const namespace = "meetbarter";

/** Where archives lie under names of their own, as a release page has them. */
export const archivesFolder = "archives";

/** What `sha256sum -c` reads, below {@link archivesFolder}. By it a later run knows what was published. */
export const checksumsFile = "SHA256SUMS";

/** Every module has its archive under this name beside its `download`, so that one header serves all. */
const moduleArchive = "module.tar.gz";

/** A module as an archive: the same bytes for the same files on every machine. Its root is the module. */
export const archiveOf = (files: ReadonlyMap<string, string>): Buffer =>
  storedGzip(tapeArchive([...files].map(([path, text]) => ({ path, content: Buffer.from(text) }))));

/** The checksum of an archive, as Terraform and `sha256sum` write it. */
export const checksumOf = (archive: Buffer): string => createHash("sha256").update(archive).digest("hex");

/** The name of a version's archive among all others. */
export const archiveName = ({ name, version }: Pick<PackedModule, "name" | "version">): string => `${name}-${version}.tar.gz`;

/**
 * The address of a module without its host: `aws-key` is `meetbarter/key/aws`, as a repository `terraform-aws-key` would be
 * called in the public registry.
 */
export const registryAddress = (name: string): string => {
  const [system = "", ...words] = name.split("-");
  return [namespace, words.join("-"), system].join("/");
};

/**
 * A registry of modules as plain files, by path: archives with checksums, and the module registry protocol
 * (https://developer.hashicorp.com/terraform/internals/module-registry-protocol, read 2026-11). Terraform 1.11 finds an
 * archive by a header alone, which has the same value for every module; `_headers` tells it to hosts that read such a file.
 */
export const registryFiles = (packed: readonly PackedModule[]): ReadonlyMap<string, string | Buffer> => {
  const sorted = [...packed].sort(byNameAndVersion);
  const names = [...new Set(sorted.map(({ name }) => name))];
  const versionsOf = (name: string): readonly PackedModule[] => sorted.filter((one) => one.name === name);
  return new Map<string, string | Buffer>([
    ...sorted.map((one): [string, Buffer] => [`${archivesFolder}/${archiveName(one)}`, one.archive]),
    [`${archivesFolder}/${checksumsFile}`, sorted.map((one) => `${checksumOf(one.archive)}  ${archiveName(one)}\n`).join("")],
    [".well-known/terraform.json", formatJson({ "modules.v1": "/v1/modules/" })],
    ["_headers", `/v1/modules/*\n  X-Terraform-Get: ./${moduleArchive}\n`],
    ...names.map((name): [string, string] => [
      `v1/modules/${registryAddress(name)}/versions`,
      formatJson({ modules: [{ versions: versionsOf(name).map(({ version }) => ({ version })) }] }),
    ]),
    ...sorted.flatMap(({ name, version, archive }): [string, string | Buffer][] => {
      const folder = `v1/modules/${registryAddress(name)}/${version}`;
      return [
        [`${folder}/download`, formatJson({ location: `./${moduleArchive}` })],
        [`${folder}/${moduleArchive}`, archive],
      ];
    }),
    ["index.json", formatJson({ modules: names.map((name) => indexRow(name, versionsOf(name))) })],
  ]);
};

const indexRow = (name: string, versions: readonly PackedModule[]) => ({
  name,
  address: registryAddress(name),
  versions: versions.map((one) => ({
    version: one.version,
    archive: `${archivesFolder}/${archiveName(one)}`,
    sha256: checksumOf(one.archive),
  })),
});

const byNameAndVersion = (a: PackedModule, b: PackedModule): number =>
  a.name === b.name ? compareVersions(a.version, b.version) : a.name < b.name ? -1 : 1;
