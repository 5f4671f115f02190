import { publish } from "../../core/published";
import { AwsTopic, rules, type AwsTopicProps } from "./topic";

const queue = "arn:aws:sqs:eu-central-1:111122223333:orders";

/** The topic as a Terraform module. */
export const awsTopicModule = publish<AwsTopicProps>({
  name: "aws-topic",
  construct: AwsTopic,
  rules,
  shapes: {
    "": {
      summary: "A topic of which queues get every message.",
      basic: {
        topicName: "orders",
        dataClass: "internal",
        kmsKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        accountId: "111122223333",
      },
      complete: { subscribers: { orders: { queueArn: queue, deadLetterArn: `${queue}-dead` } } },
    },
  },
});
