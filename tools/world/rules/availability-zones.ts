import { api, ec2Errors, page, type Question, type Refusal, type Source, type WorldRule, type WorldView } from "../rule";
import { askedTexts, isTrue, numberAt, textAt } from "../values";
import type { WorldObject } from "../world";
import { namedBy } from "./find";

/** How subnets have to lie. */
interface SpreadRow {
  readonly type: string;
  readonly path: string;
  /** Availability zones that they have to cover. */
  readonly least?: number;
  /** Set where no two may lie in one availability zone. */
  readonly isDistinct?: true;
  readonly code: string;
  readonly source: Source;
  /** Whether the rule holds for this one. */
  readonly when?: (object: WorldObject) => boolean;
}

const covers = (least: number, code: string, source: Source): Omit<SpreadRow, "type" | "path"> => ({ least, code, source });

const tooFew = "DBSubnetGroupDoesNotCoverEnoughAZs";
const isApplication = (balancer: WorldObject): boolean => (textAt(balancer, "load_balancer_type") ?? "application") === "application";
const balancers = page("https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html");

const rows: readonly SpreadRow[] = [
  { type: "aws_db_subnet_group", path: "subnet_ids", ...covers(2, tooFew, api("RDS CreateDBSubnetGroup")) },
  {
    type: "aws_docdb_subnet_group",
    path: "subnet_ids",
    ...covers(2, tooFew, page("https://docs.aws.amazon.com/documentdb/latest/developerguide/document-db-subnet-groups.html")),
  },
  {
    type: "aws_neptune_subnet_group",
    path: "subnet_ids",
    ...covers(2, tooFew, page("https://docs.aws.amazon.com/neptune/latest/userguide/api-subnets.html")),
  },
  {
    type: "aws_eks_cluster",
    path: "vpc_config.subnet_ids",
    ...covers(2, "InvalidParameterException", page("https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html")),
  },
  { type: "aws_lb", path: "subnets", ...covers(2, "ValidationError", balancers), when: isApplication },
  { type: "aws_lb", path: "subnets", isDistinct: true, code: "InvalidConfigurationRequest", source: balancers },
  { type: "aws_db_proxy", path: "vpc_subnet_ids", ...covers(2, "InvalidSubnet", api("RDS CreateDBProxy")) },
  {
    type: "aws_msk_cluster",
    path: "broker_node_group_info.client_subnets",
    least: 2,
    isDistinct: true,
    code: "BadRequestException",
    source: page("https://docs.aws.amazon.com/msk/latest/developerguide/msk-create-cluster.html"),
  },
  {
    type: "aws_msk_serverless_cluster",
    path: "vpc_config.subnet_ids",
    ...covers(2, "BadRequestException", page("https://docs.aws.amazon.com/msk/latest/developerguide/serverless-config.html")),
  },
  {
    type: "aws_vpc_endpoint",
    path: "subnet_ids",
    isDistinct: true,
    code: "DuplicateSubnetsInSameZone",
    source: ec2Errors,
    when: (endpoint) => textAt(endpoint, "vpc_endpoint_type") === "Interface",
  },
  {
    type: "aws_ec2_transit_gateway_vpc_attachment",
    path: "subnet_ids",
    isDistinct: true,
    code: "DuplicateSubnetsInSameZone",
    source: ec2Errors,
  },
  {
    type: "aws_networkfirewall_firewall",
    path: "subnet_mapping.subnet_id",
    isDistinct: true,
    code: "InvalidRequestException",
    source: api("NetworkFirewall CreateFirewall"),
  },
];

/** The availability zones of subnets, one entry a subnet; nothing unless all are known. */
const zonesOf = (object: WorldObject, path: string, view: WorldView): readonly (readonly [WorldObject, string])[] | undefined => {
  const subnets = namedBy(object, path, view);
  if (subnets.length < new Set(askedTexts(object, path)).size) return undefined;
  // Where nobody asked for a zone, the cloud chooses one.
  const zones = subnets.flatMap((subnet) => {
    const [zone] = ["availability_zone", "availability_zone_id"].flatMap((argument) => askedTexts(subnet, argument));
    return zone === undefined ? [] : [[subnet, zone] as const];
  });
  return zones.length === subnets.length && zones.length > 0 ? zones : undefined;
};

const badlySpread =
  ({ path, least = 1, isDistinct, code, when }: SpreadRow) =>
  ({ object, view }: Question): readonly Refusal[] => {
    const zones = when?.(object) === false ? undefined : zonesOf(object, path, view);
    const [last] = zones?.slice(-1) ?? [];
    if (zones === undefined || last === undefined) return [];
    const covered = [...new Set(zones.map(([, zone]) => zone))].sort();
    const twin =
      isDistinct === true ? zones.find(([subnet, zone]) => zones.some(([other, same]) => other !== subnet && zone === same)) : undefined;
    if (covered.length < least) {
      const says = `the subnets must cover at least ${String(least)} availability zones, and cover ${covered.join(", ")}`;
      return [{ code, path, value: last[0].id, says, other: last[0] }];
    }
    if (twin === undefined) return [];
    return [{ code, path, value: twin[0].id, says: `two of the subnets lie in the availability zone ${twin[1]}`, other: twin[0] }];
  };

const spread: readonly WorldRule[] = rows.map((row) => ({
  name: `${row.least === undefined ? "one-subnet-a-zone" : "zones-covered"}:${row.type}`,
  source: row.source,
  types: [row.type],
  onPut: badlySpread(row),
}));

/** What asks more of a subnet group than that it is there. */
interface GroupRow {
  readonly type: string;
  readonly path: string;
  readonly least: number;
  readonly code: string;
  readonly source: Source;
  readonly when: (object: WorldObject) => boolean;
}

const groupRows: readonly GroupRow[] = [
  {
    type: "aws_elasticache_replication_group",
    path: "subnet_group_name",
    least: 2,
    code: "InvalidParameterCombination",
    source: page("https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html"),
    when: (group) => isTrue(group, "multi_az_enabled"),
  },
  {
    type: "aws_elasticache_cluster",
    path: "subnet_group_name",
    least: 2,
    code: "InvalidParameterCombination",
    source: api("ElastiCache CreateCacheCluster"),
    when: (cluster) => textAt(cluster, "az_mode") === "cross-az" && (numberAt(cluster.values, "num_cache_nodes") ?? 1) > 1,
  },
  {
    type: "aws_redshift_cluster",
    path: "cluster_subnet_group_name",
    least: 2,
    code: "InvalidVPCNetworkStateFault",
    source: page("https://docs.aws.amazon.com/redshift/latest/mgmt/managing-cluster-multi-az.html"),
    when: (cluster) => isTrue(cluster, "multi_az"),
  },
];

const narrowGroup =
  ({ path, least, code, when }: GroupRow) =>
  ({ object, view }: Question): readonly Refusal[] => {
    if (!when(object)) return [];
    return namedBy(object, path, view).flatMap((group) => {
      const zones = zonesOf(group, "subnet_ids", view);
      const covered = [...new Set((zones ?? []).map(([, zone]) => zone))].sort();
      if (zones === undefined || covered.length >= least) return [];
      const says = `the subnet group must cover at least ${String(least)} availability zones, and covers ${covered.join(", ")}`;
      return [{ code, path, value: group.id, says, other: group }];
    });
  };

const groups: readonly WorldRule[] = groupRows.map((row) => ({
  name: `group-zones-covered:${row.type}`,
  source: row.source,
  types: [row.type],
  onPut: narrowGroup(row),
}));

/** What has to stand in several availability zones. */
export const zoneRules: readonly WorldRule[] = [...spread, ...groups];
