import { noCounts } from "../../../tools/rehearse/commands";
import type { Failure } from "../../../tools/rehearse/failures";
import { junit } from "../../../tools/rehearse/junit";
import {
  changeText,
  failureTexts,
  isGood,
  lossLines,
  lostOf,
  redFor,
  refusedLines,
  stackTable,
  summaryLine,
  type ChangeReport,
  type RehearsalReport,
  type StackReport,
} from "../../../tools/rehearse/report";
import type { LostResource, StackUpdate } from "../../../tools/rehearse/update";

const stack = (name: string, more: Partial<StackReport> = {}): StackReport => ({
  ...noCounts,
  stack: name,
  add: 3,
  destroy: 3,
  result: "passed",
  provider: "twin",
  needs: [],
  refused: [],
  seconds: 1.25,
  ...more,
});

const failure: Failure = {
  stack: "dev-keys",
  step: "validate",
  severity: "error",
  summary: "Missing required argument",
  detail: 'The argument "description" is required,\n\nbut no definition was found.',
  address: "aws_kms_key.logs",
  constructPath: "dev-keys/keys/logs",
  source: { line: 12, code: '      "logs": {' },
};

const update = (name: string, more: Partial<StackUpdate> = {}): StackUpdate => ({
  stack: name,
  kind: "changed",
  counts: noCounts,
  result: "applied",
  lost: [],
  failures: [],
  needs: [],
  seconds: 0.5,
  ...more,
});

const lost: LostResource = { stack: "dev-keys", address: "aws_kms_key.logs", fate: "destroyed", allowed: false };

const report = (more: Partial<RehearsalReport> = {}): RehearsalReport => ({
  until: "destroy",
  terraform: "1.99.0",
  stacks: [stack("dev-keys")],
  changes: [],
  losses: [],
  failures: [],
  notes: [],
  seconds: 2.5,
  ...more,
});

const change = (...stacks: readonly StackUpdate[]): ChangeReport => ({ change: "dev.phase=growth", tried: true, isWayBack: false, stacks });
const wayBack = (...stacks: readonly StackUpdate[]): ChangeReport => ({ ...change(...stacks), isWayBack: true });

describe("a report is good", () => {
  test.each([
    ["where every stack passed", {}, true],
    ["not with a failure", { failures: [failure] }, false],
    ["not where a stack was not run", { stacks: [stack("dev-keys", { result: "not run" })] }, false],
    ["where a change went through", { changes: [change(update("a"), update("b", { result: "unchanged" }))] }, true],
    ["not where a change was refused", { changes: [change(update("a", { result: "refused", lost: [lost] }))] }, false],
    ["where what is lost was allowed", { changes: [change(update("a", { lost: [{ ...lost, allowed: true }] }))] }, true],
    ["where a way back was refused", { changes: [wayBack(update("a", { result: "refused", lost: [lost] }))] }, true],
    ["not where a way back was not tried", { changes: [{ ...wayBack(), tried: false }] }, false],
    ["not where a change was not tried", { changes: [{ change: "dev.phase=growth", tried: false, isWayBack: false, stacks: [] }] }, false],
  ] as const)("%s", (_, more, good) => {
    expect(isGood(report(more))).toBe(good);
  });
});

