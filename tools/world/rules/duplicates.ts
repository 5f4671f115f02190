import type { Value } from "../../protocol/values";
import { isAccountWide, placeOf, sharesPlace } from "../place";
import { ec2Errors, page, type WorldRule } from "../rule";
import { blocksAt, isTrue, numberAt, textAt, textsAt } from "../values";
import type { WorldObject } from "../world";
import { othersOf } from "./find";

const ingress = "aws_vpc_security_group_ingress_rule";
const egress = "aws_vpc_security_group_egress_rule";
const classic = "aws_security_group_rule";

/** Types that add rules to a security group. */
export const groupRuleTypes = [ingress, egress, classic];

const protocolNumbers: Readonly<Record<string, string>> = { tcp: "6", udp: "17", icmp: "1", icmpv6: "58", all: "-1" };

const permissionsOf = (object: WorldObject): readonly string[] => {
  const isClassic = object.type === classic;
  const direction = isClassic ? (textAt(object, "type") ?? "") : object.type === ingress ? "ingress" : "egress";
  const said = (textAt(object, isClassic ? "protocol" : "ip_protocol") ?? "").toLowerCase();
  const protocol = protocolNumbers[said] ?? said;
  const ports = protocol === "-1" ? "" : `${textAt(object, "from_port") ?? ""}-${textAt(object, "to_port") ?? ""}`;
  const own = isTrue(object, "self") ? [textAt(object, "security_group_id") ?? ""] : [];
  const peers = isClassic
    ? ["cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids", "source_security_group_id"]
    : ["cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id"];
  return [...own, ...peers.flatMap((path) => textsAt(object.values, path))].map((peer) => [direction, protocol, ports, peer].join(" "));
};

const known = new WeakMap<WorldObject, readonly string[]>();

/** What a rule of a security group permits, one entry a peer, in a form in which equal permissions are equal texts. */
export const permissions = (object: WorldObject): readonly string[] => {
  const found = known.get(object) ?? permissionsOf(object);
  known.set(object, found);
  return found;
};

const permission: WorldRule = {
  name: "security-group-rule-twice",
  source: ec2Errors,
  types: groupRuleTypes,
  onPut: (question) => {
    const { object, view } = question;
    const group = textAt(object, "security_group_id") ?? "";
    const others = othersOf(
      groupRuleTypes.flatMap((type) => view.by(type, "security_group_id", group)),
      question,
    );
    const own = new Set(permissions(object));
    const other = others.find((rule) => permissions(rule).some((entry) => own.has(entry)));
    if (other === undefined) return [];
    return [
      {
        code: "InvalidPermission.Duplicate",
        path: "security_group_id",
        value: group,
        says: "the security group has this rule already",
        other,
      },
    ];
  },
};

/** The numbers of the rules that stand in a network ACL itself. */
export const inlineNumbers = (acl: WorldObject, direction: "ingress" | "egress"): readonly number[] =>
  blocksAt(acl, direction).flatMap((block) => numberAt(block as Value, "rule_no") ?? []);

const aclEntry: WorldRule = {
  name: "network-acl-rule-number-twice",
  source: ec2Errors,
  types: ["aws_network_acl_rule"],
  onPut: (question) => {
    const { object, view } = question;
    const acl = textAt(object, "network_acl_id") ?? "";
    const number = numberAt(object.values, "rule_number");
    const isSame = (rule: WorldObject): boolean =>
      numberAt(rule.values, "rule_number") === number && isTrue(rule, "egress") === isTrue(object, "egress");
    const direction = isTrue(object, "egress") ? "egress" : "ingress";
    const other =
      othersOf(view.by("aws_network_acl_rule", "network_acl_id", acl), question).find(isSame) ??
      view.by("aws_network_acl", "id", acl).find((owner) => number !== undefined && inlineNumbers(owner, direction).includes(number));
    if (other === undefined) return [];
    const says = `the network ACL has an ${direction} rule with this number`;
    return [{ code: "NetworkAclEntryAlreadyExists", path: "rule_number", value: String(number), says, other }];
  },
};

const destinations = ["destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id"];

