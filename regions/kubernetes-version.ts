import type { KubernetesVersion } from "../modules/aws/cluster/releases";

/** The version of Kubernetes of every cluster of ours. */
export const kubernetesVersion: KubernetesVersion = "1.35";
