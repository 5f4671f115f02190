import type { Block, ResourceFacts } from "../../catalogue/facts";
import type { Diagnostic } from "../../protocol/provider";
import type { ObjectValue, Value } from "../../protocol/values";
import type { PlanContext } from "../plan-context";
import type { Supplement } from "../plan-facts";

/** A plan as the facts of the type alone give it. */
export interface PlanDraft {
  readonly type: string;
  readonly facts: ResourceFacts;
  /** `null` for a create. */
  readonly prior: ObjectValue | null;
  readonly config: ObjectValue;
  readonly planned: ObjectValue;
  readonly sdk: boolean;
}

/** A resource as it is asked for: its state, `null` for a create, and what Terraform proposes. */
export interface AskedFor {
  readonly prior: ObjectValue | null;
  readonly proposed: ObjectValue;
}

/** What a provider does at plan that neither a schema nor asking with one argument at a time tells. */
export interface Convention {
  /** Whether a type is made with Terraform's SDK of old, and not with its plugin framework. */
  readonly isSdk: (type: string, block: Block) => boolean;
  /** What is known of a type beside its facts. */
  readonly supplement: (type: string) => Supplement;
  /** The form that the provider brings a configured text to. `path` has no indexes. */
  readonly textAt: (type: string, facts: ResourceFacts, path: string, text: string) => string;
  /** Whether the provider takes one text for the other, and keeps the one before. */
  readonly isSameText: (type: string, facts: ResourceFacts, path: string, before: string, after: string) => boolean;
  /** The attributes that the provider's own configuration decides, or that follow from other arguments: they take the place of the draft's. */
  readonly settle: (draft: PlanDraft, context: PlanContext) => ObjectValue;
  /** Whether the plugin framework keeps a computed attribute in a change, where the facts don't say. */
  readonly isKept: (path: string) => boolean;
  /** Whether the provider takes a value for the one before, whatever it is: of what is new, it makes nothing. */
  readonly isUnseen: (type: string, path: string, asked: AskedFor, before: Value, after: Value) => boolean;
  /** Whether a value is filled in only where there was none before, and not again whenever nothing is configured. */
  readonly isFilledOnce: (type: string, path: string) => boolean;
  /** Arguments of which the kind counts: a change replaces only where another of them is set than before. */
  readonly kinds: (type: string) => readonly string[];
  /** What the provider refuses at plan, and not when it validates. */
  readonly refuse: (draft: PlanDraft) => readonly Diagnostic[];
}

/** The SDK of old gives every type an id that could be configured; the framework's ids are computed only. */
export const hasSdkId = ({ attributes: { id } = {} }: Block): boolean => id?.optional === true && id.computed === true;

/** A provider of which nothing more is known. */
export const plain: Convention = {
  isSdk: (_type, block) => hasSdkId(block),
  supplement: () => ({}),
  textAt: (_type, _facts, _path, text) => text,
  isSameText: (_type, _facts, _path, before, after) => before === after,
  settle: () => ({}),
  isKept: (path) => path === "id",
  isUnseen: () => false,
  isFilledOnce: () => false,
  kinds: () => [],
  refuse: () => [],
};
