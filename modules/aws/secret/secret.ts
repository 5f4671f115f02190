import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { SecretsmanagerSecretPolicy } from "@cdktf/provider-aws/lib/secretsmanager-secret-policy";
import { Construct } from "constructs";
import { arn, listOf, oneOf, roleArnPattern, text, wholeNumber } from "../../core/checks";
import { nameRules } from "../../core/names";
import { checkProps, value, type PropRules, type Value } from "../../core/props";
import { dataClassTag } from "../../core/tags";
import { dataClasses, type DataClass } from "../../core/words";
import { knownList, policyDocument, type Statement } from "../policy-document/policy-document";

/** Props of {@link AwsSecret}. */
export interface AwsSecretProps {
  /**
   * Name of the secret, 1 to 512 characters. It must not end in a hyphen and six characters, for AWS appends such an
   * ending to the ARN and takes one for the other. Renaming replaces the secret, which Terraform refuses.
   */
  readonly secretName: Value<string>;
  /** What the secret is for, one line of at most 2,048 characters. Changed in place. */
  readonly description: Value<string>;
  /** How sensitive the value is. Stands in a tag; changed in place. */
  readonly dataClass: Value<DataClass>;
  /** ARN of the key that encrypts the value. A change encrypts it anew. */
  readonly kmsKeyArn: Value<string>;
  /** ARNs or patterns with `*` of the roles that may read the value, 1 to 20: nobody else may, whatever IAM says. They need IAM's permission too. */
  readonly readerArns: Value<readonly string[]>;
  /** ARNs or patterns with `*` of the roles of people who may write a value, 1 to 20: nobody else may, whatever IAM says. */
  readonly writerArns: Value<readonly string[]>;
  /** How long a deleted secret can be taken back, 7 to 30 days. @default 30 */
  readonly recoveryWindowDays?: Value<number>;
}

/** What each prop has to be. */
export const rules: PropRules<AwsSecretProps> = {
  // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html, read 2026-11.
  secretName: value(
    text(
      /^(?!.*-[A-Za-z0-9]{6}$)[\w/+=.@-]+$/,
      "a secret's name that does not end in a hyphen and six characters",
      1,
      nameRules.secret.max,
    ),
  ),
  description: value(text(/^[^\r\n]+$/, "one line", 1, 2048)),
  dataClass: value(oneOf(dataClasses)),
  kmsKeyArn: value(arn("kms")),
  readerArns: value(knownList(listOf(roleArnPattern, 1, 20))),
  writerArns: value(knownList(listOf(roleArnPattern, 1, 20))),
  recoveryWindowDays: value(wholeNumber(7, 30, "days")),
};

const writing = [
  "secretsmanager:CancelRotateSecret",
  "secretsmanager:PutSecretValue",
  "secretsmanager:RotateSecret",
  "secretsmanager:UpdateSecretVersionStage",
];

const secretStatements = ({ readerArns, writerArns }: AwsSecretProps): Statement[] => {
  const deny = (sid: string, actions: readonly string[], except: readonly string[]): Statement => ({
    sid,
    effect: "Deny",
    principals: "*",
    actions,
    // A secret's policy is about the secret alone.
    resources: ["*"],
    conditions: { ArnNotLike: { "aws:PrincipalArn": except } },
  });
  return [deny("ReadersOnly", ["secretsmanager:GetSecretValue"], readerArns), deny("WritersOnly", writing, writerArns)];
};

/**
 * A place for a secret, without one: people put the value in, and neither a plan nor a state ever holds it. Its policy
 * says who reads and who writes; roles stand in it as conditions, so that they need not exist yet.
 *
 * It is not replicated: a value that lies in another region would be read there without this region. A standby has
 * secrets of its own.
 */
export class AwsSecret extends Construct {
  /** ARN of the secret, with the ending that AWS gave it. */
  readonly arn: string;
  /** Name of the secret. */
  readonly secretName: string;

  constructor(scope: Construct, id: string, props: AwsSecretProps) {
    super(scope, id);
    checkProps(this, props, rules);
    const secret = new SecretsmanagerSecret(this, "Resource", {
      name: props.secretName,
      description: props.description,
      kmsKeyId: props.kmsKeyArn,
      recoveryWindowInDays: props.recoveryWindowDays ?? 30,
      tags: dataClassTag(props.dataClass),
      lifecycle: { preventDestroy: true },
    });
    new SecretsmanagerSecretPolicy(this, "policy", {
      secretArn: secret.arn,
      blockPublicPolicy: true,
      policy: policyDocument(secretStatements(props), { kind: "secret-policy", place: this.node.path }),
    });
    this.arn = secret.arn;
    this.secretName = secret.name;
  }
}
