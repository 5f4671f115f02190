import { publish } from "../../core/published";
import { notEmpty } from "../../core/together";
import { AwsKey, rules, together, type AwsKeyProps } from "./key";

const basic = {
  aliasName: "orders/internal",
  description: "Orders in eu-central-1",
  dataClass: "internal",
  accountId: "111122223333",
  administratorArns: ["arn:aws:iam::111122223333:role/key-administrators"],
} as const;

/** The key as a Terraform module: one whose roles are principals, and one that services of AWS use on behalf of the account. */
export const awsKeyModule = publish<AwsKeyProps>({
  name: "aws-key",
  construct: AwsKey,
  rules,
  shapes: {
    "": {
      summary: "A customer managed key that named roles use.",
      takes: ["userArns"],
      together,
      basic: {
        ...basic,
        userArns: ["arn:aws:iam::111122223333:role/orders"],
      },
      complete: { partition: "aws", deletionWindowDays: 14, rotationPeriodDays: 180 },
    },
    "via-services": {
      summary: "A customer managed key that the account's roles use through the services that encrypt with it.",
      fixed: { naming: "conditions" },
      takes: ["viaServices"],
      together: [notEmpty("viaServices", "name a service")],
      basic: {
        ...basic,
        viaServices: ["s3.eu-central-1.amazonaws.com"],
      },
      complete: { partition: "aws", deletionWindowDays: 14, rotationPeriodDays: 180 },
    },
  },
});
