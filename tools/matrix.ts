import { defaultOutputFolder } from "../main";
import { readManifest } from "../regions/output";
import { readOptions, runCommand } from "./command";
import { planJobs } from "./matrix/jobs";

const help = `node tools/run.mjs matrix [options]: prints the stacks of estate.json as matrices for GitHub Actions, one for
each kind of credentials that a job needs

  --out DIR   the folder that holds estate.json (default: cdktf.out)`;

/** Runs the verb with the arguments after its name. */
export const run = (args: readonly string[]): Promise<void> =>
  runCommand(() => {
    const { out } = readOptions("matrix", help, args, { out: { type: "string" } });
    console.log(JSON.stringify(planJobs(readManifest(out ?? defaultOutputFolder()))));
  });
