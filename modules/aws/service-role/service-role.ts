import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { accountId, arn, listOf, partition, servicePrincipal, text, wholeNumber } from "../../core/checks";
import { failOn, type Problem } from "../../core/errors";
import { nameRules } from "../../core/names";
import { checkProps, holdsToken, shape, value, type Check, type PropRules, type Shape, type Value } from "../../core/props";
import { hoursInSeconds } from "../../core/units";
import { permissionsOr } from "../policy-document/permissions";
import {
  awsArn,
  permissionStatements,
  policyDocument,
  policySizeProblems,
  type Conditions,
  type Permission,
  type Statement,
} from "../policy-document/policy-document";

/** Who takes a role. */
export type RoleTrust =
  | {
      /** A service of AWS, for this account's resources only. */
      readonly kind: "service";
      /** For example `vpc-flow-logs.amazonaws.com`. */
      readonly principal: string;
      /**
       * Whether the service says for whom it acts. Some don't, EC2's instance profiles among them; `unsaid` is for these
       * only, for it leaves the confused deputy unguarded. @default "said"
       */
      readonly source?: "said" | "unsaid";
    }
  | {
      /** Pods of a cluster, by their service account. Pod Identity has to send its session tags, as it does by default. */
      readonly kind: "pod-identity";
      readonly namespace: string;
      readonly serviceAccount: string;
    }
  | {
      /** People who have signed in. */
      readonly kind: "people";
      /**
       * `identity-center`: the role of a permission set; the second factor is asked for at the sign-in there, and the
       * session says nothing about it. `second-factor`: any other session, which has to say that it had one.
       */
      readonly signIn: "identity-center" | "second-factor";
    };

/** Props of {@link AwsServiceRole}. */
export interface AwsServiceRoleProps {
  /** Name of the role, 1 to 64 characters. Renaming replaces it, and every policy that names it must follow. */
  readonly roleName: Value<string>;
  /** What the role is for, one line of at most 1,000 characters. Changed in place. */
  readonly description: Value<string>;
  /** Who takes the role. Its kind is fixed, what stands in it may be tokens. Changed in place. */
  readonly trust: Value<RoleTrust>;
  /** Twelve digits: the account of the role and of whoever takes it. */
  readonly accountId: Value<string>;
  /** The partition of every ARN. @default "aws" */
  readonly partition?: Value<string>;
  /**
   * ARN, or pattern with `*`, that narrows who takes the role: for a service the resource that it acts for, for pods
   * their cluster, for people the role that they have; people's must be given.
   * @default - any resource of the account that the service says it acts for, any cluster of the account
   */
  readonly callerArnPattern?: Value<string>;
  /** ARN of the boundary, the most that the role can do. */
  readonly permissionBoundaryArn: Value<string>;
  /** The longest session, 1 to 12 hours. A session that comes from another role ends after one. @default 1 */
  readonly maxSessionHours?: Value<number>;
  /**
   * What the role may do that is known where it is made, by a word in kebab-case; the words are fixed, what stands in
   * them may be tokens. @default - nothing: later layers attach what they need
   */
  readonly permissions?: Value<Readonly<Record<string, Permission>>>;
  /**
   * Policies of AWS's own that go with the role, by name and with their path (`service-role/AmazonEBSCSIDriverPolicy`),
   * at most 10. For drivers of AWS only, whose needs AWS keeps up to date: the boundary bounds these too. @default - none
   */
  readonly managedPolicies?: Shape<readonly string[]>;
}

const kubernetesName = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

/** The namespace of pods that take a role. */
export const namespaceName = text(kubernetesName, "a namespace's name", 1, 63);
/** Their service account. */
export const serviceAccountName = text(kubernetesName, "a service account's name", 1, 253);

const trust: Check<RoleTrust> = (one) => {
  switch (one.kind) {
    case "service":
      return servicePrincipal(one.principal);
    case "pod-identity":
      return namespaceName(one.namespace) ?? serviceAccountName(one.serviceAccount);
    case "people":
      return undefined;
  }
};

/** What each prop has to be. */
export const rules: PropRules<AwsServiceRoleProps> = {
  roleName: value(text(nameRules.iamRole.pattern, "a role's name", 1, nameRules.iamRole.max)),
  // https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html, read 2026-11.
  description: value(text(/^[^\r\n]+$/, "one line", 1, 1000)),
  trust: value(trust),
  accountId: value(accountId),
  partition: value(partition),
  callerArnPattern: value(text(/^arn:aws(-[a-z]+)*:[a-z0-9-]+:[a-z0-9*-]*:[0-9*]*:.+$/, "an ARN or a pattern of one", 12, 2048)),
  permissionBoundaryArn: value(arn("iam")),
  maxSessionHours: value(wholeNumber(1, 12, "hours")),
  permissions: value(permissionsOr("leave it out")),
  // IAM User Guide, IAM and STS quotas; read 2026-11.
  managedPolicies: shape(listOf(text(/^([\w-]+\/)?[\w+=,.@-]+$/, "the name of a policy of AWS", 1, 160), 0, 10)),
};

