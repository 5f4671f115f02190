import { furtherText, publish } from "../../core/published";
import { text } from "../../core/checks";
import { nameRules } from "../../core/names";
import { AwsRegistry, awsRegistryRules, type AwsRegistryProps } from "./registry";

const name = text(nameRules.ecrRepository.pattern, "a repository's name", 1, nameRules.ecrRepository.max);

/** The registry as a Terraform module. */
export const awsRegistryModule = publish<AwsRegistryProps>({
  name: "aws-registry",
  construct: AwsRegistry,
  rules: awsRegistryRules,
  shapes: {
    "": {
      summary: "A repository for images and one for charts.",
      further: {
        imagesName: furtherText(
          "Name of the repository of images, 1 to 256 characters. Renaming replaces it, which Terraform refuses.",
          name,
        ),
        chartsName: furtherText(
          "Name of the repository of charts, 1 to 256 characters. Renaming replaces it, which Terraform refuses.",
          name,
        ),
      },
      compose: { repositories: (given) => ({ images: given.text("imagesName"), charts: given.text("chartsName") }) },
      basic: {
        kmsKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        imagesName: "orders/images",
        chartsName: "orders/charts",
      },
      complete: { untaggedDays: 7, keptImages: 100 },
    },
  },
});
