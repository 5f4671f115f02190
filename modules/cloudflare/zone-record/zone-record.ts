import { DnsRecord } from "@cdktf/provider-cloudflare/lib/dns-record";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { oneOf, text } from "../../core/checks";
import { failOn } from "../../core/errors";
import { cloudflareId, hostname, ipv4, ipv6 } from "../../core/hosts";
import {
  bounded,
  checkProps,
  holdsToken,
  shape,
  value,
  type Breach,
  type Check,
  type PropRules,
  type Shape,
  type Value,
} from "../../core/props";
import type { Together } from "../../core/together";

/** Types of records whose content is one text. */
export const zoneRecordTypes = ["A", "AAAA", "CNAME", "TXT"] as const;
/** A type of record whose content is one text. */
export type ZoneRecordType = (typeof zoneRecordTypes)[number];

/** Props of {@link CloudflareZoneRecord}. */
export interface CloudflareZoneRecordProps {
  /** Id of the zone, 32 hexadecimal digits. A change replaces the record. */
  readonly zoneId: Value<string>;
  /** Full name in lower case; a dot at its end, as certificate authorities write it, is taken away. Renamed in place. */
  readonly name: Value<string>;
  /** Type of the record. A change replaces it. */
  readonly type: Shape<ZoneRecordType>;
  /**
   * An IPv4 address (`A`), an IPv6 address (`AAAA`), a full hostname with or without the dot at its end (`CNAME`), or a
   * text of 1 to 255 characters without quotation marks, which are put around it (`TXT`). Changed in place.
   */
  readonly content: Value<string>;
  /** Whether visitors reach the edge instead of the content; never for `TXT`. Changed in place. @default false */
  readonly proxied?: Value<boolean>;
  /**
   * How long resolvers keep the answer: 60 to 86,400 seconds, or 1 for the edge's own choice (300 s), which a proxied
   * record must have. Changed in place. @default 1
   */
  readonly ttlSeconds?: Value<number>;
  /** What the record is for, 1 to 100 characters in one line; visible to whoever reads the zone's settings. @default - none */
  readonly comment?: Value<string>;
}

/** The edge chooses. */
const automaticTtl = 1;

// https://developers.cloudflare.com/dns/manage-dns-records/reference/ttl/, read 2026-11. An enterprise zone allows 30 s.
const ttlForm = "be 1 (automatic) or a whole number from 60 to 86400 (seconds)";
const ttl: Check<number> = bounded(
  (seconds) =>
    seconds === automaticTtl || (Number.isInteger(seconds) && seconds >= 60 && seconds <= 86_400)
      ? undefined
      : { must: ttlForm, fix: "use 1" },
  {
    must: ttlForm,
    condition: (value) => `(${value} == ${String(automaticTtl)} || (floor(${value}) == ${value} && ${value} >= 60 && ${value} <= 86400))`,
    domain: {
      kind: "either",
      of: [
        { kind: "members", members: [automaticTtl] },
        { kind: "number", min: 60, max: 86_400, whole: true },
      ],
    },
  },
);

/** What each prop has to be. */
export const rules: PropRules<CloudflareZoneRecordProps> = {
  zoneId: value(cloudflareId),
  name: value(hostname),
  type: shape(oneOf(zoneRecordTypes)),
  content: value(text(/^[^\r\n]+$/, "one line", 1, 255)),
  proxied: value(),
  ttlSeconds: value(ttl),
  // https://developers.cloudflare.com/dns/manage-dns-records/reference/record-attributes/, read 2026-11: every plan has 100.
  comment: value(text(/^[^\r\n]+$/, "one line", 1, 100)),
};

const contentChecks: Readonly<Record<ZoneRecordType, Check<string>>> = {
  A: ipv4,
  AAAA: ipv6,
  CNAME: hostname,
  TXT: (content) =>
    content.includes('"') ? { must: "have no quotation marks, which are put around it", fix: "leave them out" } : undefined,
};

/**
 * One DNS record of a zone of Cloudflare's, not proxied unless asked for. Names and targets are written without the dot
 * at their end and texts with quotation marks, as Cloudflare stores them: in another form each plan would show a change.
 */
export class CloudflareZoneRecord extends Construct {
  /** The record's full name. */
  readonly name: string;
  /** Id of the record. */
  readonly recordId: string;

  constructor(scope: Construct, id: string, props: CloudflareZoneRecordProps) {
    super(scope, id);
    checkProps(this, props, rules);
    checkTogether(this, props);
    const record = new DnsRecord(this, "Resource", {
      zoneId: props.zoneId,
      name: withoutLastDot(props.name),
      type: props.type,
      content: storedContent(props),
      proxied: props.proxied ?? false,
      ttl: props.ttlSeconds ?? automaticTtl,
      ...(props.comment === undefined ? {} : { comment: props.comment }),
    });
    this.name = record.name;
    this.recordId = record.id;
  }
}

const withoutLastDot = (name: string): string => (holdsToken(name) ? Fn.trimsuffix(name, ".") : name.replace(/\.$/, ""));

const storedContent = ({ type, content }: CloudflareZoneRecordProps): string => {
  switch (type) {
    case "CNAME":
      return withoutLastDot(content);
    case "TXT":
      return `"${content}"`;
    default:
      return content;
  }
};

/** What holds between the props, where they are known. */
const checkTogether = (scope: CloudflareZoneRecord, { type, content, proxied, ttlSeconds }: CloudflareZoneRecordProps): void => {
  const contentBreach = holdsToken(content) ? undefined : contentChecks[type](content);
  const isProxied = proxied === true;
  const known = ttlSeconds === undefined || holdsToken(ttlSeconds) ? automaticTtl : ttlSeconds;
  const breaches: readonly (readonly [string, unknown, Breach | undefined])[] = [
    [`content' of type '${type}`, content, contentBreach],
    ["proxied", proxied, isProxied && type === "TXT" ? { must: "be false for a TXT record", fix: "leave it out" } : undefined],
    [
      "ttlSeconds",
      ttlSeconds,
      isProxied && known !== automaticTtl ? { must: "be 1 for a proxied record", fix: "leave it out" } : undefined,
    ],
  ];
  failOn(
    breaches.flatMap(([name, got, breach]) =>
      breach === undefined
        ? []
        : [{ code: "BadProp" as const, place: scope.node.path, rule: `'${name}' must ${breach.must}`, value: got, fix: breach.fix }],
    ),
  );
};

const contentForms: Readonly<Record<ZoneRecordType, (content: string) => string>> = {
  A: (content) =>
    `can(cidrnetmask(format("%s/32", ${content}))) && try(cidrsubnet(format("%s/32", ${content}), 0, 0) == format("%s/32", ${content}), false)`,
  AAAA: (content) => `can(cidrhost(format("%s/128", ${content}), 0)) && strcontains(${content}, ":")`,
  CNAME: (content) => hostname.bound?.condition(content) ?? "true",
  TXT: (content) => `!strcontains(${content}, "\\"")`,
};

/** What holds between variables of a module. */
export const together: readonly Together[] = [
  {
    of: ["content", "type"],
    must: "have the form of the record's type",
    condition: (content, type) => contentForms[JSON.parse(type) as ZoneRecordType](content),
  },
  { of: ["ttlSeconds", "proxied"], must: "be 1 for a proxied record", condition: (ttl, proxied) => `!${proxied} || ${ttl} == 1` },
];
