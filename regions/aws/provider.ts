import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { EstateStack } from "../../modules/core/stack";
import { defaultTags } from "../../modules/core/tags";
import type { Place } from "../place";

/**
 * The one AWS provider of a stack: in the site's own region, in no other account than its own, with the estate's tags on
 * everything, and pinned to the environment's version.
 */
export const awsProvider = (stack: EstateStack, place: Place): AwsProvider => {
  const { identity, environment, phase, organization, account, site } = place;
  stack.pinProvider("aws", "hashicorp/aws", environment.providers.aws);
  return new AwsProvider(stack, "aws", {
    region: site.region.code,
    allowedAccountIds: [account],
    defaultTags: [
      {
        tags: {
          ...defaultTags(
            {
              organization: organization.name,
              environment: environment.name,
              phase,
              origin: identity.origin,
              jurisdiction: identity.jurisdiction,
              layer: identity.layer,
              stack: identity.name,
            },
            environment.tags,
          ),
        },
      },
    ],
  });
};
