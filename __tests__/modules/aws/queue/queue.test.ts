import { TerraformOutput, TerraformVariable } from "cdktf";
import { AwsQueue, type AwsQueueProps } from "../../../../modules/aws/queue/queue";
import { account, countsOf, documentOf, iam, problemsOf, resourceOf, synthesized } from "../policy-document/aws-fixture";
import { decide, type PolicyDocument } from "../policy-document/policy-evaluator";

const queueArn = `arn:aws:sqs:eu-central-1:${account}:test-eu-orders`;
const deadArn = `${queueArn}-dead`;
const ruleArn = `arn:aws:events:eu-central-1:${account}:rule/test-eu-events/orders`;

const props: AwsQueueProps = {
  queueName: "test-eu-orders",
  deadLetterQueueName: "test-eu-orders-dead",
  dataClass: "sensitive",
  kmsKeyArn: `arn:aws:kms:eu-central-1:${account}:alias/test-eu/events-sensitive`,
  accountId: account,
  senders: { rule: { principal: "events.amazonaws.com", sourceArns: [ruleArn] } },
};
const { deadLetterQueueName: _, ...alone } = props;

const made = (given: AwsQueueProps = props) =>
  synthesized((stack) => {
    const queue = new AwsQueue(stack, "orders", given);
    for (const name of ["arn", "url", "deadLetterArn"] as const) new TerraformOutput(stack, name, { value: queue[name] });
  });

const policyOf = (name: string): PolicyDocument =>
  documentOf(resourceOf(made(), "aws_sqs_queue_policy", name)["policy"], {
    "aws_sqs_queue.orders.arn": queueArn,
    "aws_sqs_queue.orders_dead-letters.arn": deadArn,
  });

