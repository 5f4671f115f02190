import { problemCodes } from "../../modules/core/problem-codes";
import { projectFiles, readProjectFile } from "./repository";

/** Whether a test names the code, as `[Code]` in a pattern or as a text of its own. */
const names = (text: string, code: string): boolean => new RegExp(`[["'\`(|]${code}(?:\\\\{0,2}\\]|["'\`)|])`).test(text);

const untested = (codes: readonly string[], tests: readonly string[]): string[] =>
  codes.filter((code) => !tests.some((text) => names(text, code)));

describe("problem codes", () => {
  test("each code is expected by a test", () => {
    const tests = projectFiles.filter((file) => file.startsWith("__tests__/")).map(readProjectFile);
    expect(untested(Object.keys(problemCodes), tests)).toEqual([]);
  });

  test.each([
    ["expect(run).toThrow(/\\[BadName\\]/)", []],
    ["expect(run).toThrow(/\\[(BadCidr|BadName)\\]/)", []],
    ['expect(codes).toEqual(["BadName"])', []],
    ['import { BadNameError } from "x"; // BadName', ["BadName"]],
  ])("in %p the codes that are not named are %p", (text, expected) => {
    expect(untested(["BadName"], [text])).toEqual(expected);
  });
});
