import type { Peer } from "../modules/core/flows";
import { hasReached, phases, type Phase, type Purpose, type Role, type SiteCloud, type Size } from "../modules/core/words";
import type { CloudService } from "./facts/fact";

/**
 * The phase table: what each phase adds to the one before it, by capability. A word means the same in every row, and
 * `has` answers for a phase with all that the phases up to it have added.
 */
export const phaseTable = {
  roles: { foundation: ["primary"], growth: ["hot-standby"], enterprise: ["secondary", "backup"] },
  nat: { foundation: ["single"], growth: ["per-availability-zone"], enterprise: ["network-firewall"] },
  cluster: {
    foundation: ["managed-node-group"],
    growth: ["autoscaled-capacity", "mesh-mtls"],
    enterprise: ["mesh-authorization", "dedicated-pools"],
  },
  database: { foundation: ["multi-az", "point-in-time-recovery"], growth: ["standby-replica"], enterprise: ["second-cloud-standby"] },
  events: { foundation: ["bus", "topics", "queues"], growth: ["archive", "standby-replication"], enterprise: ["kafka"] },
  vault: {
    foundation: [],
    growth: ["account", "network", "records", "keys", "vault-ha"],
    enterprise: ["hsm", "air-gapped-vault", "external-key-store"],
  },
  detection: {
    foundation: ["cloudtrail", "guardduty", "access-analyzer", "config"],
    growth: ["security-hub", "inspector"],
    enterprise: ["macie", "audit-framework"],
  },
  observability: {
    foundation: ["logs", "metrics", "alarms"],
    growth: ["prometheus", "dashboards", "synthetic-probes"],
    enterprise: ["slo-burn-rates", "grafana"],
  },
  edge: {
    foundation: ["dns", "tls", "waf", "rate-limits"],
    growth: ["load-balancing", "bots"],
    enterprise: ["device-posture", "regional-termination", "log-push"],
  },
  backup: {
    foundation: ["daily", "point-in-time-recovery", "in-region"],
    growth: ["standby-copy"],
    enterprise: ["other-account", "neutral-jurisdiction", "lock", "restore-tests", "deep-archive"],
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Phase, readonly string[]>>>>;

/** A row of the phase table. */
export type Capability = keyof typeof phaseTable;

/** A word of a row of the phase table. */
export type CapabilityWord<C extends Capability> = (typeof phaseTable)[C][Phase][number];

/** Whether `phase` has the capability's `word`, added by itself or by an earlier phase. */
export const has = <C extends Capability>(phase: Phase, capability: C, word: CapabilityWord<C>): boolean =>
  phases.some((one) => hasReached(phase, one) && (phaseTable[capability][one] as readonly string[]).includes(word));

/** The phase that brings the capability's `word`. */
export const phaseOf = <C extends Capability>(capability: C, word: CapabilityWord<C>): Phase =>
  phases.find((phase) => has(phase, capability, word)) ?? "enterprise";

/** How large things are in each phase, unless the environment says otherwise. */
export const sizeOfPhase: Readonly<Record<Phase, Size>> = { foundation: "small", growth: "medium", enterprise: "large" };

/** What the whole estate may cost at production's phase, in US dollars a month (blueprint §16). */
export const costBands: Readonly<Record<Phase, readonly [number, number]>> = {
  foundation: [300, 800],
  growth: [2_000, 5_000],
  enterprise: [10_000, 50_000],
};

/** Clouds that may take a role: AWS is the primary cloud and Google the second (blueprint §2). */
export const cloudsOfRole: Readonly<Record<Role, readonly SiteCloud[]>> = {
  primary: ["aws"],
  "hot-standby": ["aws"],
  secondary: ["google"],
  backup: ["aws", "google"],
};

/** The account in which a role's site stands. */
export const purposeOfRole: Readonly<Record<Role, Purpose>> = {
  primary: "workload",
  "hot-standby": "workload",
  secondary: "workload",
  backup: "backup",
};

/** How often a layer stands. */
export type LayerUnit = "estate" | "environment" | "account" | "site";

/** One row of the layer table. */
export interface LayerRow {
  /** The layer's word in stack names, with the account's purpose in front where it is not `workload`. */
  readonly layer: string;
  readonly per: LayerUnit;
  readonly purpose: Purpose | "global";
  /** The roles of the sites that have it. */
  readonly roles: readonly Role[];
  /** The phase that brings it. */
  readonly since: Phase;
  /** Layers of the same place that have to stand before. */
  readonly after: readonly string[];
  /** Whether the same layer of the primary has to stand before, for this one makes replicas of what is there. */
  readonly replicates: boolean;
  /** Services without which it cannot stand in a region. */
  readonly needs: Readonly<Partial<Record<SiteCloud, readonly CloudService[]>>>;
}

const live: readonly Role[] = ["primary", "hot-standby"];
const everyWorkload: readonly Role[] = ["primary", "hot-standby", "secondary"];

const row = (
  layer: string,
  per: LayerUnit,
  purpose: LayerRow["purpose"],
  roles: readonly Role[],
  after: readonly string[],
  needs: LayerRow["needs"] = {},
  since: Phase = "foundation",
): LayerRow => ({ layer, per, purpose, roles, since, after, replicates: false, needs });

/**
 * The layer table, in the order in which layers are applied. `state` comes once per account and region: a site has one
 * account and one region, so that is once per site. The `state` and `account` of purpose `global` are those of the Google
 * project in which the states of the environment's `zone` and `edge` lie. A layer comes after those of its own place; one
 * of an environment comes after those of all its places.
 */
export const layerTable: readonly LayerRow[] = [
  row("organization", "estate", "global", [], []),
  row("state", "site", "workload", everyWorkload, [], { aws: ["s3", "kms"], google: ["cloud-storage", "cloud-kms"] }),
  row("account", "account", "workload", everyWorkload, ["state"]),
  row("state", "site", "global", [], [], { google: ["cloud-storage", "cloud-kms"] }),
  row("account", "account", "global", [], ["state"]),
  row("zone", "environment", "global", [], ["account"]),
  row("baseline", "site", "workload", live, ["state", "account"], { aws: ["config", "guardduty", "logs"] }),
  row("keys", "site", "workload", everyWorkload, ["state", "account"], { aws: ["kms"], google: ["cloud-kms"] }),
  row("network", "site", "workload", everyWorkload, ["keys"], { aws: ["ec2", "logs"], google: ["compute"] }),
  {
    ...row("data", "site", "workload", everyWorkload, ["network"], {
      aws: ["rds-postgresql", "dynamodb", "s3", "secretsmanager"],
      google: ["cloud-sql-postgresql", "firestore", "cloud-storage"],
    }),
    replicates: true,
  },
  row("events", "site", "workload", live, ["keys"], { aws: ["eventbridge", "sns", "sqs"] }),
  row("cluster", "site", "workload", everyWorkload, ["network"], {
    aws: ["codebuild", "ecr", "eks"],
    google: ["gke", "artifact-registry"],
  }),
  row("gateway", "site", "workload", everyWorkload, ["cluster", "zone"], {
    aws: ["apigateway", "elasticloadbalancing"],
    google: ["cloud-armor"],
  }),
  row("platform", "site", "workload", everyWorkload, ["cluster"]),
  row("web", "site", "workload", live, ["keys"], { aws: ["s3"] }),
  row("observability", "site", "workload", everyWorkload, ["platform"], { aws: ["logs"], google: ["logging"] }),
  row("backup", "site", "workload", live, ["data"], { aws: ["backup"] }),
  row("vault-state", "site", "vault", live, [], { aws: ["s3", "kms"] }, "growth"),
  row("vault-account", "account", "vault", live, ["vault-state"], {}, "growth"),
  row("vault-keys", "site", "vault", live, ["vault-state", "vault-account"], { aws: ["kms"] }, "growth"),
  row("vault-network", "site", "vault", live, ["vault-keys"], { aws: ["ec2", "logs"] }, "growth"),
  row("vault-data", "site", "vault", live, ["vault-network"], { aws: ["s3"] }, "growth"),
  row("vault-cluster", "site", "vault", live, ["vault-network"], { aws: ["eks"] }, "growth"),
  row("vault-platform", "site", "vault", live, ["vault-cluster"], {}, "growth"),
  row("backup-state", "site", "backup", ["backup"], [], { aws: ["s3", "kms"], google: ["cloud-storage", "cloud-kms"] }, "enterprise"),
  row("backup-account", "account", "backup", ["backup"], ["backup-state"], {}, "enterprise"),
  row(
    "backup-keys",
    "site",
    "backup",
    ["backup"],
    ["backup-state", "backup-account", "account"],
    { aws: ["kms"], google: ["cloud-kms"] },
    "enterprise",
  ),
  row("backup", "site", "backup", ["backup"], ["backup-keys"], { aws: ["backup"], google: ["cloud-storage"] }, "enterprise"),
  row("edge", "environment", "global", [], ["zone", "gateway"]),
];

/** Which peer may open a connection to which at all; flows between other pairs are refused whoever declares them. */
export const zoneCrossings: Readonly<Record<Peer, readonly Peer[]>> = {
  internet: ["public"],
  public: ["api", "internet"],
  api: ["api", "mesh", "endpoints"],
  mesh: ["mesh", "data", "vault", "endpoints", "internet"],
  data: ["data", "endpoints"],
  vault: ["vault", "endpoints"],
  endpoints: [],
};
