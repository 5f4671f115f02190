import {
  CloudflareRateLimits,
  type CloudflareRateLimitsProps,
  type RateLimit,
} from "../../../../modules/cloudflare/rate-limits/rate-limits";
import { countsOf, problemsOf, resourceOf, synthesized, zoneId } from "../zone-record/cloudflare-fixture";

const login: RateLimit = { pathPrefixes: ["/auth/"], requests: 10, periodSeconds: 60, blockSeconds: 600 };
const calls: RateLimit = { pathPrefixes: ["/trades", "/search"], requests: 120, periodSeconds: 60, blockSeconds: 60 };
const props: CloudflareRateLimitsProps = { zoneId, plan: "pro", limits: { login, calls } };

describe("rate limits", () => {
  test("are one ruleset with a rule for each kind of call, by address and location", () => {
    const json = synthesized((stack) => new CloudflareRateLimits(stack, "limits", props));
    expect(countsOf(json)).toEqual({ cloudflare_ruleset: 1 });
    const rule = (ref: string, description: string, expression: string, requests: number, timeout: number) => ({
      ref,
      description,
      action: "block",
      expression,
      enabled: true,
      ratelimit: {
        characteristics: ["cf.colo.id", "ip.src"],
        period: 60,
        requests_per_period: requests,
        mitigation_timeout: timeout,
      },
    });
    const path = (start: string) => `starts_with(lower(http.request.uri.path), "${start}")`;
    expect(resourceOf(json, "cloudflare_ruleset", "limits")).toMatchObject({
      zone_id: zoneId,
      kind: "zone",
      phase: "http_ratelimit",
      rules: [
        rule("calls", "calls: 120 requests in 60 s", `${path("/trades")} or ${path("/search")}`, 120, 60),
        rule("login", "login: 10 requests in 60 s", path("/auth/"), 10, 600),
      ],
    });
  });

  test("of a larger plan may be more, count longer and refuse longer", () => {
    const limits = { login: { ...login, periodSeconds: 600, blockSeconds: 86_400 }, trade: calls, search: calls };
    expect(problemsOf((stack) => new CloudflareRateLimits(stack, "limits", { ...props, plan: "business", limits }))).toBe("");
  });

  const one = (change: Partial<RateLimit>): Partial<CloudflareRateLimitsProps> => ({ limits: { login: { ...login, ...change } } });

  test.each<[string, Partial<CloudflareRateLimitsProps>, string]>([
    ["a zone by its name", { zoneId: "meetbarter.example" }, "[BadProp] 'zoneId'"],
    ["a plan without rules", { plan: "free" as "pro" }, "[BadProp] 'plan'"],
    ["no limit", { limits: {} }, "[BadProp] 'limits' must have a member"],
    ["a word in capitals", { limits: { Login: login } }, "[BadProp] 'limits' must have keys in kebab-case"],
    ["no path", one({ pathPrefixes: [] }), "[BadProp] 'limits' must count 1 to 10"],
    ["a path without its slash", one({ pathPrefixes: ["auth"] }), "[BadProp] 'limits' must be the start of a path"],
    ["a path that ends the text", one({ pathPrefixes: ['/"'] }), "[BadProp] 'limits' must be the start of a path"],
    ["no request", one({ requests: 0 }), "[BadProp] 'limits' must be a whole number"],
    ["a period that there is none of", one({ periodSeconds: 61 }), "[BadProp] 'limits' must be one of"],
    ["a refusal that there is none of", one({ blockSeconds: 1 }), "[BadProp] 'limits' must be one of"],
    ["more rules than the plan has", { limits: { login, trade: calls, search: calls } }, "[BadProp] 'limits' must have at most 2"],
    ["a longer period than the plan has", one({ periodSeconds: 120 }), "[BadProp] 'limits' must count at most 60 s"],
    ["a longer refusal than the plan has", one({ blockSeconds: 86_400 }), "[BadProp] 'limits' must refuse for at most 3600 s"],
  ])("refuse %s", (_, change, message) => {
    expect(problemsOf((stack) => new CloudflareRateLimits(stack, "limits", { ...props, ...change }))).toContain(message);
  });
});
