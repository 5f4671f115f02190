import type { ObjectValue, Value } from "../../protocol/values";
import { chanceOf, fixedInstant } from "../computed/made";
import { parseArn } from "./arn";
import { anything, startsWith } from "./aws-named";
import { accountOf, globalArn, partitionOf, regionOf } from "./aws-scope";
import { awsManagedKey } from "./aws-standing";
import { givenText, textFrom, textOf } from "./config";
import { failed, found, type DataSourceRequest, type Reader } from "./data-source";
import { genericValues } from "./generic";
import { listReader, meantOf, reader, type Lookup, type Things } from "./lookup";

/** A Go regular expression matches anywhere in a text. */
export const matchesRegex =
  (attribute: string) =>
  (pattern: Value, values: ObjectValue): boolean =>
    new RegExp(textFrom(pattern)).test(textOf(values, attribute) ?? "");

const role: Lookup = {
  of: ["aws_iam_role"],
  reach: "account",
  by: { name: "name" },
  missing: "reading IAM Role ({name}): couldn't find resource",
  values: (values) => ({
    id: values["name"] ?? "",
    permissions_boundary: values["permissions_boundary"] ?? "",
    role_last_used: [{ last_used_date: "", region: "" }],
  }),
};

const roles: Things = {
  of: ["aws_iam_role"],
  reach: "account",
  by: { name_regex: matchesRegex("name"), path_prefix: startsWith("path") },
};

/** Policies of AWS's own that lie below a path: those in use most. All others lie at the root. */
const pathsOfManagedPolicies: Readonly<Record<string, readonly string[]>> = {
  "service-role/": [
    "AWSBackupServiceRolePolicyForBackup",
    "AWSBackupServiceRolePolicyForRestores",
    "AWSLambdaBasicExecutionRole",
    "AWSLambdaDynamoDBExecutionRole",
    "AWSLambdaKinesisExecutionRole",
    "AWSLambdaSQSQueueExecutionRole",
    "AWSLambdaVPCAccessExecutionRole",
    "AWS_ConfigRole",
    "AmazonAPIGatewayPushToCloudWatchLogs",
    "AmazonDMSCloudWatchLogsRole",
    "AmazonEBSCSIDriverPolicy",
    "AmazonEC2RoleforSSM",
    "AmazonECSTaskExecutionRolePolicy",
    "AmazonEFSCSIDriverPolicy",
    "AmazonRDSEnhancedMonitoringRole",
  ],
  "job-function/": [
    "Billing",
    "DataScientist",
    "DatabaseAdministrator",
    "NetworkAdministrator",
    "SupportUser",
    "SystemAdministrator",
    "ViewOnlyAccess",
  ],
};

/** Words with which the names of AWS's own policies begin. */
const managedPolicyName =
  /^(AWS|Amazon|Administrator|API|AutoScaling|CloudFront|CloudWatch|EC2|ElasticLoadBalancing|IAM|PowerUser|ReadOnly|Security|Service|Resource|Secrets)[\w+=,.@-]*$/;

/** The policy of AWS's own that a name or an ARN says, as the state of a resource. Its text is not known here. */
const managedPolicies = (request: DataSourceRequest): readonly ObjectValue[] => {
  const prefix = `arn:${partitionOf(request)}:iam::aws:policy/`;
  const arn = givenText(request.config, "arn");
  const name = arn?.startsWith(prefix) === true ? arn.slice(arn.lastIndexOf("/") + 1) : givenText(request.config, "name");
  const [path = ""] = Object.entries(pathsOfManagedPolicies).find(([, names]) => names.includes(name ?? "")) ?? [];
  if (name === undefined || !(path !== "" || arn?.startsWith(prefix) === true || managedPolicyName.test(name))) return [];
  const own = arn ?? `${prefix}${path}${name}`;
  return [
    {
      id: own,
      arn: own,
      name,
      path: `/${own.slice(prefix.length, own.length - name.length)}`,
      description: "",
      policy: JSON.stringify({ Statement: [], Version: "2012-10-17" }),
      policy_id: `ANPA${chanceOf(own, "upper", 17)}`,
      attachment_count: 0,
      tags_all: {},
    },
  ];
};

const policy: Lookup = {
  of: ["aws_iam_policy"],
  reach: "account",
  by: { arn: "arn", name: "name", path_prefix: startsWith("path") },
  standing: managedPolicies,
  missing: "no matching IAM Policy found",
  values: (values, { config }) => ({ attachment_count: values["attachment_count"] ?? 0, path_prefix: config["path_prefix"] ?? null }),
};

const noSuchEntity = (operation: string, says: string): string =>
  `operation error IAM: ${operation}, https response error StatusCode: 404, NoSuchEntity: ${says}`;

