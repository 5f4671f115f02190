import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { Construct } from "constructs";
import { arn, text, wholeNumber } from "../../core/checks";
import { nameRules } from "../../core/names";
import { checkProps, value, type PropRules, type Value } from "../../core/props";

/** What an {@link AwsRunnerCredential} is made with. */
export interface AwsRunnerCredentialProps {
  /** Name of the secret, 1 to 512 characters. Renaming replaces it, which Terraform refuses. */
  readonly secretName: Value<string>;
  /** ARN of the key that encrypts it. A change is made in place. */
  readonly kmsKeyArn: Value<string>;
  /** How long a deleted secret can be taken back, 7 to 30 days. @default 30 */
  readonly recoveryDays?: Value<number>;
}

/** One row a prop. */
export const awsRunnerCredentialRules: PropRules<AwsRunnerCredentialProps> = {
  secretName: value(text(nameRules.secret.pattern, "a secret's name", 1, nameRules.secret.max)),
  kmsKeyArn: value(arn("kms")),
  // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html, read 2026-11.
  recoveryDays: value(wholeNumber(7, 30, "days")),
};

/**
 * The place of a runner's GitHub credential, without the credential: people put it there, as
 * `{"ServerType":"GITHUB","AuthType":"PERSONAL_ACCESS_TOKEN","Token":"…"}`, so that it is in no state. A token of one
 * repository, with the rights to administer it and its webhooks, that expires. It is made in a layer before the
 * runner's own. https://docs.aws.amazon.com/codebuild/latest/userguide/asm-create-secret.html, read 2026-11.
 */
export class AwsRunnerCredential extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: AwsRunnerCredentialProps) {
    super(scope, id);
    checkProps(this, props, awsRunnerCredentialRules);
    const secret = new SecretsmanagerSecret(this, "Resource", {
      name: props.secretName,
      description: "credential with which CodeBuild registers runners at GitHub",
      kmsKeyId: props.kmsKeyArn,
      recoveryWindowInDays: props.recoveryDays ?? 30,
      lifecycle: { preventDestroy: true },
    });
    this.arn = secret.arn;
  }
}
