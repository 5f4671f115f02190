import type { Jurisdiction, SiteCloud } from "../../modules/core/words";

/** Something that was looked up, with where and when. What was not looked up is unknown, and unknown fails closed. */
export interface Fact<T> {
  readonly value: T;
  /** A page that anyone can open. */
  readonly source: string;
  /** The day it was read, as YYYY-MM-DD. */
  readonly read: string;
}

/** Cloud services whose presence in a region decides what may be built there, by the word that layers use for them. */
export const cloudServices = {
  aws: [
    "apigateway",
    "backup",
    "cloudhsm",
    "codebuild",
    "config",
    "dynamodb",
    "ec2",
    "ecr",
    "eks",
    "elasticloadbalancing",
    "eventbridge",
    "guardduty",
    "inspector",
    "kms",
    "logs",
    "macie",
    "managed-grafana",
    "managed-prometheus",
    "msk",
    "network-firewall",
    "rds-postgresql",
    "s3",
    "secretsmanager",
    "securityhub",
    "sns",
    "sqs",
    "synthetics",
  ],
  google: [
    "artifact-registry",
    "cloud-armor",
    "cloud-kms",
    "cloud-kms-hsm",
    "cloud-sql-postgresql",
    "cloud-storage",
    "compute",
    "firestore",
    "gke",
    "logging",
    "pubsub",
    "secret-manager",
  ],
} as const satisfies Readonly<Record<SiteCloud, readonly string[]>>;

/** A cloud service that a layer can need. */
export type CloudService = (typeof cloudServices)[SiteCloud][number];

/** All that is known of one region of one cloud. */
export interface RegionFacts {
  readonly cloud: SiteCloud;
  /** The cloud's own code, for example `eu-central-1`. */
  readonly code: string;
  /** The cloud's own name, for example `Europe (Frankfurt)`. */
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: Fact<string>;
  /** The group of countries that it counts to; a decision of ours, from the country. */
  readonly jurisdiction: Jurisdiction;
  /** Names of the availability zones, in order. */
  readonly availabilityZones: Fact<readonly string[]>;
  /** Whether the region has to be enabled in an account before anything exists there. */
  readonly optIn: Fact<boolean>;
  /** The AWS partition; absent for other clouds. */
  readonly partition?: string;
  /** Regions that share a cause of failure have the same word here. */
  readonly faultDomain: string;
  /** Services that stand there (true) or were looked up and do not (false). A service that is not listed is unknown. */
  readonly services: Readonly<Partial<Record<CloudService, Fact<boolean>>>>;
}
