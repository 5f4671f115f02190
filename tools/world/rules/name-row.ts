import type { Reach } from "../place";
import type { Form, Source } from "../rule";
import type { WorldObject } from "../world";

/** An argument by which a resource claims a name. */
export interface NameRow {
  readonly type: string;
  /** Nothing where there can be only one in the scope, whatever it is called. */
  readonly argument?: string;
  /** Types with the same kind share their names. */
  readonly kind: string;
  /** Within what a name is unique: all of the cloud, an account or project, or one region of it. */
  readonly reach: Reach;
  /** Arguments that narrow the scope: a security group's name is unique in its VPC. */
  readonly within?: readonly string[];
  readonly form?: Form;
  readonly code: string;
  /** The code where the owner is of the same account, if it is another. */
  readonly ownCode?: string;
  readonly source: Source;
  /** How long a name stays taken after its owner has gone, in words, and when it does not. */
  readonly kept?: Kept;
  /** Whether this one may claim what is taken. */
  readonly unless?: (object: WorldObject) => boolean;
}

/** A name that outlives its owner. */
export interface Kept {
  readonly code: string;
  readonly source: Source;
  readonly says: string;
  /** Whether this owner has given the name up. */
  readonly unless?: (owner: WorldObject) => boolean;
  /** Set where the provider waits until the name is free. */
  readonly severity?: "warning";
}
