import { publish } from "../../core/published";
import { AwsDatabase } from "./database";
import { databaseRules, databaseTogether, type AwsDatabaseProps } from "./database-props";

const key = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const basic = {
  instanceName: "orders",
  dataClass: "sensitive",
  instanceClass: "db.m6g.large",
  maxStorageGib: 1000,
  subnetIds: ["subnet-0aaa1111bbbb22220", "subnet-0aaa1111bbbb22221"],
  securityGroupIds: ["sg-0aaa1111bbbb22224"],
  kmsKeyArn: key,
  logsKmsKeyArn: key,
  monitoringRoleArn: "arn:aws:iam::111122223333:role/database-monitoring",
} as const;

/** The database as a Terraform module: of its own, or a replica in another region. */
export const awsDatabaseModule = publish<AwsDatabaseProps>({
  name: "aws-database",
  construct: AwsDatabase,
  rules: databaseRules,
  together: databaseTogether,
  shapes: {
    "": {
      summary: "A PostgreSQL database in two availability zones.",
      takes: ["masterPassword"],
      basic: { ...basic, storageGib: 100 },
      complete: { allowMajorUpgrade: true, backupRetentionDays: 14, logRetentionDays: 180, monitoringIntervalSeconds: 30 },
    },
    replica: {
      summary: "A replica of a database in another region, which becomes one of its own when its source is gone.",
      fixed: { storageGib: 20 },
      takes: ["sourceArn"],
      leaves: ["masterUsername", "masterPasswordVersion"],
      basic: { ...basic, sourceArn: "arn:aws:rds:eu-west-1:111122223333:db:orders" },
      complete: { logRetentionDays: 180 },
    },
  },
});
