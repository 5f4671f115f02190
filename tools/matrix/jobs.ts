import { EstateError } from "../../modules/core/errors";
import { global, type Purpose } from "../../modules/core/words";
import { registryHost, roleArn, runnerName, type ArnPlace } from "../../regions/aws/names";
import { regionFacts } from "../../regions/facts";
import { jobsProviderName, planTokenId, registryUrl, serviceAccountEmail } from "../../regions/google/names";
import type { Manifest, ManifestStack } from "../../regions/manifest";
import type { NamePlace } from "../../regions/names";
import { planRole } from "../../regions/roles";
import { byKind, jobKinds, type Credential, type JobKind } from "./credentials";

/** One job of the workflow that plans: the fields of its kind, and no other. All names are derived: no stack is asked. */
export interface PlanJob {
  /** The stack's name. */
  readonly name: string;
  /** The stack's folder, relative to the manifest. */
  readonly path: string;
  /** The GitHub environment whose jobs the plan identities trust. */
  readonly githubEnvironment: string;
  /** `aws`: where the credentials are used: the stack's region, or its state's where the stack has none. */
  readonly region?: string;
  /** `aws`: the role with which the job plans. */
  readonly planRoleArn?: string;
  /** `google`: the provider to which GitHub's token is given, in the project of the state. */
  readonly identityProvider?: string;
  /** `google`: the account with which the job plans. */
  readonly planAccount?: string;
  /** `cloudflare`: the same two for reading the token, in the project of the states of the environment's edge. */
  readonly tokenIdentityProvider?: string;
  readonly tokenReader?: string;
  /** `cloudflare`: host and path of the token's newest version in Secret Manager. */
  readonly tokenAddress?: string;
  /** `cluster`: host of the registry of the site's charts. */
  readonly registryHost?: string;
  /** `cluster`: the runner inside the cluster's network; empty where any runner comes to the cluster. */
  readonly runner?: string;
}

/** The jobs that plan, by kind. A kind with no stack has none. */
export type PlanJobs = Readonly<Record<JobKind, readonly PlanJob[]>>;

/** The most jobs that GitHub makes of one matrix: https://docs.github.com/en/actions/reference/limits, read 2026-11-23. */
const mostJobs = 256;

/**
 * One job for each stack of a manifest, by kind and in the manifest's order.
 *
 * @throws EstateError UnknownStack where there is none, so that a workflow never passes with nothing planned, or where
 * one that another needs is not in the manifest; CannotPlan.
 */
export const planJobs = (manifest: Manifest): PlanJobs => {
  if (manifest.stacks.length === 0) throw missing("estate.json", "the manifest must list a stack to plan");
  const pairs = byKind(manifest.stacks);
  const jobs = Object.fromEntries(
    Object.entries(jobKinds).map(([kind, needs]) => [
      kind,
      pairs.filter(([, one]) => one === kind).map(([stack]) => planJob(manifest, stack, needs)),
    ]),
  ) as unknown as PlanJobs;
  for (const [kind, { length }] of Object.entries(jobs)) {
    if (length > mostJobs) throw tooMany(kind, length);
  }
  return jobs;
};

const missing = (place: string, rule: string): EstateError =>
  new EstateError([{ code: "UnknownStack", place, rule, fix: "run npm run synth first, for the whole estate" }]);

const tooMany = (kind: string, count: number): EstateError =>
  new EstateError([
    {
      code: "CannotPlan",
      place: `jobs of kind ${kind}`,
      rule: `a matrix must have at most ${String(mostJobs)} jobs`,
      value: count,
      fix: "plan the environments in runs of their own: npm run synth -- --environment NAME",
    },
  ]);

const planJob = (manifest: Manifest, stack: ManifestStack, needs: readonly Credential[]): PlanJob => ({
  name: stack.name,
  path: stack.path,
  githubEnvironment: stack.githubEnvironments.plan,
  ...(needs.includes("aws") && awsFields(manifest, stack)),
  ...(needs.includes("google") && googleFields(stack)),
  ...(needs.includes("cloudflare") && tokenFields(manifest, stack)),
  ...(needs.includes("cluster") && clusterFields(manifest, stack)),
});

/** Names are made of these words of a place alone. */
const namePlace = ({ organization }: Manifest, { environment, origin }: ManifestStack, purpose: Purpose): NamePlace =>
  ({ organization: { name: organization }, environment: { name: environment }, origin, purpose }) as NamePlace;

const purposeOf = ({ purpose }: ManifestStack): Purpose => (purpose === global ? "workload" : purpose);

const awsPlace = (manifest: Manifest, stack: ManifestStack): ArnPlace =>
  ({
    ...namePlace(manifest, stack, purposeOf(stack)),
    account: stack.account,
    site: { region: regionFacts[`${stack.cloud}-${awsRegion(stack)}`] },
  }) as ArnPlace;

const awsRegion = ({ region, backend }: ManifestStack): string => (region === global && backend.kind === "s3" ? backend.region : region);

const awsFields = (manifest: Manifest, stack: ManifestStack): Pick<PlanJob, "region" | "planRoleArn"> => ({
  region: awsRegion(stack),
  planRoleArn: roleArn(awsPlace(manifest, stack), planRole),
});

/** A state in a bucket of a Google project. */
type GoogleState = Extract<ManifestStack["backend"], { readonly kind: "gcs" }>;

const googleState = ({ backend }: ManifestStack): GoogleState | undefined => (backend.kind === "gcs" ? backend : undefined);

/** A stack stands in the project of its state, or, as the edge does, in none. */
const googleFields = (stack: ManifestStack): Pick<PlanJob, "identityProvider" | "planAccount"> => {
  const state = googleState(stack);
  return state === undefined
    ? {}
    : { identityProvider: jobsProviderName(state.projectNumber), planAccount: serviceAccountEmail({ account: state.projectId }, planRole) };
};

const tokenFields = (manifest: Manifest, stack: ManifestStack): Pick<PlanJob, "tokenIdentityProvider" | "tokenReader" | "tokenAddress"> => {
  const edge = manifest.stacks.find(({ cloud, environment }) => cloud === "cloudflare" && environment === stack.environment);
  const state = edge === undefined ? undefined : googleState(edge);
  if (edge === undefined || state === undefined)
    throw missing(stack.name, "its environment's edge must be listed, with a state on Google: Cloudflare's token lies beside it");
  const place = { ...namePlace(manifest, edge, "workload"), account: state.projectId };
  return {
    tokenIdentityProvider: jobsProviderName(state.projectNumber),
    tokenReader: serviceAccountEmail(place, planRole),
    tokenAddress: `secretmanager.${state.region}.rep.googleapis.com/v1/${planTokenId(place, state.region)}/versions/latest:access`,
  };
};

/** What makes a runner inside a network: GitHub's queued jobs wake a project of CodeBuild. */
const runnerType = "aws_codebuild_project";

const clusterFields = (manifest: Manifest, stack: ManifestStack): Pick<PlanJob, "registryHost" | "runner"> => {
  const source = manifest.stacks.find(({ name }) => name === stack.reads["cluster"]);
  if (source === undefined) throw missing(stack.name, "the stack with its cluster must be listed: it says which runner comes to it");
  const place = awsPlace(manifest, stack);
  return {
    registryHost: stack.cloud === "aws" ? registryHost(place) : (registryUrl(place, stack.region).split("/")[0] ?? ""),
    runner: runnerType in source.resources ? runnerName(place, stack.region) : "",
  };
};
