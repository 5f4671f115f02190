import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { EstateError } from "../modules/core/errors";
import { readCatalogueFile } from "./catalogue/file";
import { factsFor } from "./catalogue/for-types";
import { listOption, oneOfOption, readOptions, runCommand } from "./command";
import { commandEnvironment, runInForeground } from "./twins/foreground";
import { startTwins } from "./twins/twins";
import { usedTypes } from "./twins/used-types";

const help = `npm run twins -- [options] -- COMMAND [ARGUMENT…]: runs a command whose Terraform meets twins instead of providers

  --catalogue FILE   further facts of providers, .json or .json.gz (may be repeated)
  --in DIR           the folder in which the command runs (default: the one in which npm was called)
  --outside WORD     open: things that twins did not make may stand outside (default)
                     empty: nothing stands but what twins made

For example: npm run twins -- --in ~/my-module -- terraform test

The command is any that runs Terraform or OpenTofu. Their providers for AWS, Google, Cloudflare, Helm and Kubernetes are
twins: no account, no credentials, no cloud; init installs none of them. Other providers come as always. Types that the
committed catalogue does not hold are taken from the catalogues that you name, else from the installed bindings, which
know names and types, and no rule. The command sees no credentials of yours, and works on states of twins only.
The exit code is the command's.`;

/** Runs the verb with the arguments after its name. */
export const run = (args: readonly string[]): Promise<void> =>
  runCommand(async () => {
    const end = args.indexOf("--");
    const options = readOptions("twins", help, end < 0 ? args : args.slice(0, end), {
      catalogue: { type: "string", multiple: true },
      in: { type: "string" },
      outside: { type: "string" },
    });
    const [program, ...programArgs] = end < 0 ? [] : args.slice(end + 1);
    const folder = resolve(options.in ?? process.env["INIT_CWD"] ?? ".");
    checkCall(program, folder);
    const outside = oneOfOption("outside", options.outside, ["open", "empty"]) ?? "open";
    const facts = factsFor(usedTypes(folder), listOption(options.catalogue).map(readCatalogueFile), { unknown: "leave" });
    const twins = await startTwins({ facts, outside });
    const home = mkdtempSync(join(tmpdir(), "estate-twins-"));
    try {
      const env = { ...commandEnvironment(process.env, home), ...(await twins.environment(folder)) };
      process.exitCode = await runInForeground(program ?? "", programArgs, { cwd: folder, env });
    } finally {
      await twins.close();
      rmSync(home, { recursive: true, force: true });
    }
  });

const checkCall = (program: string | undefined, folder: string): void => {
  if (program === undefined)
    throw new EstateError([
      {
        code: "UnknownOption",
        place: "twins",
        rule: "a command must follow after --",
        fix: "for example: npm run twins -- -- terraform plan",
      },
    ]);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new EstateError([
      { code: "UnknownOption", place: "--in", rule: "the folder must exist", value: folder, fix: "name another folder" },
    ]);
};
