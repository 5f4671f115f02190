const key = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;

/** What the smallest example of the cluster gives. */
export const basic = {
  clusterName: "orders",
  interruptionQueueName: "orders-interruptions",
  accountId: "111122223333",
  subnetIds: ["subnet-0aaa1111bbbb22200", "subnet-0aaa1111bbbb22201", "subnet-0aaa1111bbbb22202"],
  availabilityZones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
  podSubnetIds: ["subnet-0aaa1111bbbb22210", "subnet-0aaa1111bbbb22211", "subnet-0aaa1111bbbb22212"],
  securityGroupIds: ["sg-0aaa1111bbbb22224"],
  serviceCidr: "10.7.240.0/20",
  clusterRoleArn: role("cluster"),
  nodeRoleArn: role("nodes"),
  networkDriverRoleArn: role("pod-network"),
  volumeDriverRoleArn: role("pod-volumes"),
  secretsKeyArn: key,
  volumesKeyArn: key,
  logsKeyArn: key,
  instanceType: "m5.large",
  access: {
    apply: { principalArn: role("terraform-apply"), policy: "cluster-admin" },
    plan: { principalArn: role("terraform-plan"), policy: "view" },
  },
  nodes: { min: 3, max: 6 },
} as const;
