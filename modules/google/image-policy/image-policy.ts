import { BinaryAuthorizationPolicy } from "@cdktf/provider-google/lib/binary-authorization-policy";
import { type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { listOf, text } from "../../core/checks";
import { projectId } from "../../core/google";
import { checkProps, shape, value, type PropRules, type Shape, type Value } from "../../core/props";

/** Props of {@link GoogleImagePolicy}. */
export interface GoogleImagePolicyProps {
  /** The project whose clusters obey the policy. A project has one. */
  readonly projectId: Value<string>;
  /**
   * Where images may come from, 1 to 50 places of Artifact Registry: `<host>/<project>`, or a repository of it, with all
   * that lies below. Changed in place; running pods stay.
   */
  readonly registries: Value<readonly string[]>;
  /** What has to stand before: the project's service. @default - the service is on already */
  readonly after?: Shape<readonly ITerraformDependable[]>;
}

/** What each prop has to be. */
export const rules: PropRules<GoogleImagePolicyProps> = {
  projectId: value(projectId),
  registries: value(
    listOf(text(/^[a-z0-9-]+-docker\.pkg\.dev\/[a-z][a-z0-9-]*(\/[a-z0-9-]+)?$/, "<region>-docker.pkg.dev/<project>", 20, 256), 1, 50),
  ),
  after: shape(),
};

/**
 * What images the project's clusters start: those of our own registries, and those with which Google runs its clusters.
 * All others are refused, and the refusal stands in the audit log. A project has one policy, whatever its clusters.
 */
export class GoogleImagePolicy extends Construct {
  constructor(scope: Construct, id: string, props: GoogleImagePolicyProps) {
    super(scope, id);
    checkProps(this, props, rules);
    new BinaryAuthorizationPolicy(this, "Resource", {
      project: props.projectId,
      description: "Images of our own registries and of Google's system only",
      globalPolicyEvaluationMode: "ENABLE",
      // Two asterisks stand for folders too: https://cloud.google.com/binary-authorization/docs/policy-yaml-reference, read 2026-11-23.
      admissionWhitelistPatterns: props.registries.map((registry) => ({ namePattern: `${registry}/**` })),
      defaultAdmissionRule: { evaluationMode: "ALWAYS_DENY", enforcementMode: "ENFORCED_BLOCK_AND_AUDIT_LOG" },
      ...(props.after !== undefined && { dependsOn: [...props.after] }),
    });
  }
}
