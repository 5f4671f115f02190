/** The role with which VPC flow logs are written. */
export const flowLogRole = "flow-logs";
/** The role with which RDS writes the metrics of its instances' operating systems. */
export const databaseMonitoringRole = "database-monitoring";
/** The role with which the bus of the primary sends its events on to the bus of the standby. */
export const eventForwarderRole = "event-forwarder";

/**
 * The service whose own role starts the cluster's nodes, and the role's path and name, which AWS has fixed:
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/autoscaling-service-linked-role.html, read 2026-11-23.
 */
export const nodeStarter = {
  principal: "autoscaling.amazonaws.com",
  role: "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
} as const;

/** The service whose own role starts nodes that can be taken away; see {@link nodeStarter}. */
export const spotStarter = {
  principal: "spot.amazonaws.com",
  role: "aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot",
} as const;

/** The role with which EKS runs the cluster. */
export const clusterRole = "cluster";
/** The role of the cluster's nodes. */
export const nodeRole = "nodes";
/** The role with which pods get their addresses. */
export const podNetworkRole = "pod-network";
/** The role with which pods get their volumes. */
export const podVolumesRole = "pod-volumes";
/** The role with which the cluster makes and removes nodes as they are needed. */
export const nodeScalerRole = "node-scaler";
/** The service account of the pods that make and remove nodes. */
export const nodeScaler = { namespace: "kube-system", serviceAccount: "karpenter" } as const;
/** The role with which the cluster puts its ingress gateway's pods into the gateway's target group. */
export const loadBalancerRole = "load-balancer-controller";
/** The role of the people who mend what CI cannot in the cluster. */
export const clusterAdministratorRole = "cluster-administrator";
/** The role of the people who look at what runs in the cluster; it sees no secrets. */
export const clusterViewerRole = "cluster-viewer";
/** The role of the machine on which CI's jobs run inside the network. */
export const runnerRole = "runner";

/**
 * The service whose own role copies between the replicas of tables, and so uses their keys; the role's path and name,
 * which AWS has fixed: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/globaltables-security.html, read
 * 2026-11-23.
 */
export const tableReplicator = {
  principal: "replication.dynamodb.amazonaws.com",
  role: "aws-service-role/replication.dynamodb.amazonaws.com/AWSServiceRoleForDynamoDBReplication",
} as const;
