import { TerraformOutput, TerraformVariable } from "cdktf";
import { CloudflareZone, type CloudflareZoneProps } from "../../../../modules/cloudflare/zone/zone";
import { accountId, countsOf, problemsOf, resourceOf, synthesized } from "../zone-record/cloudflare-fixture";

const props: CloudflareZoneProps = {
  accountId,
  domain: "meetbarter.example",
  certificateAuthorities: {
    amazon: { domain: "amazon.com", wildcards: false },
    google: { domain: "pki.goog", wildcards: true },
  },
};

const made = (more: Partial<CloudflareZoneProps> = {}) =>
  synthesized((stack) => {
    const zone = new CloudflareZone(stack, "zone", { ...props, ...more });
    new TerraformOutput(stack, "id", { value: zone.zoneId });
    new TerraformOutput(stack, "name_servers", { value: zone.nameServers });
    new TerraformOutput(stack, "ds", { value: zone.dsRecord });
  });

const settingsOf = (json: ReturnType<typeof made>): Record<string, unknown> =>
  Object.fromEntries(
    Object.values(json.resource?.["cloudflare_zone_setting"] ?? {}).map((setting) => [String(setting["setting_id"]), setting["value"]]),
  );

const caaOf = (json: ReturnType<typeof made>) =>
  Object.values(json.resource?.["cloudflare_dns_record"] ?? {}).map(({ type, data }) => {
    const { flags, tag, value } = data as { flags: number; tag: string; value: string };
    return `${String(type)} ${String(flags)} ${tag} ${value}`;
  });

describe("zone", () => {
  test("is a kept zone with DNSSEC, its settings, a certificate and the authorities' records", () => {
    const json = made();
    expect(countsOf(json)).toEqual({
      cloudflare_zone: 1,
      cloudflare_zone_dnssec: 1,
      cloudflare_zone_setting: 15,
      cloudflare_universal_ssl_setting: 1,
      cloudflare_dns_record: 3,
    });
    expect(resourceOf(json, "cloudflare_zone", "zone")).toMatchObject({
      account: { id: accountId },
      name: "meetbarter.example",
      type: "full",
      paused: false,
      lifecycle: { prevent_destroy: true },
    });
    expect(resourceOf(json, "cloudflare_zone_dnssec", "zone_dnssec")).toMatchObject({
      zone_id: "${cloudflare_zone.zone.id}",
      status: "active",
    });
    expect(resourceOf(json, "cloudflare_universal_ssl_setting", "zone_universal-ssl")["enabled"]).toBe(true);
    expect(json.output).toMatchObject({
      id: { value: "${cloudflare_zone.zone.id}" },
      name_servers: { value: "${cloudflare_zone.zone.name_servers}" },
      ds: { value: "${cloudflare_zone_dnssec.zone_dnssec.ds}" },
    });
  });

  test("lets nothing through without TLS 1.2 and a verified origin, and nothing be replayed", () => {
    expect(settingsOf(made())).toEqual({
      ssl: "strict",
      min_tls_version: "1.2",
      tls_1_3: "on",
      "0rtt": "off",
      always_use_https: "on",
      automatic_https_rewrites: "on",
      opportunistic_encryption: "on",
      security_header: {
        strict_transport_security: { enabled: true, include_subdomains: true, max_age: 31_536_000, nosniff: true, preload: false },
      },
      browser_check: "on",
      email_obfuscation: "off",
      http3: "on",
      ipv6: "on",
      websockets: "on",
      brotli: "on",
      early_hints: "on",
    });
    expect(resourceOf(made(), "cloudflare_zone_setting", "zone_setting-min-tls-version")["zone_id"]).toBe("${cloudflare_zone.zone.id}");
  });

  test("names the authorities that may issue certificates, and those of them that may issue for all names", () => {
    expect(caaOf(made({ certificateReportMailbox: "security@meetbarter.example" }))).toEqual([
      "CAA 0 issue amazon.com",
      "CAA 0 issue pki.goog",
      "CAA 0 issuewild pki.goog",
      "CAA 0 iodef mailto:security@meetbarter.example",
    ]);
    expect(caaOf(made({ certificateAuthorities: { amazon: { domain: "amazon.com", wildcards: false } } }))).toEqual([
      "CAA 0 issue amazon.com",
      "CAA 0 issuewild ;",
    ]);
  });

  test("is held against other accounts where the plan allows it", () => {
    const json = made({ hold: true });
    expect(resourceOf(json, "cloudflare_zone_hold", "zone_hold")).toMatchObject({
      zone_id: "${cloudflare_zone.zone.id}",
      include_subdomains: true,
    });
  });

  test("values that are known later stay whole", () => {
    const json = synthesized((stack) => {
      const text = (name: string) => new TerraformVariable(stack, name, { type: "string" }).stringValue;
      new CloudflareZone(stack, "zone", {
        ...props,
        accountId: text("account"),
        domain: text("domain"),
        minTlsVersion: text("tls"),
        hstsMaxAgeSeconds: new TerraformVariable(stack, "age", { type: "number" }).numberValue,
      });
    });
    expect(resourceOf(json, "cloudflare_zone", "zone")).toMatchObject({ account: { id: "${var.account}" }, name: "${var.domain}" });
    expect(settingsOf(json)).toMatchObject({
      min_tls_version: "${var.tls}",
      security_header: { strict_transport_security: { max_age: "${var.age}" } },
    });
  });

  test.each<[string, Partial<CloudflareZoneProps>, string]>([
    ["an account by its name", { accountId: "meetbarter" }, "[BadProp] 'accountId'"],
    ["a domain of one word", { domain: "localhost" }, "[BadProp] 'domain'"],
    ["no authority", { certificateAuthorities: {} }, "[BadProp] 'certificateAuthorities'"],
    [
      "an authority by its brand",
      { certificateAuthorities: { amazon: { domain: "Amazon", wildcards: false } } },
      "'certificateAuthorities'",
    ],
    ["a mailbox without a host", { certificateReportMailbox: "security" }, "[BadProp] 'certificateReportMailbox'"],
    ["old TLS", { minTlsVersion: "1.1" }, "[BadProp] 'minTlsVersion'"],
    ["a promise of three years", { hstsMaxAgeSeconds: 94_608_000 }, "[BadProp] 'hstsMaxAgeSeconds'"],
  ])("refuses %s", (_, change, message) => {
    expect(problemsOf((stack) => new CloudflareZone(stack, "zone", { ...props, ...change }))).toContain(message);
  });
});
