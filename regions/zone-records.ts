import { CloudflareProvider } from "@cdktf/provider-cloudflare/lib/provider";
import { CloudflareZoneRecord, type CloudflareZoneRecordProps } from "../modules/cloudflare/zone-record/zone-record";
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

/** Puts a record into the environment's zone; `id` is the construct's. */
export type PutRecord = (id: string, props: Omit<CloudflareZoneRecordProps, "zoneId" | "comment">) => CloudflareZoneRecord;

/**
 * Lets a gateway of any cloud put the records of its own hostname into the environment's zone: the record that validates
 * its certificate, and the one that leads to it. No other layer could, for the edge reads no site's state. The records say
 * which stack made them.
 */
export const zoneRecords = (stack: EstateStack, place: Pick<Place, "environment">): PutRecord => {
  zoneProvider(stack, place);
  return (id, props) =>
    new CloudflareZoneRecord(stack, id, { ...props, zoneId: place.environment.edge.zoneId, comment: stack.identity.name });
};