const user: Lookup = {
  of: ["aws_iam_user"],
  reach: "account",
  by: { user_name: "name" },
  missing: `getting user: ${noSuchEntity("GetUser", "The user with name {user_name} cannot be found.")}`,
  values: (values) => ({
    id: values["unique_id"] ?? "",
    user_id: values["unique_id"] ?? "",
    user_name: values["name"] ?? "",
    permissions_boundary: values["permissions_boundary"] ?? "",
  }),
};

const group: Lookup = {
  of: ["aws_iam_group"],
  reach: "account",
  by: { group_name: "name" },
  missing: `getting group: ${noSuchEntity("GetGroup", "The group with name {group_name} cannot be found.")}`,
  values: (values) => ({ id: values["unique_id"] ?? "", group_id: values["unique_id"] ?? "", group_name: values["name"] ?? "", users: [] }),
};

const instanceProfile: Lookup = {
  of: ["aws_iam_instance_profile"],
  reach: "account",
  by: { name: "name" },
  missing: "reading IAM Instance Profile ({name}): couldn't find resource",
  values: (values, { world }) => {
    const name = textOf(values, "role") ?? "";
    const attached = world.all("aws_iam_role").find((one) => one.values["name"] === name)?.values;
    return {
      id: values["unique_id"] ?? "",
      role_name: name,
      role_arn: attached?.["arn"] ?? "",
      role_id: attached?.["unique_id"] ?? "",
    };
  },
};

