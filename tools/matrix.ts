import { defaultOutputFolder } from "../main";
import { readManifest } from "../regions/output";
import { EstateError } from "../modules/core/errors";
import { global } from "../modules/core/words";
import { roleArn, type ArnPlace } from "../regions/aws/names";
import { planRole } from "../regions/roles";
import { regionFacts } from "../regions/facts";
import type { Manifest, ManifestStack } from "../regions/manifest";
import { readOptions, runCommand } from "./command";

const help = `node tools/run.mjs matrix [options]: prints the stacks of estate.json as a matrix for GitHub Actions

  --out DIR   the folder that holds estate.json (default: cdktf.out)`;

/** One job of the workflow that plans. */
export interface PlanJob {
  /** The stack's name. */
  readonly name: string;
  /** The stack's folder, relative to the manifest. */
  readonly path: string;
  /** Where the job's credentials are used: the stack's region, or its state's where the stack has none. */
  readonly region: string;
  /** The GitHub environment whose jobs the plan role trusts. */
  readonly githubEnvironment: string;
  /** The role with which the job plans, derived from its name: no stack is asked. */
  readonly planRoleArn: string;
}

/**
 * The jobs that plan the stacks of a manifest that need AWS alone, in its order. A job has one identity: what needs another
 * cloud's too, or a way into a cluster, is planned where these are.
 *
 * @throws EstateError UnknownStack where there is none, so that a workflow never passes with nothing planned.
 */
export const planJobs = ({ organization, stacks }: Manifest): readonly PlanJob[] => {
  const jobs = stacks
    .filter(({ providers }) => Object.keys(providers).every((name) => name === "aws"))
    .map((stack) => planJob(organization, stack));
  if (jobs.length > 0) return jobs;
  throw new EstateError([
    { code: "UnknownStack", place: "estate.json", rule: "the manifest must list a stack to plan", fix: "run npm run synth first" },
  ]);
};

const planJob = (organization: string, stack: ManifestStack): PlanJob => {
  const region = stack.region === global && stack.backend.kind === "s3" ? stack.backend.region : stack.region;
  // A role's ARN is made of these words of its place alone.
  const place = {
    organization: { name: organization },
    environment: { name: stack.environment },
    origin: stack.origin,
    purpose: stack.purpose,
    account: stack.account,
    site: { region: regionFacts[`${stack.cloud}-${region}`] },
  } as ArnPlace;
  return {
    name: stack.name,
    path: stack.path,
    region,
    githubEnvironment: stack.githubEnvironments.plan,
    planRoleArn: roleArn(place, planRole),
  };
};

/** Runs the verb with the arguments after its name. */
export const run = (args: readonly string[]): Promise<void> =>
  runCommand(() => {
    const { out } = readOptions("matrix", help, args, { out: { type: "string" } });
    console.log(JSON.stringify(planJobs(readManifest(out ?? defaultOutputFolder()))));
  });
