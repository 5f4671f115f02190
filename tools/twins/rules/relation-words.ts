import type { Relation } from "../../catalogue/facts";

/** A relation as its message tells it, where facts hold the message alone; a message may be cut off. */
export const readRelation = (relation: Relation): Relation => {
  const { kind, path, says = "" } = relation;
  if (kind !== "other" || path === undefined) return relation;
  const [, framework] = /one \(and only one\) of \[([^\]]*(?:\[\d+\][^\]]*)*)\]/.exec(says) ?? [];
  if (framework !== undefined)
    return {
      kind: "exactly_one",
      of: together(
        path,
        framework.split(",").map((one) => besides(path, one)),
      ),
    };
  const [, own, listed, end] = /"([^"]+)": only one of `([^`]*)(`?)/.exec(says) ?? [];
  if (own === undefined || listed === undefined) return relation;
  const names = listed.split(",");
  // What was cut off is no name.
  const whole = end === "`" ? names : names.slice(0, -1);
  return { kind: "at_most_one", of: together(path, [own, ...whole].map(withoutIndexes)) };
};

const together = (path: string, others: readonly string[]): readonly string[] => [...new Set([path, ...others])].sort();

const withoutIndexes = (name: string): string => name.replace(/\[\d+\]|\.\d+(?=\.|$)/g, "");

/** The framework names an argument beside another by the way to it: `source_api_id.<.source_api_arn`. */
const besides = (path: string, name: string): string => {
  const [, beside] = /\.<\.(.+)$/.exec(name) ?? [];
  if (beside === undefined) return withoutIndexes(name);
  return [...path.split(".").slice(0, -1), beside].join(".");
};
