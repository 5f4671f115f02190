import { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import { GoogleNetwork } from "../../../../modules/google/network/network";
import type { GoogleNetworkProps } from "../../../../modules/google/network/network-props";
import { addressPlan } from "../../../../modules/core/addressing";
import type { Attributes, TerraformJson } from "../../../../modules/core/output-guards";
import type { EstateStack } from "../../../../modules/core/stack";
import { synthesizeStack } from "../../../../modules/core/synthesize";
import { estateFlows } from "../../../support/flows";
import { stackOf } from "../../../support/stack";

/** The address plan that the tests use. */
export const plan = addressPlan(7);

/** Props that are right. */
export const goodProps: GoogleNetworkProps = {
  name: "test-eu",
  cidr: plan.network,
  podCidr: plan.pods,
  proxyOnlyCidr: plan.proxyOnly,
  privateServiceCidr: plan.privateService,
  region: "europe-west4",
  projectId: "test-project",
  natGateways: "regional",
  flows: estateFlows,
  flowLogKmsKeyName: "projects/test-project/locations/europe-west4/keyRings/test-eu/cryptoKeys/logs-internal",
};

/** A stack for one network. */
export const networkStack = (): EstateStack => {
  const stack = stackOf("network");
  new GoogleProvider(stack, "google", { project: "test-project", region: "europe-west4" });
  return stack;
};

/** The Terraform JSON of a network with the good props, some of them changed. */
export const synthesized = (changes: Partial<GoogleNetworkProps> = {}): TerraformJson => {
  const stack = networkStack();
  new GoogleNetwork(stack, "network", { ...goodProps, ...changes });
  return synthesizeStack(stack);
};

/** All resources of one type by name. */
export const resources = (json: TerraformJson, type: string): Readonly<Record<string, Attributes>> => json.resource?.[type] ?? {};

/** How many resources there are of each type. */
export const counts = (json: TerraformJson): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(json.resource ?? {}).map(([type, byName]) => [type, Object.keys(byName).length]));
