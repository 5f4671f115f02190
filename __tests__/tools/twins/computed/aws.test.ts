import type { ObjectValue } from "../../../../tools/protocol/values";
import { textOf } from "../../../../tools/twins/computed/made";
import { applied, knownTypes } from "../sample-plan";

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const here = "eu-central-1:111122223333";

/** The forms of ids: of the services' own references, and of what the provider 5.100.0 made of an emulator's answers. */
const ids: Readonly<Record<string, RegExp>> = {
  aws_acm_certificate: new RegExp(`^arn:aws:acm:${here}:certificate/${uuid}$`),
  aws_apigatewayv2_api: /^[a-z0-9]{10}$/,
  aws_backup_plan: new RegExp(`^${uuid}$`),
  aws_cloudfront_distribution: /^E[A-Z0-9]{13}$/,
  aws_cloudhsm_v2_cluster: /^cluster-[a-z0-9]{11}$/,
  aws_customer_gateway: /^cgw-[0-9a-f]{17}$/,
  aws_db_instance: /^db-[A-Z2-7]{26}$/,
  aws_ec2_transit_gateway: /^tgw-[0-9a-f]{17}$/,
  aws_efs_file_system: /^fs-[0-9a-f]{17}$/,
  aws_eip: /^eipalloc-[0-9a-f]{17}$/,
  aws_flow_log: /^fl-[0-9a-f]{17}$/,
  aws_guardduty_detector: /^[0-9a-f]{32}$/,
  aws_iam_access_key: /^AKIA[A-Z2-7]{16}$/,
  aws_iam_account_password_policy: /^iam-account-password-policy$/,
  aws_instance: /^i-[0-9a-f]{17}$/,
  aws_internet_gateway: /^igw-[0-9a-f]{17}$/,
  aws_kms_custom_key_store: /^cks-[0-9a-f]{17}$/,
  aws_kms_key: new RegExp(`^${uuid}$`),
  aws_launch_template: /^lt-[0-9a-f]{17}$/,
  aws_nat_gateway: /^nat-[0-9a-f]{17}$/,
  aws_network_acl: /^acl-[0-9a-f]{17}$/,
  aws_network_interface: /^eni-[0-9a-f]{17}$/,
  aws_organizations_organization: /^o-[a-z0-9]{10,32}$/,
  aws_organizations_policy: /^p-[a-z0-9]{8,128}$/,
  aws_prometheus_workspace: new RegExp(`^ws-${uuid}$`),
  aws_route53_zone: /^Z[A-Z0-9]{5,31}$/,
  aws_route_table: /^rtb-[0-9a-f]{17}$/,
  aws_route_table_association: /^rtbassoc-[0-9a-f]{17}$/,
  aws_secretsmanager_secret: new RegExp(`^arn:aws:secretsmanager:${here}:secret:terraform-[0-9a-f]{26}-[A-Za-z0-9]{6}$`),
  aws_security_group: /^sg-[0-9a-f]{17}$/,
  aws_subnet: /^subnet-[0-9a-f]{17}$/,
  aws_vpc: /^vpc-[0-9a-f]{17}$/,
  aws_vpc_endpoint: /^vpce-[0-9a-f]{17}$/,
  aws_vpc_ipam: /^ipam-[0-9a-f]{17}$/,
  aws_vpc_ipam_pool: /^ipam-pool-[0-9a-f]{17}$/,
  aws_vpc_ipv4_cidr_block_association: /^vpc-cidr-assoc-[0-9a-f]{17}$/,
  aws_vpc_security_group_egress_rule: /^sgr-[0-9a-f]{17}$/,
  aws_vpc_security_group_ingress_rule: /^sgr-[0-9a-f]{17}$/,
  aws_vpn_connection: /^vpn-[0-9a-f]{17}$/,
  aws_wafv2_web_acl: new RegExp(`^${uuid}$`),
};

test.each(Object.entries(ids))("an id of %s has the published form", (type, form) => {
  expect(applied({ type })["id"]).toMatch(form);
});

interface Case {
  readonly type: string;
  readonly given: ObjectValue;
  readonly after: ObjectValue;
}

const bucket = "arn:aws:s3:::records";

