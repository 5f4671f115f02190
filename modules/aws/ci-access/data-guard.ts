import { eachOf, type Statement } from "../policy-document/policy-document";

/** Where states lie. */
export interface StatePlaces {
  readonly partition: string;
  readonly accountId: string;
  readonly stateBucketNames: readonly string[];
  /** With `alias/`. */
  readonly stateKeyAliases: readonly string[];
  /** Buckets whose objects are public, and part of how a service is set up. */
  readonly publicBucketNames: readonly string[];
}

/** Reading what stores hold: items, messages, events, rows, secrets. */
const dataReadActions = [
  "athena:GetQueryResults*",
  "athena:StartQueryExecution",
  "cloudtrail:GetQueryResults",
  "cloudtrail:LookupEvents",
  "cloudtrail:StartQuery",
  "cognito-idp:AdminGetUser",
  "cognito-idp:GetUser",
  "cognito-idp:ListUsers*",
  "dynamodb:ExportTableToPointInTime",
  "dynamodb:GetRecords",
  "dynamodb:GetShardIterator",
  "dynamodb:PartiQL*",
  "ec2:GetConsoleOutput",
  "ec2:GetConsoleScreenshot",
  "ec2:GetPasswordData",
  "kinesis:GetRecords",
  "kinesis:GetShardIterator",
  "kinesis:SubscribeToShard",
  "lambda:GetDurableExecution*",
  "lambda:Invoke*",
  "logs:CreateExportTask",
  "logs:FilterLogEvents",
  "logs:GetLogEvents",
  "logs:GetLogObject",
  "logs:GetLogRecord",
  "logs:GetLookupTable",
  "logs:GetQueryResults",
  "logs:GetScheduledQueryHistory",
  "logs:ListAnomalies",
  "logs:StartLiveTail",
  "logs:StartQuery",
  "logs:Unmask",
  "macie2:GetSensitiveDataOccurrences",
  "rds:DownloadCompleteDBLogFile",
  "rds:DownloadDBLogFilePortion",
  "rds:StartExportTask",
  "s3:GetDataAccess",
  "sns:ListEndpointsByPlatformApplication",
  "sns:ListPhoneNumbersOptedOut",
  "sqs:ReceiveMessage",
  "ssm:GetCommandInvocation",
  "ssm:GetParameter*",
  "ssm:ListCommandInvocations",
  "ssm:ResumeSession",
  "ssm:SendCommand",
  "ssm:StartSession",
  "states:DescribeExecution",
  "states:GetExecutionHistory",
  "wafv2:GetRateBasedStatementManagedKeys",
  "wafv2:GetSampledRequests",
  "xray:BatchGetTraces",
  "xray:GetRetrievedTracesGraph",
  "xray:GetTrace*",
];

/**
 * Reading and writing items. DynamoDB itself does so in the caller's name where a replica of a table is made, and then
 * only (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2gt_IAM.html, read 2026-11-23): the caller gets
 * to see nothing. The page says which rights the caller needs, and not that DynamoDB tells IAM by whom the call came, as
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html has it of services that go on in
 * a caller's name. If it doesn't, the first replica is refused by this guard, and nobody reads anything.
 */
const itemActions = ["dynamodb:*Item", "dynamodb:Query", "dynamodb:Scan"];
const notByDynamoDb = { StringNotEquals: { "aws:CalledViaLast": "dynamodb.amazonaws.com" } };

/** Services, or parts of them, that do nothing but hand out data or a way to it. */
const dataPlaneActions = [
  "dax:*",
  "ebs:*",
  "elasticache:Connect",
  "es:ESHttp*",
  "execute-api:*",
  "kafka-cluster:*",
  "memorydb:Connect",
  "pi:*",
  "rds-data:*",
  "rds-db:*",
  "redshift-data:*",
  "s3-object-lambda:*",
];

/** Handing out secrets, private keys or another identity. */
const secretActions = [
  "acm:ExportCertificate",
  "ec2:GetVpnConnectionDeviceSampleConfiguration",
  "redshift:GetClusterCredentials*",
  "secretsmanager:BatchGetSecretValue",
  "secretsmanager:GetSecretValue",
  "ssm:GetAccessToken",
  "sts:AssumeRole",
  "sts:AssumeRoot",
  "sts:GetFederationToken",
  "sts:GetSessionToken",
  "wafv2:GetDecryptedAPIKey",
];

/**
 * What neither CI role may do, whatever else allows it: read or write data, take a secret, or become another role.
 * States are the only objects that CI reads and writes, but for those that are public.
 *
 * Left out on purpose: images and charts in the registry (a plan of a chart pulls it from there) and a function's code
 * and configuration (the provider reads both with each plan). Neither may hold data or secrets.
 */
