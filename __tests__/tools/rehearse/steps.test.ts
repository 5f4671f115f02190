import { readFileSync } from "node:fs";
import { join } from "node:path";
import { estate } from "../../../environments";
import { selectFrom, synthesizeSteps } from "../../../tools/rehearse/estate";
import { protectionOf } from "../../../tools/rehearse/protection";
import type { ChangeReport, RehearsalReport } from "../../../tools/rehearse/report";
import { phaseSteps, stepFigures } from "../../../tools/rehearse/steps";
import type { StackUpdate } from "../../../tools/rehearse/update";
import { runVerb } from "../../support/command";
import { freshFolder } from "../../support/folders";
import { hasTerraform } from "./planted";

test("the steps are the phases in their order, and back again", () => {
  expect([phaseSteps.phase, ...phaseSteps.changes.map(({ text, isWayBack = false }) => `${text}${isWayBack ? " back" : ""}`)]).toEqual([
    "foundation",
    "*.phase=growth",
    "*.phase=enterprise",
    "*.phase=growth back",
    "*.phase=foundation back",
  ]);
});

test("the figures of a step are its environment's", () => {
  const update = (stack: string, add: number, lost: number): StackUpdate => ({
    stack,
    kind: "changed",
    counts: { add, change: 2, replace: 1, destroy: 3 },
    result: "applied",
    lost: Array.from({ length: lost }, () => ({ stack, address: "aws_kms_key.main", fate: "destroyed", allowed: false })),
    failures: [],
    needs: [],
    seconds: 1,
  });
  const stacks = [update("dev-keys", 4, 1), update("dev-data", 5, 2), update("production-keys", 6, 0)];
  const changes = [{ change: "*.phase=growth", tried: true, isWayBack: false, stacks }];
  const step = { step: "*.phase=growth", isWayBack: false };
  expect(stepFigures({ changes }, ["dev", "staging", "production"])).toEqual({
    dev: [{ ...step, stacks: 2, add: 9, change: 4, replace: 2, destroy: 6, lost: 3 }],
    staging: [{ ...step, stacks: 0, add: 0, change: 0, replace: 0, destroy: 0, lost: 0 }],
    production: [{ ...step, stacks: 1, add: 6, change: 2, replace: 1, destroy: 3, lost: 0 }],
  });
});

const isFull = process.env["ESTATE_STEPS"] === "full";
const environments = isFull ? estate.environments.map(({ name }) => name) : ["dev"];
const globs = isFull ? [] : ["*-state"];

const { first, later } = synthesizeSteps({ ...phaseSteps, changes: phaseSteps.changes.filter(({ isWayBack }) => isWayBack !== true) });
const [foundation, growth, enterprise] = [first, ...later.map(({ synthesis }) => synthesis)].map((synthesis) =>
  selectFrom(synthesis, { environments, globs }, true).stacks.flatMap(({ entry, json }) =>
    protectionOf(json).protected.map(({ address }) => `${entry.name} ${address} destroyed`),
  ),
);

/** What is protected in one phase and is not there in an earlier one. */
const less = (from: readonly string[] = [], to: readonly string[] = []): readonly string[] => {
  const kept = new Set(to);
  return from.filter((one) => !kept.has(one)).sort();
};
const lostIn = (change: ChangeReport | undefined): readonly string[] =>
  (change?.stacks ?? []).flatMap(({ lost }) => lost.map(({ stack, address, fate }) => `${stack} ${address} ${fate}`)).sort();
const reportIn = (file: string): RehearsalReport => JSON.parse(readFileSync(file, "utf8")) as RehearsalReport;

describe("the phases, step by step", () => {
  test("lose nothing on the way up, and the way back is refused with the whole list", async () => {
    if (!(await hasTerraform())) return;
    if (!isFull) process.stderr.write("steps rehearsed for dev's states, the whole estate takes minutes: ESTATE_STEPS=full\n");
    const file = join(freshFolder(), "steps.json");
    const narrow = [...environments.flatMap((name) => ["--environment", name]), ...globs.flatMap((glob) => ["--stack", glob])];
    const { code, out, err } = runVerb("rehearse", ["--steps", ...narrow, "--report", file]);
    expect({ code, err: code === 0 ? "" : err }).toEqual({ code: 0, err: "" });
    const { changes, failures, stacks } = reportIn(file);
    expect(failures).toEqual([]);
    expect(changes.map((change) => [change.change, change.tried, change.isWayBack])).toEqual(
      phaseSteps.changes.map(({ text, isWayBack = false }) => [text, true, isWayBack]),
    );
    const [toGrowth, toEnterprise, backToGrowth, backToFoundation] = changes;
    expect([lostIn(toGrowth), lostIn(toEnterprise)]).toEqual([[], []]);
    expect(lostIn(backToGrowth)).toEqual(less(enterprise, growth));
    expect(lostIn(backToFoundation)).toEqual(less(enterprise, foundation));
    expect(less(enterprise, growth).length).toBeGreaterThan(0);
    expect(less(growth, foundation).length).toBeGreaterThan(0);
    expect(out).toContain(`way back *.phase=foundation:`);
    // Nothing of the way back is left standing.
    expect(stacks.map(({ stack, result }) => [stack, result])).toEqual(stacks.map(({ stack }) => [stack, "passed"]));
  }, 5_400_000);

  test("a change that goes back is exit code 1, with the whole list", async () => {
    if (!(await hasTerraform())) return;
    const file = join(freshFolder(), "back.json");
    const narrow = ["--environment", "dev", "--stack", "*-state", "--until", "apply", "--report", file];
    const { code, out } = runVerb("rehearse", [...narrow, "--phase", "growth", "--change", "dev.phase=foundation"]);
    const kept = new Set(foundation);
    const expected = (growth ?? []).filter((one) => /^dev-\S+-state /.test(one) && !kept.has(one));
    expect(lostIn(reportIn(file).changes[0])).toEqual([...expected].sort());
    expect([code, expected.filter((one) => !out.includes(`  ${one.replace(/ destroyed$/, ": destroyed")}\n`))]).toEqual([1, []]);
    expect(out).toMatch(new RegExp(`0 failures, 0 not run; stateful resources lost: ${String(expected.length)}; `));
  });
});
