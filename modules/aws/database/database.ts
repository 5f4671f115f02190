import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DbInstance, type DbInstanceConfig } from "@cdktf/provider-aws/lib/db-instance";
import { DbParameterGroup, type DbParameterGroupParameter } from "@cdktf/provider-aws/lib/db-parameter-group";
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { Construct } from "constructs";
import { failOn } from "../../core/errors";
import { childName } from "../../core/child-name";
import { physicalPath } from "../../core/names";
import { checkProps, holdsToken } from "../../core/props";
import { dataClassTag } from "../../core/tags";
import { databaseProblems, databaseRules, defaultWindows, type AwsDatabaseProps } from "./database-props";

export type { AwsDatabaseProps } from "./database-props";

/**
 * Logs that RDS hands on: the server's own, those of upgrades, and sign-ins that IAM refused
 * (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.Troubleshooting.html, read 2026-11).
 */
const exportedLogs = ["iam-db-auth-error", "postgresql", "upgrade"] as const;

const port = 5432;

/**
 * A PostgreSQL instance of RDS with all that it needs: subnets, parameters and log groups.
 *
 * - Private: no public address, in the subnets that it was given.
 * - Encrypted: storage, backups and performance data with its key, connections by TLS, which the server insists on.
 * - Users sign in with IAM's tokens. The master user alone has a password, which is for people and for the first
 *   sign-in: it comes from an ephemeral variable as a write-only argument, so no plan and no state holds it. Without a
 *   value RDS refuses to make the instance, and a later apply needs none.
 * - Two availability zones, storage that grows by itself, a restore to any moment of the last days.
 * - Watched: its logs in log groups of their own, statements and waits, and the operating system's metrics.
 * - Can't be deleted: neither by Terraform nor by another way before somebody switches the protection off; then a final
 *   snapshot stays, and the automated backups stay too.
 *
 * With `sourceArn` it is a replica of an instance in another region, under a key of its own region, ready to be
 * promoted: leaving `sourceArn` out promotes it where it stands, at the same address.
 */
export class AwsDatabase extends Construct {
  /** ARN of the instance. */
  readonly arn: string;
  /** Identifier of the instance. */
  readonly instanceName: string;
  /** Host name of the instance. */
  readonly address: string;
  /** TCP port on which it takes connections. */
  readonly port: number = port;
  /** What IAM's permission to connect names the instance by. */
  readonly resourceId: string;

  constructor(scope: Construct, id: string, props: AwsDatabaseProps) {
    super(scope, id);
    checkProps(this, props, databaseRules);
    failOn(databaseProblems(this.node.path, props));
    const { instanceName, engineVersion = "17", dataClass } = props;
    const tags = dataClassTag(dataClass);
    const subnets = new DbSubnetGroup(this, "subnets", {
      name: childName("rdsSubnetGroup", instanceName),
      description: `Subnets of ${instanceName}`,
      subnetIds: [...props.subnetIds],
      tags,
    });
    const family = `postgres${engineVersion}`;
    const parameters = new DbParameterGroup(this, "parameters", {
      name: childName("rdsParameterGroup", instanceName, family),
      description: `Parameters of ${instanceName}`,
      family,
      parameter: parametersOf(props),
      tags,
      // Another major version takes another group, and the instance has to have it before the old one can go.
      lifecycle: { createBeforeDestroy: true },
    });
    // Made before the instance, which would otherwise make them without a key and keep them for ever.
    const logs = exportedLogs.map(
      (log) =>
        new CloudwatchLogGroup(this, `log-${log}`, {
          name: logGroupName(instanceName, log),
          kmsKeyId: props.logsKmsKeyArn,
          retentionInDays: props.logRetentionDays ?? 90,
          tags,
        }),
    );
    const instance = new DbInstance(this, "Resource", {
      identifier: instanceName,
      ...ownOrReplica(props, engineVersion),
      instanceClass: props.instanceClass,
      storageType: "gp3",
      maxAllocatedStorage: props.maxStorageGib,
      storageEncrypted: true,
      kmsKeyId: props.kmsKeyArn,
      dbSubnetGroupName: subnets.name,
      vpcSecurityGroupIds: [...props.securityGroupIds],
      publiclyAccessible: false,
      port,
      multiAz: props.multiAz ?? true,
      parameterGroupName: parameters.name,
      caCertIdentifier: props.certificateAuthority ?? "rds-ca-rsa2048-g1",
      iamDatabaseAuthenticationEnabled: true,
      allowMajorVersionUpgrade: props.allowMajorUpgrade ?? false,
      autoMinorVersionUpgrade: true,
      applyImmediately: false,
      maintenanceWindow: props.maintenanceWindow ?? defaultWindows.maintenance,
      backupWindow: props.backupWindow ?? defaultWindows.backup,
      backupRetentionPeriod: props.backupRetentionDays ?? 35,
      copyTagsToSnapshot: true,
      deleteAutomatedBackups: false,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: childName("rdsSnapshot", instanceName, "final"),
      deletionProtection: true,
      enabledCloudwatchLogsExports: [...exportedLogs],
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: props.kmsKeyArn,
      performanceInsightsRetentionPeriod: performanceDays,
      monitoringInterval: props.monitoringIntervalSeconds ?? 60,
      monitoringRoleArn: props.monitoringRoleArn,
      tags,
      lifecycle: { preventDestroy: true },
      dependsOn: logs,
    });
    this.arn = instance.arn;
    this.instanceName = instance.identifier;
    this.address = instance.address;
    this.resourceId = instance.resourceId;
  }
}

/** Days that statements and waits are kept without a further price. */
const performanceDays = 7;

/** What an instance is made from. A replica takes engine, users and the size of the storage from its source. */
const ownOrReplica = (props: AwsDatabaseProps, engineVersion: string): Partial<DbInstanceConfig> =>
  props.sourceArn === undefined
    ? {
        engine: "postgres",
        // The major version alone: RDS chooses the minor one, and raises it.
        engineVersion,
        // An instance past the end of its version is upgraded, instead of kept at a surcharge.
        engineLifecycleSupport: "open-source-rds-extended-support-disabled",
        allocatedStorage: props.storageGib,
        username: props.masterUsername ?? "master_user",
        ...(props.masterPassword === undefined ? {} : { passwordWo: props.masterPassword }),
        passwordWoVersion: props.masterPasswordVersion ?? 1,
      }
    : { replicateSourceDb: props.sourceArn };

/**
 * Static parameters wait for a restart, which an instance's first start is
 * (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.PostgreSQL.CommonDBATasks.Parameters.html, read 2026-11).
 * Statements are not logged but for changes of the schema: they would carry data into the logs.
 */
const parametersOf = ({ logicalReplication = false }: AwsDatabaseProps): DbParameterGroupParameter[] => {
  const now = (name: string, value: string): DbParameterGroupParameter => ({ name, value, applyMethod: "immediate" });
  const atRestart = (name: string, value: string): DbParameterGroupParameter => ({ name, value, applyMethod: "pending-reboot" });
  return [
    now("log_connections", "1"),
    now("log_disconnections", "1"),
    now("log_lock_waits", "1"),
    now("log_statement", "ddl"),
    atRestart("rds.force_ssl", "1"),
    ...(logicalReplication ? [atRestart("rds.logical_replication", "1")] : []),
  ];
};

/** Where RDS writes: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html, read 2026-11. */
const logGroupName = (instanceName: string, log: string): string =>
  holdsToken(instanceName) ? `/aws/rds/instance/${instanceName}/${log}` : physicalPath("logGroup", "/aws/rds/instance", instanceName, log);
