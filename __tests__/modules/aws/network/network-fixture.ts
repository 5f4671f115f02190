import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { AwsNetwork } from "../../../../modules/aws/network/network";
import type { AwsNetworkProps } from "../../../../modules/aws/network/network-props";
import { addressPlan } from "../../../../modules/core/addressing";
import type { Attributes, TerraformJson } from "../../../../modules/core/output-guards";
import type { EstateStack } from "../../../../modules/core/stack";
import { synthesizeStack } from "../../../../modules/core/synthesize";
import { estateFlows } from "../../../support/flows";
import { stackOf } from "../../../support/stack";

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
