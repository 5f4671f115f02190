import { DynamodbTableReplicaA } from "@cdktf/provider-aws/lib/dynamodb-table-replica";
import { Construct } from "constructs";
import { keyArn, oneOf, regionalArn } from "../../core/checks";
import { checkProps, value, type PropRules, type Value } from "../../core/props";
import { dataClassTag } from "../../core/tags";
import { dataClasses, type DataClass } from "../../core/words";

/** Props of {@link AwsTableReplica}. */
export interface AwsTableReplicaProps {
  /** ARN of the table, in another region of the same account. Another one replaces the replica, which Terraform refuses. */
  readonly tableArn: Value<string>;
  /** The most sensitive data that the table holds. Stands in a tag; changed in place. */
  readonly dataClass: Value<DataClass>;
  /** ARN of a key of the replica's own region: the key's own, no alias. Another one replaces the replica, which Terraform refuses. */
  readonly kmsKeyArn: Value<string>;
}

/** What each prop has to be. */
export const rules: PropRules<AwsTableReplicaProps> = {
  tableArn: value(regionalArn("dynamodb", /table\/[a-zA-Z0-9_.-]{3,255}/, "the ARN of a table")),
  dataClass: value(oneOf(dataClasses)),
  kmsKeyArn: value(keyArn),
};

/**
 * A table's replica in the region of the stack. It has the table's name, takes reads and writes, and goes on when the
 * table's region is lost: there is nothing to promote. It is encrypted with a key of its own region, can be restored to
 * any second of the last 35 days, and can't be deleted.
 *
 * The provider reads a replica through its table's region. While that is lost, plan with `-refresh=false`.
 */
export class AwsTableReplica extends Construct {
  /** ARN of the replica. */
  readonly arn: string;

  constructor(scope: Construct, id: string, props: AwsTableReplicaProps) {
    super(scope, id);
    checkProps(this, props, rules);
    const replica = new DynamodbTableReplicaA(this, "Resource", {
      globalTableArn: props.tableArn,
      kmsKeyArn: props.kmsKeyArn,
      pointInTimeRecovery: true,
      deletionProtectionEnabled: true,
      tags: dataClassTag(props.dataClass),
      lifecycle: { preventDestroy: true },
    });
    this.arn = replica.arn;
  }
}
