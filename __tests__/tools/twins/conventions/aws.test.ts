import { loadCatalogue } from "../../../../tools/catalogue/load";
import { configured } from "../../../../tools/fidelity/plan-cases";
import { proposedNew } from "../../../../tools/fidelity/verdict-proposed";
import { unknown, type ObjectValue, type Path } from "../../../../tools/protocol/values";
import { planResource, type PlannedChange } from "../../../../tools/twins/plan";

// What CustomizeDiff and DiffSuppressFunc of single resources do. Each expectation is what AWS 5.100.0 answered.

type Given = Readonly<Record<string, unknown>>;

const resources = loadCatalogue().find(({ provider }) => provider.endsWith("/aws"))?.resources ?? {};

/** Plans a create, or where a state is given, a change of it. `${x}` stands for what is not known. */
const planned = (type: string, given: Given, state?: Given): PlannedChange => {
  const facts = resources[type];
  if (facts === undefined) throw new Error(`${type} is not in the catalogue`);
  const config = configured(facts.block, given);
  const prior = state === undefined ? null : configured(facts.block, { id: "x", ...state });
  const context = { provider: "aws", region: "eu-central-1" };
  return planResource(facts, { prior, proposed: proposedNew(facts.block, prior, config), config }, context, type);
};

const values = (change: PlannedChange): ObjectValue => change.planned ?? {};
const messages = ({ diagnostics }: PlannedChange): readonly string[] => diagnostics.map(({ summary }) => summary);
const replacedBy = ({ requiresReplace }: PlannedChange): readonly string[] =>
  requiresReplace.map((path: Path) => path.map((step) => ("attribute" in step ? step.attribute : String(step.element))).join("."));

describe("aws_acm_certificate", () => {
  const record = (name: string): ObjectValue => ({
    domain_name: name,
    resource_record_name: unknown,
    resource_record_type: unknown,
    resource_record_value: unknown,
  });

  test("has its name among the alternatives, and a record to come for each name", () => {
    const found = values(planned("aws_acm_certificate", { domain_name: "a.example", validation_method: "DNS" }));
    expect(found["subject_alternative_names"]).toEqual(["a.example"]);
    expect(found["domain_validation_options"]).toEqual([record("a.example")]);
  });

  test("has no records that another method of validation doesn't ask for", () => {
    const found = values(planned("aws_acm_certificate", { domain_name: "a.example", validation_method: "EMAIL" }));
    expect(found["domain_validation_options"]).toBe(unknown);
  });

  test("is replaced by another name, which comes beside the one before", () => {
    const state = { domain_name: "a.example", validation_method: "DNS", subject_alternative_names: ["a.example"], pending_renewal: false };
    const change = planned("aws_acm_certificate", { domain_name: "b.example", validation_method: "DNS" }, state);
    expect(values(change)["subject_alternative_names"]).toEqual(["a.example", "b.example"]);
    expect(replacedBy(change)).toEqual(["domain_name", "subject_alternative_names"]);
  });

  test("that is due for renewal changes by itself", () => {
    const state = { domain_name: "a.example", validation_method: "DNS", subject_alternative_names: ["a.example"], pending_renewal: true };
    const change = planned("aws_acm_certificate", { domain_name: "a.example", validation_method: "DNS" }, state);
    expect(values(change)["pending_renewal"]).toBe(unknown);
  });
});

describe("aws_launch_template", () => {
  const state = { name: "abcd", image_id: "ami-1", latest_version: 7, default_version: 7, update_default_version: true, tags_all: {} };
  const version = (given: Given): unknown => values(planned("aws_launch_template", given, state))["latest_version"];

  test("has another version with another content", () => {
    expect(version({ name: "abcd", image_id: "ami-2", update_default_version: true })).toBe(unknown);
  });

  test("has the same version with another description", () => {
    expect(version({ name: "abcd", image_id: "ami-1", update_default_version: true, description: "x" })).toBe(7);
  });
});

test("aws_s3_object has another version with another content", () => {
  const state = { bucket: "b", key: "k", content: "one", version_id: "1" };
  const version = (given: Given): unknown => values(planned("aws_s3_object", { bucket: "b", key: "k", ...given }, state))["version_id"];
  expect(version({ content: "two" })).toBe(unknown);
  expect(version({ content: "one", force_destroy: true })).toBe("1");
});