const cases: readonly Case[] = [
  {
    type: "aws_s3_bucket",
    given: { bucket: "records" },
    after: {
      id: "records",
      arn: bucket,
      bucket_domain_name: "records.s3.amazonaws.com",
      bucket_prefix: "",
      bucket_regional_domain_name: "records.s3.eu-central-1.amazonaws.com",
      hosted_zone_id: "Z21DNDUVLTQW6Q",
      region: "eu-central-1",
    },
  },
  { type: "aws_s3_bucket_versioning", given: { bucket: "records", expected_bucket_owner: null }, after: { id: "records" } },
  {
    type: "aws_s3_bucket_versioning",
    given: { bucket: "records", expected_bucket_owner: "111122223333" },
    after: { id: "records,111122223333" },
  },
  { type: "aws_s3_account_public_access_block", given: {}, after: { id: "111122223333" } },
  {
    type: "aws_iam_role",
    given: { name: "reader", path: "/team/" },
    after: { id: "reader", arn: "arn:aws:iam::111122223333:role/team/reader", name_prefix: "", create_date: "2026-01-01T00:00:00Z" },
  },
  { type: "aws_iam_role", given: { name: "reader", path: "/" }, after: { arn: "arn:aws:iam::111122223333:role/reader" } },
  { type: "aws_iam_policy", given: { name: "read", path: "/" }, after: { id: "arn:aws:iam::111122223333:policy/read" } },
  { type: "aws_iam_role_policy", given: { role: "reader", name: "logs" }, after: { id: "reader:logs" } },
  {
    type: "aws_iam_openid_connect_provider",
    given: { url: "https://token.actions.example/x" },
    after: { arn: "arn:aws:iam::111122223333:oidc-provider/token.actions.example/x" },
  },
  {
    type: "aws_iam_service_linked_role",
    given: { aws_service_name: "autoscaling.amazonaws.com", custom_suffix: null },
    after: {
      arn: "arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
      name: "AWSServiceRoleForAutoScaling",
    },
  },
  {
    type: "aws_iam_service_linked_role",
    given: { aws_service_name: "replication.dynamodb.amazonaws.com", custom_suffix: null },
    after: {
      arn: "arn:aws:iam::111122223333:role/aws-service-role/replication.dynamodb.amazonaws.com/AWSServiceRoleForDynamoDBReplication",
      name: "AWSServiceRoleForDynamoDBReplication",
    },
  },
  {
    type: "aws_kms_alias",
    given: { name: "alias/data", target_key_id: "arn:aws:kms:eu-central-1:111122223333:key/abc" },
    after: { id: "alias/data", arn: `arn:aws:kms:${here}:alias/data`, target_key_arn: `arn:aws:kms:${here}:key/abc` },
  },
  { type: "aws_kms_replica_key", given: { primary_key_arn: "arn:aws:kms:eu-west-1:111122223333:key/mrk-1" }, after: { id: "mrk-1" } },
  { type: "aws_cloudwatch_log_group", given: { name: "/a/b" }, after: { id: "/a/b", arn: `arn:aws:logs:${here}:log-group:/a/b` } },
  {
    type: "aws_network_acl_rule",
    given: { network_acl_id: "acl-e218bd4a22447c870", rule_number: 200, egress: true, protocol: "-1" },
    after: { id: "nacl-2733526849" },
  },
  {
    type: "aws_route",
    given: { route_table_id: "rtb-54fa2906cca3d54e9", destination_cidr_block: "0.0.0.0/0" },
    after: { id: "r-rtb-54fa2906cca3d54e91080289494" },
  },
  { type: "aws_default_network_acl", given: { default_network_acl_id: "acl-0123" }, after: { id: "acl-0123", vpc_id: "vpc-0123" } },
  { type: "aws_default_security_group", given: { vpc_id: "vpc-0123" }, after: { id: "sg-0123", name: "default", name_prefix: "" } },
  { type: "aws_subnet", given: { availability_zone: "eu-central-1b" }, after: { availability_zone_id: "euc1-az2" } },
  { type: "aws_nat_gateway", given: { connectivity_type: "private" }, after: { public_ip: "", association_id: "" } },
  { type: "aws_vpc_endpoint", given: { vpc_endpoint_type: "Gateway" }, after: { dns_entry: [], network_interface_ids: [] } },
  {
    type: "aws_db_instance",
    given: { identifier: "ledger", engine: "postgres", engine_version: "16.3", port: 5432 },
    after: { arn: `arn:aws:rds:${here}:db:ledger`, engine_version_actual: "16.3", parameter_group_name: "default.postgres16" },
  },
  {
    type: "aws_dynamodb_table",
    given: { name: "events", stream_enabled: true },
    after: { id: "events", stream_arn: `arn:aws:dynamodb:${here}:table/events/stream/2026-01-01T00:00:00.000` },
  },
  { type: "aws_dynamodb_table", given: { name: "events", stream_enabled: null }, after: { stream_arn: "", stream_label: "" } },
  {
    type: "aws_sqs_queue",
    given: { name: "jobs", fifo_queue: false },
    after: { id: "https://sqs.eu-central-1.amazonaws.com/111122223333/jobs" },
  },
  { type: "aws_sns_topic", given: { name: "news" }, after: { id: `arn:aws:sns:${here}:news`, owner: "111122223333" } },
  { type: "aws_eks_node_group", given: { cluster_name: "c", node_group_name: "n" }, after: { id: "c:n" } },
  { type: "aws_eks_access_policy_association", given: { cluster_name: "c", principal_arn: "p", policy_arn: "q" }, after: { id: "c#p#q" } },
  {
    type: "aws_lambda_function",
    given: { function_name: "f", publish: false },
    after: { qualified_arn: `arn:aws:lambda:${here}:function:f:$LATEST` },
  },
  { type: "aws_cloudwatch_event_rule", given: { name: "r", event_bus_name: "orders" }, after: { id: "orders/r" } },
  { type: "aws_cloudwatch_event_rule", given: { name: "r", event_bus_name: "default" }, after: { id: "r" } },
  { type: "aws_ecr_repository", given: { name: "api" }, after: { repository_url: "111122223333.dkr.ecr.eu-central-1.amazonaws.com/api" } },
  { type: "aws_ssm_parameter", given: { name: "plain", type: "String" }, after: { arn: `arn:aws:ssm:${here}:parameter/plain` } },
  { type: "aws_organizations_policy_attachment", given: { target_id: "ou-1", policy_id: "p-1" }, after: { id: "ou-1:p-1" } },
  {
    type: "aws_apigatewayv2_stage",
    given: { api_id: "a1", name: "$default" },
    after: { invoke_url: "https://a1.execute-api.eu-central-1.amazonaws.com/" },
  },
];

