import type { ValueType } from "../protocol/values";

/** What is known of a provider: what it told of itself, or what its bindings tell. */
export interface ProviderFacts {
  /** With its host: `registry.terraform.io/hashicorp/aws`. */
  readonly provider: string;
  readonly version: string;
  /** The day on which it was asked, `YYYY-MM-DD`. */
  readonly date?: string;
  /** The provider's own configuration. */
  readonly config: Block;
  readonly resources: Readonly<Record<string, ResourceFacts>>;
  readonly data_sources: Readonly<Record<string, DataSourceFacts>>;
  readonly ephemeral_resources: Readonly<Record<string, EphemeralFacts>>;
}

/** The schema of a block, in the form of `terraform providers schema -json`. */
export interface Block {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly block_types?: Readonly<Record<string, NestedBlock>>;
}

/** An attribute: `type`, or `nested_type` where it is made of attributes. */
export interface Attribute {
  readonly type?: ValueType;
  readonly nested_type?: NestedType;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly write_only?: boolean;
  readonly deprecated?: boolean;
}

/** The attributes of an attribute. */
export interface NestedType {
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly nesting_mode: "single" | "list" | "set" | "map";
}

/** A nested block. A group is like a single block that is always there. */
export interface NestedBlock {
  readonly nesting_mode: "single" | "group" | "list" | "set" | "map";
  readonly block: Block;
  readonly min_items?: number;
  readonly max_items?: number;
}

/** What any configuration of a type must obey. Paths are names with dots between them, without indexes. */
export interface Constraints {
  readonly rules?: Readonly<Record<string, Rule>>;
  readonly relations?: readonly Relation[];
}

/** A resource type. */
export interface ResourceFacts extends Constraints {
  readonly version: number;
  readonly block: Block;
  /**
   * Paths whose change on an existing resource forces its replacement. A path that is a block: adding or removing it; where
   * only what stands in the block forces it, the paths of that alone.
   */
  readonly replace?: readonly string[];
  /** Paths that forced replacement with some neighbouring values, and not with others. */
  readonly replace_depends?: readonly string[];
  /**
   * By path that depends: changes from one value to another that always forced it. `null` is not set, `"*"` any value of
   * an open list, `true` a block that is there.
   */
  readonly replace_changes?: Readonly<Record<string, readonly (readonly [unknown, unknown])[]>>;
  /** Paths of which nothing could be proved. */
  readonly replace_unknown?: readonly string[];
  /** Values that the provider fills in at plan when only the required arguments are given, as a tree of names. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  readonly defaults_unknown?: string;
  /** Values that the provider fills in at plan inside a nested block that is given, by the path of the attribute. */
  readonly block_defaults?: Readonly<Record<string, unknown>>;
  /** Paths of nested blocks that are unknown at the plan of a create where none is given. */
  readonly computed_blocks?: readonly string[];
  /** Paths of nested blocks that stay where they are taken away, without what was configured in them. */
  readonly kept_blocks?: readonly string[];
  /** Paths of computed attributes that are unknown at plan whenever something is changed in place. */
  readonly update_unknown?: readonly string[];
}

/** A data source. */
export interface DataSourceFacts extends Constraints {
  readonly version: number;
  readonly block: Block;
}

/** An ephemeral resource. */
export interface EphemeralFacts extends Constraints {
  readonly version: number;
  readonly block: Block;
}

/** What the value at one path must be. For a string, `min` and `max` bound its length, in characters. */
export interface Rule {
  readonly enum?: readonly (string | number)[];
  readonly min?: number;
  readonly max?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** How many elements a list, set or map must have at least. */
  readonly minItems?: number;
  /** How many elements a list, set or map may have at most. */
  readonly maxItems?: number;
  /** A regular expression in Go's syntax. */
  readonly pattern?: string;
  readonly format?: string;
  /** The beginning of a message of which no rule could be read. */
  readonly other?: string;
  /** Words of the closed list may be written in capitals or small letters. */
  readonly anyCase?: true;
  /** An empty text is right whatever else is said. */
  readonly orEmpty?: true;
  /** Rules one of which has to hold. */
  readonly anyOf?: readonly Rule[];
  /** Further rules, each of which has to hold too. */
  readonly also?: readonly Rule[];
  /** What the keys of a map must be. */
  readonly keys?: Rule;
}

/** How arguments of one resource depend on each other. */
export interface Relation {
  readonly kind: "conflicts" | "at_most_one" | "at_least_one" | "exactly_one" | "together" | "requires" | "only_if" | "other";
  readonly path?: string;
  readonly with?: readonly string[];
  readonly of?: readonly string[];
  readonly when?: string;
  readonly in?: readonly unknown[];
  readonly says?: string;
}
