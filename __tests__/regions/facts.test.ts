import { regionFacts, serviceStands } from "../../regions/facts";
import type { CloudService, Fact, RegionFacts } from "../../regions/facts/fact";
import { cloudServices } from "../../regions/facts/fact";

const today = "2026-12-31";
const regions = Object.entries(regionFacts);

const region = (key: string): RegionFacts => {
  const facts = regionFacts[key];
  if (facts === undefined) throw new Error(`no facts of ${key}`);
  return facts;
};

const factsOf = (facts: RegionFacts): [string, Fact<unknown>][] => [
  ["country", facts.country],
  ["availabilityZones", facts.availabilityZones],
  ["optIn", facts.optIn],
  ...Object.entries(facts.services),
];

/** Services that layers are built on: a region without one of them could hold no site. */
const needed: Readonly<Record<RegionFacts["cloud"], readonly CloudService[]>> = {
  aws: [
    "apigateway",
    "backup",
    "config",
    "dynamodb",
    "ec2",
    "ecr",
    "eks",
    "elasticloadbalancing",
    "eventbridge",
    "guardduty",
    "kms",
    "logs",
    "rds-postgresql",
    "s3",
    "secretsmanager",
    "sns",
    "sqs",
  ],
  google: [
    "artifact-registry",
    "cloud-armor",
    "cloud-kms",
    "cloud-sql-postgresql",
    "cloud-storage",
    "compute",
    "firestore",
    "gke",
    "logging",
    "pubsub",
    "secret-manager",
  ],
};

describe("region facts", () => {
  test("are kept for these regions, with these countries and jurisdictions", () => {
    const places = Object.fromEntries(regions.map(([key, facts]) => [key, `${facts.country.value} ${facts.jurisdiction}`]));
    expect(places).toEqual({
      "aws-eu-central-1": "DE eu",
      "aws-eu-central-2": "CH neutral",
      "aws-eu-west-1": "IE eu",
      "aws-me-central-1": "AE mena",
      "aws-me-south-1": "BH mena",
      "google-europe-west4": "NL eu",
      "google-europe-west6": "CH neutral",
      "google-me-central1": "QA mena",
      "google-me-central2": "SA mena",
    });
  });

  test("name the regions that have to be enabled first", () => {
    const optIn = regions.filter(([, facts]) => facts.optIn.value).map(([key]) => key);
    expect(optIn.sort()).toEqual(["aws-eu-central-2", "aws-me-central-1", "aws-me-south-1"]);
  });

  test("know what shares a cause of failure, and give everything else a word of its own", () => {
    const domains: Record<string, string[]> = {};
    for (const [key, facts] of regions) (domains[facts.faultDomain] ??= []).push(key);
    const shared = Object.fromEntries(Object.entries(domains).filter(([, keys]) => keys.length > 1));
    expect(shared).toEqual({
      "uae-bahrain": ["aws-me-central-1", "aws-me-south-1"],
      zurich: ["aws-eu-central-2", "google-europe-west6"],
    });
  });

  describe.each(regions)("of %s", (key, facts) => {
    test("stand under its cloud and code", () => {
      expect(key).toBe(`${facts.cloud}-${facts.code}`);
    });

    test.each(factsOf(facts))("%s has a public source and the day it was read", (_, fact) => {
      expect(new URL(fact.source).protocol).toBe("https:");
      expect(fact.read).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(new Date(`${fact.read}T00:00:00Z`).toISOString().slice(0, 10)).toBe(fact.read);
      expect(fact.read <= today).toBe(true);
    });

    test("have a country code and at least three availability zones named after the region", () => {
      const zones = facts.availabilityZones.value;
      expect(facts.country.value).toMatch(/^[A-Z]{2}$/);
      expect(zones.length).toBeGreaterThanOrEqual(3);
      expect(new Set(zones).size).toBe(zones.length);
      const separator = facts.cloud === "aws" ? "" : "-";
      expect(zones.filter((zone) => !new RegExp(`^${facts.code}${separator}[a-z]$`).test(zone))).toEqual([]);
    });

    test("have a partition if it is AWS, and only then", () => {
      expect(facts.partition).toBe(facts.cloud === "aws" ? "aws" : undefined);
    });

    test("speak of no other cloud's services", () => {
      const own: readonly string[] = cloudServices[facts.cloud];
      expect(Object.keys(facts.services).filter((service) => !own.includes(service))).toEqual([]);
    });

    test("decide the services that every layer needs", () => {
      expect(needed[facts.cloud].filter((service) => !serviceStands(facts, service))).toEqual([]);
    });
  });

  test("say no where a table of endpoints leaves the region out", () => {
    const absent = regions.map(([key, facts]): [string, string[]] => [
      key,
      Object.entries(facts.services)
        .filter(([, fact]) => !fact.value)
        .map(([service]) => service)
        .sort(),
    ]);
    expect(Object.fromEntries(absent.filter(([, services]) => services.length > 0))).toEqual({
      "aws-eu-central-2": ["macie", "managed-grafana"],
      "aws-me-central-1": ["macie", "managed-grafana"],
      "aws-me-south-1": ["managed-grafana"],
    });
  });
});

describe("serviceStands", () => {
  test("is true for what was found", () => {
    expect(serviceStands(region("aws-eu-central-1"), "managed-grafana")).toBe(true);
  });

  test("is false for what was looked up and is not there", () => {
    expect(region("aws-me-central-1").services["managed-grafana"]?.value).toBe(false);
    expect(serviceStands(region("aws-me-central-1"), "managed-grafana")).toBe(false);
  });

  test("is false for what is unknown", () => {
    expect(region("google-me-central2").services["cloud-kms-hsm"]).toBeUndefined();
    expect(serviceStands(region("google-me-central2"), "cloud-kms-hsm")).toBe(false);
  });

  test("is false for another cloud's service", () => {
    expect(serviceStands(region("google-europe-west4"), "s3")).toBe(false);
  });
});