export const dataGuardStatements = ({ partition, stateBucketNames, publicBucketNames }: StatePlaces): Statement[] => [
  {
    sid: "NoObjectsButStates",
    effect: "Deny",
    actions: ["s3:GetObject*", "s3:PutObject*"],
    notResources: eachOf("arn:%s:s3:::%s/*", [partition], [...stateBucketNames, ...publicBucketNames]),
  },
  {
    sid: "NoDeletionButLocks",
    effect: "Deny",
    actions: ["s3:DeleteObject*"],
    notResources: [
      ...eachOf("arn:%s:s3:::%s/*.tflock", [partition], stateBucketNames),
      ...eachOf("arn:%s:s3:::%s/*", [partition], publicBucketNames),
    ],
  },
  { sid: "NoData", effect: "Deny", actions: [...dataReadActions, ...dataPlaneActions], resources: ["*"] },
  { sid: "NoItems", effect: "Deny", actions: itemActions, resources: ["*"], conditions: notByDynamoDb },
  { sid: "NoSecrets", effect: "Deny", actions: secretActions, resources: ["*"] },
  {
    sid: "NoApiKeys",
    effect: "Deny",
    actions: ["apigateway:GET"],
    resources: ["apikeys", "apikeys/*", "usageplans/*/keys", "usageplans/*/keys/*"].map(
      (path) => `arn:${partition}:apigateway:*::/${path}`,
    ),
  },
];

/** Use of keys, as against their administration. */
export const keyUseActions = [
  "kms:Decrypt",
  "kms:DeriveSharedSecret",
  "kms:Encrypt",
  "kms:GenerateDataKey*",
  "kms:GenerateMac",
  "kms:ReEncrypt*",
  "kms:Sign",
];

const throughS3 = { "kms:ViaService": "s3.*.amazonaws.com" };

/** Reading states and taking their locks; `writes` says which objects may be written. */
export const stateStatements = (places: StatePlaces, writes: "locks" | "states"): Statement[] => {
  const { partition, accountId, stateBucketNames, stateKeyAliases } = places;
  const objects = eachOf("arn:%s:s3:::%s/*", [partition], stateBucketNames);
  const locks = eachOf("arn:%s:s3:::%s/*.tflock", [partition], stateBucketNames);
  return [
    {
      sid: "FindStates",
      actions: ["s3:GetBucketLocation", "s3:ListBucket"],
      resources: eachOf("arn:%s:s3:::%s", [partition], stateBucketNames),
    },
    { sid: "ReadStates", actions: ["s3:GetObject"], resources: objects },
    { sid: "WriteStates", actions: ["s3:PutObject"], resources: writes === "states" ? objects : locks },
    { sid: "ReleaseLocks", actions: ["s3:DeleteObject"], resources: locks },
    {
      sid: "UseStateKeys",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: [`arn:${partition}:kms:*:${accountId}:key/*`],
      conditions: { StringLike: throughS3, "ForAnyValue:StringEquals": { "kms:ResourceAliases": stateKeyAliases } },
    },
  ];
};

/** Keeps objects under every other key closed. True also for a key without an alias. */
const notAStateKey = (aliases: readonly string[]) => ({ "ForAllValues:StringNotEquals": { "kms:ResourceAliases": aliases } });

/** The plan role uses state keys only, and those through S3 only. */
export const planKeyGuard = ({ stateKeyAliases }: StatePlaces): Statement[] => [
  { sid: "NoKeyButThroughS3", effect: "Deny", actions: keyUseActions, resources: ["*"], conditions: { StringNotLike: throughS3 } },
  { sid: "NoKeyButOfStates", effect: "Deny", actions: keyUseActions, resources: ["*"], conditions: notAStateKey(stateKeyAliases) },
];

/**
 * The apply role uses no key itself, and through S3 only state keys. Through other services it may use a key as far as
 * the key's policy says, for making an encrypted table or secret takes that; and it may let a service have a grant.
 */
export const applyKeyGuard = ({ partition, accountId, stateKeyAliases }: StatePlaces): Statement[] => [
  { sid: "NoKeyDirectly", effect: "Deny", actions: keyUseActions, resources: ["*"], conditions: { Null: { "kms:ViaService": "true" } } },
  {
    sid: "NoKeyThroughS3ButOfStates",
    effect: "Deny",
    actions: keyUseActions,
    resources: ["*"],
    conditions: { StringLike: throughS3, ...notAStateKey(stateKeyAliases) },
  },
  {
    sid: "NoGrantButToServices",
    effect: "Deny",
    actions: ["kms:CreateGrant"],
    resources: ["*"],
    conditions: { BoolIfExists: { "kms:GrantIsForAWSResource": "false" } },
  },
  {
    sid: "NoOtherStateKey",
    effect: "Deny",
    actions: ["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"],
    resources: eachOf("arn:%s:kms:*:%s:%s", [partition, accountId], stateKeyAliases),
  },
];
