import { publish } from "../../core/published";
import { AwsEventBus, rules, type AwsEventBusProps } from "./event-bus";

const arn = (service: string, name: string): string => `arn:aws:${service}:eu-central-1:111122223333:${name}`;

/** The event bus as a Terraform module. */
export const awsEventBusModule = publish<AwsEventBusProps>({
  name: "aws-event-bus",
  construct: AwsEventBus,
  rules,
  shapes: {
    "": {
      summary: "A bus with rules, each of which sends some events to a queue or to another bus.",
      basic: {
        busName: "orders",
        description: "Events of orders",
        dataClass: "internal",
        kmsKeyArn: arn("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab"),
        accountId: "111122223333",
        deadLetterArn: arn("sqs", "orders-dead"),
      },
      complete: {
        partition: "aws",
        retryHours: 12,
        routes: {
          placed: { ruleName: "placed", description: "Placed", pattern: '{"source":["orders.shop"]}', targetArn: arn("sqs", "orders") },
        },
      },
    },
  },
});
