import { awsArn, sidOf, type Conditions, type Principals, type Statement } from "./policy-document";

/** Reading what a key is, without its use: what an account's inventory, its auditors and a plan need. */
const metadataActions = [
  "kms:DescribeKey",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:ListGrants",
  "kms:ListKeyPolicies",
  "kms:ListKeyRotations",
  "kms:ListResourceTags",
];

const administratorActions = [
  ...metadataActions,
  "kms:CancelKeyDeletion",
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:DisableKey",
  "kms:DisableKeyRotation",
  "kms:EnableKey",
  "kms:EnableKeyRotation",
  "kms:PutKeyPolicy",
  "kms:RevokeGrant",
  "kms:RotateKeyOnDemand",
  "kms:ScheduleKeyDeletion",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:UpdateAlias",
  "kms:UpdateKeyDescription",
];

/** Enough to take a key back whose administrators are gone; neither use nor deletion. */
const breakGlassActions = ["kms:CancelKeyDeletion", "kms:DescribeKey", "kms:EnableKey", "kms:GetKeyPolicy", "kms:PutKeyPolicy"];

const encrypterActions = [
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
];

const userActions = [...encrypterActions, "kms:Decrypt"];

/** A service that uses the key itself, and what narrows it to this account. */
export interface KeyService {
  /** For example `logs.eu-central-1.amazonaws.com`. */
  readonly principal: string;
  /** At least one; without any, the service could use the key on behalf of a stranger. */
  readonly conditions: Conditions;
  /** `describe`: looking the key up only, for a service whose look-up carries no encryption context. @default "use" */
  readonly may?: "use" | "describe";
}

/** What a key's policy says; see the props of the key. */
export interface KeyPolicyParts {
  readonly accountId: string;
  readonly partition: string;
  readonly naming: "principals" | "conditions";
  readonly administratorArns: readonly string[];
  readonly userArns?: readonly string[] | undefined;
  readonly encrypterArns?: readonly string[] | undefined;
  readonly services?: Readonly<Record<string, KeyService>> | undefined;
  readonly viaServices?: readonly string[] | undefined;
  readonly viaPrincipalArns?: readonly string[] | undefined;
}

const forResourcesOnly: Conditions = { Bool: { "kms:GrantIsForAWSResource": "true" } };

/** The statements of a key's policy. A key policy's resource is always the key, written `*`. */
export const keyStatements = (parts: KeyPolicyParts): Statement[] => {
  const { userArns = [], encrypterArns = [], services = {}, viaServices = [], viaPrincipalArns = [] } = parts;
  const root = awsArn({ partition: parts.partition, service: "iam", account: parts.accountId, resource: "root" });
  const account: Principals = { aws: [root] };
  const resources = ["*"];
  const named = (arns: readonly string[]): Pick<Statement, "principals" | "conditions"> =>
    parts.naming === "principals"
      ? { principals: { aws: arns } }
      : { principals: account, conditions: { ArnLike: { "aws:PrincipalArn": arns } } };
  const via: Conditions = {
    StringEquals: { "kms:CallerAccount": parts.accountId, "kms:ViaService": viaServices },
    ...(viaPrincipalArns.length > 0 ? { ArnLike: { "aws:PrincipalArn": viaPrincipalArns } } : {}),
  };
  const users = named(userArns);
  const statements: Statement[] = [
    {
      sid: "RootUserBreaksGlass",
      principals: account,
      actions: breakGlassActions,
      resources,
      conditions: { ArnEquals: { "aws:PrincipalArn": root } },
    },
    { sid: "AccountReadsMetadata", principals: account, actions: metadataActions, resources },
    { sid: "Administrators", ...named(parts.administratorArns), actions: administratorActions, resources },
  ];
  if (userArns.length > 0) {
    statements.push(
      { sid: "Users", ...users, actions: userActions, resources },
      {
        sid: "UsersGrantToServices",
        ...users,
        actions: ["kms:CreateGrant"],
        resources,
        conditions: { ...users.conditions, ...forResourcesOnly },
      },
    );
  }
  if (encrypterArns.length > 0) {
    statements.push({ sid: "Encrypters", ...named(encrypterArns), actions: encrypterActions, resources });
  }
  if (viaServices.length > 0) {
    statements.push(
      { sid: "ThroughServices", principals: account, actions: userActions, resources, conditions: via },
      {
        sid: "GrantsThroughServices",
        principals: account,
        actions: ["kms:CreateGrant"],
        resources,
        conditions: { ...via, ...forResourcesOnly },
      },
    );
  }
  for (const word of Object.keys(services).sort()) {
    const service = services[word];
    if (service === undefined) continue;
    statements.push({
      sid: sidOf(`service-${word}`),
      principals: { service: [service.principal] },
      actions: service.may === "describe" ? ["kms:DescribeKey"] : userActions,
      resources,
      conditions: service.conditions,
    });
  }
  return statements;
};
