import { watchPrograms } from "../terraform/program";
import { watchWorkspaces, withWorkspace } from "../terraform/workspace";
import { noCounts } from "./commands";
import { selectFrom, synthesizeSteps, type EstateRequest } from "./estate";
import { endLeftovers, recordRun } from "./leftovers";
import { isWhole, type PhaseRequest } from "./phases";
import { rehearseWithReal, type RealResult } from "./real";
import type { RehearsalReport, StackReport } from "./report";
import { rehearseWithTwins, type RehearsalParts, type TwinResult } from "./twin-run";

/** What is rehearsed, and how. */
export interface RehearsalRequest extends PhaseRequest, EstateRequest {
  /** `twin`: twins alone. `auto`: providers that are installed validate and plan too. `real`: they alone. */
  readonly providers: "twin" | "auto" | "real";
  /** The Terraform program. @default the one that ESTATE_TERRAFORM names, else `terraform` on the PATH */
  readonly terraform?: string;
  /** Leaves the working copies where they are, and tells where. @default false */
  readonly keep?: boolean;
}

/**
 * Rehearses the estate with real Terraform and with twins in the place of its providers: with no credentials, no
 * registry, no cloud, and nothing that outlasts it but the report.
 *
 * @throws EstateError where the estate, the selection or a change is wrong, or there is no Terraform
 */
export const rehearse = async (request: RehearsalRequest, parts: RehearsalParts): Promise<RehearsalReport> => {
  const start = performance.now();
  const { until, providers, terraform, keep = false, onProgress } = request;
  const steps = synthesizeSteps(request);
  const { stacks, added } = selectFrom(steps.first, request, isWhole(request));
  return withRecord(onProgress, async () => {
    const shared = { stacks, keep, onProgress, ...(terraform === undefined ? {} : { terraform }) };
    const real =
      providers === "twin" ? undefined : await rehearseWithReal({ ...shared, synthesis: steps.first, plan: until !== "validate" });
    const twin =
      providers === "real"
        ? undefined
        : await withWorkspace(keep, (workspace) => {
            if (keep) onProgress(`the working copies are in ${workspace}`);
            return rehearseWithTwins({ ...request, workspace, steps, stacks, parts });
          });
    return {
      until,
      terraform: twin?.terraform ?? real?.terraform ?? "",
      stacks: merged(
        stacks.map(({ entry }) => entry.name),
        twin,
        real,
      ),
      changes: twin?.changes ?? [],
      losses: twin?.losses ?? [],
      failures: [...(real?.failures ?? []), ...(twin?.failures ?? [])],
      notes: [
        ...(added.length === 0 ? [] : [`taken along, because a selected stack comes after them: ${added.join(", ")}`]),
        ...(real?.relaxed ?? []),
        ...[...(real?.reasons ?? [])].map(([stack, reason]) => `no real provider for ${stack}: ${reason}`),
      ],
      seconds: (performance.now() - start) / 1000,
    };
  });
};

/** Ends what earlier runs left, and writes down what this one starts, so that the next can do the same. */
export const withRecord = async <T>(onProgress: (line: string) => void, work: () => Promise<T>): Promise<T> => {
  for (const { pid, ended, removed } of await endLeftovers()) {
    onProgress(`ended what run ${String(pid)} left: processes: ${String(ended.length)}, folders: ${String(removed.length)}`);
  }
  const log = recordRun();
  const endings = [watchPrograms(log.started), watchWorkspaces(log.worksIn)];
  try {
    return await work();
  } finally {
    endings.forEach((end) => end());
    log.close();
  }
};

/** What twins and real providers said of each stack, in one row. */
const merged = (names: readonly string[], twin: TwinResult | undefined, real: RealResult | undefined): readonly StackReport[] => {
  const rows = twin?.stacks ?? names.map((name) => realRow(name, real));
  const failed = new Set((real?.failures ?? []).map(({ stack }) => stack));
  return rows.map((row) => ({
    ...row,
    result: failed.has(row.stack) ? "failed" : row.result,
    provider: [real?.ran.get(row.stack), row.provider].filter((word) => word !== undefined && word !== "").join(" + "),
  }));
};

const realRow = (stack: string, real: RealResult | undefined): StackReport => {
  const reason = real?.reasons.get(stack);
  return {
    ...noCounts,
    stack,
    add: real?.resources.get(stack) ?? 0,
    result: reason === undefined ? "passed" : "not run",
    provider: "",
    needs: [],
    refused: [],
    seconds: 0,
  };
};
