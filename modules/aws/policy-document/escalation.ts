import type { Statement } from "./policy-document";

/** Changes of a role's powers. Each of them knows the boundary that the role has, or is to have. */
export const boundedRoleActions = [
  "iam:AttachRolePolicy",
  "iam:CreateRole",
  "iam:DeleteRolePolicy",
  "iam:DetachRolePolicy",
  "iam:PutRolePermissionsBoundary",
  "iam:PutRolePolicy",
];

/** Ways to an identity that lasts: users, their keys and passwords, and groups. */
const lastingIdentityActions = [
  "iam:AddUserToGroup",
  "iam:AttachGroupPolicy",
  "iam:AttachUserPolicy",
  "iam:CreateAccessKey",
  "iam:CreateGroup",
  "iam:CreateLoginProfile",
  "iam:CreateServiceSpecificCredential",
  "iam:CreateUser",
  "iam:PutGroupPolicy",
  "iam:PutUserPolicy",
  "iam:ResetServiceSpecificCredential",
  "iam:UpdateAccessKey",
  "iam:UpdateLoginProfile",
  "iam:UploadSSHPublicKey",
  "iam:UploadSigningCertificate",
];

/** Changes of whom the account trusts. */
const trustActions = [
  "iam:AddClientIDToOpenIDConnectProvider",
  "iam:CreateOpenIDConnectProvider",
  "iam:CreateSAMLProvider",
  "iam:DeleteOpenIDConnectProvider",
  "iam:DeleteSAMLProvider",
  "iam:RemoveClientIDFromOpenIDConnectProvider",
  "iam:UpdateOpenIDConnectProviderThumbprint",
  "iam:UpdateSAMLProvider",
];

/** Ways out of the organization and its rules. */
const departureActions = [
  "account:CloseAccount",
  "organizations:CloseAccount",
  "organizations:DeleteOrganization",
  "organizations:LeaveOrganization",
  "organizations:RemoveAccountFromOrganization",
];

/**
 * What nobody whom the estate makes may do, so that nobody gets more power than given: change a role without the
 * boundary, loosen the boundary, make identities that last, change whom the account trusts, or leave the organization.
 */
export const escalationStatements = (boundaryArn: string): Statement[] => [
  {
    sid: "NoRoleWithoutBoundary",
    effect: "Deny",
    actions: boundedRoleActions,
    resources: ["*"],
    conditions: { StringNotEquals: { "iam:PermissionsBoundary": boundaryArn } },
  },
  {
    sid: "NoBoundaryTakenOff",
    effect: "Deny",
    actions: ["iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary", "iam:PutUserPermissionsBoundary"],
    resources: ["*"],
  },
  {
    sid: "NoOtherBoundary",
    effect: "Deny",
    actions: ["iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:DeletePolicyVersion", "iam:SetDefaultPolicyVersion"],
    resources: [boundaryArn],
  },
  { sid: "NoLastingIdentity", effect: "Deny", actions: lastingIdentityActions, resources: ["*"] },
  { sid: "NoOtherTrust", effect: "Deny", actions: trustActions, resources: ["*"] },
  { sid: "NoDeparture", effect: "Deny", actions: departureActions, resources: ["*"] },
];
