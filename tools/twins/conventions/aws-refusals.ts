import type { Diagnostic } from "../../protocol/provider";
import { unknown, type ObjectValue, type Value } from "../../protocol/values";
import { isZero, objectsIn, partOf } from "../plan-values";
import type { PlanDraft } from "./convention";
import { dynamodbProblems } from "./aws-refusals-dynamodb";
import { actionProblems, targetGroupProblems } from "./aws-refusals-load-balancer";

/**
 * What types of AWS refuse once they plan: `CustomizeDiff` of the resource, which looks at several arguments at once and
 * names no place. Asked of 5.100.0, as plans of creates and of changes, in 2026-11.
 */
export const refusals = (draft: PlanDraft): readonly Diagnostic[] =>
  [...excluded(draft), ...impossible(draft), ...(byType[draft.type]?.(draft) ?? [])].map((summary) => ({
    severity: "error",
    summary,
    detail: "",
  }));

/** What is wrong with a plan, in the provider's words. */
type Refuse = (draft: PlanDraft) => readonly string[];

const byType: Readonly<Record<string, Refuse>> = {
  aws_alb_listener: ({ config }) => actionProblems(config, "default_action"),
  aws_alb_target_group: ({ config }) => targetGroupProblems(config),
  aws_codebuild_project: ({ config }) => {
    const [cache] = objectsIn(config["cache"]);
    const isMissing = cache !== undefined && partOf(cache, "type") === "S3" && !isGiven(partOf(cache, "location"));
    return isMissing ? ['cache location is required when cache type is "S3"'] : [];
  },
  aws_db_instance: ({ config }) => {
    const source = partOf(config, "replicate_source_db");
    const isName = typeof source === "string" && source !== "" && !isArn(source);
    const isRefused = isName && isGiven(partOf(config, "db_subnet_group_name"));
    return isRefused ? ['"replicate_source_db" must be an ARN when "db_subnet_group_name" is set.'] : [];
  },
  aws_dynamodb_table: dynamodbProblems,
  aws_eks_cluster: ({ config }) => autoModeProblems(config),
  aws_lb_listener: ({ config }) => actionProblems(config, "default_action"),
  aws_lb_listener_rule: ({ config }) => actionProblems(config, "action"),
  aws_lb_target_group: ({ config }) => targetGroupProblems(config),
  aws_sns_topic: (draft) => topicProblems(draft),
  aws_sns_topic_subscription: ({ config }) =>
    isGiven(partOf(config, "filter_policy_scope")) && isNone(partOf(config, "filter_policy"))
      ? ["filter_policy is required when filter_policy_scope is set"]
      : [],
  aws_sqs_queue: (draft) => queueProblems(draft),
};

const isArn = (text: string): boolean => text.startsWith("arn:") && text.split(":").length >= 6;

/** Given, and surely not nothing. */
const isGiven = (value: Value): boolean => value !== null && value !== unknown && value !== "" && !(Array.isArray(value) && isZero(value));

/** Surely not given. */
const isNone = (value: Value): boolean => value === null || value === "" || (Array.isArray(value) && isZero(value));

// --- Arguments that a value of another excludes, and changes that can't be made ------------------------------------

const exclusions: Readonly<Record<string, readonly { readonly argument: string; readonly with: string; readonly value: string }[]>> = {
  aws_nat_gateway: [
    { argument: "allocation_id", with: "connectivity_type", value: "private" },
    { argument: "secondary_allocation_ids", with: "connectivity_type", value: "private" },
    { argument: "secondary_private_ip_address_count", with: "connectivity_type", value: "public" },
  ],
};

const excluded: Refuse = ({ type, planned, config }) =>
  (exclusions[type] ?? [])
    .filter((one) => partOf(planned, one.with) === one.value && isGiven(partOf(config, one.argument)))
    .map((one) => `${one.argument} is not supported with ${one.with} = "${one.value}"`);

const impossibleChanges: Readonly<Record<string, { readonly path: string; readonly from: readonly string[]; readonly to: string }>> = {
  // A bucket that had versions keeps them.
  aws_s3_bucket_versioning: { path: "versioning_configuration.status", from: ["Enabled", "Suspended"], to: "Disabled" },
};

