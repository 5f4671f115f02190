import { kubernetesPolicies } from "./kubernetes-policies";
import { kubernetesWorkloads } from "./kubernetes-workloads";
import type { HandwrittenProvider } from "./resource";

/** Kubernetes 2.38.0. */
export const kubernetes: HandwrittenProvider = {
  provider: "registry.terraform.io/hashicorp/kubernetes",
  version: "2.38.0",
  configuration: { host: "https://127.0.0.1:6443" },
  resources: [...kubernetesPolicies, ...kubernetesWorkloads],
};
