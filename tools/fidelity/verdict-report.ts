import { caseClasses, type CaseClass } from "./mutations-case";
import type { Answer, Comparison, Verdicts } from "./verdict";

/** How often a twin said the same as the real provider, in one class of cases. */
export interface ClassResult {
  readonly class: CaseClass | "all but required";
  readonly cases: number;
  readonly agreed: number;
  /** Cases in which both accepted, both refused, or both would replace, at whatever place. */
  readonly concurred: number;
  /** Cases in which something is at stake: a rule is known there, or one of the two refused or would replace. */
  readonly atStake: number;
  readonly atStakeAgreed: number;
}

/** Cases of one type that the two answered differently in the same way. */
export interface Disagreement {
  readonly type: string;
  readonly path: string;
  readonly class: CaseClass;
  readonly reason: string;
  /** What was tried. */
  readonly kinds: readonly string[];
}

/** The result of a run. */
export interface FidelityReport {
  readonly classes: readonly ClassResult[];
  readonly disagreements: readonly Disagreement[];
  /** Cases that could not be asked, by reason. */
  readonly unasked: Readonly<Record<string, number>>;
}

/** Counts agreement by class. What the schema alone decides is not part of the whole. */
export const reportOn = ({ comparisons, unasked }: Verdicts): FidelityReport => ({
  classes: [
    ...caseClasses.map((name) =>
      resultOf(
        name,
        comparisons.filter((one) => one.case.class === name),
      ),
    ),
    resultOf(
      "all but required",
      comparisons.filter((one) => one.case.class !== "required"),
    ),
  ],
  disagreements: disagreementsIn(comparisons),
  unasked: Object.fromEntries(
    [...new Set(unasked.map(({ because }) => because))]
      .sort()
      .map((reason) => [reason, unasked.filter(({ because }) => because === reason).length]),
  ),
});

const objects = ({ refusedAt, replaces }: Answer): boolean => refusedAt.length > 0 || replaces.length > 0;

const isAtStake = ({ case: one, real, twin }: Comparison): boolean => one.known || objects(real) || objects(twin);

const resultOf = (name: ClassResult["class"], comparisons: readonly Comparison[]): ClassResult => ({
  class: name,
  cases: comparisons.length,
  agreed: comparisons.filter(({ agrees }) => agrees).length,
  concurred: comparisons.filter(({ concurs }) => concurs).length,
  atStake: comparisons.filter(isAtStake).length,
  atStakeAgreed: comparisons.filter((one) => one.agrees && isAtStake(one)).length,
});

const disagreementsIn = (comparisons: readonly Comparison[]): readonly Disagreement[] => {
  const groups = new Map<string, Disagreement>();
  for (const { case: one, real, twin } of comparisons.filter(({ agrees }) => !agrees)) {
    const reason = reasonOf(real, twin);
    const key = [one.type, one.path, one.class, reason].join("\n");
    const kinds = [...(groups.get(key)?.kinds ?? []), one.kind];
    groups.set(key, { type: one.type, path: one.path, class: one.class, reason, kinds });
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
};

const reasonOf = (real: Answer, twin: Answer): string => {
  if (real.refusedAt.length > 0 && twin.refusedAt.length === 0) return `only the real one refuses: ${inShort(real.says)}`;
  if (twin.refusedAt.length > 0 && real.refusedAt.length === 0) return `only the twin refuses: ${inShort(twin.says)}`;
  if (real.refusedAt.length > 0)
    return `refused elsewhere: at ${places(real.refusedAt)} (${inShort(real.says)}), the twin at ${places(twin.refusedAt)}`;
  return `replaces for ${places(real.replaces)}, the twin for ${places(twin.replaces)}`;
};

const places = (paths: readonly string[]): string =>
  paths.length === 0 ? "nothing" : paths.map((path) => (path === "" ? "the whole" : path)).join(", ");

/** Without the values that were tried, so that cases of one reason fall together. */
const inShort = (says: readonly string[]): string =>
  says
    .map((text) => text.replace(/\(?"[^"]*"\)?/g, "…").replace(/got:? .*/s, "got …"))
    .map((text) => (text.length > 120 ? `${text.slice(0, 120)}…` : text))
    .join("; ")
    .replace(/\s+/g, " ");
