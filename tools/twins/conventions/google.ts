import { unknown, type ObjectValue, type Value } from "../../protocol/values";
import type { PlanContext } from "../plan-context";
import { isWhollyKnown, partOf, recordOf, sameValue } from "../plan-values";
import { hasSdkId, plain, type Convention, type PlanDraft } from "./convention";
import { goJson, isSameJson } from "./go-json";

/** SDK types whose schema has an id of its own. */
const sdkTypes: ReadonlySet<string> = new Set(["google_compute_network_attachment"]);

/** Types that set their labels after they are made: their plan tells none (asked of 6.50.0). */
const labelsAfterwards: ReadonlySet<string> = new Set(["google_compute_forwarding_rule", "google_compute_global_forwarding_rule"]);

const attributionLabel = "goog-terraform-provisioned";

/** The provider `hashicorp/google`. */
export const google: Convention = {
  ...plain,
  isSdk: (type, block) => hasSdkId(block) || sdkTypes.has(type),
  textAt: (_type, { rules = {} }, path, text) => (rules[path]?.format === "json" ? (goJson(text) ?? text) : text),
  isSameText: (_type, { rules = {} }, path, before, after) =>
    before === after || (rules[path]?.format === "json" && isSameJson(before, after)),
  settle: (draft, context) => ({ ...settledPlace(draft, context), ...settledLabels(draft, context), ...settledAccount(draft, context) }),
};

/** Where a resource lies, unless it says so itself. Only types that fill it in at plan have it among their defaults. */
const settledPlace = ({ facts: { defaults = {} }, config, prior }: PlanDraft, context: PlanContext): ObjectValue => {
  if (prior !== null) return {};
  const names = (["project", "region", "zone"] as const).filter((name) => Object.hasOwn(defaults, name) && partOf(config, name) === null);
  return Object.fromEntries(names.map((name) => [name, context[name] ?? unknown]));
};

/** A service account's address follows from its name and project. */
const settledAccount = ({ type, facts: { defaults = {} }, prior, planned, config }: PlanDraft, context: PlanContext): ObjectValue => {
  if (type !== "google_service_account" || prior !== null || !Object.hasOwn(defaults, "email")) return {};
  const project = partOf(config, "project") ?? context.project;
  const id = partOf(planned, "account_id");
  if (typeof id !== "string" || typeof project !== "string") return { email: unknown, member: unknown };
  const email = `${id}@${project}.iam.gserviceaccount.com`;
  return { email, member: `serviceAccount:${email}` };
};

const settledLabels = (draft: PlanDraft, context: PlanContext): ObjectValue => {
  const attributes = draft.facts.block.attributes ?? {};
  const own = ["labels", "resource_labels"].find((name) => Object.hasOwn(attributes, name));
  if (own === undefined || attributes["terraform_labels"] === undefined || labelsAfterwards.has(draft.type)) return {};
  const labels = partOf(draft.config, own);
  if (!isWhollyKnown(labels)) return { terraform_labels: unknown, effective_labels: unknown };
  const before = recordOf(partOf(draft.prior, "terraform_labels")) ?? {};
  const effectiveBefore = recordOf(partOf(draft.prior, "effective_labels")) ?? {};
  const isAttributed = draft.prior === null ? context.attributionLabel !== false : Object.hasOwn(effectiveBefore, attributionLabel);
  const ours: ObjectValue = {
    ...context.defaultLabels,
    ...(isAttributed ? { [attributionLabel]: "true" } : {}),
    ...recordOf(labels),
  };
  const kept = Object.entries(effectiveBefore).filter(([name]) => !Object.hasOwn(before, name) || Object.hasOwn(ours, name));
  return {
    ...unlessEmpty(draft, "terraform_labels", ours),
    ...unlessEmpty(draft, "effective_labels", { ...Object.fromEntries(kept), ...ours }),
  };
};

/** What has no entry was not computed: it stays unknown in a create, and as it was in a change. */
const unlessEmpty = ({ prior }: PlanDraft, name: string, labels: ObjectValue): ObjectValue => {
  if (Object.keys(labels).length > 0) return { [name]: labels };
  const before: Value = partOf(prior, name);
  return { [name]: prior === null ? unknown : sameValue(["map", "string"], before, {}) ? before : labels };
};
