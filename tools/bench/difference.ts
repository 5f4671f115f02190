import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";

/**
 * In what two outputs differ: stacks that one of them lacks, and blocks of equal stacks that say something else. Keys
 * have no order, and cdktf's metadata (`//`) says nothing to Terraform. Empty when both mean the same.
 */
export const differences = (ours: string, theirs: string): readonly string[] => {
  const [left, right] = [stackNames(ours), stackNames(theirs)];
  return [
    ...left.filter((name) => !right.includes(name)).map((name) => `${name}: only in ours`),
    ...right.filter((name) => !left.includes(name)).map((name) => `${name}: only in theirs`),
    ...left
      .filter((name) => right.includes(name))
      .flatMap((name) => differencesIn(readStack(ours, name), readStack(theirs, name)).map((path) => `${name} ${path}`)),
  ];
};

const stackNames = (folder: string): readonly string[] => readdirSync(join(folder, "stacks")).sort();

const readStack = (folder: string, name: string): unknown => JSON.parse(readFileSync(join(folder, "stacks", name, "cdk.tf.json"), "utf8"));

/** Paths at which two values differ, three levels deep: `resource.aws_vpc.network_vpc`. */
export const differencesIn = (ours: unknown, theirs: unknown, path: readonly string[] = []): readonly string[] => {
  if (path.length < 3 && isRecord(ours) && isRecord(theirs)) {
    const keys = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].filter((key) => key !== "//").sort();
    return keys.flatMap((key) => differencesIn(ours[key], theirs[key], [...path, key]));
  }
  return isDeepStrictEqual(withoutMetadata(ours), withoutMetadata(theirs)) ? [] : [path.join(".")];
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const withoutMetadata = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutMetadata);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => (key === "//" ? [] : [[key, withoutMetadata(inner)]])));
};
