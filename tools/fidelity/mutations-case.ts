import type { ResourceFacts } from "../catalogue/facts";
import type { ObjectValue } from "../protocol/values";
import type { Bases } from "./mutations-bases";
import type { Slot } from "./mutations-slots";

/** What a case tries. What a required argument's absence means is decided by the schema alone. */
export const caseClasses = ["enumeration", "range", "format", "exclusion", "replacement", "required"] as const;

/** One of {@link caseClasses}. */
export type CaseClass = (typeof caseClasses)[number];

/** What a case is. No two have the same type, class, path and kind. */
export interface CaseName {
  readonly class: CaseClass;
  readonly type: string;
  /** What was changed, without indexes; several with ` + ` between. */
  readonly path: string;
  readonly kind: string;
  /** Whether a rule, a relation or a replacement is known at the path: otherwise the case probes for what isn't. */
  readonly known: boolean;
}

/** One question to a provider. */
export interface Case extends CaseName {
  readonly config: ObjectValue;
  /** What the resource was made from, where it exists already. */
  readonly before?: ObjectValue;
}

/** What the cases of one type are made from. */
export interface MutationRequest {
  readonly type: string;
  readonly facts: ResourceFacts;
  readonly slots: readonly Slot[];
  readonly bases: Bases;
}
