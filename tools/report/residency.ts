import type { ExceptionUse, ResidencyException } from "../../modules/policy/model";
import { residencyExceptions } from "../../modules/policy/residency-exceptions";

/** A residency exception that is in use, and all its uses. */
export interface UsedException extends Pick<ResidencyException, "id" | "cloud" | "service" | "region" | "reason" | "most" | "source"> {
  readonly uses: readonly Omit<ExceptionUse, "exception">[];
}

/** The exceptions of the closed list that are in use, sorted by id. */
export const usedExceptions = (uses: readonly ExceptionUse[]): readonly UsedException[] =>
  residencyExceptions
    .map(({ id, cloud, service, region, reason, most, source }) => ({
      id,
      cloud,
      service,
      region,
      reason,
      most,
      source,
      uses: uses.filter(({ exception }) => exception === id).map(({ stack, address, uses: count }) => ({ stack, address, uses: count })),
    }))
    .filter((exception) => exception.uses.length > 0)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
