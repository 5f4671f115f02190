import { physicalName } from "../../modules/core/names";
import { nameWords, type NamePlace } from "../names";

/** The state bucket of a region. Bucket names are unique in all of Google Cloud, so the region is part of it. */
export const stateBucketName = (place: NamePlace, region: string): string =>
  physicalName("gcsBucket", ...nameWords(place), region, "state");
