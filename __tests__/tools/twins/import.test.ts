import type { ObjectValue } from "../../../tools/protocol/values";
import { awsImports, importedBy, notImportable } from "../../../tools/twins/computed/aws-imports";
import { importedState, importProblems } from "../../../tools/twins/import";
import { knownType, knownTypes, scopeOf } from "./sample-plan";

const imported = (type: string, id: string): ObjectValue => {
  const { source, facts } = knownType(type);
  return importedState(source, type, facts, id, scopeOf(source));
};

/** What is set after an import, and neither a block nor a project that the provider's configuration tells. */
const told = (type: string, id: string): ObjectValue =>
  Object.fromEntries(
    Object.entries(imported(type, id)).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)),
  );

/** What the AWS provider 5.100.0 answered, without the defaults of arguments that it sets besides. */
const answers: readonly (readonly [string, string, ObjectValue])[] = [
  ["aws_vpc", "vpc-1", { id: "vpc-1" }],
  ["aws_network_acl_rule", "acl-1:100:tcp:true", { id: "nacl-2554370815", network_acl_id: "acl-1", rule_number: 100, egress: true }],
  ["aws_network_acl_rule", "acl-1:100:6:false", { id: "nacl-3520746376", network_acl_id: "acl-1", rule_number: 100, egress: false }],
  ["aws_network_acl_rule", "acl-1:100:-1:true", { id: "nacl-1676293353", network_acl_id: "acl-1", rule_number: 100, egress: true }],
  ["aws_route", "rtb-1_10.0.0.0/8", { id: "r-rtb-13423270202", route_table_id: "rtb-1", destination_cidr_block: "10.0.0.0/8" }],
  ["aws_route", "rtb-1_2001:db8::/32", { id: "r-rtb-13006741366", route_table_id: "rtb-1", destination_ipv6_cidr_block: "2001:db8::/32" }],
  ["aws_route", "rtb-1_pl-1", { id: "r-rtb-12051151633", route_table_id: "rtb-1", destination_prefix_list_id: "pl-1" }],
  [
    "aws_route53_record",
    "Z1_a.example_A_set",
    { id: "Z1_a.example_A_set", zone_id: "Z1", name: "a.example", type: "A", set_identifier: "set" },
  ],
  ["aws_iam_role_policy_attachment", "x1/y2/z3", { id: "x1-y2/z3", role: "x1", policy_arn: "y2/z3" }],
  ["aws_api_gateway_method", "x1/y2/z3", { id: "agm-x1-y2-z3", rest_api_id: "x1", resource_id: "y2", http_method: "z3" }],
  ["aws_cloudwatch_event_target", "x1/y2", { id: "x1-y2", event_bus_name: "default", rule: "x1", target_id: "y2" }],
  ["aws_cloudwatch_event_target", "x1/y2/z3", { id: "x1-y2-z3", event_bus_name: "x1", rule: "y2", target_id: "z3" }],
  ["aws_cloudwatch_log_subscription_filter", "x1|y2", { id: "cwlsf-214860489", log_group_name: "x1", name: "y2" }],
  ["aws_volume_attachment", "x1:y2:z3", { id: "vai-2811280917", device_name: "x1", volume_id: "y2", instance_id: "z3" }],
  ["aws_vpc_endpoint_subnet_association", "x1/y2", { id: "a-x12012447168", vpc_endpoint_id: "x1", subnet_id: "y2" }],
  ["aws_s3_object", "x1/y2/z3", { id: "y2/z3", bucket: "x1", key: "y2/z3" }],
  ["aws_kms_grant", "x1:y2", { id: "x1:y2", key_id: "x1", grant_id: "y2" }],
  [
    "aws_appautoscaling_policy",
    "dynamodb/table/t/dynamodb:table:ReadCapacityUnits/p",
    { id: "p", name: "p", resource_id: "table/t", scalable_dimension: "dynamodb:table:ReadCapacityUnits", service_namespace: "dynamodb" },
  ],
  ["aws_iam_role_policies_exclusive", "reader", { role_name: "reader" }],
  ["aws_lambda_function", "f", { id: "f", function_name: "f" }],
  ["aws_vpc_ipv4_cidr_block_association", "x1,y2", { id: "x1", ipv4_ipam_pool_id: "y2" }],
];

