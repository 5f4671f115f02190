import { OrgPolicyPolicy, type OrgPolicyPolicySpecRules } from "@cdktf/provider-google/lib/org-policy-policy";
import { ProjectDefaultServiceAccounts } from "@cdktf/provider-google/lib/project-default-service-accounts";
import { ProjectIamAuditConfig } from "@cdktf/provider-google/lib/project-iam-audit-config";
import { ProjectService } from "@cdktf/provider-google/lib/project-service";
import { type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { listOf, oneOf, text } from "../../core/checks";
import { checkProps, shape, value, type PropRules, type Shape, type Value } from "../../core/props";
import { projectId, region } from "../../core/google";
import { projectPolicies, type PolicyRule } from "./policies";

/** What of a service's use can be recorded beside what changes it, which always is. */
export const auditLogTypes = ["ADMIN_READ", "DATA_READ", "DATA_WRITE"] as const;
/** A part of a service's use. */
export type AuditLogType = (typeof auditLogTypes)[number];

/** Props of {@link GoogleProject}. */
export interface GoogleProjectProps {
  /** Id of the project, which stands already. Its policies and services follow it. */
  readonly projectId: Value<string>;
  /** Services that the project's layers use, without `.googleapis.com`, 1 to 60. One that is taken out stays switched on. */
  readonly services: Shape<readonly string[]>;
  /** Codes of the only regions in which anything may be made, 1 to 10. Changed in place; what stands elsewhere stays. */
  readonly allowedRegions: Shape<readonly string[]>;
  /** Services, without `.googleapis.com`, in which nothing may be made but under a key of this project; at most 20. @default - none */
  readonly cmekServices?: Shape<readonly string[]>;
  /** Issuers whose tokens a pool of identities may trust, 1 to 5. @default ["https://token.actions.githubusercontent.com"] */
  readonly identityIssuers?: Shape<readonly string[]>;
  /** What is recorded of the use of every service, 1 to 3. `DATA_READ` and `DATA_WRITE` cost by their volume. @default all */
  readonly recordedUse?: Shape<readonly AuditLogType[]>;
}

const service = text(/^[a-z][a-z0-9-]*$/, "a service without '.googleapis.com'", 2, 63);

/** What each prop has to be. */
export const rules: PropRules<GoogleProjectProps> = {
  projectId: value(projectId),
  services: shape(listOf(service, 1, 60)),
  allowedRegions: shape(listOf(region, 1, 10)),
  cmekServices: shape(listOf(service, 0, 20)),
  identityIssuers: shape(listOf(text(/^https:\/\/[a-z0-9.-]+(\/\S*)?$/, "an issuer's address", 10, 250), 1, 5)),
  recordedUse: shape(listOf(oneOf(auditLogTypes), 1, 3)),
};

/**
 * What holds in a whole project: the services that are switched on, what nobody in it may do, and what is recorded.
 *
 * - Nothing is made outside `allowedRegions`, no network is made by itself, no machine has an address on the internet, no
 *   bucket is public, no service account gets a key, no database is open to the internet.
 * - The accounts that Google makes in a project lose the right to change all of it, which they begin with.
 * - Every use of every service's administration and data is recorded.
 *
 * A policy hinders what is made after it: a project that is not new is looked through first. Who applies this has to
 * administer the organization's policies, a role that Google grants on an organization only; so people do, not CI.
 *
 * Services stay switched on when they are taken out, for others may need them, and switching one off deletes what it
 * holds.
 */
export class GoogleProject extends Construct {
  /** The services, by their words: what uses one depends on it. */
  readonly services: Readonly<Record<string, ITerraformDependable>>;

  constructor(scope: Construct, id: string, props: GoogleProjectProps) {
    super(scope, id);
    checkProps(this, props, rules);
    const { identityIssuers = ["https://token.actions.githubusercontent.com"], cmekServices = [], recordedUse = auditLogTypes } = props;
    const services = Object.fromEntries(
      [...props.services].sort().map((word) => [
        word,
        new ProjectService(this, `service-${word}`, {
          project: props.projectId,
          service: `${word}.googleapis.com`,
          disableOnDestroy: false,
          disableDependentServices: false,
        }),
      ]),
    );
    const switched = Object.values(services);
    const policies = projectPolicies({ projectId: props.projectId, allowedRegions: props.allowedRegions, cmekServices, identityIssuers });
    for (const { constraint, rule } of policies) {
      new OrgPolicyPolicy(this, `policy-${constraint.replace(".", "-")}`, {
        name: `projects/${props.projectId}/policies/${constraint}`,
        parent: `projects/${props.projectId}`,
        spec: { inheritFromParent: false, rules: [policyRule(rule)] },
        dependsOn: switched,
      });
    }
    new ProjectDefaultServiceAccounts(this, "default-accounts", {
      project: props.projectId,
      action: "DEPRIVILEGE",
      restorePolicy: "NONE",
      dependsOn: switched,
    });
    new ProjectIamAuditConfig(this, "recorded-use", {
      project: props.projectId,
      service: "allServices",
      auditLogConfig: [...recordedUse].sort().map((logType) => ({ logType })),
    });
    this.services = services;
  }
}

const policyRule = (rule: PolicyRule): OrgPolicyPolicySpecRules => {
  switch (rule.kind) {
    case "enforced":
      return { enforce: "TRUE" };
    case "none-allowed":
      return { denyAll: "TRUE" };
    case "allowed":
      return { values: { allowedValues: [...rule.values] } };
    case "denied":
      return { values: { deniedValues: [...rule.values] } };
  }
};
