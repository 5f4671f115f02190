import { TerraformOutput } from "cdktf";
import { AwsCluster } from "../../../../modules/aws/cluster/cluster";
import type { AwsClusterProps } from "../../../../modules/aws/cluster/cluster-props";
import { account, iam, synthesized } from "../policy-document/aws-fixture";

export const keyOf = (word: string): string => `arn:aws:kms:eu-central-1:${account}:alias/${word}`;

export const meshSubnets = ["subnet-0aaa1111bbbb22220", "subnet-0aaa1111bbbb22221", "subnet-0aaa1111bbbb22222"];
export const podSubnets = ["subnet-0ccc1111bbbb22220", "subnet-0ccc1111bbbb22221", "subnet-0ccc1111bbbb22222"];
export const meshGroup = "sg-0aaa1111bbbb22225";

/** Props that are right. */
export const goodProps: AwsClusterProps = {
  clusterName: "test-eu",
  kubernetesVersion: "1.35",
  accountId: account,
  subnetIds: meshSubnets,
  availabilityZones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
  podSubnetIds: podSubnets,
  securityGroupIds: [meshGroup],
  serviceCidr: "10.7.240.0/20",
  wayIn: { ci: "network-runner", people: "network-runner" },
  access: {
    apply: { principalArn: iam("role/terraform-apply"), policy: "cluster-admin" },
    plan: { principalArn: iam("role/terraform-plan"), policy: "view" },
    orders: { principalArn: iam("role/orders-team"), policy: "edit", namespaces: ["trade", "api"] },
  },
  podIdentities: {
    orders: { namespace: "trade", serviceAccount: "orders", roleArn: iam("role/orders") },
    trust: { namespace: "trust", serviceAccount: "trust", roleArn: iam("role/trust") },
  },
  clusterRoleArn: iam("role/cluster"),
  nodeRoleArn: iam("role/nodes"),
  networkDriverRoleArn: iam("role/pod-network"),
  volumeDriverRoleArn: iam("role/pod-volumes"),
  secretsKeyArn: keyOf("cluster"),
  volumesKeyArn: keyOf("volumes"),
  logsKeyArn: keyOf("logs"),
  instanceType: "m5.large",
  nodes: { min: 3, max: 6 },
};

export const outputs = ["clusterName", "clusterArn", "endpoint", "certificateAuthority", "clusterSecurityGroupId"] as const;

/** What a stack with one cluster comes out as. */
export const made = (changes: Partial<AwsClusterProps> = {}) =>
  synthesized((stack) => {
    const cluster = new AwsCluster(stack, "cluster", { ...goodProps, ...changes });
    for (const name of outputs) new TerraformOutput(stack, name, { value: cluster[name] });
  });
