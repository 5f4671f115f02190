import type { Problem } from "../../core/errors";
import { flowKey, type Flow, type Peer } from "../../core/flows";
import { zones, type Zone } from "../../core/words";
import { gatewayEndpointZones } from "./network-acl-rows";

/** Services that a gateway endpoint reaches. */
export const gatewayServices = ["dynamodb", "s3"] as const;
/** A service that a gateway endpoint reaches. */
export type GatewayService = (typeof gatewayServices)[number];

/** Whose security group: that of a zone's members, or that of the interface endpoints. */
export type SecurityGroupKey = Zone | "endpoints";
/** All security groups of the network. */
export const securityGroupKeys: readonly SecurityGroupKey[] = [...zones, "endpoints"];

/** One rule of a security group. All that no rule names is denied; answers need no rule of their own. */
export interface SecurityGroupRow {
  /** `<direction>-<flow key>`: the rule's construct id. */
  readonly id: string;
  readonly group: SecurityGroupKey;
  readonly direction: "ingress" | "egress";
  /** Another group, every address, or the prefix list of a gateway endpoint. */
  readonly peer: SecurityGroupKey | "internet" | GatewayService;
  readonly protocol: Flow["protocol"];
  /** First and last destination port. */
  readonly ports: readonly [number, number];
  /** Why: the purpose of the flow. */
  readonly description: string;
}

/**
 * Characters that EC2 takes in the description of a security group's rule (Amazon EC2 API Reference,
 * AuthorizeSecurityGroupIngress; read 2026-11).
 */
export const descriptionLength = 255;

const shortened = (purpose: string): string =>
  purpose.length <= descriptionLength ? purpose : `${purpose.slice(0, descriptionLength - 3)}...`;

const isGroup = (peer: Peer): peer is SecurityGroupKey => peer !== "internet";

/**
 * The rules of every security group that let the matrix through: for each flow one where it begins and one where it ends.
 * Zones that may call the endpoints also reach `gatewayEndpoints`, through their prefix lists.
 */
export const securityGroupRows = (matrix: readonly Flow[], gatewayEndpoints: readonly GatewayService[]): readonly SecurityGroupRow[] => [
  ...matrix.flatMap(flowRows),
  ...gatewayEndpointZones(matrix).flatMap((zone) => [...gatewayEndpoints].sort().map((service) => gatewayRow(zone, service))),
];

const flowRows = (flow: Flow): readonly SecurityGroupRow[] => {
  const { from, to, protocol, ports } = flow;
  const rule = { protocol, ports, description: shortened(flow.purpose) };
  return [
    ...(isGroup(from) ? [{ ...rule, id: `egress-${flowKey(flow)}`, group: from, direction: "egress" as const, peer: to }] : []),
    ...(isGroup(to) ? [{ ...rule, id: `ingress-${flowKey(flow)}`, group: to, direction: "ingress" as const, peer: from }] : []),
  ];
};

const gatewayRow = (zone: Zone, service: GatewayService): SecurityGroupRow => ({
  id: `egress-${zone}-to-${service}`,
  group: zone,
  direction: "egress",
  peer: service,
  protocol: "tcp",
  ports: [443, 443],
  description: `${service} through its gateway endpoint`,
});

/**
 * Rules that a security group may have in each direction by default. A rule that names the prefix list of S3 or DynamoDB
 * counts as one (Amazon VPC User Guide, Amazon VPC quotas and AWS-managed prefix lists; read 2026-11).
 */
export const securityGroupRuleQuota = 60;

/** The groups that hold more rules than AWS takes by default. */
export const securityGroupQuotaProblems = (place: string, rows: readonly SecurityGroupRow[]): Problem[] =>
  securityGroupKeys.flatMap((group) =>
    (["egress", "ingress"] as const).flatMap((direction) => {
      const count = rows.filter((row) => row.group === group && row.direction === direction).length;
      return count <= securityGroupRuleQuota
        ? []
        : [
            {
              code: "QuotaExceeded" as const,
              place,
              rule: `the security group '${group}' must have at most ${String(securityGroupRuleQuota)} ${direction} rules`,
              value: count,
              fix: "join flows with neighbouring ports into one flow, or remove flows",
            },
          ];
    }),
  );
