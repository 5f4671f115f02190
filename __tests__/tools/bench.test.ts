import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { estate } from "../../environments";
import { checkForm } from "../../environments/schema";
import { checkMeaning, planEstate } from "../../regions/estate";
import { differences, differencesIn } from "../../tools/bench/difference";
import { multiplyEnvironments } from "../../tools/bench/multiply";
import { caseResult, spread, targets, type CaseResult } from "../../tools/bench/report";
import { runVerb } from "../support/command";
import { freshFolder } from "../support/folders";

describe("spread", () => {
  test.each([
    [[3], { median: 3, min: 3, max: 3 }],
    [[9, 1, 5], { median: 5, min: 1, max: 9 }],
    [[10, 2, 4, 100], { median: 7, min: 2, max: 100 }],
  ])("of %j is %j", (values, expected) => {
    expect(spread(values)).toEqual(expected);
  });
});

describe("multiplyEnvironments", () => {
  const sixteen = multiplyEnvironments(estate, 16);
  const accountsOf = (environments: typeof estate.environments): string[] =>
    environments.flatMap(({ jurisdictions }) =>
      Object.values(jurisdictions).flatMap(({ accounts }) => [...Object.values(accounts.aws), ...Object.values(accounts.google)]),
    );

  test("once is the estate itself, and every multiple has it first", () => {
    expect(multiplyEnvironments(estate, 1)).toEqual(estate);
    expect(sixteen.environments.slice(0, estate.environments.length)).toEqual(estate.environments);
  });

  test("is the same each time", () => {
    expect(multiplyEnvironments(estate, 16)).toEqual(sixteen);
  });

  test("gives every copy a name, a domain and accounts of its own, of the right form", () => {
    const { environments } = sixteen;
    const unique = (values: readonly string[]): number => new Set(values).size;
    expect(environments).toHaveLength(16 * estate.environments.length);
    expect(unique(environments.map(({ name }) => name))).toBe(environments.length);
    expect(unique(environments.map(({ domain }) => domain))).toBe(environments.length);
    expect(unique(accountsOf(environments))).toBe(16 * accountsOf(estate.environments).length);
    expect(checkForm(sixteen).problems).toEqual([]);
  });

  test("breaks no rule but those of shared addresses and money, and plans sixteen times the stacks", () => {
    expect([...new Set(checkMeaning(sixteen).map(({ code }) => code))].sort()).toEqual(["AddressBlockTaken", "BudgetOutsideBand"]);
    expect(planEstate(sixteen)).toHaveLength(16 * planEstate(estate).length);
  });
});

describe("differences", () => {
  const output = (stacks: Readonly<Record<string, unknown>>): string => {
    const folder = freshFolder();
    for (const [name, json] of Object.entries(stacks)) {
      mkdirSync(join(folder, "stacks", name), { recursive: true });
      writeFileSync(join(folder, "stacks", name, "cdk.tf.json"), JSON.stringify(json));
    }
    return folder;
  };

  test("the order of keys and metadata don't count", () => {
    const ours = { "//": 1, resource: { a: { b: { "//": 1, x: [{ "//": 1, y: 1 }], z: 2 } } } };
    const theirs = { resource: { a: { b: { z: 2, x: [{ y: 1 }] } } }, "//": 2 };
    expect(differences(output({ one: ours }), output({ one: theirs }))).toEqual([]);
  });

  test("names stacks that one side lacks, and the address of each block that says something else", () => {
    const ours = output({ one: {}, two: { resource: { aws_vpc: { a: { x: 1 }, b: {} } }, output: { id: { value: 1 } } } });
    const theirs = output({ three: {}, two: { resource: { aws_vpc: { a: { x: 2 } } }, output: { id: { value: 1 } } } });
    expect(differences(ours, theirs)).toEqual([
      "one: only in ours",
      "three: only in theirs",
      "two resource.aws_vpc.a",
      "two resource.aws_vpc.b",
    ]);
  });

  test.each([
    [1, "1"],
    [
      [1, 2],
      [2, 1],
    ],
    [{ a: 1 }, [1]],
    [{ a: undefined }, { a: null }],
  ])("%j and %j differ", (ours, theirs) => {
    expect(differencesIn({ x: ours }, { x: theirs })).not.toEqual([]);
  });
});

describe("targets", () => {
  const result = (name: CaseResult["name"], wallMs: number, stacks: number, peakMb: number, workMs?: number): CaseResult => {
    const stdout = workMs === undefined ? "" : `{"stacks":${String(stacks)},"workMs":${String(workMs)}}\n`;
    return caseResult(name, "", [{ wallMs, cpuMs: wallMs, peakMb, stdout }], stacks);
  };

  test("compare medians, and costs a stack", () => {
    const results = [result("ours", 300, 10, 287), result("stock", 1500, 10, 1), result("floor", 40, 10, 1)];
    const scale = [result("1x", 200, 10, 1, 100), result("16x", 1920, 160, 1, 2400)];
    const rehearsals = [result("rehearse-plan", 60_000, 50, 1), result("rehearse", 250_000, 50, 1)];
    expect(targets([...results, ...scale, ...rehearsals])).toEqual([
      { name: "wall time, ours / stock", atMost: 0.2, got: 0.2, isMet: true },
      { name: "wall time, ours / floor", atMost: 6, got: 7.5, isMet: false },
      { name: "peak memory of ours, MiB", atMost: 286, got: 287, isMet: false },
      { name: "wall time a stack, 16x / 1x", atMost: 1.2, got: 0.6, isMet: true },
      { name: "work a stack, 16x / 1x", atMost: 1.2, got: 1.5, isMet: false },
      { name: "rehearsal until plan, s a stack", atMost: 1.5, got: 1.2, isMet: true },
      { name: "whole rehearsal, s a stack", atMost: 4, got: 5, isMet: false },
    ]);
  });

  test("leave out what was not measured", () => {
    expect(targets([result("floor", 40, 10, 1)])).toEqual([]);
  });
});

describe("npm run bench", () => {
  test("measures the chosen cases, prints a table and writes the figures", () => {
    const file = join(freshFolder(), "bench.json");
    const { code, out, err } = runVerb("bench", ["--only", "ours,floor", "--runs", "1", "--json", file]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^case +wall s +min +max +cpu s +peak MiB +stacks /m);
    const positive = expect.any(Number) as number;
    const figures = { median: positive, min: positive, max: positive };
    const row = { summary: expect.any(String) as string, runs: 1, wallMs: figures, cpuMs: figures, peakMb: figures, stacks: 132 };
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
      date: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
      machine: { node: process.version, system: expect.any(String) as string, processor: expect.any(String) as string, parallel: positive },
      estate: { stacks: 132, resources: positive, bytes: positive },
      cases: [
        { name: "ours", ...row },
        { name: "floor", ...row },
      ],
      targets: [
        { name: "wall time, ours / floor", atMost: 6, got: positive, isMet: expect.any(Boolean) as boolean },
        { name: "peak memory of ours, MiB", atMost: 286, got: positive, isMet: expect.any(Boolean) as boolean },
      ],
      failed: {},
    });
  });

  test.each([
    [["--only", "flor"], "did you mean 'floor'?"],
    [["--runs", "0"], "the value must be 1 to 999"],
    [["--run", "1"], "did you mean '--runs'?"],
  ])("%j: exit 1, and what to do instead", (args, hint) => {
    const { code, out, err } = runVerb("bench", args);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(/\[UnknownOption\]/);
    expect(err).toContain(hint);
  });
});
