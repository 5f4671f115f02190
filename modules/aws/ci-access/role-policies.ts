import { boundedRoleActions, escalationStatements } from "../policy-document/escalation";
import { awsArn, type Statement } from "../policy-document/policy-document";

/** Whose policies these are, and what CI administers. */
export interface RoleParts {
  readonly partition: string;
  readonly accountId: string;
  readonly planRoleName: string;
  readonly applyRoleName: string;
  readonly managedNamePrefix: string;
  readonly permissionBoundaryArn: string;
  readonly services: readonly string[];
}

/** Reads whose names don't begin with one of the verbs, by service. */
const otherReads: Readonly<Record<string, readonly string[]>> = {
  apigateway: ["apigateway:GET"],
  budgets: ["budgets:ViewBudget"],
};

/** Identity and key services that the apply role gets statement by statement. */
export const servicesWithOwnStatements = ["iam", "sts"] as const;

/** Finding things: `Describe` and `List`. In two policies, for one would pass IAM's limit with many services. */
export const describeStatements = ({ services }: RoleParts): Statement[] => [
  { sid: "Describe", actions: [...services, "iam"].flatMap((one) => [`${one}:Describe*`, `${one}:List*`]), resources: ["*"] },
];

/** Reading how they are set up: `Get` and `BatchGet`, and what has other names. */
export const getStatements = ({ services }: RoleParts): Statement[] => [
  {
    sid: "Get",
    actions: [...services, "iam"].flatMap((one) => [`${one}:Get*`, `${one}:BatchGet*`, ...(otherReads[one] ?? [])]),
    resources: ["*"],
  },
];

/** Administering the account's services, without handing their contents to others. */
export const administerStatements = ({ services }: RoleParts): Statement[] => [
  { sid: "Administer", actions: services.map((one) => `${one}:*`), resources: ["*"] },
  {
    sid: "NoSharing",
    effect: "Deny",
    actions: [
      "ec2:ModifyImageAttribute",
      "ec2:ModifySnapshotAttribute",
      "rds:ModifyDBClusterSnapshotAttribute",
      "rds:ModifyDBSnapshotAttribute",
    ],
    resources: ["*"],
  },
];

/**
 * Making roles and policies of the estate's own name, each under the boundary. CI's own roles, policies and provider,
 * and the boundary, are out of its reach: people change them.
 */
export const identityStatements = (parts: RoleParts): Statement[] => {
  const iam = (resource: string): string => awsArn({ partition: parts.partition, service: "iam", account: parts.accountId, resource });
  const roles = [iam(`role/${parts.managedNamePrefix}*`)];
  return [
    { sid: "ReadIdentities", actions: ["iam:Get*", "iam:List*"], resources: ["*"] },
    {
      sid: "EmpowerBoundedRoles",
      actions: boundedRoleActions,
      resources: roles,
      conditions: { StringEquals: { "iam:PermissionsBoundary": parts.permissionBoundaryArn } },
    },
    {
      sid: "AdministerRoles",
      actions: [
        "iam:DeleteRole",
        "iam:PassRole",
        "iam:TagRole",
        "iam:UntagRole",
        "iam:UpdateAssumeRolePolicy",
        "iam:UpdateRole",
        "iam:UpdateRoleDescription",
      ],
      resources: roles,
    },
    {
      sid: "AdministerPolicies",
      actions: [
        "iam:CreatePolicy",
        "iam:CreatePolicyVersion",
        "iam:DeletePolicy",
        "iam:DeletePolicyVersion",
        "iam:SetDefaultPolicyVersion",
        "iam:TagPolicy",
        "iam:UntagPolicy",
      ],
      resources: [iam(`policy/${parts.managedNamePrefix}*`)],
    },
    {
      sid: "AdministerInstanceProfiles",
      actions: [
        "iam:AddRoleToInstanceProfile",
        "iam:CreateInstanceProfile",
        "iam:DeleteInstanceProfile",
        "iam:RemoveRoleFromInstanceProfile",
        "iam:TagInstanceProfile",
        "iam:UntagInstanceProfile",
      ],
      resources: [iam(`instance-profile/${parts.managedNamePrefix}*`)],
    },
    {
      sid: "AdministerServiceLinkedRoles",
      actions: ["iam:CreateServiceLinkedRole", "iam:DeleteServiceLinkedRole"],
      resources: [iam("role/aws-service-role/*")],
    },
    {
      sid: "AdministerDefaults",
      actions: ["iam:CreateAccountAlias", "iam:SetSecurityTokenServicePreferences", "iam:UpdateAccountPasswordPolicy"],
      resources: ["*"],
    },
    {
      sid: "NotItself",
      effect: "Deny",
      notActions: ["iam:Get*", "iam:List*"],
      resources: [
        iam(`role/${parts.planRoleName}`),
        iam(`role/${parts.applyRoleName}`),
        iam(`policy/${parts.planRoleName}-*`),
        iam(`policy/${parts.applyRoleName}-*`),
        iam("oidc-provider/*"),
        parts.permissionBoundaryArn,
      ],
    },
    ...escalationStatements(parts.permissionBoundaryArn),
  ];
};
