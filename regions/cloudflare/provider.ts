import type { CloudflareProvider } from "@cdktf/provider-cloudflare/lib/provider";
import type { EstateStack } from "../../modules/core/stack";
import type { EdgePlace } from "../place";
import { zoneProvider } from "../zone-records";

/** The one Cloudflare provider of a stack of the edge, pinned to the environment's version. Its token comes from the job that runs it. */
export const cloudflareProvider = (stack: EstateStack, place: EdgePlace): CloudflareProvider => zoneProvider(stack, place);
