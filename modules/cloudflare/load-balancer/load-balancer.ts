import { LoadBalancer } from "@cdktf/provider-cloudflare/lib/load-balancer";
import { LoadBalancerMonitor } from "@cdktf/provider-cloudflare/lib/load-balancer-monitor";
import { LoadBalancerPool } from "@cdktf/provider-cloudflare/lib/load-balancer-pool";
import { Construct } from "constructs";
import { listOf, oneOf, recordOf, text, wholeNumber } from "../../core/checks";
import { failOn, type Problem } from "../../core/errors";
import { cloudflareId, hostname } from "../../core/hosts";
import { nameRules } from "../../core/names";
import { checkProps, shape, value, type Check, type PropRules, type Shape, type Value } from "../../core/props";

/** One place to which requests may go. */
export interface OriginPool {
  /** The name that the place answers to, which is also the `Host` of the requests that it gets: a name of the account's own zones. */
  readonly originHostname: string;
  /** Whether requests may go there now. One that isn't stays declared, with its name and its place in the order. */
  readonly enabled: boolean;
}

/** Regions from which health is probed. */
export const probeRegions = ["WNAM", "ENAM", "WEU", "EEU", "NSAM", "SSAM", "OC", "ME", "NAF", "SAF", "SAS", "SEAS", "NEAS"] as const;
/** A region from which health is probed. */
export type ProbeRegion = (typeof probeRegions)[number];

/** Props of {@link CloudflareLoadBalancer}. */
export interface CloudflareLoadBalancerProps {
  /** Id of the account, 32 hexadecimal digits. A change replaces pools and monitor. */
  readonly accountId: Value<string>;
  /** Id of the zone, 32 hexadecimal digits. A change replaces the load balancer. */
  readonly zoneId: Value<string>;
  /** The zone's domain: probes are made as the zone would make requests, with its client certificate. */
  readonly zoneName: Value<string>;
  /** The hostname that visitors come to, in the zone. Changed in place. */
  readonly hostname: Value<string>;
  /** First words of the pools' names, unique in the account. Renamed in place. */
  readonly name: Value<string>;
  /** The pools by a word, 1 to 20 (the most of every plan but the largest). The words are fixed, what they hold may be tokens. */
  readonly pools: Value<Readonly<Record<string, OriginPool>>>;
  /** The words of the pools in the order in which they are tried: requests go to the first that is enabled and healthy. */
  readonly order: Shape<readonly string[]>;
  /** The word of the pool that gets the requests when no pool is healthy, whatever its own health: it must be enabled. */
  readonly fallback: Shape<string>;
  /** Regions from which health is probed, 1 to 13, three probes each; plans below enterprise have one. Changed in place. */
  readonly probeRegions: Value<readonly ProbeRegion[]>;
  /** Path that answers 200 while a place can serve. @default "/health" */
  readonly healthPath?: Value<string>;
  /** How often health is probed: 15 to 3,600 s; 10 s on the enterprise plan. @default 60 */
  readonly probeIntervalSeconds?: Value<number>;
}

/** Pools of an account on every plan but enterprise: https://developers.cloudflare.com/load-balancing/reference/limitations/, read 2026-11-23. */
const mostPools = 20;

const pools: Check<Readonly<Record<string, OriginPool>>> = (record) => {
  const count = Object.keys(record).length;
  if (count < 1 || count > mostPools)
    return { must: `have 1 to ${String(mostPools)} members`, fix: "declare the places that serve the hostname" };
  return recordOf<OriginPool>(({ originHostname }) => hostname(originHostname))(record);
};

const word = text(/^[a-z][a-z0-9-]*$/, "the word of a pool", 1, 40);

