import { publish } from "../../core/published";
import { AwsBucket, rules, together, type AwsBucketProps } from "./bucket";

const basic = {
  bucketName: "orders-eu-central-1-invoices",
  kmsKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  userArns: ["arn:aws:iam::111122223333:role/orders"],
};

/** The bucket as a Terraform module: by the class of its data, which says how long things stay. */
export const awsBucketModule = publish<AwsBucketProps>({
  name: "aws-bucket",
  construct: AwsBucket,
  rules,
  together,
  shapes: {
    "": { summary: "A bucket for internal data.", fixed: { dataClass: "internal" }, basic, complete: {} },
    sensitive: {
      summary: "A bucket for sensitive data, whose every access is logged and whose old versions stay as long as its callers say.",
      fixed: { dataClass: "sensitive" },
      takes: ["accessLogBucketName", "noncurrentVersionDays"],
      basic: { ...basic, accessLogBucketName: "orders-eu-central-1-access-logs", noncurrentVersionDays: 730 },
      complete: {},
    },
  },
});
