import type { LayerBuilder } from "../place";

/** The layers that stand on Google so far, by their word in the layer table. */
export const googleLayers: Readonly<Record<string, LayerBuilder>> = {};
