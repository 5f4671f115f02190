import { createWorld } from "../../../tools/world/create-world";
import type { WorldObject } from "../../../tools/world/world";
import { nextLayers } from "./next-layers";
import { ask, cluster, elsewhere, here, otherRegion, saidBy, thing, worldOf } from "./planted";

const summaries = (diagnostics: readonly { readonly summary: string }[]): readonly string[] => diagnostics.map(({ summary }) => summary);
const codeOf = (summary: string): string => /^\[([^\]]+)\] ([^:]+):/.exec(summary)?.slice(1).join(" ") ?? summary;

describe("the layers of the roadmap", () => {
  const world = createWorld({ outside: "empty" });

  test("are made in order without a word", () => {
    expect(nextLayers.flatMap((object) => summaries(world.create(object)))).toEqual([]);
  });

  test("are removed in the reverse order without a word", () => {
    expect([...nextLayers].reverse().flatMap((object) => summaries(world.remove(object)))).toEqual([]);
  });

  test("stand nowhere then", () => {
    expect(nextLayers.filter(({ type }) => world.all(type).length > 0)).toEqual([]);
  });
});

/** What a cloud says to the most common wrong orders, written by hand. */
const orders: readonly (readonly [string, readonly WorldObject[], WorldObject, readonly string[]])[] = [
  [
    "a subnet before its network",
    [],
    thing("aws_subnet", "subnet-1", { vpc_id: "vpc-1" }),
    ["exists:aws_subnet.vpc_id InvalidVpcID.NotFound"],
  ],
  [
    "a policy's attachment before its role",
    [],
    thing("aws_iam_role_policy_attachment", "a-1", { role: "reader", policy_arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }),
    ["exists:aws_iam_role_policy_attachment.role NoSuchEntity"],
  ],
  [
    "a log group before its key",
    [],
    thing("aws_cloudwatch_log_group", "/a", { name: "/a", kms_key_id: "arn:aws:kms:eu-central-1:111122223333:key/1" }),
    ["exists:aws_cloudwatch_log_group.kms_key_id InvalidParameterException"],
  ],
  [
    "a log group with the key of another region",
    [thing("aws_kms_key", "1", { arn: "arn:aws:kms:us-west-2:111122223333:key/1" }, otherRegion)],
    thing("aws_cloudwatch_log_group", "/a", { name: "/a", kms_key_id: "arn:aws:kms:us-west-2:111122223333:key/1" }),
    ["reach:aws_cloudwatch_log_group.kms_key_id InvalidParameterException"],
  ],
  [
    "a bucket's settings through another region",
    [thing("aws_s3_bucket", "one", { bucket: "one" }, otherRegion)],
    thing("aws_s3_bucket_versioning", "one", { bucket: "one" }),
    ["reach:aws_s3_bucket_versioning.bucket NoSuchBucket"],
  ],
  [
    "a database before its subnet group",
    [],
    thing("aws_db_instance", "db-1", { identifier: "main", db_subnet_group_name: "main" }),
    ["exists:aws_db_instance.db_subnet_group_name DBSubnetGroupNotFoundFault"],
  ],
  [
    "a replica before its source",
    [],
    thing("aws_db_instance", "db-1", { identifier: "copy", replicate_source_db: "main" }),
    ["exists:aws_db_instance.replicate_source_db DBInstanceNotFound"],
  ],
  [
    "an object before its namespace",
    [],
    thing("kubernetes_secret_v1", "a/b", { metadata: [{ name: "b", namespace: "a" }] }, cluster),
    ["exists:kubernetes_secret_v1.metadata.namespace NotFound"],
  ],
];

