import { LoggingProjectBucketConfig } from "@cdktf/provider-google/lib/logging-project-bucket-config";
import { LoggingProjectExclusion } from "@cdktf/provider-google/lib/logging-project-exclusion";
import { LoggingProjectSink } from "@cdktf/provider-google/lib/logging-project-sink";
import { Construct } from "constructs";
import { childName } from "./child-name";

/**
 * The logs of a network: flows, refusals of the firewall, address translation and names that were asked for
 * (https://cloud.google.com/logging/docs/api/platform-logs, read 2026-11).
 */
export const networkLogs = [
  "compute.googleapis.com/firewall",
  "compute.googleapis.com/nat_flows",
  "compute.googleapis.com/vpc_flows",
  "dns.googleapis.com/dns_queries",
] as const;

/** A filter of the Logging query language that lets the logs of a network through. */
export const networkLogFilter = networkLogs.map((log) => `log_id("${log}")`).join(" OR ");

/** What the logs are made with. */
export interface NetworkLogsInput {
  readonly name: string;
  readonly projectId: string;
  readonly region: string;
  readonly kmsKeyName: string;
  readonly retentionDays: number;
}

/**
 * A record of every flow that is sampled, in an encrypted log bucket of the network's own region. The project's default
 * bucket lies in no region at all, so the same entries are kept out of it.
 */
export class NetworkLogs extends Construct {
  readonly bucketName: string;

  constructor(scope: Construct, id: string, { name, projectId, region, kmsKeyName, retentionDays }: NetworkLogsInput) {
    super(scope, id);
    const bucket = new LoggingProjectBucketConfig(this, "bucket", {
      project: projectId,
      location: region,
      bucketId: childName("logBucket", name, "network"),
      description: "Flows, refusals and names of the network",
      retentionDays,
      cmekSettings: { kmsKeyName },
    });
    const sink = new LoggingProjectSink(this, "sink", {
      project: projectId,
      name: childName("logBucket", name, "network"),
      description: "Flows, refusals and names of the network",
      destination: `logging.googleapis.com/${bucket.id}`,
      filter: networkLogFilter,
      uniqueWriterIdentity: true,
    });
    new LoggingProjectExclusion(this, "exclusion", {
      project: projectId,
      name: childName("logBucket", name, "network"),
      description: "Kept in the region's own log bucket instead",
      filter: networkLogFilter,
      // What is kept out of the one has to arrive in the other first.
      dependsOn: [sink],
    });
    this.bucketName = bucket.id;
  }
}
