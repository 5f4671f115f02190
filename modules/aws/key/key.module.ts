import { publish } from "../../core/published";
import { AwsKey, rules, type AwsKeyProps } from "./key";

const administrators = ["arn:aws:iam::111122223333:role/key-administrators"];

/** The key as a Terraform module: one whose roles are principals, and one that services of AWS use on behalf of the account. */
export const keyModule = publish<AwsKeyProps>({
  name: "aws-key",
  construct: AwsKey,
  rules,
  shapes: {
    "": {
      summary: "A customer managed key that named roles use.",
      fixed: { dataClass: "internal" },
      takes: ["userArns"],
      basic: {
        aliasName: "orders/internal",
        description: "Orders in eu-central-1",
        accountId: "111122223333",
        administratorArns: administrators,
        userArns: ["arn:aws:iam::111122223333:role/orders"],
      },
      complete: { partition: "aws", deletionWindowDays: 14, rotationPeriodDays: 180 },
    },
    "via-services": {
      summary: "A customer managed key that the account's roles use through the services that encrypt with it.",
      fixed: { dataClass: "internal", naming: "conditions" },
      takes: ["viaServices"],
      basic: {
        aliasName: "orders/internal",
        description: "Orders in eu-central-1",
        accountId: "111122223333",
        administratorArns: administrators,
        viaServices: ["s3.eu-central-1.amazonaws.com"],
      },
      complete: { partition: "aws", deletionWindowDays: 14, rotationPeriodDays: 180 },
    },
  },
});
