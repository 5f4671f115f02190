/** A type of Terraform's type system, in the form that its schemas use: `"string"`, `["list", "string"]`, `["object", {…}]`. */
export type ValueType =
  | "string"
  | "number"
  | "bool"
  | "dynamic"
  | readonly ["list" | "set" | "map", ValueType]
  | readonly ["tuple", readonly ValueType[]]
  | readonly ["object", Readonly<Record<string, ValueType>>]
  | readonly ["object", Readonly<Record<string, ValueType>>, readonly string[]];

/** A value that is not known before apply. */
export const unknown: unique symbol = Symbol("unknown");

/** A number that neither a double nor a 64-bit integer holds exactly, in decimal digits. */
export class LargeNumber {
  constructor(readonly digits: string) {}
}

/** A value in a place of type `dynamic`: it brings its type along. */
export class DynamicValue {
  constructor(
    readonly type: ValueType,
    readonly value: Value,
  ) {}
}

/**
 * A value of Terraform's. Lists, sets and tuples are arrays; the order of a set means nothing. Maps and objects are
 * records; an object has each of its attributes, `null` where it is not set.
 */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | typeof unknown
  | LargeNumber
  | DynamicValue
  | readonly Value[]
  | { readonly [name: string]: Value };

/** The attributes of a resource, a data source, a provider's configuration or a nested block. */
export type ObjectValue = Readonly<Record<string, Value>>;

/** One step into a value: an attribute or block by its name, or an element by its index or key. Sets have no steps. */
export type Step = { readonly attribute: string } | { readonly element: string | number };

/** Where in a resource something is. */
export type Path = readonly Step[];
