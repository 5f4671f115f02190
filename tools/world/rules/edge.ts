import { page, type Question, type Refusal, type WorldRule, type WorldView } from "../rule";
import { blocksAt, textAt, textsAt, valuesAt } from "../values";
import type { WorldObject } from "../world";
import { othersOf } from "./find";

const record = "cloudflare_dns_record";
const balancer = "cloudflare_load_balancer";

/** Types of records that lead to an address. */
const addressTypes = ["A", "AAAA", "CNAME"];

const leadsToAddress = (object: WorldObject): boolean => addressTypes.includes(textAt(object, "type") ?? "");

/** The zone of this world that a hostname is in. */
const zoneOf = (hostname: string, view: WorldView): WorldObject | undefined =>
  view.all("cloudflare_zone").find((zone) => {
    const name = textAt(zone, "name");
    return name !== undefined && (hostname === name || hostname.endsWith(`.${name}`));
  });

const isServed = (hostname: string, view: WorldView): boolean =>
  view.by(record, "name", hostname, "lower").some(leadsToAddress) || view.by(balancer, "name", hostname, "lower").length > 0;

/** The hostnames of a pool's origins, as far as requests may go to them. */
const openOrigins = (pool: WorldObject): readonly string[] => {
  if (valuesAt(pool.values, "enabled")[0] === false) return [];
  return blocksAt(pool, "origins").flatMap(({ address, enabled }) => (typeof address === "string" && enabled !== false ? [address] : []));
};

/**
 * Cloudflare takes a pool whose origin has no record; its visitors get error 1016 then, and nobody is told before. A name
 * of no zone of this world may be anybody's.
 */
const unserved: WorldRule = {
  name: "pool-origin-unserved",
  source: page("https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-1xxx-errors/error-1016/"),
  types: ["cloudflare_load_balancer_pool"],
  onPut: ({ object, view }) =>
    openOrigins(object).flatMap((hostname): readonly Refusal[] => {
      if (isServed(hostname, view) || zoneOf(hostname, view) === undefined) return [];
      if (view.outside === "open" && view.goneBy(record, "name", hostname, "lower").length === 0) return [];
      const says = "the pool is enabled, and no record leads to its origin: requests would end with 'Origin DNS error'";
      return [{ code: "1016", path: "origins.address", value: hostname, says, other: { noun: "DNS record", value: hostname } }];
    }),
};

const sameName = (question: Question): readonly WorldObject[] => {
  const { object, view } = question;
  const zone = textAt(object, "zone_id");
  const named = view.by(record, "name", textAt(object, "name") ?? "", "lower");
  return othersOf(named, question).filter((other) => textAt(other, "zone_id") === zone && leadsToAddress(other));
};

const aliasAlone: WorldRule = {
  name: "alias-beside-record",
  source: page("https://developers.cloudflare.com/dns/manage-dns-records/troubleshooting/records-with-same-name/"),
  types: [record],
  onPut: (question) => {
    const { object } = question;
    if (!leadsToAddress(object)) return [];
    const isAlias = (one: WorldObject): boolean => textAt(one, "type") === "CNAME";
    const other = sameName(question).find((one) => isAlias(object) || isAlias(one));
    if (other === undefined) return [];
    const says = "an A, AAAA or CNAME record with that host already exists, and a CNAME has to be the only one";
    return [{ code: isAlias(object) ? "81053" : "81054", path: "name", value: textAt(object, "name") ?? "", says, other }];
  },
};

/** Lists that people made; those of Cloudflare's own begin with `cf.`. */
const listsIn = (expression: string): readonly string[] =>
  [...expression.matchAll(/\$([a-z0-9_.]+)/g)].map(([, name = ""]) => name).filter((name) => !name.startsWith("cf."));

const unknownList: WorldRule = {
  name: "expression-list-unknown",
  source: page("https://developers.cloudflare.com/waf/tools/lists/use-in-expressions/"),
  types: ["cloudflare_ruleset"],
  onPut: ({ object, view }) =>
    textsAt(object.values, "rules.expression")
      .flatMap(listsIn)
      .flatMap((name): readonly Refusal[] => {
        if (view.by("cloudflare_list", "name", name).length > 0) return [];
        if (view.outside === "open" && view.goneBy("cloudflare_list", "name", name).length === 0) return [];
        const says = `the expression is not valid: there is no list '${name}'`;
        return [{ code: "20127", path: "rules.expression", value: name, says, other: { noun: "list", value: name } }];
      }),
};

/** What Cloudflare says of origins, records and lists. */
export const edgeRules: readonly WorldRule[] = [unserved, aliasAlone, unknownList];
