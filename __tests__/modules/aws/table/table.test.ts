import { TerraformOutput, TerraformVariable } from "cdktf";
import { AwsTable, type AwsTableProps } from "../../../../modules/aws/table/table";
import { account, awsStack, countsOf, problemsOf, resourceOf, synthesized } from "../policy-document/aws-fixture";

const props: AwsTableProps = {
  tableName: "test-eu-orders",
  dataClass: "sensitive",
  kmsKeyArn: `arn:aws:kms:eu-central-1:${account}:key/1`,
  key: { partition: { name: "pk", type: "S" }, sort: { name: "sk", type: "S" } },
};
const made = (more: Partial<AwsTableProps> = {}) =>
  synthesized((stack) => {
    const table = new AwsTable(stack, "orders", { ...props, ...more });
    for (const name of ["arn", "tableName", "streamArn"] as const) new TerraformOutput(stack, name, { value: table[name] });
  });
const tableOf = (more: Partial<AwsTableProps> = {}) => resourceOf(made(more), "aws_dynamodb_table", "orders");

describe("table", () => {
  test("is paid by the request, streamed, restorable, encrypted and protected", () => {
    expect(countsOf(made())).toEqual({ aws_dynamodb_table: 1 });
    expect(tableOf()).toEqual({
      "//": expect.anything() as unknown,
      name: "test-eu-orders",
      billing_mode: "PAY_PER_REQUEST",
      table_class: "STANDARD",
      hash_key: "pk",
      range_key: "sk",
      attribute: [
        { name: "pk", type: "S" },
        { name: "sk", type: "S" },
      ],
      stream_enabled: true,
      stream_view_type: "NEW_AND_OLD_IMAGES",
      point_in_time_recovery: { enabled: true, recovery_period_in_days: 35 },
      server_side_encryption: { enabled: true, kms_key_arn: props.kmsKeyArn },
      deletion_protection_enabled: true,
      tags: { "estate:data-class": "sensitive" },
      lifecycle: { prevent_destroy: true, ignore_changes: ["replica"] },
    });
  });

  test("tells its names", () => {
    expect(Object.fromEntries(Object.entries(made().output ?? {}).map(([name, { value }]) => [name, value]))).toEqual({
      arn: "${aws_dynamodb_table.orders.arn}",
      tableName: "${aws_dynamodb_table.orders.name}",
      streamArn: "${aws_dynamodb_table.orders.stream_arn}",
    });
  });

  test("has one key, others by their indexes' names, each attribute once, and an expiry where it is asked for", () => {
    const table = tableOf({
      key: { partition: { name: "id", type: "N" } },
      indexes: {
        "by-owner": { partition: { name: "owner", type: "S" }, sort: { name: "id", type: "N" } },
        "by-day": { partition: { name: "day", type: "S" } },
      },
      expiryAttribute: "expires",
      recoveryDays: 7,
    });
    expect(table).not.toHaveProperty("range_key");
    expect(table).toMatchObject({
      hash_key: "id",
      attribute: [
        { name: "day", type: "S" },
        { name: "id", type: "N" },
        { name: "owner", type: "S" },
      ],
      global_secondary_index: [
        { name: "by-day", hash_key: "day", projection_type: "ALL" },
        { name: "by-owner", hash_key: "owner", range_key: "id", projection_type: "ALL" },
      ],
      ttl: { enabled: true, attribute_name: "expires" },
      point_in_time_recovery: { recovery_period_in_days: 7 },
    });
  });

  const key = (name: string, type: "S" | "N" | "B" = "S") => ({ partition: { name, type } });

  test.each<[string, Partial<AwsTableProps>, string]>([
    ["too short a name", { tableName: "ab" }, "[BadProp] 'tableName'"],
    ["a class that does not exist", { dataClass: "secret" as "vault" }, "[BadProp] 'dataClass'"],
    ["an alias, which would differ at each plan", { kmsKeyArn: `arn:aws:kms:eu-central-1:${account}:alias/x` }, "[BadProp] 'kmsKeyArn'"],
    ["a key of one attribute twice", { key: { ...key("pk"), sort: { name: "pk", type: "S" } } }, "[BadProp] 'key' must have two different"],
    ["a type that is no key's", { key: key("pk", "BOOL" as "S") }, "[BadProp] 'key' must be one of B, N, S"],
    ["too short an index's name", { indexes: { ab: key("x") } }, "[BadProp] 'indexes'"],
    ["an index without an attribute", { indexes: { "by-owner": key("") } }, "[BadProp] 'indexes'"],
    [
      "too many indexes",
      { indexes: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`by-${String(n)}`, key("x")])) },
      "'indexes' must have at most 20 members",
    ],
    ["an attribute of two types", { indexes: { "by-key": key("pk", "N") } }, "[BadProp] an attribute must have one type"],
    ["an expiry without a name", { expiryAttribute: "" }, "[BadProp] 'expiryAttribute'"],
    ["too long a recovery", { recoveryDays: 36 }, "[BadProp] 'recoveryDays'"],
  ])("refuses %s", (_, change, message) => {
    expect(problemsOf((stack) => new AwsTable(stack, "orders", { ...props, ...change }))).toContain(message);
  });

  test("takes names and keys that are known later, and refuses such a key of items", () => {
    const later = (name: string) => new TerraformVariable(awsStack(), name, { type: "string" }).stringValue;
    expect(problemsOf((stack) => new AwsTable(stack, "orders", { ...props, tableName: later("table"), kmsKeyArn: later("key") }))).toBe("");
    expect(problemsOf((stack) => new AwsTable(stack, "orders", { ...props, key: key(later("pk")) }))).toContain("[ShapeIsToken] 'key'");
  });
});
