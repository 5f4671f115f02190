import { edgeRanges } from "../../../regions/facts/edge";
import type { ObjectValue } from "../../protocol/values";
import { chanceOf, fixedInstant } from "../computed/made";
import { givenText, isObject, textOf } from "./config";
import { failed, found, type DataSourceRequest, type Reader } from "./data-source";
import { genericValues } from "./generic";

/** The addresses of Cloudflare's network (cloudflare.com/ips, read 2026-11). */
const ranges = {
  ipv4: edgeRanges.value,
  ipv6: ["2400:cb00::/32", "2405:8100::/32", "2405:b500::/32", "2606:4700::/32", "2803:f800::/32", "2a06:98c0::/29", "2c0f:f248::/32"],
};

const zonesOf = ({ world }: DataSourceRequest, name: string | undefined, account: string | undefined): readonly ObjectValue[] =>
  world
    .all("cloudflare_zone")
    .map(({ values }) => values)
    .filter(
      (zone) => (name === undefined || zone["name"] === name) && (account === undefined || inside(zone, "account", "id") === account),
    );

const inside = (values: ObjectValue, name: string, inner: string): string | undefined => {
  const value = values[name] ?? null;
  return isObject(value) ? givenText(value, inner) : undefined;
};

const accountOf = (request: DataSourceRequest): string =>
  inside(request.config, "account", "id") ?? request.scope.account ?? chanceOf("cloudflare account", "hex", 32);

/** A zone as the API tells of it: what the resource has, and for the rest something plausible. */
const zoneValues = (request: DataSourceRequest, zone: ObjectValue): ObjectValue => ({
  ...genericValues({ ...request, config: { zone_id: zone["id"] ?? "" } }),
  ...zone,
  id: zone["id"] ?? "",
  zone_id: zone["id"] ?? "",
});

const readZone: Reader = (request) => {
  const { config } = request;
  const id = givenText(config, "zone_id");
  const filter = config["filter"] ?? null;
  const name = isObject(filter) ? givenText(filter, "name") : undefined;
  const account = isObject(filter) ? inside(filter, "account", "id") : undefined;
  const [first, second] = zonesOf(request, name, account).filter((zone) => id === undefined || zone["id"] === id);
  if (first === undefined) {
    if (request.open !== true) {
      return id === undefined
        ? failed("failed to find result", `no matching zone found${name === undefined ? "" : ` for name ${name}`}`)
        : failed("failed to make http request", `GET "https://api.cloudflare.com/client/v4/zones/${id}": 404 Not Found`);
    }
    const made = id ?? chanceOf(`zone ${name ?? ""}`, "hex", 32);
    return found({ ...zoneValues(request, { id: made }), ...(name === undefined ? {} : { name }), filter });
  }
  if (second !== undefined) return failed("failed to find exactly one result", "more than one zone matches the filter");
  return found({ ...zoneValues(request, first), filter });
};

const readZones: Reader = (request) => {
  const { config } = request;
  const zones = zonesOf(request, givenText(config, "name"), inside(config, "account", "id"));
  return found({ result: zones.map((zone) => elementOf(request, zone)) });
};

/** An element of the list `result`, with every attribute that it has in the schema. */
const elementOf = ({ facts }: DataSourceRequest, values: ObjectValue): ObjectValue => {
  const names = Object.keys(facts.block.attributes?.["result"]?.nested_type?.attributes ?? {});
  return Object.fromEntries(names.map((name) => [name, values[name] ?? null] as const));
};

const account = (request: DataSourceRequest): ObjectValue => {
  const id = givenText(request.config, "account_id") ?? accountOf(request);
  const made = request.world.all("cloudflare_account").find(({ values }) => values["id"] === id)?.values;
  return {
    id,
    name: (made && textOf(made, "name")) ?? "Rehearsal",
    type: "standard",
    created_on: fixedInstant,
    settings: { abuse_contact_email: null, enforce_twofactor: true },
    managed_by: null,
  };
};

/** Data sources of Cloudflare's provider. */
export const cloudflareReaders: Readonly<Record<string, Reader>> = {
  cloudflare_zone: readZone,
  cloudflare_zones: readZones,
  cloudflare_account: (request) => found(account(request)),
  cloudflare_accounts: (request) => found({ result: [elementOf(request, account(request))] }),
  cloudflare_ip_ranges: ({ config }) =>
    found({
      etag: chanceOf(ranges.ipv4.join(), "hex", 32),
      ipv4_cidrs: ranges.ipv4,
      ipv6_cidrs: ranges.ipv6,
      jdcloud_cidrs: config["networks"] === "jdcloud" ? [] : null,
    }),
};
