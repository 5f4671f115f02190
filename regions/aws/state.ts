import { AwsStateBucket } from "../../modules/aws/state-bucket/state-bucket";

import { contract, offer } from "../../modules/core/contracts";
import type { LayerBuilder } from "../place";
import { stateContract } from "./contracts";
import { keyAliasName, partitionOf, roleArn, stateBucketName, stateKey } from "./names";
import { bootstrapRoles } from "./people";
import { awsProvider } from "./provider";
import { applyRole, planRole } from "../roles";

/**
 * The state bucket of one account and region. Its own first state is local and is then migrated into the bucket; the
 * roles that it names are made after it, in the account layer.
 */
const stateLayerOf = (layer: string): LayerBuilder => {
  const offered = contract(layer, stateContract.fields);
  return {
    contract: offered,
    build: (stack, place) => {
      awsProvider(stack, place);
      const region = place.site.region.code;
      const bucket = new AwsStateBucket(stack, "state", {
        bucketName: stateBucketName(place, region),
        aliasName: keyAliasName(place, stateKey),
        accountId: place.account,
        partition: partitionOf(place),
        region,
        planRoleArn: roleArn(place, planRole),
        applyRoleArn: roleArn(place, applyRole),
        administratorArns: bootstrapRoles(place),
      });
      offer(stack, offered, { bucketName: bucket.bucketName, keyArn: bucket.keyArn });
    },
  };
};

/** The state bucket of a workload site. */
export const stateLayer = stateLayerOf("state");

/** The state bucket of a backup site. */
export const backupStateLayer = stateLayerOf("backup-state");
