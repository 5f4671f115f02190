import { regional, row } from "./aws-row";
import type { ObjectValue, Value } from "../../protocol/values";
import { fill, textOf, uuid, type Form, type Forms, type Made } from "./made";

/** A key for several regions has another id: `mrk-` and 32 digits. */
const keyId = (made: Made): string => (made.value("multi_region") === true ? `mrk-${made.chance("hex", 32)}` : uuid(made, ""));

/** What KMS puts in place of a policy that nobody gave. */
const keyPolicy = (made: Made): string =>
  JSON.stringify({
    Id: "key-default-1",
    Statement: [
      {
        Action: "kms:*",
        Effect: "Allow",
        Principal: { AWS: fill("arn:{@partition}:iam::{@account}:root", made) },
        Resource: "*",
        Sid: "Enable IAM User Permissions",
      },
    ],
    Version: "2012-10-17",
  });

/** A replica has the id of its primary. */
const replicaId = (made: Made): string => fill("{primary_key_arn~last}", made);

/** An alias names its key by ARN or by id; both come back. */
const target = (made: Made): string => fill("{target_key_id~last}", made);

const targetArn = (made: Made): string => {
  const given = textOf(made.value("target_key_id"));
  return given.startsWith("arn:") ? given : fill(`arn:{@partition}:kms:{@region}:{@account}:key/${given}`, made);
};

const textsOf = (value: Value): readonly string[] => (Array.isArray(value) ? (value as readonly Value[]).map(textOf) : []);

/** One record for each name of a certificate that is validated by DNS. */
const validations = (made: Made): readonly Value[] => {
  if (textOf(made.value("validation_method")) !== "DNS") return [];
  const names = [textOf(made.value("domain_name")), ...textsOf(made.value("subject_alternative_names"))];
  return [...new Set(names)].filter((name) => name !== "").map((name) => ({ domain_name: name, ...record(made, name) }));
};

/** A name and its wildcard share their record. */
const record = (made: Made, domain: string): ObjectValue => {
  const name = domain.replace(/^\*\./, "");
  return {
    resource_record_name: `_${made.chance("hex", 32, name)}.${name}.`,
    resource_record_type: "CNAME",
    resource_record_value: `_${made.chance("hex", 32, `value ${name}`)}.${made.chance("letters", 10, name)}.acm-validations.aws.`,
  };
};

const recordPart =
  (part: string) =>
  (made: Made, here: ObjectValue): Value =>
    record(made, textOf(here["domain_name"]))[part] ?? null;

const ofReplica: Form = { key_id: "{id}", key_usage: "ENCRYPT_DECRYPT", policy: keyPolicy };

/** Keys, certificates and secrets. Id forms: `import` sections of the provider's documentation. */
export const awsKeys: Forms = {
  aws_acm_certificate: row("{arn}", regional("acm")("certificate/{#uuid}"), {
    domain_validation_options: validations,
    "domain_validation_options.resource_record_name": recordPart("resource_record_name"),
    "domain_validation_options.resource_record_type": recordPart("resource_record_type"),
    "domain_validation_options.resource_record_value": recordPart("resource_record_value"),
    not_after: "2027-01-01T00:00:00Z",
  }),
  aws_acm_certificate_validation: row("2026-01-01 00:00:00 +0000 UTC"),
  aws_acmpca_certificate: row("{arn}", "{certificate_authority_arn}/certificate/{#hex-32}"),
  aws_acmpca_certificate_authority: row("{arn}", regional("acm-pca")("certificate-authority/{#uuid}")),
  aws_acmpca_certificate_authority_certificate: row("{certificate_authority_arn}"),
  aws_acmpca_policy: row("{resource_arn}"),
  aws_cloudhsm_v2_cluster: row("{cluster_id}", undefined, {
    cluster_id: "cluster-{#lower-11}",
    cluster_state: "UNINITIALIZED",
    security_group_id: "sg-{#hex-17}",
    vpc_id: "vpc-{#hex-17}",
  }),
  aws_cloudhsm_v2_hsm: row("{hsm_id}", undefined, {
    hsm_eni_id: "eni-{#hex-17}",
    hsm_id: "hsm-{#lower-11}",
    hsm_state: "ACTIVE",
  }),
  aws_kms_alias: row("{name}", regional("kms")("{name}"), { target_key_arn: targetArn, target_key_id: target }),
  aws_kms_ciphertext: row("2026-01-01 00:00:00 +0000 UTC", undefined, { ciphertext_blob: "{#base64-64}" }),
  aws_kms_custom_key_store: row("cks-{#hex-17}"),
  aws_kms_external_key: row(keyId, regional("kms")("key/{id}"), { policy: keyPolicy }),
  aws_kms_grant: row("{key_id}:{grant_id}", undefined, { grant_id: "{#hex-64}", grant_token: "{#base64-80}" }),
  aws_kms_key: row(keyId, regional("kms")("key/{id}"), {
    key_id: "{id}",
    policy: keyPolicy,
    rotation_period_in_days: (made) => (made.value("enable_key_rotation") === true ? 365 : 0),
  }),
  aws_kms_key_policy: row("{key_id}"),
  aws_kms_replica_external_key: row(replicaId, regional("kms")("key/{id}"), ofReplica),
  aws_kms_replica_key: row(replicaId, regional("kms")("key/{id}"), { ...ofReplica, key_spec: "SYMMETRIC_DEFAULT" }),
  aws_rolesanywhere_profile: row("{#uuid}", regional("rolesanywhere")("profile/{id}")),
  aws_rolesanywhere_trust_anchor: row("{#uuid}", regional("rolesanywhere")("trust-anchor/{id}")),
  aws_secretsmanager_secret: row("{arn}", regional("secretsmanager")("secret:{name}-{#base64-6}")),
  aws_secretsmanager_secret_policy: row("{secret_arn}"),
  aws_secretsmanager_secret_rotation: row("{secret_id}", undefined, { rotation_enabled: () => true }),
  aws_secretsmanager_secret_version: row("{secret_id}|{version_id}", "{secret_id}", { version_id: "terraform-{#name}" }),
  aws_signer_signing_job: row("{job_id}", undefined, { job_id: "{#uuid}", job_invoker: "{@account}", job_owner: "{@account}" }),
  aws_signer_signing_profile: row("{name}", regional("signer")("/signing-profiles/{name}"), {
    version: "{#lower-10}",
    version_arn: "{arn}/{version}",
  }),
  aws_signer_signing_profile_permission: row("{profile_name}/{statement_id}"),
};
