import { EksAccessEntry } from "@cdktf/provider-aws/lib/eks-access-entry";
import { EksAccessPolicyAssociation } from "@cdktf/provider-aws/lib/eks-access-policy-association";
import { Construct } from "constructs";

/** What EKS calls each set of rights: Amazon EKS User Guide, Review access policy permissions; read 2026-11. */
const policyNames = {
  "cluster-admin": "AmazonEKSClusterAdminPolicy",
  admin: "AmazonEKSAdminPolicy",
  edit: "AmazonEKSEditPolicy",
  view: "AmazonEKSViewPolicy",
} as const;

/** A set of rights in the cluster. `view` sees no secrets. */
export type AccessPolicy = keyof typeof policyNames;

/** All sets of rights. */
export const accessPolicies = Object.keys(policyNames) as AccessPolicy[];

/** What a role of IAM may do in the cluster. */
export interface ClusterAccess {
  /** The role's whole ARN, for EKS takes no pattern. It must exist. A change replaces the entry. */
  readonly principalArn: string;
  /** A change replaces the association. */
  readonly policy: AccessPolicy;
  /** Only in these. @default - the whole cluster */
  readonly namespaces?: readonly string[];
}

/** What the entries are made with. */
export interface ClusterAccessInput {
  readonly clusterName: string;
  readonly partition: string;
  readonly access: Readonly<Record<string, ClusterAccess>>;
}

/** An access entry and its rights for each word. */
export class ClusterAccessEntries extends Construct {
  constructor(scope: Construct, id: string, { clusterName, partition, access }: ClusterAccessInput) {
    super(scope, id);
    for (const word of Object.keys(access).sort()) {
      const { principalArn, policy, namespaces } = access[word] as ClusterAccess;
      const entry = new EksAccessEntry(this, word, { clusterName, principalArn, type: "STANDARD" });
      new EksAccessPolicyAssociation(this, `${word}-rights`, {
        clusterName,
        principalArn: entry.principalArn,
        policyArn: `arn:${partition}:eks::aws:cluster-access-policy/${policyNames[policy]}`,
        accessScope: namespaces === undefined ? { type: "cluster" } : { type: "namespace", namespaces: [...namespaces].sort() },
      });
    }
  }
}
