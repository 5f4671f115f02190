import { Fn, TerraformVariable } from "cdktf";
import { AwsNetwork } from "../../../../modules/aws/network/network";
import type { AwsNetworkProps } from "../../../../modules/aws/network/network-props";
import { cidrSlot, parseCidr } from "../../../../modules/core/addressing";
import { EstateError } from "../../../../modules/core/errors";
import type { Flow } from "../../../../modules/core/flows";
import type { TerraformJson } from "../../../../modules/core/output-guards";
import { synthesizeStack } from "../../../../modules/core/synthesize";
import { flow } from "../../../support/flows";
import { counts, goodProps, networkStack, plan, resources, synthesized } from "./network-fixture";

const problemsOf = (changes: Partial<AwsNetworkProps>): readonly string[] => {
  try {
    synthesized(changes);
  } catch (error) {
    if (error instanceof EstateError) return error.problems.map(({ code, rule }) => `[${code}] ${rule}`);
    throw error;
  }
  return [];
};

const variables = {
  name: "name",
  cidr: "cidr",
  podCidr: "pod_cidr",
  partition: "partition",
  region: "region",
  accountId: "account_id",
  flowLogKmsKeyArn: "flow_log_kms_key_arn",
  flowLogRoleArn: "flow_log_role_arn",
} as const;

/** A network all of whose value props are variables, as in a published module. */
const published = (): TerraformJson => {
  const stack = networkStack();
  const token = (name: string): string => new TerraformVariable(stack, name, { type: "string" }).stringValue;
  const values = Object.fromEntries(Object.entries(variables).map(([prop, name]) => [prop, token(name)]));
  const days = new TerraformVariable(stack, "flow_log_retention_days", { type: "number" }).numberValue;
  new AwsNetwork(stack, "network", { ...goodProps, ...values, flowLogRetentionDays: days, availabilityZones: ["a", "b", "c"] });
  return synthesizeStack(stack);
};

const values: Readonly<Record<string, string>> = {
  name: goodProps.name,
  cidr: plan.network,
  pod_cidr: plan.pods,
  partition: "aws",
  region: goodProps.region,
  account_id: goodProps.accountId,
  flow_log_kms_key_arn: goodProps.flowLogKmsKeyArn,
  flow_log_role_arn: goodProps.flowLogRoleArn,
};

/** Puts the values in, as Terraform would, `cidrsubnet` included. */
const evaluated = (json: TerraformJson): string =>
  JSON.stringify(json.resource)
    .replace(/\$\{cidrsubnet\(var\.(\w+), (\d+), (\d+)\)\}/g, (_, variable: string, bits: string, slot: string) => {
      const parent = values[variable] ?? "";
      return cidrSlot(parent, (parseCidr(parent)?.prefix ?? 0) + Number(bits), Number(slot));
    })
    .replaceAll('"${var.flow_log_retention_days}"', "90")
    .replace(/\$\{var\.(\w+)\}/g, (_, variable: string) => values[variable] ?? "");

