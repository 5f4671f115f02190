import { backupSite, identityOf, judge, namedIn, resourceStack, stackOf } from "./stacks";

const arn = (service: string, region: string, resource: string): string => `arn:aws:${service}:${region}:111122223333:${resource}`;
const keyIn = (region: string): string => arn("kms", region, "key/1234abcd-12ab-34cd-56ef-1234567890ab");

/** A resource of an EU stack, with the argument that is breached and a lawful and an unlawful value. */
type Case = readonly [what: string, address: string, path: string, attributes: (region: string) => Record<string, unknown>];

describe("residency of AWS resources: the lawful variant passes, the nearly identical one is caught by name", () => {
  const cases: readonly Case[] = [
    ["a bucket, by its own region", "aws_s3_bucket.records", "region", (region) => ({ bucket: "records", region })],
    ["a log group, by its own region", "aws_cloudwatch_log_group.audit", "region", (region) => ({ name: "audit", region })],
    ["the key of a log group", "aws_cloudwatch_log_group.audit", "kms_key_id", (region) => ({ name: "audit", kms_key_id: keyIn(region) })],
    [
      "a log sink",
      "aws_flow_log.vpc",
      "log_destination",
      (region) => ({ log_destination: arn("logs", region, "log-group:flows:*"), vpc_id: "vpc-1" }),
    ],
    [
      "a subscription of logs",
      "aws_cloudwatch_log_subscription_filter.audit",
      "destination_arn",
      (region) => ({ destination_arn: arn("firehose", region, "deliverystream/audit") }),
    ],
    ["a key replica", "aws_kms_replica_key.ledger", "primary_key_arn", (region) => ({ primary_key_arn: keyIn(region) })],
    [
      "a table's replica",
      "aws_dynamodb_table.ledger",
      "replica.region_name",
      (region) => ({ name: "ledger", replica: [{ region_name: region }] }),
    ],
    [
      "a table that a replica follows",
      "aws_dynamodb_table_replica.ledger",
      "global_table_arn",
      (region) => ({ global_table_arn: arn("dynamodb", region, "table/ledger") }),
    ],
    [
      "the key of a table's replica",
      "aws_dynamodb_table.ledger",
      "replica.kms_key_arn",
      (region) => ({ name: "ledger", replica: [{ region_name: "eu-west-1", kms_key_arn: keyIn(region) }] }),
    ],
    ["a secret's replica", "aws_secretsmanager_secret.token", "replica.region", (region) => ({ name: "token", replica: { region } })],
    [
      "a registry's replica",
      "aws_ecr_replication_configuration.all",
      "replication_configuration.rule.destination.region",
      (region) => ({ replication_configuration: { rule: [{ destination: [{ region, registry_id: "111122223333" }] }] } }),
    ],
    [
      "a database that a replica follows",
      "aws_db_instance.replica",
      "replicate_source_db",
      (region) => ({ identifier: "replica", replicate_source_db: arn("rds", region, "db:ledger") }),
    ],
    [
      "an event target",
      "aws_cloudwatch_event_target.bus",
      "arn",
      (region) => ({ rule: "all", arn: arn("events", region, "event-bus/trade") }),
    ],
    [
      "a bucket's key",
      "aws_s3_bucket_server_side_encryption_configuration.records",
      "rule.apply_server_side_encryption_by_default.kms_master_key_id",
      (region) => ({ rule: [{ apply_server_side_encryption_by_default: { kms_master_key_id: keyIn(region) } }] }),
    ],
    [
      "what a policy names",
      "aws_sqs_queue_policy.trade",
      "policy",
      (region) => ({ policy: JSON.stringify({ Statement: [{ Resource: arn("sqs", region, "trade") }] }) }),
    ],
    [
      "an image",
      "aws_lambda_function.task",
      "image_uri",
      (region) => ({ image_uri: `111122223333.dkr.ecr.${region}.amazonaws.com/task:1` }),
    ],
    ["an endpoint service", "aws_vpc_endpoint.kms", "service_name", (region) => ({ service_name: `com.amazonaws.${region}.kms` })],
    [
      "the origin of a distribution",
      "aws_lb_listener.web",
      "default_action.redirect.host",
      (region) => ({ default_action: [{ redirect: { host: `web.s3.${region}.amazonaws.com` } }] }),
    ],
  ];

  test.each(cases)("%s", (_, address, path, attributes) => {
    expect(namedIn(resourceStack(address, attributes("eu-west-1")))).toEqual([]);
    expect(namedIn(resourceStack(address, attributes("me-central-1")))).toEqual([`[ResidencyBreach] ${address}.${path}`]);
    expect(namedIn(resourceStack(address, attributes("ap-south-1")))).toEqual([`[ResidencyBreach] ${address}.${path}`]);
  });

  test("a resource that rides on a provider alias is caught itself, and the others are not", () => {
    const stack = (region: string) =>
      stackOf({
        provider: { aws: [{ region: "eu-central-1" }, { alias: "second", region }] },
        resource: { aws_s3_bucket: { near: { bucket: "near" }, far: { bucket: "far", provider: "aws.second" } } },
      });
    expect(namedIn(stack("eu-west-1"))).toEqual([]);
    expect(namedIn(stack("me-central-1"))).toEqual(["[ResidencyBreach] aws_s3_bucket.far.provider"]);
  });

  test("a provider alias that carries nothing is caught itself", () => {
    const stack = (region: string) => stackOf({ provider: { aws: [{ region: "eu-central-1" }, { alias: "second", region }] } });
    expect(namedIn(stack("eu-west-1"))).toEqual([]);
    expect(namedIn(stack("me-central-1"))).toEqual(["[ResidencyBreach] provider.aws.second.region"]);
    expect(namedIn(stack("global"))).toEqual(["[ResidencyBreach] provider.aws.second.region"]);
  });

  test("a provider's region has to be written down: the machine's would take its place", () => {
    const lines = ["[ResidencyBreach] provider.aws.region"];
    const resource = { aws_s3_bucket: { records: { bucket: "records" } } };
    expect(namedIn(stackOf({ resource, provider: { aws: [{}] } }))).toEqual(lines);
    expect(namedIn(stackOf({ resource, provider: { aws: [{ region: "${var.region}" }] } }))).toEqual(lines);
    expect(namedIn(stackOf({ resource, provider: {} }))).toEqual(["[ResidencyBreach] aws_s3_bucket.records.provider"]);
    expect(namedIn(resourceStack("aws_s3_bucket.records", { region: "${var.region}" }))).toEqual([
      "[ResidencyBreach] aws_s3_bucket.records.region",
    ]);
  });

  test("an endpoint or role of a provider counts as well", () => {
    const stack = (region: string) =>
      stackOf({ provider: { aws: [{ region: "eu-central-1", endpoints: [{ sqs: `https://sqs.${region}.amazonaws.com` }] }] } });
    expect(namedIn(stack("eu-central-1"))).toEqual([]);
    expect(namedIn(stack("us-east-1"))).toEqual(["[ResidencyBreach] provider.aws.endpoints.sqs"]);
  });

  test("references, wildcards and names without a region say nothing", () => {
    const policy = JSON.stringify({
      Statement: [{ Resource: ["arn:aws:logs:*:111122223333:*", "arn:aws:iam::111122223333:role/x", "arn:aws:s3:::my-bucket-1/*"] }],
    });
    expect(namedIn(resourceStack("aws_kms_key.a", { policy, replica: "${aws_kms_key.b.arn}" }))).toEqual([]);
  });

  test("the same mistake twice in one argument is one problem", () => {
    const policy = JSON.stringify({ Statement: [{ Resource: [keyIn("me-central-1"), keyIn("me-central-1")] }] });
    expect(namedIn(resourceStack("aws_kms_key.a", { policy }))).toEqual(["[ResidencyBreach] aws_kms_key.a.policy"]);
  });

  test("a resource of a provider that nobody knows, and a module, cannot be judged", () => {
    const stack = stackOf({
      resource: { azurerm_storage_account: { a: {} }, kubernetes_namespace: { b: {} } },
      module: { vpc: { source: "x/y/z" } },
    });
    expect(namedIn(stack).filter((line) => !line.startsWith("[NoWayIn]"))).toEqual([
      "[ResidencyBreach] azurerm_storage_account.a",
      "[ResidencyBreach] module.vpc",
    ]);
  });

  test("a stack of no origin may stand in any region with facts, and in no other", () => {
    const edge = { origin: "global", cloud: "aws", region: "global", purpose: "global" } as const;
    expect(namedIn(resourceStack("aws_s3_bucket.logs", { bucket: "logs", region: "me-central-1" }, edge))).toEqual([]);
    expect(namedIn(resourceStack("aws_s3_bucket.logs", { bucket: "logs", region: "us-east-1" }, edge))).toEqual([
      "[ResidencyBreach] aws_s3_bucket.logs.region",
    ]);
  });

  test("a global table across jurisdictions is a breach even where the stack belongs to none", () => {
    const edge = { origin: "global", cloud: "aws", region: "global", purpose: "global" } as const;
    const table = (region_name: string) =>
      resourceStack("aws_dynamodb_table.pages", { name: "pages", region: "eu-central-1", replica: [{ region_name }] }, edge);
    expect(namedIn(table("eu-west-1"))).toEqual([]);
    expect(namedIn(table("me-central-1"))).toEqual(["[ResidencyBreach] aws_dynamodb_table.pages.replica.region_name"]);
  });

  test("a problem says what has to hold, what stands there and what to do", () => {
    const [problem] = judge(resourceStack("aws_s3_bucket.records", { region: "me-central-1" })).problems;
    expect(problem).toEqual({
      code: "ResidencyBreach",
      place: `${identityOf().name} aws_s3_bucket.records.region`,
      rule: "a resource of eu must lie in eu",
      value: "me-central-1 (mena)",
      fix: "use a region of eu",
    });
  });
});

