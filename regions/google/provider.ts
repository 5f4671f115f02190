import { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import type { EstateStack } from "../../modules/core/stack";
import { defaultLabels } from "../../modules/core/tags";
import { stackTags } from "../tags";
import type { Place } from "../place";

/**
 * The one Google provider of a stack: in the site's own region and project, with the estate's labels on everything, and
 * pinned to the environment's version.
 */
export const googleProvider = (stack: EstateStack, place: Place): GoogleProvider => {
  stack.pinProvider("google", "hashicorp/google", place.environment.providers.google);
  const provider = new GoogleProvider(stack, "google", { project: place.account, region: place.site.region.code });
  // As an argument, cdktf would turn the hyphens of the keys into underscores.
  provider.addOverride("default_labels", { ...defaultLabels(stackTags(stack.identity, place), place.environment.tags) });
  return provider;
};
