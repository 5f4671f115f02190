import { clouds } from "../modules/core/words";
import type { ManifestStack } from "../regions/manifest";
import { layerTable } from "../regions/tables";

/** How many resources a stack makes. */
export const resourceCount = ({ resources }: Pick<ManifestStack, "resources">): number =>
  Object.values(resources).reduce((sum, count) => sum + count, 0);

/** The stacks and resources of one layer on one cloud. */
export interface LayerCount {
  readonly cloud: string;
  readonly layer: string;
  readonly stacks: number;
  readonly resources: number;
}

/** Counts by cloud and layer, in the order in which layers are applied. What has no stack is left out. */
export const layerCounts = (stacks: readonly Pick<ManifestStack, "cloud" | "layer" | "resources">[]): readonly LayerCount[] => {
  const layers = [...new Set(layerTable.map(({ layer }) => layer))];
  return clouds.flatMap((cloud) =>
    layers.flatMap((layer) => {
      const own = stacks.filter((stack) => stack.cloud === cloud && stack.layer === layer);
      if (own.length === 0) return [];
      return [{ cloud, layer, stacks: own.length, resources: own.reduce((sum, one) => sum + resourceCount(one), 0) }];
    }),
  );
};
