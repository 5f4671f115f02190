import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { accountId, listOf, oneOf, partition, recordOf, roleArn, text, wholeNumber } from "../../core/checks";
import { failOn } from "../../core/errors";
import { globTest } from "../../core/glob";
import { isListToken } from "../../core/json-lists";
import { checkProps, shape, value, type Check, type PropRules, type Shape, type Value } from "../../core/props";
import { dataClassTag } from "../../core/tags";
import { dataClasses, type DataClass } from "../../core/words";
import { keyStatements, type KeyService } from "../policy-document/key-policy";
import { knownList, policyDocument } from "../policy-document/policy-document";
import { apart, notEmpty, type Together } from "../../core/together";

/** Props of {@link AwsKey}. */
export interface AwsKeyProps {
  /** Name of the alias without `alias/`, 1 to 250 letters, digits, `/`, `_` and `-`. Renaming replaces the alias, not the key. */
  readonly aliasName: Value<string>;
  /** What the key protects, 1 to 8,192 characters. Changed in place. */
  readonly description: Value<string>;
  /** The most sensitive data that the key protects. Stands in a tag; changed in place. */
  readonly dataClass: Value<DataClass>;
  /** Twelve digits: the account that the key belongs to. */
  readonly accountId: Value<string>;
  /** The partition of every ARN, `aws` for all regions of the estate. @default "aws" */
  readonly partition?: Value<string>;
  /**
   * Whether the policy names roles as principals, so that they have to exist, or as conditions on the account, so that
   * they need not exist yet, may be patterns with `*`, and need IAM's permission too. @default "principals"
   */
  readonly naming?: Shape<"principals" | "conditions">;
  /** ARNs of the roles that may administer the key and not use it, 1 to 20. Whoever applies must be one. */
  readonly administratorArns: Value<readonly string[]>;
  /** ARNs of the roles that may use the key and not administer it, at most 50. A list that is known later must not be empty. @default - none */
  readonly userArns?: Value<readonly string[]>;
  /** ARNs of the roles that may encrypt and re-encrypt and never decrypt, at most 20; of other accounts too. @default - none */
  readonly encrypterArns?: Value<readonly string[]>;
  /** Services that use the key on their own, by a word; at most 20. The words are fixed, principals and conditions may be tokens. @default - none */
  readonly services?: Value<Readonly<Record<string, KeyService>>>;
  /**
   * Services (`s3.eu-central-1.amazonaws.com`) through which the account's principals use the key, if IAM lets them,
   * at most 20. Administrators are among them, for one who creates an encrypted store has to. @default - none
   */
  readonly viaServices?: Value<readonly string[]>;
  /** ARNs or patterns of the only ones that may come through `viaServices`, at most 50. @default - the whole account, as IAM says */
  readonly viaPrincipalArns?: Value<readonly string[]>;
  /** How long a deleted key can be taken back, 7 to 30 days. @default 30 */
  readonly deletionWindowDays?: Value<number>;
  /** How often KMS makes new key material, 90 to 2,560 days; old material still decrypts. @default 365 */
  readonly rotationPeriodDays?: Value<number>;
}

