import { Fn } from "cdktf";
import { cidrSlot, parseCidr } from "./addressing";
import { holdsToken } from "./props";
import { zones, type Zone } from "./words";

/** Every IPv4 address. */
export const anywhere = "0.0.0.0/0";

/** A /17 holds eight network zones. */
export const zoneBits = 3;

/**
 * The `slot`-th range with `newBits` more fixed bits inside `parent`. A literal gives a literal; a token gives the
 * `cidrsubnet` expression that computes the same when Terraform knows it.
 */
export const subRange = (parent: string, newBits: number, slot: number): string =>
  holdsToken(parent) ? Fn.cidrsubnet(parent, newBits, slot) : cidrSlot(parent, (parseCidr(parent)?.prefix ?? 0) + newBits, slot);

/** The range of a network zone inside the network's `cidr`. */
export const zoneRange = (cidr: string, zone: Zone): string => subRange(cidr, zoneBits, zones.indexOf(zone));
