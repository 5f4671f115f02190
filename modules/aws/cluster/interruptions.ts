import { jsonDocument } from "../../core/json";
import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { Construct } from "constructs";
import { childName } from "../../core/child-name";
import { policyDocument } from "../policy-document/policy-document";

/** Events that tell that an instance will go: Karpenter, Reference, CloudFormation, v1.6; read 2026-11. */
const events = {
  health: { source: "aws.health", detailType: "AWS Health Event" },
  rebalance: { source: "aws.ec2", detailType: "EC2 Instance Rebalance Recommendation" },
  "spot-interruption": { source: "aws.ec2", detailType: "EC2 Spot Instance Interruption Warning" },
  "state-change": { source: "aws.ec2", detailType: "EC2 Instance State-change Notification" },
} as const;

/** What the queue is made with. */
export interface InterruptionsInput {
  readonly clusterName: string;
  readonly queueName: string;
  readonly accountId: string;
}

/**
 * The queue on which a node autoscaler hears of interruptions, and the rules that fill it. Its messages say which
 * instance is concerned and nothing of what runs on it, live for five minutes, and are encrypted with SQS's own key.
 */
export class ClusterInterruptions extends Construct {
  readonly queueArn: string;

  constructor(scope: Construct, id: string, { clusterName, queueName, accountId }: InterruptionsInput) {
    super(scope, id);
    const queue = new SqsQueue(this, "queue", { name: queueName, messageRetentionSeconds: 300, sqsManagedSseEnabled: true });
    const rules = Object.entries(events).map(([word, { source, detailType }]) => {
      const rule = new CloudwatchEventRule(this, word, {
        name: childName("eventRule", clusterName, word),
        description: `tells the node autoscaler: ${detailType}`,
        eventPattern: jsonDocument({ "detail-type": [detailType], source: [source] }),
      });
      new CloudwatchEventTarget(this, `${word}-target`, { rule: rule.name, targetId: "interruptions", arn: queue.arn });
      return rule;
    });
    new SqsQueuePolicy(this, "policy", {
      queueUrl: queue.url,
      policy: policyDocument(
        [
          {
            sid: "EventsOfTheseRules",
            principals: { service: ["events.amazonaws.com"] },
            actions: ["sqs:SendMessage"],
            resources: [queue.arn],
            conditions: { ArnEquals: { "aws:SourceArn": rules.map(({ arn }) => arn) }, StringEquals: { "aws:SourceAccount": accountId } },
          },
          {
            sid: "EncryptedOnly",
            effect: "Deny",
            principals: "*",
            actions: ["sqs:*"],
            resources: [queue.arn],
            conditions: { Bool: { "aws:SecureTransport": "false" } },
          },
        ],
        { place: this.node.path },
      ),
    });
    this.queueArn = queue.arn;
  }
}
