import { ServiceAccountIamBinding } from "@cdktf/provider-google/lib/service-account-iam-binding";
import { type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { text } from "../../core/checks";
import { checkProps, shape, value, type PropRules, type Shape, type Value } from "../../core/props";
import { projectId, serviceAccountEmail } from "../../core/google";

/** Props of {@link GoogleWorkloadIdentity}. */
export interface GoogleWorkloadIdentityProps {
  /** Id of the project of account and cluster. */
  readonly projectId: Value<string>;
  /** Address of the service account that the pods become. */
  readonly serviceAccountEmail: Value<string>;
  /** The pods' namespace. */
  readonly namespace: Value<string>;
  /** The pods' Kubernetes service account. */
  readonly serviceAccount: Value<string>;
  /** What has to stand before: a cluster of the project, with which its pool of identities comes into being. @default - a cluster stands already */
  readonly after?: Shape<readonly ITerraformDependable[]>;
}

const kubernetesName = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

/** What each prop has to be. */
export const rules: PropRules<GoogleWorkloadIdentityProps> = {
  projectId: value(projectId),
  serviceAccountEmail: value(serviceAccountEmail),
  namespace: value(text(kubernetesName, "a namespace's name", 1, 63)),
  serviceAccount: value(text(kubernetesName, "a service account's name", 1, 253)),
  after: shape(),
};

/**
 * Lets the pods of one namespace and Kubernetes service account become one service account of Google's, and nobody
 * else: the binding is the whole truth, and takes out who was added by hand. The project's pool of identities
 * (`<project>.svc.id.goog`) comes into being with its first cluster, and Google refuses the binding before
 * (https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity, read 2026-11), so it belongs into the
 * cluster's layer.
 */
export class GoogleWorkloadIdentity extends Construct {
  /** How IAM names the pods: `serviceAccount:<project>.svc.id.goog[<namespace>/<service account>]`. */
  readonly member: string;

  constructor(scope: Construct, id: string, props: GoogleWorkloadIdentityProps) {
    super(scope, id);
    checkProps(this, props, rules);
    this.member = `serviceAccount:${props.projectId}.svc.id.goog[${props.namespace}/${props.serviceAccount}]`;
    new ServiceAccountIamBinding(this, "Resource", {
      serviceAccountId: `projects/${props.projectId}/serviceAccounts/${props.serviceAccountEmail}`,
      role: "roles/iam.workloadIdentityUser",
      members: [this.member],
      ...(props.after !== undefined && { dependsOn: [...props.after] }),
    });
  }
}
