import { EksAccessEntry } from "@cdktf/provider-aws/lib/eks-access-entry";
import { EksAccessPolicyAssociation } from "@cdktf/provider-aws/lib/eks-access-policy-association";
import { Construct } from "constructs";
import { eachOf, wordFor } from "../../core/each";

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
  /** Its rights: `cluster-admin`, `admin`, `edit`, or `view`, which sees no secrets. A change replaces the association. */
  readonly policy: AccessPolicy;
  /** The namespaces in which it has them, 1 to 50. @default - the whole cluster */
  readonly namespaces?: readonly string[];
}

/** What the entries are made with. */
export interface ClusterAccessInput {
  readonly clusterName: string;
  readonly partition: string;
  readonly access: Readonly<Record<string, ClusterAccess>>;
}

/** An access entry and its rights for each role. */
export class ClusterAccessEntries extends Construct {
  constructor(scope: Construct, id: string, { clusterName, partition, access }: ClusterAccessInput) {
    super(scope, id);
    const each = eachOf<ClusterAccess>(this, "access", access, { namespaces: null });
    const entry = new EksAccessEntry(this, "entry", {
      forEach: each.forEach,
      clusterName,
      principalArn: each.text("principalArn"),
      type: "STANDARD",
    });
    new EksAccessPolicyAssociation(this, "rights", {
      forEach: each.forEach,
      clusterName,
      principalArn: each.its(entry, "principalArn"),
      policyArn: `arn:${partition}:eks::aws:cluster-access-policy/${wordFor(each.text("policy"), policyNames)}`,
      accessScope: { type: each.ifGiven("namespaces", "namespace", "cluster"), namespaces: each.list("namespaces") },
    });
  }
}
