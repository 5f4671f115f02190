import type { ResourceFacts } from "../catalogue/facts";
import type { Diagnostic } from "../protocol/provider";
import { typeOfBlock } from "../protocol/types";
import { unknown, type ObjectValue, type Path } from "../protocol/values";
import { conventionOf } from "./conventions";
import type { AskedFor, Convention, PlanDraft } from "./conventions/convention";
import { fingerprint } from "./fingerprint";
import type { PlanContext } from "./plan-context";
import { plannedNew, top } from "./plan-create";
import { planFacts } from "./plan-facts";
import { plannedFrameworkUpdate } from "./plan-framework";
import { replacements } from "./plan-replace";
import { restatedState } from "./plan-restated";
import { timeoutProblems } from "./plan-timeouts";
import { plannedUpdate, type UpdateStyle } from "./plan-update";
import { mapRecord, partOf, sameValue } from "./plan-values";

/** What is planned for: `prior` is `null` for a create, `proposed` and `config` are for a destroy. */
export interface PlannedFor {
  readonly prior: ObjectValue | null;
  /** What Terraform proposes: the configuration, and what was computed before where it says nothing. */
  readonly proposed: ObjectValue | null;
  readonly config: ObjectValue | null;
}

/** A plan. */
export interface PlannedChange {
  /** `null` for a destroy. */
  readonly planned: ObjectValue | null;
  /** None for a create: Terraform asks for one where it replaces. */
  readonly requiresReplace: readonly Path[];
  /** What the provider refuses at plan only. */
  readonly diagnostics: readonly Diagnostic[];
  /** Whether the answer needs Terraform's forbearance for the SDK of old: it does for its types, as with the real provider. */
  readonly legacyTypeSystem: boolean;
}

/**
 * Plans a resource as its provider would, from what is known of its type and from the provider's configuration.
 *
 * What the facts don't tell is decided towards more warning: an argument that forced replacement with some neighbours
 * forces it, and what may be computed anew is unknown.
 */
export const planResource = (
  facts: ResourceFacts,
  { prior, proposed, config }: PlannedFor,
  context: PlanContext,
  type: string,
): PlannedChange => {
  const convention = conventionOf(context.provider);
  const style = styleOf(convention, facts, type, { prior, proposed: proposed ?? {} });
  const legacyTypeSystem = style.sdk;
  if (proposed === null) return { planned: null, requiresReplace: [], diagnostics: [], legacyTypeSystem };
  const given = config ?? proposed;
  const draft = { type, facts, prior, config: given, planned: draftOf(style, facts, prior, proposed, given), sdk: style.sdk };
  const diagnostics = [...(style.sdk ? timeoutProblems(prior, draft.planned, given) : []), ...convention.refuse(draft)];
  if (diagnostics.length > 0) return { planned: prior, requiresReplace: [], diagnostics, legacyTypeSystem };
  const planned = settledPlan(draft, convention.settle(draft, context));
  return {
    planned,
    requiresReplace: prior === null ? [] : replaced(style, facts, prior, withoutOpen(draft, planned), convention.kinds(type)),
    diagnostics,
    legacyTypeSystem,
  };
};

/** The draft with what was settled. The SDK of old leaves the state as it was where nothing is different in the end. */
const settledPlan = ({ facts: { block }, prior, planned, sdk }: PlanDraft, settled: ObjectValue): ObjectValue => {
  const whole = { ...planned, ...settled };
  if (!sdk || prior === null) return whole;
  const before = restatedState(block, prior);
  if (planned !== prior) return sameValue(typeOfBlock(block), before, whole) ? prior : whole;
  const isSame = Object.entries(settled).every(([name, one]) => fingerprint({ one }) === fingerprint({ one: partOf(prior, name) }));
  return isSame ? prior : { ...before, ...settled };
};

/** What the provider leaves open by itself replaces nothing. */
const withoutOpen = ({ planned: draft }: PlanDraft, planned: ObjectValue): ObjectValue =>
  mapRecord(planned, (one, name) => (one === unknown ? partOf(draft, name) : one));

/** The replacements that the facts tell, but of arguments of which only the kind counts. */
const replaced = (
  style: UpdateStyle,
  { block }: ResourceFacts,
  prior: ObjectValue,
  planned: ObjectValue,
  kinds: readonly string[],
): readonly Path[] => {
  // What was nothing in a block, and shows as zero now, is no change.
  const told = replacements(style, block, style.sdk ? restatedState(block, prior) : prior, planned);
  if (kinds.length === 0) return told;
  const isKind = ([step]: Path): boolean => step !== undefined && "attribute" in step && kinds.includes(step.attribute);
  const [before, after] = [kindOf(kinds, prior), kindOf(kinds, planned)];
  const changed = before === after ? [] : [before, after].filter((one) => one !== undefined);
  return [...told.filter((path) => !isKind(path)), ...changed.map((attribute): Path => [{ attribute }])];
};

const kindOf = (kinds: readonly string[], values: ObjectValue): string | undefined => kinds.find((name) => partOf(values, name) !== null);

const draftOf = (
  style: UpdateStyle,
  { block }: ResourceFacts,
  prior: ObjectValue | null,
  proposed: ObjectValue,
  config: ObjectValue,
): ObjectValue => {
  if (prior === null) return plannedNew(style, block, config, top);
  return style.sdk ? plannedUpdate(style, block, prior, proposed, top) : plannedFrameworkUpdate(style, block, prior, proposed, config);
};

const styleOf = (convention: Convention, facts: ResourceFacts, type: string, asked: AskedFor): UpdateStyle => ({
  facts: planFacts(facts, convention.supplement(type)),
  sdk: convention.isSdk(type, facts.block),
  textAt: (path, text) => convention.textAt(type, facts, path, text),
  isSameText: (path, before, after) => convention.isSameText(type, facts, path, before, after),
  isUnseen: (path, before, after) => convention.isUnseen(type, path, asked, before, after),
  isKept: (path) => convention.isKept(path),
  isFilledOnce: (path) => convention.isFilledOnce(type, path),
});
