import type { Problem } from "../core/errors";
import type { StackIdentity } from "../core/stack";
import { global, jurisdictions, type Cloud, type Jurisdiction } from "../core/words";
import type { PolicyKnowledge } from "./model";
import type { PlacedKind } from "./placed-arguments";

/** Whose data a stack holds, and where that may lie. */
export interface Home {
  /** The origin, or `global` for a stack that belongs to none. */
  readonly origin: StackIdentity["origin"];
  /** Where the stack's own things lie. */
  readonly own: readonly Jurisdiction[];
  /** Where backups of them may lie too. */
  readonly withBackups: readonly Jurisdiction[];
}

/**
 * The home of a stack. An origin's data lies in the origin. Its backup account stands in the neutral jurisdiction and
 * nowhere else: a backup beside what it backs up would be lost with it. A stack of no origin holds public data only,
 * and may stand in any region about which facts are known.
 */
export const homeOf = ({ origin, purpose }: StackIdentity): Home => {
  if (origin === global) return { origin, own: jurisdictions, withBackups: jurisdictions };
  return { origin, own: purpose === "backup" ? ["neutral"] : [origin], withBackups: [origin, "neutral"] };
};

/** What lies somewhere: a kind of the argument table, or something that the rules look at without a row. */
export type Placed = PlacedKind | "resource" | "provider" | "state" | "reference" | "permission";

/** How a problem speaks of what lies in a place. */
export const subjects: Readonly<Record<Placed, string>> = {
  data: "data",
  logs: "logs",
  replica: "a replica",
  backup: "a backup",
  resource: "a resource",
  provider: "a provider",
  state: "state",
  reference: "what a resource names",
  permission: "what a policy names",
};

/** Where something may lie. `own` is the jurisdiction of the resource that says so, if it is known. */
export const allowedFor = (home: Home, placed: Placed, own?: Jurisdiction): readonly Jurisdiction[] => {
  switch (placed) {
    case "backup":
    case "permission":
      return home.withBackups;
    case "reference":
      // What a backup account names is mostly what it backs up.
      return home.own.includes("neutral") ? home.withBackups : home.own;
    case "replica":
      return own !== undefined && home.own.includes(own) ? [own] : home.own;
    default:
      return home.own;
  }
};

/** Something in a place that is to be judged. */
export interface Placing {
  /** Where it is said: `<stack> <type>.<name>.<path>`. */
  readonly place: string;
  readonly subject: string;
  readonly cloud: Cloud;
  /** The region. */
  readonly region: string;
  readonly allowed: readonly Jurisdiction[];
}

/** The sentence that a residency problem begins with. */
export const residencyRule = ({ origin }: Home, subject: string, allowed: readonly Jurisdiction[]): string =>
  origin === global
    ? `${subject} of no origin must lie in a region about which facts are known`
    : `${subject} of ${origin} must lie in ${allowed.join(" or ")}`;

/** The problem with a place, or `undefined` where it is lawful. A region about which no facts are known never is. */
export const misplaced = (
  home: Home,
  { jurisdictionOf }: PolicyKnowledge,
  { place, subject, cloud, region, allowed }: Placing,
): Problem | undefined => {
  const jurisdiction = jurisdictionOf(cloud, region);
  if (jurisdiction !== undefined && allowed.includes(jurisdiction)) return undefined;
  return {
    code: "ResidencyBreach",
    place,
    rule: residencyRule(home, subject, allowed),
    value: `${region} (${jurisdiction ?? "no facts"})`,
    fix:
      jurisdiction === undefined
        ? "use a region with facts, or add the region's facts with their sources"
        : `use a region of ${allowed.join(" or ")}`,
  };
};
