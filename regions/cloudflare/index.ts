import type { EdgeLayerBuilder } from "../place";

/** The layers of the edge so far, by their word in the layer table. */
export const cloudflareLayers: Readonly<Record<string, EdgeLayerBuilder>> = {};
