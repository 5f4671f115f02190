import { CloudflareProvider } from "@cdktf/provider-cloudflare/lib/provider";
import type { EstateStack } from "../modules/core/stack";
import type { Place } from "./place";

/**
 * The Cloudflare provider of a stack, pinned to the environment's version. It has no argument: the token, the one secret
 * that CI fetches, comes in the environment variable CLOUDFLARE_API_TOKEN of the job that runs it.
 */
export const zoneProvider = (stack: EstateStack, { environment }: Pick<Place, "environment">): CloudflareProvider => {
  stack.pinProvider("cloudflare", "cloudflare/cloudflare", environment.providers.cloudflare);
  return new CloudflareProvider(stack, "cloudflare", {});
};
