import { foreignSites, siteLosses, siteOf } from "../../../tools/rehearse/sites";
import { planted } from "./planted";

const entry = (name: string, region: string, reads: Readonly<Record<string, string>> = {}) =>
  planted(name, { json: {}, region, reads }).entry;
const primary = entry("network", "eu-central-1");
const standby = entry("standby-network", "eu-west-1", { network: "network" });
const entries = new Map([primary, standby].map((one) => [one.name, one]));

describe("a site", () => {
  test("is an environment's region of a cloud", () => {
    expect(siteOf(primary)).toBe("dev-aws-eu-central-1");
    expect(siteOf({ ...primary, environment: "staging", cloud: "google" })).toBe("staging-google-eu-central-1");
  });

  test("of a stack without a region is that of its state", () => {
    expect(siteOf({ ...primary, region: "global" })).toBe("dev-aws-eu-central-1");
    expect(siteOf({ ...primary, region: "global", backend: { kind: "local", path: "x" } })).toBe("dev-aws-global");
  });

  test("is foreign to a stack that lies elsewhere and reads its states", () => {
    expect(foreignSites(standby, entries)).toEqual(["dev-aws-eu-central-1"]);
    expect(foreignSites({ ...standby, region: "eu-central-1" }, entries)).toEqual([]);
    expect(foreignSites({ ...standby, reads: { other: "unknown" } }, entries)).toEqual([]);
  });
});

describe("the loss of each site", () => {
  test("is what stacks outside it need of it", () => {
    const third = entry("third", "eu-west-3");
    const plans = [
      { entry: primary, needs: [] },
      { entry: standby, needs: ["dev-aws-eu-central-1"] },
      { entry: third, needs: [] },
    ];
    expect(siteLosses(plans)).toEqual([
      { site: "dev-aws-eu-central-1", inside: 1, planned: 1, stopped: ["standby-network"] },
      { site: "dev-aws-eu-west-1", inside: 1, planned: 2, stopped: [] },
      { site: "dev-aws-eu-west-3", inside: 1, planned: 2, stopped: [] },
    ]);
    expect(siteLosses([])).toEqual([]);
  });
});