/** What each prop has to be. */
export const rules: PropRules<CloudflareLoadBalancerProps> = {
  accountId: value(cloudflareId),
  zoneId: value(cloudflareId),
  zoneName: value(hostname),
  hostname: value(hostname),
  name: value(text(nameRules.edgePool.pattern, "letters, digits, '-' and '_'", 1, 80)),
  pools: value(pools),
  order: shape(listOf(word, 1, mostPools)),
  fallback: shape(word),
  probeRegions: value(listOf(oneOf(probeRegions), 1, probeRegions.length)),
  healthPath: value(text(/^\/[\w/.-]*$/, "a path", 1, 200)),
  // The same page as the number of pools.
  probeIntervalSeconds: value(wholeNumber(10, 3600, "seconds")),
};

/**
 * A hostname whose requests go to the first healthy of some pools, in a fixed order: no steering by place, latency or
 * chance, so that who looks at the order knows where requests go. A pool has one origin, and gives it its own name as
 * `Host` and in TLS.
 *
 * Requests are never tried again at the next pool (a trade sent twice is two trades), and no visitor is bound to a pool:
 * sessions are tokens that every place understands. The client certificate of the zone is shown to the origins, by
 * probes too.
 */
export class CloudflareLoadBalancer extends Construct {
  /** Id of the load balancer. */
  readonly loadBalancerId: string;
  /** The hostname: whoever names it comes after the load balancer. */
  readonly hostname: string;
  /** Ids of the pools by their word. */
  readonly poolIds: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: CloudflareLoadBalancerProps) {
    super(scope, id);
    checkProps(this, props, rules);
    checkOrder(this, props);
    const { accountId } = props;
    const monitor = new LoadBalancerMonitor(this, "monitor", {
      accountId,
      description: `health behind ${props.hostname}`,
      type: "https",
      method: "GET",
      path: props.healthPath ?? "/health",
      port: 443,
      expectedCodes: "200",
      allowInsecure: false,
      followRedirects: false,
      probeZone: props.zoneName,
      interval: props.probeIntervalSeconds ?? 60,
      timeout: 5,
      retries: 2,
      consecutiveUp: 2,
      consecutiveDown: 2,
    });
    const made = props.order.map((key) => {
      const { originHostname = "", enabled = false } = props.pools[key] ?? {};
      const pool = new LoadBalancerPool(this, `pool-${key}`, {
        accountId,
        name: `${props.name}-${key}`,
        description: `${key} of ${props.hostname}`,
        enabled,
        monitor: monitor.id,
        checkRegions: [...props.probeRegions],
        minimumOrigins: 1,
        origins: [{ name: key, address: originHostname, enabled: true, weight: 1, header: { host: [originHostname] } }],
        // The balancer has to let go of a pool before it can go: otherwise Terraform would remove it first, and be refused.
        lifecycle: { createBeforeDestroy: true },
      });
      return [key, pool.id] as const;
    });
    this.poolIds = Object.fromEntries(made);
    const balancer = new LoadBalancer(this, "Resource", {
      zoneId: props.zoneId,
      name: props.hostname,
      description: `${props.order.join(", ")}: the first that is enabled and healthy`,
      enabled: true,
      proxied: true,
      steeringPolicy: "off",
      defaultPools: made.map(([, poolId]) => poolId),
      fallbackPool: this.poolIds[props.fallback] ?? "",
      sessionAffinity: "none",
      adaptiveRouting: { failoverAcrossPools: false },
    });
    this.loadBalancerId = balancer.id;
    this.hostname = balancer.name;
  }
}

const checkOrder = (scope: CloudflareLoadBalancer, props: CloudflareLoadBalancerProps): void => {
  const words = Object.keys(props.pools);
  const problem = (rule: string, got: string, fix: string): Problem => ({ code: "BadProp", place: scope.node.path, rule, value: got, fix });
  failOn([
    ...props.order
      .filter((key) => !words.includes(key))
      .map((key) => problem("'order' must name pools that are declared", key, "declare the pool, or leave it out")),
    ...words
      .filter((key) => !props.order.includes(key))
      .map((key) => problem("'order' must name every pool", key, "give it its place in the order")),
    ...((props.pools[props.fallback]?.enabled ?? false)
      ? []
      : [problem("'fallback' must be an enabled pool", props.fallback, "enable it, or name another")]),
  ]);
};
