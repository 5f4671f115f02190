import type { ResourceFacts } from "../../catalogue/facts";
import { unknown, type ObjectValue, type Value } from "../../protocol/values";
import type { PlanContext } from "../plan-context";
import { isWhollyKnown, partOf, recordOf, sameValue } from "../plan-values";
import { awsComputedBlocks, awsKeptBlocks } from "./aws-computed-blocks";
import { blockDefaultsOf, isFilledOnce, kindsOf, recomputed } from "./aws-changes";
import { refusals } from "./aws-refusals";
import { isUnseen } from "./aws-unseen";
import { hasSdkId, type Convention, type PlanDraft } from "./convention";
import { goJson, isSameAt, isSameJson, isSamePolicy, versionFirstJson } from "./go-json";

/**
 * JSON arguments of SDK types that stay as they are written. The others are brought to Go's form by a state function
 * (asked of 5.100.0: each JSON argument with spaces in it, planned as a create).
 */
const jsonAsWritten: ReadonlySet<string> = new Set([
  "aws_ce_anomaly_monitor.monitor_specification",
  "aws_cloudwatch_event_target.input",
  "aws_config_config_rule.input_parameters",
  "aws_config_organization_custom_policy_rule.input_parameters",
  "aws_config_organization_custom_rule.input_parameters",
  "aws_config_organization_managed_rule.input_parameters",
  "aws_dms_replication_config.replication_settings",
  "aws_dms_replication_config.supplemental_settings",
  "aws_dms_replication_config.table_mappings",
  "aws_dms_replication_task.replication_task_settings",
  "aws_dms_replication_task.table_mappings",
  "aws_dynamodb_resource_policy.policy",
  "aws_kinesis_resource_policy.policy",
  "aws_kms_replica_external_key.policy",
  "aws_kms_replica_key.policy",
  "aws_lambda_invocation.input",
  "aws_organizations_policy.content",
]);

/** Inline policies keep `Version` in front: the provider writes them by way of a struct. */
const versionFirst: ReadonlySet<string> = new Set([
  "aws_iam_group_policy.policy",
  "aws_iam_role.inline_policy.policy",
  "aws_iam_role_policy.policy",
  "aws_iam_user_policy.policy",
]);

/** Arguments that force replacement, of which asking tells nothing: the values that were tried are the same to the provider. */
const replacedBy: Readonly<Record<string, readonly string[]>> = { aws_ecr_lifecycle_policy: ["policy"] };

/** Types whose argument `region` is their own, and not the one that every regional type has from 6.0 on. */
const ownRegion: ReadonlySet<string> = new Set(["aws_cloudformation_stack_set_instance"]);

/** The provider `hashicorp/aws`. */
export const aws: Convention = {
  // The SDK lets `tags_all` be configured, the framework doesn't; a few SDK types have an id of their own.
  isSdk: (_type, block) =>
    block.attributes?.["tags_all"] === undefined ? hasSdkId(block) : block.attributes["tags_all"].optional === true,
  supplement: (type) => ({
    computedBlocks: awsComputedBlocks[type] ?? [],
    keptBlocks: awsKeptBlocks[type] ?? [],
    blockDefaults: blockDefaultsOf(type),
    replace: replacedBy[type] ?? [],
  }),
  textAt: (type, facts, path, text) => {
    const key = `${type}.${path}`;
    if (versionFirst.has(key)) return versionFirstJson(text) ?? text;
    if (!isJson(facts, path) || !aws.isSdk(type, facts.block)) return text;
    return jsonAsWritten.has(key) ? text : (goJson(text) ?? text);
  },
  isSameText: (type, facts, path, before, after) =>
    before === after ||
    (type === "aws_ecr_lifecycle_policy" && isSameAt("rules", before, after)) ||
    (isJson(facts, path) && (isPolicy(path) ? isSamePolicy(before, after) : isSameJson(before, after))),
  settle: (draft, context) => ({ ...recomputed(draft), ...settledTags(draft, context), ...settledRegion(draft, context) }),
  // Asked of 5.100.0: of the framework's types, 90 % keep what names a thing, and a third what tells of its state.
  isKept: (path) => /(^|[._])(id|arn)$/.test(path),
  isUnseen,
  isFilledOnce,
  kinds: kindsOf,
  refuse: refusals,
};

const isJson = ({ rules = {} }: ResourceFacts, path: string): boolean => rules[path]?.format === "json";

const isPolicy = (path: string): boolean => (path.split(".").at(-1) ?? "").includes("policy");

const settledRegion = ({ type, facts, config, prior }: PlanDraft, { region }: PlanContext): ObjectValue => {
  const attribute = facts.block.attributes?.["region"];
  const isArgument = attribute?.optional === true && attribute.computed === true && !ownRegion.has(type);
  if (!isArgument || region === undefined || partOf(config, "region") !== null || prior !== null) return {};
  return { region };
};

const settledTags = (draft: PlanDraft, context: PlanContext): ObjectValue => {
  const attributes = draft.facts.block.attributes ?? {};
  if (attributes["tags_all"]?.computed !== true || attributes["tags"] === undefined) return {};
  const all = draft.sdk ? sdkTags(draft, context) : frameworkTags(draft, context);
  return all === undefined ? {} : { tags_all: all };
};

const frameworkTags = ({ planned }: PlanDraft, context: PlanContext): Value => {
  const tags = partOf(planned, "tags");
  return isWhollyKnown(tags) ? merged(context, tags) : unknown;
};

const sdkTags = ({ planned, prior }: PlanDraft, context: PlanContext): Value | undefined => {
  const tags = partOf(planned, "tags");
  if (!isWhollyKnown(tags)) return unknown;
  const all = merged(context, tags);
  const isEmpty = Object.keys(all).length === 0;
  if (prior !== null && sameValue(tagsType, partOf(prior, "tags") ?? {}, tags ?? {})) {
    return isEmpty || hasEmptyText(all) ? undefined : all;
  }
  // A tag without a value looks like none to the SDK.
  return isEmpty || (hasEmptyText(tags) && hasEmptyText(all)) ? unknown : all;
};

const tagsType = ["map", "string"] as const;

const hasEmptyText = (tags: Value): boolean => Object.values(recordOf(tags) ?? {}).includes("");

/** The provider's default tags with the resource's own over them, without those that it was told to ignore. */
const merged = ({ defaultTags = {}, ignoreTags = {} }: PlanContext, tags: Value): ObjectValue => {
  const { keys = [], keyPrefixes = [] } = ignoreTags;
  const entries = Object.entries({ ...defaultTags, ...recordOf(tags) });
  return Object.fromEntries(entries.filter(([key]) => !keys.includes(key) && !keyPrefixes.some((prefix) => key.startsWith(prefix))));
};
