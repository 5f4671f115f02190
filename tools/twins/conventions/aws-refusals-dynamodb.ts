import { unknown, type ObjectValue, type Value } from "../../protocol/values";
import { objectsIn, partOf } from "../plan-values";
import type { PlanDraft } from "./convention";

/** What a table refuses once it plans (asked of 5.100.0): its capacity, its stream, and attributes that no key names, or keys without attribute. */
export const dynamodbProblems = ({ config, prior }: PlanDraft): readonly string[] => {
  const problems = [...(prior === null ? capacityProblems(config) : []), ...streamProblems(config), ...keyProblems(config)];
  return problems.length === 0 ? [] : [problems.join("\n")];
};

const capacities = ["read_capacity", "write_capacity"] as const;

const capacityProblems = (config: ObjectValue): readonly string[] => {
  const mode = partOf(config, "billing_mode");
  const restored = ["restore_source_name", "restore_source_table_arn"].some((name) => partOf(config, name) !== null);
  if (restored) return [];
  return capacities.flatMap((name) => {
    const capacity = partOf(config, name);
    if (mode === "PAY_PER_REQUEST" && isNumber(capacity) && Number(capacity) !== 0)
      return [`${name} can not be set when billing_mode is "PAY_PER_REQUEST"`];
    const isTooSmall = capacity === null || (isNumber(capacity) && Number(capacity) < 1);
    const isProvisioned = mode === null || mode === "PROVISIONED";
    return isProvisioned && isTooSmall ? [`${name} must be at least 1 when billing_mode is "PROVISIONED"`] : [];
  });
};

const isNumber = (value: Value): value is number | bigint => typeof value === "number" || typeof value === "bigint";

const streamProblems = (config: ObjectValue): readonly string[] => {
  const view = partOf(config, "stream_view_type");
  const isMissing = partOf(config, "stream_enabled") === true && (view === null || view === "");
  return isMissing ? ["stream_view_type is required when stream_enabled = true"] : [];
};

const keyProblems = (config: ObjectValue): readonly string[] => {
  const above: readonly Value[] = [partOf(config, "hash_key"), partOf(config, "range_key")];
  // An index has to have these: even an empty one has to name an attribute.
  const needed: readonly Value[] = [
    ...objectsIn(config["global_secondary_index"]).map((one) => partOf(one, "hash_key")),
    ...objectsIn(config["local_secondary_index"]).map((one) => partOf(one, "range_key")),
  ];
  const optional = objectsIn(config["global_secondary_index"]).map((one): Value => partOf(one, "range_key"));
  const keys: readonly Value[] = [...above, ...needed, ...optional];
  const names = objectsIn(config["attribute"]).map((one) => partOf(one, "name"));
  if (keys.includes(unknown) || names.includes(unknown)) return [];
  const indexed = [...textsIn(keys), ...(needed.includes("") ? [""] : [])];
  const defined = textsIn(names);
  const unused = defined.filter((name) => !indexed.includes(name));
  const unmatched = indexed.filter((name) => !defined.includes(name));
  return [
    ...(unused.length > 0 ? [`all attributes must be indexed. Unused attributes: ${listed(unused)}`] : []),
    ...(unmatched.length > 0 ? [`all indexes must match a defined attribute. Unmatched indexes: ${listed(unmatched)}`] : []),
  ];
};

const textsIn = (values: readonly Value[]): readonly string[] => [
  ...new Set(values.filter((one): one is string => typeof one === "string" && one !== "")),
];

const listed = (names: readonly string[]): string => `[${names.map((name) => JSON.stringify(name)).join(" ")}]`;
