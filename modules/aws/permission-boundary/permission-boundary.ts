import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { Construct } from "constructs";
import { accountId, listOf, partition, text } from "../../core/checks";
import { nameRules } from "../../core/names";
import { checkProps, shape, value, type Check, type PropRules, type Shape, type Value } from "../../core/props";
import { escalationStatements } from "../policy-document/escalation";
import { awsArn, knownList, policyDocument, sidOf, type Statement } from "../policy-document/policy-document";

/** Props of {@link AwsPermissionBoundary}. */
export interface AwsPermissionBoundaryProps {
  /** Name of the policy, 1 to 128 characters. Renaming replaces it, and every role that has it must be changed first. */
  readonly policyName: Value<string>;
  /** Twelve digits: the account that the policy is made in. */
  readonly accountId: Value<string>;
  /** The partition of every ARN. @default "aws" */
  readonly partition?: Value<string>;
  /** IAM's prefixes of the services that a role may be given at all (`ec2`, `s3`, `iam` …), 1 to 120. */
  readonly services: Shape<readonly string[]>;
  /** Codes of the regions in which they may be used, 1 to 20. Services without a region are exempt. */
  readonly allowedRegions: Value<readonly string[]>;
  /** Services that may also be used in further regions, by the region's code: `{ "us-east-1": ["acm", "wafv2"] }`. @default - none */
  readonly exceptions?: Shape<Readonly<Record<string, readonly string[]>>>;
}

/**
 * Services whose requests carry no region of the caller's choice, so that no rule about regions can be held against
 * them (AWS Organizations User Guide, "Deny access to AWS based on the requested AWS Region", read 2026-11).
 */
export const globalServices = [
  "account",
  "budgets",
  "ce",
  "cloudfront",
  "globalaccelerator",
  "health",
  "iam",
  "networkmanager",
  "organizations",
  "pricing",
  "route53",
  "route53domains",
  "shield",
  "sts",
  "support",
  "trustedadvisor",
] as const;

/** Requests of a regional service that concern the whole account. */
const accountWideActions = ["s3:GetAccountPublicAccessBlock", "s3:ListAllMyBuckets", "s3:PutAccountPublicAccessBlock"];

const regionForm = /^[a-z]{2}(-[a-z]+)+-\d$/;
const service = text(/^[a-z][a-z0-9-]*$/, "a service's prefix in IAM", 2, 64);
const exceptions: Check<Readonly<Record<string, readonly string[]>>> = (record) => {
  const region = Object.keys(record).find((one) => !regionForm.test(one));
  if (region !== undefined) return { must: "have regions' codes as its keys", fix: "write for example us-east-1", got: region };
  return Object.values(record)
    .map((services) => listOf(service, 1, 20)(services))
    .find((breach) => breach !== undefined);
};

/** What each prop has to be. */
export const rules: PropRules<AwsPermissionBoundaryProps> = {
  policyName: value(text(nameRules.iamPolicy.pattern, "a policy's name", 1, nameRules.iamPolicy.max)),
  accountId: value(accountId),
  partition: value(partition),
  services: shape(listOf(service, 1, 120)),
  allowedRegions: value(knownList(listOf(text(regionForm, "a region's code", 5, 20), 1, 20))),
  exceptions: shape(exceptions),
};

/**
 * The boundary of every role that the estate makes in an account: the most that a role can do, whatever is attached to
 * it. It allows the account's services, in the account's regions; it denies every way to more power. The denials hold
 * against permissions that a resource's own policy gives, too; the rest of a boundary doesn't.
 *
 * CI's roles carry it as well, so `services` must hold what the layers of the account administer, `iam` included.
 */
export class AwsPermissionBoundary extends Construct {
  /** ARN of the policy. */
  readonly arn: string;
  /** Name of the policy. */
  readonly policyName: string;

  constructor(scope: Construct, id: string, props: AwsPermissionBoundaryProps) {
    super(scope, id);
    checkProps(this, props, rules);
    const derivedArn = awsArn({
      partition: props.partition ?? "aws",
      service: "iam",
      account: props.accountId,
      resource: `policy/${props.policyName}`,
    });
    const policy = new IamPolicy(this, "Resource", {
      name: props.policyName,
      description: "The most that a role of this account can do",
      policy: policyDocument([...serviceStatements(props), ...escalationStatements(derivedArn), ...regionStatements(props)], {
        kind: "managed-policy",
        place: this.node.path,
      }),
    });
    this.arn = policy.arn;
    this.policyName = policy.name;
  }
}

const isGlobal = (one: string): boolean => (globalServices as readonly string[]).includes(one);
const everythingOf = (services: readonly string[]): string[] => services.map((one) => `${one}:*`);

const serviceStatements = ({ services, allowedRegions, exceptions = {} }: AwsPermissionBoundaryProps): Statement[] => {
  const global = everythingOf(services.filter(isGlobal));
  const regional = everythingOf(services.filter((one) => !isGlobal(one)));
  const inRegions = (regions: readonly string[]) => ({ StringEquals: { "aws:RequestedRegion": regions } });
  return [
    {
      sid: "AccountWide",
      actions: [...global, ...(services.includes("s3") ? accountWideActions : []), "sts:GetCallerIdentity"],
      resources: ["*"],
    },
    ...(regional.length > 0 ? [{ sid: "Regional", actions: regional, resources: ["*"], conditions: inRegions(allowedRegions) }] : []),
    ...Object.keys(exceptions)
      .sort()
      .map((region) => ({
        sid: sidOf(`exception-${region}`),
        actions: everythingOf(exceptions[region] ?? []),
        resources: ["*"],
        conditions: inRegions([region]),
      })),
  ];
};

const regionStatements = ({ allowedRegions, exceptions = {} }: AwsPermissionBoundaryProps): Statement[] => {
  const excepted = [...new Set(Object.values(exceptions).flat())].sort();
  const outside = (regions: readonly string[]) => ({ StringNotEquals: { "aws:RequestedRegion": regions } });
  const deny = { effect: "Deny", resources: ["*"] } as const;
  return [
    {
      ...deny,
      sid: "NoOtherRegion",
      notActions: [...everythingOf([...globalServices, ...excepted]), ...accountWideActions],
      conditions: outside(allowedRegions),
    },
    ...excepted.map((one) => ({
      ...deny,
      sid: sidOf(`no-other-region-${one}`),
      actions: everythingOf([one]),
      conditions: outside([...allowedRegions, ...Object.keys(exceptions).filter((region) => exceptions[region]?.includes(one))]),
    })),
  ];
};
