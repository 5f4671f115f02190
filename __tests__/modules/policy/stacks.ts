import type { Problem } from "../../../modules/core/errors";
import type { TerraformJson } from "../../../modules/core/output-guards";
import type { StackIdentity } from "../../../modules/core/stack";
import type { Cloud, Jurisdiction } from "../../../modules/core/words";
import { concludeEstate, examineStack } from "../../../modules/policy";
import type { ExceptionUse, HostnameHome, PolicyKnowledge, ResolvedStack, StackFindings } from "../../../modules/policy/model";

const jurisdictions: Readonly<Record<string, Jurisdiction>> = {
  "aws-eu-central-1": "eu",
  "aws-eu-west-1": "eu",
  "aws-eu-central-2": "neutral",
  "aws-me-central-1": "mena",
  "aws-me-south-1": "mena",
  "google-europe-west4": "eu",
  "google-europe-west6": "neutral",
  "google-me-central1": "mena",
};

/** Regions of each cloud and jurisdiction about which the tests know facts. */
export const regionsOf = (cloud: Cloud, jurisdiction: Jurisdiction): readonly string[] =>
  Object.entries(jurisdictions)
    .filter(([key, of]) => key.startsWith(`${cloud}-`) && of === jurisdiction)
    .map(([key]) => key.slice(cloud.length + 1));

/** State buckets are called `state-<region>`. */
const stateBuckets = new Map(
  Object.keys(jurisdictions)
    .map((key) => key.replace(/^[a-z]+-/, ""))
    .map((region) => [`state-${region}`, region]),
);

/** Users come to `api-<jurisdiction>.example`, sites answer to `<region>.<environment>.example`. */
const hostnames: Readonly<Record<string, HostnameHome>> = Object.fromEntries([
  ...(["eu", "mena"] as const).map((jurisdiction) => [`api-${jurisdiction}.example`, { environment: "production", jurisdiction }]),
  ...["production", "staging"].flatMap((environment) =>
    Object.entries(jurisdictions).map(([key, jurisdiction]) => [
      `${key.replace(/^[a-z]+-/, "")}.${environment}.example`,
      { environment, jurisdiction },
    ]),
  ),
]) as Readonly<Record<string, HostnameHome>>;

export const knowledge: PolicyKnowledge = {
  jurisdictionOf: (cloud, region) => jurisdictions[`${cloud}-${region}`],
  regionOfStateBucket: (bucket) => stateBuckets.get(bucket),
  homeOfHostname: (hostname) => hostnames[hostname],
};

/** An EU data stack in Frankfurt. Unlike arguments make it another. */
export const identityOf = (unlike: Partial<StackIdentity> = {}): StackIdentity => {
  const words = { environment: "production", origin: "eu", cloud: "aws", region: "eu-central-1", layer: "data", ...unlike } as const;
  return {
    jurisdiction: jurisdictions[`${words.cloud}-${words.region}`] ?? "global",
    account: "111122223333",
    purpose: "workload",
    ...words,
    name: unlike.name ?? [words.environment, words.origin, words.cloud, words.region, words.layer].join("-"),
  };
};

/** Where the stacks of a backup account of the EU stand. */
export const backupSite = { origin: "eu", region: "eu-central-2", purpose: "backup", layer: "backup", account: "222233334444" } as const;

/** Where the stacks of a Google project of the EU stand. */
export const googleSite = { cloud: "google", region: "europe-west4", account: "meetbarter-production-eu" } as const;

/** A stack with its own site's backend and provider; `json` is laid over it, block by block. */
export const stackOf = (
  json: Partial<TerraformJson>,
  unlike: Partial<StackIdentity> = {},
  dependsOn: readonly string[] = [],
): ResolvedStack => {
  const identity = identityOf(unlike);
  const region = identity.region === "global" ? "eu-central-1" : identity.region;
  const place = [identity.environment, identity.origin, identity.cloud, identity.region, identity.layer].join("/");
  const bucket = `state-${region}`;
  const key = `${place}.tfstate`;
  const kmsKeyArn = `arn:aws:kms:${region}:${identity.account}:alias/state`;
  const google = identity.cloud === "google";
  return {
    identity,
    backend: google
      ? { kind: "gcs", bucket, prefix: place, region, projectId: identity.account, projectNumber: "123456789012" }
      : { kind: "s3", bucket, key, region, kmsKeyArn, accountId: identity.account },
    dependsOn,
    json: {
      terraform: { backend: google ? { gcs: { bucket, prefix: place } } : { s3: { bucket, key, region, kms_key_id: kmsKeyArn } } },
      provider: { [identity.cloud]: [{ region }] },
      ...json,
    },
  };
};

/** A stack that makes one resource. */
export const resourceStack = (address: string, attributes: Record<string, unknown>, unlike: Partial<StackIdentity> = {}): ResolvedStack => {
  const [type = "", name = ""] = address.split(".");
  return stackOf({ resource: { [type]: { [name]: attributes } } }, unlike);
};

/** Examines stacks and concludes. */
export const judge = (...stacks: readonly ResolvedStack[]): { problems: readonly Problem[]; exceptions: readonly ExceptionUse[] } =>
  concludeEstate(stacks.map((stack) => JSON.parse(JSON.stringify(examineStack(stack, knowledge))) as StackFindings));

/** `[Code] place` of each problem, sorted: what a test compares. */
export const named = (...stacks: readonly ResolvedStack[]): readonly string[] =>
  judge(...stacks)
    .problems.map(({ code, place }) => `[${code}] ${place}`)
    .sort();

/** `[Code] place` of each problem in a stack's own words, without the stack's name. */
export const namedIn = (stack: ResolvedStack): readonly string[] => named(stack).map((line) => line.replace(`${stack.identity.name} `, ""));
