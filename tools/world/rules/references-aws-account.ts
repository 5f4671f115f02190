import { api, page } from "../rule";
import * as thing from "./things-aws";
import { keyStore, organizationParent, organizationPolicy } from "./things-aws-services";
import { holds, names, partOf, referenceTable, type Reference, type Thing, type TypeReferences } from "./things";

const { key, role, roleByName, managedPolicy, userByName, groupByName, ownBucket, nearBucket, bucket } = thing;

/** The trust in an identity provider is worth nothing without it, though IAM does not look for it. */
const oidcProvider: Thing = {
  noun: "OpenID Connect provider",
  made: [["aws_iam_openid_connect_provider", "arn"]],
  reach: "account",
  code: "NoSuchEntity",
  source: api("IAM GetOpenIDConnectProvider"),
};

/** The settings of a bucket go with it. */
const settings: TypeReferences = { arguments: { bucket: partOf(ownBucket) } };

/** References between identities, keys, buckets and secrets of AWS accounts. */
export const accountReferences: readonly Reference[] = referenceTable({
  // --- IAM ---
  aws_iam_role: { arguments: { permissions_boundary: holds(managedPolicy), managed_policy_arns: holds(managedPolicy) } },
  aws_iam_role_policy: { arguments: { role: holds(roleByName, { code: "NoSuchEntity" }) } },
  aws_iam_role_policy_attachment: { arguments: { role: holds(roleByName), policy_arn: holds(managedPolicy) } },
  aws_iam_role_policies_exclusive: { arguments: { role_name: partOf(roleByName) } },
  aws_iam_role_policy_attachments_exclusive: { arguments: { role_name: partOf(roleByName), policy_arns: names(managedPolicy) } },
  aws_iam_instance_profile: { arguments: { role: holds(roleByName) } },
  aws_iam_user: { arguments: { permissions_boundary: holds(managedPolicy) } },
  aws_iam_user_policy: { arguments: { user: holds(userByName) } },
  aws_iam_user_policy_attachment: { arguments: { user: holds(userByName), policy_arn: holds(managedPolicy) } },
  aws_iam_access_key: { arguments: { user: holds(userByName) } },
  aws_iam_user_login_profile: { arguments: { user: holds(userByName) } },
  aws_iam_user_group_membership: { arguments: { user: partOf(userByName), groups: holds(groupByName) } },
  aws_iam_group_membership: { arguments: { users: names(userByName), group: holds(groupByName) } },
  aws_iam_group_policy: { arguments: { group: holds(groupByName) } },
  aws_iam_group_policy_attachment: { arguments: { group: holds(groupByName), policy_arn: holds(managedPolicy) } },
  aws_iam_policy_attachment: {
    arguments: {
      policy_arn: holds(managedPolicy),
      roles: holds(roleByName),
      users: holds(userByName),
      groups: holds(groupByName),
    },
  },
  aws_instance: { arguments: { iam_instance_profile: names(thing.instanceProfile) } },
  aws_launch_template: {
    arguments: {
      "iam_instance_profile.name": names(thing.instanceProfile),
      "iam_instance_profile.arn": names(thing.instanceProfile),
      "block_device_mappings.ebs.kms_key_id": names(key),
    },
  },

  // --- KMS ---
  aws_kms_alias: { source: api("KMS CreateAlias"), arguments: { target_key_id: names(thing.keyItself) } },
  aws_kms_key: { arguments: { custom_key_store_id: holds(keyStore) } },
  aws_kms_replica_key: {
    source: api("KMS ReplicateKey"),
    arguments: { primary_key_arn: names({ ...thing.keyItself, reach: "everywhere" }) },
  },
  aws_kms_grant: { source: api("KMS CreateGrant"), arguments: { key_id: names(key) } },
  aws_kms_key_policy: { source: api("KMS PutKeyPolicy"), arguments: { key_id: names(thing.keyItself) } },
  aws_ebs_default_kms_key: { arguments: { key_arn: names(key) } },

  // --- S3 ---
  aws_s3_bucket_policy: settings,
  aws_s3_bucket_versioning: settings,
  aws_s3_bucket_public_access_block: settings,
  aws_s3_bucket_ownership_controls: settings,
  aws_s3_bucket_lifecycle_configuration: settings,
  aws_s3_bucket_acl: settings,
  aws_s3_bucket_cors_configuration: settings,
  aws_s3_bucket_website_configuration: settings,
  aws_s3_bucket_accelerate_configuration: settings,
  aws_s3_bucket_object_lock_configuration: settings,
  aws_s3_bucket_intelligent_tiering_configuration: settings,
  aws_s3_bucket_metric: settings,
  aws_s3_bucket_analytics_configuration: settings,
  aws_s3_bucket_request_payment_configuration: settings,
  aws_s3_bucket_server_side_encryption_configuration: {
    source: page("https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html"),
    arguments: {
      bucket: partOf(ownBucket),
      "rule.apply_server_side_encryption_by_default.kms_master_key_id": names(key, { code: "KMS.NotFoundException" }),
    },
  },
  aws_s3_bucket_logging: {
    source: page("https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html"),
    arguments: { bucket: partOf(ownBucket), target_bucket: names(ownBucket, { code: "InvalidTargetBucketForLogging" }) },
  },
  aws_s3_bucket_inventory: {
    source: page("https://docs.aws.amazon.com/AmazonS3/latest/userguide/configure-inventory.html"),
    arguments: { bucket: partOf(ownBucket), "destination.bucket.bucket_arn": names(nearBucket) },
  },
  aws_s3_bucket_notification: {
    source: page("https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-event-notifications.html"),
    code: "InvalidArgument",
    arguments: {
      bucket: partOf(ownBucket),
      "topic.topic_arn": names(thing.topic),
      "queue.queue_arn": names(thing.queue),
      "lambda_function.lambda_function_arn": names(thing.lambda),
    },
  },
  aws_s3_bucket_replication_configuration: {
    source: page("https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-requirements.html"),
    arguments: {
      bucket: partOf(ownBucket),
      role: names(role, { code: "InvalidArgument" }),
      "rule.destination.bucket": names(bucket),
      // The key lies where the copy lies, not where the source does.
      "rule.destination.encryption_configuration.replica_kms_key_id": names({ ...key, reach: "everywhere" }),
    },
  },
  aws_s3_object: { arguments: { bucket: names(ownBucket), kms_key_id: names(key, { code: "KMS.NotFoundException" }) } },
  aws_s3_bucket_object: { arguments: { bucket: names(ownBucket), kms_key_id: names(key, { code: "KMS.NotFoundException" }) } },

  // --- Secrets and parameters ---
  aws_secretsmanager_secret: {
    source: api("SecretsManager CreateSecret"),
    // The keys of replicas lie in the regions of the replicas.
    arguments: {
      kms_key_id: names(key, { code: "EncryptionFailure" }),
      "replica.kms_key_id": names({ ...key, reach: "everywhere" }, { code: "EncryptionFailure" }),
    },
  },
  aws_secretsmanager_secret_version: { arguments: { secret_id: partOf(thing.secret) } },
  aws_secretsmanager_secret_policy: { arguments: { secret_arn: partOf(thing.secret) } },
  aws_secretsmanager_secret_rotation: {
    source: api("SecretsManager RotateSecret"),
    arguments: { secret_id: partOf(thing.secret), rotation_lambda_arn: names(thing.lambda) },
  },
  aws_ssm_parameter: {
    source: api("SSM PutParameter"),
    arguments: { key_id: names({ ...key, reach: "own-region" }, { code: "InvalidKeyId" }) },
  },

  // --- Organization ---
  aws_organizations_organizational_unit: { arguments: { parent_id: holds(organizationParent) } },
  aws_organizations_account: { arguments: { parent_id: holds(organizationParent) } },
  aws_organizations_policy_attachment: {
    arguments: {
      policy_id: holds(organizationPolicy),
      target_id: names(organizationParent, { unless: (_, value) => !value.startsWith("ou-") }),
    },
  },
});

/** The identity provider that a trust policy names. */
export const trustedProvider = oidcProvider;
