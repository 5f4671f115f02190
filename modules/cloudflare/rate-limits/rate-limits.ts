import { Ruleset } from "@cdktf/provider-cloudflare/lib/ruleset";
import { Construct } from "constructs";
import { oneOf, oneOfNumbers, recordOf, text, wholeNumber } from "../../core/checks";
import { failOn } from "../../core/errors";
import { cloudflareId } from "../../core/hosts";
import { checkProps, shape, value, type Breach, type PropRules, type Shape, type Value } from "../../core/props";

/** What one address may ask of some paths. */
export interface RateLimit {
  /** Starts of the paths that it counts, in lower case, 1 to 10. */
  readonly pathPrefixes: readonly string[];
  /** How many requests one address may make within the period, 1 to 100,000. */
  readonly requests: number;
  /** The period, in seconds: a value of Cloudflare's list, at most what the plan allows. */
  readonly periodSeconds: number;
  /** How long the address is refused (429) afterwards, in seconds: a value of the same list. */
  readonly blockSeconds: number;
}

/**
 * What each plan of a zone allows: how many rules, and the longest period and refusal in seconds.
 * https://developers.cloudflare.com/waf/rate-limiting-rules/#availability, whose table was read 2026-11-23 in its source,
 * https://github.com/cloudflare/cloudflare-docs, src/content/partials/waf/rate-limiting-availability-by-plan.mdx. How many
 * rules an enterprise zone really has stands in its contract.
 */
export const rateLimitPlans = {
  pro: { rules: 2, longestPeriod: 60, longestBlock: 3_600 },
  business: { rules: 5, longestPeriod: 600, longestBlock: 86_400 },
  enterprise: { rules: 100, longestPeriod: 65_535, longestBlock: 86_400 },
} as const;

/** A plan of a zone that has a web application firewall with managed rules. */
export type ZonePlan = keyof typeof rateLimitPlans;

/** Periods in seconds that the edge knows; the same page. */
const periods = [10, 15, 20, 30, 40, 45, 60, 90, 120, 180, 240, 300, 480, 600, 900, 1200, 1800, 2400, 3600, 65535, 86400];

/** Props of {@link CloudflareRateLimits}. */
export interface CloudflareRateLimitsProps {
  /** Id of the zone, 32 hexadecimal digits. A change replaces the rules. */
  readonly zoneId: Value<string>;
  /** The zone's plan: it decides how many rules there may be, and how long they count. */
  readonly plan: Shape<ZonePlan>;
  /** The limits by a word, 1 to as many as the plan allows. Changed in place. */
  readonly limits: Shape<Readonly<Record<string, RateLimit>>>;
}

const prefix = text(/^\/[a-z0-9/._-]*$/, "the start of a path in lower case", 1, 100);

const limitBreach = ({ pathPrefixes, requests, periodSeconds, blockSeconds }: RateLimit): Breach | undefined => {
  const wrong = pathPrefixes.map((one) => prefix(one)).find((breach) => breach !== undefined);
  if (pathPrefixes.length < 1 || pathPrefixes.length > 10) return { must: "count 1 to 10 starts of paths", fix: "name the paths" };
  return (
    wrong ??
    wholeNumber(1, 100_000, "requests")(requests) ??
    oneOfNumbers(periods, "seconds")(periodSeconds) ??
    oneOfNumbers(periods, "seconds")(blockSeconds)
  );
};

/** What each prop has to be. */
export const rules: PropRules<CloudflareRateLimitsProps> = {
  zoneId: value(cloudflareId),
  plan: shape(oneOf(Object.keys(rateLimitPlans) as ZonePlan[])),
  limits: shape((limits) =>
    Object.keys(limits).length === 0 ? { must: "have a member", fix: "name a limit" } : recordOf(limitBreach)(limits),
  ),
};

/**
 * How often one address may call: one rule a kind of call. Each of the edge's locations counts for itself, and the first
 * request above the limit has the address refused for a while, with 429. Limits of accounts and devices are the
 * services' own; these keep floods away from them.
 */
export class CloudflareRateLimits extends Construct {
  constructor(scope: Construct, id: string, props: CloudflareRateLimitsProps) {
    super(scope, id);
    checkProps(this, props, rules);
    checkPlan(this, props);
    new Ruleset(this, "Resource", {
      zoneId: props.zoneId,
      kind: "zone",
      phase: "http_ratelimit",
      name: "rate limits",
      rules: Object.entries(props.limits)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([word, { pathPrefixes, requests, periodSeconds, blockSeconds }]) => ({
          ref: word,
          description: `${word}: ${String(requests)} requests in ${String(periodSeconds)} s`,
          action: "block",
          expression: pathPrefixes.map((one) => `starts_with(lower(http.request.uri.path), "${one}")`).join(" or "),
          enabled: true,
          ratelimit: {
            // The location has to be among them: https://developers.cloudflare.com/waf/rate-limiting-rules/parameters/, read 2026-11-23.
            characteristics: ["cf.colo.id", "ip.src"],
            period: periodSeconds,
            requestsPerPeriod: requests,
            mitigationTimeout: blockSeconds,
          },
        })),
    });
  }
}

const checkPlan = (scope: CloudflareRateLimits, { plan, limits }: CloudflareRateLimitsProps): void => {
  const allowed = rateLimitPlans[plan];
  const count = Object.keys(limits).length;
  const problem = (rule: string, got: unknown, fix: string) => ({
    code: "BadProp" as const,
    place: scope.node.path,
    rule,
    value: got,
    fix,
  });
  failOn([
    ...(count > allowed.rules
      ? [
          problem(
            `'limits' must have at most ${String(allowed.rules)} members on the plan '${plan}'`,
            count,
            "let two kinds of calls share a limit",
          ),
        ]
      : []),
    ...Object.values(limits).flatMap(({ periodSeconds, blockSeconds }) => [
      ...(periodSeconds > allowed.longestPeriod
        ? [
            problem(
              `'limits' must count at most ${String(allowed.longestPeriod)} s on the plan '${plan}'`,
              periodSeconds,
              "shorten the period",
            ),
          ]
        : []),
      ...(blockSeconds > allowed.longestBlock
        ? [
            problem(
              `'limits' must refuse for at most ${String(allowed.longestBlock)} s on the plan '${plan}'`,
              blockSeconds,
              "shorten the refusal",
            ),
          ]
        : []),
    ]),
  ]);
};