describe("the texts of a report", () => {
  test("say what became of each stack, and for what one waits", () => {
    const stacks = [
      stack("dev-keys"),
      stack("dev-network", { add: 0, destroy: 0, seconds: 0, provider: "", result: "not run", needs: ["dev-keys"] }),
    ];
    expect(stackTable(report({ stacks })).split("\n")).toEqual([
      "stack        add  change  replace  destroy  seconds  provider  result",
      "-----------  ---  ------  -------  -------  -------  --------  -----------------------",
      "dev-keys       3       0        0        3      1.3  twin      passed",
      "dev-network    0       0        0        0      0.0            not run: needs dev-keys",
    ]);
  });

  test("show a failure in full, with the construct that made the resource", () => {
    expect(failureTexts(report({ failures: [failure, { ...failure, address: "", constructPath: "", severity: "warning" }] }))).toContain(
      [
        "dev-keys: validate: Error: Missing required argument",
        "  with aws_kms_key.logs",
        "  made by dev-keys/keys/logs",
        '  on cdk.tf.json line 12: "logs": {',
        "",
        '  The argument "description" is required,',
        "",
        "  but no definition was found.",
        "",
        "dev-keys: validate: Warning: Missing required argument",
      ].join("\n"),
    );
  });

  test("list what a change does, and paint what would be lost without leave", () => {
    const changes = change(
      update("dev-keys", {
        counts: { ...noCounts, destroy: 2 },
        kind: "gone",
        result: "refused",
        lost: [lost, { ...lost, address: "aws_s3_bucket.a", allowed: true }],
      }),
      update("dev-network", { result: "planned", needs: ["dev-keys"] }),
      update("dev-state", { result: "unchanged" }),
    );
    expect(changeText(changes, (text) => `<${text}>`).split("\n")).toEqual([
      "change dev.phase=growth:",
      "stack        create  change  replace  destroy  seconds  result",
      "-----------  ------  ------  -------  -------  -------  -----------------------",
      "dev-keys          0       0        0        2      0.5  gone, refused",
      "dev-network       0       0        0        0      0.5  planned: needs dev-keys",
      "1 of 3 stacks unchanged",
      "stateful resources that it replaces or destroys:",
      "<  dev-keys aws_kms_key.logs: destroyed>",
      "  dev-keys aws_s3_bucket.a: destroyed, allowed",
    ]);
    expect(changeText({ change: "x", tried: false, isWayBack: false, stacks: [] }, (text) => text)).toBe(
      "change x: not run, for a change before it did not go through",
    );
    expect(lostOf(report({ changes: [changes] }))).toEqual([lost]);
  });

  test("list for what a way back was refused, and don't count it as lost", () => {
    const changes = wayBack(update("dev-keys", { result: "refused", lost: [lost] }));
    expect(changeText(changes, (text) => text).split("\n")).toEqual([
      "way back dev.phase=growth:",
      "stack     create  change  replace  destroy  seconds  result",
      "--------  ------  ------  -------  -------  -------  -------",
      "dev-keys       0       0        0        0      0.5  refused",
      "0 of 1 stacks unchanged",
      "refused for 1 stateful resource:",
      "  dev-keys aws_kms_key.logs: destroyed",
    ]);
    expect(lostOf(report({ changes: [changes] }))).toEqual([]);
    const xml = junit(report({ changes: [changes] }));
    expect(xml).toContain('<testsuite name="way back dev.phase=growth" tests="1" failures="0"');
  });

  test("tell of each site what its loss stops", () => {
    const losses = [
      { site: "dev-aws-eu-central-1", inside: 2, planned: 3, stopped: [] },
      { site: "dev-aws-eu-west-1", inside: 1, planned: 3, stopped: ["dev-edge"] },
    ];
    expect(lossLines(report({ losses }))).toEqual([
      "loss of dev-aws-eu-central-1: 3 of 3 stacks outside still plan",
      "loss of dev-aws-eu-west-1: 3 of 4 stacks outside still plan, not: dev-edge",
    ]);
  });

  test("count what was refused while it was protected, by type", () => {
    const stacks = [stack("a", { refused: ["aws_kms_key.x", "module.m.aws_s3_bucket.y"] }), stack("b", { refused: ["aws_kms_key.x"] })];
    expect(refusedLines(report({ stacks }))).toEqual(["refused to be destroyed while protected: 3 (aws_kms_key 2, aws_s3_bucket 1)"]);
    expect(refusedLines(report())).toEqual([]);
  });

  test.each([
    [true, undefined, "\u001b[31mlost\u001b[39m"],
    [true, "", "\u001b[31mlost\u001b[39m"],
    [true, "1", "lost"],
    [false, undefined, "lost"],
  ])("are red for a terminal (%s) with NO_COLOR %j alone", (isTerminal, noColor, expected) => {
    expect(redFor(isTerminal, noColor)("lost")).toBe(expected);
  });

  test("end with one line that counts", () => {
    const stacks = [stack("a"), stack("b", { result: "failed", destroy: 1 }), stack("c", { result: "not run", add: 0, destroy: 0 })];
    expect(summaryLine(report({ stacks, failures: [failure], changes: [change(update("a", { lost: [lost] }))] }))).toBe(
      "rehearsed 1 of 3 stacks until destroy with Terraform 1.99.0: 6 added, 4 destroyed; 1 failure, 1 not run; stateful resources lost: 1; 2.5 s",
    );
  });
});

describe("the JUnit report", () => {
  const xml = junit(
    report({
      stacks: [
        stack("dev-keys", { result: "failed" }),
        stack("dev-network", { result: "not run", needs: ["dev-keys"], seconds: 0 }),
        stack("dev-state"),
      ],
      failures: [
        { ...failure, detail: 'a < b & "c"\u0007' },
        { ...failure, step: "second plan", summary: "Not empty" },
      ],
      changes: [
        change(update("dev-state", { result: "refused", lost: [lost] })),
        { change: "dev.phase=enterprise", tried: false, isWayBack: false, stacks: [] },
      ],
      losses: [{ site: "dev-aws-eu-west-1", inside: 1, planned: 1, stopped: ["dev-edge"] }],
    }),
  );

  test("counts in each suite and in all", () => {
    expect(xml.match(/<testsuites? [^>]*>/g)).toEqual([
      '<testsuites name="rehearsal" tests="6" failures="3" errors="0" skipped="2" time="2.500">',
      '<testsuite name="stacks" tests="3" failures="1" errors="0" skipped="1" time="2.500">',
      '<testsuite name="change dev.phase=growth" tests="1" failures="1" errors="0" skipped="0" time="0.500">',
      '<testsuite name="change dev.phase=enterprise" tests="1" failures="0" errors="0" skipped="1" time="0.000">',
      '<testsuite name="loss of a site" tests="1" failures="1" errors="0" skipped="0" time="0.000">',
    ]);
  });

  test("has one failure a case, with everything that went wrong", () => {
    expect(xml).toContain('<failure message="validate: Missing required argument (and 1 more)">dev-keys: validate: Error:');
    expect(xml).toContain('<failure message="stateful resource destroyed">dev-keys aws_kms_key.logs: destroyed</failure>');
    expect(xml).toContain("dev-edge can&#39;t be planned without dev-aws-eu-west-1".replace("&#39;", "'"));
    expect(xml.match(/<failure /g)).toHaveLength(3);
  });

  test("says why a case was skipped", () => {
    expect(xml).toContain('<skipped message="not run: needs dev-keys"/>');
  });

  test("escapes what XML does not allow, and closes what it opens", () => {
    expect(xml).toContain("a &lt; b &amp; &quot;c&quot;?");
    const open: string[] = [];
    for (const [, slash = "", name = "", end = ""] of xml.matchAll(/<(\/?)([a-z]+)[^<>]*?(\/?)>/g)) {
      if (slash !== "") expect(open.pop()).toBe(name);
      else if (end === "") open.push(name);
    }
    expect(open).toEqual([]);
  });
});
