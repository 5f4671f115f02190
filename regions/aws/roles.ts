export { applyRole, backupOperatorRole, keyAdministratorRole, keyWord, planRole, serviceRole, servicesWithIdentity } from "../roles";

/** The role with which VPC flow logs are written. */
export const flowLogRole = "flow-logs";

/**
 * The service whose own role starts the cluster's nodes, and the role's path and name, which AWS has fixed:
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/autoscaling-service-linked-role.html, read 2026-11-23.
 */
export const nodeStarter = {
  principal: "autoscaling.amazonaws.com",
  role: "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
} as const;
