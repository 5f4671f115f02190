import type { ProviderFacts } from "./facts";
import { shareShapes } from "./shapes";

/** Records of which each entry gets a line of its own, at every depth. Everything else stands on one line. */
const listed = new Set([
  ...["resources", "data_sources", "ephemeral_resources", "shapes", "attributes", "block_types", "rules", "relations"],
  ...["replace", "replace_depends", "replace_unknown", "replace_changes", "defaults", "block_defaults"],
  ...["computed_blocks", "kept_blocks"],
]);

/**
 * A provider's facts as the text of a catalogue file: keys sorted, a line for each attribute, rule, relation and path,
 * so that a change of one fact is a change of one line. What is empty is left out.
 */
export const formatCatalogue = (facts: ProviderFacts): string => {
  const { facts: short, shapes } = shareShapes(facts);
  return `${print({ ...short, shapes }, 0, undefined)}\n`;
};

const print = (value: unknown, depth: number, key: string | undefined): string => {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const isListed = key !== undefined && listed.has(key);
  if (Array.isArray(value))
    return isListed
      ? lines(
          "[",
          value.map((one) => flat(one)),
          "]",
          depth,
        )
      : flat(value);
  const entries = sortedEntries(value);
  const holdsList = entries.some(([name, part]) => listed.has(name) || isContainer(part));
  if (!isListed && !holdsList) return flat(value);
  const printed = entries.map(([name, part]) => {
    const text = isOneLine(key) ? flat(part) : print(part, depth + 1, name);
    return `${JSON.stringify(name)}: ${text}`;
  });
  return lines("{", printed, "}", depth);
};

/** Facts by path: each on its line, whatever it holds. */
const isOneLine = (key: string | undefined): boolean =>
  key === "rules" || key === "replace_changes" || key === "defaults" || key === "block_defaults";

const isContainer = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  ("attributes" in value || "block_types" in value || "block" in value);

const lines = (open: string, entries: readonly string[], close: string, depth: number): string =>
  entries.length === 0
    ? `${open}${close}`
    : `${open}\n${entries.map((entry) => " ".repeat(depth + 1) + entry).join(",\n")}\n${" ".repeat(depth)}${close}`;

const flat = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(flat).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${sortedEntries(value)
    .map(([name, part]) => `${JSON.stringify(name)}:${flat(part)}`)
    .join(",")}}`;
};

const sortedEntries = (value: object): readonly (readonly [string, unknown])[] =>
  (Object.entries(value) as (readonly [string, unknown])[]).filter(([, part]) => part !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
