import { publish } from "../../core/published";
import { AwsTable, rules, type AwsTableProps } from "./table";

const basic = {
  tableName: "orders",
  dataClass: "sensitive",
  kmsKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
} as const;

/** The table as a Terraform module: by how its items are found. */
export const awsTableModule = publish<AwsTableProps>({
  name: "aws-table",
  construct: AwsTable,
  rules,
  shapes: {
    "": {
      summary: "A table whose items have one key, `id`.",
      fixed: { key: { partition: { name: "id", type: "S" } } },
      basic,
      complete: { recoveryDays: 14 },
    },
    sorted: {
      summary: "A table whose items are kept in order below a common key: `pk` and `sk`. Items go after the time in `expires_at`.",
      fixed: { key: { partition: { name: "pk", type: "S" }, sort: { name: "sk", type: "S" } }, expiryAttribute: "expires_at" },
      basic,
      complete: { recoveryDays: 14 },
    },
  },
});
