import type { ObjectValue } from "../../../tools/protocol/values";
import { here, thing, type PlantedCase } from "./planted";

const create = (object: ReturnType<typeof thing>) => ({ create: object });

const roleArn = "arn:aws:iam::111122223333:role/reader";
const role = thing("aws_iam_role", "reader", { name: "reader", arn: roleArn });
const root = { AWS: "arn:aws:iam::111122223333:root" };

const document = (...statements: readonly object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const allow = (principal: unknown, action: string | readonly string[] = "kms:*"): object => ({
  Effect: "Allow",
  Principal: principal,
  Action: action,
  Resource: "*",
});
const naming = (arn: string): string => document(allow(root), allow({ AWS: ["arn:aws:iam::111122223333:root", arn] }));

const principal = (type: string, path: string, code: string): PlantedCase => ({
  rule: `principal-exists:${type}.${path}`,
  code,
  asked: create(thing(type, "holder-9", { [path]: path === "principal" ? roleArn : naming(roleArn) })),
  other: roleArn,
  allowed: { standing: [role] },
});

const malformed = "MalformedPolicyDocumentException";

const principalCases: readonly PlantedCase[] = [
  principal("aws_kms_key", "policy", malformed),
  principal("aws_kms_replica_key", "policy", malformed),
  principal("aws_kms_external_key", "policy", malformed),
  principal("aws_kms_replica_external_key", "policy", malformed),
  principal("aws_kms_key_policy", "policy", malformed),
  principal("aws_s3_bucket", "policy", "MalformedPolicy"),
  principal("aws_s3_bucket_policy", "policy", "MalformedPolicy"),
  principal("aws_iam_role", "assume_role_policy", "MalformedPolicyDocument"),
  principal("aws_sqs_queue", "policy", "InvalidAttributeValue"),
  principal("aws_sqs_queue_policy", "policy", "InvalidAttributeValue"),
  principal("aws_sns_topic", "policy", "InvalidParameter"),
  principal("aws_sns_topic_policy", "policy", "InvalidParameter"),
  principal("aws_ecr_repository_policy", "policy", "InvalidParameterException"),
  principal("aws_secretsmanager_secret", "policy", malformed),
  principal("aws_secretsmanager_secret_policy", "policy", malformed),
  principal("aws_cloudwatch_event_bus_policy", "policy", "ValidationException"),
  principal("aws_backup_vault_policy", "policy", "InvalidParameterValueException"),
  principal("aws_lambda_permission", "principal", "InvalidParameterValueException"),
  principal("aws_efs_file_system_policy", "policy", "InvalidPolicyException"),
  principal("aws_dynamodb_resource_policy", "policy", "ValidationException"),
];

const autoscaling = "arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
const key = (policy: string, values: ObjectValue = {}) => thing("aws_kms_key", "key-9", { policy, ...values });
const provider = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
const trusting = thing("aws_iam_role", "role-9", {
  assume_role_policy: document(allow({ Federated: provider }, "sts:AssumeRoleWithWebIdentity")),
});

const specialCases: readonly PlantedCase[] = [
  {
    rule: "principal-exists:aws_kms_key.policy",
    code: malformed,
    asked: create(key(naming(autoscaling))),
    other: autoscaling,
    allowed: { standing: [thing("aws_iam_service_linked_role", "slr-1", { arn: autoscaling })] },
  },
  {
    rule: "principal-exists:aws_kms_key.policy",
    code: malformed,
    asked: create(key(naming(autoscaling))),
    other: autoscaling,
    // The service makes its role when it is first used.
    allowed: { standing: [thing("aws_autoscaling_group", "asg-1")] },
  },
  {
    rule: "principal-exists:aws_kms_key.policy",
    code: malformed,
    gone: [role],
    outside: "open",
    asked: create(key(naming(roleArn))),
    other: roleArn,
    allowed: { gone: [] },
  },
  {
    rule: "principal-exists:aws_s3_bucket_policy.policy",
    code: "MalformedPolicy",
    asked: create(thing("aws_s3_bucket_policy", "policy-9", { policy: naming("arn:aws:iam::222233334444:user/ada") })),
    other: "arn:aws:iam::222233334444:user/ada",
    // Everybody, accounts, services, and a condition on who asks, name nobody who has to be there.
    allowed: {
      asked: create(
        thing("aws_s3_bucket_policy", "policy-9", {
          policy: document(
            allow("*", "s3:GetObject"),
            allow({ AWS: ["222233334444", "*"] }, "s3:GetObject"),
            allow({ Service: "logging.s3.amazonaws.com" }, "s3:PutObject"),
            { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*", Condition: { ArnEquals: { "aws:PrincipalArn": roleArn } } },
          ),
        }),
      ),
    },
  },
  {
    rule: "principal-exists:aws_kms_key.policy",
    code: malformed,
    asked: { update: key(naming(roleArn)), from: { policy: document(allow(root)) } },
    other: roleArn,
    // What the policy said before is not asked again.
    allowed: { asked: { update: key(naming(roleArn), { description: "new" }), from: { policy: naming(roleArn) } } },
  },
  {
    rule: "identity-provider-exists",
    code: "MalformedPolicyDocument",
    asked: create(trusting),
    other: provider,
    allowed: { standing: [thing("aws_iam_openid_connect_provider", "provider-1", { arn: provider })] },
  },
  {
    rule: "key-policy-lockout",
    code: malformed,
    asked: create(key(document(allow(root, ["kms:Decrypt", "kms:Get*"])))),
    allowed: { asked: create(key(document(allow(root, ["kms:Decrypt", "kms:Put*"])))) },
  },
  {
    rule: "key-policy-lockout",
    code: malformed,
    asked: create(key(document(allow({ AWS: "arn:aws:iam::222233334444:root" })))),
    allowed: {
      asked: create(key(document(allow({ AWS: "arn:aws:iam::222233334444:root" })), { bypass_policy_lockout_safety_check: true })),
    },
  },
  {
    rule: "key-policy-lockout",
    code: malformed,
    asked: create(key(document(allow(root), { Effect: "Deny", Principal: "*", Action: "kms:PutKeyPolicy", Resource: "*" }))),
    allowed: { asked: create(key(document(allow(root)))) },
  },
];

const text = (length: number): string => JSON.stringify({ Statement: [], Id: "x".repeat(length - '{"Statement":[],"Id":""}'.length) });

const size = (type: string, path: string, code: string, most: number, more: ObjectValue = {}): PlantedCase => ({
  rule: `size:${type}.${path}`,
  code,
  asked: create(thing(type, "long-9", { ...more, [path]: text(most + 1) })),
  allowed: { asked: create(thing(type, "long-9", { ...more, [path]: text(most) })) },
});

const inline = (type: string, owner: string, ownerType: string, most: number): PlantedCase => {
  const policy = (id: string, length: number) => thing(type, id, { [owner]: "owner", policy: text(length) });
  return {
    rule: `size:${type}.policy`,
    code: "LimitExceeded",
    standing: [thing(ownerType, "owner", { name: "owner" }), policy("inline-1", most - 999)],
    asked: create(policy("inline-9", 1000)),
    other: "owner",
    allowed: { asked: create(policy("inline-9", 999)) },
  };
};

const many = <T>(count: number, make: (index: number) => T): readonly T[] => Array.from({ length: count }, (_, index) => make(index));
const aclRule = (id: string, number: number, egress: boolean) =>
  thing("aws_network_acl_rule", id, { network_acl_id: "acl-1", rule_number: number, egress });
const groupRule = (id: string, peer: ObjectValue) =>
  thing("aws_vpc_security_group_ingress_rule", id, { security_group_id: "sg-1", ip_protocol: "tcp", from_port: 1, to_port: 1, ...peer });
const attachment = (id: string, policy: string) => thing("aws_iam_role_policy_attachment", id, { role: "reader", policy_arn: policy });
const range = (id: string, index: number) =>
  thing("aws_vpc_ipv4_cidr_block_association", id, { vpc_id: "vpc-1", cidr_block: `100.64.${String(index)}.0/24` });

const group = thing("aws_security_group", "sg-1");

const quotaCases: readonly PlantedCase[] = [
  size("aws_iam_policy", "policy", "LimitExceeded", 6144),
  size("aws_iam_role", "assume_role_policy", "LimitExceeded", 2048),
  size("aws_s3_bucket_policy", "policy", "MalformedPolicy", 20_480),
  size("aws_kms_key", "policy", "LimitExceededException", 32_768),
  size("aws_kms_replica_key", "policy", "LimitExceededException", 32_768),
  size("aws_kms_key_policy", "policy", "LimitExceededException", 32_768),
  inline("aws_iam_role_policy", "role", "aws_iam_role", 10_240),
  inline("aws_iam_user_policy", "user", "aws_iam_user", 2048),
  inline("aws_iam_group_policy", "group", "aws_iam_group", 5120),
  {
    rule: "quota-network-acl-rules",
    code: "NetworkAclEntryLimitExceeded",
    standing: [thing("aws_network_acl", "acl-1"), ...many(20, (index) => aclRule(`nacl-${String(index)}`, index, true))],
    asked: create(aclRule("nacl-99", 99, true)),
    other: "acl-1",
    allowed: { asked: create(aclRule("nacl-99", 99, false)) },
  },
  {
    rule: "quota-security-group-rules",
    code: "RulesPerSecurityGroupLimitExceeded",
    standing: [group, ...many(60, (index) => groupRule(`sgr-${String(index)}`, { cidr_ipv4: `10.0.${String(index)}.0/24` }))],
    asked: create(groupRule("sgr-99", { cidr_ipv4: "10.1.0.0/24" })),
    other: "sg-1",
    // IPv6 is counted by itself.
    allowed: { asked: create(groupRule("sgr-99", { cidr_ipv6: "2001:db8::/32" })) },
  },
  {
    rule: "quota-security-group-rules",
    code: "RulesPerSecurityGroupLimitExceeded",
    standing: [group, thing("aws_ec2_managed_prefix_list", "pl-1", { max_entries: 61 })],
    asked: create(groupRule("sgr-99", { prefix_list_id: "pl-1" })),
    other: "sg-1",
    allowed: { standing: [group, thing("aws_ec2_managed_prefix_list", "pl-1", { max_entries: 60 })] },
  },
  {
    rule: "quota-role-policies",
    code: "LimitExceeded",
    standing: [role, ...many(10, (index) => attachment(`attachment-${String(index)}`, `arn:aws:iam::aws:policy/P${String(index)}`))],
    asked: create(attachment("attachment-99", "arn:aws:iam::aws:policy/ReadOnlyAccess")),
    other: "reader",
    allowed: { asked: create(attachment("attachment-99", "arn:aws:iam::aws:policy/P1")) },
  },
  {
    rule: "quota-vpc-ranges",
    code: "CidrLimitExceeded",
    standing: [thing("aws_vpc", "vpc-1", { cidr_block: "10.0.0.0/16" }), ...many(4, (index) => range(`vpc-cidr-${String(index)}`, index))],
    asked: create(range("vpc-cidr-99", 99)),
    other: "vpc-1",
    allowed: {
      standing: [
        thing("aws_vpc", "vpc-1", { cidr_block: "10.0.0.0/16" }),
        ...many(3, (index) => range(`vpc-cidr-${String(index)}`, index)),
      ],
    },
  },
];

const guarded = (type: string, path: string, code: string, on: string | true = true, off: string | false = false): PlantedCase => {
  const [first = "", second] = path.split(".");
  const of = (value: string | boolean): ObjectValue => (second === undefined ? { [first]: value } : { [first]: [{ [second]: value }] });
  return {
    rule: `protected:${type}.${path}`,
    code,
    asked: { remove: thing(type, "guarded-9", of(on)) },
    allowed: { asked: { remove: thing(type, "guarded-9", of(off)) } },
  };
};

const bucket = (forceDestroy: boolean) => thing("aws_s3_bucket", "bucket-9", { bucket: "bucket-9", force_destroy: forceDestroy });
const googleBucket = (forceDestroy: boolean) =>
  thing("google_storage_bucket", "bucket-9", { name: "bucket-9", force_destroy: forceDestroy }, { ...here, provider: "google" });

const removalCases: readonly PlantedCase[] = [
  guarded("aws_db_instance", "deletion_protection", "InvalidParameterCombination"),
  guarded("aws_rds_cluster", "deletion_protection", "InvalidParameterCombination"),
  guarded("aws_rds_global_cluster", "deletion_protection", "InvalidParameterCombination"),
  guarded("aws_docdb_cluster", "deletion_protection", "InvalidParameterCombination"),
  guarded("aws_neptune_cluster", "deletion_protection", "InvalidParameterCombination"),
  guarded("aws_dynamodb_table", "deletion_protection_enabled", "ValidationException"),
  guarded("aws_dynamodb_table_replica", "deletion_protection_enabled", "ValidationException"),
  guarded("aws_eks_cluster", "deletion_protection", "InvalidRequestException"),
  guarded("aws_lb", "enable_deletion_protection", "OperationNotPermitted"),
  guarded("aws_instance", "disable_api_termination", "OperationNotPermitted"),
  guarded("aws_networkfirewall_firewall", "delete_protection", "InvalidOperationException"),
  guarded("aws_cognito_user_pool", "deletion_protection", "InvalidParameterException", "ACTIVE", "INACTIVE"),
  guarded("aws_cloudtrail_event_data_store", "termination_protection_enabled", "EventDataStoreTerminationProtectedException"),
  guarded("aws_dsql_cluster", "deletion_protection_enabled", "ValidationException"),
  guarded("aws_s3_object", "object_lock_legal_hold_status", "AccessDenied", "ON", "OFF"),
  guarded("aws_s3_object", "object_lock_mode", "AccessDenied", "COMPLIANCE", "GOVERNANCE"),
  guarded("google_sql_database_instance", "deletion_protection", "deletion_protection"),
  guarded("google_sql_database_instance", "settings.deletion_protection_enabled", "invalidRequest"),
  guarded("google_container_cluster", "deletion_protection", "deletion_protection"),
  guarded("google_compute_instance", "deletion_protection", "resourceInUseByAnotherResource"),
  guarded("google_cloud_run_v2_service", "deletion_protection", "deletion_protection"),
  guarded("google_bigquery_table", "deletion_protection", "deletion_protection"),
  guarded("google_secret_manager_regional_secret", "deletion_protection", "deletion_protection"),
  guarded("google_secret_manager_secret", "deletion_protection", "deletion_protection"),
  guarded("google_project", "deletion_policy", "deletion_policy", "PREVENT", "DELETE"),
  guarded("google_folder", "deletion_protection", "deletion_protection"),
  guarded(
    "google_firestore_database",
    "delete_protection_state",
    "FAILED_PRECONDITION",
    "DELETE_PROTECTION_ENABLED",
    "DELETE_PROTECTION_DISABLED",
  ),
  {
    rule: "empty:aws_s3_bucket",
    code: "BucketNotEmpty",
    standing: [thing("aws_s3_object", "object-1", { bucket: "bucket-9" })],
    asked: { remove: bucket(false) },
    other: "object-1",
    allowed: { asked: { remove: bucket(true) } },
  },
  {
    rule: "empty:google_storage_bucket",
    code: "conflict",
    standing: [thing("google_storage_bucket_object", "object-1", { bucket: "bucket-9" })],
    asked: { remove: googleBucket(false) },
    other: "object-1",
    allowed: { asked: { remove: googleBucket(true) } },
  },
];

/** Cases of the rules about policies, quotas and removal. */
export const policyCases: readonly PlantedCase[] = [...principalCases, ...specialCases, ...quotaCases, ...removalCases];
