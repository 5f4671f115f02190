import { publish } from "../../core/published";
import { KubernetesRelease, rules, type KubernetesReleaseProps } from "./release";

/** The release of a chart as a Terraform module. */
export const kubernetesReleaseModule = publish<KubernetesReleaseProps>({
  name: "kubernetes-release",
  construct: KubernetesRelease,
  rules,
  shapes: {
    "": {
      summary: "One version of a chart out of a registry, with the chart's own values.",
      basic: {
        releaseName: "orders",
        namespace: "orders",
        chartRegistry: "registry.orders.example/charts",
        chart: "orders",
        chartVersion: "1.2.3",
      },
      complete: { timeoutSeconds: 900 },
    },
  },
});
