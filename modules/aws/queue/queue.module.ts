import { furtherList, furtherText, publish } from "../../core/published";
import { arn, listOf, servicePrincipal } from "../../core/checks";
import { AwsQueue, rules, type AwsQueueProps } from "./queue";

const basic = {
  queueName: "orders",
  deadLetterQueueName: "orders-dead",
  dataClass: "internal",
  kmsKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  accountId: "111122223333",
} as const;
const complete = { visibilitySeconds: 120, retentionDays: 7, maxReceives: 3 };

/** The queue as a Terraform module: for principals of the account, or for a service too. */
export const awsQueueModule = publish<AwsQueueProps>({
  name: "aws-queue",
  construct: AwsQueue,
  rules,
  shapes: {
    "": { summary: "A queue and its dead letters, for the account's principals.", takes: ["deadLetterQueueName"], basic, complete },
    "from-service": {
      summary: "A queue with a queue of its dead letters, into which a service of AWS sends on behalf of named resources.",
      takes: ["deadLetterQueueName"],
      further: {
        senderPrincipal: furtherText("The service that sends, such as `sns.amazonaws.com`. Changed in place.", servicePrincipal),
        senderSourceArns: furtherList(
          "ARNs of what it acts for, 1 to 50; patterns with `*` are allowed. Changed in place.",
          listOf(arn(), 1, 50),
        ),
      },
      compose: {
        senders: (given) => ({ service: { principal: given.text("senderPrincipal"), sourceArns: given.list("senderSourceArns") } }),
      },
      basic: {
        ...basic,
        senderPrincipal: "events.amazonaws.com",
        senderSourceArns: ["arn:aws:events:eu-central-1:111122223333:rule/orders/placed"],
      },
      complete,
    },
  },
});
