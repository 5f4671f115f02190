import { AwsDatabase } from "../../modules/aws/database/database";
import { AwsOperatingSystemMetrics } from "../../modules/aws/database/operating-system-metrics";
import { AwsSecret } from "../../modules/aws/secret/secret";
import { memberOf, type ContractValues } from "../../modules/core/contracts";
import { SecretVariable } from "../../modules/core/secret-variable";
import type { EstateStack } from "../../modules/core/stack";
import type { DataClass, Size } from "../../modules/core/words";
import type { Place } from "../place";
import { databaseClasses } from "../stores";
import { has } from "../tables";
import type { keysContract, networkContract } from "./contracts";
import { databaseArn, databaseName, roleArn, secretName } from "./names";
import { bootstrapRoles } from "./people";
import { keyWord } from "../roles";
import { databaseMonitoringRole } from "./roles";
import { replicatedFrom } from "./replicas";

/** What the layer of the databases reads. */
export interface DatabaseInputs {
  readonly keys: ContractValues<(typeof keysContract)["fields"]>;
  readonly network: ContractValues<(typeof networkContract)["fields"]>;
}

interface DatabaseSize {
  readonly instanceClass: string;
  readonly storageGib: number;
  readonly maxStorageGib: number;
  readonly backupRetentionDays: number;
  readonly logRetentionDays: number;
}

/** A size only ever grows: storage can't shrink. From 400 GiB on, gp3 spreads the storage over four volumes. */
const databaseSizes: Readonly<Record<Size, DatabaseSize>> = {
  small: { instanceClass: "db.t4g.medium", storageGib: 20, maxStorageGib: 100, backupRetentionDays: 14, logRetentionDays: 30 },
  medium: { instanceClass: "db.m6g.large", storageGib: 100, maxStorageGib: 1_000, backupRetentionDays: 35, logRetentionDays: 90 },
  large: { instanceClass: "db.r6g.xlarge", storageGib: 400, maxStorageGib: 4_000, backupRetentionDays: 35, logRetentionDays: 400 },
};

/** On different days, so that the standby is patched while the primary runs, and proves the patch first. */
const maintenanceWindows = { primary: "sun:02:00-sun:03:00", standby: "sat:02:00-sat:03:00" } as const;

/** What a master password must be like: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html, read 2026-11. */
const masterPassword = {
  minimumLength: 20,
  pattern: "^[!#-.0-?A-~]{1,128}$",
  form: "printable characters without space, quotes, / and @,",
};

/**
 * The databases of a place, by data class: the primary's own, or their replicas in the standby, under keys of the
 * standby and named by ARNs that are derived. A replica stands at the address at which it is promoted.
 */
export const placeDatabases = (
  stack: EstateStack,
  place: Place,
  { keys, network }: DatabaseInputs,
): ReadonlyMap<DataClass, AwsDatabase> => {
  const source = replicatedFrom(place);
  const classes = source === undefined || has(place.phase, "database", "standby-replica") ? databaseClasses(place) : [];
  if (classes.length > 0) new AwsOperatingSystemMetrics(stack, "operating-system-metrics", { kmsKeyArn: keys.logsKeyArn });
  return new Map(
    classes.map((dataClass) => [
      dataClass,
      new AwsDatabase(stack, `database-${dataClass}`, {
        instanceName: databaseName(place, dataClass),
        dataClass,
        ...databaseSizes[place.size],
        subnetIds: network.dataSubnetIds,
        securityGroupIds: [network.dataSecurityGroupId],
        kmsKeyArn: memberOf(keys.storeKeyArns, keyWord("database", dataClass)),
        logsKmsKeyArn: keys.logsKeyArn,
        monitoringRoleArn: roleArn(place, databaseMonitoringRole),
        maintenanceWindow: source === undefined ? maintenanceWindows.primary : maintenanceWindows.standby,
        logicalReplication: has(place.phase, "database", "second-cloud-standby"),
        ...(source === undefined
          ? { masterPassword: masterPasswordOf(stack, place, dataClass, keys.secretsKeyArn) }
          : { sourceArn: databaseArn(place, dataClass, source.region.code) }),
      }),
    ]),
  );
};

/** The variable with the master user's password, and the place where people keep its value. */
const masterPasswordOf = (stack: EstateStack, place: Place, dataClass: DataClass, kmsKeyArn: string): string => {
  new AwsSecret(stack, `secret-database-${dataClass}`, {
    secretName: secretName(place, `database-${dataClass}`, "master"),
    description: `password of the master user of the ${dataClass} database, for people`,
    dataClass: "sensitive",
    kmsKeyArn,
    readerArns: bootstrapRoles(place),
    writerArns: bootstrapRoles(place),
  });
  const variable = new SecretVariable(stack, `database_${dataClass}_master_password`, {
    description: `Password of the master user of the ${dataClass} database. Given when the database is made, and with each raised version.`,
    ...masterPassword,
  });
  return variable.stringValue;
};