describe("backups", () => {
  const vault = (region: string): string => arn("backup", region, "backup-vault:eu");
  const plan = (region: string) =>
    resourceStack("aws_backup_plan.daily", { rule: [{ copy_action: [{ destination_vault_arn: vault(region) }] }] });

  test("a copy may go to the origin and to the neutral jurisdiction", () => {
    expect(namedIn(plan("eu-west-1"))).toEqual([]);
    expect(namedIn(plan("eu-central-2"))).toEqual([]);
    expect(namedIn(plan("me-south-1"))).toEqual(["[ResidencyBreach] aws_backup_plan.daily.rule.copy_action.destination_vault_arn"]);
  });

  test("a role may be permitted to copy there, but nothing else of an origin lies there", () => {
    const policy = JSON.stringify({ Statement: [{ Resource: [vault("eu-central-2"), keyIn("eu-central-2")] }] });
    expect(namedIn(resourceStack("aws_iam_policy.copy", { name: "copy", policy }))).toEqual([]);
    expect(namedIn(resourceStack("aws_s3_bucket.records", { region: "eu-central-2" }))).toEqual([
      "[ResidencyBreach] aws_s3_bucket.records.region",
    ]);
    expect(namedIn(resourceStack("aws_db_instance.ledger", { kms_key_id: keyIn("eu-central-2") }))).toEqual([
      "[ResidencyBreach] aws_db_instance.ledger.kms_key_id",
    ]);
    expect(namedIn(resourceStack("aws_dynamodb_table.ledger", { replica: { region_name: "eu-central-2" } }))).toEqual([
      "[ResidencyBreach] aws_dynamodb_table.ledger.replica.region_name",
    ]);
  });

  test("a vault there may be named, for copies go to it", () => {
    const parameter = (value: string) => namedIn(resourceStack("aws_ssm_parameter.target", { name: "target", value }));
    expect(parameter(vault("eu-central-2"))).toEqual([]);
    expect(parameter(arn("sqs", "eu-central-2", "copies"))).toEqual(["[ResidencyBreach] aws_ssm_parameter.target.value"]);
  });

  test("a backup account stands in the neutral jurisdiction, and in no other", () => {
    expect(namedIn(resourceStack("aws_backup_vault.eu", { name: "eu", kms_key_arn: keyIn("eu-central-2") }, backupSite))).toEqual([]);
    expect(namedIn(resourceStack("aws_backup_vault.eu", { name: "eu", region: "eu-central-1" }, backupSite))).toEqual([
      "[ResidencyBreach] aws_backup_vault.eu.region",
    ]);
    expect(namedIn(resourceStack("aws_backup_vault.eu", { name: "eu", region: "me-central-1" }, backupSite))).toEqual([
      "[ResidencyBreach] aws_backup_vault.eu.region",
    ]);
  });

  test("a backup account may name what it backs up, of its own origin only, and takes no key material of it", () => {
    const restore = (region: string) =>
      resourceStack("aws_backup_restore_testing_selection.all", { protected_resource_arns: [arn("rds", region, "db:ledger")] }, backupSite);
    expect(namedIn(restore("eu-central-1"))).toEqual([]);
    expect(namedIn(restore("me-central-1"))).toEqual([
      "[ResidencyBreach] aws_backup_restore_testing_selection.all.protected_resource_arns",
    ]);
    expect(namedIn(resourceStack("aws_kms_replica_key.ledger", { primary_key_arn: keyIn("eu-central-1") }, backupSite))).toEqual([
      "[ResidencyBreach] aws_kms_replica_key.ledger.primary_key_arn",
    ]);
  });

  test("a vault account is held as closely as a workload", () => {
    const vaultAccount = { purpose: "vault", layer: "vault-data" } as const;
    expect(namedIn(resourceStack("aws_s3_bucket.records", { region: "eu-west-1" }, vaultAccount))).toEqual([]);
    expect(namedIn(resourceStack("aws_s3_bucket.records", { region: "eu-central-2" }, vaultAccount))).toEqual([
      "[ResidencyBreach] aws_s3_bucket.records.region",
    ]);
  });
});