/** Where the identity center puts the roles of its permission sets. */
const permissionSets = ":role/aws-reserved/sso.amazonaws.com/";

/**
 * A role that policies of keys, buckets and other resources name. AWS refuses such a policy before the role exists, so
 * the role is made first, with its trust and its boundary; the layers that know what it needs attach that later.
 *
 * Nobody takes it for somebody else: a service only for this account's resources, a pod only by its own namespace and
 * service account, people only through the role that they signed in to.
 */
export class AwsServiceRole extends Construct {
  /** ARN of the role. */
  readonly arn: string;
  /** Name of the role, for the policies that later layers attach. */
  readonly roleName: string;

  constructor(scope: Construct, id: string, props: AwsServiceRoleProps) {
    super(scope, id);
    checkProps(this, props, rules);
    failOn(trustProblems(this.node.path, props));
    const role = new IamRole(this, "Resource", {
      name: props.roleName,
      description: props.description,
      assumeRolePolicy: policyDocument([trustStatement(props)], { kind: "trust-policy", place: this.node.path }),
      maxSessionDuration: hoursInSeconds(props.maxSessionHours ?? 1),
      permissionsBoundary: props.permissionBoundaryArn,
    });
    if (props.permissions !== undefined) {
      const document = policyDocument(permissionStatements(props.permissions), { place: this.node.path });
      failOn(policySizeProblems("role-policies", this.node.path, [document]));
      new IamRolePolicy(this, "permissions", { name: "permissions", role: role.name, policy: document });
    }
    for (const policy of props.managedPolicies ?? []) {
      const policyArn = awsArn({ partition: props.partition ?? "aws", service: "iam", account: "aws", resource: `policy/${policy}` });
      new IamRolePolicyAttachment(this, policy.slice(policy.lastIndexOf("/") + 1), { role: role.name, policyArn });
    }
    this.arn = role.arn;
    this.roleName = role.name;
  }
}

const trustStatement = ({ trust: who, accountId: account, partition = "aws", callerArnPattern }: AwsServiceRoleProps): Statement => {
  const narrowed = (key: string): Conditions => (callerArnPattern === undefined ? {} : { ArnLike: { [key]: callerArnPattern } });
  switch (who.kind) {
    case "service":
      return {
        sid: "Service",
        principals: { service: [who.principal] },
        actions: ["sts:AssumeRole"],
        ...(who.source === "unsaid"
          ? {}
          : { conditions: { StringEquals: { "aws:SourceAccount": account }, ...narrowed("aws:SourceArn") } }),
      };
    case "pod-identity":
      return {
        sid: "Pods",
        principals: { service: ["pods.eks.amazonaws.com"] },
        actions: ["sts:AssumeRole", "sts:TagSession"],
        conditions: {
          StringEquals: {
            "aws:RequestTag/kubernetes-namespace": who.namespace,
            "aws:RequestTag/kubernetes-service-account": who.serviceAccount,
          },
          StringLike: {
            "aws:RequestTag/eks-cluster-arn":
              callerArnPattern ?? awsArn({ partition, service: "eks", region: "*", account, resource: "cluster/*" }),
          },
        },
      };
    case "people":
      return {
        sid: "People",
        principals: { aws: [awsArn({ partition, service: "iam", account, resource: "root" })] },
        actions: ["sts:AssumeRole"],
        conditions: {
          ...narrowed("aws:PrincipalArn"),
          ...(who.signIn === "second-factor" ? { Bool: { "aws:MultiFactorAuthPresent": "true" } } : {}),
        },
      };
  }
};

/** What the parts of a role's trust must have together. */
const trustProblems = (place: string, { trust: who, callerArnPattern }: AwsServiceRoleProps): Problem[] => {
  const problem = (rule: string, fix: string): Problem => ({ code: "BadProp", place, rule, value: callerArnPattern, fix });
  if (holdsToken([who.kind, "source" in who ? who.source : "", "signIn" in who ? who.signIn : ""])) {
    const rule = "'trust' must be of a kind that is known when synthesized, for it says how the role is guarded";
    return [{ code: "ShapeIsToken", place, rule, fix: "give the kind as a literal; what stands in it may be a token" }];
  }
  if (who.kind === "service" && who.source === "unsaid" && callerArnPattern !== undefined) {
    return [problem("'callerArnPattern' must be left out for a service that does not say for whom it acts", "remove it")];
  }
  if (who.kind !== "people") return [];
  if (callerArnPattern === undefined) {
    return [problem("'callerArnPattern' must say which role people have, for else all of the account could take this one", "give it")];
  }
  if (who.signIn === "identity-center" && !holdsToken(callerArnPattern) && !callerArnPattern.includes(permissionSets)) {
    return [
      problem(
        `'callerArnPattern' must be a permission set's role (…${permissionSets}…), for only the identity center asks for a second factor by itself`,
        `name such a role, or set 'signIn' to "second-factor"`,
      ),
    ];
  }
  return [];
};
