import { publish } from "../../core/published";
import { basic } from "./cluster.example";
import { AwsCluster } from "./cluster";
import { awsClusterRules, together, type AwsClusterProps } from "./cluster-props";

/** The cluster as a Terraform module. */
export const awsClusterModule = publish<AwsClusterProps>({
  name: "aws-cluster",
  construct: AwsCluster,
  rules: awsClusterRules,
  together,
  shapes: {
    "": {
      summary: "A cluster with a private endpoint, whose CI and people come from inside the network.",
      fixed: { kubernetesVersion: "1.35", wayIn: { ci: "network-runner", people: "network-runner" } },
      takes: ["interruptionQueueName"],
      basic,
      complete: {
        logRetentionDays: 180,
        nodeVolumeGib: 100,
        podIdentities: {
          shop: { namespace: "orders", serviceAccount: "shop", roleArn: "arn:aws:iam::111122223333:role/shop" },
        },
      },
    },
  },
});
