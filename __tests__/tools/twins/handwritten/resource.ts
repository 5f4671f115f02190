/** Arguments as in a .tf.json file, or a change to them: by path, `settings.0.tier`; `null` takes an argument away. */
export type Arguments = Readonly<Record<string, unknown>>;

/** One argument that is wrong, and where the provider says so. */
export interface Mistake {
  readonly mistake: "required" | "enumeration" | "range" | "length" | "format" | "exclusive" | "one of" | "condition";
  readonly with: Arguments;
  /** Paths without indexes, `""` for the resource as a whole. Each error lies at one of them. */
  readonly at: readonly string[];
}

/** A change to a resource that exists. */
export interface Change {
  readonly change: string;
  readonly with: Arguments;
  /** Paths without indexes; none: it is updated in place. A provider may tell what is around a path too. */
  readonly replaces: readonly string[];
}

/** A resource that an operator would write, and what its provider makes of it, of one mistake each, and of changes. */
export interface HandwrittenResource {
  readonly name: string;
  readonly type: string;
  readonly config: Arguments;
  /** Values that the plan of a create knows although the configuration doesn't give them, by path: `spec.0.type`. */
  readonly defaults?: Arguments;
  readonly mistakes?: readonly Mistake[];
  readonly changes?: readonly Change[];
}

/** What one provider is asked, and how it is configured while it is. */
export interface HandwrittenProvider {
  /** With its host. */
  readonly provider: string;
  readonly version: string;
  /** The provider's own configuration. */
  readonly configuration: Arguments;
  readonly resources: readonly HandwrittenResource[];
}
