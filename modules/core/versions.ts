/** Orders versions as semantic versioning does: `1.10.0` after `1.9.0`, and a pre-release before its release. */
export const compareVersions = (a: string, b: string): number => {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (let index = 0; index < 3; index += 1) {
    const difference = (left.numbers[index] ?? 0) - (right.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  if (left.label === right.label) return 0;
  if (left.label === "" || right.label === "") return left.label === "" ? 1 : -1;
  return left.label < right.label ? -1 : 1;
};

const partsOf = (version: string): { readonly numbers: readonly number[]; readonly label: string } => {
  const [core = "", ...label] = (version.split("+")[0] ?? "").split("-");
  return { numbers: core.split(".").map(Number), label: label.join("-") };
};