/** What a cloud says to the most common wrong removals. */
const removals: readonly (readonly [string, readonly WorldObject[], WorldObject, readonly string[]])[] = [
  [
    "a network with a subnet",
    [thing("aws_subnet", "s-1", { vpc_id: "vpc-1" })],
    thing("aws_vpc", "vpc-1"),
    ["in-use:aws_subnet.vpc_id DependencyViolation"],
  ],
  [
    "a security group that another's rule names",
    [thing("aws_vpc_security_group_ingress_rule", "r-1", { security_group_id: "sg-2", referenced_security_group_id: "sg-1" })],
    thing("aws_security_group", "sg-1"),
    ["in-use:aws_vpc_security_group_ingress_rule.referenced_security_group_id DependencyViolation"],
  ],
  [
    "a security group that only its own rule names",
    [thing("aws_vpc_security_group_ingress_rule", "r-1", { security_group_id: "sg-1", referenced_security_group_id: "sg-1" })],
    thing("aws_security_group", "sg-1"),
    [],
  ],
  [
    "a role with a policy",
    [thing("aws_iam_role_policy_attachment", "a-1", { role: "reader" })],
    thing("aws_iam_role", "reader", { name: "reader" }),
    ["in-use:aws_iam_role_policy_attachment.role DeleteConflict"],
  ],
  [
    "a role of the same name in another account",
    [thing("aws_iam_role_policy_attachment", "a-1", { role: "reader" }, elsewhere)],
    thing("aws_iam_role", "reader", { name: "reader" }),
    [],
  ],
  [
    "a role whose policies are detached by force",
    [thing("aws_iam_role_policy_attachment", "a-1", { role: "reader" })],
    thing("aws_iam_role", "reader", { name: "reader", force_detach_policies: true }),
    [],
  ],
  ["a key in use", [thing("aws_cloudwatch_log_group", "/a", { kms_key_id: "arn:1" })], thing("aws_kms_key", "k", { arn: "arn:1" }), []],
  [
    "a zone with records",
    [thing("aws_route53_record", "r-1", { zone_id: "z-1" })],
    thing("aws_route53_zone", "z-1", { zone_id: "z-1" }),
    ["in-use:aws_route53_record.zone_id HostedZoneNotEmpty"],
  ],
  [
    "an address of a NAT gateway",
    [thing("aws_nat_gateway", "nat-1", { allocation_id: "eip-1" })],
    thing("aws_eip", "eip-1"),
    ["in-use:aws_nat_gateway.allocation_id InvalidIPAddress.InUse"],
  ],
  [
    "a network whose default security group is managed",
    [thing("aws_default_security_group", "sg-1", { vpc_id: "vpc-1" })],
    thing("aws_vpc", "vpc-1", { default_security_group_id: "sg-1" }),
    [],
  ],
];

describe("orders", () => {
  test.each(orders)("%s", (_, standing, object, expected) => {
    expect(summaries(ask(worldOf(standing), { create: object })).map(codeOf)).toEqual(expected);
  });

  test.each(removals)("removal of %s", (_, standing, object, expected) => {
    expect(summaries(ask(worldOf(standing), { remove: object })).map(codeOf)).toEqual(expected);
  });
});

describe("what this world has never known", () => {
  const subnet = thing("aws_subnet", "subnet-1", { vpc_id: "vpc-0123456789abcdef0" });
  const vpc = thing("aws_vpc", "vpc-0123456789abcdef0", { cidr_block: "10.0.0.0/16" });

  test("does not exist in an empty one, and may exist in an open one", () => {
    expect(worldOf([], [], "empty").create(subnet)).toHaveLength(1);
    expect(worldOf([], [], "open").create(subnet)).toEqual([]);
  });

  test("is told from what it knew and was removed", () => {
    expect(summaries(worldOf([], [vpc], "open").create(subnet)).map(codeOf)).toEqual(["exists:aws_subnet.vpc_id InvalidVpcID.NotFound"]);
  });

  test("is told from what lies out of reach, if its id says where", () => {
    const far = { ...vpc, scope: otherRegion };
    expect(summaries(worldOf([far], [], "open").create(subnet)).map(codeOf)).toEqual(["reach:aws_subnet.vpc_id InvalidVpcID.NotFound"]);
    const role = thing("aws_iam_role", "reader", { name: "reader" }, elsewhere);
    expect(worldOf([role], [], "open").create(thing("aws_iam_instance_profile", "p", { name: "p", role: "reader" }))).toEqual([]);
  });
});

describe("what was left out, and made up by a twin,", () => {
  const made = { kms_key_id: "arn:aws:kms:eu-central-1:111122223333:key/made-up", vpc_security_group_ids: ["sg-made-up"] };

  test("names nothing", () => {
    const database = {
      ...thing("aws_db_instance", "db-1", { identifier: "main", ...made }),
      config: { identifier: "main", kms_key_id: null },
    };
    expect(worldOf().create(database)).toEqual([]);
    expect(worldOf().create({ ...database, config: { identifier: "main", ...made } })).toHaveLength(2);
  });

  test("claims no name", () => {
    const rule = (id: string, config: { readonly priority: number | null }) => ({
      ...thing("aws_lb_listener_rule", id, { listener_arn: "arn:1", priority: 1 }),
      config: { listener_arn: null, ...config },
    });
    expect(worldOf([rule("rule-1", { priority: null })]).create(rule("rule-2", { priority: null }))).toEqual([]);
  });
});

describe("an update", () => {
  const group = (values: object) => thing("aws_db_subnet_group", "group", { name: "group", ...values });

  test("is not refused for what was so before", () => {
    const world = worldOf([group({ subnet_ids: ["subnet-gone"] })]);
    expect(world.update(group({ subnet_ids: ["subnet-gone"] }), group({ subnet_ids: ["subnet-gone"], description: "new" }))).toEqual([]);
  });

  test("is refused for what is new, and leaves what stands", () => {
    const before = group({ subnet_ids: [] });
    const world = worldOf([before]);
    expect(world.update(before, group({ subnet_ids: ["subnet-gone"] }))).toHaveLength(1);
    expect(world.all("aws_db_subnet_group")).toEqual([before]);
  });

  test("keeps its own name, and may not take another's", () => {
    const table = (id: string, name: string) => thing("aws_dynamodb_table", id, { name });
    const world = worldOf([table("one", "one"), table("two", "two")]);
    expect(world.update(table("one", "one"), table("one", "one"))).toEqual([]);
    expect(saidBy("name-taken:aws_dynamodb_table.name", world.update(table("one", "one"), table("one", "two")))).toHaveLength(1);
  });

  test("is what counts from then on, in the place that it had", () => {
    const lower = thing("aws_vpc", "vpc-1", { cidr_block: "10.0.0.0/16" });
    const world = worldOf([lower, thing("aws_vpc", "vpc-2")]);
    world.update(lower, { ...lower, values: { ...lower.values, tags: { Name: "new" } } });
    expect(world.all("aws_vpc").map(({ id, values }) => [id, values["tags"]])).toEqual([
      ["vpc-1", { Name: "new" }],
      ["vpc-2", undefined],
    ]);
  });
});

