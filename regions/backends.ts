import type { StackBackend, StackIdentity } from "../modules/core/stack";
import { keyAliasArn, stateKey, stateBucketName as s3BucketName } from "./aws/names";
import { stateBucketName as gcsBucketName } from "./google/names";
import type { Place } from "./place";

/** How states are looked at. */
export interface StateOutlook {
  /** `cloud`: each site's own bucket. `local`: files beside the output folder, for trying things out. @default cloud */
  readonly backend?: "cloud" | "local";
  /** Folder of local states, relative to a stack's folder. @default ../../../local-state */
  readonly localStates?: string;
}

/** What decides where a stack's state lies: the account and the site in whose bucket it is. */
export type StatePlace = Pick<Place, "organization" | "environment" | "origin" | "purpose" | "account" | "projectNumber" | "site">;

/** The backend of a stack: the state bucket of its site, and the words of its name as a path. */
export const backendOf = (place: StatePlace, identity: StackIdentity, outlook: StateOutlook): StackBackend => {
  if (outlook.backend === "local")
    return { kind: "local", path: `${outlook.localStates ?? "../../../local-state"}/${identity.name}.tfstate` };
  const words = [identity.environment, identity.origin, identity.cloud, identity.region, identity.layer].join("/");
  const { code: region, cloud } = place.site.region;
  if (cloud === "google") {
    const { account: projectId, projectNumber } = place;
    return { kind: "gcs", bucket: gcsBucketName(place, region), prefix: words, region, projectId, projectNumber };
  }
  return {
    kind: "s3",
    bucket: s3BucketName(place, region),
    key: `${words}.tfstate`,
    region,
    kmsKeyArn: keyAliasArn(place, stateKey, region),
    accountId: place.account,
  };
};
