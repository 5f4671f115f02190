import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePoliciesExclusive } from "@cdktf/provider-aws/lib/iam-role-policies-exclusive";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { IamRolePolicyAttachmentsExclusive } from "@cdktf/provider-aws/lib/iam-role-policy-attachments-exclusive";
import { Construct } from "constructs";
import { accountId, arn, listOf, partition, text } from "../../core/checks";
import { failOn } from "../../core/errors";
import { nameRules } from "../../core/names";
import { checkProps, shape, value, type Check, type PropRules, type Shape, type Value } from "../../core/props";
import { hoursInSeconds } from "../../core/units";
import { eachOf, knownList, policyDocument, policySizeProblems, type Statement } from "../policy-document/policy-document";
import { applyKeyGuard, dataGuardStatements, planKeyGuard, stateStatements } from "./data-guard";
import { administerStatements, describeStatements, getStatements, identityStatements, servicesWithOwnStatements } from "./role-policies";
import { different, type Together } from "../../core/together";

/** Props of {@link AwsCiAccess}. */
export interface AwsCiAccessProps {
  /**
   * The repository as it stands in the `sub` of its tokens: `owner/name`, or `owner@id/name@id` where subjects are
   * immutable, as they are for repositories made since July 2026. Changed in place.
   */
  readonly repository: Value<string>;
  /** The GitHub environment whose jobs take the plan role. Changed in place. */
  readonly planEnvironment: Value<string>;
  /** The GitHub environment whose jobs take the apply role; another one than `planEnvironment`. Changed in place. */
  readonly applyEnvironment: Value<string>;
  /** Twelve digits: the account that the roles are made in. */
  readonly accountId: Value<string>;
  /** The partition of every ARN. @default "aws" */
  readonly partition?: Value<string>;
  /** Name of the plan role, 1 to 64 characters. Renaming replaces it, and the policies that name it must follow. */
  readonly planRoleName: Value<string>;
  /** Name of the apply role, 1 to 64 characters. Renaming replaces it, and the policies that name it must follow. */
  readonly applyRoleName: Value<string>;
  /** What the names of all roles, policies and instance profiles begin with that the apply role may administer; 3 to 40 characters. */
  readonly managedNamePrefix: Value<string>;
  /** ARN of the boundary that both roles have, and every role that the apply role makes. */
  readonly permissionBoundaryArn: Value<string>;
  /** IAM's prefixes of the services (`ec2`, `kms`, `s3` …) that the account's layers administer, 1 to 120, `iam` and `sts` not among them. */
  readonly services: Shape<readonly string[]>;
  /** Names of the buckets with the account's states, 1 to 10. */
  readonly stateBucketNames: Value<readonly string[]>;
  /** Aliases of the keys that encrypt them, without `alias/`, 1 to 10. */
  readonly stateKeyAliases: Value<readonly string[]>;
  /**
   * Names of buckets that hold nothing but public data, at most 10: their objects are part of how a service is set up, so
   * both roles read them, and the apply role writes and deletes them. @default - none
   */
  readonly publicBucketNames?: Value<readonly string[]>;
}

const issuer = "token.actions.githubusercontent.com";
const audience = "sts.amazonaws.com";

const service: Check<string> = (one) =>
  (servicesWithOwnStatements as readonly string[]).includes(one)
    ? { must: `leave out ${servicesWithOwnStatements.join(" and ")}, which have statements of their own`, fix: `remove '${one}'` }
    : text(/^[a-z][a-z0-9-]*$/, "a service's prefix in IAM", 2, 64)(one);
const roleName = text(nameRules.iamRole.pattern, "a role's name", 1, nameRules.iamRole.max);
const bucketName = text(nameRules.s3Bucket.pattern, "a bucket's name", 3, nameRules.s3Bucket.max);
const githubEnvironment = text(/^[A-Za-z0-9_.-]+$/, "a GitHub environment's name of letters, digits, '_', '.' and '-'", 1, 255);

/** What each prop has to be. */
export const rules: PropRules<AwsCiAccessProps> = {
  // https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens, read 2026-11.
  repository: value(text(/^[A-Za-z0-9-]+(@\d+)?\/[\w.-]+(@\d+)?$/, "owner/name or owner@id/name@id", 3, 180)),
  planEnvironment: value(githubEnvironment),
  applyEnvironment: value(githubEnvironment),
  accountId: value(accountId),
  partition: value(partition),
  planRoleName: value(roleName),
  applyRoleName: value(roleName),
  managedNamePrefix: value(text(/^[\w+=,.@-]+$/, "the beginning of a role's name", 3, 40)),
  permissionBoundaryArn: value(arn("iam")),
  services: shape(listOf(service, 1, 120)),
  stateBucketNames: value(knownList(listOf(bucketName, 1, 10))),
  stateKeyAliases: value(knownList(listOf(text(/^(?!alias\/|aws\/)[\w/-]+$/, "an alias without 'alias/'", 1, 250), 1, 10))),
  publicBucketNames: value(knownList(listOf(bucketName, 0, 10))),
};

/**
 * CI's way into an account without a key that lasts: GitHub's tokens are trusted, and each of the two roles takes the
 * tokens of one GitHub environment of one repository, by their exact `sub`. A plan job can't take the apply role, for a
 * job has one environment. A session lasts an hour at the most.
 *
 * - The plan role reads how the account's services are set up and what the states say. It writes lock files and nothing
 *   else, and uses the state keys only.
 * - The apply role administers those services, reads and writes states, and makes roles and policies under the boundary,
 *   of the estate's own names.
 * - Neither reads or writes data, takes a secret or becomes another role, whatever else would allow it. So Terraform
 *   can't manage what its provider reads back with each plan: objects but those of `publicBucketNames`, items, parameters'
 *   values and secrets' values.
 * - Neither can change CI's own roles, policies and provider, or the boundary. People do, with their own access; a
 *   policy or attachment that somebody added by hand shows in every plan.
 *
 * What is left: a role that administers computing can reach data by the code that it deploys. The review of the apply
 * environment stands against that.
 *
 * The provider has no thumbprints, for AWS knows GitHub's certificates by its own list of authorities. An account has
 * one provider, and so one of this construct.
 */