describe("aws_lb", () => {
  test("of the network has nothing of what applications alone have", () => {
    const found = values(planned("aws_lb", { name: "a", load_balancer_type: "network", subnets: ["subnet-1"] }));
    const { idle_timeout, enable_http2, enable_cross_zone_load_balancing, dns_record_client_routing_policy } = found;
    expect({ idle_timeout, enable_http2, enable_cross_zone_load_balancing, dns_record_client_routing_policy }).toEqual({
      idle_timeout: null,
      enable_http2: null,
      enable_cross_zone_load_balancing: false,
      dns_record_client_routing_policy: "any_availability_zone",
    });
  });

  test("heeds no bucket of logs that are off", () => {
    const found = values(planned("aws_lb", { name: "a", subnets: ["subnet-1"], access_logs: [{ bucket: "b" }] }));
    expect(found["access_logs"]).toEqual([{ bucket: "", enabled: false, prefix: null }]);
  });
});

test("aws_dynamodb_table doesn't tell the class that a table has anyway", () => {
  const table = { name: "abc", billing_mode: "PAY_PER_REQUEST", hash_key: "a", attribute: [{ name: "a", type: "S" }] };
  expect(values(planned("aws_dynamodb_table", { ...table, table_class: "STANDARD" }))["table_class"]).toBeNull();
  const other = "STANDARD_INFREQUENT_ACCESS";
  expect(values(planned("aws_dynamodb_table", { ...table, table_class: other }))["table_class"]).toBe(other);
});

test("aws_sqs_queue has a period for its key only with a key of its own", () => {
  const period = (given: Given): unknown =>
    values(planned("aws_sqs_queue", { name: "abc", ...given }))["kms_data_key_reuse_period_seconds"];
  expect(period({ kms_data_key_reuse_period_seconds: 300 })).toBe(unknown);
  expect(period({ kms_data_key_reuse_period_seconds: 300, kms_master_key_id: "k" })).toBe(300);
  expect(period({ kms_data_key_reuse_period_seconds: 300, sqs_managed_sse_enabled: true })).toBe(0);
});

test("aws_ecr_lifecycle_policy reads the rules of its policy alone", () => {
  const policy = (more: object): string => JSON.stringify({ ...more, rules: [{ rulePriority: 1 }] });
  const state = { repository: "a", policy: policy({}), registry_id: "1" };
  expect(replacedBy(planned("aws_ecr_lifecycle_policy", { repository: "a", policy: policy({ Id: "x" }) }, state))).toEqual([]);
  expect(replacedBy(planned("aws_ecr_lifecycle_policy", { repository: "a", policy: "${x}" }, state))).toEqual(["policy"]);
});

test("aws_codebuild_webhook has no group that holds nothing", () => {
  const group = { filter: [{ type: "EVENT", pattern: "PUSH" }] };
  const found = values(planned("aws_codebuild_webhook", { project_name: "p", filter_group: [group, {}] }));
  expect(found["filter_group"]).toEqual([{ filter: [{ type: "EVENT", pattern: "PUSH", exclude_matched_pattern: false }] }]);
});

test.each([
  ["aws_sns_topic", { fifo_throughput_scope: "Topic" }, "FIFO throughput scope can only be set for FIFO topics"],
  ["aws_sns_topic", { content_based_deduplication: true }, "content-based deduplication can only be set for FIFO topics"],
  ["aws_sns_topic", { archive_policy: "{}" }, "message archive policy can only be set for FIFO topics"],
  ["aws_sqs_queue", { content_based_deduplication: true }, "content-based deduplication can only be set for FIFO queue"],
])("%s with %j is refused: %s", (type, given, message) => {
  expect(messages(planned(type, given))).toEqual([message]);
});

test("a target group of addresses needs a port, a protocol and a network; one of functions doesn't", () => {
  const says = 'Invalid Attribute Combination\n\nAttribute "protocol" must be specified when "target_type" is "ip".\n\nPath: target_type';
  expect(messages(planned("aws_lb_target_group", { target_type: "ip", port: 80 }))).toEqual([says]);
  expect(messages(planned("aws_lb_target_group", { target_type: "lambda" }))).toEqual([]);
});