const impossible: Refuse = ({ type, prior, planned }) => {
  const change = impossibleChanges[type];
  if (change === undefined || prior === null) return [];
  const [block = "", name = ""] = change.path.split(".");
  const at = (values: ObjectValue): Value => partOf(objectsIn(values[block])[0], name);
  const [before, after] = [at(prior), at(planned)];
  if (typeof before !== "string" || !change.from.includes(before) || after !== change.to) return [];
  return [`${change.path} cannot be updated from '${before}' to '${after}'`];
};

// --- Topics and queues -----------------------------------------------------------------------------------------------

/** What is put after a prefix: a time and a number (`id.PrefixedUniqueId`). */
const uniqueSuffix = "2".repeat(26);

/** The name of what is created, with something in the place of what is generated; nothing where it is not known yet. */
const nameOf = ({ config }: PlanDraft, isFifo: boolean): string | undefined => {
  const name = partOf(config, "name");
  const prefix = partOf(config, "name_prefix");
  if (name === unknown || (isNone(name) && prefix === unknown)) return undefined;
  if (typeof name === "string" && name !== "") return name;
  return `${typeof prefix === "string" && prefix !== "" ? prefix : "terraform-"}${uniqueSuffix}${isFifo ? ".fifo" : ""}`;
};

const nameProblem = (draft: PlanDraft, kind: "topic" | "queue", longest: number): readonly string[] => {
  const fifo = partOf(draft.config, `fifo_${kind}`);
  const name = draft.prior === null && fifo !== unknown ? nameOf(draft, fifo === true) : undefined;
  if (name === undefined) return [];
  const letters = `[0-9A-Za-z_-]`;
  const form = fifo === true ? `^${letters}{1,${String(longest - 5)}}\\.fifo$` : `^${letters}{1,${String(longest)}}$`;
  return new RegExp(form).test(name) ? [] : [`invalid ${kind} name: ${name}`];
};

/** Arguments of a topic that needs its messages in order, and what is said where it doesn't. */
const ofFifoTopics = [
  ["archive_policy", "message archive policy can only be set for FIFO topics"],
  ["fifo_throughput_scope", "FIFO throughput scope can only be set for FIFO topics"],
  ["content_based_deduplication", "content-based deduplication can only be set for FIFO topics"],
] as const;

const topicProblems: Refuse = (draft) => {
  const name = nameProblem(draft, "topic", 256);
  // What isn't known yet reads as false here.
  if (name.length > 0 || partOf(draft.planned, "fifo_topic") === true) return name;
  return ofFifoTopics
    .filter(([argument]) => isOn(partOf(draft.planned, argument)))
    .map(([, says]) => says)
    .slice(0, 1);
};

const queueProblems: Refuse = (draft) => {
  const name = nameProblem(draft, "queue", 80);
  const { config } = draft;
  const isRefused = isSurelyFalse(partOf(config, "fifo_queue")) && isOn(partOf(config, "content_based_deduplication"));
  if (name.length > 0 || !isRefused) return name;
  return ["content-based deduplication can only be set for FIFO queue"];
};

const isSurelyFalse = (value: Value): boolean => value === null || value === false;

const isOn = (value: Value): boolean => value === true || (typeof value === "string" && value !== "");

// --- Clusters --------------------------------------------------------------------------------------------------------

/** What Amazon runs in a cluster by itself goes together: compute, load balancing and block storage. */
const autoModeProblems = (config: ObjectValue): readonly string[] => {
  const network = objectsIn(config["kubernetes_network_config"])[0];
  const storage = objectsIn(config["storage_config"])[0];
  const switches = [
    partOf(objectsIn(config["compute_config"])[0], "enabled"),
    partOf(objectsIn(network?.["elastic_load_balancing"])[0], "enabled"),
    partOf(objectsIn(storage?.["block_storage"])[0], "enabled"),
  ];
  if (switches.includes(unknown) || new Set(switches.map((one) => one === true)).size === 1) return [];
  const names =
    "compute_config.enabled, kubernetes_networking_config.elastic_load_balancing.enabled, and storage_config.block_storage.enabled";
  return [`${names} must all be set to either true or false`];
};
