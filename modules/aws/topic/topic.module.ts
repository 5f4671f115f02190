import { arn } from "../../core/checks";
import { furtherText, publish } from "../../core/published";
import { AwsTopic, rules, type AwsTopicProps } from "./topic";

const basic = {
  topicName: "orders",
  dataClass: "internal",
  kmsKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  accountId: "111122223333",
} as const;
const queue = "arn:aws:sqs:eu-central-1:111122223333:orders";

/** The topic as a Terraform module: alone, or with one subscriber. */
export const awsTopicModule = publish<AwsTopicProps>({
  name: "aws-topic",
  construct: AwsTopic,
  rules,
  shapes: {
    "": { summary: "A topic whose subscriptions are made by others.", basic, complete: {} },
    "to-queue": {
      summary: "A topic of which one queue gets every message.",
      further: {
        queueArn: furtherText("ARN of the queue, whose policy has to let the topic send. A change makes a new subscription.", arn("sqs")),
        deadLetterArn: furtherText("ARN of the queue of messages that could not be delivered. Changed in place.", arn("sqs")),
      },
      compose: {
        subscribers: ({ text }) => ({ queue: { queueArn: text("queueArn"), deadLetterArn: text("deadLetterArn") } }),
      },
      basic: { ...basic, queueArn: queue, deadLetterArn: `${queue}-dead` },
      complete: {},
    },
  },
});
