import { api, page } from "../rule";
import type { Thing } from "./things";

/**
 * Roles that nobody makes by hand: AWS makes those of services, single sign-on those of permission sets, and an account
 * of an organization begins with one.
 */
const roleOfAws = /^arn:aws[a-z-]*:iam::\d{12}:role\/(?:aws-service-role\/|aws-reserved\/|OrganizationAccountAccessRole$)/;

/** A customer's key, by id, ARN or alias. AWS keeps aliases of its own. */
export const key: Thing = {
  noun: "KMS key",
  made: [
    ["aws_kms_key", "arn"],
    ["aws_kms_key", "key_id"],
    ["aws_kms_replica_key", "arn"],
    ["aws_kms_replica_key", "key_id"],
    ["aws_kms_external_key", "arn"],
    ["aws_kms_external_key", "id"],
    ["aws_kms_replica_external_key", "arn"],
    ["aws_kms_replica_external_key", "key_id"],
    ["aws_kms_alias", "arn"],
    ["aws_kms_alias", "name"],
  ],
  always: (value) => /(?:^|:)alias\/aws\/|^aws\//.test(value),
  reach: "region",
  code: "NotFoundException",
  source: api("KMS DescribeKey"),
};

/** A key itself, not by an alias. It may be scheduled for deletion whoever uses it. */
export const keyItself: Thing = { ...key, made: key.made.filter(([type]) => type !== "aws_kms_alias"), reach: "own-region" };

/** An IAM role by name. */
export const roleByName: Thing = {
  noun: "IAM role",
  made: [["aws_iam_role", "name"]],
  form: "lower",
  reach: "account",
  code: "NoSuchEntity",
  source: api("IAM GetRole"),
  removal: {
    code: "DeleteConflict",
    source: api("IAM DeleteRole"),
    unless: ({ values }) => values["force_detach_policies"] === true,
  },
};

/** An IAM role by ARN. A role of a service may be there without having been made. */
export const role: Thing = {
  noun: "IAM role",
  made: [["aws_iam_role", "arn"]],
  alsoIn: [["aws_iam_service_linked_role", "arn"]],
  always: (value) => roleOfAws.test(value),
  reach: "account",
  code: "InvalidParameterValue",
  source: page("https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html"),
};

/** A managed policy. AWS keeps many of its own. */
export const managedPolicy: Thing = {
  noun: "IAM policy",
  made: [["aws_iam_policy", "arn"]],
  always: (value) => /^arn:aws[a-z-]*:iam::aws:policy\//.test(value),
  reach: "account",
  code: "NoSuchEntity",
  source: api("IAM GetPolicy"),
  removal: { code: "DeleteConflict", source: api("IAM DeletePolicy") },
};

/** An IAM user by name. */
export const userByName: Thing = {
  noun: "IAM user",
  made: [["aws_iam_user", "name"]],
  form: "lower",
  reach: "account",
  code: "NoSuchEntity",
  source: api("IAM GetUser"),
  removal: {
    code: "DeleteConflict",
    source: api("IAM DeleteUser"),
    unless: ({ values }) => values["force_destroy"] === true,
  },
};

/** An IAM group by name. */
export const groupByName: Thing = {
  noun: "IAM group",
  made: [["aws_iam_group", "name"]],
  form: "lower",
  reach: "account",
  code: "NoSuchEntity",
  source: api("IAM GetGroup"),
  removal: { code: "DeleteConflict", source: api("IAM DeleteGroup") },
};

/** An instance profile, by name or ARN. */
export const instanceProfile: Thing = {
  noun: "instance profile",
  made: [
    ["aws_iam_instance_profile", "name"],
    ["aws_iam_instance_profile", "arn"],
  ],
  reach: "account",
  code: "InvalidParameterValue",
  source: api("EC2 RunInstances"),
};

/** A bucket, by its name or an ARN. Who may name it is a matter of policies, not of accounts. */
export const bucket: Thing = {
  noun: "bucket",
  made: [
    ["aws_s3_bucket", "bucket"],
    ["aws_s3_bucket", "id"],
  ],
  form: "bucket",
  reach: "everywhere",
  code: "NoSuchBucket",
  source: page("https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html"),
};

/** A bucket that has to lie in the region of who names it. */
export const nearBucket: Thing = { ...bucket, reach: "region" };

/** A bucket whose settings are made: through its own region and by its own account. */
export const ownBucket: Thing = { ...bucket, reach: "own-region" };

