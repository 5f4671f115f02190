import { global, ofAccount, row } from "./aws-row";
import { chanceOf, fill, firstBlock, madeName, textOf, type Form, type Forms, type Made } from "./made";

const iam = global("iam");

/** Ids of IAM begin with four letters that say what it is (docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html). */
const uniqueId = (letters: string): string => `${letters}{#base32-17}`;

/** ARNs of IAM name the path, `/` if none is given. */
const withPath =
  (kind: string) =>
  (made: Made): string =>
    fill(`arn:{@partition}:iam::{@account}:${kind}${textOf(made.value("path")) || "/"}{name}`, made);

const principal = (kind: string, letters: string, more: Form = {}): Form =>
  row("{name}", withPath(kind), { unique_id: uniqueId(letters), ...more });

/** `arn:…:oidc-provider/<url without its scheme>`. */
const issuerArn = (made: Made): string => fill("arn:{@partition}:iam::{@account}:oidc-provider/{url~host}", made);

/** Well known names of linked roles; others follow the service's own word. */
const linkedRoles: Readonly<Record<string, string>> = {
  "autoscaling.amazonaws.com": "AutoScaling",
  "backup.amazonaws.com": "Backup",
  "config.amazonaws.com": "Config",
  "ecs.amazonaws.com": "ECS",
  "eks.amazonaws.com": "AmazonEKS",
  "eks-nodegroup.amazonaws.com": "AmazonEKSNodegroup",
  "elasticache.amazonaws.com": "ElastiCache",
  "elasticloadbalancing.amazonaws.com": "ElasticLoadBalancing",
  "guardduty.amazonaws.com": "AmazonGuardDuty",
  "inspector2.amazonaws.com": "AmazonInspector2",
  "kafka.amazonaws.com": "Kafka",
  "macie.amazonaws.com": "AmazonMacie",
  "rds.amazonaws.com": "RDS",
  "replication.dynamodb.amazonaws.com": "DynamoDBReplication",
  "securityhub.amazonaws.com": "SecurityHub",
  "spot.amazonaws.com": "EC2Spot",
};

const linkedName = (made: Made): string => {
  const service = textOf(made.value("aws_service_name"));
  const word = service.split(".")[0] ?? "";
  const suffix = textOf(made.value("custom_suffix"));
  return `AWSServiceRoleFor${linkedRoles[service] ?? word.charAt(0).toUpperCase() + word.slice(1)}${suffix === "" ? "" : `_${suffix}`}`;
};

const attached =
  (name: string) =>
  (made: Made): string =>
    madeName(made, `${textOf(made.value(name))}-`, "attachment");

/** The organization of an account: the same for all its resources. */
const organization = ({ scope }: Made): string => `o-${chanceOf(`organization ${scope.account ?? ""}`, "lower", 10)}`;

const inOrganization =
  (kind: string, rest: string) =>
  (made: Made): string =>
    fill(`arn:{@partition}:organizations::{@account}:${kind}/${organization(made)}/${rest}`, made);

/** A unit's id carries the letters of its root. */
const unitId = (made: Made): string => {
  const [, letters = "root"] = /^(?:r|ou)-([a-z0-9]+)/.exec(textOf(made.value("parent_id"))) ?? [];
  return `ou-${letters}-${made.chance("lower", 8)}`;
};

const policyKind = (made: Made): string => textOf(made.value("type")).toLowerCase() || "service_control_policy";

const rootId = (made: Made): string => `r-${chanceOf(organization(made), "lower", 4)}`;