describe("finding", () => {
  const role = thing("aws_iam_role", "reader", { name: "reader" });
  const logs = thing("aws_cloudwatch_log_group", "/a", { name: "/a" });
  const moved = thing("aws_cloudwatch_log_group", "/b", { name: "/b", region: "us-west-2" });
  const world = worldOf([role, logs, moved]);

  test.each([
    ["an identity from any region of its account", "aws_iam_role", "reader", otherRegion, true],
    ["an identity from another account", "aws_iam_role", "reader", elsewhere, false],
    ["a regional thing from its region", "aws_cloudwatch_log_group", "/a", here, true],
    ["a regional thing from another region", "aws_cloudwatch_log_group", "/a", otherRegion, false],
    ["a thing that says its region itself, from there", "aws_cloudwatch_log_group", "/b", otherRegion, true],
    ["a thing that says its region itself, through its provider", "aws_cloudwatch_log_group", "/b", here, true],
    ["another type", "aws_vpc", "/a", here, false],
  ])("%s", (_, type, id, scope, isFound) => {
    expect(world.find(type, id, scope) !== undefined).toBe(isFound);
  });
});

describe("a release whose chart makes namespaces", () => {
  const helm = { ...cluster, provider: "helm" };
  const maker = (chart: string, values: string) =>
    thing("helm_release", "namespaces", { name: "namespaces", namespace: "kube-system", chart, values: [values] }, helm);
  const release = thing("helm_release", "argo-cd", { name: "argo-cd", namespace: "argocd" }, helm);
  const missing = ["exists:helm_release.namespace NotFound"];

  test.each([
    ["makes those of its values", maker("namespaces", '{"namespaces":{"argocd":{}}}'), []],
    ["makes no others", maker("namespaces", '{"namespaces":{"trade":{}}}'), missing],
    ["is our own", maker("another", '{"namespaces":{"argocd":{}}}'), missing],
    ["has values that can be read", maker("namespaces", "namespaces:"), missing],
  ])("%s", (_, standing, expected) => {
    expect(summaries(worldOf([standing]).create(release)).map((line) => line.replace(/^\[([^\]]+)\] (\w+):.*$/, "$1 $2"))).toEqual(
      expected,
    );
  });
});

describe("removal", () => {
  test("takes along what the cloud takes along", () => {
    const world = worldOf([
      thing("kubernetes_namespace_v1", "api", { metadata: [{ name: "api" }] }, cluster),
      thing("kubernetes_secret_v1", "api/one", { metadata: [{ name: "one", namespace: "api" }] }, cluster),
      thing("kubernetes_secret_v1", "trade/one", { metadata: [{ name: "one", namespace: "trade" }] }, cluster),
    ]);
    expect(world.remove(thing("kubernetes_namespace_v1", "api", {}, cluster))).toEqual([]);
    expect(world.all("kubernetes_secret_v1").map(({ id }) => id)).toEqual(["trade/one"]);
  });

  test("of what is gone is no fault", () => {
    expect(worldOf().remove(thing("aws_vpc", "vpc-1"))).toEqual([]);
  });

  test("that is refused leaves everything", () => {
    const table = thing("aws_dynamodb_table", "t", { name: "t", deletion_protection_enabled: true });
    const world = worldOf([table]);
    expect(world.remove(table)).toHaveLength(1);
    expect(world.all("aws_dynamodb_table")).toEqual([table]);
  });

  test("and making again are both allowed", () => {
    const vpc = thing("aws_vpc", "vpc-1", { cidr_block: "10.0.0.0/16" });
    const world = worldOf([], [vpc]);
    expect(world.create(vpc)).toEqual([]);
    expect(world.create(thing("aws_subnet", "s-1", { vpc_id: "vpc-1", cidr_block: "10.0.0.0/24" }))).toEqual([]);
  });
});

test("adopting twice is adopting once, and asks no rule", () => {
  const world = createWorld({ outside: "empty" });
  const subnet = thing("aws_subnet", "s-1", { vpc_id: "vpc-unknown" });
  world.adopt(subnet);
  world.adopt({ ...subnet, values: { ...subnet.values, tags: {} } });
  expect(world.all("aws_subnet")).toHaveLength(1);
});
