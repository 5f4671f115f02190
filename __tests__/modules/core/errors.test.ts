import { didYouMean, EstateError, failOn, formatProblem, type Problem } from "../../../modules/core/errors";

const problem = (more: Partial<Problem> = {}): Problem => ({
  code: "BadProp",
  place: "a/b",
  rule: "'size' must be a whole number from 1 to 3 (nodes)",
  value: 9,
  fix: "use 3",
  ...more,
});

describe("problems", () => {
  test("are one line: place, code, rule, value, fix", () => {
    expect(formatProblem(problem())).toBe("a/b: [BadProp] 'size' must be a whole number from 1 to 3 (nodes), got 9; use 3");
    const { value: _, ...withoutValue } = problem();
    expect(formatProblem(withoutValue)).toBe("a/b: [BadProp] 'size' must be a whole number from 1 to 3 (nodes); use 3");
    expect(formatProblem(problem({ value: "x".repeat(500) }))).toHaveLength(formatProblem(withoutValue).length + ", got ".length + 120);
  });

  test("come all at once, in one order", () => {
    const places = ["c", "a", "b"].map((place) => problem({ place }));
    expect(new EstateError(places).problems.map(({ place }) => place)).toEqual(["a", "b", "c"]);
    expect(() => failOn(places)).toThrow(/^a: \[BadProp\].*\nb: \[BadProp\].*\nc: \[BadProp\]/);
    expect(() => failOn([])).not.toThrow(/./);
  });

  test.each([
    ["grwth", "did you mean 'growth'?"],
    ["grow", "did you mean 'growth'?"],
    ["Growth", "did you mean 'growth'?"],
    ["g", "use one of: enterprise, foundation, growth"],
    ["scale", "use one of: enterprise, foundation, growth"],
  ])("for %p the fix is %p", (word, fix) => {
    expect(didYouMean(word, ["growth", "foundation", "enterprise"])).toBe(fix);
  });

  test("a beginning that several share is no hint", () => {
    expect(didYouMean("pro", ["production", "protocol"])).toBe("use one of: production, protocol");
    expect(didYouMean("anything", [])).toBe("remove it");
  });
});
