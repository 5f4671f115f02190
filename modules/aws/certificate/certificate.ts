import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { Construct } from "constructs";
import { oneOf, text } from "../../core/checks";
import { checkProps, value, type PropRules, type Value } from "../../core/props";

/** Kinds of keys that API Gateway and load balancers both take. */
export const certificateKeyAlgorithms = ["RSA_2048", "EC_prime256v1", "EC_secp384r1"] as const;
/** A kind of key of a certificate. */
export type CertificateKeyAlgorithm = (typeof certificateKeyAlgorithms)[number];

/** Props of {@link AwsCertificate}. */
export interface AwsCertificateProps {
  /** The one name that the certificate is for: a full hostname in lower case, 4 to 64 characters. A change replaces it. */
  readonly hostname: Value<string>;
  /** The kind of its key. A change replaces it. @default "RSA_2048" */
  readonly keyAlgorithm?: Value<CertificateKeyAlgorithm>;
}

/** What each prop has to be. */
export const rules: PropRules<AwsCertificateProps> = {
  // The first name is the common name too: https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html, read 2026-11.
  hostname: value(
    text(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, "a full hostname in lower case, without a dot at its end", 4, 64),
  ),
  keyAlgorithm: value(oneOf(certificateKeyAlgorithms)),
};

/** The DNS record by which ACM sees that a name is ours, when it issues a certificate and each time it renews it. */
export interface ValidationRecord {
  /** Full name, with a dot at its end. */
  readonly name: string;
  /** What the record, a CNAME, leads to, with a dot at its end. */
  readonly value: string;
}

/**
 * A public certificate for one name. It is issued once its validation record stands, and renews itself for as long as that
 * record does. Nothing may use it before it is issued, so whoever does waits for its validation. A new one is made before
 * the old one goes.
 */
export class AwsCertificate extends Construct {
  /** ARN of the certificate, which may not be issued yet. */
  readonly arn: string;
  /** The record that has to stand in the name's zone. */
  readonly validationRecord: ValidationRecord;

  constructor(scope: Construct, id: string, props: AwsCertificateProps) {
    super(scope, id);
    checkProps(this, props, rules);
    const certificate = new AcmCertificate(this, "Resource", {
      domainName: props.hostname,
      validationMethod: "DNS",
      keyAlgorithm: props.keyAlgorithm ?? "RSA_2048",
      // A certificate that is in no public log is refused by browsers, and by the edge that calls in their stead.
      options: { certificateTransparencyLoggingPreference: "ENABLED" },
      lifecycle: { createBeforeDestroy: true },
    });
    // One name, so one record.
    const record = certificate.domainValidationOptions.get(0);
    this.arn = certificate.arn;
    this.validationRecord = { name: record.resourceRecordName, value: record.resourceRecordValue };
  }
}
