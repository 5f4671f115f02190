import { Fn } from "cdktf";
import { availabilityZoneSlots, cidrSlot, parseCidr } from "../../core/addressing";
import { holdsToken } from "../../core/props";
import { zones, type Zone } from "../../core/words";

/** Every IPv4 address. */
export const anywhere = "0.0.0.0/0";

/** A /17 holds eight network zones. */
const zoneBits = 3;
const availabilityZoneBits = Math.log2(availabilityZoneSlots);

/**
 * The `slot`-th range with `newBits` more fixed bits inside `parent`. A literal gives a literal; a token gives the
 * `cidrsubnet` expression that computes the same when Terraform knows it.
 */
export const subRange = (parent: string, newBits: number, slot: number): string =>
  holdsToken(parent) ? Fn.cidrsubnet(parent, newBits, slot) : cidrSlot(parent, (parseCidr(parent)?.prefix ?? 0) + newBits, slot);

/** The range of a network zone inside the network's `cidr`. */
export const zoneRange = (cidr: string, zone: Zone): string => subRange(cidr, zoneBits, zones.indexOf(zone));

/** The range of a zone's subnet in one availability-zone slot. */
export const subnetRange = (cidr: string, zone: Zone, slot: number): string =>
  subRange(cidr, zoneBits + availabilityZoneBits, zones.indexOf(zone) * availabilityZoneSlots + slot);

/** The range of the pod subnet in one availability-zone slot. */
export const podSubnetRange = (podCidr: string, slot: number): string => subRange(podCidr, availabilityZoneBits, slot);
