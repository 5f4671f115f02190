import { furtherList, publish } from "../../core/published";
import { arn, listOf } from "../../core/checks";
import { allowedActions } from "../policy-document/permissions";
import { AwsRolePermissions, rules, type AwsRolePermissionsProps } from "./role-permissions";

/** The permissions of a role as a Terraform module. */
export const awsRolePermissionsModule = publish<AwsRolePermissionsProps>({
  name: "aws-role-permissions",
  construct: AwsRolePermissions,
  rules,
  shapes: {
    "": {
      summary: "Actions that a role may take on named things.",
      further: {
        allowedActions: furtherList("Actions that are allowed, 1 to 50, such as `s3:GetObject`. Changed in place.", allowedActions),
        resourceArns: furtherList(
          "ARNs of what they are allowed on, 1 to 50; patterns with `*` are allowed. Changed in place.",
          listOf(arn(), 1, 50),
        ),
      },
      compose: { permissions: ({ list }) => ({ allowed: { actions: list("allowedActions"), resources: list("resourceArns") } }) },
      basic: {
        roleName: "orders",
        policyName: "invoices",
        allowedActions: ["s3:GetObject"],
        resourceArns: ["arn:aws:s3:::orders-eu-central-1-invoices/*"],
      },
      complete: {},
    },
  },
});
