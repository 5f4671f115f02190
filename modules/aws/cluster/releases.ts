/** The add-ons that every cluster has, by the name that EKS gives them. */
export const coreAddOns = ["aws-ebs-csi-driver", "coredns", "eks-pod-identity-agent", "kube-proxy", "vpc-cni"] as const;
/** An add-on that every cluster has. */
export type CoreAddOn = (typeof coreAddOns)[number];

/** A version of Kubernetes as EKS offers it. */
export interface KubernetesRelease {
  /** The last day of standard support: after it EKS upgrades a cluster that has not asked for the extended one. */
  readonly standardSupportUntil: string;
  /** The version of each add-on that goes with it. */
  readonly addOns: Readonly<Record<CoreAddOn, string>>;
  /** Where it was read. */
  readonly source: string;
  /** The day it was read, as YYYY-MM-DD. */
  readonly read: string;
}

/**
 * The versions of Kubernetes that a cluster can have, with the add-ons that were EKS's defaults for them. The one place
 * where these versions stand. An upgrade is a row more here, and then the choice of another row: one minor version at
 * a time, for EKS takes no other step.
 */
export const kubernetesReleases = {
  "1.35": {
    standardSupportUntil: "2027-03-27",
    addOns: {
      "aws-ebs-csi-driver": "v1.64.0-eksbuild.1",
      coredns: "v1.13.2-eksbuild.31",
      "eks-pod-identity-agent": "v1.3.10-eksbuild.3",
      "kube-proxy": "v1.35.3-eksbuild.29",
      "vpc-cni": "v1.22.4-eksbuild.3",
    },
    source:
      "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html; add-ons: 'aws eks describe-addon-versions' as printed in 2026-10",
    read: "2026-11-23",
  },
} as const satisfies Readonly<Record<string, KubernetesRelease>>;

/** A version of Kubernetes that a cluster can have. */
export type KubernetesVersion = keyof typeof kubernetesReleases;

/** All of them. */
export const kubernetesVersions = Object.keys(kubernetesReleases) as KubernetesVersion[];
