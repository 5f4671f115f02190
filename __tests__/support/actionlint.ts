import { spawnSync } from "node:child_process";

const hasActionlint = spawnSync("actionlint", ["-version"], { stdio: "ignore" }).status === 0;

/**
 * Runs `test` with what actionlint says of the repository's workflows, where it is installed; elsewhere a line says that
 * it was not asked. Its findings of form: what the workflows mean is tested apart. Programs that it would run for the
 * text of commands are left out, for they differ from machine to machine.
 */
export const withActionlint = (test: (problems: string) => void): void => {
  if (!hasActionlint) {
    process.stderr.write("workflows not linted: actionlint is not on the PATH\n");
    return;
  }
  const { stdout, stderr, status } = spawnSync("actionlint", ["-oneline", "-shellcheck=", "-pyflakes="], { encoding: "utf8" });
  test(status === 0 ? "" : `${stdout}${stderr}`);
};
