import { estate } from "../../environments";
import { checkForm } from "../../environments/schema";
import { formatProblem } from "../../modules/core/errors";
import { checkMeaning } from "../../regions/estate";
import { regionFacts } from "../../regions/facts";
import { brokenEstate, formSpoilings, meaningSpoilings, wholeSpoilings, type Json } from "../support/broken-estate";
import { randomOf } from "../support/random";
import { samples } from "../support/samples";

const problemsOf = (description: unknown) => {
  const form = checkForm(description);
  return [...form.problems, ...(form.description === undefined ? [] : checkMeaning(form.description))];
};

const codesOf = (description: unknown): string[] => [...new Set(problemsOf(description).map(({ code }) => code))].sort();
const copy = (): Json => JSON.parse(JSON.stringify(estate)) as Json;
const environment = (whole: Json, name: string): Json => {
  const found = (whole["environments"] as Json[]).find((one) => one["name"] === name);
  if (found === undefined) throw new Error(name);
  return found;
};

describe("the estate's description", () => {
  test("has no problem", () => {
    expect(problemsOf(estate).map(formatProblem)).toEqual([]);
  });

  test.each(Object.entries({ ...formSpoilings, ...meaningSpoilings }))(
    "an environment with %s gives exactly its codes",
    (_, { spoil, codes }) => {
      const whole = copy();
      spoil(environment(whole, "pre-prod"), randomOf(1));
      expect(codesOf(whole)).toEqual([...codes].sort());
    },
  );

  test.each(Object.entries(wholeSpoilings))("an estate with %s gives exactly its codes", (_, { spoil, codes }) => {
    const whole = copy();
    spoil(whole, randomOf(1));
    expect(codesOf(whole)).toEqual([...codes].sort());
  });

  test(`${String(samples.broken)} random broken descriptions give exactly their codes, all at once`, () => {
    for (let seed = 1; seed <= samples.broken; seed += 1) {
      const { description, done, codes } = brokenEstate(randomOf(seed));
      expect({ seed, done, codes: codesOf(description) }).toEqual({ seed, done, codes });
    }
  });

  test.each([
    ["a text", "estate", ["WrongType"]],
    ["nothing", null, ["WrongType"]],
    ["an empty object", {}, ["MissingKey"]],
    ["no environments", { ...copy(), environments: [] }, ["OutOfRange"]],
  ])("%s is no description", (_, description, codes) => {
    expect(codesOf(description)).toEqual(codes);
  });

  test("budgets outside production's band are refused", () => {
    const whole = copy();
    Object.assign(environment(whole, "production"), { usdPerMonth: 999_999 });
    expect(codesOf(whole)).toEqual(["BudgetOutsideBand"]);
  });

  test("what is not known of a region fails closed", () => {
    const frankfurt = regionFacts["aws-eu-central-1"];
    if (frankfurt === undefined) throw new Error("no facts");
    const { kms: _, ...services } = frankfurt.services;
    const zones = { ...frankfurt.availabilityZones, value: ["eu-central-1a", "eu-central-1b"] };
    const facts = { ...regionFacts, "aws-eu-central-1": { ...frankfurt, services, availabilityZones: zones } };
    expect([...new Set(checkMeaning(estate, facts).map(({ code }) => code))].sort()).toEqual([
      "ServiceNotInRegion",
      "TooFewAvailabilityZones",
    ]);
  });

  test("a problem says place, rule, value, fix and code on one line, and what was meant", () => {
    const whole = copy();
    Object.assign(environment(whole, "dev"), { phase: "fundation" });
    expect(problemsOf(whole).map(formatProblem)).toEqual([
      "environments.dev.phase: [NotAllowed] the value must be one of foundation, growth, enterprise, got \"fundation\"; did you mean 'foundation'?",
    ]);
  });
});
