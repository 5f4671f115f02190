import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { EstateStack } from "../../modules/core/stack";
import { defaultTags } from "../../modules/core/tags";
import type { Place } from "../place";
import { stackTags } from "../tags";

/**
 * The one AWS provider of a stack: in the site's own region, in no other account than its own, with the estate's tags on
 * everything, and pinned to the environment's version.
 */
export const awsProvider = (stack: EstateStack, place: Place): AwsProvider => {
  const { environment, account, site } = place;
  stack.pinProvider("aws", "hashicorp/aws", environment.providers.aws);
  return new AwsProvider(stack, "aws", {
    region: site.region.code,
    allowedAccountIds: [account],
    defaultTags: [{ tags: { ...defaultTags(stackTags(stack.identity, place), environment.tags) } }],
  });
};
