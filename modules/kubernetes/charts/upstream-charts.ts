/** An image that a chart runs. */
export interface ChartImage {
  /** Where its makers publish it, without the tag. */
  readonly source: string;
  readonly tag: string;
}

/** A chart that others make. */
export interface UpstreamChart {
  /** Where its makers publish it: an OCI repository (`oci://`), or the index of a chart repository (`https://`). */
  readonly source: string;
  readonly version: string;
  /**
   * Digest of the OCI manifest, or of the package where the source is an index. None where it could not be read yet:
   * `npm run charts` says which, and its script refuses to copy them.
   * @default - unknown
   */
  readonly digest?: string;
  /** All that it runs, by the image's name in our registry. */
  readonly images: Readonly<Record<string, ChartImage>>;
}

const istioVersion = "1.30.4";

const istio = (chart: string, images: UpstreamChart["images"]): UpstreamChart => ({
  source: `oci://gcr.io/istio-release/charts/${chart}`,
  version: istioVersion,
  images,
});

/**
 * The charts of the platform that others make, by name. Versions, and digests where there is one, as those who installed
 * them have published them, read 2026-11-23: a digest that is wrong makes the copy fail. Charts and images are copied
 * into the registry of each site, whose tags can't be moved and from which alone a cluster installs; the Helm provider
 * itself takes no digest (https://github.com/hashicorp/terraform-provider-helm/issues/1596, read 2026-11-23).
 */
export const upstreamCharts = {
  "argo-cd": {
    source: "oci://ghcr.io/argoproj/argo-helm/argo-cd",
    version: "9.5.14",
    images: {
      "argoproj/argocd": { source: "quay.io/argoproj/argocd", tag: "v3.4.2" },
      "library/redis": { source: "docker.io/library/redis", tag: "8.2.3-alpine" },
      "library/haproxy": { source: "docker.io/library/haproxy", tag: "3.0.8-alpine" },
    },
  },
  "aws-load-balancer-controller": {
    source: "https://aws.github.io/eks-charts",
    version: "1.17.1",
    images: {
      "eks/aws-load-balancer-controller": { source: "public.ecr.aws/eks/aws-load-balancer-controller", tag: "v2.17.1" },
    },
  },
  base: istio("base", {}),
  cni: istio("cni", { "istio/install-cni": { source: "gcr.io/istio-release/install-cni", tag: istioVersion } }),
  "external-secrets": {
    source: "oci://ghcr.io/external-secrets/charts/external-secrets",
    version: "2.10.0",
    digest: "sha256:09c65bc51967e5bca9aa295e196d365f843eceb3be5600ef77f279ff814b6af2",
    images: { "external-secrets/external-secrets": { source: "ghcr.io/external-secrets/external-secrets", tag: "v2.10.0" } },
  },
  gateway: istio("gateway", { "istio/proxyv2": { source: "gcr.io/istio-release/proxyv2", tag: istioVersion } }),
  istiod: istio("istiod", { "istio/pilot": { source: "gcr.io/istio-release/pilot", tag: istioVersion } }),
  karpenter: {
    source: "oci://public.ecr.aws/karpenter/karpenter",
    version: "1.10.0",
    digest: "sha256:199866c04a14b6769c9d98fe9647a861cd49f296b35b8dcc585650e0d4d27f04",
    images: { "karpenter/controller": { source: "public.ecr.aws/karpenter/controller", tag: "1.10.0" } },
  },
  "metrics-server": {
    source: "https://kubernetes-sigs.github.io/metrics-server",
    version: "3.13.0",
    images: { "metrics-server/metrics-server": { source: "registry.k8s.io/metrics-server/metrics-server", tag: "v0.8.0" } },
  },
} as const satisfies Readonly<Record<string, UpstreamChart>>;

/** A chart that others make. */
export type UpstreamChartName = keyof typeof upstreamCharts;
