/**
 * What others make and the platform runs, by its name in our own registries: charts and images are copied into the
 * registry of each site, from which alone a cluster installs and pulls.
 */
export const mirroredImages: readonly string[] = [
  "argoproj/argocd",
  "eks/aws-load-balancer-controller",
  "external-secrets/external-secrets",
  "istio/install-cni",
  "istio/pilot",
  "istio/proxyv2",
  "karpenter/controller",
  "library/haproxy",
  "library/redis",
  "metrics-server/metrics-server",
];

/** Charts by name, of others and our own. */
export const mirroredCharts: readonly string[] = [
  "argo-cd",
  "aws-load-balancer-controller",
  "base",
  "cni",
  "external-secrets",
  "gateway",
  "istiod",
  "karpenter",
  "metrics-server",
  "namespaces",
  "objects",
];
