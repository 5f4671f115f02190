import { durationProblem, timeoutProblems } from "../../../tools/twins/plan-timeouts";

test.each(["1h", "-5m", "+1h", "1.5h", ".5s", "1.h", "0", "1h30m", "10us", "10µs"])("%s is a duration", (text) => {
  expect(durationProblem(text)).toBeUndefined();
});

// As the real provider says.
test.each([
  ["", 'time: invalid duration ""'],
  ["~ a", 'time: invalid duration "~ a"'],
  ["h", 'time: invalid duration "h"'],
  [" 10m", 'time: invalid duration " 10m"'],
  ["10", 'time: missing unit in duration "10"'],
  ["10m5", 'time: missing unit in duration "10m5"'],
  ["1..5s", 'time: missing unit in duration "1..5s"'],
  ["999.1.1.1/99", 'time: missing unit in duration "999.1.1.1/99"'],
  ["10M", 'time: unknown unit "M" in duration "10M"'],
  ["10m ", 'time: unknown unit "m " in duration "10m "'],
  ["1h-2m", 'time: unknown unit "h-" in duration "1h-2m"'],
  ["2026-13-45", 'time: unknown unit "-" in duration "2026-13-45"'],
])("%j is none", (text, says) => {
  expect(durationProblem(text)).toBe(says);
});

test("of several wrong timeouts one is told, without a place", () => {
  const config = { timeouts: { create: "10m", delete: "soon", update: "later" } };
  expect(timeoutProblems(null, config, config)).toEqual([
    { severity: "error", summary: 'Error parsing "delete" timeout: time: invalid duration "soon"', detail: "" },
  ]);
});

test.each([{ timeouts: null }, {}, { timeouts: { create: null } }])("nothing is wrong with %j", (config) => {
  expect(timeoutProblems(null, config, config)).toEqual([]);
});

const wrong = { timeouts: { create: "soon" } };

test("where nothing else changes, nobody looks at timeouts", () => {
  expect(timeoutProblems({ name: "a", timeouts: null }, { name: "a", ...wrong }, { name: "a", ...wrong })).toEqual([]);
});

test("where something else changes, they have to be right", () => {
  expect(timeoutProblems({ name: "a", timeouts: null }, { name: "b", ...wrong }, { name: "b", ...wrong })).toHaveLength(1);
});
