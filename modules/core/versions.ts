/** Orders versions as semantic versioning does: `1.10.0` after `1.9.0`, and a pre-release before its release. */
export const compareVersions = (a: string, b: string): number => {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (let index = 0; index < 3; index += 1) {
    const difference = (left.numbers[index] ?? 0) - (right.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  if (left.label === right.label) return 0;
  if (left.label === "" || right.label === "") return left.label === "" ? 1 : -1;
  return compareLabels(left.label.split("."), right.label.split("."));
};

/** Part by part: numbers by value and before words, and what goes on after what has ended. */
const compareLabels = (left: readonly string[], right: readonly string[]): number => {
  const index = left.findIndex((part, place) => part !== right[place]);
  const [a, b] = [left[index], right[index]];
  if (a === undefined || b === undefined) return left.length - right.length;
  const [isNumber, otherIsNumber] = [a, b].map((part) => /^\d+$/.test(part));
  if (isNumber === true && otherIsNumber === true) return Number(a) - Number(b);
  if (isNumber !== otherIsNumber) return isNumber === true ? -1 : 1;
  return a < b ? -1 : 1;
};

/** Whether a step between versions may break callers: a new major version, or a new minor one while the major one is 0. */
export const isMajorStep = (from: string, to: string): boolean => {
  const [[major = 0, minor = 0], [laterMajor = 0, laterMinor = 0]] = [partsOf(from).numbers, partsOf(to).numbers];
  return laterMajor > major || (laterMajor === 0 && major === 0 && laterMinor > minor);
};

/** The lowest version to which a step from this one may break callers. */
export const nextMajor = (version: string): string => {
  const [major = 0, minor = 0] = partsOf(version).numbers;
  return major === 0 ? `0.${String(minor + 1)}.0` : `${String(major + 1)}.0.0`;
};

const partsOf = (version: string): { readonly numbers: readonly number[]; readonly label: string } => {
  const [core = "", ...label] = (version.split("+")[0] ?? "").split("-");
  return { numbers: core.split(".").map(Number), label: label.join("-") };
};
