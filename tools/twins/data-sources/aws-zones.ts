import type { ObjectValue } from "../../protocol/values";
import { awsRegions } from "./aws-regions";
import { regionOf } from "./aws-scope";
import { blocksOf, givenText, textOf, textsOf } from "./config";
import { failed, found, type DataSourceRequest, type Reader } from "./data-source";
import { matches } from "./lookup";

/** An availability zone by the names under which its API filters. */
type Zone = Readonly<Record<string, string>>;

const zonesOf = (request: DataSourceRequest): readonly Zone[] => {
  const region = regionOf(request);
  const group = `${region}-zg-1`;
  return (awsRegions.get(region)?.zones ?? madeUp(region)).map(({ name, id }) => ({
    "zone-name": name,
    "zone-id": id,
    "region-name": region,
    "group-name": group,
    "group-long-name": group,
    "network-border-group": region,
    "opt-in-status": "opt-in-not-required",
    "zone-type": "availability-zone",
    state: "available",
  }));
};

/** A region that is younger than the table. */
const madeUp = (region: string): readonly { readonly name: string; readonly id: string }[] =>
  ["a", "b", "c"].map((letter, index) => ({ name: `${region}${letter}`, id: `${region.replaceAll("-", "")}-az${String(index + 1)}` }));

const passes =
  (filters: readonly ObjectValue[]) =>
  (zone: Zone): boolean =>
    filters.every((filter) => {
      const name = textOf(filter, "name") ?? "";
      return !(name in zone) || matches(zone[name], textsOf(filter, "values"));
    });

const selected = (request: DataSourceRequest): readonly Zone[] => {
  const state = givenText(request.config, "state");
  return zonesOf(request)
    .filter((zone) => state === undefined || zone["state"] === state)
    .filter(passes(blocksOf(request.config, "filter")));
};

const readZones: Reader = (request) => {
  const { config } = request;
  const zones = selected(request).filter(
    (zone) =>
      !textsOf(config, "exclude_names").includes(zone["zone-name"] ?? "") &&
      !textsOf(config, "exclude_zone_ids").includes(zone["zone-id"] ?? ""),
  );
  return found({
    id: regionOf(request),
    names: zones.map((zone) => zone["zone-name"] ?? ""),
    zone_ids: zones.map((zone) => zone["zone-id"] ?? ""),
    group_names: [...new Set(zones.map((zone) => zone["group-name"] ?? ""))],
  });
};

const readZone: Reader = (request) => {
  const [name, id] = [givenText(request.config, "name"), givenText(request.config, "zone_id")];
  const [zone, second] = selected(request).filter(
    (one) => (name === undefined || one["zone-name"] === name) && (id === undefined || one["zone-id"] === id),
  );
  if (zone === undefined) return failed("no matching EC2 Availability Zone found");
  if (second !== undefined) {
    return failed(
      "multiple EC2 Availability Zones matched; use additional constraints to reduce matches to a single EC2 Availability Zone",
    );
  }
  const full = zone["zone-name"] ?? "";
  return found({
    id: full,
    name: full,
    name_suffix: full.slice(regionOf(request).length),
    group_name: zone["group-name"] ?? "",
    network_border_group: zone["network-border-group"] ?? "",
    opt_in_status: zone["opt-in-status"] ?? "",
    parent_zone_id: "",
    parent_zone_name: "",
    region: regionOf(request),
    state: zone["state"] ?? "",
    zone_id: zone["zone-id"] ?? "",
    zone_type: zone["zone-type"] ?? "",
  });
};

/** Data sources of availability zones. */
export const zoneReaders: Readonly<Record<string, Reader>> = {
  aws_availability_zone: readZone,
  aws_availability_zones: readZones,
};
