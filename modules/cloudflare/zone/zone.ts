import { DnsRecord } from "@cdktf/provider-cloudflare/lib/dns-record";
import { UniversalSslSetting } from "@cdktf/provider-cloudflare/lib/universal-ssl-setting";
import { Zone } from "@cdktf/provider-cloudflare/lib/zone";
import { ZoneDnssec } from "@cdktf/provider-cloudflare/lib/zone-dnssec";
import { ZoneHold } from "@cdktf/provider-cloudflare/lib/zone-hold";
import { ZoneSetting, type ZoneSettingConfig } from "@cdktf/provider-cloudflare/lib/zone-setting";
import { Construct } from "constructs";
import { oneOf, recordOf, text, wholeNumber } from "../../core/checks";
import { cloudflareId, hostname } from "../../core/hosts";
import { checkProps, shape, value, type Check, type PropRules, type Shape, type Value } from "../../core/props";
import { zoneSettings } from "./settings";

/** An authority that may issue certificates for the zone's names. */
export interface CertificateAuthority {
  /** The domain by which the authority is known in CAA records: `amazon.com`. */
  readonly domain: string;
  /** Whether it may issue certificates for all names at once (`*.example.com`) too. */
  readonly wildcards: boolean;
}

/** Props of {@link CloudflareZone}. */
export interface CloudflareZoneProps {
  /** Id of the account, 32 hexadecimal digits. A change replaces the zone, which Terraform refuses. */
  readonly accountId: Value<string>;
  /** The registrable domain. A change replaces the zone, which Terraform refuses. */
  readonly domain: Value<string>;
  /** The only authorities that may issue certificates for names of the zone, by a word, 1 to 10; no authority may issue any other. */
  readonly certificateAuthorities: Shape<Readonly<Record<string, CertificateAuthority>>>;
  /** Mailbox to which authorities report requests that they refused. @default - nobody is told */
  readonly certificateReportMailbox?: Shape<string>;
  /** Oldest TLS that visitors may use. Changed in place. @default "1.2" */
  readonly minTlsVersion?: Value<string>;
  /**
   * How long browsers remember to come by HTTPS only, 0 to 63,072,000 s. Browsers that have seen it hold to it: lower it
   * long before anything of the zone has to be reached without HTTPS. @default 31_536_000
   */
  readonly hstsMaxAgeSeconds?: Value<number>;
  /** Whether browsers may be shipped with the zone in their own list, which is left only after months. @default false */
  readonly hstsPreload?: Value<boolean>;
  /** Whether no other account may add the domain or one below it. Enterprise plan only. @default false */
  readonly hold?: Shape<boolean>;
}

const authorities: Check<Readonly<Record<string, CertificateAuthority>>> = (record) => {
  const count = Object.keys(record).length;
  if (count < 1 || count > 10) return { must: "have 1 to 10 members", fix: "name the authorities that the gateways and the edge use" };
  return recordOf<CertificateAuthority>(({ domain }) => hostname(domain))(record);
};

/** What each prop has to be. */
export const rules: PropRules<CloudflareZoneProps> = {
  accountId: value(cloudflareId),
  domain: value(hostname),
  certificateAuthorities: shape(authorities),
  certificateReportMailbox: shape(text(/^[^@\s]+@[a-z0-9.-]+$/, "a mailbox", 3, 254)),
  // https://developers.cloudflare.com/ssl/edge-certificates/additional-options/minimum-tls/, read 2026-11-23; older ones are broken.
  minTlsVersion: value(oneOf(["1.2", "1.3"])),
  // RFC 6797 has no bound; two years are what preload lists recommend at the most.
  hstsMaxAgeSeconds: value(wholeNumber(0, 63_072_000, "seconds")),
  hstsPreload: value(),
  hold: shape(),
};

/** The edge chooses how long an answer is kept. */
const automaticTtl = 1;

/**
 * A domain's zone: its DNS with DNSSEC, TLS 1.2 or newer up to a verified origin, HTTPS only, and the certificate
 * authorities that it trusts. The name servers of the zone and its DS record go to the domain's registrar by hand, once;
 * until the DS record is there, DNSSEC stays pending.
 *
 * Certificates of the edge are Cloudflare's universal ones: they cover the domain and one label below it. Names further
 * down are origins, which are never proxied and have certificates of their own; so total TLS is not needed.
 */
export class CloudflareZone extends Construct {
  /** Id of the zone. */
  readonly zoneId: string;
  /** The two name servers that the registrar has to name. */
  readonly nameServers: string[];
  /** The record that the registrar has to publish. */
  readonly dsRecord: string;

  constructor(scope: Construct, id: string, props: CloudflareZoneProps) {
    super(scope, id);
    checkProps(this, props, rules);
    const zone = new Zone(this, "Resource", {
      account: { id: props.accountId },
      name: props.domain,
      type: "full",
      paused: false,
      lifecycle: { preventDestroy: true },
    });
    const zoneId = zone.id;
    const dnssec = new ZoneDnssec(this, "dnssec", { zoneId, status: "active" });
    const settings = zoneSettings({
      minTlsVersion: props.minTlsVersion ?? "1.2",
      hstsMaxAgeSeconds: props.hstsMaxAgeSeconds ?? 31_536_000,
      hstsPreload: props.hstsPreload ?? false,
    });
    for (const [settingId, setting] of Object.entries(settings)) {
      new ZoneSetting(this, `setting-${settingId.replaceAll("_", "-")}`, {
        zoneId,
        settingId,
        // The binding knows objects only; the provider takes any value.
        value: setting as ZoneSettingConfig["value"],
      });
    }
    new UniversalSslSetting(this, "universal-ssl", { zoneId, enabled: true });
    trustAuthorities(this, zoneId, props);
    if (props.hold === true) new ZoneHold(this, "hold", { zoneId, includeSubdomains: true });
    this.zoneId = zoneId;
    this.nameServers = zone.nameServers;
    this.dsRecord = dnssec.ds;
  }
}

/** CAA records, RFC 8659. An authority without wildcards is kept from them as soon as any `issuewild` is there. */
const trustAuthorities = (scope: CloudflareZone, zoneId: string, props: CloudflareZoneProps): void => {
  const caa = (id: string, tag: string, content: string): void => {
    const record = new DnsRecord(scope, `caa-${id}`, {
      zoneId,
      name: props.domain,
      type: "CAA",
      data: { tag, value: content },
      proxied: false,
      ttl: automaticTtl,
    });
    // The binding knows objects only, and makes one of a number.
    record.addOverride("data.flags", 0);
  };
  const entries = Object.entries(props.certificateAuthorities);
  for (const [word, { domain, wildcards }] of entries) {
    caa(word, "issue", domain);
    if (wildcards) caa(`${word}-wildcards`, "issuewild", domain);
  }
  if (!entries.some(([, { wildcards }]) => wildcards)) caa("no-wildcards", "issuewild", ";");
  if (props.certificateReportMailbox !== undefined) caa("report", "iodef", `mailto:${props.certificateReportMailbox}`);
};
