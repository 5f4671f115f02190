import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { terraformEnvironment } from "./environment";
import { fromMirrors, fromRegistry } from "./installation";
import { findMirrors, versionsIn } from "./mirror";
import { runProgram } from "./program";
import type { Requirement } from "./requirements";

/** What became of a provider that some stack pins. */
export interface SuppliedProvider {
  /** With its host in front. */
  readonly source: string;
  readonly pinned: string;
  /** The version to run with; `undefined` where none can be had. */
  readonly used: string | undefined;
  readonly from: "mirror" | "registry" | undefined;
}

/** The providers of a run. */
export interface Supply {
  readonly providers: readonly SuppliedProvider[];
  /** Terraform's configuration file for everything that follows: it takes providers from these folders and calls no network. */
  readonly cliConfig: string;
}

/** What is asked for. */
export interface SupplyRequest {
  readonly requirements: readonly Requirement[];
  /** This run's folder. */
  readonly workspace: string;
  /** The Terraform program. */
  readonly terraform: string;
  /** The folder of a mirror; the usual places are searched otherwise. */
  readonly mirror: string | undefined;
}

/** Enough for the largest provider over a slow line. */
const downloadSeconds = 600;

/**
 * Decides for each pinned provider which version to run: the pinned one where a mirror holds it, else the highest that a
 * mirror holds, else the pinned one from the registry, which is asked once. A registry that does not answer is not asked
 * again for another provider.
 *
 * @throws EstateError UnknownOption where the mirror that was named is none.
 */
export const supplyProviders = async ({ requirements, workspace, terraform, mirror }: SupplyRequest): Promise<Supply> => {
  const mirrors = findMirrors(mirror);
  const wanted = new Map(requirements.map((one) => [`${one.source} ${one.pinned}`, one]));
  const downloads: string[] = [];
  const silent = new Set<string>();
  const providers: SuppliedProvider[] = [];
  for (const [, { source, pinned }] of [...wanted].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const available = versionsIn(mirrors, source);
    const inMirror = available.find((version) => version === exact(pinned)) ?? available[0];
    const host = source.split("/")[0] ?? source;
    if (inMirror !== undefined) {
      providers.push({ source, pinned, used: inMirror, from: "mirror" });
      continue;
    }
    const download = silent.has(host) ? undefined : await fetchProvider({ source, pinned, terraform, workspace, number: providers.length });
    if (download?.silent === true) silent.add(host);
    if (download?.folder !== undefined) downloads.push(download.folder);
    const used = download?.folder === undefined ? undefined : versionsIn([download.folder], source)[0];
    providers.push({ source, pinned, used, from: used === undefined ? undefined : "registry" });
  }
  const cliConfig = join(workspace, "offline.tfrc");
  writeFileSync(cliConfig, fromMirrors([...mirrors, ...downloads]));
  return { providers, cliConfig };
};

const exact = (pinned: string): string => pinned.replace(/^=\s*/, "");

interface Download {
  /** A folder in the form of a mirror that holds the provider. */
  readonly folder?: string;
  /** Whether the registry did not answer at all. */
  readonly silent?: boolean;
}

interface DownloadRequest {
  readonly source: string;
  readonly pinned: string;
  readonly terraform: string;
  readonly workspace: string;
  readonly number: number;
}

/** Lets Terraform install one provider, with all its checks of signatures, in a folder of its own. */
const fetchProvider = async ({ source, pinned, terraform, workspace, number }: DownloadRequest): Promise<Download> => {
  const cwd = join(workspace, `download-${String(number)}`);
  const cliConfig = join(workspace, "registry.tfrc");
  mkdirSync(cwd);
  writeFileSync(cliConfig, fromRegistry);
  const provider = { source, ...(pinned === "any" ? {} : { version: pinned }) };
  writeFileSync(join(cwd, "main.tf.json"), JSON.stringify({ terraform: { required_providers: { wanted: provider } } }));
  const env = terraformEnvironment(process.env, { home: join(workspace, "home"), cliConfig, network: true });
  const { code, stdout, stderr } = await runProgram(terraform, ["init", "-backend=false", "-no-color"], {
    cwd,
    env,
    limitSeconds: downloadSeconds,
  });
  if (code === 0) return { folder: join(cwd, ".terraform/providers") };
  return { silent: /could not connect to|ended after/.test(stdout + stderr) };
};
