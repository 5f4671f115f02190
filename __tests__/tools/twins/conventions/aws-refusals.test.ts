import { unknown, type ObjectValue } from "../../../../tools/protocol/values";
import { refusals } from "../../../../tools/twins/conventions/aws-refusals";

const facts = { version: 0, block: {} };

const said = (type: string, config: ObjectValue, prior: ObjectValue | null = null): readonly string[] =>
  refusals({ type, facts, prior, config, planned: config, sdk: true }).map(({ severity, summary, path }) => {
    expect([severity, path]).toEqual(["error", undefined]);
    return summary;
  });

const key = { hash_key: "a", range_key: null, attribute: [{ name: "a", type: "S" }] };
const onDemand = { ...key, billing_mode: "PAY_PER_REQUEST" };
const arn = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/a/1";
const combination = (says: string, path: string): string => `Invalid Attribute Combination\n\n${says}\n\nPath: ${path}`;

test.each<readonly [string, string, ObjectValue, readonly string[]]>([
  ["a topic", "aws_sns_topic", { name: "a" }, []],
  ["a topic with a sign in its name", "aws_sns_topic", { name: "a b" }, ["invalid topic name: a b"]],
  ["a topic that is named like one in order", "aws_sns_topic", { name: "a.fifo" }, ["invalid topic name: a.fifo"]],
  ["a topic in order", "aws_sns_topic", { name: "a.fifo", fifo_topic: true, content_based_deduplication: true }, []],
  ["a topic in order without its ending", "aws_sns_topic", { name: "a", fifo_topic: true }, ["invalid topic name: a"]],
  ["a topic of an unknown name", "aws_sns_topic", { name: unknown }, []],
  ["a topic of no name", "aws_sns_topic", { name: "" }, []],
  ["a topic of a wrong prefix", "aws_sns_topic", { name_prefix: "a b" }, [`invalid topic name: a b${"2".repeat(26)}`]],
  [
    "a topic that keeps its messages",
    "aws_sns_topic",
    { archive_policy: "{}", fifo_throughput_scope: "Topic" },
    ["message archive policy can only be set for FIFO topics"],
  ],
  ["a queue", "aws_sqs_queue", { name: "a".repeat(80) }, []],
  ["a queue of a long name", "aws_sqs_queue", { name: "a".repeat(81) }, [`invalid queue name: ${"a".repeat(81)}`]],
  [
    "a queue that finds duplicates",
    "aws_sqs_queue",
    { content_based_deduplication: true },
    ["content-based deduplication can only be set for FIFO queue"],
  ],
  [
    "a subscription's scope",
    "aws_sns_topic_subscription",
    { filter_policy_scope: "MessageBody" },
    ["filter_policy is required when filter_policy_scope is set"],
  ],
  ["a subscription's scope and filter", "aws_sns_topic_subscription", { filter_policy_scope: "MessageBody", filter_policy: "{}" }, []],
  ["a table", "aws_dynamodb_table", onDemand, []],
  [
    "a table on demand with a capacity",
    "aws_dynamodb_table",
    { ...onDemand, read_capacity: 1, write_capacity: 0 },
    ['read_capacity can not be set when billing_mode is "PAY_PER_REQUEST"'],
  ],
  [
    "a table without a capacity",
    "aws_dynamodb_table",
    { ...key, read_capacity: 1 },
    ['write_capacity must be at least 1 when billing_mode is "PROVISIONED"'],
  ],
  ["a restored table", "aws_dynamodb_table", { ...key, restore_source_name: "a" }, []],
  [
    "a table's stream, attributes and keys",
    "aws_dynamodb_table",
    { ...onDemand, range_key: "c", attribute: [{ name: "a" }, { name: "b" }], stream_enabled: true },
    [
      'stream_view_type is required when stream_enabled = true\nall attributes must be indexed. Unused attributes: ["b"]\nall indexes must match a defined attribute. Unmatched indexes: ["c"]',
    ],
  ],
  ["a table's index", "aws_dynamodb_table", { ...onDemand, global_secondary_index: [{ hash_key: "a", range_key: unknown }] }, []],
  ["a forwarding", "aws_lb_listener", { default_action: [{ type: "forward", target_group_arn: arn }] }, []],
  [
    "a forwarding to nothing",
    "aws_lb_listener_rule",
    { action: [{ type: "forward" }] },
    [
      combination(
        'Either "action[0].target_group_arn" or "action[0].forward" must be specified when "action[0].type" is "forward".',
        "action[0].type",
      ),
    ],
  ],
  [
    "a forwarding to the same twice",
    "aws_lb_listener",
    { default_action: [{ type: "forward", target_group_arn: arn, forward: [{ target_group: [{ arn }] }] }] },
    [],
  ],
  [
    "a forwarding to two",
    "aws_lb_listener",
    { default_action: [{ type: "forward", target_group_arn: arn, forward: [{ target_group: [{ arn: `${arn}2` }] }] }] },
    [
      combination(
        'You can specify both a top-level target group ARN ("default_action[0].target_group_arn") and, with "default_action[0].forward", a target group list with ARNs, only if the ARNs match.',
        "default_action[0]",
      ),
    ],
  ],
  [
    "a redirection to nothing",
    "aws_lb_listener",
    { default_action: [{ type: "redirect", redirect: [] }] },
    [
      combination(
        'Attribute "default_action[0].redirect" must be specified when "default_action[0].type" is "redirect".',
        "default_action[0].type",
      ),
    ],
  ],
  ["targets of functions", "aws_lb_target_group", { target_type: "lambda" }, []],
  [
    "targets without a port",
    "aws_lb_target_group",
    {},
    [combination('Attribute "port" must be specified when "target_type" is "instance".', "target_type")],
  ],
  [
    "a check by connection that matches",
    "aws_lb_target_group",
    { port: 80, protocol: "HTTP", vpc_id: "vpc-1", health_check: [{ protocol: "TCP", matcher: "200" }] },
    [
      combination(
        'Attribute "health_check[0].matcher" cannot be specified when "health_check[0].protocol" is "TCP".',
        "health_check[0].matcher",
      ),
    ],
  ],
  ["a cluster", "aws_eks_cluster", { compute_config: [{ enabled: false }] }, []],
  [
    "a cluster of which a part runs by itself",
    "aws_eks_cluster",
    { compute_config: [{ enabled: true }] },
    [
      "compute_config.enabled, kubernetes_networking_config.elastic_load_balancing.enabled, and storage_config.block_storage.enabled must all be set to either true or false",
    ],
  ],
  ["a cache nowhere", "aws_codebuild_project", { cache: [{ type: "S3" }] }, ['cache location is required when cache type is "S3"']],
  [
    "a replica in a subnet group",
    "aws_db_instance",
    { replicate_source_db: "a", db_subnet_group_name: "b" },
    ['"replicate_source_db" must be an ARN when "db_subnet_group_name" is set.'],
  ],
  [
    "a private gateway with an address",
    "aws_nat_gateway",
    { connectivity_type: "private", allocation_id: "eipalloc-1" },
    ['allocation_id is not supported with connectivity_type = "private"'],
  ],
  ["a type of which nothing is known", "aws_vpc", {}, []],
])("a create: %s", (_what, type, config, expected) => {
  expect(said(type, config)).toEqual(expected);
});

test.each<readonly [string, string, ObjectValue, ObjectValue, readonly string[]]>([
  ["a topic keeps the name that it has", "aws_sns_topic", { name: "a b" }, { name: "a b" }, []],
  [
    "a bucket keeps its versions",
    "aws_s3_bucket_versioning",
    { versioning_configuration: [{ status: "Enabled" }] },
    { versioning_configuration: [{ status: "Disabled" }] },
    ["versioning_configuration.status cannot be updated from 'Enabled' to 'Disabled'"],
  ],
])("a change: %s", (_what, type, prior, config, expected) => {
  expect(said(type, config, prior)).toEqual(expected);
});