export class AwsCiAccess extends Construct {
  /** ARN of the role that plans. */
  readonly planRoleArn: string;
  /** ARN of the role that applies. */
  readonly applyRoleArn: string;
  /** Name of the role that plans. */
  readonly planRoleName: string;
  /** Name of the role that applies. */
  readonly applyRoleName: string;
  /** ARN of the provider that stands for GitHub. */
  readonly providerArn: string;

  constructor(scope: Construct, id: string, props: AwsCiAccessProps) {
    super(scope, id);
    checkProps(this, props, rules);
    checkTwoRoles(this, props);
    const { partition = "aws", services } = props;
    const parts = { ...props, partition, services };
    const places = {
      ...parts,
      publicBucketNames: props.publicBucketNames ?? [],
      stateKeyAliases: eachOf("alias/%s", [], props.stateKeyAliases),
    };
    const provider = new IamOpenidConnectProvider(this, "provider", { url: `https://${issuer}`, clientIdList: [audience] });
    const guard = this.managedPolicy("data-guard", props.planRoleName, "Closes data to both CI roles", dataGuardStatements(places));
    const plan = this.role(
      "plan",
      provider.arn,
      props.planRoleName,
      props.planEnvironment,
      props,
      [
        ["data-guard", guard],
        ["describe", this.managedPolicy("describe", props.planRoleName, "Finds what the account holds", describeStatements(parts))],
        ["get", this.managedPolicy("get", props.planRoleName, "Reads how it is set up", getStatements(parts))],
      ],
      [...stateStatements(places, "locks"), ...planKeyGuard(places)],
    );
    const apply = this.role(
      "apply",
      provider.arn,
      props.applyRoleName,
      props.applyEnvironment,
      props,
      [
        [
          "administer",
          this.managedPolicy("administer", props.applyRoleName, "Administers the account's services", administerStatements(parts)),
        ],
        ["data-guard", guard],
        ["identity", this.managedPolicy("identity", props.applyRoleName, "Makes roles under the boundary", identityStatements(parts))],
      ],
      [...stateStatements(places, "states"), ...applyKeyGuard(places)],
    );
    this.planRoleArn = plan.arn;
    this.applyRoleArn = apply.arn;
    this.planRoleName = plan.name;
    this.applyRoleName = apply.name;
    this.providerArn = provider.arn;
  }

  private managedPolicy(word: string, ownerName: string, description: string, statements: readonly Statement[]): IamPolicy {
    return new IamPolicy(this, word, {
      name: `${ownerName}-${word}`,
      description,
      policy: policyDocument(statements, { kind: "managed-policy", place: `${this.node.path} ${word}` }),
    });
  }

  private role(
    word: "plan" | "apply",
    providerArn: string,
    name: string,
    environment: string,
    { repository, permissionBoundaryArn }: AwsCiAccessProps,
    policies: readonly (readonly [string, IamPolicy])[],
    inline: readonly Statement[],
  ): IamRole {
    const place = `${this.node.path} ${word}`;
    const role = new IamRole(this, word, {
      name,
      description: `CI: ${word} jobs of ${repository}`,
      assumeRolePolicy: policyDocument(
        [
          {
            sid: "JobsOfOneEnvironment",
            principals: { federated: [providerArn] },
            actions: ["sts:AssumeRoleWithWebIdentity"],
            conditions: {
              StringEquals: { [`${issuer}:aud`]: audience, [`${issuer}:sub`]: `repo:${repository}:environment:${environment}` },
            },
          },
        ],
        { kind: "trust-policy", place },
      ),
      maxSessionDuration: hoursInSeconds(1),
      permissionsBoundary: permissionBoundaryArn,
    });
    const attachments = policies.map(
      ([policyWord, policy]) => new IamRolePolicyAttachment(this, `${word}-${policyWord}`, { role: role.name, policyArn: policy.arn }),
    );
    const document = policyDocument(inline, { place });
    failOn(policySizeProblems("role-policies", place, [document]));
    const state = new IamRolePolicy(this, `${word}-state`, { name: "state", role: role.name, policy: document });
    new IamRolePolicyAttachmentsExclusive(this, `${word}-attachments`, {
      roleName: role.name,
      policyArns: policies.map(([, policy]) => policy.arn),
      dependsOn: attachments,
    });
    new IamRolePoliciesExclusive(this, `${word}-inline`, { roleName: role.name, policyNames: [state.name] });
    return role;
  }
}

const checkTwoRoles = (scope: AwsCiAccess, props: AwsCiAccessProps): void => {
  const pairs = [
    ["planEnvironment", "applyEnvironment"],
    ["planRoleName", "applyRoleName"],
  ] as const;
  failOn(
    pairs
      .filter(([plan, apply]) => props[plan] === props[apply])
      .map(([plan, apply]) => ({
        code: "BadProp" as const,
        place: scope.node.path,
        rule: `'${plan}' and '${apply}' must differ, for a plan job must not take the apply role`,
        value: props[apply],
        fix: "give each its own name",
      })),
  );
};

/** The same between variables of a module. */
export const together: readonly Together[] = [
  different("applyEnvironment", "planEnvironment", "differ from plan_environment"),
  different("applyRoleName", "planRoleName", "differ from plan_role_name"),
];
