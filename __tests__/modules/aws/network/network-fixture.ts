import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { AwsNetwork } from "../../../../modules/aws/network/network";
import type { AwsNetworkProps } from "../../../../modules/aws/network/network-props";
import { addressPlan } from "../../../../modules/core/addressing";
import type { Flow, Peer } from "../../../../modules/core/flows";
import type { Attributes, TerraformJson } from "../../../../modules/core/output-guards";
import type { EstateStack } from "../../../../modules/core/stack";
import { synthesizeStack } from "../../../../modules/core/synthesize";
import { stackOf } from "../../../support/stack";

/** A flow for a test; its purpose is told from its ends. */
export const flow = (from: Peer, to: Peer, first: number, last = first, protocol: Flow["protocol"] = "tcp"): Flow => ({
  from,
  to,
  protocol,
  ports: [first, last],
  purpose: `${from} to ${to}`,
});

/** A matrix as an estate has it. */
export const estateFlows: readonly Flow[] = [
  flow("internet", "public", 443),
  flow("public", "api", 8443),
  flow("api", "mesh", 8080, 8099),
  flow("mesh", "mesh", 443),
  flow("mesh", "mesh", 53, 53, "udp"),
  flow("mesh", "data", 5432),
  flow("mesh", "endpoints", 443),
  flow("mesh", "internet", 443),
  flow("mesh", "vault", 8200),
  flow("vault", "endpoints", 443),
];

/** The address plan that the tests use. */
export const plan = addressPlan(7);

/** Props that are right. */
export const goodProps: AwsNetworkProps = {
  name: "test-eu",
  cidr: plan.network,
  podCidr: plan.pods,
  region: "eu-central-1",
  accountId: "111122223333",
  availabilityZones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
  natGateways: "single",
  flows: estateFlows,
  interfaceEndpoints: ["ecr.api", "kms", "sts"],
  flowLogKmsKeyArn: "arn:aws:kms:eu-central-1:111122223333:alias/logs",
  flowLogRoleArn: "arn:aws:iam::111122223333:role/flow-logs",
};

/** A stack for one network. */
export const networkStack = (): EstateStack => {
  const stack = stackOf("network");
  new AwsProvider(stack, "aws", { region: "eu-central-1", allowedAccountIds: ["111122223333"] });
  return stack;
};

/** The Terraform JSON of a network with the good props, some of them changed. */
export const synthesized = (changes: Partial<AwsNetworkProps> = {}): TerraformJson => {
  const stack = networkStack();
  new AwsNetwork(stack, "network", { ...goodProps, ...changes });
  return synthesizeStack(stack);
};

/** All resources of one type by name. */
export const resources = (json: TerraformJson, type: string): Readonly<Record<string, Attributes>> => json.resource?.[type] ?? {};

/** How many resources there are of each type. */
export const counts = (json: TerraformJson): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(json.resource ?? {}).map(([type, byName]) => [type, Object.keys(byName).length]));
