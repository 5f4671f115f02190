/**
 * The words of the estate. One word has one meaning; names everywhere use these.
 * Each list is ordered where the order means something (phases, zones, data classes), else by alphabet.
 */

/** The clouds that hold sites, and the edge. */
export const clouds = ["aws", "google", "cloudflare"] as const;
/** A cloud that can hold a site, or `cloudflare` for the edge. */
export type Cloud = (typeof clouds)[number];

/** Clouds that hold sites. */
export const siteClouds = ["aws", "google"] as const satisfies readonly Cloud[];
/** A cloud that holds sites. */
export type SiteCloud = (typeof siteClouds)[number];

/** How far along the roadmap (blueprint §17) an environment is, in order. */
export const phases = ["foundation", "growth", "enterprise"] as const;
/** A step of the roadmap. */
export type Phase = (typeof phases)[number];

/** Whether `phase` has come at least as far as `since`. */
export const hasReached = (phase: Phase, since: Phase): boolean => phases.indexOf(phase) >= phases.indexOf(since);

/** What a region does for an environment. */
export const roles = ["primary", "hot-standby", "secondary", "backup"] as const;
/** A site's role. */
export type Role = (typeof roles)[number];

/** Whose data it is (its origin). */
export const origins = ["eu", "mena"] as const;
/** A jurisdiction that data comes from. */
export type Origin = (typeof origins)[number];

/** Where something may lie: the origins, and `neutral`, where only backups lie. */
export const jurisdictions = [...origins, "neutral"] as const;
/** A group of countries under which a region stands. */
export type Jurisdiction = (typeof jurisdictions)[number];

/** What an account (or Google project) is for. */
export const purposes = ["workload", "vault", "backup"] as const;
/** An account's purpose. */
export type Purpose = (typeof purposes)[number];

/** The five network zones of blueprint §5, from the outside in. Availability zones are always called availability zones. */
export const zones = ["public", "api", "mesh", "data", "vault"] as const;
/** A network zone. */
export type Zone = (typeof zones)[number];

/** How sensitive data is, from the least to the most. */
export const dataClasses = ["public", "internal", "sensitive", "vault"] as const;
/** A data class. */
export type DataClass = (typeof dataClasses)[number];

/** Sizing profiles, from small to large. */
export const sizes = ["small", "medium", "large"] as const;
/** A sizing profile. */
export type Size = (typeof sizes)[number];

/** Stands in a stack name for a jurisdiction or region that a layer does not have. */
export const global = "global";