/** A log group by ARN, with or without `:*`. */
export const logGroup: Thing = {
  noun: "log group",
  made: [["aws_cloudwatch_log_group", "arn"]],
  form: "resource",
  reach: "own-region",
  code: "ResourceNotFoundException",
  source: api("CloudWatchLogs DescribeLogGroups"),
};

/** A log group by name. */
export const logGroupByName: Thing = { ...logGroup, made: [["aws_cloudwatch_log_group", "name"]], form: "plain" };

/** A topic. */
export const topic: Thing = {
  noun: "SNS topic",
  made: [["aws_sns_topic", "arn"]],
  reach: "region",
  code: "NotFound",
  source: api("SNS Subscribe"),
};

/** A queue by ARN. */
export const queue: Thing = {
  noun: "SQS queue",
  made: [["aws_sqs_queue", "arn"]],
  reach: "region",
  code: "QueueDoesNotExist",
  source: api("SQS GetQueueUrl"),
};

/** A queue by URL. */
export const queueByUrl: Thing = {
  ...queue,
  made: [
    ["aws_sqs_queue", "url"],
    ["aws_sqs_queue", "id"],
  ],
  reach: "own-region",
};

/** A function, by name or by an ARN of it. */
export const lambda: Thing = {
  noun: "Lambda function",
  made: [
    ["aws_lambda_function", "function_name"],
    ["aws_lambda_function", "arn"],
    ["aws_lambda_function", "qualified_arn"],
    ["aws_lambda_function", "invoke_arn"],
    ["aws_lambda_alias", "arn"],
    ["aws_lambda_alias", "invoke_arn"],
  ],
  reach: "region",
  code: "ResourceNotFoundException",
  source: api("Lambda GetFunction"),
};

/** A secret, by ARN, id or name. */
export const secret: Thing = {
  noun: "secret",
  made: [
    ["aws_secretsmanager_secret", "arn"],
    ["aws_secretsmanager_secret", "id"],
    ["aws_secretsmanager_secret", "name"],
  ],
  alsoIn: [
    ["aws_db_instance", "master_user_secret.secret_arn"],
    ["aws_rds_cluster", "master_user_secret.secret_arn"],
  ],
  reach: "region",
  code: "ResourceNotFoundException",
  source: api("SecretsManager DescribeSecret"),
};

/** A certificate. */
export const certificate: Thing = {
  noun: "certificate",
  made: [["aws_acm_certificate", "arn"]],
  alsoIn: [["aws_iam_server_certificate", "arn"]],
  reach: "own-region",
  code: "CertificateNotFound",
  source: api("ELB CreateListener"),
  removal: {
    code: "ResourceInUseException",
    source: page("https://docs.aws.amazon.com/acm/latest/APIReference/API_DeleteCertificate.html"),
  },
};

/** A web ACL by ARN. */
export const webAcl: Thing = {
  noun: "web ACL",
  made: [["aws_wafv2_web_acl", "arn"]],
  reach: "own-region",
  code: "WAFNonexistentItemException",
  source: api("WAF AssociateWebACL"),
  removal: { code: "WAFAssociatedItemException", source: api("WAF DeleteWebACL") },
};

/** A hosted zone. */
export const hostedZone: Thing = {
  noun: "hosted zone",
  made: [["aws_route53_zone", "zone_id"]],
  reach: "everywhere",
  code: "NoSuchHostedZone",
  source: api("Route53 ChangeResourceRecordSets"),
  removal: {
    code: "HostedZoneNotEmpty",
    source: api("Route53 DeleteHostedZone"),
    unless: ({ values }) => values["force_destroy"] === true,
  },
};

/** A table by name. */
export const tableByName: Thing = {
  noun: "DynamoDB table",
  made: [["aws_dynamodb_table", "name"]],
  reach: "own-region",
  code: "ResourceNotFoundException",
  source: api("DynamoDB DescribeTable"),
};

/** A table by ARN, or the stream of one. */
export const table: Thing = {
  ...tableByName,
  made: [
    ["aws_dynamodb_table", "arn"],
    ["aws_dynamodb_table", "stream_arn"],
  ],
  alsoIn: [
    ["aws_dynamodb_table", "replica.arn"],
    ["aws_dynamodb_table", "replica.stream_arn"],
    ["aws_dynamodb_table_replica", "arn"],
  ],
  reach: "everywhere",
};
