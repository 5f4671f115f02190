import { publish } from "../../core/published";
import { CloudflareZoneRecord, rules, together, type CloudflareZoneRecordProps } from "./zone-record";

const basic = { zoneId: "0123456789abcdef0123456789abcdef", name: "api.orders.example" };
const complete = { ttlSeconds: 300 };

/** The record of a zone as a Terraform module: by its type. */
export const cloudflareZoneRecordModule = publish<CloudflareZoneRecordProps>({
  name: "cloudflare-zone-record",
  construct: CloudflareZoneRecord,
  rules,
  together,
  shapes: {
    "": { summary: "An alias of another name.", fixed: { type: "CNAME" }, basic: { ...basic, content: "origin.orders.example" }, complete },
    address: { summary: "An IPv4 address of a name.", fixed: { type: "A" }, basic: { ...basic, content: "192.0.2.10" }, complete },
    text: {
      summary: "A text at a name, such as one that proves whose it is.",
      fixed: { type: "TXT" },
      leaves: ["proxied"],
      basic: { ...basic, content: "verification=0123456789" },
      complete: { ttlSeconds: 300 },
    },
  },
});