test.each(answers)("%s by %s tells what the real provider tells", (type, id, expected) => {
  expect([importProblems(type, id), told(type, id)]).toEqual([[], expected]);
});

/** What an id tells that the provider reads off it when it reads the resource. */
const readOff: readonly (readonly [string, string, ObjectValue])[] = [
  ["aws_s3_bucket", "records", { id: "records", bucket: "records" }],
  ["aws_iam_role", "reader", { id: "reader", name: "reader" }],
  ["aws_iam_role_policy", "reader:logs", { id: "reader:logs", role: "reader", name: "logs" }],
  [
    "aws_iam_policy",
    "arn:aws:iam::111122223333:policy/p",
    { id: "arn:aws:iam::111122223333:policy/p", arn: "arn:aws:iam::111122223333:policy/p" },
  ],
  ["google_pubsub_topic", "projects/p/topics/t", { id: "projects/p/topics/t", name: "t", project: "p" }],
  ["cloudflare_dns_record", "z/r", { id: "r", zone_id: "z" }],
  ["cloudflare_zone", "z", { id: "z" }],
  ["kubernetes_config_map_v1", "api/settings", { id: "api/settings" }],
  ["helm_release", "istio-system/mesh", { id: "mesh", name: "mesh", namespace: "istio-system" }],
];

test.each(readOff)("%s by %s tells its arguments", (type, id, expected) => {
  expect(told(type, id)).toMatchObject(expected);
});

test("metadata of Kubernetes has its name and namespace", () => {
  expect(imported("kubernetes_config_map_v1", "api/settings")["metadata"]).toMatchObject([{ name: "settings", namespace: "api" }]);
});

test.each([
  ["aws_network_acl_rule", "acl-1", "unexpected format of ID (acl-1), expected NETWORK_ACL_ID:RULE_NUMBER:PROTOCOL:EGRESS"],
  ["aws_api_gateway_deployment", "a/b/c", "Unexpected format of ID (a/b/c), use: 'REST-API-ID/DEPLOYMENT-ID'"],
  ["aws_route53_record", "a", /^unexpected format of ID \("a"\), expected ZONEID_RECORDNAME_TYPE_SET-IDENTIFIER/],
  ["aws_lb_target_group_attachment", "a", "resource aws_lb_target_group_attachment doesn't support import"],
  ["aws_ec2_instance_metadata_defaults", "a", "Resource Import Not Implemented"],
])("%s by %s is refused as the real provider refuses it", (type, id, summary) => {
  expect(importProblems(type, id)).toEqual([
    {
      severity: "error",
      summary: typeof summary === "string" ? summary : (expect.stringMatching(summary) as unknown),
      detail: expect.any(String) as unknown,
    },
  ]);
});

test("every attribute of a table is in the schema", () => {
  const strangers = [...Object.entries(awsImports), ...Object.entries(importedBy)].flatMap(([type, form]) => {
    const attributes = knownTypes.find((one) => one.type === type)?.facts.block.attributes;
    const names =
      typeof form === "string"
        ? [form]
        : form.given.flatMap((given) => [...given.matchAll(/\{([a-z0-9_]+)\*?\}/g)].map(([, name = ""]) => name));
    return names
      .filter((name) => attributes === undefined || !(name in attributes || partsAlone.has(name)))
      .map((name) => `${type}.${name}`);
  });
  expect([strangers, Object.keys(notImportable).filter((type) => !knownTypes.some((one) => one.type === type))]).toEqual([[], []]);
});

/** Parts of what is given that are no attributes. */
const partsAlone = new Set(["account", "destination", "id", "kind", "partition", "region", "revision", "serial", "service"]);

test("every type can be imported by a plain id, or says why not", () => {
  const silent = knownTypes.filter(({ source, type, facts }) => {
    const state = importedState(source, type, facts, "thing", scopeOf(source));
    const isTold = Object.values(state).some((value) => value !== null && !(Array.isArray(value) && value.length === 0));
    return !isTold && importProblems(type, "thing").length === 0;
  });
  expect(silent.map(({ type }) => type)).toEqual([]);
});
