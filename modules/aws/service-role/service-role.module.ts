import { furtherText, publish } from "../../core/published";
import { servicePrincipal } from "../../core/checks";
import { AwsServiceRole, namespaceName, rules, serviceAccountName, type AwsServiceRoleProps } from "./service-role";

const basic = {
  roleName: "orders",
  description: "What orders may do",
  accountId: "111122223333",
  permissionBoundaryArn: "arn:aws:iam::111122223333:policy/orders-boundary",
};
const complete = { partition: "aws", maxSessionHours: 2 };

/** The role as a Terraform module: by who takes it. */
export const awsServiceRoleModule = publish<AwsServiceRoleProps>({
  name: "aws-service-role",
  construct: AwsServiceRole,
  rules,
  shapes: {
    "": {
      summary: "A role for a service of AWS, for resources of the account only.",
      leaves: ["partition"],
      further: {
        principal: furtherText("The service, such as `vpc-flow-logs.amazonaws.com`. Changed in place.", servicePrincipal),
      },
      compose: { trust: (given) => ({ kind: "service", principal: given.text("principal") }) },
      basic: { ...basic, principal: "vpc-flow-logs.amazonaws.com" },
      complete: { maxSessionHours: 2 },
    },
    "pod-identity": {
      summary: "A role for the pods of one service account.",
      further: {
        namespace: furtherText("The pods' namespace. Changed in place.", namespaceName),
        serviceAccount: furtherText("The pods' service account. Changed in place.", serviceAccountName),
      },
      compose: {
        trust: (given) => ({ kind: "pod-identity", namespace: given.text("namespace"), serviceAccount: given.text("serviceAccount") }),
      },
      basic: { ...basic, namespace: "orders", serviceAccount: "orders" },
      complete,
    },
  },
});
