import { placeOf, sharesPlace } from "../place";
import { api, page, type Question, type Refusal, type Source, type WorldRule, type WorldView } from "../rule";
import { isTrue, textAt, textsAt } from "../values";
import type { WorldObject } from "../world";
import { isAbout, statementsOf, type Statement } from "./policy-document";
import { trustedProvider } from "./references-aws-account";

/** An argument that holds a policy whose principals its service looks up. */
interface PolicyRow {
  readonly type: string;
  readonly path: string;
  readonly code: string;
  readonly source: Source;
}

const row = (type: string, path: string, code: string, source: Source): PolicyRow => ({ type, path, code, source });

const malformed = "MalformedPolicyDocumentException";
const principals = page("https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html");
const buckets = page("https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-bucket-user-policy-specifying-principal-intro.html");

const rows: readonly PolicyRow[] = [
  row("aws_kms_key", "policy", malformed, api("KMS CreateKey")),
  row("aws_kms_replica_key", "policy", malformed, api("KMS ReplicateKey")),
  row("aws_kms_external_key", "policy", malformed, api("KMS CreateKey")),
  row("aws_kms_replica_external_key", "policy", malformed, api("KMS ReplicateKey")),
  row("aws_kms_key_policy", "policy", malformed, api("KMS PutKeyPolicy")),
  row("aws_s3_bucket", "policy", "MalformedPolicy", buckets),
  row("aws_s3_bucket_policy", "policy", "MalformedPolicy", buckets),
  row("aws_iam_role", "assume_role_policy", "MalformedPolicyDocument", principals),
  row("aws_sqs_queue", "policy", "InvalidAttributeValue", api("SQS SetQueueAttributes")),
  row("aws_sqs_queue_policy", "policy", "InvalidAttributeValue", api("SQS SetQueueAttributes")),
  row("aws_sns_topic", "policy", "InvalidParameter", api("SNS SetTopicAttributes")),
  row("aws_sns_topic_policy", "policy", "InvalidParameter", api("SNS SetTopicAttributes")),
  row("aws_ecr_repository_policy", "policy", "InvalidParameterException", api("ECR SetRepositoryPolicy")),
  row("aws_secretsmanager_secret", "policy", malformed, api("SecretsManager PutResourcePolicy")),
  row("aws_secretsmanager_secret_policy", "policy", malformed, api("SecretsManager PutResourcePolicy")),
  row("aws_cloudwatch_event_bus_policy", "policy", "ValidationException", api("EventBridge PutPermission")),
  row("aws_backup_vault_policy", "policy", "InvalidParameterValueException", api("Backup PutBackupVaultAccessPolicy")),
  row("aws_lambda_permission", "principal", "InvalidParameterValueException", api("Lambda AddPermission")),
  row("aws_efs_file_system_policy", "policy", "InvalidPolicyException", api("EFS PutFileSystemPolicy")),
  row("aws_dynamodb_resource_policy", "policy", "ValidationException", api("DynamoDB PutResourcePolicy")),
];

const identity = /^arn:aws[a-z-]*:(?:iam|sts)::(\d{12}):(role|user|assumed-role)\/(.+)$/;
const serviceRole = /^arn:aws[a-z-]*:iam::\d{12}:role\/aws-service-role\/([^/]+)\//;
const signedOnRole = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/;

/** The role that an account made by an organization begins with. */
const bootstrapRole = "OrganizationAccountAccessRole";

/** Roles that AWS makes for a service when one of these is first made in an account. */
const serviceRoleMakers: Readonly<Record<string, readonly string[]>> = {
  "autoscaling.amazonaws.com": ["aws_autoscaling_group", "aws_eks_node_group"],
  "eks.amazonaws.com": ["aws_eks_cluster"],
  "eks-nodegroup.amazonaws.com": ["aws_eks_node_group"],
  "elasticache.amazonaws.com": ["aws_elasticache_replication_group", "aws_elasticache_cluster"],
  "elasticloadbalancing.amazonaws.com": ["aws_lb"],
  "kafka.amazonaws.com": ["aws_msk_cluster", "aws_msk_serverless_cluster"],
  "rds.amazonaws.com": ["aws_db_instance", "aws_rds_cluster"],
};

/** Services whose roles each account has. */
const serviceRolesOfAll = new Set(["support.amazonaws.com", "trustedadvisor.amazonaws.com"]);

const isServiceRoleThere = (service: string, account: string, view: WorldView): boolean =>
  serviceRolesOfAll.has(service) ||
  (serviceRoleMakers[service] ?? []).some((type) => view.all(type).some((object) => placeOf(object).account === account));

/** Something that a policy names and that has to be there. */
interface Named {
  readonly noun: string;
  readonly value: string;
  readonly standing: readonly WorldObject[];
  readonly gone: readonly WorldObject[];
  readonly isThereAnyway: boolean;
}

