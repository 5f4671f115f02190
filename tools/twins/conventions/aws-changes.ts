import { typeOfAttribute } from "../../protocol/types";
import { unknown, type ObjectValue } from "../../protocol/values";
import { isZero, objectsIn, partOf, sameValue } from "../plan-values";
import { customized } from "./aws-recomputed";
import type { PlanDraft } from "./convention";

/** The source or target of a rule: the rule is replaced where it becomes one of another kind (`ModifyPlan` of the resource). */
const ruleKinds = ["cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id"];

const kinds: Readonly<Record<string, readonly string[]>> = {
  aws_vpc_security_group_egress_rule: ruleKinds,
  aws_vpc_security_group_ingress_rule: ruleKinds,
};

/** Arguments of a type of which only the kind counts. */
export const kindsOf = (type: string): readonly string[] => kinds[type] ?? [];

/** Types that were rewritten with care for states of the SDK of old: what their blocks hold stays where nothing is configured. */
const filledOnce: ReadonlySet<string> = new Set(["aws_s3_bucket_lifecycle_configuration"]);

/** Whether a type fills a value in only where there was none. */
export const isFilledOnce = (type: string, path: string): boolean => filledOnce.has(type) && path.includes(".");

/** What a block holds that says nothing: zero or nothing, as states of the SDK of old had it (asked of 5.100.0). */
const blockDefaults: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  aws_s3_bucket_lifecycle_configuration: {
    "rule.prefix": "",
    "rule.expiration.days": 0,
    "rule.expiration.expired_object_delete_marker": false,
    "rule.filter.object_size_greater_than": null,
    "rule.filter.object_size_less_than": null,
    "rule.filter.prefix": "",
    "rule.filter.and.object_size_greater_than": 0,
    "rule.filter.and.object_size_less_than": 0,
    "rule.filter.and.prefix": "",
    "rule.noncurrent_version_expiration.newer_noncurrent_versions": null,
    "rule.noncurrent_version_transition.newer_noncurrent_versions": null,
    "rule.transition.days": 0,
  },
};

/** Values that a type fills in inside its blocks, by the path of the attribute. */
export const blockDefaultsOf = (type: string): Readonly<Record<string, unknown>> => blockDefaults[type] ?? {};

/** Computed attributes that a change of an argument makes unknown (`CustomizeDiff` of the resource). */
const recomputedWith: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  // The addresses come with the allocations.
  aws_nat_gateway: { secondary_allocation_ids: ["secondary_private_ip_address_count", "secondary_private_ip_addresses"] },
  // Amazon gives a block, or takes it.
  aws_vpc: { assign_generated_ipv6_cidr_block: ["ipv6_association_id", "ipv6_cidr_block"] },
};

/** What of a plan follows from a change of another argument. */
export const recomputed = (draft: PlanDraft): ObjectValue => ({ ...afterChanges(draft), ...filterPrefixes(draft), ...customized(draft) });

const afterChanges = ({ type, facts: { block }, prior, planned, config }: PlanDraft): ObjectValue => {
  if (prior === null) return {};
  const found = Object.entries(recomputedWith[type] ?? {}).filter(([name]) => {
    const attribute = block.attributes?.[name];
    // What is not known yet is no change to the SDK.
    return (
      planned[name] !== unknown &&
      attribute !== undefined &&
      !sameValue(typeOfAttribute(attribute), partOf(prior, name), partOf(planned, name))
    );
  });
  const names = found.flatMap(([, attributes]) => attributes).filter((name) => partOf(config, name) === null);
  return Object.fromEntries(names.map((name) => [name, unknown]));
};

/** A filter that says nothing has the empty prefix, and one that says something else has none, even where one is configured (plan modifier of the resource). */
const filterPrefixes = ({ type, planned, config }: PlanDraft): ObjectValue => {
  if (type !== "aws_s3_bucket_lifecycle_configuration") return {};
  const given = objectsIn(config["rule"]);
  const rule = objectsIn(planned["rule"]).map((one, index): ObjectValue => {
    const filters = objectsIn(one["filter"]);
    if (filters.length === 0) return one;
    const says = objectsIn(given[index]?.["filter"]);
    return { ...one, filter: filters.map((filter, place) => withPrefix(filter, says[place] ?? filter)) };
  });
  return objectsIn(planned["rule"]).length === 0 ? {} : { rule };
};

const withPrefix = (filter: ObjectValue, config: ObjectValue): ObjectValue => {
  const isGivenAt = (name: string): boolean => partOf(config, name) !== null && !isZero(partOf(config, name));
  if (["and", "tag"].some(isGivenAt)) return { ...filter, prefix: null };
  const isEmpty = !["object_size_greater_than", "object_size_less_than"].some(isGivenAt);
  return { ...filter, prefix: partOf(config, "prefix") ?? (isEmpty ? "" : null) };
};