const withoutScheme = (url: string): string => url.replace(/^https:\/\//, "");

const openIdProvider: Lookup = {
  of: ["aws_iam_openid_connect_provider"],
  reach: "account",
  by: {
    arn: "arn",
    url: (url, values) => withoutScheme(textFrom(url)) === withoutScheme(textOf(values, "url") ?? ""),
  },
  missing: "finding IAM OIDC Provider by url ({url}): not found",
};

/** The role behind a session. Who isn't a session stands for himself. */
const readSessionContext: Reader = (request) => {
  const text = textOf(request.config, "arn") ?? "";
  const arn = parseArn(text);
  if ("wrong" in arn) return failed(`"arn" (${text}) is an invalid ARN: ${arn.wrong}`);
  const [kind, name = "", session = ""] = arn.resource.split("/");
  if (arn.service !== "sts" || kind !== "assumed-role") {
    return found({ id: text, issuer_arn: text, issuer_id: "", issuer_name: "", session_name: "" });
  }
  const made = request.world.all("aws_iam_role").find(({ values }) => values["name"] === name)?.values;
  // Who rehearses has a role that no stack made.
  if (made === undefined && name !== "rehearsal" && request.open !== true)
    return failed(`unable to get role (${name}): couldn't find resource`);
  return found({
    id: text,
    issuer_arn: made?.["arn"] ?? globalArn(request, "iam", `role/${name}`),
    issuer_id: made?.["unique_id"] ?? `AROA${chanceOf(text, "upper", 17)}`,
    issuer_name: name,
    session_name: session,
  });
};

const base64 = (text: string): string => Buffer.from(text).toString("base64");

const keyTypes = ["aws_kms_key", "aws_kms_replica_key", "aws_kms_external_key", "aws_kms_replica_external_key"];

/** A key by its id, its ARN, an alias or an alias's ARN. */
const isKey = (asked: Value, values: ObjectValue, { world }: DataSourceRequest): boolean => {
  const name = textFrom(asked);
  if (["id", "key_id", "arn", "alias", "alias_arn"].some((attribute) => values[attribute] === name)) return true;
  const target = world.all("aws_kms_alias").find((one) => [one.values["name"], one.values["arn"]].includes(name))?.values["target_key_id"];
  return target !== undefined && (target === values["key_id"] || target === values["arn"]);
};

const key: Lookup = {
  of: keyTypes,
  reach: "own-region",
  by: { key_id: isKey, grant_tokens: anything },
  standing: (request) => {
    const managed = awsManagedKey(request, textOf(request.config, "key_id") ?? "");
    return managed === undefined ? [] : [managed];
  },
  missing: "reading KMS Key ({key_id}): couldn't find resource",
  values: (values, request) => ({
    id: values["key_id"] ?? "",
    key_id: request.config["key_id"] ?? "",
    aws_account_id: accountOf(request),
    cloud_hsm_cluster_id: "",
    creation_date: fixedInstant,
    custom_key_store_id: values["custom_key_store_id"] ?? "",
    customer_master_key_spec: values["customer_master_key_spec"] ?? "SYMMETRIC_DEFAULT",
    deletion_date: null,
    enabled: values["is_enabled"] !== false,
    expiration_model: "",
    grant_tokens: request.config["grant_tokens"] ?? null,
    key_manager: values["manager"] ?? "CUSTOMER",
    key_spec: values["customer_master_key_spec"] ?? "SYMMETRIC_DEFAULT",
    key_state: values["is_enabled"] === false ? "Disabled" : "Enabled",
    key_usage: values["key_usage"] ?? "ENCRYPT_DECRYPT",
    multi_region: values["multi_region"] === true,
    multi_region_configuration: [],
    origin: "AWS_KMS",
    pending_deletion_window_in_days: 0,
    valid_to: null,
    xks_key_configuration: [],
  }),
};

const publicKey: Lookup = {
  ...key,
  values: (values, { config }) => {
    const usage = textOf(values, "key_usage") ?? "ENCRYPT_DECRYPT";
    const spec = textOf(values, "customer_master_key_spec") ?? "SYMMETRIC_DEFAULT";
    const pem = base64(chanceOf(textOf(values, "arn") ?? "", "base64", 270));
    return {
      id: config["key_id"] ?? "",
      key_id: config["key_id"] ?? "",
      arn: values["arn"] ?? "",
      customer_master_key_spec: spec,
      encryption_algorithms: usage === "ENCRYPT_DECRYPT" ? [spec.startsWith("RSA") ? "RSAES_OAEP_SHA_256" : spec] : [],
      key_usage: usage,
      public_key: pem,
      public_key_pem: `-----BEGIN PUBLIC KEY-----\n${pem}\n-----END PUBLIC KEY-----\n`,
      signing_algorithms: usage === "SIGN_VERIFY" ? [spec.startsWith("RSA") ? "RSASSA_PSS_SHA_256" : "ECDSA_SHA_256"] : [],
    };
  },
};

const alias: Lookup = {
  of: ["aws_kms_alias"],
  reach: "own-region",
  by: { name: "name" },
  standing: (request) => {
    const name = textOf(request.config, "name") ?? "";
    const managed = awsManagedKey(request, name);
    if (managed === undefined) return [];
    return [{ name, arn: managed["alias_arn"] ?? "", target_key_arn: managed["arn"] ?? "", target_key_id: managed["id"] ?? "" }];
  },
  missing: "reading KMS Alias ({name}): empty result",
  values: (values) => ({ id: values["arn"] ?? "" }),
};

/** Text that looks encrypted, and is the same for the same text and key. */
const readCiphertext: Reader = (request) => {
  const { config } = request;
  const [keyId, plaintext] = [textOf(config, "key_id") ?? "", textOf(config, "plaintext") ?? ""];
  const [meant] = meantOf(key, request);
  return found({ id: meant?.["arn"] ?? keyId, ciphertext_blob: base64(chanceOf(`${keyId}\0${plaintext}`, "base64", 96)) });
};

/** What an encrypted text holds can't be known: it is made up of the text. */
export const decrypted = (payload: string): string => `decrypted-${chanceOf(payload, "lower", 24)}`;

const readAccountAlias: Reader = (request) => {
  const made = request.world.all("aws_iam_account_alias").find(({ scope }) => scope.account === request.scope.account)?.values;
  const name = made === undefined ? undefined : textOf(made, "account_alias");
  if (name !== undefined) return found({ id: name, account_alias: name });
  return request.open === true ? found(genericValues(request)) : failed("reading IAM Account Alias: empty result");
};

const readCanonicalUser: Reader = (request) =>
  found({ id: chanceOf(`${accountOf(request)}\0canonical user`, "hex", 64), display_name: "" });

/** Data sources of AWS's identities and keys. */
export const identityReaders: Readonly<Record<string, Reader>> = {
  aws_iam_role: reader(role),
  aws_iam_roles: listReader({ one: roles, lists: { arns: "arn", names: "name" }, id: regionOf }),
  aws_iam_policy: (request) =>
    reader(
      givenText(request.config, "arn") === undefined
        ? policy
        : { ...policy, missing: "reading IAM Policy ({arn}): couldn't find resource" },
    )(request),
  aws_iam_user: reader(user),
  aws_iam_users: listReader({
    one: { ...roles, of: ["aws_iam_user"] },
    lists: { arns: "arn", names: "name" },
    id: regionOf,
  }),
  aws_iam_group: reader(group),
  aws_iam_instance_profile: reader(instanceProfile),
  aws_iam_openid_connect_provider: (request) => {
    const missing = noSuchEntity("GetOpenIDConnectProvider", "OpenIDConnect Provider not found for arn {arn}");
    const byArn = { ...openIdProvider, missing: `reading IAM OIDC Provider: ${missing}` };
    return reader(givenText(request.config, "arn") === undefined ? openIdProvider : byArn)(request);
  },
  aws_iam_session_context: readSessionContext,
  aws_iam_account_alias: readAccountAlias,
  aws_canonical_user_id: readCanonicalUser,
  aws_kms_key: reader(key),
  aws_kms_alias: reader(alias),
  aws_kms_ciphertext: readCiphertext,
  aws_kms_public_key: reader(publicKey),
};
