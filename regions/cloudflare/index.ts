import type { EdgeLayerBuilder } from "../place";
import { edgeLayer } from "./edge";
import { zoneLayer } from "./zone";

/** The layers of the edge so far, by their word in the layer table. */
export const cloudflareLayers: Readonly<Record<string, EdgeLayerBuilder>> = { zone: zoneLayer, edge: edgeLayer };
