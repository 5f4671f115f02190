import { ownCharts } from "../modules/kubernetes/charts/own-charts";
import { upstreamCharts } from "../modules/kubernetes/charts/upstream-charts";

/**
 * What others make and the platform runs, by its name in our own registries: charts and images are copied into the
 * registry of each site, from which alone a cluster installs and pulls.
 */
export const mirroredImages: readonly string[] = [
  ...new Set(Object.values(upstreamCharts).flatMap(({ images }) => Object.keys(images))),
].sort();

/** Charts by name, of others and our own. */
export const mirroredCharts: readonly string[] = [...Object.keys(upstreamCharts), ...Object.keys(ownCharts)].sort();
