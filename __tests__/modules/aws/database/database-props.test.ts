import { TerraformVariable } from "cdktf";
import { AwsDatabase, type AwsDatabaseProps } from "../../../../modules/aws/database/database";
import { account, awsStack, problemsOf } from "../policy-document/aws-fixture";
import { shared, sourceArn, toldOf } from "./database-fixture";

describe("props of a database", () => {
  test.each<[string, Partial<AwsDatabaseProps>, string]>([
    ["an identifier with two hyphens", { instanceName: "test--orders" }, "[BadProp] 'instanceName'"],
    ["an identifier that begins with a digit", { instanceName: "1-orders" }, "[BadProp] 'instanceName'"],
    ["a class of data that does not exist", { dataClass: "secret" as "vault" }, "[BadProp] 'dataClass'"],
    ["a version that RDS does not keep up to date", { engineVersion: "9" as "17" }, "[BadProp] 'engineVersion'"],
    ["a class of EC2", { instanceClass: "m6g.large" }, "[BadProp] 'instanceClass'"],
    ["too little storage", { storageGib: 19 }, "[BadProp] 'storageGib'"],
    ["too much storage", { maxStorageGib: 65_537 }, "[BadProp] 'maxStorageGib'"],
    ["storage that hardly grows", { storageGib: 100, maxStorageGib: 109 }, "'maxStorageGib' must be at least a tenth more"],
    ["one subnet", { subnetIds: ["subnet-0a"] }, "[BadProp] 'subnetIds'"],
    ["a subnet twice", { subnetIds: ["subnet-0a", "subnet-0a"] }, "[BadProp] 'subnetIds'"],
    ["nobody let in", { securityGroupIds: [] }, "[BadProp] 'securityGroupIds'"],
    [
      "an alias, which would replace it at each plan",
      { kmsKeyArn: `arn:aws:kms:eu-central-1:${account}:alias/x` },
      "[BadProp] 'kmsKeyArn'",
    ],
    ["no key for its logs", { logsKmsKeyArn: "alias/logs" }, "[BadProp] 'logsKmsKeyArn'"],
    ["a time that CloudWatch does not know", { logRetentionDays: 31 }, "[BadProp] 'logRetentionDays'"],
    ["a role by its name", { monitoringRoleArn: "database-monitoring" }, "[BadProp] 'monitoringRoleArn'"],
    ["an interval that RDS does not know", { monitoringIntervalSeconds: 20 }, "[BadProp] 'monitoringIntervalSeconds'"],
    ["no backups", { backupRetentionDays: 0 }, "[BadProp] 'backupRetentionDays'"],
    ["backups at no hour", { backupWindow: "24:00-25:00" }, "[BadProp] 'backupWindow'"],
    ["too short a window of backups", { backupWindow: "23:50-00:10" }, "'backupWindow' must last at least half an hour"],
    ["maintenance on no day", { maintenanceWindow: "son:02:00-son:03:00" }, "[BadProp] 'maintenanceWindow'"],
    ["maintenance for days", { maintenanceWindow: "sun:02:00-tue:03:00" }, "'maintenanceWindow' must last from half an hour to a day"],
    ["a moment of maintenance", { maintenanceWindow: "sun:02:00-sun:02:00" }, "'maintenanceWindow' must last from half an hour to a day"],
    ["backups during maintenance", { backupWindow: "02:30-03:30" }, "'backupWindow' must not meet 'maintenanceWindow'"],
    ["maintenance during backups", { backupWindow: "01:30-04:00" }, "'backupWindow' must not meet 'maintenanceWindow'"],
    [
      "backups over midnight during maintenance",
      { backupWindow: "23:30-00:30", maintenanceWindow: "mon:00:00-mon:01:00" },
      "'backupWindow' must not meet 'maintenanceWindow'",
    ],
    ["an authority that has expired", { certificateAuthority: "rds-ca-2019" as "rds-ca-rsa2048-g1" }, "[BadProp] 'certificateAuthority'"],
    ["a user whom RDS has", { masterUsername: "rdsadmin" }, "[BadProp] 'masterUsername'"],
    ["version nought of a password", { masterPasswordVersion: 0 }, "[BadProp] 'masterPasswordVersion'"],
    ["a source by its identifier", { sourceArn: "test-eu-orders" }, "[BadProp] 'sourceArn'"],
    ["a password of a replica", { sourceArn }, "'masterPassword' must be left out for a replica"],
    ["a user of a replica", { sourceArn, masterUsername: "keeper" }, "'masterUsername' must be left out for a replica"],
    ["a version of a replica's password", { sourceArn, masterPasswordVersion: 1 }, "'masterPasswordVersion' must be left out"],
  ])("refuse %s", (_, change, message) => {
    expect(toldOf(change)).toContain(message);
  });

  test("refuse a database of its own without a password", () => {
    expect(problemsOf((stack) => new AwsDatabase(stack, "orders", shared))).toContain("[BadProp] 'masterPassword' must be given");
  });

  test("refuse a password that is written down, and do not repeat it", () => {
    const told = toldOf({ masterPassword: "correct-horse-battery-staple" });
    expect(told).toContain("[BadProp] 'masterPassword' must be an ephemeral variable");
    expect(told).not.toContain("correct-horse");
  });

  test("take windows that touch", () => {
    expect(toldOf({ backupWindow: "01:30-02:00" })).toBe("");
    expect(toldOf({ backupWindow: "03:00-03:30" })).toBe("");
    expect(toldOf({ backupWindow: "23:00-23:30", maintenanceWindow: "sat:23:30-sun:00:30" })).toBe("");
  });

  test("take what is known later, but for what decides which resources there are", () => {
    const later = (name: string) => new TerraformVariable(awsStack(), name, { type: "string" });
    expect(
      toldOf({
        instanceName: later("name").stringValue,
        kmsKeyArn: later("key").stringValue,
        subnetIds: later("subnets").listValue,
        storageGib: later("storage").numberValue,
        backupWindow: later("window").stringValue,
      }),
    ).toBe("");
    expect(toldOf({ engineVersion: later("version").stringValue as "17" })).toContain("[ShapeIsToken] 'engineVersion'");
  });
});
