import { publish } from "../../core/published";
import { AwsRegistry, awsRegistryRules, type AwsRegistryProps } from "./registry";

/** The registry as a Terraform module. */
export const awsRegistryModule = publish<AwsRegistryProps>({
  name: "aws-registry",
  construct: AwsRegistry,
  rules: awsRegistryRules,
  shapes: {
    "": {
      summary: "Repositories for images and charts.",
      basic: {
        kmsKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        repositories: { images: "orders/images", charts: "orders/charts" },
      },
      complete: { untaggedDays: 7, keptImages: 100 },
    },
  },
});
