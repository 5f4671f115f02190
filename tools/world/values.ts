import type { ObjectValue, Path, Step, Value } from "../protocol/values";
import { LargeNumber, unknown } from "../protocol/values";
import type { WorldObject } from "./world";

const paths = new Map<string, readonly string[]>();

const namesOf = (path: string): readonly string[] => {
  const known = paths.get(path);
  if (known !== undefined) return known;
  const names = path.split(".");
  paths.set(path, names);
  return names;
};

const isRecord = (value: Value | undefined): value is Readonly<Record<string, Value>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof LargeNumber);

/** What lies at a path of names with dots between them. Lists and sets on the way, and at the end, are flattened; what is not set is left out. */
export const valuesAt = (from: Value, path: string): readonly Value[] => {
  const found: Value[] = [];
  collect(from, namesOf(path), 0, found);
  return found;
};

const collect = (value: Value | undefined, names: readonly string[], depth: number, found: Value[]): void => {
  if (value === undefined || value === null || value === unknown) return;
  if (Array.isArray(value)) {
    for (const element of value as readonly Value[]) collect(element, names, depth, found);
    return;
  }
  const name = names[depth];
  if (name === undefined) found.push(value);
  else if (isRecord(value)) collect(value[name], names, depth + 1, found);
};

/** The texts at a path that are not empty; numbers in decimal digits. */
export const textsAt = (from: Value, path: string): readonly string[] =>
  valuesAt(from, path).flatMap((value) => {
    if (typeof value === "string") return value === "" ? [] : [value];
    if (typeof value === "number" || typeof value === "bigint") return [String(value)];
    return value instanceof LargeNumber ? [value.digits] : [];
  });

/** What somebody asked for, or what is there, where nothing is known of that. */
export const askedFor = ({ config, values }: WorldObject): ObjectValue => config ?? values;

/** The texts that somebody asked for at a path. */
export const askedTexts = (object: WorldObject, path: string): readonly string[] => textsAt(askedFor(object), path);

/** The first text at a path. */
export const textAt = (object: WorldObject, path: string): string | undefined => textsAt(object.values, path)[0];

/** Whether the first value at a path is `true`. */
export const isTrue = (object: WorldObject, path: string): boolean => valuesAt(object.values, path)[0] === true;

/** The blocks or objects at a path. */
export const blocksAt = (object: WorldObject, path: string): readonly Readonly<Record<string, Value>>[] =>
  valuesAt(object.values, path).filter(isRecord);

/** The first whole number at a path. */
export const numberAt = (from: Value, path: string): number | undefined => {
  const text = textsAt(from, path)[0];
  return text === undefined || !/^-?\d+$/.test(text) ? undefined : Number(text);
};

/**
 * The steps of a path, as far as they are the same whatever a schema says: elements of sets have no steps, and values
 * alone don't tell a set from a list.
 */
export const stepsOf = ({ values }: WorldObject, path: string): Path => {
  const steps: Step[] = [];
  let value: Value | undefined = values;
  for (const name of namesOf(path)) {
    if (!isRecord(value) || !(name in value)) break;
    steps.push({ attribute: name });
    value = value[name];
  }
  return steps;
};
