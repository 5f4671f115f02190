import { jsonDocument } from "../../core/json";
import { List } from "@cdktf/provider-cloudflare/lib/list";
import { Ruleset } from "@cdktf/provider-cloudflare/lib/ruleset";
import { Construct } from "constructs";
import { oneOfNumbers, recordOf, text } from "../../core/checks";
import { cloudflareId, hostname } from "../../core/hosts";
import { nameRules } from "../../core/names";
import { checkProps, shape, value, type PropRules, type Shape, type Value } from "../../core/props";

/** A hostname behind the firewall. */
export interface ServedInterface {
  /** In the zone, proxied. */
  readonly hostname: string;
  /** Whether whatever would change data there is refused at the edge. */
  readonly readOnly: boolean;
}

/** Props of {@link CloudflareFirewall}. */
export interface CloudflareFirewallProps {
  /** Id of the account, 32 hexadecimal digits. A change replaces the list. */
  readonly accountId: Value<string>;
  /** Id of the zone, 32 hexadecimal digits. A change replaces the rules. */
  readonly zoneId: Value<string>;
  /** Name of the list of refused addresses, 1 to 50 letters, digits and `_`, unique in the account. A change replaces the list and empties it. */
  readonly blockListName: Shape<string>;
  /** The hostnames that the zone serves, by a word, 1 to 10. The words are fixed, what they hold may be tokens. Changed in place. */
  readonly interfaces: Value<Readonly<Record<string, ServedInterface>>>;
  /** From how many points of suspicion (OWASP) a request is refused: 25, 40 or 60, the fewer the stricter. @default 40 */
  readonly owaspThreshold?: Value<number>;
}

/** What each prop has to be. */
export const rules: PropRules<CloudflareFirewallProps> = {
  accountId: value(cloudflareId),
  zoneId: value(cloudflareId),
  blockListName: shape(text(nameRules.edgeList.pattern, "small letters, digits and '_'", 1, nameRules.edgeList.max)),
  interfaces: value((record) =>
    Object.keys(record).length < 1 || Object.keys(record).length > 10
      ? { must: "have 1 to 10 members", fix: "name the hostnames that the zone serves" }
      : recordOf<ServedInterface>((one) => hostname(one.hostname))(record),
  ),
  // https://developers.cloudflare.com/waf/managed-rules/reference/owasp-core-ruleset/concepts/, read 2026-11-23.
  owaspThreshold: value(oneOfNumbers([25, 40, 60], "points")),
};

/** Rulesets that Cloudflare keeps, the same ids for everybody: https://developers.cloudflare.com/waf/managed-rules/, read 2026-11-23. */
const managedRulesets = { cloudflare: "efb7b8c949ac4650a09736fc376e9aee", owasp: "4814384a9e5d4991b9815dcfc25d2f1f" } as const;

/** The last rule of the OWASP set, which adds up the points and acts; the same page. */
const owaspVerdict = "6179ae15870a4bb7b2d480d4843b323c";

const methods = { reading: ["GET", "HEAD", "OPTIONS"], writing: ["POST", "PUT", "PATCH", "DELETE"] } as const;

const methodIn = (allowed: readonly string[]): string => `http.request.method in {${allowed.map((one) => `"${one}"`).join(" ")}}`;

/**
 * The zone's web application firewall: addresses on a list are refused, methods that the interface doesn't have are
 * refused, and the managed rules of Cloudflare and of OWASP (up to paranoia level 2) look at the rest.
 *
 * Whoever answers an attack puts addresses on the list outside Terraform, which makes it empty and leaves its content alone.
 *
 * In read-only mode whatever is no `GET`, `HEAD` or `OPTIONS` gets 423 and a word that programs understand. Each hostname
 * has its rule at all times, so that switching is one change of one argument. A zone has one ruleset a phase: other rules
 * of these phases belong in here.
 */
export class CloudflareFirewall extends Construct {
  /** Id of the list of refused addresses. */
  readonly blockListId: string;

  constructor(scope: Construct, id: string, props: CloudflareFirewallProps) {
    super(scope, id);
    checkProps(this, props, rules);
    const { zoneId, blockListName } = props;
    const list = new List(this, "block-list", {
      accountId: props.accountId,
      kind: "ip",
      name: blockListName,
      description: "addresses that are refused; kept by people, not by Terraform",
    });
    new Ruleset(this, "custom", {
      zoneId,
      kind: "zone",
      phase: "http_request_firewall_custom",
      name: "custom rules",
      rules: [
        {
          ref: "block-list",
          description: "addresses on the list",
          action: "block",
          expression: `ip.src in $${blockListName}`,
          enabled: true,
        },
        {
          ref: "methods",
          description: "methods that the interface does not have",
          action: "block",
          expression: `not ${methodIn([...methods.reading, ...methods.writing])}`,
          enabled: true,
        },
        ...Object.entries(props.interfaces)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([word, one]) => ({
            ref: `read-only-${word}`,
            description: `read-only mode of ${word}: nothing changes data`,
            action: "block",
            actionParameters: {
              response: { statusCode: 423, contentType: "application/json", content: jsonDocument({ error: "read-only" }) },
            },
            expression: `http.host eq "${one.hostname}" and not ${methodIn(methods.reading)}`,
            enabled: one.readOnly,
          })),
      ],
      dependsOn: [list],
    });
    new Ruleset(this, "managed", {
      zoneId,
      kind: "zone",
      phase: "http_request_firewall_managed",
      name: "managed rules",
      rules: [
        {
          ref: "cloudflare",
          description: "Cloudflare's managed rules",
          action: "execute",
          actionParameters: { id: managedRulesets.cloudflare },
          expression: "true",
          enabled: true,
        },
        {
          ref: "owasp",
          description: "OWASP core rules up to paranoia level 2",
          action: "execute",
          actionParameters: {
            id: managedRulesets.owasp,
            overrides: {
              categories: [
                { category: "paranoia-level-3", enabled: false },
                { category: "paranoia-level-4", enabled: false },
              ],
              rules: [{ id: owaspVerdict, action: "block", scoreThreshold: props.owaspThreshold ?? 40 }],
            },
          },
          expression: "true",
          enabled: true,
        },
      ],
    });
    this.blockListId = list.id;
  }
}
