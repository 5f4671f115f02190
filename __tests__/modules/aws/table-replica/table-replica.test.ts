import { AwsTableReplica, type AwsTableReplicaProps } from "../../../../modules/aws/table-replica/table-replica";
import { account, countsOf, problemsOf, resourceOf, synthesized } from "../policy-document/aws-fixture";

const props: AwsTableReplicaProps = {
  tableArn: `arn:aws:dynamodb:eu-west-1:${account}:table/test-eu-orders`,
  dataClass: "sensitive",
  kmsKeyArn: `arn:aws:kms:eu-central-1:${account}:key/1`,
};
const made = () => synthesized((stack) => new AwsTableReplica(stack, "orders", props));

describe("replica of a table", () => {
  test("is restorable, under its own key, and protected", () => {
    expect(countsOf(made())).toEqual({ aws_dynamodb_table_replica: 1 });
    expect(resourceOf(made(), "aws_dynamodb_table_replica", "orders")).toEqual({
      "//": expect.anything() as unknown,
      global_table_arn: props.tableArn,
      kms_key_arn: props.kmsKeyArn,
      point_in_time_recovery: true,
      deletion_protection_enabled: true,
      tags: { "estate:data-class": "sensitive" },
      lifecycle: { prevent_destroy: true },
    });
  });

  test.each<[string, Partial<AwsTableReplicaProps>, string]>([
    ["a table's name alone", { tableArn: "test-eu-orders" }, "[BadProp] 'tableArn'"],
    ["a class that does not exist", { dataClass: "secret" as "vault" }, "[BadProp] 'dataClass'"],
    ["an alias, which would replace it at each plan", { kmsKeyArn: `arn:aws:kms:eu-west-1:${account}:alias/x` }, "[BadProp] 'kmsKeyArn'"],
  ])("refuses %s", (_, change, message) => {
    expect(problemsOf((stack) => new AwsTableReplica(stack, "orders", { ...props, ...change }))).toContain(message);
  });
});
