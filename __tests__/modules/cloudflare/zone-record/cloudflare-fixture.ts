import { CloudflareProvider } from "@cdktf/provider-cloudflare/lib/provider";
import type { TerraformJson } from "../../../../modules/core/output-guards";
import type { EstateStack } from "../../../../modules/core/stack";
import { synthesizeStack } from "../../../../modules/core/synthesize";
import { stackOf } from "../../../support/stack";

export { countsOf, resourceOf } from "../../aws/policy-document/aws-fixture";

/** The zone of the tests. */
export const zoneId = "0123456789abcdef0123456789abcdef";

/** The account of the tests. */
export const accountId = "fedcba9876543210fedcba9876543210";

const cloudflareStack = (): EstateStack => {
  const stack = stackOf("edge");
  new CloudflareProvider(stack, "cloudflare", {});
  return stack;
};

/** What a stack with one construct comes out as. */
export const synthesized = (build: (stack: EstateStack) => unknown): TerraformJson => {
  const stack = cloudflareStack();
  build(stack);
  return synthesizeStack(stack);
};

/** What is told when something is built; empty when nothing is wrong. */
export const problemsOf = (build: (stack: EstateStack) => unknown): string => {
  try {
    build(cloudflareStack());
  } catch (error) {
    return (error as Error).message;
  }
  return "";
};
