import type { RateLimit, ZonePlan } from "../../modules/cloudflare/rate-limits/rate-limits";
import type { ProbeRegion } from "../../modules/cloudflare/load-balancer/load-balancer";
import type { Origin, Phase } from "../../modules/core/words";

/**
 * The plan that a zone has in each phase. People buy it, before the phase is entered: the first two by the month, the
 * last by contract. https://www.cloudflare.com/plans/, read 2026-11-23.
 */
export const zonePlans: Readonly<Record<Phase, ZonePlan>> = { foundation: "pro", growth: "business", enterprise: "enterprise" };

/** Kinds of calls of the interface that are counted for themselves, by the starts of their paths. */
const callPaths = { login: ["/auth/"], trade: ["/trades"], search: ["/search"] } as const;

/** A kind of call. */
export type CallKind = keyof typeof callPaths;

/** What one address may do, by kind of call. `requests` a period; periods and refusals in seconds. */
const callLimits: Readonly<Record<CallKind, Omit<RateLimit, "pathPrefixes">>> = {
  // Passwords are guessed slowly or not at all: an office of people behind one address still gets in.
  login: { requests: 20, periodSeconds: 60, blockSeconds: 600 },
  trade: { requests: 60, periodSeconds: 60, blockSeconds: 60 },
  search: { requests: 120, periodSeconds: 60, blockSeconds: 60 },
};

const limitOf = (kind: CallKind): RateLimit => ({ ...callLimits[kind], pathPrefixes: callPaths[kind] });

/**
 * The limits of a plan. The smallest has two rules only: there trades and searches share the stricter of their limits.
 * The other plans have one rule for each kind.
 */
export const rateLimitsOf = (plan: ZonePlan): Readonly<Record<string, RateLimit>> =>
  plan === "pro"
    ? { login: limitOf("login"), "trade-and-search": { ...limitOf("trade"), pathPrefixes: [...callPaths.trade, ...callPaths.search] } }
    : { login: limitOf("login"), trade: limitOf("trade"), search: limitOf("search") };

/** Below these paths the interface answers with public data, which the edge may keep. */
export const publicPathPrefixes = ["/public/"] as const;

/** What the edge knows of a jurisdiction. */
export interface EdgeRegion {
  /** Where health is probed from: one region on all plans but enterprise, which are the first of these. */
  readonly probe: readonly [ProbeRegion, ...ProbeRegion[]];
  /**
   * The region in which TLS of its users ends from the phase `enterprise` on. For `mena` it is the country of the primary
   * site: there is a region for the Emirates and one for Saudi Arabia, none for Bahrain, Qatar or all of them together.
   * https://developers.cloudflare.com/data-localization/region-support/, read 2026-11-23. The Emirates came
   * with "Introducing Custom Regions", Cloudflare's blog of 2026-03-18. Both name regions, not keys; keys of countries are
   * their ISO 3166 codes, as `ca` in the API's reference, and as `de`, `jp`, `kr`, `sg` in a list that an account had
   * before that day. That the Emirates are `ae` has not been seen: an account's own list
   * (`/accounts/<id>/addressing/regional_hostnames/regions`) is to be looked at before the phase is entered.
   */
  readonly terminate: string;
}

/** The jurisdictions as the edge sees them. */
export const edgeRegions: Readonly<Record<Origin, EdgeRegion>> = {
  eu: { probe: ["WEU", "EEU"], terminate: "eu" },
  mena: { probe: ["ME"], terminate: "ae" },
};
