import { typeOfAttribute, typeOfNested } from "../../protocol/types";
import { unknown, type ObjectValue, type Value } from "../../protocol/values";
import { isAbsent } from "../plan-create";
import { restatedState, zeroOf } from "../plan-restated";
import { elementsOf, isZero, objectsIn, partOf, sameValue } from "../plan-values";
import type { PlanDraft } from "./convention";

/** What `CustomizeDiff` of a few resources computes from their other arguments. */
export const customized = (draft: PlanDraft): ObjectValue => customizers[draft.type]?.(draft) ?? {};

/** Whether the SDK sees a change of an argument: what isn't known is zero to `HasChange`, but of a map. */
const hasChange = ({ facts: { block }, prior, planned }: PlanDraft, name: string): boolean => {
  const attribute = block.attributes?.[name];
  if (attribute === undefined) return false;
  const type = typeOfAttribute(attribute);
  const zero = zeroOf(type);
  const before = partOf(prior ?? {}, name);
  const after = partOf(planned, name);
  if (after === unknown && Array.isArray(type)) return true;
  return !sameValue(type, before ?? zero, after === unknown ? zero : (after ?? zero));
};

/** ACM has one name more among the alternatives, and asks for a record for each name. */
const certificate = (draft: PlanDraft): ObjectValue => ({ ...names(draft), ...renewal(draft) });

const names = (draft: PlanDraft): ObjectValue => {
  const { prior, planned, config } = draft;
  const isNamed = prior === null ? partOf(config, "domain_name") !== null : hasChange(draft, "domain_name");
  const alternatives = planned["subject_alternative_names"] ?? null;
  const isListed = partOf(config, "subject_alternative_names") !== null && alternatives !== unknown;
  if (!isNamed && !(isListed && hasChange(draft, "subject_alternative_names"))) return {};
  const domain = partOf(planned, "domain_name");
  if (prior === null && domain === unknown) return {};
  const name: Value = domain === unknown ? "" : domain;
  const listed = elementsOf(alternatives);
  const all = listed.includes(name) ? listed : [...listed, name];
  if (planned["validation_method"] !== "DNS") return { subject_alternative_names: all };
  const before = objectsIn(prior?.["domain_validation_options"]);
  return { subject_alternative_names: all, domain_validation_options: all.map((one) => recordFor(before, one)) };
};

const recordFor = (before: readonly ObjectValue[], name: Value): ObjectValue =>
  before.find((one) => one["domain_name"] === name) ?? {
    domain_name: name === "" ? unknown : name,
    resource_record_name: unknown,
    resource_record_type: unknown,
    resource_record_value: unknown,
  };

/** A renewal that is due is a change by itself. With another duration, it's the clock that tells. */
const renewal = (draft: PlanDraft): ObjectValue => {
  const { prior, planned } = draft;
  if (prior === null) return {};
  if (!hasChange(draft, "early_renewal_duration")) return prior["pending_renewal"] === true ? { pending_renewal: unknown } : {};
  const isEligible = isGiven(partOf(planned, "early_renewal_duration")) && prior["renewal_eligibility"] === "ELIGIBLE";
  return { pending_renewal: isEligible ? unknown : false };
};

const isGiven = (value: Value): boolean => value !== null && value !== unknown && !isZero(value);

const withoutVersion = new Set([
  ...["name", "name_prefix", "description", "default_version", "latest_version", "update_default_version"],
  ...["id", "arn", "timeouts"],
]);

/** Any change of what a template holds makes a version. */
const launchTemplate = ({ facts: { block }, prior, planned }: PlanDraft): ObjectValue => {
  if (prior === null || planned === prior) return {};
  const before = restatedState(block, prior);
  const isOther = (name: string): boolean => !withoutVersion.has(name);
  const attributes = Object.entries(block.attributes ?? {})
    .filter(([name]) => isOther(name))
    .map(([name, one]) => [name, typeOfAttribute(one)] as const);
  const blocks = Object.entries(block.block_types ?? {}).map(([name, one]) => [name, typeOfNested(one)] as const);
  const hasChanged = [...attributes, ...blocks].some(([name, type]) => !sameValue(type, partOf(before, name), partOf(planned, name)));
  if (!hasChanged) return {};
  return { latest_version: unknown, ...(planned["update_default_version"] === true && { default_version: unknown }) };
};

/** What is written anew where it changes. */
const objectContent = [
  ...["bucket_key_enabled", "cache_control", "checksum_algorithm", "content", "content_base64", "content_disposition", "content_encoding"],
  ...["content_language", "content_type", "etag", "kms_key_id", "metadata", "server_side_encryption", "source", "source_hash"],
  ...["storage_class", "website_redirect"],
];

const object = (draft: PlanDraft): ObjectValue =>
  draft.prior !== null && objectContent.some((name) => hasChange(draft, name)) ? { version_id: unknown } : {};

/** The balancer tells its mappings anew with its subnets. What another kind has by default no application balancer has. */
const loadBalancer = (draft: PlanDraft): ObjectValue => {
  const { prior, planned, config } = draft;
  const kind = partOf(config, "load_balancer_type") ?? "application";
  const after = partOf(config, "subnets");
  const isMoved = after === unknown || (after !== null && hasChange(draft, "subnets"));
  const open: ObjectValue = prior !== null && isMoved && isAbsent(partOf(planned, "subnet_mapping")) ? { subnet_mapping: unknown } : {};
  const ofKind: ObjectValue = {
    ...(kind !== "application" && { enable_cross_zone_load_balancing: false }),
    ...(kind === "network" && { dns_record_client_routing_policy: "any_availability_zone" }),
  };
  return { ...open, ...Object.fromEntries(Object.entries(ofKind).filter(([name]) => partOf(config, name) === null)) };
};

/** The rule's default is heeded only where a state was told before. */
const eventRule = ({ prior, config }: PlanDraft): ObjectValue =>
  isGiven(partOf(prior ?? {}, "state")) && partOf(config, "state") === null && partOf(config, "is_enabled") === null
    ? { state: "ENABLED" }
    : {};

/** Queues that manage their key themselves have no period to keep it. */
const queue = ({ prior, config }: PlanDraft): ObjectValue =>
  prior === null && config["sqs_managed_sse_enabled"] === true && !isGiven(partOf(config, "kms_master_key_id"))
    ? { kms_data_key_reuse_period_seconds: 0 }
    : {};

const customizers: Readonly<Record<string, (draft: PlanDraft) => ObjectValue>> = {
  aws_acm_certificate: certificate,
  aws_alb: loadBalancer,
  aws_cloudwatch_event_rule: eventRule,
  aws_launch_template: launchTemplate,
  aws_lb: loadBalancer,
  aws_s3_object: object,
  aws_sqs_queue: queue,
};
