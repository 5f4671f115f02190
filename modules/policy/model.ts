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

/** Whose a hostname is: the users' who come to it, or the site's that answers to it. */
export interface HostnameHome {
  readonly environment: string;
  readonly jurisdiction: Jurisdiction;
}

/** What rules have to know besides the stacks. */
export interface PolicyKnowledge {
  /** The jurisdiction of a region, or `undefined` when no facts are known: unknown fails closed. */
  readonly jurisdictionOf: (cloud: Cloud, region: string) => Jurisdiction | undefined;
  /** The region of a bucket (S3 or Cloud Storage) that the estate makes or uses for state, by its name; `undefined` for a foreign one. */
  readonly regionOfStateBucket: (bucket: string) => string | undefined;
  /** Whose a hostname is, in lower case; `undefined` for one that is none of the estate's: unknown fails closed. */
  readonly homeOfHostname: (hostname: string) => HostnameHome | undefined;
}

/** A physical name that a stack claims. */
export interface NameClaim {
  /** The kind of name, for example `S3 bucket`. */
  readonly kind: string;
  readonly name: string;
  /** Within what the name has to be unique, for example `partition aws` or `account 111122223333`. */
  readonly scope: string;
  readonly stack: string;
  /** `<type>.<name>.<argument>` of the resource that claims it. */
  readonly address: string;
}

/** A network that a stack makes. */
export interface NetworkClaim {
  /** IPv4 range in CIDR notation. */
  readonly cidr: string;
  readonly stack: string;
  /** `<type>.<name>.<argument>` of the resource that makes it. */
  readonly address: string;
}

/** A bucket that a stack makes, and where it lies. */
export interface BucketMade {
  readonly cloud: Cloud;
  readonly bucket: string;
  /** `undefined` when no facts are known about its region. */
  readonly jurisdiction: Jurisdiction | undefined;
}

/** A bucket of another stack that a stack names without saying where it lies. Judged when all stacks are known. */
export interface BucketUse {
  readonly cloud: Cloud;
  readonly bucket: string;
  readonly stack: string;
  /** `<type>.<name>.<path>` where it is named. */
  readonly address: string;
  /** What has to hold, as a problem says it. */
  readonly rule: string;
  /** Where the bucket may lie. */
  readonly allowed: readonly Jurisdiction[];
  /** Whether something is written there: a bucket that the estate does not know is then a breach. */
  readonly destination: boolean;
}

/** A cluster that a stack makes, and whether anybody comes to it. */
export interface ClusterDoor {
  readonly stack: string;
  /** `<type>.<name>`. */
  readonly address: string;
  /** Where it stands, in whose account: environment, origin, cloud, region and purpose. */
  readonly site: string;
  /** Whether it is open to callers outside its network, or a runner of CI stands inside. */
  readonly reachable: boolean;
  /** The smallest way in to one of its kind. */
  readonly wayIn: string;
}

/** A stack that speaks to the cluster of its site. Judged when all stacks are known. */
export interface ClusterUse {
  readonly stack: string;
  /** Of the provider block, or of a resource where there is none. */
  readonly address: string;
  /** As a {@link ClusterDoor} has it. */
  readonly site: string;
}

/**
 * A residency exception that a stack makes use of. One entry stands for all resources of one type in one stack that use
 * the same exception: an account's thirty IAM roles are one line.
 */
export interface ExceptionUse {
  /** The exception's id in the closed list. */
  readonly exception: string;
  readonly stack: string;
  /** `<type>.<name>`, and the path where the use is a reference: the first of them. */
  readonly address: string;
  /** How many uses the entry stands for. */
  readonly uses: number;
}

/** A lawful way out of an origin's jurisdiction. */
export interface ResidencyException {
  /** Public: stands in manifests and reports. */
  readonly id: string;
  readonly cloud: Cloud;
  /** The service as its cloud's policies call it (`iam` in `iam:*`), so that preventive policies can be made of the same list. */
  readonly service: string;
  /** The one region in which it holds; `global` for what has no region at all. */
  readonly region: string;
  /** Resource types; a star at the end stands for any ending. None where only people use the service. */
  readonly types: readonly string[];
  /** Arguments that a resource must have for it to hold. */
  readonly where?: Readonly<Record<string, string>>;
  /** Starts of `<service>:<resource>` by which other resources may name what it makes. */
  readonly references?: readonly string[];
  readonly reason: string;
  /** The most sensitive that may get there. */
  readonly most: "public" | "account-metadata";
  /** Where its being outside is written, and when it was read. */
  readonly source: string;
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
  readonly bucketsMade: readonly BucketMade[];
  readonly bucketUses: readonly BucketUse[];
  readonly clusters: readonly ClusterDoor[];
  readonly clusterUses: readonly ClusterUse[];
}

/** What the rules say of the whole estate. */
export interface EstateVerdict {
  readonly problems: readonly Problem[];
  /** Every use of a residency exception, sorted by exception and stack. */
  readonly exceptions: readonly ExceptionUse[];
}
