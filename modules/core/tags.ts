import { holdsToken } from "./props";
import type { DataClass, Jurisdiction, Phase } from "./words";

/** What every resource is tagged with. The keys are the same in every cloud; values are in lower case. */
export interface EstateTags {
  readonly organization: string;
  readonly environment: string;
  readonly phase: Phase;
  /** Whose data it is. */
  readonly origin: string;
  /** Where it lies. */
  readonly jurisdiction: Jurisdiction | "global";
  readonly layer: string;
  readonly stack: string;
}

const prefix = "estate:";

/** The default tags of a stack's provider, sorted by key. An environment's own tags come on top and may not use the prefix. */
export const defaultTags = (tags: EstateTags, own: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  sortedRecord({
    ...own,
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`${prefix}${key}`, value as string])),
    "estate:managed-by": "terraform",
  });

/**
 * A text in the form of a Google label: https://cloud.google.com/resource-manager/docs/labels-overview, read 2026-11-23.
 * What is known only later is left as it is.
 */
const labelText = (text: string): string =>
  holdsToken(text)
    ? text
    : text
        .toLowerCase()
        .replace(/[^a-z0-9_-]/g, "-")
        .slice(0, 63);

/**
 * Tags as Google takes them, which calls them labels: their keys have no colon and begin with a letter, so that
 * `estate:layer` is the label `estate-layer`. Of two tags whose keys become the same label the estate's own stays.
 */
export const labelsOf = (tags: Readonly<Record<string, string>>): Readonly<Record<string, string>> => {
  const own = Object.entries(tags).filter(([key]) => !key.startsWith(prefix));
  const estate = Object.entries(tags).filter(([key]) => key.startsWith(prefix));
  const labels = [...own, ...estate].map(([key, value]): readonly [string, string] => [labelText(key), labelText(value)]);
  return sortedRecord<string>(Object.fromEntries(labels.filter(([key]) => /^[a-z]/.test(key))));
};

/** The default tags of a stack's provider as labels of Google. */
export const defaultLabels = (tags: EstateTags, own: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  labelsOf(defaultTags(tags, own));

/** The tag of a store that says how sensitive its data is. */
export const dataClassTag = (dataClass: DataClass): Readonly<Record<string, string>> => ({ "estate:data-class": dataClass });

/** The same record with its keys in alphabetical order. */
export const sortedRecord = <T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
