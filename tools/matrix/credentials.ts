import { EstateError, type Problem } from "../../modules/core/errors";
import type { Cloud } from "../../modules/core/words";
import type { ManifestStack } from "../../regions/manifest";

/**
 * What a job has to be able to sign in to. `cluster` is the Kubernetes API of the stack's site, to which the identity of
 * the site's own cloud signs in.
 */
export const credentials = ["aws", "google", "cloudflare", "cluster"] as const;

/** One thing to sign in to. */
export type Credential = (typeof credentials)[number];

/**
 * The kinds of jobs: what the stacks of a kind sign in to, and nothing else. The workflow has a job for each, for a job's
 * steps are what gives it an identity.
 */
export const jobKinds = {
  aws: ["aws"],
  "aws-cloudflare": ["aws", "cloudflare"],
  "aws-cluster": ["aws", "cluster"],
  google: ["google"],
  "google-cloudflare": ["google", "cloudflare"],
  "google-cluster": ["google", "cluster"],
} as const satisfies Readonly<Record<string, readonly Credential[]>>;

/** A kind of jobs. */
export type JobKind = keyof typeof jobKinds;

/** What a provider signs in to, by its source. */
const ofProvider: Readonly<Record<string, Credential>> = {
  "cloudflare/cloudflare": "cloudflare",
  "hashicorp/aws": "aws",
  "hashicorp/google": "google",
  "hashicorp/helm": "cluster",
  "hashicorp/kubernetes": "cluster",
};

const ofBackend: Readonly<Record<"gcs" | "s3", Credential>> = { gcs: "google", s3: "aws" };

const ofCloud: Readonly<Record<Cloud, Credential>> = { aws: "aws", cloudflare: "cloudflare", google: "google" };

const isKnown = (credential: Credential | undefined): credential is Credential => credential !== undefined;

/** What a stack signs in to, by its providers and the state that it reads and writes. In the order of {@link credentials}. */
const credentialsOf = (stack: ManifestStack): readonly Credential[] => {
  const ofProviders = Object.values(stack.providers).map(({ source }) => ofProvider[source]);
  const needed = new Set([...ofProviders, stack.backend.kind === "local" ? undefined : ofBackend[stack.backend.kind]].filter(isKnown));
  if (needed.has("cluster")) needed.add(ofCloud[stack.cloud]);
  return credentials.filter((one) => needed.has(one));
};

const problem = (stack: ManifestStack, rule: string, value: string, fix: string): Problem => ({
  code: "CannotPlan",
  place: stack.name,
  rule,
  value,
  fix,
});

const problemsOf = (stack: ManifestStack): readonly Problem[] => {
  const unknown = Object.values(stack.providers).filter(({ source }) => ofProvider[source] === undefined);
  if (unknown.length > 0) {
    const known = Object.keys(ofProvider).join(", ");
    return unknown.map(({ source }) =>
      problem(stack, `a provider must be one that a job can sign in to (${known})`, source, "add it to tools/matrix/credentials.ts"),
    );
  }
  if (stack.backend.kind === "local") {
    return [problem(stack, "the state must lie where a job can read it", "a local state", "run npm run synth without a local backend")];
  }
  const kinds = Object.keys(jobKinds).join(", ");
  const fix = "add the kind to tools/matrix/credentials.ts, and its job to .github/workflows/plan.yml";
  return kindNamed(stack) === undefined
    ? [problem(stack, `what a stack signs in to must be a kind of jobs (${kinds})`, credentialsOf(stack).join("-"), fix)]
    : [];
};

const kindNamed = (stack: ManifestStack): JobKind | undefined => {
  const name = credentialsOf(stack).join("-");
  return (Object.keys(jobKinds) as JobKind[]).find((kind) => kind === name);
};

/**
 * Each stack with the kind of the job that plans it.
 *
 * @throws EstateError CannotPlan, for all stacks at once, where a provider, a backend or their sum is none that a job has.
 */
export const byKind = (stacks: readonly ManifestStack[]): readonly (readonly [ManifestStack, JobKind])[] => {
  const problems = stacks.flatMap(problemsOf);
  if (problems.length > 0) throw new EstateError(problems);
  return stacks.flatMap((stack) => {
    const kind = kindNamed(stack);
    return kind === undefined ? [] : [[stack, kind] as const];
  });
};
