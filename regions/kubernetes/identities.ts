/** A service account of the platform that its cloud has to know. */
export interface OperatorIdentity {
  readonly namespace: string;
  readonly serviceAccount: string;
  /** Word of its identity in the names of the cloud. */
  readonly identity: string;
}

/** The operators that speak to their cloud. */
export const operatorIdentities = {
  /** External Secrets reads the secrets of the services. */
  secrets: { namespace: "external-secrets", serviceAccount: "external-secrets", identity: "external-secrets" },
  /** Binds pods to target groups. AWS only. */
  loadBalancer: { namespace: "kube-system", serviceAccount: "aws-load-balancer-controller", identity: "load-balancer-controller" },
} as const satisfies Readonly<Record<string, OperatorIdentity>>;
