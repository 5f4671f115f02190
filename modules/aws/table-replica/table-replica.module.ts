import { publish } from "../../core/published";
import { AwsTableReplica, rules, type AwsTableReplicaProps } from "./table-replica";

/** A table's replica as a Terraform module. */
export const awsTableReplicaModule = publish<AwsTableReplicaProps>({
  name: "aws-table-replica",
  construct: AwsTableReplica,
  rules,
  shapes: {
    "": {
      summary: "A table's copy in another region, under a key of that region.",
      basic: {
        tableArn: "arn:aws:dynamodb:eu-west-1:111122223333:table/orders",
        dataClass: "sensitive",
        kmsKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
      },
      complete: {},
    },
  },
});