const lookUp = (value: string, view: WorldView): Named | undefined => {
  const [, account = "", kind = "", path = ""] = identity.exec(value) ?? [];
  if (account === "") return undefined;
  if (kind === "assumed-role") {
    const name = path.split("/")[0] ?? "";
    const inAccount = (object: WorldObject): boolean => placeOf(object).account === account;
    return {
      noun: "IAM role",
      value,
      standing: view.by("aws_iam_role", "name", name, "lower").filter(inAccount),
      gone: view.goneBy("aws_iam_role", "name", name, "lower").filter(inAccount),
      isThereAnyway: signedOnRole.test(name),
    };
  }
  const types = kind === "user" ? ["aws_iam_user"] : ["aws_iam_role", "aws_iam_service_linked_role"];
  const service = serviceRole.exec(value)?.[1];
  return {
    noun: kind === "user" ? "IAM user" : "IAM role",
    value,
    standing: types.flatMap((type) => view.by(type, "arn", value)),
    gone: types.flatMap((type) => view.goneBy(type, "arn", value)),
    isThereAnyway:
      path === bootstrapRole || (service !== undefined && isServiceRoleThere(service, account, view)) || isSignOnRole(path, view),
  };
};

/** Single sign-on makes a role of each permission set in each account where somebody has it. */
const isSignOnRole = (path: string, view: WorldView): boolean => {
  const set = path.startsWith("aws-reserved/sso.amazonaws.com/")
    ? signedOnRole.exec(path.slice(path.lastIndexOf("/") + 1))?.[1]
    : undefined;
  return set !== undefined && view.by("aws_ssoadmin_permission_set", "name", set).length > 0;
};

const isAbsent = ({ standing, gone, isThereAnyway }: Named, view: WorldView): boolean =>
  standing.length === 0 && !isThereAnyway && (view.outside === "empty" || gone.length > 0);

const principalsOf = (text: string): readonly string[] => {
  const statements = statementsOf(text);
  // The principal of a permission is no document, but a name.
  if (statements === undefined) return [text];
  return statements.flatMap((statement) => statement.principals.flatMap(([kind, name]) => (kind === "AWS" ? [name] : [])));
};

const absentPrincipals =
  ({ path, code }: PolicyRow) =>
  ({ object, view }: Question): readonly Refusal[] =>
    textsAt(object.values, path).flatMap((text) =>
      [...new Set(principalsOf(text))].flatMap((value): readonly Refusal[] => {
        const found = lookUp(value, view);
        if (found === undefined || !isAbsent(found, view)) return [];
        const says = "the policy names a principal that does not exist";
        return [{ code, path, value, basis: text, says, other: { noun: found.noun, value } }];
      }),
    );

const principalRules: readonly WorldRule[] = rows.map((entry) => ({
  name: `principal-exists:${entry.type}.${entry.path}`,
  source: entry.source,
  types: [entry.type],
  onPut: absentPrincipals(entry),
}));

const federated: WorldRule = {
  name: "identity-provider-exists",
  source: page("https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html"),
  types: ["aws_iam_role"],
  onPut: ({ object, view }) =>
    textsAt(object.values, "assume_role_policy").flatMap((text) =>
      (statementsOf(text) ?? []).flatMap((statement) =>
        statement.principals.flatMap(([kind, value]): readonly Refusal[] => {
          if (kind !== "Federated" || !value.includes(":oidc-provider/")) return [];
          const types = trustedProvider.made.map(([type]) => type);
          const standing = types
            .flatMap((type) => view.by(type, "arn", value))
            .filter((other) => sharesPlace(placeOf(other), placeOf(object), "account"));
          const gone = types.flatMap((type) => view.goneBy(type, "arn", value));
          if (standing.length > 0 || (view.outside === "open" && gone.length === 0)) return [];
          const says = "the trust policy names an identity provider that does not exist in this account";
          return [
            {
              code: "MalformedPolicyDocument",
              path: "assume_role_policy",
              value,
              basis: text,
              says,
              other: { noun: trustedProvider.noun, value },
            },
          ];
        }),
      ),
    ),
};

const change = "kms:PutKeyPolicy";

const isEverybody = (statement: Statement): boolean =>
  !statement.exceptsPrincipals && statement.principals.some(([, name]) => name === "*");

const letsIn = (statement: Statement, account: string): boolean =>
  statement.exceptsPrincipals ||
  statement.principals.some(([kind, name]) => kind === "AWS" && (name === "*" || name === account || name.includes(`::${account}:`)));

const lockout: WorldRule = {
  name: "key-policy-lockout",
  source: page("https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html"),
  types: ["aws_kms_key", "aws_kms_replica_key", "aws_kms_external_key", "aws_kms_replica_external_key", "aws_kms_key_policy"],
  onPut: ({ object }) => {
    const text = textAt(object, "policy");
    const statements = text === undefined ? undefined : statementsOf(text);
    if (text === undefined || statements === undefined || isTrue(object, "bypass_policy_lockout_safety_check")) return [];
    const { account } = placeOf(object);
    const about = statements.filter((statement) => isAbout(statement, change));
    const isForbidden = about.some((statement) => !statement.allows && isEverybody(statement) && !statement.isConditional);
    const isAllowed = about.some((statement) => statement.allows && letsIn(statement, account));
    if (isAllowed && !isForbidden) return [];
    const says = `the key policy lets nobody of the account ${account} change it in the future (${change})`;
    return [{ code: malformed, path: "policy", basis: text, says }];
  },
};

/** What services say of the principals of a policy. */
export const policyRules: readonly WorldRule[] = [...principalRules, federated, lockout];
