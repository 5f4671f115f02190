import { contract, offer } from "../../modules/core/contracts";
import { GoogleStateBucket } from "../../modules/google/state-bucket/state-bucket";
import type { LayerBuilder } from "../place";
import { stateContract } from "./contracts";
import { protectionLevelOf } from "./key-levels";
import { stateBucketName, stateKey, stateKeyRingName } from "./names";
import { googleProvider } from "./provider";

/**
 * The state bucket of one project and region. Its own first state is local and is then migrated into the bucket; the
 * accounts that use it are made after it and let in by the account layer.
 */
const stateLayerOf = (layer: string): LayerBuilder => {
  const offered = contract(layer, stateContract.fields);
  return {
    contract: offered,
    build: (stack, place) => {
      googleProvider(stack, place);
      const region = place.site.region.code;
      const bucket = new GoogleStateBucket(stack, "state", {
        bucketName: stateBucketName(place, region),
        keyRingName: stateKeyRingName(place),
        keyName: stateKey,
        projectId: place.account,
        projectNumber: place.projectNumber,
        region,
        protectionLevel: protectionLevelOf(place, "sensitive"),
      });
      offer(stack, offered, { bucketName: bucket.bucketName, keyId: bucket.keyId });
    },
  };
};

/** The state bucket of a workload site, and of the project in which the edge's states lie. */
export const stateLayer = stateLayerOf("state");

/** The state bucket of a backup site. */
export const backupStateLayer = stateLayerOf("backup-state");
