import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { Fn } from "cdktf";
import type { EstateStack } from "../../modules/core/stack";
import type { Place } from "../place";

/** A cluster as an earlier layer offers it. */
export interface ClusterOfSite {
  readonly clusterName: string;
  /** URL of the Kubernetes API. */
  readonly clusterEndpoint: string;
  /** Certificate authority of the Kubernetes API, PEM in base64. */
  readonly clusterCertificateAuthority: string;
}

/** The program that fetches a token that lasts minutes, with the identity of whoever runs Terraform. */
export interface ClusterCredential {
  readonly command: string;
  readonly args: readonly string[];
}

/**
 * The one Helm provider of a stack, pinned to the environment's version. Its cluster comes from the state of an earlier
 * layer, never from a resource of the same one: a provider that is configured by what it has yet to make can neither plan
 * nor destroy. It holds no credential: each call runs the cloud's own program. The registry's credentials come from the
 * runner's own configuration of its container tools, by the same identity.
 */
export const helmProvider = (stack: EstateStack, place: Place, cluster: ClusterOfSite, credential: ClusterCredential): HelmProvider => {
  stack.pinProvider("helm", "hashicorp/helm", place.environment.providers.helm);
  return new HelmProvider(stack, "helm", {
    // Releases are kept where the role that plans may read them: it may read no secret, and no release of ours holds one.
    helmDriver: "configmap",
    kubernetes: {
      host: cluster.clusterEndpoint,
      clusterCaCertificate: Fn.base64decode(cluster.clusterCertificateAuthority),
      exec: { apiVersion: "client.authentication.k8s.io/v1beta1", command: credential.command, args: [...credential.args] },
    },
  });
};