const role = roleArn(/[\w+=,.@/*-]+/, "the ARN of a role");
const viaService = text(/^[a-z0-9-]+\.[a-z0-9-]+\.amazonaws\.com$/, "a service as kms:ViaService names it", 1, 256);

const keyService: Check<KeyService> = ({ principal, conditions }) =>
  !/^[a-z0-9.-]+\.amazonaws\.com$/.test(principal)
    ? { must: "name services by their principals", fix: "give a name that ends in .amazonaws.com", got: principal }
    : Object.keys(conditions).length === 0
      ? {
          must: "narrow each service by a condition, for else it could use the key for strangers",
          fix: "give aws:SourceAccount, aws:SourceArn or an encryption context",
          got: principal,
        }
      : undefined;

const services: Check<Readonly<Record<string, KeyService>>> = (record) =>
  Object.keys(record).length > 20
    ? { must: "have at most 20 members", fix: "use the key for fewer services" }
    : recordOf(keyService)(record);

/** What each prop has to be. */
export const rules: PropRules<AwsKeyProps> = {
  // https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html, read 2026-11.
  aliasName: value(text(/^(?!aws\/)[\w/-]+$/, "an alias without 'alias/' that does not begin with 'aws/'", 1, 250)),
  description: value(text(/^[^\r\n]+$/, "one line", 1, 8192)),
  dataClass: value(oneOf(dataClasses)),
  accountId: value(accountId),
  partition: value(partition),
  naming: shape(oneOf(["principals", "conditions"])),
  administratorArns: value(knownList(listOf(role, 1, 20))),
  userArns: value(knownList(listOf(role, 0, 50))),
  encrypterArns: value(knownList(listOf(role, 0, 20))),
  services: value(services),
  viaServices: value(knownList(listOf(viaService, 0, 20))),
  viaPrincipalArns: value(knownList(listOf(role, 0, 50))),
  // https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html, read 2026-11.
  deletionWindowDays: value(wholeNumber(7, 30, "days")),
  // https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html, read 2026-11.
  rotationPeriodDays: value(wholeNumber(90, 2560, "days")),
};

/**
 * A key of one purpose and one data class, with its alias. It is symmetric, stays in its region and rotates by itself.
 *
 * Its policy is the whole truth about who may use it: no statement lets IAM policies of the account grant that. IAM may
 * grant reading what the key is. Administrators change and delete the key without using it, users use it without
 * changing it, and nobody is both. So that a key whose administrators were deleted is not lost, the account's root user
 * (the person, not what IAM delegates) may read the policy, put another and take back a deletion.
 *
 * KMS refuses a policy under which the caller could not put the next one, so whoever applies must be an administrator.
 * Terraform doesn't destroy the key: take the construct out of the code only after everything it protects is gone.
 */
export class AwsKey extends Construct {
  /** ARN of the key. */
  readonly arn: string;
  /** Id of the key. */
  readonly keyId: string;
  /** Name of the alias, with `alias/`. */
  readonly aliasName: string;
  /** ARN of the alias: stays the same when the key behind it is replaced. */
  readonly aliasArn: string;

  constructor(scope: Construct, id: string, props: AwsKeyProps) {
    super(scope, id);
    checkProps(this, props, rules);
    checkSeparation(this, props);
    const { naming = "principals", partition = "aws", deletionWindowDays = 30, rotationPeriodDays = 365 } = props;
    const key = new KmsKey(this, "Resource", {
      description: props.description,
      bypassPolicyLockoutSafetyCheck: false,
      deletionWindowInDays: deletionWindowDays,
      enableKeyRotation: true,
      rotationPeriodInDays: rotationPeriodDays,
      multiRegion: false,
      policy: policyDocument(
        keyStatements({
          accountId: props.accountId,
          partition,
          naming,
          administratorArns: props.administratorArns,
          userArns: props.userArns,
          encrypterArns: props.encrypterArns,
          services: props.services,
          viaServices: props.viaServices,
          viaPrincipalArns: props.viaPrincipalArns,
        }),
        { kind: "key-policy", place: this.node.path },
      ),
      tags: dataClassTag(props.dataClass),
      lifecycle: { preventDestroy: true },
    });
    const alias = new KmsAlias(this, "alias", { name: `alias/${props.aliasName}`, targetKeyId: key.keyId });
    this.arn = key.arn;
    this.keyId = key.keyId;
    this.aliasName = alias.name;
    this.aliasArn = alias.arn;
  }
}

const covers = (pattern: string, arn: string): boolean => globTest(pattern)(arn);

const checkSeparation = (scope: AwsKey, props: AwsKeyProps): void => {
  const members = (arns: readonly string[] | undefined): readonly string[] => (arns ?? []).filter((arn) => !isListToken(arn));
  const administrators = members(props.administratorArns);
  const patterns = [...administrators, ...members(props.userArns), ...members(props.encrypterArns)].filter((arn) => arn.includes("*"));
  const pattern = patterns[0];
  failOn([
    ...(["userArns", "encrypterArns"] as const).flatMap((name) =>
      members(props[name])
        .filter((arn) => administrators.some((one) => covers(one, arn) || covers(arn, one)))
        .map((arn) => ({
          code: "BadProp" as const,
          place: scope.node.path,
          rule: `'${name}' and 'administratorArns' must not meet, for nobody may both use and administer a key`,
          value: arn,
          fix: "give one of the two tasks to another role",
        })),
    ),
    ...(pattern !== undefined && props.naming !== "conditions"
      ? [
          {
            code: "BadProp" as const,
            place: scope.node.path,
            rule: "a principal must be a whole ARN",
            value: pattern,
            fix: `name the role in full, or set 'naming' to "conditions"`,
          },
        ]
      : []),
  ]);
};

const wholeArns = (prop: "administratorArns" | "userArns"): Together => ({
  of: [prop],
  must: "name roles in full, without a *",
  condition: (arns) => `alltrue([for arn in ${arns} : !strcontains(arn, "*")])`,
});

/** The same between variables of a module, whose policy names roles as principals. */
export const together: readonly Together[] = [
  wholeArns("administratorArns"),
  wholeArns("userArns"),
  notEmpty("userArns", "name a role"),
  apart("userArns", "administratorArns", "not meet administrator_arns"),
];
