import { parse } from "yaml";
import { projectFiles, readProjectFile } from "../rules/repository";

/** A step of a job or of an action. */
export interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

/** A job of a workflow. */
export interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly if?: string;
  readonly needs?: string;
  readonly "runs-on": string;
  readonly strategy?: Readonly<Record<string, unknown>>;
  readonly "timeout-minutes"?: number;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

/** A workflow. */
export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** An action of this repository, made of steps. */
export interface Action {
  readonly inputs: Readonly<Record<string, { readonly required?: boolean }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

/** Files of the repository's workflows. */
export const workflowFiles = projectFiles.filter((file) => file.startsWith(".github/workflows/"));
/** Files of the repository's own actions. */
export const actionFiles = projectFiles.filter((file) => file.startsWith(".github/actions/"));

/** The workflow of a file, by its name. */
export const workflow = (name: string): Workflow => parse(readProjectFile(`.github/workflows/${name}`)) as Workflow;

/** What `uses:` says of an action of this repository. */
export const ownAction = (name: string): string => `./.github/actions/${name}`;

/** The steps of an action of this repository, by what `uses:` says of it. */
export const actionOf = (uses: string): Action => parse(readProjectFile(`${uses.replace("./", "")}/action.yml`)) as Action;

/** The steps of all jobs of a workflow. */
export const stepsOf = ({ jobs }: Workflow): readonly Step[] => Object.values(jobs).flatMap(({ steps }) => steps);

/** The steps of a job with those of the own actions that it uses in their place. */
export const allSteps = (steps: readonly Step[]): readonly Step[] =>
  steps.flatMap((step) => (step.uses?.startsWith("./") === true ? allSteps(actionOf(step.uses).runs.steps) : [step]));
