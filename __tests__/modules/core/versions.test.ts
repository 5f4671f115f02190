import { isMajorStep, nextMajor } from "../../../modules/core/versions";

test.each([
  ["0.1.0", "0.1.1", false],
  ["0.1.0", "0.2.0", true],
  ["0.9.0", "0.10.0", true],
  ["0.2.0", "0.1.0", false],
  ["0.1.0", "1.0.0", true],
  ["1.2.0", "1.3.0", false],
  ["1.2.0", "2.0.0", true],
  ["2.0.0", "1.0.0", false],
  ["1.0.0", "0.9.0", false],
])("a step from %s to %s may break callers: %s", (from, to, expected) => {
  expect(isMajorStep(from, to)).toBe(expected);
});

test.each([
  ["0.1.5", "0.2.0"],
  ["1.4.2", "2.0.0"],
  ["0.0.1", "0.1.0"],
])("after %s the next version that may break callers is %s", (version, expected) => {
  expect(nextMajor(version)).toBe(expected);
  expect(isMajorStep(version, expected)).toBe(true);
});
