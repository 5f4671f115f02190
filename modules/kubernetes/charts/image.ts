import { upstreamCharts, type UpstreamChartName } from "./upstream-charts";

/** The images of a chart, by their name in our registry. */
export type ImageOf<C extends UpstreamChartName> = Extract<keyof (typeof upstreamCharts)[C]["images"], string>;

/** An image as most charts want it said. */
export interface ImageValues {
  readonly repository: string;
  readonly tag: string;
}

/** An image of a chart in the registry from which the cluster pulls. */
export const imageOf = <C extends UpstreamChartName>(registry: string, chart: C, image: ImageOf<C>): ImageValues => {
  const { tag } = (upstreamCharts[chart].images as Readonly<Record<string, { readonly tag: string }>>)[image] ?? { tag: "" };
  return { repository: `${registry}/${image}`, tag };
};

/** How many of a thing run: more than one where the loss of one must not be felt. */
export type Replicas = 1 | 2 | 3;

/** A budget that keeps all but one running where there is more than one; a budget over one pod would only block its node. */
export const disruptionBudget = (replicas: Replicas): { readonly enabled: boolean; readonly maxUnavailable: 1 } => ({
  enabled: replicas > 1,
  maxUnavailable: 1,
});

/** Pods of one kind in different availability zones, as far as there is room. */
export const spreadOverZones = (labels: Readonly<Record<string, string>>): readonly unknown[] => [
  {
    maxSkew: 1,
    topologyKey: "topology.kubernetes.io/zone",
    whenUnsatisfiable: "ScheduleAnyway",
    labelSelector: { matchLabels: labels },
  },
];

/** What a container asks for; memory is also its limit, for memory can't be taken back. */
export const resources = (cpu: string, memory: string): unknown => ({ requests: { cpu, memory }, limits: { memory } });