test.each(cases)("$type $given", ({ type, given, after }) => {
  expect(applied({ type, given })).toMatchObject(after);
});

test("a VPC's default things tell their VPC", () => {
  const vpc = applied({ type: "aws_vpc" });
  const table = applied({ type: "aws_default_route_table", given: { default_route_table_id: vpc["default_route_table_id"] ?? null } });
  const group = applied({ type: "aws_default_security_group", given: { vpc_id: vpc["id"] ?? null } });
  expect([table["vpc_id"], group["id"]]).toEqual([vpc["id"], vpc["default_security_group_id"]]);
});

test("a NAT gateway has the address of its allocation", () => {
  const address = applied({ type: "aws_eip" });
  const gateway = applied({ type: "aws_nat_gateway", given: { allocation_id: address["id"] ?? null, connectivity_type: "public" } });
  expect(gateway["public_ip"]).toBe(address["public_ip"]);
});

test("a certificate has a record for each of its names", () => {
  const given = { domain_name: "a.example", subject_alternative_names: ["*.a.example", "b.example"], validation_method: "DNS" };
  const options = applied({ type: "aws_acm_certificate", given })["domain_validation_options"] as readonly ObjectValue[];
  const names = options.map((option) => textOf(option["resource_record_name"]).replace(/^_[0-9a-f]{32}\./, ""));
  expect([names, options[0]?.["resource_record_value"] === options[1]?.["resource_record_value"]]).toEqual([
    ["a.example.", "a.example.", "b.example."],
    true,
  ]);
});

test("ARNs and hosts follow the partition", () => {
  const scope = { provider: "aws", partition: "aws-cn", account: "111122223333", region: "cn-north-1" };
  expect(applied({ type: "aws_s3_bucket", given: { bucket: "b" }, scope })).toMatchObject({
    arn: "arn:aws-cn:s3:::b",
    bucket_regional_domain_name: "b.s3.cn-north-1.amazonaws.com.cn",
  });
});

test("names that nobody gave have the provider's form, and tell their prefix", () => {
  const nameless = applied({ type: "aws_security_group" });
  const prefixed = applied({ type: "aws_security_group", given: { name_prefix: "web-" } });
  expect([nameless["name"], nameless["name_prefix"], prefixed["name"]]).toEqual([
    expect.stringMatching(/^terraform-\d{18}[0-9a-f]{8}$/),
    "terraform-",
    expect.stringMatching(/^web-\d{18}[0-9a-f]{8}$/),
  ]);
});

test("a queue that keeps an order says so in a name that nobody gave", () => {
  expect(applied({ type: "aws_sqs_queue", given: { fifo_queue: true } })["name"]).toMatch(/^terraform-[0-9a-f]{26}\.fifo$/);
});

test("load balancers' made-up names keep to 32 characters", () => {
  const lengths = ["aws_lb", "aws_lb_target_group"].map((type) => textOf(applied({ type })["name"]).length);
  expect(lengths.every((length) => length <= 32)).toBe(true);
});

test("no type has an empty id", () => {
  const types = knownTypes.filter(({ source }) => source.endsWith("/aws")).map(({ type }) => type);
  expect(types.filter((type) => applied({ type })["id"] === "")).toEqual([]);
});
