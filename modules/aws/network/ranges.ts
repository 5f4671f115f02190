import { availabilityZoneSlots } from "../../core/addressing";
import { subRange, zoneBits } from "../../core/ranges";
import { zones, type Zone } from "../../core/words";

const availabilityZoneBits = Math.log2(availabilityZoneSlots);

/** The range of a zone's subnet in one availability-zone slot. */
export const subnetRange = (cidr: string, zone: Zone, slot: number): string =>
  subRange(cidr, zoneBits + availabilityZoneBits, zones.indexOf(zone) * availabilityZoneSlots + slot);

/** The range of the pod subnet in one availability-zone slot. */
export const podSubnetRange = (podCidr: string, slot: number): string => subRange(podCidr, availabilityZoneBits, slot);
