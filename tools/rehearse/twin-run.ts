import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TerraformJson } from "../../modules/core/output-guards";
import type { ManifestStack } from "../../regions/manifest";
import type { ProviderFacts } from "../catalogue/facts";
import { terraformEnvironment } from "../terraform/environment";
import { fromMirrors } from "../terraform/installation";
import { findTerraform } from "../terraform/program";
import type { FactsOfType } from "./comparison";
import type { RehearsedStack } from "./copies";
import type { DestroyResult } from "./destroy";
import type { EstateSteps } from "./estate";
import type { Ground } from "./ground";
import { goDown, goThrough, goUp, isWhole, type PhaseRequest, type Timed, type UpResult } from "./phases";
import type { ChangeReport, RehearsalReport, StackReport } from "./report";
import { siteLosses } from "./sites";

/** Running twins. */
export interface RunningTwins {
  /** The environment variables with which the Terraform of one stack reaches its twins. */
  environment(stack: string, sources: readonly string[]): Promise<Readonly<Record<string, string>>>;
  close(): Promise<void>;
}

/** What a rehearsal is made with. */
export interface RehearsalParts {
  readonly startTwins: (request: { readonly facts: readonly ProviderFacts[]; readonly outside: "empty" | "open" }) => Promise<RunningTwins>;
  /** What is known of the providers of these stacks. */
  readonly factsFor: (stacks: readonly RehearsedStack[]) => readonly ProviderFacts[];
}

/** What is rehearsed with twins. */
export interface TwinRequest extends PhaseRequest {
  readonly workspace: string;
  readonly steps: EstateSteps;
  readonly stacks: readonly RehearsedStack[];
  readonly parts: RehearsalParts;
  readonly terraform?: string;
}

/** What came of it. */
export type TwinResult = Pick<RehearsalReport, "terraform" | "stacks" | "changes" | "losses" | "failures">;

/** Above this a program hangs. */
const limitSeconds = 600;

/** Takes stacks up, through the changes and down, with twins in the place of their providers. */
export const rehearseWithTwins = async (request: TwinRequest): Promise<TwinResult> => {
  const { workspace, steps, stacks, parts } = request;
  const place = { env: environmentIn(workspace), limitSeconds };
  const terraform = await findTerraform(request.terraform, { ...place, cwd: workspace });
  // While samples stand in for what others made, things stand outside of which the twins know nothing.
  const facts = parts.factsFor(everyStack(request));
  const twins = await parts.startTwins({ facts, outside: isWhole(request) ? "empty" : "open" });
  try {
    const ground: Ground = {
      workspace,
      terraform,
      place,
      providers: async (stack, sources) => (sources.length === 0 ? {} : await twins.environment(stack, sources)),
      entries: entriesOf(steps),
      ...(request.hcl === undefined ? {} : { hcl: request.hcl }),
    };
    const up = await goUp(ground, stacks, request);
    const standing = new Map(up.flatMap(({ copy }) => (copy === undefined ? [] : [[copy.entry.name, copy] as const])));
    const changes = isWhole(request)
      ? await goThrough(ground, { stacks, later: steps.later, factsOf: ofType(facts) }, standing, request)
      : [];
    const down = request.until === "destroy" ? await goDown(ground, standing, request) : new Map<string, DestroyResult & Timed>();
    return {
      terraform: terraform.version,
      stacks: [...up.map((one) => reportOf(one, down.get(one.entry.name))), ...addedBy(changes, up, down)],
      changes,
      losses: siteLosses(up.flatMap(({ entry, needs }) => (needs === undefined ? [] : [{ entry, needs }]))),
      failures: [
        ...up.flatMap(({ failures }) => failures),
        ...changes.flatMap((change) => change.stacks.flatMap(({ failures }) => failures)),
        ...[...down.values()].flatMap(({ failures }) => failures),
      ],
    };
  } finally {
    await twins.close();
  }
};

/** Terraform sees none of the caller's credentials and settings, and takes no provider from anywhere. */
export const environmentIn = (workspace: string): Readonly<Record<string, string>> => {
  const nothing = join(workspace, "no-providers");
  const cliConfig = join(workspace, "rehearsal.tfrc");
  mkdirSync(nothing);
  writeFileSync(cliConfig, fromMirrors([nothing]));
  return terraformEnvironment(process.env, { home: join(workspace, "home"), cliConfig, network: false });
};

/** What the providers' facts say of a resource type. */
export const ofType =
  (facts: readonly ProviderFacts[]): FactsOfType =>
  (type) =>
    facts.map(({ resources }) => (Object.hasOwn(resources, type) ? resources[type] : undefined)).find((one) => one !== undefined);

const everyStack = ({ stacks, steps }: TwinRequest): readonly RehearsedStack[] => [
  ...stacks,
  ...steps.later.flatMap(({ synthesis }) =>
    synthesis.stacks.map((entry) => ({ entry, json: JSON.parse(synthesis.texts.get(entry.name) ?? "{}") as TerraformJson })),
  ),
];

const entriesOf = ({ first, later }: EstateSteps): ReadonlyMap<string, ManifestStack> =>
  new Map([first, ...later.map(({ synthesis }) => synthesis)].flatMap(({ stacks }) => stacks.map((entry) => [entry.name, entry] as const)));

type Down = DestroyResult & Timed;

const reportOf = (up: UpResult, down: Down | undefined): StackReport => ({
  stack: up.entry.name,
  ...up.counts,
  destroy: down?.destroyed ?? 0,
  result: up.copy === undefined ? "not run" : up.failures.length > 0 || (down?.failures ?? []).length > 0 ? "failed" : "passed",
  provider: up.copy === undefined || up.copy.sources.length === 0 ? "" : "twin",
  needs: up.waits,
  refused: down?.refused ?? [],
  seconds: up.seconds + (down?.seconds ?? 0),
});

/** Stacks that came with a change, as they were when they came last. */
const addedBy = (changes: readonly ChangeReport[], up: readonly UpResult[], down: ReadonlyMap<string, Down>): readonly StackReport[] => {
  const known = new Set(up.map(({ entry }) => entry.name));
  const news = changes.flatMap(({ stacks }) => stacks).filter(({ kind, stack }) => kind === "new" && !known.has(stack));
  return [...new Map(news.map((one) => [one.stack, one] as const)).values()].map(({ stack, counts, failures, result, needs, seconds }) => {
    const end = down.get(stack);
    const failed = failures.length > 0 || (end?.failures ?? []).length > 0;
    return {
      stack,
      ...counts,
      destroy: end?.destroyed ?? 0,
      result: result === "not run" ? "not run" : failed ? "failed" : "passed",
      provider: "twin",
      needs,
      refused: end?.refused ?? [],
      seconds: seconds + (end?.seconds ?? 0),
    };
  });
};
