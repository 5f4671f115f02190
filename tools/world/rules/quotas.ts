import { api, page, type Question, type Refusal, type Source, type WorldRule, type WorldView } from "../rule";
import { placeOf, sharesPlace } from "../place";
import { isTrue, numberAt, textAt, textsAt } from "../values";
import type { WorldObject } from "../world";
import { groupRuleTypes, inlineNumbers, permissions } from "./duplicates";
import { othersOf } from "./find";

const vpcQuotas = page("https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html");
const iamQuotas = page("https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html");

/** What a default quota allows. */
const most = { aclRules: 20, groupRules: 60, rolePolicies: 10, vpcRanges: 5 } as const;

const aclRules: WorldRule = {
  name: "quota-network-acl-rules",
  source: vpcQuotas,
  types: ["aws_network_acl_rule"],
  onPut: (question) => {
    const { object, view } = question;
    const acl = textAt(object, "network_acl_id") ?? "";
    const isEgress = isTrue(object, "egress");
    const others = othersOf(view.by("aws_network_acl_rule", "network_acl_id", acl), question).filter(
      (rule) => isTrue(rule, "egress") === isEgress,
    );
    const owners = view.by("aws_network_acl", "id", acl);
    const inline = owners.flatMap((owner) => inlineNumbers(owner, isEgress ? "egress" : "ingress")).length;
    if (others.length + inline < most.aclRules) return [];
    const says = `a network ACL takes ${String(most.aclRules)} rules in each direction, and this one has as many`;
    return [{ code: "NetworkAclEntryLimitExceeded", path: "network_acl_id", value: acl, says, ...otherOf(owners, acl, "network ACL") }];
  },
};

const otherOf = (owners: readonly WorldObject[], value: string, noun: string): Pick<Refusal, "other"> => ({
  other: owners[0] ?? { noun, value },
});

/** How many rules an entry counts for: a prefix list as many as it can have entries. */
const weight = (permission: string, view: WorldView): number => {
  const peer = permission.slice(permission.lastIndexOf(" ") + 1);
  const [list] = peer.startsWith("pl-") ? view.by("aws_ec2_managed_prefix_list", "id", peer) : [];
  return list === undefined ? 1 : (numberAt(list.values, "max_entries") ?? 1);
};

/** The family of addresses that an entry counts in; one that names no addresses counts in both. */
const families = (permission: string): readonly string[] => {
  const peer = permission.slice(permission.lastIndexOf(" ") + 1);
  if (peer.includes(":")) return ["IPv6"];
  return peer.includes("/") ? ["IPv4"] : ["IPv4", "IPv6"];
};

const groupRules: WorldRule = {
  name: "quota-security-group-rules",
  source: vpcQuotas,
  types: groupRuleTypes,
  onPut: (question) => {
    const { object, view } = question;
    const group = textAt(object, "security_group_id") ?? "";
    const rules = [
      object,
      ...othersOf(
        groupRuleTypes.flatMap((type) => view.by(type, "security_group_id", group)),
        question,
      ),
    ];
    const direction = permissions(object)[0]?.split(" ")[0] ?? "";
    const entries = rules.flatMap(permissions).filter((entry) => entry.startsWith(`${direction} `));
    const full = ["IPv4", "IPv6"].find(
      (family) =>
        entries.filter((entry) => families(entry).includes(family)).reduce((sum, entry) => sum + weight(entry, view), 0) > most.groupRules,
    );
    if (full === undefined) return [];
    const says = `a security group takes ${String(most.groupRules)} ${full} rules in each direction, and this one has as many`;
    const owners = view.by("aws_security_group", "id", group);
    return [
      {
        code: "RulesPerSecurityGroupLimitExceeded",
        path: "security_group_id",
        value: group,
        says,
        ...otherOf(owners, group, "security group"),
      },
    ];
  },
};

const ofAccount = (objects: readonly WorldObject[], object: WorldObject): readonly WorldObject[] =>
  objects.filter((other) => sharesPlace(placeOf(other), placeOf(object), "account"));

const rolePolicies: WorldRule = {
  name: "quota-role-policies",
  source: iamQuotas,
  types: ["aws_iam_role_policy_attachment"],
  onPut: (question) => {
    const { object, view } = question;
    const role = textAt(object, "role") ?? "";
    const others = ofAccount(othersOf(view.by("aws_iam_role_policy_attachment", "role", role), question), object);
    const attached = new Set([...others, object].flatMap((one) => textsAt(one.values, "policy_arn")));
    if (attached.size <= most.rolePolicies) return [];
    const says = `a role takes ${String(most.rolePolicies)} managed policies, and this one has as many`;
    return [
      {
        code: "LimitExceeded",
        path: "role",
        value: role,
        says,
        ...otherOf(ofAccount(view.by("aws_iam_role", "name", role), object), role, "IAM role"),
      },
    ];
  },
};

