import type { ProtectionLevel } from "../../modules/core/google";
import { dataClasses, type DataClass } from "../../modules/core/words";
import { serviceStands } from "../facts";
import type { Place } from "../place";

/**
 * Where the material of a site's keys is: in a hardware security module for what is sensitive, where the region is known
 * to have one. The level belongs to the key for good, so that a region which gets one later keeps its older keys.
 */
export const protectionLevelOf = ({ site }: Pick<Place, "site">, dataClass: DataClass): ProtectionLevel =>
  dataClasses.indexOf(dataClass) >= dataClasses.indexOf("sensitive") && serviceStands(site.region, "cloud-kms-hsm") ? "HSM" : "SOFTWARE";
