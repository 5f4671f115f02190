import { Fn } from "cdktf";
import { EstateError } from "../../../../modules/core/errors";
import type { Flow } from "../../../../modules/core/flows";
import type { GoogleNetworkProps } from "../../../../modules/google/network/network-props";
import { flow } from "../../../support/flows";
import { plan, synthesized } from "./network-fixture";

const problemsOf = (changes: Readonly<Record<string, unknown>>): readonly string[] => {
  try {
    synthesized(changes);
  } catch (error) {
    if (error instanceof EstateError) return error.problems.map(({ code, rule }) => `[${code}] ${rule}`);
    throw error;
  }
  return [];
};

describe("props of GoogleNetwork", () => {
  test("the good ones are taken", () => {
    expect(problemsOf({})).toEqual([]);
  });

  const breaches: readonly (readonly [keyof GoogleNetworkProps, unknown])[] = [
    ["name", "Test"],
    ["name", `a${"b".repeat(46)}`],
    ["cidr", "10.7.0.0/16"],
    ["podCidr", "100.64.0.0/17"],
    ["proxyOnlyCidr", "10.7.192.0/27"],
    ["privateServiceCidr", "10.7.208.0/25"],
    ["region", "europe-west4-a"],
    ["projectId", "Project"],
    ["natGateways", "single"],
    ["flows", [flow("api", "data", 0)]],
    ["flows", [flow("api", "data", 2, 1)]],
    ["flows", [{ ...flow("api", "data", 1), from: "dmz" }]],
    ["flows", [{ ...flow("api", "data", 1), protocol: "icmp" }]],
    ["flows", [{ ...flow("api", "data", 1), purpose: "for ${everyone}" }]],
    ["privateApiDomains", ["googleapis.com."]],
    ["flowLogKmsKeyName", "logs"],
    ["flowLogRetentionDays", 0],
    ["flowLogRetentionDays", 3651],
    ["flowLogSampling", 0],
    ["flowLogSampling", 1.5],
  ];

  test.each(breaches)("%s must not be %j: [BadProp]", (prop, wrong) => {
    const problems = problemsOf({ [prop]: wrong });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^\\[BadProp\\] '${prop}' must `));
  });

  test("no two ranges may share addresses: [AddressOverlap]", () => {
    expect(problemsOf({ privateServiceCidr: plan.proxyOnly })).toEqual([
      `[AddressOverlap] 'privateServiceCidr' must not share addresses with 'proxyOnlyCidr' (${plan.proxyOnly})`,
    ]);
  });

  test.each([
    ["flows", { flows: [{ ...flow("api", "data", 1), purpose: Fn.upper("x") }] }],
    ["privateApiDomains", { privateApiDomains: [Fn.lower("X.y")] }],
  ] as const)("%s must be known: [ShapeIsToken]", (prop, changes) => {
    expect(problemsOf(changes)).toEqual([`[ShapeIsToken] '${prop}' must be known when synthesized, for it decides which resources exist`]);
  });

  const vaultAndInternet = "no flow may join the vault zone and the internet";
  const refused: readonly (readonly [Flow, string])[] = [
    [flow("vault", "internet", 443), vaultAndInternet],
    [flow("internet", "vault", 443), vaultAndInternet],
    [flow("endpoints", "data", 443), "no flow may begin at the private endpoints, for they only answer"],
  ];

  test.each(refused)("refuses the flow %j: [FlowRefused]", (one, rule) => {
    expect(problemsOf({ flows: [one] })).toEqual([`[FlowRefused] ${rule}`]);
  });
});