describe("props of AwsNetwork", () => {
  test("with variables for all value props the network is the same", () => {
    const json = published();
    expect(counts(json)).toEqual(counts(synthesized()));
    expect(resources(json, "aws_subnet")["network_subnets_data-b"]).toMatchObject({
      cidr_block: "${cidrsubnet(var.cidr, 5, 13)}",
      availability_zone: "${var.region}b",
    });
    expect(resources(json, "aws_subnet")["network_subnets_pods-c"]?.["cidr_block"]).toBe("${cidrsubnet(var.pod_cidr, 2, 2)}");
    expect(evaluated(json)).toBe(JSON.stringify(synthesized().resource));
  });

  const breaches: readonly (readonly [keyof AwsNetworkProps, unknown])[] = [
    ["name", "Test"],
    ["name", "sg-test"],
    ["cidr", "10.0.0.0/16"],
    ["cidr", "10.0.64.0/17"],
    ["podCidr", "100.64.0.0/17"],
    ["partition", "aws-moon"],
    ["region", "Frankfurt"],
    ["accountId", "1"],
    ["availabilityZones", ["eu-central-1a", "eu-central-1b"]],
    ["availabilityZones", ["eu-central-1a", "eu-central-1b", "eu-central-1b"]],
    ["availabilityZones", ["eu-central-1a", "eu-central-1b", "b"]],
    ["availabilityZones", ["eu-central-1a", "eu-central-1b", "euc1-az3"]],
    ["natGateways", "two"],
    ["gatewayEndpoints", ["s4"]],
    ["gatewayEndpoints", ["s3", "s3"]],
    ["interfaceEndpoints", ["s3"]],
    ["interfaceEndpoints", ["com.amazonaws.eu-central-1.KMS"]],
    ["interfaceEndpoints", ["ecr.api", "ecr-api"]],
    ["flowLogKmsKeyArn", "alias/logs"],
    ["flowLogRetentionDays", 91],
    ["flowLogRoleArn", "arn:aws:kms:eu-central-1:111122223333:key/1"],
    ["flows", [{ ...flow("api", "data", 1), from: "edge" }]],
    ["flows", [{ ...flow("api", "data", 1), protocol: "icmp" }]],
    ["flows", [flow("api", "data", 0)]],
    ["flows", [flow("api", "data", 2, 1)]],
    ["flows", [flow("api", "data", 65_536)]],
    ["flows", [flow("api", "data", 1.5)]],
    ["flows", [{ ...flow("api", "data", 1), purpose: "" }]],
    ["flows", [{ ...flow("api", "data", 1), purpose: "for ${everyone}" }]],
  ];

  test.each(breaches)("%s must not be %j: [BadProp]", (prop, wrong) => {
    const problems = problemsOf({ [prop]: wrong });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^\\[BadProp\\] '${prop}' must `));
  });

  test("all breaches of one network are told at once", () => {
    expect(problemsOf({ cidr: "10.0.0.0/8", accountId: "x", flowLogRetentionDays: 2 })).toHaveLength(3);
  });

  test("availability zones of another region are refused: [BadProp]", () => {
    expect(problemsOf({ availabilityZones: ["eu-central-1a", "eu-central-2b", "c"] })).toEqual([
      "[BadProp] 'availabilityZones' must lie in the region 'eu-central-1'",
    ]);
  });

  test("letters stand for availability zones of the region", () => {
    expect(JSON.stringify(synthesized({ availabilityZones: ["a", "b", "c"] }))).toBe(JSON.stringify(synthesized()));
  });

  test("the order of the availability zones gives them their slots", () => {
    const subnets = resources(synthesized({ availabilityZones: ["c", "a", "d"] }), "aws_subnet");
    expect(["c", "a", "d"].map((letter) => subnets[`network_subnets_api-${letter}`]?.["cidr_block"])).toEqual(plan.subnets.api.slice(0, 3));
  });

  test("pods may not have the network's own addresses: [AddressOverlap]", () => {
    expect(problemsOf({ podCidr: cidrSlot(plan.network, 18, 1) })).toEqual([
      `[AddressOverlap] 'podCidr' must not share addresses with 'cidr' (${plan.network})`,
    ]);
  });

  test.each([
    ["availabilityZones", { availabilityZones: [Fn.lower("A"), "b", "c"] }],
    ["flows", { flows: [{ ...flow("api", "data", 1), purpose: Fn.upper("x") }] }],
    ["interfaceEndpoints", { interfaceEndpoints: [Fn.lower("KMS")] }],
  ] as const)("%s must be known: [ShapeIsToken]", (prop, changes) => {
    expect(problemsOf(changes)).toEqual([`[ShapeIsToken] '${prop}' must be known when synthesized, for it decides which resources exist`]);
  });

  const vaultAndInternet = "no flow may join the vault zone and the internet";
  const refused: readonly (readonly [Flow, string])[] = [
    [flow("vault", "internet", 443), vaultAndInternet],
    [flow("internet", "vault", 443), vaultAndInternet],
    [flow("endpoints", "data", 443), "no flow may begin at the private endpoints, for they only answer"],
    [flow("internet", "endpoints", 443), "no flow may join the internet and the private endpoints"],
    [flow("internet", "internet", 443), "a flow must touch the network"],
  ];

  test.each(refused)("refuses the flow %j: [FlowRefused]", (one, rule) => {
    expect(problemsOf({ flows: [one] })).toEqual([`[FlowRefused] ${rule}`]);
  });

  test("quotas and refused flows are told together, with the ACLs that are too full: [QuotaExceeded]", () => {
    const many = Array.from({ length: 20 }, (_, index) => flow("public", "api", 100 + 2 * index));
    expect(problemsOf({ flows: [...many, flow("vault", "internet", 443)], gatewayEndpoints: [], natGateways: "none" })).toEqual([
      `[FlowRefused] ${vaultAndInternet}`,
      "[QuotaExceeded] the network ACL of zone 'api' must have at most 19 ingress rules",
      "[QuotaExceeded] the network ACL of zone 'public' must have at most 19 egress rules",
    ]);
  });

  test("a security group that is too full is named: [QuotaExceeded]", () => {
    const flows = Array.from({ length: 61 }, (_, index) => flow("api", "data", 100 + index));
    expect(problemsOf({ flows })).toEqual([
      "[QuotaExceeded] the security group 'api' must have at most 60 egress rules",
      "[QuotaExceeded] the security group 'data' must have at most 60 ingress rules",
    ]);
  });
});
