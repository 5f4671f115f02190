import { publish } from "../../core/published";
import { AwsRunnerCredential, awsRunnerCredentialRules, type AwsRunnerCredentialProps } from "./credential";

/** The place of the runner's credential as a Terraform module. */
export const awsCredentialModule = publish<AwsRunnerCredentialProps>({
  name: "aws-runner-credential",
  construct: AwsRunnerCredential,
  rules: awsRunnerCredentialRules,
  shapes: {
    "": {
      summary: "A place for the credential by which a runner is known to GitHub.",
      basic: { secretName: "orders/runner", kmsKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" },
      complete: { recoveryDays: 14 },
    },
  },
});
