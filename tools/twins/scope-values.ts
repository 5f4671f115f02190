import type { Diagnostic } from "../protocol/provider";
import type { ObjectValue, Path, Value } from "../protocol/values";
import type { Scope } from "../world/world";
import type { PlanContext } from "./plan-context";

/** What a provider's configuration means for all that it makes. */
export interface Configuration {
  /** Where things are made. */
  readonly scope: Scope;
  /** What acts on plans. */
  readonly context: PlanContext;
  readonly diagnostics: readonly Diagnostic[];
}

const isRecord = (value: Value | undefined): value is ObjectValue => typeof value === "object" && value !== null && !Array.isArray(value);

/** A text that is configured; `undefined` for none, an empty one, and one that is not known yet. */
export const textIn = (config: ObjectValue, name: string): string | undefined => {
  const value = config[name];
  return typeof value === "string" && value !== "" ? value : undefined;
};

/** The only block of its kind, or the object of an attribute; empty where there is none. */
export const blockIn = (value: Value | undefined): ObjectValue => {
  const one: Value | undefined = Array.isArray(value) ? (value as readonly Value[])[0] : value;
  return isRecord(one) ? one : {};
};

/** The texts of a list or set that are known. */
export const textsIn = (value: Value | undefined): readonly string[] =>
  Array.isArray(value) ? (value as readonly Value[]).filter((one): one is string => typeof one === "string") : [];

/** A map of texts, without those that are not known; `undefined` where there is none. */
export const mapIn = (value: Value | undefined): Readonly<Record<string, string>> | undefined =>
  isRecord(value)
    ? Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"))
    : undefined;

/** The path of a top-level attribute. */
export const attribute = (name: string): Path => [{ attribute: name }];
