import { AwsDatabase, type AwsDatabaseProps } from "../../../../modules/aws/database/database";
import { SecretVariable } from "../../../../modules/core/secret-variable";
import type { EstateStack } from "../../../../modules/core/stack";
import { account, iam, problemsOf, synthesized } from "../policy-document/aws-fixture";

export const kmsKeyArn = `arn:aws:kms:eu-central-1:${account}:key/1`;
export const sourceArn = `arn:aws:rds:eu-west-1:${account}:db:test-eu-orders`;

/** What a database and its replica have in common. */
export const shared: AwsDatabaseProps = {
  instanceName: "test-eu-orders",
  dataClass: "sensitive",
  instanceClass: "db.m6g.large",
  storageGib: 100,
  maxStorageGib: 1_000,
  subnetIds: ["subnet-0a", "subnet-0b", "subnet-0c"],
  securityGroupIds: ["sg-0a"],
  kmsKeyArn,
  logsKmsKeyArn: `arn:aws:kms:eu-central-1:${account}:key/2`,
  monitoringRoleArn: iam("role/test-eu-database-monitoring"),
};

const passwordOf = (stack: EstateStack): string =>
  new SecretVariable(stack, "orders_password", { description: "for the test", minimumLength: 20, pattern: "^[a-z]+$", form: "letters" })
    .stringValue;

/** A database of its own, with `more`. */
export const databaseStack = (more: Partial<AwsDatabaseProps> = {}) =>
  synthesized((stack) => new AwsDatabase(stack, "orders", { ...shared, masterPassword: passwordOf(stack), ...more }));

/** A replica, with `more`. */
export const replicaStack = (more: Partial<AwsDatabaseProps> = {}) =>
  synthesized((stack) => new AwsDatabase(stack, "orders", { ...shared, sourceArn, ...more }));

/** What is told of a database of its own with a change. */
export const toldOf = (change: Partial<AwsDatabaseProps>): string =>
  problemsOf((stack) => new AwsDatabase(stack, "orders", { ...shared, masterPassword: passwordOf(stack), ...change }));
