import { nameArguments } from "../../../modules/policy/claimed-names";
import type { Reach } from "../place";
import type { Source } from "../rule";
import type { WorldObject } from "../world";
import type { Kept, NameRow } from "./name-row";

/** What a cloud says of a second claim on a name of a kind. */
export interface Claim {
  readonly code: string;
  readonly ownCode?: string;
  readonly source: Source;
  readonly kept?: Kept;
  readonly unless?: (object: WorldObject) => boolean;
}

const reaches: Readonly<Record<string, Reach>> = { everywhere: "everywhere", account: "account", region: "own-region" };

/** The rows of the estate's own table of name arguments, with what the cloud says, by kind. */
export const claimedNames = (cloud: string, claims: Readonly<Record<string, Claim>>): readonly NameRow[] =>
  nameArguments
    .filter(({ type }) => type.startsWith(`${cloud}_`))
    .flatMap(({ type, argument, scope, kind, ignoresCase }) => {
      const claim = claims[kind];
      if (claim === undefined) return [];
      const form = argument === "url" ? "host" : ignoresCase === true || lowered.has(kind) ? "lower" : "plain";
      return [{ type, argument, kind, reach: reaches[scope] ?? "own-region", form, ...claim }];
    });

/** Kinds whose names the service writes in small letters. */
const lowered = new Set([
  "RDS instance",
  "RDS cluster",
  "RDS subnet group",
  "RDS parameter group",
  "RDS cluster parameter group",
  "ElastiCache replication group",
  "CloudFront alias",
  "API domain name",
]);