const route: WorldRule = {
  name: "route-twice",
  source: ec2Errors,
  types: ["aws_route"],
  onPut: (question) => {
    const { object, view } = question;
    const table = textAt(object, "route_table_id") ?? "";
    return destinations.flatMap((path) => {
      const destination = textAt(object, path);
      if (destination === undefined) return [];
      const other =
        othersOf(view.by("aws_route", "route_table_id", table), question).find((one) => textAt(one, path) === destination) ??
        view
          .by("aws_route_table", "id", table)
          .find((owner) =>
            ["route.cidr_block", "route.ipv6_cidr_block", "route.destination_prefix_list_id"].some((inline) =>
              textsAt(owner.values, inline).includes(destination),
            ),
          );
      if (other === undefined) return [];
      return [{ code: "RouteAlreadyExists", path, value: destination, says: "the route table has a route to this destination", other }];
    });
  },
};

const isInterface = (endpoint: WorldObject): boolean => textAt(endpoint, "vpc_endpoint_type") === "Interface";

const sharesTable = (a: WorldObject, b: WorldObject): boolean => {
  const tables = new Set(textsAt(a.values, "route_table_ids"));
  return textsAt(b.values, "route_table_ids").some((table) => tables.has(table));
};

const privateName: WorldRule = {
  name: "endpoint-private-name-twice",
  source: page("https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html"),
  types: ["aws_vpc_endpoint"],
  onPut: (question) => {
    const { object, view } = question;
    if (!isInterface(object) || !isTrue(object, "private_dns_enabled")) return [];
    const other = othersOf(view.by("aws_vpc_endpoint", "vpc_id", textAt(object, "vpc_id") ?? ""), question).find(
      (one) => isInterface(one) && isTrue(one, "private_dns_enabled") && textAt(one, "service_name") === textAt(object, "service_name"),
    );
    return other === undefined
      ? []
      : [
          {
            code: "InvalidParameter",
            path: "private_dns_enabled",
            value: textAt(object, "service_name") ?? "",
            says: "private DNS can't be enabled: the VPC has a conflicting DNS domain for this service",
            other,
          },
        ];
  },
};

const gatewayEndpoint: WorldRule = {
  name: "gateway-endpoint-route-twice",
  source: page("https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html"),
  types: ["aws_vpc_endpoint"],
  onPut: (question) => {
    const { object, view } = question;
    if (isInterface(object)) return [];
    const other = othersOf(view.by("aws_vpc_endpoint", "vpc_id", textAt(object, "vpc_id") ?? ""), question).find(
      (one) => textAt(one, "service_name") === textAt(object, "service_name") && sharesTable(one, object),
    );
    return other === undefined
      ? []
      : [
          {
            code: "RouteAlreadyExists",
            path: "route_table_ids",
            value: textAt(object, "service_name") ?? "",
            says: "a route table has a route to this service's prefix list already",
            other,
          },
        ];
  },
};

/** Types whose API puts what it is told over what is there: settings and policies of something else, and switches. */
const putTypes: readonly string[] = [
  "aws_backup_vault_policy",
  "aws_cloudwatch_event_bus_policy",
  "aws_default_network_acl",
  "aws_default_route_table",
  "aws_default_security_group",
  "aws_ecr_lifecycle_policy",
  "aws_ecr_repository_policy",
  "aws_iam_account_password_policy",
  "aws_iam_role_policy",
  "aws_kms_key_policy",
  "aws_s3_account_public_access_block",
  "aws_s3_bucket_lifecycle_configuration",
  "aws_s3_bucket_logging",
  "aws_s3_bucket_notification",
  "aws_s3_bucket_ownership_controls",
  "aws_s3_bucket_policy",
  "aws_s3_bucket_public_access_block",
  "aws_s3_bucket_replication_configuration",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_s3_bucket_versioning",
  "aws_secretsmanager_secret_policy",
  "aws_sns_topic_policy",
  "aws_sqs_queue_policy",
];

/** Two resources that manage the same thing: the cloud takes the later for a change of the earlier. */
const managedTwice: WorldRule = {
  name: "managed-twice",
  source: page("https://developer.hashicorp.com/terraform/language/state/purpose"),
  types: putTypes,
  onPut: ({ object, before, view }) => {
    if (before !== undefined) return [];
    const other = view.by(object.type, "id", object.id).find((one) => isHere(one, object));
    return other === undefined
      ? []
      : [{ code: "OverwritesSilently", says: "two resources manage the same thing", other, severity: "warning" }];
  },
};

const isHere = (one: WorldObject, object: WorldObject): boolean =>
  sharesPlace(placeOf(one), placeOf(object), isAccountWide(object.type) ? "account" : "own-region");

/** What can't be there twice, though it has no name. */
export const duplicateRules: readonly WorldRule[] = [permission, aclEntry, route, privateName, gatewayEndpoint, managedTwice];
