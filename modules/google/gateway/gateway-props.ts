import { cidr, listOf, oneOf, partOf, text, wholeNumber } from "../../core/checks";
import type { Problem } from "../../core/errors";
import { projectId, region } from "../../core/google";
import { shape, value, type Check, type PropRules, type Shape, type Value } from "../../core/props";

/** How many requests one caller may make before it is told to wait. */
export interface RateLimit {
  /** 1 to 10,000. */
  readonly requests: number;
  /** Within so many seconds, one of those that Cloud Armor counts in. */
  readonly seconds: number;
}

/**
 * Where callers' TLS ends. `global`: at the Google location nearest to them, behind Cloud Armor. `region`: in one region
 * and nowhere else, without Cloud Armor, for no version of the provider that is in range can put it before a regional
 * load balancer; the client certificate alone keeps strangers out. The network needs a subnetwork for proxies.
 */
export type GatewayReach = { readonly kind: "global" } | { readonly kind: "region"; readonly region: string };

/** Props of {@link GoogleGateway}. */
export interface GoogleGatewayProps {
  /** Name of all its parts, 2 to 63 lower-case letters, digits and hyphens. Renaming replaces the gateway and its address. */
  readonly name: Value<string>;
  /** The project that the gateway belongs to. */
  readonly projectId: Value<string>;
  /** The one host name that it serves, in lower case. Renaming replaces the certificate. */
  readonly hostname: Value<string>;
  /** Certificate, PEM, of the authority that signs the edge's client certificate. Whoever shows none of it is refused. A change is made in place. */
  readonly clientCertificateAuthority: Value<string>;
  /** Where callers' TLS ends. A change replaces the load balancer and its address. @default { kind: "global" } */
  readonly reach?: Shape<GatewayReach>;
  /**
   * IPv4 ranges of the edge, at most 100. Requests from elsewhere are refused. A change is made in place.
   * @default - none: then nothing but the certificate says who may call, as in the reach of a region
   */
  readonly edgeRanges?: Shape<readonly string[]>;
  /** The header in which the edge says who its caller is: Cloud Armor counts each alone. @default "CF-Connecting-IP" */
  readonly callerHeader?: Value<string>;
  /** What one caller may do; the edge limits by class of request, this is the last line. @default { requests: 600, seconds: 60 } */
  readonly rateLimit?: Value<RateLimit>;
  /** Id or link of the cluster's network. A change replaces the endpoint groups. */
  readonly networkId: Value<string>;
  /** Id or link of the subnetwork of the cluster's nodes. A change replaces the endpoint groups. */
  readonly subnetworkId: Value<string>;
  /** The cluster's three availability zones by name: an endpoint group each. A change replaces those that moved. */
  readonly availabilityZones: Shape<readonly string[]>;
  /**
   * Name of the endpoint groups, the same in every availability zone. The Service of the cluster's ingress gateway names
   * it in the annotation `cloud.google.com/neg`, and GKE puts the gateway's pods in. Renaming replaces them.
   */
  readonly endpointGroupName: Value<string>;
  /** The port on which the ingress gateway takes TLS. A change replaces the endpoint groups. @default 8443 */
  readonly targetPort?: Value<number>;
  /** Requests a second that one pod of the ingress gateway takes before others are preferred, 1 to 10,000. @default 200 */
  readonly requestsPerEndpoint?: Value<number>;
  /** Seconds until an answer must have come, 1 to 3,600. @default 30 */
  readonly timeoutSeconds?: Value<number>;
  /** Which part of the requests is logged, 0.01 to 1; logs cost by the gigabyte. @default 1 */
  readonly logSampleRate?: Value<number>;
}

/** What Cloud Armor counts in, in seconds: https://cloud.google.com/armor/docs/rate-limiting-overview, read 2026-11-23. */
const rateLimitSeconds = [10, 30, 60, 120, 180, 240, 270, 300, 600, 900, 1200, 1800, 2700, 3600] as const;

const rateLimit: Check<RateLimit> = ({ requests, seconds }) =>
  wholeNumber(1, 10_000, "requests")(requests) ??
  (rateLimitSeconds.some((one) => one === seconds)
    ? undefined
    : { must: `count in one of ${rateLimitSeconds.join(", ")} seconds`, fix: "use 60", got: seconds });

const sampleRate = partOf("the requests", "use 0.01", 0.01);

const reach: Check<GatewayReach> = (one) => (one.kind === "region" ? region(one.region) : oneOf(["global"])(one.kind));

const computeName = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;

/** One row a prop. */
export const googleGatewayRules: PropRules<GoogleGatewayProps> = {
  // https://cloud.google.com/compute/docs/naming-resources, read 2026-11-23.
  name: value(text(computeName, "lower-case letters, digits and hyphens", 2, 63)),
  projectId: value(projectId),
  hostname: value(text(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/, "a host name in lower case", 4, 253)),
  clientCertificateAuthority: value(
    text(/^-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]+-----END CERTIFICATE-----\n?$/, "one certificate, PEM", 64, 65_536),
  ),
  reach: shape(reach),
  edgeRanges: shape(listOf(cidr(8, 32), 1, 100)),
  callerHeader: value(text(/^[A-Za-z0-9-]+$/, "the name of a header", 1, 64)),
  rateLimit: value(rateLimit),
  networkId: value(text(/^\S+$/, "a network", 1, 512)),
  subnetworkId: value(text(/^\S+$/, "a subnetwork", 1, 512)),
  availabilityZones: shape(listOf(text(/^[a-z]+-[a-z]+\d+-[a-z]$/, "an availability zone's name", 8, 34), 3, 3)),
  endpointGroupName: value(text(computeName, "lower-case letters, digits and hyphens", 1, 63)),
  targetPort: value(wholeNumber(1, 65_535, "port")),
  requestsPerEndpoint: value(wholeNumber(1, 10_000, "requests a second")),
  timeoutSeconds: value(wholeNumber(1, 3600, "seconds")),
  logSampleRate: value(sampleRate),
};

/** What is wrong between props, each of which is right alone. */
export const crossedProps = (
  place: string,
  { reach: { kind } = { kind: "global" }, edgeRanges, rateLimit: limit }: GoogleGatewayProps,
): Problem[] => {
  if (kind === "global" && edgeRanges === undefined) {
    return [
      { code: "BadProp", place, rule: "'edgeRanges' must be given, for Cloud Armor admits nobody else", fix: "name the edge's ranges" },
    ];
  }
  return kind === "region" && (edgeRanges !== undefined || limit !== undefined)
    ? [
        {
          code: "BadProp",
          place,
          rule: "'edgeRanges' and 'rateLimit' must be left out in the reach of a region, where no Cloud Armor would obey them",
          fix: "leave them out, or reach globally",
        },
      ]
    : [];
};