/** Who may do what: IAM and organizations. Id forms: `import` sections of the provider's documentation. */
export const awsIdentity: Forms = {
  aws_iam_access_key: row("AKIA{#base32-16}", undefined, {
    create_date: "{@instant}",
    secret: "{#base64-40}",
    ses_smtp_password_v4: "{#base64-44}",
  }),
  aws_iam_account_alias: row("{account_alias}"),
  aws_iam_account_password_policy: row("iam-account-password-policy"),
  aws_iam_group: principal("group", "AGPA"),
  aws_iam_group_membership: row("{name}"),
  aws_iam_group_policy: row("{group}:{name}"),
  aws_iam_group_policy_attachment: row(attached("group")),
  aws_iam_instance_profile: principal("instance-profile", "AIPA", { create_date: "{@instant}" }),
  aws_iam_openid_connect_provider: row("{arn}", issuerArn),
  aws_iam_organizations_features: row(organization),
  aws_iam_policy: row("{arn}", withPath("policy"), { policy_id: uniqueId("ANPA") }),
  aws_iam_role: principal("role", "AROA", { create_date: "{@instant}" }),
  aws_iam_role_policies_exclusive: {},
  aws_iam_role_policy: row("{role}:{name}"),
  aws_iam_role_policy_attachment: row(attached("role")),
  aws_iam_role_policy_attachments_exclusive: {},
  aws_iam_saml_provider: row("{arn}", iam("saml-provider/{name}")),
  aws_iam_security_token_service_preferences: ofAccount(),
  aws_iam_service_linked_role: row("{arn}", iam("role{path}{name}"), {
    create_date: "{@instant}",
    name: linkedName,
    path: "/aws-service-role/{aws_service_name}/",
    unique_id: uniqueId("AROA"),
  }),
  aws_iam_user: principal("user", "AIDA"),
  aws_iam_user_group_membership: row("terraform-{#name}"),
  aws_iam_user_policy: row("{user}:{name}"),
  aws_iam_user_policy_attachment: row(attached("user")),

  aws_account_region: row("{@account},{region_name}", undefined, { opt_status: "ENABLED" }),
  aws_organizations_account: row("{#digits-12}", inOrganization("account", "{id}"), {
    joined_method: "CREATED",
    joined_timestamp: "{@instant}",
  }),
  aws_organizations_delegated_administrator: row("{account_id}/{service_principal}", inOrganization("account", "{account_id}")),
  aws_organizations_organization: row(organization, global("organizations")("organization/{id}"), {
    accounts: (made) => [
      {
        arn: textOf(made.value("master_account_arn")),
        email: "management@twin.example",
        id: textOf(made.value("master_account_id")),
        name: "management",
        status: "ACTIVE",
      },
    ],
    master_account_arn: inOrganization("account", "{@account}"),
    master_account_email: "management@twin.example",
    master_account_id: "{@account}",
    master_account_name: "management",
    roots: (made) => [{ arn: inOrganization("root", rootId(made))(made), id: rootId(made), name: "Root", policy_types: [] }],
  }),
  aws_organizations_organizational_unit: row(unitId, inOrganization("ou", "{id}")),
  aws_organizations_policy: row("p-{#lower-10}", (made) => inOrganization("policy", `${policyKind(made)}/{id}`)(made)),
  aws_organizations_policy_attachment: row("{target_id}:{policy_id}"),
  aws_organizations_resource_policy: row("rp-{#lower-10}", inOrganization("resourcepolicy", "{id}")),
  aws_ssoadmin_account_assignment: row("{principal_id},{principal_type},{target_id},{target_type},{permission_set_arn},{instance_arn}"),
  aws_ssoadmin_customer_managed_policy_attachment: row((made) => {
    const policy = firstBlock(made, "customer_managed_policy_reference");
    return fill(`${textOf(policy["name"])},${textOf(policy["path"]) || "/"},{permission_set_arn},{instance_arn}`, made);
  }),
  aws_ssoadmin_instance_access_control_attributes: row("{instance_arn}", undefined, { status: "ENABLED" }),
  aws_ssoadmin_managed_policy_attachment: row("{managed_policy_arn},{permission_set_arn},{instance_arn}", undefined, {
    managed_policy_name: "{managed_policy_arn~last}",
  }),
  aws_ssoadmin_permission_set: row("{arn},{instance_arn}", (made) =>
    fill(`arn:{@partition}:sso:::permissionSet/${textOf(made.value("instance_arn")).replace(/^.*\//, "")}/ps-{#hex-16}`, made),
  ),
  aws_ssoadmin_permission_set_inline_policy: row("{permission_set_arn},{instance_arn}"),
  aws_ssoadmin_permissions_boundary_attachment: row("{permission_set_arn},{instance_arn}"),
};
