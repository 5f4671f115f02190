import type { ObjectValue } from "../../protocol/values";
import { blocksOf, givenText, textOf, textsOf } from "./config";
import { found, type Reader } from "./data-source";
import { byBytes, goJson, type Json } from "./go-json";
import { hashedList, hashedSet, hashOf, inSetOrder, type Hashed } from "./go-set";

/** Entries of an object of which those without a value are left out, in the order of Google's library: by name. */
const filled = (...entries: readonly (readonly [string, Json | undefined])[]): ReadonlyMap<string, Json> =>
  new Map(entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])));

const unlessEmpty = <T>(items: readonly T[]): readonly T[] | undefined => (items.length === 0 ? undefined : items);

const conditionJson = (condition: ObjectValue): Json =>
  filled(
    ["description", givenText(condition, "description")],
    ["expression", givenText(condition, "expression")],
    ["title", givenText(condition, "title")],
  );

const hashedCondition = (condition: ObjectValue): Hashed => ({
  description: textOf(condition, "description") ?? "",
  expression: textOf(condition, "expression") ?? "",
  title: textOf(condition, "title") ?? "",
});

const hashedBinding = (binding: ObjectValue): Hashed => ({
  condition: hashedList(blocksOf(binding, "condition").map(hashedCondition)),
  members: hashedSet(textsOf(binding, "members")),
  role: textOf(binding, "role") ?? "",
});

const hashedAudit = (audit: ObjectValue): Hashed => ({
  audit_log_configs: hashedSet(blocksOf(audit, "audit_log_configs").map(hashedLog)),
  service: textOf(audit, "service") ?? "",
});

const hashedLog = (log: ObjectValue): Hashed => ({
  exempted_members: hashedSet(textsOf(log, "exempted_members")),
  log_type: textOf(log, "log_type") ?? "",
});

const bindingJson = (binding: ObjectValue): Json => {
  const [condition] = blocksOf(binding, "condition");
  return filled(
    ["condition", condition && conditionJson(condition)],
    ["members", unlessEmpty([...textsOf(binding, "members")].sort(byBytes))],
    ["role", givenText(binding, "role")],
  );
};

const auditJson = (audit: ObjectValue): Json =>
  filled(
    [
      "auditLogConfigs",
      unlessEmpty(
        inSetOrder(blocksOf(audit, "audit_log_configs"), hashedLog).map((log) =>
          filled(
            ["exemptedMembers", unlessEmpty(inSetOrder(textsOf(log, "exempted_members"), (member) => member))],
            ["logType", givenText(log, "log_type")],
          ),
        ),
      ),
    ],
    ["service", givenText(audit, "service")],
  );

/**
 * `google_iam_policy`: computed by the provider itself. Bindings by role, their members sorted, keys in the order of
 * Google's library; bindings of the same role, and audit configurations, in the order of their set.
 */
export const readGooglePolicy: Reader = ({ config }) => {
  const bindings = [...inSetOrder(blocksOf(config, "binding"), hashedBinding)].sort((left, right) =>
    byBytes(textOf(left, "role") ?? "", textOf(right, "role") ?? ""),
  );
  const audits = inSetOrder(blocksOf(config, "audit_config"), hashedAudit);
  const policy = filled(["auditConfigs", unlessEmpty(audits.map(auditJson))], ["bindings", unlessEmpty(bindings.map(bindingJson))]);
  const data = goJson(policy);
  return found({ id: hashOf(data), policy_data: data });
};
