import { furtherNumber, furtherText, publish } from "../../core/published";
import { arn, wholeNumber } from "../../core/checks";
import { basic } from "./cluster.example";
import { AwsCluster } from "./cluster";
import { awsClusterRules, type AwsClusterProps } from "./cluster-props";

/** The cluster as a Terraform module: two roles have a say in it, the one that applies and the one that looks. */
export const awsClusterModule = publish<AwsClusterProps>({
  name: "aws-cluster",
  construct: AwsCluster,
  rules: awsClusterRules,
  shapes: {
    "": {
      summary: "A cluster with a private endpoint, whose CI and people come from inside the network.",
      fixed: { kubernetesVersion: "1.35", wayIn: { ci: "network-runner", people: "network-runner" } },
      takes: ["interruptionQueueName"],
      further: {
        administratorArn: furtherText(
          "ARN of the role that may do everything through the Kubernetes API. A change replaces its entry.",
          arn("iam"),
        ),
        viewerArn: furtherText("ARN of the role that may look at everything but secrets. A change replaces its entry.", arn("iam")),
        leastNodes: furtherNumber("The fewest system nodes, 1 to 100. Changed in place.", wholeNumber(1, 100, "nodes"), 3),
        mostNodes: furtherNumber(
          "The most system nodes, 1 to 100 and not below `leastNodes`. Changed in place.",
          wholeNumber(1, 100, "nodes"),
          6,
        ),
      },
      compose: {
        access: ({ text }) => ({
          apply: { principalArn: text("administratorArn"), policy: "cluster-admin" },
          plan: { principalArn: text("viewerArn"), policy: "view" },
        }),
        nodes: ({ number }) => ({ min: number("leastNodes"), max: number("mostNodes") }),
      },
      basic,
      complete: { logRetentionDays: 180, nodeVolumeGib: 100, leastNodes: 4, mostNodes: 8 },
    },
  },
});
