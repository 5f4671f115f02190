import { TerraformOutput, TerraformVariable } from "cdktf";
import { CloudflareZoneRecord, type CloudflareZoneRecordProps } from "../../../../modules/cloudflare/zone-record/zone-record";
import { countsOf, problemsOf, resourceOf, synthesized, zoneId } from "./cloudflare-fixture";

const origin: CloudflareZoneRecordProps = {
  zoneId,
  name: "eu-aws-eu-central-1.origin.meetbarter.example",
  type: "CNAME",
  content: "d-abc123.execute-api.eu-central-1.amazonaws.com",
};

const made = (props: CloudflareZoneRecordProps) =>
  resourceOf(
    synthesized((stack) => new CloudflareZoneRecord(stack, "origin", props)),
    "cloudflare_dns_record",
    "origin",
  );

describe("zone record", () => {
  test("is one record that is not proxied, and lets the edge choose how long it is kept", () => {
    const json = synthesized((stack) => {
      const record = new CloudflareZoneRecord(stack, "origin", origin);
      new TerraformOutput(stack, "name", { value: record.name });
      new TerraformOutput(stack, "id", { value: record.recordId });
    });
    expect(countsOf(json)).toEqual({ cloudflare_dns_record: 1 });
    expect(resourceOf(json, "cloudflare_dns_record", "origin")).toMatchObject({
      zone_id: zoneId,
      name: "eu-aws-eu-central-1.origin.meetbarter.example",
      type: "CNAME",
      content: "d-abc123.execute-api.eu-central-1.amazonaws.com",
      proxied: false,
      ttl: 1,
    });
    expect(resourceOf(json, "cloudflare_dns_record", "origin")).not.toHaveProperty("comment");
    expect(json.output?.["name"]?.["value"]).toBe("${cloudflare_dns_record.origin.name}");
    expect(json.output?.["id"]?.["value"]).toBe("${cloudflare_dns_record.origin.id}");
  });

  test("takes the last dot of a certificate authority's names away, whether they are known or not", () => {
    const validation = { ...origin, name: "_a79865eb4cd1.meetbarter.example.", content: "_424c7224e9b0.acm-validations.aws." };
    expect(made(validation)).toMatchObject({ name: "_a79865eb4cd1.meetbarter.example", content: "_424c7224e9b0.acm-validations.aws" });
    const json = synthesized((stack) => {
      const text = (name: string) => new TerraformVariable(stack, name, { type: "string" }).stringValue;
      new CloudflareZoneRecord(stack, "origin", {
        zoneId: text("zone"),
        name: text("name"),
        type: "CNAME",
        content: text("content"),
        proxied: new TerraformVariable(stack, "proxied", { type: "bool" }).booleanValue as unknown as boolean,
        ttlSeconds: new TerraformVariable(stack, "ttl", { type: "number" }).numberValue,
        comment: text("comment"),
      });
    });
    expect(resourceOf(json, "cloudflare_dns_record", "origin")).toMatchObject({
      zone_id: "${var.zone}",
      name: '${trimsuffix(var.name, ".")}',
      content: '${trimsuffix(var.content, ".")}',
      proxied: "${var.proxied}",
      ttl: "${var.ttl}",
      comment: "${var.comment}",
    });
  });

  test.each<[CloudflareZoneRecordProps["type"], string, string]>([
    ["A", "192.0.2.7", "192.0.2.7"],
    ["AAAA", "2001:db8::7", "2001:db8::7"],
    ["TXT", "v=spf1 -all", '"v=spf1 -all"'],
  ])("holds the content of %s as it is stored", (type, content, stored) => {
    expect(made({ ...origin, type, content, ttlSeconds: 300, comment: "why" })).toMatchObject({
      type,
      content: stored,
      ttl: 300,
      comment: "why",
    });
  });

  test.each<[string, Partial<CloudflareZoneRecordProps>, string]>([
    ["a zone by its name", { zoneId: "meetbarter.example" }, "[BadProp] 'zoneId'"],
    ["a name of one word", { name: "origin" }, "[BadProp] 'name'"],
    ["a name in capitals", { name: "Origin.meetbarter.example" }, "[BadProp] 'name'"],
    ["a type that isn't here", { type: "MX" as "A" }, "[BadProp] 'type'"],
    ["content of two lines", { content: "a\nb" }, "[BadProp] 'content'"],
    ["a hostname as an address", { type: "A" }, "[BadProp] 'content' of type 'A' must be an IPv4 address"],
    ["an IPv4 address as IPv6", { type: "AAAA", content: "192.0.2.7" }, "[BadProp] 'content' of type 'AAAA'"],
    ["an address as a target", { content: "192.0.2.7" }, "[BadProp] 'content' of type 'CNAME'"],
    ["quotation marks", { type: "TXT", content: '"a"' }, "[BadProp] 'content' of type 'TXT'"],
    ["a proxied text", { type: "TXT", content: "a", proxied: true }, "[BadProp] 'proxied'"],
    ["a proxied record that is kept longer", { proxied: true, ttlSeconds: 300 }, "[BadProp] 'ttlSeconds' must be 1 for a proxied"],
    ["a record that is hardly kept", { ttlSeconds: 59 }, "[BadProp] 'ttlSeconds'"],
    ["a long comment", { comment: "x".repeat(101) }, "[BadProp] 'comment'"],
  ])("refuses %s", (_, change, message) => {
    expect(problemsOf((stack) => new CloudflareZoneRecord(stack, "origin", { ...origin, ...change }))).toContain(message);
  });
});
