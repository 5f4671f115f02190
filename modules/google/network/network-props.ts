import { cidrsOverlap, parseCidr } from "../../core/addressing";
import { cidr, listOf, oneOf, partOf, text, wholeNumber } from "../../core/checks";
import type { Problem } from "../../core/errors";
import { wellFormedFlows, type PurposeForm } from "../../core/flow-checks";
import type { Flow } from "../../core/flows";
import { projectId, region } from "../../core/google";
import { keyFullName } from "../../core/google-key";
import { holdsToken, shape, value, type PropRules, type Shape, type Value } from "../../core/props";
import { natGatewayModes, type NatGatewayMode } from "./ways-out";
import { rangesApart, type Together } from "../../core/together";

/** What a {@link GoogleNetwork} is made with. */
export interface GoogleNetworkProps {
  /**
   * Prefix of the names of all its parts: kebab-case, 2 to 46 characters. All of them are physical: a change replaces the
   * network and everything in it.
   */
  readonly name: Value<string>;
  /** The network's range: a /17 of the address plan. A change replaces every subnetwork. */
  readonly cidr: Value<string>;
  /**
   * The pods' range: a /18 of the address plan, whose first half becomes the pods' own and whose last quarter the cluster's
   * services'. Whether it is given is fixed when synthesized. Adding it changes the mesh zone's subnetwork in place.
   * @default - no ranges for pods
   */
  readonly podCidr?: Value<string>;
  /**
   * The range of the proxies of regional load balancers, /16 to /26. Whether it is given is fixed when synthesized. A change
   * replaces the proxies' subnetwork. @default - no regional load balancers
   */
  readonly proxyOnlyCidr?: Value<string>;
  /**
   * The range out of which Google's managed services, such as databases, take their private addresses, /16 to /24. Whether
   * it is given is fixed when synthesized. A change replaces the reserved range, which fails while a database is there.
   * @default - no private access to managed services
   */
  readonly privateServiceCidr?: Value<string>;
  /** The region's code, for example `europe-west4`. A change replaces everything in it. */
  readonly region: Value<string>;
  /** The project that the network's logs are kept in: its own. */
  readonly projectId: Value<string>;
  /**
   * How private zones reach the internet. `regional` is Cloud NAT with two addresses of its own, which costs by the hour and
   * by the gigabyte. @default "none"
   */
  readonly natGateways?: Shape<NatGatewayMode>;
  /** What may speak to what; everything else is refused. A change adds and removes rules of the firewall policy. */
  readonly flows: Shape<readonly Flow[]>;
  /**
   * Google's domains whose names are answered with the addresses of the restricted interfaces, without a dot at the end.
   * @default ["gcr.io", "googleapis.com", "pkg.dev"]
   */
  readonly privateApiDomains?: Shape<readonly string[]>;
  /** Name of the KMS key that encrypts the logs, in the network's region; Logging's own service account has to be allowed to use it. */
  readonly flowLogKmsKeyName: Value<string>;
  /** Days that the network's logs are kept, 1 to 3,650; storage costs by the gigabyte. @default 90 */
  readonly flowLogRetentionDays?: Value<number>;
  /** The part of flows that are logged, more than 0 and at most 1; each entry costs. A change is made in place. @default 0.5 */
  readonly flowLogSampling?: Value<number>;
}

/** What a description may hold here: what EC2 takes too, so that one matrix fits every cloud. */
const purposeForm: PurposeForm = {
  pattern: /^[\w .:/()#,@[\]+=&;!*-]{1,200}$/,
  form: "1 to 200 letters, digits, spaces or ._-:/()#,@[]+=&;!*",
};

/** One row a prop. */
export const googleNetworkRules: PropRules<GoogleNetworkProps> = {
  // The longest part, '-managed-services', has 17 characters, and a name at most 63.
  name: value(text(/^[a-z][a-z0-9-]*[a-z0-9]$/, "kebab-case", 2, 46)),
  cidr: value(cidr(17, 17)),
  podCidr: value(cidr(18, 18)),
  // At most 64 addresses fewer than /26 are too few for a load balancer: https://cloud.google.com/load-balancing/docs/proxy-only-subnets, read 2026-11.
  proxyOnlyCidr: value(cidr(16, 26)),
  // The smallest that is advised: https://cloud.google.com/vpc/docs/configure-private-services-access, read 2026-11.
  privateServiceCidr: value(cidr(16, 24)),
  region: value(region),
  projectId: value(projectId),
  natGateways: shape(oneOf(natGatewayModes)),
  flows: shape(wellFormedFlows(purposeForm)),
  privateApiDomains: shape(listOf(text(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, "a domain such as 'googleapis.com'", 3, 60), 0, 30)),
  flowLogKmsKeyName: value(keyFullName),
  // LogBucket.retentionDays: https://cloud.google.com/logging/quotas, read 2026-11.
  flowLogRetentionDays: value(wholeNumber(1, 3650, "days")),
  flowLogSampling: value(partOf("all flows", "use 0.5")),
};

/** What is wrong between props, each of which is right alone. */
export const crossedProps = (place: string, props: GoogleNetworkProps): Problem[] => {
  const given = (["cidr", "podCidr", "proxyOnlyCidr", "privateServiceCidr"] as const).flatMap((name) => {
    const range = props[name];
    const parsed = range === undefined || holdsToken(range) ? undefined : parseCidr(range);
    return parsed === undefined ? [] : [{ name, range, parsed }];
  });
  return given.flatMap((one, index): Problem[] => {
    const other = given.slice(0, index).find(({ parsed }) => cidrsOverlap(parsed, one.parsed));
    if (other === undefined) return [];
    return [
      {
        code: "AddressOverlap",
        place,
        rule: `'${one.name}' must not share addresses with '${other.name}' (${String(other.range)})`,
        value: one.range,
        fix: "take it from the address plan",
      },
    ];
  });
};

/** The same between variables of a module. */
export const together: readonly Together[] = [
  rangesApart("podCidr", "cidr", "not share addresses with cidr"),
  rangesApart("proxyOnlyCidr", "cidr", "not share addresses with cidr"),
  rangesApart("proxyOnlyCidr", "podCidr", "not share addresses with pod_cidr"),
  rangesApart("privateServiceCidr", "cidr", "not share addresses with cidr"),
  rangesApart("privateServiceCidr", "podCidr", "not share addresses with pod_cidr"),
  rangesApart("privateServiceCidr", "proxyOnlyCidr", "not share addresses with proxy_only_cidr"),
];