const vpcRanges: WorldRule = {
  name: "quota-vpc-ranges",
  source: vpcQuotas,
  types: ["aws_vpc_ipv4_cidr_block_association"],
  onPut: (question) => {
    const { object, view } = question;
    const vpc = textAt(object, "vpc_id") ?? "";
    const others = othersOf(view.by("aws_vpc_ipv4_cidr_block_association", "vpc_id", vpc), question);
    // The VPC's own range is one of them.
    if (others.length + 1 < most.vpcRanges) return [];
    const says = `a VPC takes ${String(most.vpcRanges)} IPv4 ranges, and this one has as many`;
    return [{ code: "CidrLimitExceeded", path: "vpc_id", value: vpc, says, ...otherOf(view.by("aws_vpc", "id", vpc), vpc, "VPC") }];
  },
};

/** The longest that a text may be. */
interface SizeRow {
  readonly type: string;
  readonly path: string;
  readonly most: number;
  /** IAM does not count white space. */
  readonly unit: "characters without white space" | "bytes";
  readonly code: string;
  readonly source: Source;
}

const sizeRows: readonly SizeRow[] = [
  { type: "aws_iam_policy", path: "policy", most: 6144, unit: "characters without white space", code: "LimitExceeded", source: iamQuotas },
  {
    type: "aws_iam_role",
    path: "assume_role_policy",
    most: 2048,
    unit: "characters without white space",
    code: "LimitExceeded",
    source: iamQuotas,
  },
  {
    type: "aws_s3_bucket_policy",
    path: "policy",
    most: 20 * 1024,
    unit: "bytes",
    code: "MalformedPolicy",
    source: page("https://docs.aws.amazon.com/AmazonS3/latest/userguide/add-bucket-policy.html"),
  },
  ...["aws_kms_key", "aws_kms_replica_key", "aws_kms_key_policy"].map((type): SizeRow => ({
    type,
    path: "policy",
    most: 32 * 1024,
    unit: "bytes",
    code: "LimitExceededException",
    source: api("KMS PutKeyPolicy"),
  })),
];

const sizeIn = (unit: SizeRow["unit"], text: string): number =>
  unit === "bytes" ? Buffer.byteLength(text) : text.replace(/\s/g, "").length;

const sizes: readonly WorldRule[] = sizeRows.map((row) => ({
  name: `size:${row.type}.${row.path}`,
  source: row.source,
  types: [row.type],
  onPut: ({ object }: Question): readonly Refusal[] =>
    textsAt(object.values, row.path)
      .map((text) => [text, sizeIn(row.unit, text)] as const)
      .filter(([, size]) => size > row.most)
      .map(([text, size]) => ({
        code: row.code,
        path: row.path,
        basis: text,
        says: `the policy has ${String(size)} ${row.unit}, and may have ${String(row.most)}`,
      })),
}));

/** All inline policies of a principal together. */
interface InlineRow {
  readonly type: string;
  readonly owner: string;
  readonly ownerType: string;
  readonly most: number;
}

const inlineRows: readonly InlineRow[] = [
  { type: "aws_iam_role_policy", owner: "role", ownerType: "aws_iam_role", most: 10_240 },
  { type: "aws_iam_user_policy", owner: "user", ownerType: "aws_iam_user", most: 2048 },
  { type: "aws_iam_group_policy", owner: "group", ownerType: "aws_iam_group", most: 5120 },
];

const inlineSizes: readonly WorldRule[] = inlineRows.map((row) => ({
  name: `size:${row.type}.policy`,
  source: iamQuotas,
  types: [row.type],
  onPut: (question: Question): readonly Refusal[] => {
    const { object, view } = question;
    const owner = textAt(object, row.owner) ?? "";
    const all = [object, ...ofAccount(othersOf(view.by(row.type, row.owner, owner), question), object)];
    const size = all
      .flatMap((one) => textsAt(one.values, "policy"))
      .reduce((sum, text) => sum + sizeIn("characters without white space", text), 0);
    if (size <= row.most) return [];
    const says = `the inline policies of '${owner}' have ${String(size)} characters without white space together, and may have ${String(row.most)}`;
    const owners = ofAccount(view.by(row.ownerType, "name", owner), object);
    return [{ code: "LimitExceeded", path: "policy", basis: String(size), says, ...otherOf(owners, owner, row.owner) }];
  },
}));

/** Default quotas that a plan can hit. */
export const quotaRules: readonly WorldRule[] = [aclRules, groupRules, rolePolicies, vpcRanges, ...sizes, ...inlineSizes];
