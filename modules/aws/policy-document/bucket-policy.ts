import type { Conditions, Statement } from "./policy-document";

const keyHeader = "s3:x-amz-server-side-encryption-aws-kms-key-id";
const encryptionHeader = "s3:x-amz-server-side-encryption";

/** A statement of a bucket's policy that denies, to everyone whom the conditions fit. */
export const denyAll = (sid: string, actions: readonly string[], resources: readonly string[], conditions: Conditions): Statement => ({
  sid,
  effect: "Deny",
  principals: "*",
  actions,
  resources,
  conditions,
});

/** Requests come by TLS 1.2 or newer. */
export const transportStatements = (bucketArn: string): Statement[] => {
  const all = [bucketArn, `${bucketArn}/*`];
  return [
    denyAll("EncryptedTransportOnly", ["s3:*"], all, { Bool: { "aws:SecureTransport": "false" } }),
    denyAll("ModernTransportOnly", ["s3:*"], all, { NumericLessThan: { "s3:TlsVersion": "1.2" } }),
  ];
};

/** Objects are encrypted with the bucket's own key, by whichever of its ARNs an upload names it. */
export const encryptionStatements = (bucketArn: string, keyArns: readonly string[]): Statement[] => {
  const objects = [`${bucketArn}/*`];
  return [
    // Only where a header is given: without any, S3 takes the bucket's own key. Negated operators hold for absent keys.
    denyAll("OwnKeyOnly", ["s3:PutObject"], objects, { Null: { [keyHeader]: "false" }, StringNotEquals: { [keyHeader]: keyArns } }),
    denyAll("OwnEncryptionOnly", ["s3:PutObject"], objects, {
      Null: { [encryptionHeader]: "false" },
      StringNotEquals: { [encryptionHeader]: "aws:kms" },
    }),
    // Without a key's name S3 would take the AWS managed key instead of the bucket's.
    denyAll("KeyIsNamed", ["s3:PutObject"], objects, { StringEquals: { [encryptionHeader]: "aws:kms" }, Null: { [keyHeader]: "true" } }),
  ];
};
