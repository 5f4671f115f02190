import type { Problem } from "../core/errors";
import type { Cloud, Jurisdiction } from "../core/words";
import { allowedFor, homeOf, misplaced, residencyRule, subjects, type Home, type Placed } from "./jurisdiction";
import type { BucketMade, BucketUse, ExceptionUse, PolicyKnowledge } from "./model";
import { bucketNamed, bucketsIn, isPolicyDocument, placesIn, type BucketReference } from "./references";
import { exceptionFor } from "./residency-exceptions";
import { literal, regionNamed, type StackView } from "./view";

/** What the residency rule finds in one stack. */
export interface ResidencyFindings {
  readonly problems: readonly Problem[];
  readonly exceptions: readonly ExceptionUse[];
  readonly bucketsMade: readonly BucketMade[];
  readonly bucketUses: readonly BucketUse[];
}

/** Where a text stands in a stack. */
export interface Spot {
  /** `<type>.<name>`, or the address of another block. */
  readonly address: string;
  /** Path of dots inside it. */
  readonly path: string;
  /** The cloud to which a bare name of a region or bucket belongs. */
  readonly cloud: Cloud;
  /** The jurisdiction of the block that holds it, if it is known. */
  readonly own?: Jurisdiction | undefined;
}

/** Collects what the residency rule finds in one stack. */
export interface ResidencyLedger {
  readonly home: Home;
  /** Writes a problem down, once. */
  readonly breach: (problem: Omit<Problem, "code">) => void;
  /** Writes the use of an exception down. */
  readonly use: (exception: string, type: string, address: string) => void;
  /** Judges an argument whose text is a region. */
  readonly region: (spot: Spot, placed: Placed, value: unknown) => void;
  /** Writes down that an argument is missing, without which the cloud chooses a place by itself. */
  readonly missing: (spot: Spot, placed: Placed, otherwise: string) => void;
  /** Judges all places that a text names with their region. */
  readonly places: (spot: Spot, placed: Placed | undefined, text: string) => void;
  /** Judges a destination: a bucket, or what an ARN says. */
  readonly destination: (spot: Spot, placed: Placed, text: string) => void;
  /** Judges all that a text names in passing: by ARN, host name or link, buckets included. */
  readonly mentions: (spot: Spot, text: string) => void;
  readonly findings: () => ResidencyFindings;
}

/** A ledger for one stack, whose own buckets are known already. */
export const residencyLedger = (view: StackView, knowledge: PolicyKnowledge, bucketsMade: readonly BucketMade[]): ResidencyLedger => {
  const stack = view.name;
  const home = homeOf(view.stack.identity);
  const problems = new Map<string, Problem>();
  const uses = new Map<string, { exception: string; stack: string; address: string; uses: number }>();
  const bucketUses = new Map<string, BucketUse>();

  const breach = (problem: Omit<Problem, "code">): void => {
    problems.set(`${problem.place} ${String(problem.value)}`, { code: "ResidencyBreach", ...problem });
  };

  const use = (exception: string, type: string, address: string): void => {
    const known = uses.get(`${exception} ${type}`);
    if (known === undefined) uses.set(`${exception} ${type}`, { exception, stack, address, uses: 1 });
    else known.uses += 1;
  };

  const placeOf = ({ address, path }: Spot): string => `${stack} ${address}.${path}`;

  const region = (spot: Spot, placed: Placed, value: unknown): void => {
    const allowed = allowedFor(home, placed, spot.own);
    const text = literal(value);
    if (text === undefined) {
      breach({
        place: placeOf(spot),
        rule: residencyRule(home, subjects[placed], allowed),
        value,
        fix: "write the region down, so that it is known before a plan",
      });
      return;
    }
    const problem = misplaced(home, knowledge, {
      place: placeOf(spot),
      subject: subjects[placed],
      cloud: spot.cloud,
      region: regionNamed(spot.cloud, text),
      allowed,
    });
    if (problem !== undefined) breach(problem);
  };

  const missing = (spot: Spot, placed: Placed, otherwise: string): void =>
    breach({
      place: placeOf(spot),
      rule: residencyRule(home, subjects[placed], allowedFor(home, placed, spot.own)),
      value: `nothing, which means ${otherwise}`,
      fix: "name the region",
    });

  const places = (spot: Spot, placed: Placed | undefined, text: string): void => {
    for (const reference of placesIn(text)) {
      const exception = exceptionFor(reference);
      if (exception !== undefined) {
        use(exception.id, spot.address.split(".", 1)[0] ?? "", `${spot.address}.${spot.path}`);
        continue;
      }
      const kind = placed ?? (isPolicyDocument(text) ? "permission" : reference.service === "backup" ? "backup" : "reference");
      const allowed = allowedFor(home, kind, spot.own);
      const named = regionNamed(reference.cloud, reference.region);
      const placing = { place: placeOf(spot), subject: subjects[kind], cloud: reference.cloud, region: named, allowed };
      const problem = misplaced(home, knowledge, placing);
      if (problem !== undefined) breach(problem);
    }
  };

  const bucket = (spot: Spot, placed: Placed, { cloud, bucket: name }: BucketReference, destination: boolean): void => {
    const address = `${spot.address}.${spot.path}`;
    // A bucket that many policies name is remembered once; each destination is.
    const key = destination ? `${cloud} ${name} ${address}` : `${cloud} ${name} ${placed}`;
    // One of this stack's own is judged where it is made.
    if (bucketUses.has(key) || bucketsMade.some((made) => made.cloud === cloud && made.bucket === name)) return;
    const allowed = allowedFor(home, placed, spot.own);
    const known = knowledge.regionOfStateBucket(name);
    if (known === undefined) {
      const rule = residencyRule(home, subjects[placed], allowed);
      bucketUses.set(key, { cloud, bucket: name, stack, address, rule, allowed, destination });
      return;
    }
    const problem = misplaced(home, knowledge, { place: placeOf(spot), subject: subjects[placed], cloud, region: known, allowed });
    if (problem !== undefined) breach(problem);
  };

  const destination = (spot: Spot, placed: Placed, text: string): void => {
    const named = literal(text) === undefined ? undefined : bucketNamed(spot.cloud === "google" ? "google" : "aws", text);
    if (named !== undefined) bucket(spot, placed, named, true);
    places(spot, placed, text);
  };

  const mentions = (spot: Spot, text: string): void => {
    places(spot, undefined, text);
    const placed = isPolicyDocument(text) ? "permission" : "reference";
    for (const name of bucketsIn(text)) bucket(spot, placed, { cloud: "aws", bucket: name }, false);
  };

  return {
    home,
    breach,
    use,
    region,
    missing,
    places,
    destination,
    mentions,
    findings: () => ({
      problems: [...problems.values()],
      exceptions: [...uses.values()],
      bucketsMade,
      bucketUses: [...bucketUses.values()],
    }),
  };
};
