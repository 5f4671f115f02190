import { furtherList, furtherText, publish } from "../../core/published";
import { arn, listOf, text } from "../../core/checks";
import { nameRules } from "../../core/names";
import { AwsEventBus, rules, type AwsEventBusProps } from "./event-bus";

const basic = {
  busName: "orders",
  description: "Events of orders",
  dataClass: "internal",
  kmsKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  accountId: "111122223333",
  deadLetterArn: "arn:aws:sqs:eu-central-1:111122223333:orders-dead",
} as const;

/** The event bus as a Terraform module: alone, or with one route. */
export const awsEventBusModule = publish<AwsEventBusProps>({
  name: "aws-event-bus",
  construct: AwsEventBus,
  rules,
  shapes: {
    "": { summary: "A bus whose rules are made by others.", leaves: ["retryHours"], basic, complete: { partition: "aws" } },
    "to-queue": {
      summary: "A bus with one rule, that sends what some sources tell to a queue.",
      further: {
        ruleName: furtherText(
          "Name of the rule, 1 to 64 letters, digits, `.`, `_` and `-`. Renaming replaces it.",
          text(nameRules.eventRule.pattern, "a rule's name", 1, nameRules.eventRule.max),
        ),
        sources: furtherList("Who tells the events, 1 to 50 names.", listOf(text(/^[\w.-]+$/, "a source's name", 1, 256), 1, 50)),
        queueArn: furtherText("ARN of the queue, whose policy has to let the rule send. A change replaces the target.", arn("sqs")),
      },
      compose: {
        routes: (given) => ({
          queue: {
            ruleName: given.text("ruleName"),
            description: given.text("description"),
            pattern: { sources: given.list("sources") },
            targetArn: given.text("queueArn"),
          },
        }),
      },
      basic: { ...basic, ruleName: "orders", sources: ["orders.shop"], queueArn: "arn:aws:sqs:eu-central-1:111122223333:orders" },
      complete: { retryHours: 12 },
    },
  },
});
