import { publish } from "../../core/published";
import { AwsSecret, rules, type AwsSecretProps } from "./secret";

/** The secret as a Terraform module. */
export const awsSecretModule = publish<AwsSecretProps>({
  name: "aws-secret",
  construct: AwsSecret,
  rules,
  shapes: {
    "": {
      summary: "A place for a secret, whose value people put in.",
      basic: {
        secretName: "orders/runtime",
        description: "What orders has to know",
        dataClass: "sensitive",
        kmsKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        readerArns: ["arn:aws:iam::111122223333:role/orders"],
        writerArns: ["arn:aws:iam::111122223333:role/operators"],
      },
      complete: { recoveryWindowDays: 14 },
    },
  },
});
