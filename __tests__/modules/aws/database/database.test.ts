import { TerraformOutput } from "cdktf";
import { AwsDatabase } from "../../../../modules/aws/database/database";
import { AwsOperatingSystemMetrics } from "../../../../modules/aws/database/operating-system-metrics";
import { countsOf, problemsOf, resourceOf, synthesized } from "../policy-document/aws-fixture";
import { databaseStack, kmsKeyArn, replicaStack, shared, sourceArn } from "./database-fixture";

const instance = (json = databaseStack()) => resourceOf(json, "aws_db_instance", "orders");
const counts = { aws_cloudwatch_log_group: 3, aws_db_instance: 1, aws_db_parameter_group: 1, aws_db_subnet_group: 1 };

describe("database", () => {
  test("is an instance with its subnets, parameters and log groups", () => {
    expect(countsOf(databaseStack())).toEqual(counts);
  });

  test("is private, encrypted, in two availability zones, restorable, watched and protected", () => {
    expect(instance()).toEqual({
      "//": expect.anything() as unknown,
      identifier: "test-eu-orders",
      engine: "postgres",
      engine_version: "17",
      engine_lifecycle_support: "open-source-rds-extended-support-disabled",
      instance_class: "db.m6g.large",
      allocated_storage: 100,
      max_allocated_storage: 1_000,
      storage_type: "gp3",
      storage_encrypted: true,
      kms_key_id: kmsKeyArn,
      db_subnet_group_name: "${aws_db_subnet_group.orders_subnets.name}",
      vpc_security_group_ids: ["sg-0a"],
      publicly_accessible: false,
      port: 5432,
      multi_az: true,
      parameter_group_name: "${aws_db_parameter_group.orders_parameters.name}",
      ca_cert_identifier: "rds-ca-rsa2048-g1",
      iam_database_authentication_enabled: true,
      allow_major_version_upgrade: false,
      auto_minor_version_upgrade: true,
      apply_immediately: false,
      maintenance_window: "sun:02:00-sun:03:00",
      backup_window: "00:00-01:00",
      backup_retention_period: 35,
      copy_tags_to_snapshot: true,
      delete_automated_backups: false,
      skip_final_snapshot: false,
      final_snapshot_identifier: "test-eu-orders-final",
      deletion_protection: true,
      enabled_cloudwatch_logs_exports: ["iam-db-auth-error", "postgresql", "upgrade"],
      performance_insights_enabled: true,
      performance_insights_kms_key_id: kmsKeyArn,
      performance_insights_retention_period: 7,
      monitoring_interval: 60,
      monitoring_role_arn: shared.monitoringRoleArn,
      username: "master_user",
      password_wo: "${var.orders_password}",
      password_wo_version: 1,
      tags: { "estate:data-class": "sensitive" },
      lifecycle: { prevent_destroy: true },
      depends_on: ["iam-db-auth-error", "postgresql", "upgrade"].map((log) => `aws_cloudwatch_log_group.orders_log-${log}`),
    });
  });

  test("has the password from an ephemeral variable alone", () => {
    expect(databaseStack().variable).toMatchObject({ orders_password: { ephemeral: true, sensitive: true, default: "" } });
    expect(instance()).not.toHaveProperty("password");
    expect(instance()).not.toHaveProperty("manage_master_user_password");
  });

  test("has log groups where RDS writes, under their key", () => {
    for (const log of ["iam-db-auth-error", "postgresql", "upgrade"]) {
      expect(resourceOf(databaseStack({ logRetentionDays: 400 }), "aws_cloudwatch_log_group", `orders_log-${log}`)).toMatchObject({
        name: `/aws/rds/instance/test-eu-orders/${log}`,
        kms_key_id: shared.logsKmsKeyArn,
        retention_in_days: 400,
      });
    }
  });

  test("stands in all subnets that it was given", () => {
    expect(resourceOf(databaseStack(), "aws_db_subnet_group", "orders_subnets")).toMatchObject({
      name: "test-eu-orders",
      subnet_ids: shared.subnetIds,
    });
  });

  const parametersOf = (json = databaseStack()) => {
    const group = resourceOf(json, "aws_db_parameter_group", "orders_parameters");
    const parameters = group["parameter"] as readonly { name: string; value: string; apply_method: string }[];
    return { group, parameters: Object.fromEntries(parameters.map((one) => [one.name, `${one.value} ${one.apply_method}`])) };
  };

  test("insists on TLS, and logs who comes and what becomes of the schema, but no other statement", () => {
    const { group, parameters } = parametersOf();
    expect(group).toMatchObject({ name: "test-eu-orders-postgres17", family: "postgres17", lifecycle: { create_before_destroy: true } });
    expect(parameters).toEqual({
      log_connections: "1 immediate",
      log_disconnections: "1 immediate",
      log_lock_waits: "1 immediate",
      log_statement: "ddl immediate",
      "rds.force_ssl": "1 pending-reboot",
    });
  });

  test("has another group for another major version, and can be replicated row by row", () => {
    const { group, parameters } = parametersOf(databaseStack({ engineVersion: "16", logicalReplication: true }));
    expect(group).toMatchObject({ name: "test-eu-orders-postgres16", family: "postgres16" });
    expect(parameters).toHaveProperty(["rds.logical_replication"], "1 pending-reboot");
    expect(instance(databaseStack({ engineVersion: "16" }))["engine_version"]).toBe("16");
  });

  test("takes what it is given", () => {
    expect(
      instance(
        databaseStack({
          allowMajorUpgrade: true,
          backupRetentionDays: 7,
          backupWindow: "22:00-22:30",
          certificateAuthority: "rds-ca-ecc384-g1",
          maintenanceWindow: "sat:23:00-sun:01:00",
          masterPasswordVersion: 2,
          masterUsername: "keeper",
          monitoringIntervalSeconds: 15,
          multiAz: false,
        }),
      ),
    ).toMatchObject({
      allow_major_version_upgrade: true,
      backup_retention_period: 7,
      backup_window: "22:00-22:30",
      ca_cert_identifier: "rds-ca-ecc384-g1",
      maintenance_window: "sat:23:00-sun:01:00",
      password_wo_version: 2,
      username: "keeper",
      monitoring_interval: 15,
      multi_az: false,
    });
  });

  test("tells its names", () => {
    const json = synthesized((stack) => {
      const database = new AwsDatabase(stack, "orders", { ...shared, sourceArn });
      for (const name of ["arn", "instanceName", "address", "resourceId"] as const) {
        new TerraformOutput(stack, name, { value: database[name] });
      }
      new TerraformOutput(stack, "port", { value: database.port });
    });
    expect(Object.fromEntries(Object.entries(json.output ?? {}).map(([name, { value }]) => [name, value]))).toEqual({
      arn: "${aws_db_instance.orders.arn}",
      instanceName: "${aws_db_instance.orders.identifier}",
      address: "${aws_db_instance.orders.address}",
      resourceId: "${aws_db_instance.orders.resource_id}",
      port: 5432,
    });
  });
});

