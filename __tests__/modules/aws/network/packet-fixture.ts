import fc from "fast-check";
import type { AclRange, AclRow, AclShape } from "../../../../modules/aws/network/network-acl-rows";
import type { SecurityGroupRow } from "../../../../modules/aws/network/security-group-rows";
import { endpointsZone, type Flow, type Peer } from "../../../../modules/core/flows";
import type { Zone } from "../../../../modules/core/words";

/** Where an address can lie, as a network ACL sees it. */
export type Place = Exclude<AclRange, "network">;

/** The ranges in which a peer's addresses lie. */
export const placesOf = (peer: Peer, { hasPods }: AclShape): readonly Place[] => {
  if (peer === "endpoints") return [endpointsZone];
  return peer === "mesh" && hasPods ? ["mesh", "pods"] : [peer];
};

/** The zone whose ACL guards a range; none guards the internet. */
export const zoneOfPlace = (place: Place): Zone | undefined => (place === "internet" ? undefined : place === "pods" ? "mesh" : place);

const within = ([first, last]: readonly [number, number], port: number): boolean => port >= first && port <= last;

const names = (range: AclRange, place: Place): boolean =>
  range === "internet" || range === place || (range === "network" && place !== "pods" && place !== "internet");

/** What AWS does: the first rule by number that matches the packet decides, and a packet that none matches is denied. */
export const aclLets = (
  rows: readonly AclRow[],
  zone: Zone | undefined,
  direction: AclRow["direction"],
  place: Place,
  protocol: Flow["protocol"],
  port: number,
): boolean => {
  if (zone === undefined) return true;
  const first = rows
    .filter((row) => row.zone === zone && row.direction === direction && names(row.range, place))
    .filter((row) => row.protocol === "all" || (row.protocol === protocol && within(row.ports, port)))
    .sort((a, b) => a.number - b.number)[0];
  return first?.action === "allow";
};

/** Whether a packet from one range to a port of another passes the ACLs of both. */
export const bothAclsLet = (rows: readonly AclRow[], from: Place, to: Place, protocol: Flow["protocol"], port: number): boolean =>
  aclLets(rows, zoneOfPlace(from), "egress", to, protocol, port) && aclLets(rows, zoneOfPlace(to), "ingress", from, protocol, port);

/** Whether the groups of both peers let a connection begin. A group that names every address names every group too. */
export const groupsLet = (rows: readonly SecurityGroupRow[], from: Peer, to: Peer, protocol: Flow["protocol"], port: number): boolean => {
  const side = (group: Peer, direction: SecurityGroupRow["direction"], peer: Peer): boolean =>
    group === "internet" ||
    rows.some(
      (row) =>
        row.group === group &&
        row.direction === direction &&
        (row.peer === peer || row.peer === "internet") &&
        row.protocol === protocol &&
        within(row.ports, port),
    );
  return side(from, "egress", to) && side(to, "ingress", from);
};

/** Any network that the matrix may stand in. */
export const anyShape: fc.Arbitrary<AclShape> = fc.record({
  hasPods: fc.boolean(),
  hasNat: fc.boolean(),
  hasGatewayEndpoints: fc.boolean(),
});
