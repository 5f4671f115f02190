import type { Problem } from "../core/errors";
import type { TerraformJson } from "../core/output-guards";
import type { StackBackend, StackIdentity } from "../core/stack";
import type { Cloud, Jurisdiction } from "../core/words";

/** A stack as it came out: what rules look at. Rules read resolved values, never source text. */
export interface ResolvedStack {
  readonly identity: StackIdentity;
  readonly backend: StackBackend;
  /** Names of the stacks that come before it. */
  readonly dependsOn: readonly string[];
  readonly json: TerraformJson;
}

/** What rules have to know besides the stacks. */
export interface PolicyKnowledge {
  /** The jurisdiction of a region, or `undefined` when no facts are known: unknown fails closed. */
  readonly jurisdictionOf: (cloud: Cloud, region: string) => Jurisdiction | undefined;
  /** The region of a bucket that the estate makes or uses for state, by its name; `undefined` for a foreign one. */
  readonly regionOfStateBucket: (bucket: string) => string | undefined;
}

/** A physical name that a stack claims. */
export interface NameClaim {
  /** The kind of name, for example `S3 bucket`. */
  readonly kind: string;
  readonly name: string;
  /** Within what the name has to be unique, for example `partition aws` or `account 111122223333`. */
  readonly scope: string;
  readonly stack: string;
  readonly address: string;
}

/** A network that a stack makes. */
export interface NetworkClaim {
  /** IPv4 range in CIDR notation. */
  readonly cidr: string;
  readonly stack: string;
  readonly address: string;
}

/** A residency exception that a stack makes use of. */
export interface ExceptionUse {
  /** The exception's id in the closed list. */
  readonly exception: string;
  readonly stack: string;
  readonly address: string;
}

/** What one stack tells the estate's rules. Small: the stack itself can be forgotten afterwards. */
export interface StackFindings {
  readonly stack: string;
  readonly dependsOn: readonly string[];
  /** What is wrong with this stack, whatever the others are. */
  readonly problems: readonly Problem[];
  readonly names: readonly NameClaim[];
  readonly networks: readonly NetworkClaim[];
  readonly exceptions: readonly ExceptionUse[];
}

/** What the rules say of the whole estate. */
export interface EstateVerdict {
  readonly problems: readonly Problem[];
  /** Every use of a residency exception, sorted by exception and stack. */
  readonly exceptions: readonly ExceptionUse[];
}
