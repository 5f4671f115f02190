import type { ObjectValue, Value } from "../../protocol/values";
import { textFrom, textOf } from "./config";
import type { DataSourceRequest, Reader } from "./data-source";
import { reader, type Lookup } from "./lookup";

/** An argument that selects nothing. */
export const anything = (): boolean => true;

/** A thing of a region that one argument names. */
export const named = (type: string, argument: string, attribute: string, missing: string, more: Partial<Lookup> = {}): Reader =>
  reader({ of: [type], reach: "own-region", by: { [argument]: attribute }, missing, ...more });

/** The error of most data sources that find nothing. */
export const notFound = (what: string, argument: string): string => `reading ${what} ({${argument}}): couldn't find resource`;

/** Attributes that the resource has under another name. */
export const copied =
  (...names: readonly (readonly [string, string])[]) =>
  (values: ObjectValue): ObjectValue =>
    Object.fromEntries(names.map(([name, from]) => [name, values[from] ?? ""] as const));

/** An argument that an attribute has to begin with. */
export const startsWith =
  (attribute: string) =>
  (prefix: Value, values: ObjectValue): boolean =>
    (textOf(values, attribute) ?? "").startsWith(textFrom(prefix));

/** A list whose id is one of its arguments. */
export const nameById =
  (argument: string) =>
  ({ config }: DataSourceRequest): string =>
    textOf(config, argument) ?? "";

/** Null for a list without elements. */
export const unlessEmpty = <T>(items: readonly T[]): readonly T[] | null => (items.length === 0 ? null : items);
