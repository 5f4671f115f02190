import type { Diagnostic } from "../protocol/provider";
import type { ObjectValue } from "../protocol/values";

/** Where a provider's configuration puts what it makes. A field that a provider doesn't have is missing. */
export interface Scope {
  /** `aws`, `google`, `cloudflare`, `kubernetes`, `helm`, or another provider's name. */
  readonly provider: string;
  /** AWS: `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition?: string;
  /** AWS account or Cloudflare account. */
  readonly account?: string;
  /** AWS or Google region. */
  readonly region?: string;
  /** Google project. */
  readonly project?: string;
  /** The host of a Kubernetes cluster. */
  readonly cluster?: string;
}

/** Something that was made and is still there. */
export interface WorldObject {
  readonly type: string;
  /** The `id` attribute; where a type has none, what its provider identifies it by. */
  readonly id: string;
  /** The stack, or the working folder, whose apply made it. */
  readonly stack: string;
  readonly scope: Scope;
  /** Its state: all attributes, none unknown. */
  readonly values: ObjectValue;
  /**
   * What was asked for, where that is known: an argument that was left out, and that a twin made up, names nothing and
   * claims nothing. @default the state
   */
  readonly config?: ObjectValue | null;
}

/** All that stands, across stacks and providers, and what a cloud would refuse. */
export interface World {
  /** Adds an object unless a rule refuses it. */
  create(object: WorldObject): readonly Diagnostic[];
  /** Puts `after` in the place of `before` unless a rule refuses it. */
  update(before: WorldObject, after: WorldObject): readonly Diagnostic[];
  /** Removes an object unless a rule refuses it. */
  remove(object: WorldObject): readonly Diagnostic[];
  /** Takes an object as it stands in a state, without asking a rule. */
  adopt(object: WorldObject): void;
  find(type: string, id: string, scope: Scope): WorldObject | undefined;
  /** All objects of a type, in the order in which they were made. */
  all(type: string): readonly WorldObject[];
}
