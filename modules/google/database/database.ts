import { Fn } from "cdktf";
import { SqlDatabase } from "@cdktf/provider-google/lib/sql-database";
import { SqlDatabaseInstance } from "@cdktf/provider-google/lib/sql-database-instance";
import { SqlUser } from "@cdktf/provider-google/lib/sql-user";
import { Construct } from "constructs";
import { failOn } from "../../core/errors";
import { eachOf, hasMembers } from "../../core/each";
import { checkProps, holdsToken } from "../../core/props";
import { dataClassTag, labelsOf, sortedRecord } from "../../core/tags";
import { crossedProps, databaseRules, type GoogleDatabaseProps } from "./database-props";
import { databaseFlags } from "./flags";

const accountEnding = ".gserviceaccount.com";

/** PostgreSQL's name of a service account: its address without the ending that all of them have. */
export const databaseUserOf = (email: string): string =>
  holdsToken(email) ? Fn.trimsuffix(email, accountEnding) : email.replace(new RegExp(`${accountEnding.replaceAll(".", "\\.")}$`), "");

/**
 * A PostgreSQL instance of Cloud SQL, with the databases and users in it.
 *
 * - Reached from one network alone, by a private address, and over TLS alone. Nobody has a password: services sign in as
 *   the accounts that they are, and the user that Cloud SQL makes by itself has none to sign in with.
 * - Encrypted with its own key, data and backups.
 * - A second availability zone takes over by itself.
 * - Backups each day, and every moment of the last days, in the instance's region; they outlive the instance.
 * - What queries cost is kept without who asked.
 * - Neither Google nor Terraform destroys it, or a database in it, before its protection is lifted.
 */
export class GoogleDatabase extends Construct {
  /** Name of the instance. */
  readonly instanceName: string;
  /** `<project>:<region>:<instance>`: how connectors name it. */
  readonly connectionName: string;
  /** The private address. */
  readonly address: string;

  constructor(scope: Construct, id: string, props: GoogleDatabaseProps) {
    super(scope, id);
    checkProps(this, props, databaseRules);
    failOn(crossedProps(this.node.path, props));
    const { multiAz = true, logicalReplication = false, maintenanceWindow = { day: 7, hour: 2 } } = props;
    const instance = new SqlDatabaseInstance(this, "Resource", {
      name: props.instanceName,
      project: props.projectId,
      region: props.region,
      databaseVersion: `POSTGRES_${props.engineVersion ?? "17"}`,
      encryptionKeyName: props.kmsKeyName,
      deletionProtection: true,
      settings: {
        edition: "ENTERPRISE",
        tier: props.machineTier,
        availabilityType: multiAz ? "REGIONAL" : "ZONAL",
        diskType: "PD_SSD",
        diskSize: props.storageGib,
        diskAutoresize: true,
        diskAutoresizeLimit: props.maxStorageGib,
        deletionProtectionEnabled: true,
        retainBackupsOnDelete: true,
        userLabels: sortedRecord({ ...props.labels, ...labelsOf(dataClassTag(props.dataClass)) }),
        databaseFlags: [...databaseFlags(logicalReplication)],
        ipConfiguration: {
          ipv4Enabled: false,
          privateNetwork: props.networkId,
          allocatedIpRange: props.privateServiceRangeName,
          sslMode: props.sslMode ?? "ENCRYPTED_ONLY",
        },
        backupConfiguration: {
          enabled: true,
          startTime: props.backupStart ?? "00:00",
          location: props.region,
          pointInTimeRecoveryEnabled: true,
          transactionLogRetentionDays: props.transactionLogRetentionDays ?? 7,
          backupRetentionSettings: { retentionUnit: "COUNT", retainedBackups: props.backupRetentionDays ?? 35 },
        },
        insightsConfig: {
          queryInsightsEnabled: true,
          queryPlansPerMinute: 5,
          queryStringLength: 1024,
          recordApplicationTags: true,
          recordClientAddress: false,
        },
        maintenanceWindow: { ...maintenanceWindow, updateTrack: "stable" },
      },
      lifecycle: { preventDestroy: true },
    });
    if (hasMembers(props.databases)) {
      const each = eachOf(this, "databases", props.databases, {});
      new SqlDatabase(this, "database", {
        forEach: each.forEach,
        name: each.value,
        project: props.projectId,
        instance: instance.name,
        charset: "UTF8",
        lifecycle: { preventDestroy: true },
      });
    }
    if (hasMembers(props.users)) {
      const each = eachOf(this, "users", props.users, {});
      new SqlUser(this, "user", {
        forEach: each.forEach,
        name: databaseUserOf(each.value),
        project: props.projectId,
        instance: instance.name,
        type: "CLOUD_IAM_SERVICE_ACCOUNT",
        // PostgreSQL refuses to drop a user who owns tables.
        deletionPolicy: "ABANDON",
      });
    }
    this.instanceName = instance.name;
    this.connectionName = instance.connectionName;
    this.address = instance.privateIpAddress;
  }
}
