import { publish } from "../../core/published";
import { AwsCertificate, rules, type AwsCertificateProps } from "./certificate";

/** The certificate as a Terraform module. */
export const awsCertificateModule = publish<AwsCertificateProps>({
  name: "aws-certificate",
  construct: AwsCertificate,
  rules,
  shapes: {
    "": {
      summary: "A certificate that is validated by a record in DNS.",
      basic: { hostname: "api.orders.example" },
      complete: { keyAlgorithm: "EC_prime256v1" },
    },
  },
});
