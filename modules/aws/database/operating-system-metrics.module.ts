import { publish } from "../../core/published";
import { AwsOperatingSystemMetrics, rules, type AwsOperatingSystemMetricsProps } from "./operating-system-metrics";

/** The log group of databases' operating systems as a Terraform module. */
export const awsOperatingSystemMetricsModule = publish<AwsOperatingSystemMetricsProps>({
  name: "aws-operating-system-metrics",
  construct: AwsOperatingSystemMetrics,
  rules,
  shapes: {
    "": {
      summary: "Where the databases of a region tell how their machines do.",
      basic: { kmsKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" },
      complete: {},
    },
  },
});
