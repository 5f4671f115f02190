import type { ObjectValue } from "../../../tools/protocol/values";
import { edge, thing, type PlantedCase } from "./planted";

const cloudflare = (type: string, id: string, values: ObjectValue) => thing(`cloudflare_${type}`, id, values, edge);
const create = (object: ReturnType<typeof thing>) => ({ create: object });

const zone = cloudflare("zone", "zone-1", { name: "one.example" });
const origin = "eu.origin.one.example";

const record = (id: string, values: ObjectValue) => cloudflare("dns_record", id, { zone_id: "zone-1", type: "CNAME", ...values });
const served = record("record-1", { name: origin, content: "gateway.example" });

const pool = (origins: readonly ObjectValue[], values: ObjectValue = {}) =>
  create(cloudflare("load_balancer_pool", "pool-9", { name: "primary", enabled: true, origins, ...values }));
const open = [{ name: "one", address: origin, enabled: true }];

const ruleset = (expression: string) =>
  create(
    cloudflare("ruleset", "ruleset-9", {
      zone_id: "zone-1",
      kind: "zone",
      phase: "http_ratelimit",
      rules: [{ action: "block", expression }],
    }),
  );

/** Cases of the rules about origins, records and lists of the edge. */
export const edgeCases: readonly PlantedCase[] = [
  {
    rule: "pool-origin-unserved",
    code: "1016",
    standing: [zone],
    asked: pool(open),
    allowed: { standing: [zone, served] },
  },
  {
    rule: "pool-origin-unserved",
    code: "1016",
    standing: [zone, record("record-2", { name: origin, type: "TXT", content: '"x"' })],
    asked: pool(open),
    allowed: { asked: pool(open, { enabled: false }) },
  },
  {
    rule: "pool-origin-unserved",
    code: "1016",
    standing: [zone],
    asked: pool(open),
    allowed: { asked: pool([{ name: "one", address: origin, enabled: false }]) },
  },
  {
    rule: "pool-origin-unserved",
    code: "1016",
    standing: [zone],
    asked: pool(open),
    allowed: { asked: pool([{ name: "one", address: "origin.another.example", enabled: true }]) },
  },
  {
    rule: "pool-origin-unserved",
    code: "1016",
    outside: "open",
    standing: [zone],
    gone: [served],
    asked: pool(open),
    allowed: { gone: [] },
  },
  {
    rule: "alias-beside-record",
    code: "81053",
    standing: [zone, record("record-1", { name: origin, type: "A", content: "192.0.2.1" })],
    asked: create(record("record-9", { name: origin, content: "gateway.example" })),
    other: "record-1",
    allowed: { standing: [zone, record("record-1", { name: origin, type: "TXT", content: '"x"' })] },
  },
  {
    rule: "alias-beside-record",
    code: "81054",
    standing: [zone, served],
    asked: create(record("record-9", { name: origin, type: "A", content: "192.0.2.1" })),
    other: "record-1",
    allowed: { standing: [zone, record("record-1", { name: origin, type: "A", content: "192.0.2.2" })] },
  },
  {
    rule: "expression-list-unknown",
    code: "20127",
    standing: [zone],
    asked: ruleset("ip.src in $blocked"),
    allowed: { standing: [zone, cloudflare("list", "list-1", { name: "blocked" })] },
  },
  {
    rule: "expression-list-unknown",
    code: "20127",
    standing: [zone, cloudflare("list", "list-1", { name: "allowed" })],
    asked: ruleset("ip.src in $blocked"),
    allowed: { asked: ruleset("ip.src in $cf.anonymizer or not ip.src in $allowed") },
  },
];