describe("queue", () => {
  test("is a queue, that of its dead letters, and what keeps them closed", () => {
    const json = made();
    expect(countsOf(json)).toEqual({ aws_sqs_queue: 2, aws_sqs_queue_policy: 2, aws_sqs_queue_redrive_allow_policy: 1 });
    expect(resourceOf(json, "aws_sqs_queue", "orders")).toMatchObject({
      name: "test-eu-orders",
      kms_master_key_id: props.kmsKeyArn,
      message_retention_seconds: 345_600,
      visibility_timeout_seconds: 60,
      receive_wait_time_seconds: 20,
      tags: { "estate:data-class": "sensitive" },
    });
    expect(resourceOf(json, "aws_sqs_queue", "orders_dead-letters")).toMatchObject({
      name: "test-eu-orders-dead",
      kms_master_key_id: props.kmsKeyArn,
      message_retention_seconds: 1_209_600,
    });
    expect(json.output?.["deadLetterArn"]?.["value"]).toBe("${aws_sqs_queue.orders_dead-letters.arn}");
    expect(json.output?.["arn"]?.["value"]).toBe("${aws_sqs_queue.orders.arn}");
    expect(json.output?.["url"]?.["value"]).toBe("${aws_sqs_queue.orders.url}");
  });

  test("sends its dead letters to its own queue of them, which takes no others", () => {
    const json = made({ ...props, maxReceives: 3 });
    expect(documentOf(resourceOf(json, "aws_sqs_queue", "orders")["redrive_policy"])).toEqual({
      deadLetterTargetArn: "${aws_sqs_queue.orders_dead-letters.arn}",
      maxReceiveCount: 3,
    });
    const allow = resourceOf(json, "aws_sqs_queue_redrive_allow_policy", "orders_dead-letters-of");
    expect(allow["queue_url"]).toBe("${aws_sqs_queue.orders_dead-letters.url}");
    expect(documentOf(allow["redrive_allow_policy"])).toEqual({
      redrivePermission: "byQueue",
      sourceQueueArns: ["${aws_sqs_queue.orders.arn}"],
    });
  });

  test("without a name for them has no queue of dead letters, and takes them itself", () => {
    const json = made({ ...alone, retentionDays: 14 });
    expect(countsOf(json)).toEqual({ aws_sqs_queue: 1, aws_sqs_queue_policy: 1 });
    expect(resourceOf(json, "aws_sqs_queue", "orders")).not.toHaveProperty("redrive_policy");
    expect(resourceOf(json, "aws_sqs_queue", "orders")["message_retention_seconds"]).toBe(1_209_600);
    expect(json.output?.["deadLetterArn"]?.["value"]).toBe("${aws_sqs_queue.orders.arn}");
  });

  test.each([
    ["orders_policy", queueArn],
    ["orders_dead-letters-policy", deadArn],
  ])("%s lets the named sources in, over TLS, and nobody of another account", (name, resource) => {
    const may = (principal: string, context: Record<string, string>) =>
      decide([policyOf(name)], {
        action: "sqs:SendMessage",
        resource,
        principal,
        context: { "aws:SecureTransport": "true", "aws:PrincipalIsAWSService": "false", ...context },
      });
    const service = { "aws:PrincipalIsAWSService": "true" };
    const events = "events.amazonaws.com";
    expect(may(events, { ...service, "aws:SourceArn": ruleArn })).toBe("allowed");
    expect(may(events, { ...service, "aws:SourceArn": ruleArn.replace(account, "444455556666") })).toBe("not allowed");
    expect(may(events, { ...service, "aws:SourceArn": ruleArn, "aws:SecureTransport": "false" })).toBe("denied");
    expect(may("sns.amazonaws.com", { ...service, "aws:SourceArn": ruleArn })).toBe("not allowed");
    // IAM decides about the account's own.
    expect(may(iam("role/orders"), { "aws:PrincipalAccount": account })).toBe("not allowed");
    expect(may("arn:aws:iam::444455556666:role/orders", { "aws:PrincipalAccount": "444455556666" })).toBe("denied");
  });

  test("values that are known later stay whole", () => {
    const json = synthesized((stack) => {
      const text = (name: string) => new TerraformVariable(stack, name, { type: "string" }).stringValue;
      const number = (name: string) => new TerraformVariable(stack, name, { type: "number" }).numberValue;
      new AwsQueue(stack, "orders", {
        queueName: text("name"),
        deadLetterQueueName: text("dead_name"),
        dataClass: "internal",
        kmsKeyArn: text("key"),
        accountId: text("account"),
        senders: {
          rule: {
            principal: "events.amazonaws.com",
            sourceArns: new TerraformVariable(stack, "rules", { type: "list(string)" }).listValue,
          },
        },
        visibilitySeconds: number("visibility"),
        retentionDays: number("days"),
        maxReceives: number("receives"),
      });
    });
    expect(resourceOf(json, "aws_sqs_queue", "orders")).toMatchObject({
      message_retention_seconds: "${(var.days * 86400)}",
      redrive_policy: '{"deadLetterTargetArn":"${aws_sqs_queue.orders_dead-letters.arn}","maxReceiveCount":${var.receives}}',
    });
    expect(resourceOf(json, "aws_sqs_queue_policy", "orders_policy")["policy"]).toContain('"aws:SourceArn":${jsonencode(var.rules)}');
  });

  test.each<[string, Partial<AwsQueueProps>, string]>([
    ["a name with a dot", { queueName: "orders.fifo" }, "[BadProp] 'queueName'"],
    ["a long name of dead letters", { deadLetterQueueName: "x".repeat(81) }, "[BadProp] 'deadLetterQueueName'"],
    ["an odd data class", { dataClass: "secret" as "vault" }, "[BadProp] 'dataClass'"],
    ["a key of another service", { kmsKeyArn: queueArn }, "[BadProp] 'kmsKeyArn'"],
    ["a short account", { accountId: "1" }, "[BadProp] 'accountId'"],
    ["a sender that is no service", { senders: { rule: { principal: "*", sourceArns: [ruleArn] } } }, "[BadProp] 'senders'"],
    ["a sender for anybody", { senders: { rule: { principal: "sns.amazonaws.com", sourceArns: [] } } }, "[BadProp] 'senders'"],
    [
      "too many senders",
      {
        senders: Object.fromEntries(
          Array.from({ length: 11 }, (__, index) => [`s${String(index)}`, { principal: "sns.amazonaws.com", sourceArns: [ruleArn] }]),
        ),
      },
      "[BadProp] 'senders' must have at most 10 members",
    ],
    ["a day's visibility", { visibilitySeconds: 86_400 }, "[BadProp] 'visibilitySeconds'"],
    ["a retention of none", { retentionDays: 0 }, "[BadProp] 'retentionDays'"],
    ["no reception", { maxReceives: 0 }, "[BadProp] 'maxReceives'"],
  ])("refuses %s", (__, change, message) => {
    expect(problemsOf((stack) => new AwsQueue(stack, "orders", { ...props, ...change }))).toContain(message);
  });
});
