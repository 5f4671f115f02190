import { comparedProvider, runFidelity, type FidelityPart, type FidelityRun } from "../../../tools/fidelity/verdict-run";
import { notRunWithRealTerraform } from "../terraform-output";

/** Everything, with the types of the catalogue that the estate doesn't use: minutes. */
const isFull = process.env["ESTATE_FIDELITY"] === "full";

/** Of the estate's cases, one in so many is asked where not everything is. */
const every = 5;

let result: FidelityRun | undefined;
beforeAll(async () => {
  result = await runFidelity(isFull ? { further: true } : { every });
  if (result === undefined) notRunWithRealTerraform(`${comparedProvider.source} ${comparedProvider.version} is in no mirror`);
}, 1_800_000);

const shareOf = (part: FidelityPart, name: string): number => {
  const { cases = 0, agreed = 0 } = part.classes.find((one) => one.class === name) ?? {};
  return cases === 0 ? 0 : agreed / cases;
};

test.each([
  ["enumeration", 0.95],
  ["range", 0.95],
  ["format", 0.95],
  ["exclusion", 0.95],
  ["replacement", 0.95],
  ["all but required", 0.98],
])("the twin of AWS gives the verdict and the replacements of the real one: %s, at least %d", (name, least) => {
  if (result !== undefined) expect(shareOf(result.estate, name)).toBeGreaterThanOrEqual(least);
});

test.each([
  ["enumeration", 300],
  ["range", 300],
  ["format", 300],
  ["exclusion", 300],
  ["replacement", 300],
  ["all but required", 3000],
])("there are enough cases in which something is at stake: %s, %d", (name, least) => {
  const asked = isFull ? least : Math.floor((0.8 * least) / every);
  if (result !== undefined) expect(result.estate.classes.find((one) => one.class === name)?.atStake).toBeGreaterThanOrEqual(asked);
});

test("both find every resource of the estate right to begin with", () => {
  if (result === undefined) return;
  expect(result.estate.seeds).toBeGreaterThan(2500);
  expect(result.leftOut).toEqual([]);
  expect(result.estate.refusedSeeds).toEqual({ real: [], twin: [] });
});
