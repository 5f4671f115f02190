import { writeEstate } from "../main";
import { buildEstate } from "../regions/synthesis";
import { estate } from "../environments";
import { checkForm } from "../environments/schema";
import { EstateError, failOn } from "../modules/core/errors";
import type { ProblemCode } from "../modules/core/problem-codes";
import { checkMeaning } from "../regions/estate";
import { multiplyEnvironments } from "./bench/multiply";
import { readOptions, runCommand } from "./command";

const help = `node tools/run.mjs bench-multiple --times N --out DIR: one measurement of npm run bench

  --times N   how many copies of each environment
  --out DIR   where the stacks go`;

/** What copies of an environment do to each other, and no real estate may do. Anything else is a mistake of the bench. */
const expected: readonly ProblemCode[] = ["AddressBlockTaken", "AddressOverlap", "BudgetOutsideBand"];

/**
 * Does what synthesis does, with the environments multiplied, and prints how long it took without node's own start.
 * Every check runs; the problems of copies that share address blocks and a budget are overlooked.
 */
export const run = (args: readonly string[]): Promise<void> =>
  runCommand(() => {
    const { times = "1", out } = readOptions("bench-multiple", help, args, { times: { type: "string" }, out: { type: "string" } });
    if (out === undefined || !/^[1-9]\d?$/.test(times)) {
      const rule = "--out must be given, and --times must be 1 to 99";
      throw new EstateError([{ code: "UnknownOption", place: "bench-multiple", rule, fix: "see --help" }]);
    }
    const start = performance.now();
    const description = multiplyEnvironments(estate, Number(times));
    const synthesis = buildEstate(description);
    const problems = [...checkForm(description).problems, ...checkMeaning(description), ...synthesis.verdict.problems];
    failOn(problems.filter(({ code }) => !expected.includes(code)));
    writeEstate(out, synthesis);
    console.log(JSON.stringify({ stacks: synthesis.stacks.length, workMs: performance.now() - start }));
  });