describe("replica", () => {
  /** What a replica takes from its source. */
  const ofItsOwn = [
    "allocated_storage",
    "engine",
    "engine_lifecycle_support",
    "engine_version",
    "password_wo",
    "password_wo_version",
    "username",
  ];

  test("differs from its source in where it comes from, and stands at the same addresses", () => {
    const { replicate_source_db: source, ...replica } = instance(replicaStack());
    expect(source).toBe(sourceArn);
    const own = instance();
    expect(replica).toEqual(Object.fromEntries(Object.entries(own).filter(([name]) => !ofItsOwn.includes(name))));
    expect(countsOf(replicaStack())).toEqual(counts);
  });
});

describe("log group of operating systems' metrics", () => {
  const made = (kmsKeyArnOfLogs: string) => (stack: ConstructorParameters<typeof AwsOperatingSystemMetrics>[0]) =>
    new AwsOperatingSystemMetrics(stack, "metrics", { kmsKeyArn: kmsKeyArnOfLogs });

  test("has RDS's own name and time, and our key", () => {
    const json = synthesized(made(kmsKeyArn));
    expect(countsOf(json)).toEqual({ aws_cloudwatch_log_group: 1 });
    expect(resourceOf(json, "aws_cloudwatch_log_group", "metrics")).toMatchObject({
      name: "RDSOSMetrics",
      kms_key_id: kmsKeyArn,
      retention_in_days: 30,
    });
  });

  test("refuses what is no key", () => {
    expect(problemsOf(made("alias/logs"))).toContain("[BadProp] 'kmsKeyArn'");
  });
});
