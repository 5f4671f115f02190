import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endPrograms } from "./program";

/** The exit codes that shells use for a program ended by a signal. */
const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Called with a new workspace, and whether it is to be left where it is. */
export type WorkspaceWatcher = (folder: string, keep: boolean) => void;

let watcher: WorkspaceWatcher | undefined;

/** Tells `watch` of every workspace from now on. Returns what ends that. */
export const watchWorkspaces = (watch: WorkspaceWatcher): (() => void) => {
  watcher = watch;
  return () => (watcher = undefined);
};

/**
 * Does `work` in a new folder of the system's temporary one, and removes the folder, whatever happens. A signal ends the
 * programs that run, removes the folder and ends the process with 128 and the signal's number.
 */
export const withWorkspace = async <T>(keep: boolean, work: (folder: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), "estate-terraform-"));
  watcher?.(folder, keep);
  mkdirSync(join(folder, "home"));
  const remove = (): void => {
    if (!keep) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  const stop = (signal: NodeJS.Signals): void => {
    endPrograms();
    try {
      remove();
    } catch {
      // A program that has not quite ended wrote into it once more. The exit code has to tell of the signal all the same.
    }
    process.exit(exitCodes[signal as keyof typeof exitCodes]);
  };
  for (const signal of Object.keys(exitCodes)) process.on(signal, stop);
  try {
    return await work(folder);
  } finally {
    for (const signal of Object.keys(exitCodes)) process.off(signal, stop);
    endPrograms();
    remove();
  }
};
