import { existsSync, readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { didYouMean, EstateError, type Problem } from "../../modules/core/errors";
import { findMirrors, mirrorVariable, platform, versionsIn } from "../terraform/mirror";
import { boundProviders } from "./bindings";

/** A real provider's program. */
export interface ProviderProgram {
  /** With its host: `registry.terraform.io/hashicorp/aws`. */
  readonly source: string;
  readonly version: string;
  readonly file: string;
}

/** What names a program. */
export interface ProgramRequest {
  /** `aws`, `hashicorp/aws`, or with its host. */
  readonly provider: string;
  /** The program itself; otherwise a filesystem mirror has to hold it. */
  readonly binary?: string | undefined;
  /** Otherwise the highest there is, or what the program's name says. */
  readonly version?: string | undefined;
  /** The folder of a mirror, as its environment variable names it. */
  readonly mirror?: string | undefined;
}

const defaultHost = "registry.terraform.io";

const refusal = (problem: Omit<Problem, "code">): EstateError => new EstateError([{ code: "UnknownOption", ...problem }]);

/**
 * A provider's source with its host.
 *
 * @throws EstateError UnknownOption where a bare name is none of those that are known.
 */
export const sourceOf = (provider: string): string => {
  const parts = provider.split("/");
  if (parts.length === 3) return provider;
  if (parts.length === 2) return `${defaultHost}/${provider}`;
  const known: Readonly<Record<string, string>> = boundProviders;
  const source = Object.hasOwn(known, provider) ? known[provider] : undefined;
  if (source !== undefined) return source;
  const fix = `${didYouMean(provider, Object.keys(known))} Or write <namespace>/<name>`;
  throw refusal({ place: "--provider", rule: "a bare name must be that of a known provider", value: provider, fix });
};

/**
 * Finds a real provider's program.
 *
 * @throws EstateError UnknownOption where it isn't there, or its version is not told.
 */
export const findProgram = ({ provider, binary, version, mirror }: ProgramRequest): ProviderProgram => {
  const source = sourceOf(provider);
  return binary === undefined ? inMirrors(source, version, mirror) : named(source, binary, version);
};

const named = (source: string, binary: string, version: string | undefined): ProviderProgram => {
  const file = resolve(binary);
  if (!existsSync(file)) throw refusal({ place: "--binary", rule: "the program must exist", value: binary, fix: "name another file" });
  const told = version ?? /_v?(\d+\.\d+\.\d+[^_]*)(?:_|$)/.exec(basename(file))?.[1];
  if (told !== undefined) return { source, version: told, file };
  throw refusal({ place: "--binary", rule: "the program's name must tell its version", value: binary, fix: "add --version VERSION" });
};

const inMirrors = (source: string, version: string | undefined, mirror: string | undefined): ProviderProgram => {
  const mirrors = findMirrors(mirror);
  const available = versionsIn(mirrors, source);
  const wanted = version ?? available[0];
  const folder = mirrors.map((one) => join(one, source, wanted ?? "", platform)).find((one) => wanted !== undefined && existsSync(one));
  const program = folder === undefined ? undefined : readdirSync(folder).find((name) => name.startsWith("terraform-provider-"));
  if (folder !== undefined && program !== undefined && wanted !== undefined)
    return { source, version: wanted, file: join(folder, program) };
  throw refusal({
    place: "--provider",
    rule: `the program of ${source}${wanted === undefined ? "" : ` ${wanted}`} must lie unpacked in a filesystem mirror`,
    value: available.length === 0 ? "none" : available.join(", "),
    fix: `name the program with --binary FILE, or a mirror with ${mirrorVariable}`,
  });
};
